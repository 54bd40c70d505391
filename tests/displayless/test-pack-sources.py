"""The same country of six communes in the dress of every publisher: each gives the same pack. What cannot be read
is a sentence, and never a damaged pack."""

import json
import os
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
FOLDER = tempfile.mkdtemp(prefix='mlg-sources-')
NAMES = ['L’Épine', 'Saint-Éloi', 'Bourg-le-Haut', 'Villeneuve', 'Le Bourg', 'La Tranche']
environment = dict(os.environ, XDG_DATA_HOME=os.path.join(FOLDER, 'data'), LC_ALL='C.UTF-8')
environment.pop('MAILLAGE_TERRITORY', None)


def commune(i):
    x, y = round(3 + i % 3 * .1, 1), round(45 + i // 3 * .1, 1)
    corners = [(x, y), (x + .1, y), (x + .1, y + .1), (x, y + .1), (x, y)]
    return {'code': f'{43900 + i}', 'name': NAMES[i], 'ring': [[round(a, 1), round(b, 1)] for a, b in corners],
            'lat': round(y + .04, 2), 'lon': round(x + .06, 2), 'postal': f'{43100 + i}'}


COMMUNES = [commune(i) for i in range(6)]


def features(properties=lambda c: {'code': c['code'], 'nom': c['name']},
             geometry=lambda c: {'type': 'Polygon', 'coordinates': [c['ring']]}, **more):
    return json.dumps({'type': 'FeatureCollection', **more, 'features': [
        {'type': 'Feature', 'properties': properties(c), 'geometry': geometry(c)} for c in COMMUNES]})


def table(line, head):
    return head + '\n' + ''.join(line(c) + '\n' for c in COMMUNES)


def run(*arguments, pack=None):
    env = dict(environment, **({'MAILLAGE_TERRITORY': pack} if pack else {}))
    return subprocess.run([CLI, *arguments], env=env, capture_output=True, text=True)


def build(case, files):
    folder = os.path.join(FOLDER, case)
    os.mkdir(folder)
    for name, content in files.items():
        with open(os.path.join(folder, name), 'wb') as file:
            file.write(content if isinstance(content, bytes) else content.encode())
    pack = folder + '.pack'
    return run('territory', 'build', pack, '--from', folder, '--no-install'), pack


def find(pack, text):
    out = run('territory', 'find', text, '--json', pack=pack)
    assert out.returncode == 0 and 'damaged' not in out.stderr, (out.stdout, out.stderr)
    return json.loads(out.stdout)['places']


def holds(case, files, placed=False, postal=False):
    """@placed: the table says where the towns are; else they are in the middle of their outlines."""
    done, pack = build(case, files)
    assert done.returncode == 0, (case, done.stderr)
    for c in COMMUNES:
        place = find(pack, c['code'])[0]
        assert place['code'] == c['code'] and place['name'] == c['name'], (case, place)
        x, y = (c['lon'], c['lat']) if placed else (c['ring'][0][0] + .05, c['ring'][0][1] + .05)
        assert abs(place['lon'] - x) < 0.001 and abs(place['lat'] - y) < 0.001, (case, place)
    if postal:
        assert find(pack, '43103')[0]['code'] == '43903', case
    return pack


def refused(case, files, *words):
    done, pack = build(case, files)
    assert done.returncode == 1 and len(done.stderr) > 40, (case, done.returncode, done.stderr)
    for word in words:
        assert word in done.stderr, (case, done.stderr)
    assert not os.path.exists(pack), case


outlines = {'communes.geojson': features()}
french = table(lambda c: ';'.join([c['code'], c['name'].replace('’', "'"), str(c['lat']).replace('.', ','),
                                   str(c['lon']).replace('.', ','), c['postal']]), 'insee;nom;latitude;longitude;code_postal')

# The table of a spreadsheet: its encoding, its separator, its decimal comma.
for encoding in 'utf-8', 'utf-8-sig', 'cp1252', 'utf-16':
    holds('table-' + encoding, {**outlines, 'communes.csv': french.encode(encoding)}, placed=True, postal=True)
holds('table-tabs', {**outlines, 'communes.csv': french.replace(';', '\t')}, placed=True, postal=True)

# The Insee, La Poste, etalab, Opendatasoft, the IGN before and since 2025.
insee = table(lambda c: f"COM,{c['code']},84,43,43D,431,0,{c['name'].upper()},{c['name']},{c['name']},4301,",
              'TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT')
pack = holds('insee', {'c.geojson': features(lambda c: {'codgeo': c['code']}),
                       'v_commune_2026.csv': insee + 'COMD,43951,,,,,0,VIEUX,Vieux,Vieux,,43900\n'})
assert find(pack, 'vieux')[0]['kind'] == 'former_commune'
post = table(lambda c: f"{c['code']};{c['name'].upper()};{c['postal']};{c['name'].upper()};",
             '#Code_commune_INSEE;Nom_de_la_commune;Code_postal;Libellé_d_acheminement;Ligne_5')
pack = holds('la-poste', {**outlines, 'noms.csv': insee, 'laposte.csv': post + '43903;VILLENEUVE;43299;HAMEAU;\n'}, postal=True)
assert find(pack, '43299')[0]['code'] == '43903'
holds('etalab', {**outlines, 'communes.json': json.dumps([
    {'code': c['code'], 'nom': c['name'], 'typeLiaison': 0, 'zone': 'metro', 'departement': '43', 'region': '84',
     'type': 'commune-actuelle', 'codesPostaux': [c['postal']]} for c in COMMUNES])}, postal=True)
holds('opendatasoft', {'georef.geojson': features(lambda c: {'com_code': [c['code']], 'com_name': [c['name']], 'dep_code': ['43']})})
holds('ign', {'COMMUNE.geojson': features(lambda c: {'ID': 'COMMUNE_1', 'NOM': c['name'], 'NOM_M': c['name'].upper(),
                                                     'INSEE_COM': c['code'], 'STATUT': 'Commune simple', 'INSEE_DEP': '43'})})
holds('ign-new', {'commune.geojson': features(lambda c: {
    'cleabs': 'COMMUNE_1', 'nom_officiel': c['name'], 'code_insee': c['code'], 'statut': 'Commune simple',
    'code_insee_du_departement': '43', 'codes_siren_des_epci': '243000001', 'code_postal': c['postal']})}, postal=True)

# Shapes in other words.
arcs = [c['ring'] for c in COMMUNES]
holds('topojson', {'c.json': json.dumps({
    'type': 'Topology', 'arcs': arcs, 'objects': {'communes': {'type': 'GeometryCollection', 'geometries': [
        {'type': 'Polygon', 'arcs': [[i]], 'properties': {'codgeo': c['code'], 'libgeo': c['name']}} for i, c in enumerate(COMMUNES)]}}})})
holds('collections', {'c.geojson': features(geometry=lambda c: {'type': 'GeometryCollection', 'geometries': [
    {'type': 'Polygon', 'coordinates': [c['ring']]}, {'type': 'Point', 'coordinates': c['ring'][0]}]})})
holds('a-feature-a-line', {'c.geojsonl': '\n'.join(json.dumps(f) for f in json.loads(features())['features'])})
holds('nothing-in-some', {'c.geojson': features()[:-2] + ',{"type":"Feature","properties":null,"geometry":null},'
                          '{"type":"Feature","properties":{"code":"43990"},"geometry":{"type":"Polygon","coordinates":[]}}]}'})
holds('across-the-180th', {'c.geojson': features()[:-2] + ',{"type":"Feature","properties":{"code":"98611","nom":"Alo"},"geometry":'
                           '{"type":"Polygon","coordinates":[[[179.9,-14],[180.1,-14],[180.1,-14.2],[179.9,-14]]]}}]}'})

refused('cut', {'c.geojson': features()[:900]}, 'c.geojson', 'damaged')
refused('empty', {'c.geojson': ''}, 'c.geojson')
refused('nowhere', {'c.geojson': features(geometry=lambda c: {'type': 'Polygon', 'coordinates': [[[7e7 + a, 6e7 + b] for a, b in c['ring']]]})},
        'WGS 84')
refused('another-grid', {'c.geojson': features(crs={'type': 'name', 'properties': {'name': 'urn:ogc:def:crs:EPSG::31370'}})}, '31370')
refused('no-table', {'read-me.txt': 'nothing'}, 'communes')
print('ok')
