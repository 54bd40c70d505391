"""Files of other programs through the command line: what is brought in holds all that the file
says, and what is written for them comes back as it was.
"""
import csv, json, os, re, subprocess, sys, tempfile, unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
SAMPLES = os.path.join(os.environ.get('MLG_SHARED', ''), 'samples')


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.env = dict(os.environ, LC_ALL='C.UTF-8')
        for name in ('XDG_DATA_HOME', 'XDG_CACHE_HOME'):
            self.env[name] = os.path.join(self.folder.name, name)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def run_cli(self, *args):
        done = subprocess.run([PROGRAM, *args], cwd=self.folder.name, env=self.env, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, (args, done.stderr))
        return done.stdout

    def write(self, name, text):
        with open(self.path(name), 'w') as file:
            file.write(text if isinstance(text, str) else json.dumps(text, ensure_ascii=False))
        return name

    def everything(self, file):
        self.run_cli('export', file, 'all.json', '--format', 'json')
        with open(self.path('all.json')) as exported:
            return json.load(exported)['records']

    def bring(self, source, *more):
        self.run_cli('new', 'f.maillage')
        self.run_cli('import', 'f.maillage', source, *more)
        return self.everything('f.maillage')


class RoundTrips(Case):
    """The demonstration file, written and read again: nothing differs."""

    def go_round(self, form, ending):
        self.run_cli('new', 'demo.maillage', '--demo')
        before = self.everything('demo.maillage')
        self.run_cli('export', 'demo.maillage', 'out' + ending, '--format', form)
        self.run_cli('import', 'demo.maillage', 'out' + ending)
        self.assertEqual(self.everything('demo.maillage'), before)

        # And into a file that knows none of it: the same actors.
        self.run_cli('new', 'empty.maillage')
        self.run_cli('import', 'empty.maillage', 'out' + ending)
        names = sorted(a['name'] for a in before['actor'])
        self.assertEqual(sorted(a['name'] for a in self.everything('empty.maillage')['actor']), names)

    def test_gogocarto(self):
        self.go_round('gogocarto', '.json')

    def test_geojson(self):
        self.go_round('geojson', '.geojson')

    def test_kumu(self):
        self.go_round('kumu', '.json')

    def test_kumu_brings_partnerships_to_an_empty_file(self):
        self.run_cli('new', 'demo.maillage', '--demo')
        before = self.everything('demo.maillage')
        self.run_cli('export', 'demo.maillage', 'out.json', '--format', 'kumu')
        after = self.bring('out.json')
        ends = lambda records: sorted((p['id'], p.get('state')) for p in records['partnership'])
        self.assertEqual(ends(after), ends(before))
        axes = lambda records: sorted((x['id'], x.get('kind'), x.get('label')) for x in records['partnership_axis'])
        self.assertEqual(axes(after), axes(before))


class Networks(Case):
    def test_kumu(self):
        records = self.bring(self.write('map.json', {
            'elements': [{'label': 'Filature du Nord', 'type': 'Organisation', 'tags': ['laine', 'textile']},
                         {'label': 'Ferme du Haut', 'location': '44.5, 4.25'}],
            'connections': [{'from': 'Ferme du Haut', 'to': 'Filature du Nord', 'type': 'Achat', 'direction': 'directed'},
                            {'from': 'Filature du Nord', 'to': 'Atelier inconnu', 'direction': 'mutual'}]}))
        self.assertEqual(sorted(a['name'] for a in records['actor']), ['Atelier inconnu', 'Ferme du Haut', 'Filature du Nord'])
        farm = next(a for a in records['actor'] if a['name'] == 'Ferme du Haut')
        self.assertEqual((farm['lat'], farm['lon']), (44.5, 4.25))
        self.assertEqual(len(records['partnership']), 2)
        self.assertEqual(len(records['partnership_axis']), 2)
        self.assertEqual([x.get('kind') for x in records['partnership_axis'] if 'from' in x], ['Achat'])

    def test_twice_is_once(self):
        source = self.write('map.json', {'elements': [{'label': 'A'}, {'label': 'B'}], 'connections': [{'from': 'A', 'to': 'B', 'type': 'x'}]})
        records = self.bring(source)
        self.run_cli('import', 'f.maillage', source)
        self.assertEqual(self.everything('f.maillage'), records)


class Words(Case):
    def test_categories_come_after_their_numbers(self):
        self.bring(self.write('elements.json', {'ontology': 'gogocompact', 'data': [['a1', 'Le Mat', 44.5, 4.25, [12]]]}))
        self.run_cli('import', 'f.maillage', self.write('taxonomy.json', {'name': 'Tout', 'options': [
            {'id': 12, 'name': 'Circuits courts', 'nameShort': 'Circuits', 'softColor': '#fff'}]}))
        self.assertEqual([t['label'] for t in self.everything('f.maillage')['term']], ['Circuits courts'])
        self.run_cli('export', 'f.maillage', 'out.json', '--format', 'gogocarto')
        with open(self.path('out.json')) as file:
            self.assertEqual(json.load(file)['data'][0]['categories'], ['Circuits courts'])


class Plane(Case):
    def test_each_point_by_its_own_figures(self):
        feature = lambda name, *place: {'type': 'Feature', 'geometry': {'type': 'Point', 'coordinates': place}, 'properties': {'nom': name}}
        records = self.bring(self.write('mixed.geojson', {
            'type': 'FeatureCollection', 'features': [feature('Lyon', 842666.66, 6519924.4), feature('Privas', 4.598, 44.735)]}))
        places = {a['name']: (round(a['lat'], 3), round(a['lon'], 3)) for a in records['actor']}
        self.assertEqual(places, {'Lyon': (45.764, 4.836), 'Privas': (44.735, 4.598)})

    def test_lambert_93(self):
        records = self.bring(self.write('l93.geojson', {
            'type': 'FeatureCollection', 'crs': {'type': 'name', 'properties': {'name': 'urn:ogc:def:crs:EPSG::2154'}},
            'features': [{'type': 'Feature', 'geometry': {'type': 'Point', 'coordinates': [652381.1, 6862047.3]},
                          'properties': {'nom': 'Hôtel de ville'}}]}))
        actor = records['actor'][0]
        self.assertAlmostEqual(actor['lat'], 48.8567, places=4)
        self.assertAlmostEqual(actor['lon'], 2.3510, places=4)
        self.assertIn('652381.1', actor['note'])


class Written(Case):
    def export(self, form, *more):
        self.run_cli('new', 'f.maillage', '--demo')
        self.run_cli('add', 'f.maillage', 'actor', 'name=La « Fab », laine', 'key=fab', 'lat=44.7350001', 'lon=4.5980002',
                     'locality=Privas', 'contact_email=secret@example.org', 'note=entre nous', 'themes=Lait, fromage|Pain',
                     'description==1+1')
        self.run_cli('export', 'f.maillage', 'out', '--format', form, *more)
        with open(self.path('out'), newline='') as file:
            return file.read()

    def test_yeswiki_takes_it(self):
        text = self.export('yeswiki')
        rows = list(csv.DictReader(text.splitlines(True)))
        fab = next(r for r in rows if r['bf_titre'].startswith('La « Fab'))
        self.assertEqual((fab['bf_latitude'], fab['bf_longitude'], fab['bf_ville']), ('44.7350001', '4.5980002', 'Privas'))
        self.assertEqual(fab['bf_description'], "'=1+1")
        self.assertEqual(sum('Pain' in r.get('bf_themes', '') for r in rows), 1)
        self.assertEqual(text[:9], 'bf_titre,')

    def test_linked_data_links(self):
        graph = json.loads(self.export('json-ld'))['@graph']
        there = {node['@id'] for node in graph}
        self.assertEqual(len(there), len(graph))

        def links(node):
            for key, value in node.items():
                for each in value if isinstance(value, list) else [value]:
                    if isinstance(each, dict):
                        if set(each) == {'@id'}:
                            yield each['@id']
                        yield from links(each)

        found = [link for node in graph for link in links(node)]
        self.assertGreater(len(found), 100)
        self.assertEqual([link for link in found if link not in there], [])
        partners = [node for node in graph if node['@type'] == 'maillage:Partnership']
        wished = [p for p in partners if p['maillage:state'] == 'wished']
        pairs = {(node['@id'], other['@id']) for node in graph for other in node.get('pair:partnerOf', [])}
        ends = lambda p: (p['maillage:a'][0]['@id'], p['maillage:b'][0]['@id'])
        self.assertEqual([p for p in wished if ends(p) in pairs and all(ends(p) != ends(q) for q in partners if q is not p)], [])
        self.assertGreater(len(wished), 0)

    def test_nothing_personal_is_public(self):
        for form in ('gogocarto', 'yeswiki', 'kumu', 'json-ld', 'geojson'):
            with self.subTest(form):
                text = self.export(form, '--level', 'public')
                self.assertNotIn('secret@example.org', text)
                self.assertNotIn('entre nous', text)
                self.assertNotIn('"fab"', text)
                os.remove(self.path('f.maillage'))

    def test_only_what_is_searched(self):
        elements = json.loads(self.export('kumu', '--search', 'laine'))['elements']
        self.assertLess(len(elements), 20)
        self.assertIn('La « Fab », laine', [e['label'] for e in elements])


# What a format says about itself, and drawings that are not taken over.
FRAME = {'ontology', 'type', 'bbox', 'crs'}


def scalars(node, name=''):
    if isinstance(node, dict):
        for key, value in node.items():
            if key == 'geometry' and value and value.get('type') != 'Point':
                continue
            if key not in FRAME or not isinstance(value, str):
                yield from scalars(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from scalars(value, name)
    elif isinstance(node, bool) or node is None or node == '':
        return
    else:
        yield str(node)


def plain(text):
    """As a person reads it: escapes that a server wrote twice undone, blanks and line ends alike."""
    text = re.sub(r'\\u([0-9a-fA-F]{4})', lambda m: chr(int(m[1], 16)), text).replace('\\/', '/')
    return re.sub(r'[\s/]+', ' ', text).strip().lower()


@unittest.skipUnless(os.path.isdir(SAMPLES), 'the shared samples are not here')
class Samples(Case):
    def check(self, name, entity, n):
        path = os.path.join(SAMPLES, name)
        with open(path, encoding='utf-8') as file:
            source = json.load(file)
        records = self.bring(path)
        found = records.get(entity, [])
        self.assertEqual(len(found), n)
        there = plain(' ¦ '.join(scalars(records)))
        self.assertEqual([s for s in scalars(source) if plain(s) not in there], [])

    def test_gogocarto_full(self):
        self.check('gogocarto/gogofull.json', 'actor', 23)

    def test_gogocarto_compact(self):
        with open(os.path.join(SAMPLES, 'gogocarto/gogocompact.json')) as file:
            n = len(json.load(file)['data'])
        self.check('gogocarto/gogocompact.json', 'actor', n)

    def test_gogocarto_feature(self):
        self.check('gogocarto/gogofull-geojson-feature.json', 'actor', 3)

    def test_geojson(self):
        self.check('geojson/tiers-lieux-cget-2019.geojson', 'actor', 1512)


if __name__ == '__main__':
    unittest.main()
