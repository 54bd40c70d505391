"""Networks of other programs – GraphML, GEXF – through the command line: whatever the file says is
found again, and what we write comes back as it was.
"""
import json, os, re, subprocess, sys, tempfile, unittest
import xml.etree.ElementTree as ElementTree

PROGRAM = os.path.abspath(sys.argv.pop(1))
SAMPLES = os.path.join(os.environ.get('MLG_SHARED', ''), 'samples', 'network')
FORMS = ('graphml', 'gexf')


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.env = dict(os.environ, LC_ALL='C.UTF-8')
        for name in ('XDG_DATA_HOME', 'XDG_CACHE_HOME'):
            self.env[name] = os.path.join(self.folder.name, name)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def read(self, name):
        with open(self.path(name)) as file:
            return file.read()

    def write(self, name, text):
        with open(self.path(name), 'w') as file:
            file.write(text)
        return name

    def run_cli(self, *args):
        done = subprocess.run([PROGRAM, *args], cwd=self.folder.name, env=self.env, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, (args, done.stderr))
        return done.stdout

    def everything(self, file):
        self.run_cli('export', file, 'all.json', '--format', 'json')
        return json.loads(self.read('all.json'))['records']

    def bring(self, source, file='f.maillage'):
        """The records of a new file that holds @source, and what the program says of it."""
        self.run_cli('new', file)
        said = json.loads(self.run_cli('import', file, source, '--json'))
        return self.everything(file), said

    def demo_with_places(self):
        """The demonstration, some of its actors placed, one pinned, in the free placement and in others."""
        self.run_cli('new', 'demo.maillage', '--demo')
        actors = self.everything('demo.maillage')['actor'][:3]
        initiative = json.loads(self.run_cli('list', 'demo.maillage', 'initiative', '--json'))['rows'][0]
        self.placements = ['graph', 'category', 'grid', 'onion:' + initiative['uuid']]
        self.write('places.json', json.dumps({'format': 'maillage', 'version': 1, 'records': {'position': [
            {'id': '0196a1f0-0000-7000-8000-0000000000%d%d' % (p, i), 'placement': placement, 'actor': actor['id'],
             'x': 12.5 * i - 10 + p, 'y': 40 - 30 * i, 'pinned': i == 1}
            for p, placement in enumerate(self.placements) for i, actor in enumerate(actors)]}}))
        self.run_cli('import', 'demo.maillage', 'places.json')
        before = self.everything('demo.maillage')
        self.assertEqual(len(before['position']), 12)
        return before


class RoundTrips(Case):
    def test_into_the_same_file_nothing_changes(self):
        before = self.demo_with_places()
        for form in FORMS:
            self.run_cli('export', 'demo.maillage', 'out.' + form, '--format', form)
            said = json.loads(self.run_cli('import', 'demo.maillage', 'out.' + form, '--json'))
            self.assertEqual((said['added'], said['changed'], said['rejected']), (0, 0, 0), form)
            self.assertEqual(self.everything('demo.maillage'), before, form)

    def test_into_an_empty_file_and_out_again_is_identical(self):
        before = self.demo_with_places()
        for form in FORMS:
            self.run_cli('export', 'demo.maillage', 'out.' + form)
            after, said = self.bring('out.' + form, form + '.maillage')
            self.assertEqual(said['rejected'], 0)
            for entity in ('actor', 'partnership', 'partnership_axis', 'position'):
                self.assertEqual(sorted(after[entity], key=lambda r: r['id']), sorted(before[entity], key=lambda r: r['id']), (form, entity))
            places = [after_place['placement'] for after_place in after['position']]
            self.assertEqual({name: places.count(name) for name in places}, {name: 3 for name in self.placements})
            self.run_cli('export', form + '.maillage', 'again.' + form)
            self.assertEqual(self.read('again.' + form), self.read('out.' + form))

    def test_placements_by_influence_and_around_an_initiative_stay_at_home(self):
        self.demo_with_places()
        for form in FORMS:
            for level in ('complete', 'partners', 'public'):
                self.run_cli('export', 'demo.maillage', 'out.' + form, '--format', form, '--level', level)
                text = self.read('out.' + form)
                self.assertIn('placement.category.x', text)
                self.assertEqual('placement.grid.x' in text, level == 'complete', (form, level))
                self.assertEqual('placement.onion' in text, level == 'complete', (form, level))

    def test_each_axis_is_a_link(self):
        before = self.demo_with_places()
        with_axes = {axis['partnership'] for axis in before['partnership_axis']}
        bare = [p for p in before['partnership'] if p['id'] not in with_axes and p.get('key') not in with_axes]
        for form in FORMS:
            self.run_cli('export', 'demo.maillage', 'out.' + form)
            tree = ElementTree.parse(self.path('out.' + form))
            count = lambda name: sum(1 for e in tree.iter() if e.tag.endswith('}' + name))
            self.assertEqual(count('node'), len(before['actor']))
            self.assertEqual(count('edge'), len(before['partnership_axis']) + len(bare))

    def test_networkx_opens_them(self):
        try:
            import networkx
        except ImportError:
            self.skipTest('networkx is not there')
        before = self.demo_with_places()
        for form, read in (('graphml', networkx.read_graphml), ('gexf', networkx.read_gexf)):
            self.run_cli('export', 'demo.maillage', 'out.' + form)
            graph = read(self.path('out.' + form))
            self.assertEqual(graph.number_of_nodes(), len(before['actor']))
            labels = {data['label'] for _, data in graph.nodes(data=True)}
            self.assertEqual(graph.number_of_edges(), self.read('out.' + form).count('<edge '))
            self.assertEqual(labels, {actor['name'] for actor in before['actor']})

    def test_the_public_level_names_nobody(self):
        self.run_cli('new', 'f.maillage')
        self.write('a.json', json.dumps({'format': 'maillage', 'version': 1, 'records': {'actor': [
            {'key': 'a-zoe', 'name': 'La Filature', 'contact_email': 'zoe@exemple.fr', 'contact_name': 'Zoé'}]}}))
        self.run_cli('import', 'f.maillage', 'a.json')
        for form in FORMS:
            self.run_cli('export', 'f.maillage', 'out.' + form, '--level', 'public')
            text = self.read('out.' + form)
            self.assertIn('La Filature', text)
            self.assertNotIn('zoe', text.lower())
            self.assertNotIn('Zoé', text)


GRAPHML = '''<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="d0" for="node" attr.name="label" attr.type="string"/>
<key id="d1" for="edge" attr.name="type" attr.type="string"><default>achat</default></key><key id="d2" for="edge" attr.name="weight" attr.type="double"/>
<graph edgedefault="%s">%s</graph></graphml>'''


class Graphml(Case):
    def nodes(self, *names):
        return ''.join('<node id="%s"><data key="d0">%s</data></node>' % pair for pair in names)

    def test_links_of_the_same_two_are_one_partnership(self):
        records, said = self.bring(self.write('a.graphml', GRAPHML % ('directed', self.nodes(('a', 'La Fab'), ('b', 'Le Mat'), ('c', 'Seul')) +
            '<edge source="a" target="b"><data key="d2">3</data></edge><edge source="b" target="a"><data key="d1">don</data></edge>'
            '<edge source="a" target="b" directed="false"/>')))
        self.assertEqual(said['rejected'], 0)
        self.assertEqual(sorted(a['name'] for a in records['actor']), ['La Fab', 'Le Mat', 'Seul'])
        self.assertEqual(len(records['partnership']), 1)
        axes = sorted((x.get('from', ''), x.get('to', ''), x['kind'], x.get('weight')) for x in records['partnership_axis'])
        self.assertEqual(axes, [('', '', 'achat', None), ('a', 'b', 'achat', 3), ('b', 'a', 'don', None)])

    def test_twice_is_once(self):
        source = self.write('a.graphml', GRAPHML % ('directed', self.nodes(('a', 'La Fab'), ('b', 'Le Mat')) + '<edge source="a" target="b"/>'))
        records, _ = self.bring(source)
        self.run_cli('import', 'f.maillage', source)
        self.assertEqual(self.everything('f.maillage'), records)

    def test_a_link_to_nobody_is_refused_and_named(self):
        records, said = self.bring(self.write('a.graphml', GRAPHML % ('directed', self.nodes(('a', 'La Fab')) + '<edge source="a" target="zz"/>')))
        self.assertEqual(len(records['actor']), 1)
        self.assertNotIn('partnership', records)
        self.assertEqual(said['rejected'], 2)
        self.assertTrue(any('zz' in str(r) for r in said['rejections']), said['rejections'])

    def test_links_of_strangers_bring_their_actors(self):
        """A list of links that knows nobody: nothing would be left of it without them."""
        for text in ('De;Vers;Nature du lien;État\nCafé de l’Été;Mairie;achat;souhaité\nMairie;Café de l’Été;prêt;\n',
                     'Source,Target,Type,Id,Label,timeset,Weight\nCafé de l’Été,Mairie,Directed,0,,,1\n'):
            records, said = self.bring(self.write('liens.csv', text), 'liens%d.maillage' % len(text))
            self.assertEqual((said['rejected'], said['created']), (0, 2))
            self.assertEqual(sorted(a['name'] for a in records['actor']), ['Café de l’Été', 'Mairie'])

    def test_links_of_which_one_end_is_known_ask_about_the_others(self):
        self.run_cli('new', 'f.maillage')
        self.run_cli('add', 'f.maillage', 'actor', 'name=Mairie')
        said = json.loads(self.run_cli('import', 'f.maillage', self.write('liens.csv', 'De;Vers\nMairie;Marie\n'), '--json'))
        self.assertEqual(said['added'], 0)
        self.assertTrue(any('Marie' in r['reason'] for r in said['rejections']))
        said = json.loads(self.run_cli('import', 'f.maillage', 'liens.csv', '--create-missing', '--json'))
        self.assertEqual((said['rejected'], said['created']), (0, 1))

    YED = '''<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d10" yfiles.type="edgegraphics"/><graph edgedefault="directed" id="G">
<node id="n0"><data key="d6"><y:ShapeNode><y:Geometry height="30.0" width="30.0" x="100.0" y="200.0"/>
<y:NodeLabel>&lt;html&gt;&lt;b&gt;Le&lt;/b&gt; Mat&lt;br&gt;Drôme &amp;amp; Cie&lt;/html&gt;<y:LabelModel/></y:NodeLabel><y:NodeLabel>depuis 1987</y:NodeLabel></y:ShapeNode></data></node>
<node id="n1" yfiles.foldertype="group"><data key="d6"><y:ProxyAutoBoundsNode><y:Realizers active="0">
<y:GroupNode><y:NodeLabel>Réseau</y:NodeLabel></y:GroupNode><y:GroupNode><y:NodeLabel>Folder 1</y:NodeLabel></y:GroupNode></y:Realizers></y:ProxyAutoBoundsNode></data>
<graph edgedefault="directed" id="n1:"><node id="n1::n0"><data key="d6"><y:ShapeNode><y:NodeLabel>Ardelaine</y:NodeLabel></y:ShapeNode></data></node></graph></node>
%s</graph></graphml>'''

    def test_labels_of_yed_are_words(self):
        records, said = self.bring(self.write('yed.graphml', self.YED % ''))
        self.assertEqual(said['rejected'], 0)
        actors = {a['key']: a for a in records['actor']}
        self.assertEqual({key: a['name'] for key, a in actors.items()}, {'n0': 'Le Mat Drôme & Cie', 'n1': 'Réseau', 'n1::n0': 'Ardelaine'})
        self.assertIn('depuis 1987', actors['n0']['note'])
        self.assertIn('n1', actors['n1::n0']['note'])
        self.assertNotIn('Folder', str(records))

    def test_arrows_of_yed_say_which_way(self):
        link = '<edge id="%s" source="n0" target="n1"><data key="d10"><y:PolyLineEdge><y:Arrows source="%s" target="%s"/></y:PolyLineEdge></data></edge>'
        links = ''.join(link % arrows for arrows in (('e0', 'none', 'none'), ('e1', 'standard', 'delta'), ('e2', 'none', 'standard'), ('e3', 'white_delta', 'none')))
        records, _ = self.bring(self.write('yed.graphml', self.YED % links))
        ways = {x['key']: (x.get('from'), x.get('to')) for x in records['partnership_axis']}
        self.assertEqual(ways, {'e0': (None, None), 'e1': (None, None), 'e2': ('n0', 'n1'), 'e3': ('n1', 'n0')})

    def test_a_loop_is_kept_and_told(self):
        records, said = self.bring(self.write('a.graphml', GRAPHML % ('directed', self.nodes(('a', 'La Fab')) + '<edge source="a" target="a"><data key="d2">7</data></edge>')))
        self.assertIn('weight: 7', records['actor'][0]['note'])
        self.assertTrue(any('La Fab' in sentence for sentence in said['about']), said)

    def test_ids_that_are_labels_of_others(self):
        records, said = self.bring(self.write('a.graphml', GRAPHML % ('directed', self.nodes(('0', '1'), ('1', '2'), ('2', '3'), ('a', 'x'), ('A', 'y')) +
            '<edge source="0" target="1"/><edge source="1" target="2"/><edge source="a" target="A"/>')))
        self.assertEqual(said['rejected'], 0, said['rejections'])
        name = {a['key']: a['name'] for a in records['actor']}
        ends = sorted((name[x['from']], name[x['to']]) for x in records['partnership_axis'])
        self.assertEqual(ends, [('1', '2'), ('2', '3'), ('x', 'y')])

    def test_what_yed_draws(self):
        records, said = self.bring(self.write('a.graphml', '''<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
            <key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d10" yfiles.type="edgegraphics"/>
            <graph edgedefault="directed" id="G">
            <node id="n0"><data key="d6"><y:ShapeNode><y:Geometry height="30.0" width="40.0" x="100.0" y="-15.0"/><y:Fill color="#FFCC00" transparent="false"/>
            <y:NodeLabel alignment="center">Épicerie sociale</y:NodeLabel><y:Shape type="hexagon"/></y:ShapeNode></data></node>
            <node id="n1"><data key="d6"><y:ShapeNode><y:Geometry height="30" width="30" x="0" y="0"/><y:NodeLabel>Mairie</y:NodeLabel></y:ShapeNode></data></node>
            <edge id="e0" source="n0" target="n1"><data key="d10"><y:PolyLineEdge><y:EdgeLabel>aide</y:EdgeLabel></y:PolyLineEdge></data></edge></graph></graphml>'''))
        self.assertEqual(said['rejected'], 0)
        shop = next(a for a in records['actor'] if a['name'] == 'Épicerie sociale')
        self.assertEqual(shop['colour'].upper(), '#FFCC00')
        self.assertEqual([(p['x'], p['y']) for p in records['position'] if p['actor'] in ('n0', shop['id'])], [(120, 0)])
        self.assertEqual(records['partnership_axis'][0]['label'], 'aide')

    def test_damage_is_said(self):
        for text in ('<graphml><graph><node id="a"/>', '<!DOCTYPE graphml [<!ENTITY a "b">]><graphml><graph><node id="&a;"/></graph></graphml>'):
            self.run_cli('new', 'd.maillage', '--force') if os.path.exists(self.path('d.maillage')) else self.run_cli('new', 'd.maillage')
            done = subprocess.run([PROGRAM, 'import', 'd.maillage', self.write('d.graphml', text)], cwd=self.folder.name, env=self.env, capture_output=True, text=True)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn('network', done.stderr)
            os.unlink(self.path('d.maillage'))


class Gexf(Case):
    def test_types_dates_colours_positions(self):
        records, said = self.bring(self.write('a.gexf', '''<gexf xmlns="http://gexf.net/1.2draft" xmlns:viz="http://gexf.net/1.2draft/viz" version="1.2">
            <graph mode="dynamic" timeformat="date" defaultedgetype="directed"><attributes class="node"><attribute id="0" title="Statut" type="string"><default>association</default></attribute></attributes>
            <attributes class="edge"><attribute id="0" title="Fréquence" type="string"/></attributes>
            <nodes><node id="1" label="La Fab"><viz:color r="255" g="0" b="16" a="1"/><viz:position x="10.5" y="-4" z="0"/></node>
            <node id="2" label="Le Mat"><attvalues><attvalue for="0" value="SCOP"/></attvalues></node></nodes>
            <edges><edge id="1" source="1" target="2" kind="achat" label="laine" weight="2.5" start="2004-03-01" end="2009-12-31"><attvalues><attvalue for="0" value="chaque mois"/></attvalues></edge></edges></graph></gexf>'''))
        self.assertEqual(said['rejected'], 0)
        actors = {a['name']: a for a in records['actor']}
        self.assertEqual(actors['La Fab']['colour'].upper(), '#FF0010')
        self.assertIn('association', json.dumps(actors['La Fab'], ensure_ascii=False))
        self.assertIn('scop', json.dumps(actors['Le Mat'], ensure_ascii=False).lower())
        self.assertEqual([(p['x'], p['y']) for p in records['position']], [(10.5, 4)])
        self.assertEqual((records['partnership'][0]['since'], records['partnership'][0]['until']), ('2004-03-01', '2009-12-31'))
        axis = records['partnership_axis'][0]
        self.assertEqual((axis['kind'], axis['label'], axis['weight'], axis['from'], axis['to']), ('achat', 'laine', 2.5, '1', '2'))
        self.assertIn('chaque mois', axis['note'])


class Lists(Case):
    def test_values_of_gephi_that_are_lists(self):
        records, _ = self.bring(self.write('a.gexf', '''<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph>
<attributes class="node"><attribute id="a" title="Tags" type="liststring"/></attributes>
<nodes><node id="0" label="Zéro"><attvalues><attvalue for="a" value="[laine locale, lien]"/></attvalues></node></nodes></graph></gexf>'''))
        self.assertEqual(sorted(records['actor'][0]['themes']), ['laine locale', 'lien'])


class Scales(Case):
    """networkx draws from −1 to 1: as points that would be one heap."""
    GEXF = '''<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3"><graph><nodes>%s</nodes>
<edges><edge source="0" target="1"/><edge source="1" target="2"/></edges></graph></gexf>'''

    def places(self, *points):
        nodes = ''.join('<node id="%d" label="N%d"><viz:position x="%s" y="%s"/></node>' % (i, i, x, y) for i, (x, y) in enumerate(points))
        records, said = self.bring(self.write('a.gexf', self.GEXF % nodes), 'f%d.maillage' % abs(hash(points)))
        return [(p['x'], p['y']) for p in records['position']], said['about']

    def test_a_drawing_the_size_of_a_stamp_is_enlarged(self):
        places, about = self.places((-1, 0), (0, 0), (0, 1))
        self.assertEqual(places, [(-90, 0), (0, 0), (0, -90)])
        self.assertTrue(any('enlarged' in sentence for sentence in about))

    def test_a_drawing_that_has_room_stays_as_it_is(self):
        places, about = self.places((-100.25, 0), (0, 0), (0, 120))
        self.assertEqual(places, [(-100.25, 0), (0, 0), (0, -120)])
        self.assertFalse(any('enlarged' in sentence for sentence in about))


class Kumu(Case):
    """Maps, and lists of links that are written in French."""

    def test_a_project_exported_whole(self):
        records, said = self.bring(self.write('map.json', json.dumps({
            'elements': [{'_id': 'e1', 'attributes': {'label': 'La Fabrique', 'element type': 'Association'}, 'position': {'x': 1.5, 'y': -2}},
                         {'_id': 'e2', 'attributes': {'label': 'Le Mat', 'element type': 'Person'}}],
            'connections': [{'_id': 'c1', 'from': 'e1', 'to': 'e2', 'direction': 'mutual', 'attributes': {'connection type': 'achat'}},
                            {'_id': 'c2', 'from': 'e2', 'to': 'e2', 'attributes': {'label': 'elle-même'}}]})))
        self.assertEqual(said['rejected'], 0)
        self.assertEqual({a['key']: a['type_words'] for a in records['actor']}, {'e1': 'Association', 'e2': 'Person'})
        self.assertEqual([x['kind'] for x in records['partnership_axis']], ['achat'])
        self.assertEqual([(p['actor'], p['x'], p['y']) for p in records['position']], [('e1', 1.5, -2)])
        self.assertIn('elle-même', next(a['note'] for a in records['actor'] if a['key'] == 'e2'))
        self.assertTrue(any('itself' in sentence for sentence in said['about']))

    def test_an_axis_without_its_partnership_is_refused(self):
        records, said = self.bring(self.write('liens.csv', 'From,To,Type\nCafé,Mairie,achat\nMairie,Mairie,don\n'))
        self.assertEqual(said['rejected'], 2)
        self.assertEqual(len(records['partnership_axis']), 1)

    def test_french_headings(self):
        self.run_cli('new', 'f.maillage')
        with open(self.path('noeuds.csv'), 'w', encoding='cp1252') as file:
            file.write('Id;Libellé;Couleur\n1;Café de l’Été;#ff0000\n2;Scop « Œuvre »;\n')
        with open(self.path('liens.csv'), 'w', encoding='cp1252') as file:
            file.write('Source;Cible;Type;Poids;Date de début;Orienté\n1;2;achat;1,5;01/02/2012;oui\n2;1;don;;2013;non\n')
        for source in ('noeuds.csv', 'liens.csv'):
            self.assertEqual(json.loads(self.run_cli('import', 'f.maillage', source, '--json'))['rejected'], 0)
        records = self.everything('f.maillage')
        self.assertEqual([a.get('colour') for a in records['actor']], ['#ff0000', None])
        self.assertEqual([(p['a'], p['b'], p['since']) for p in records['partnership']], [('1', '2', '2012-02-01')])
        axes = {x['kind']: (x.get('from'), x.get('to'), x.get('weight'), '2013' in x.get('note', '')) for x in records['partnership_axis']}
        self.assertEqual(axes, {'achat': ('1', '2', 1.5, False), 'don': (None, None, None, True)})

    def test_what_is_and_what_is_wished_are_two(self):
        records, _ = self.bring(self.write('liens.csv', 'De;Vers;Nature;État\nCafé;Mairie;achat;souhaité\nMairie;Café;prêt;actif\nCafé;Mairie;don;\n'))
        self.assertEqual(sorted(p['state'] for p in records['partnership']), ['active', 'wished'])
        self.assertEqual(len(records['partnership_axis']), 3)

    def test_directed_is_no_kind_of_link(self):
        records, _ = self.bring(self.write('liens.csv', 'Source,Target,Type,Id,Label,Weight\nA,B,Directed,0,achat,1\nB,C,Undirected,1,,2.5\n'))
        axes = {x['key']: ('from' in x, x.get('kind'), x.get('label'), x.get('weight')) for x in records['partnership_axis']}
        self.assertEqual(axes, {'0': (True, None, 'achat', 1), '1': (False, None, None, 2.5)})

    def test_it_comes_back_whole(self):
        before = self.demo_with_places()
        self.run_cli('export', 'demo.maillage', 'out.json', '--format', 'kumu')
        after, said = self.bring('out.json', 'again.maillage')
        self.assertEqual(said['rejected'], 0)
        for entity in ('partnership', 'partnership_axis', 'position'):
            self.assertEqual(sorted(after[entity], key=lambda r: r['id']), sorted(before[entity], key=lambda r: r['id']), entity)
        said = json.loads(self.run_cli('import', 'demo.maillage', 'out.json', '--json'))
        self.assertEqual((said['added'], said['changed'], said['rejected']), (0, 0, 0))


class Samples(Case):
    def source(self, name):
        path = os.path.join(SAMPLES, name)
        if not os.path.exists(path):
            self.skipTest('%s is not there (MLG_SHARED)' % name)
        return path

    def check(self, name, n_actors, n_links, n_isolated):
        path = self.source(name)
        records, said = self.bring(path)
        self.assertEqual(said['rejected'], 0, said['rejections'][:3])
        self.assertEqual((len(records['actor']), len(records['partnership_axis'])), (n_actors, n_links))
        linked = {p[end] for p in records['partnership'] for end in ('a', 'b')}
        self.assertEqual(sum(1 for a in records['actor'] if a.get('key') not in linked and a['id'] not in linked), n_isolated)

        words = lambda text: re.findall(r'\w+', text.casefold())
        said_of = {a['key']: words(json.dumps(a, ensure_ascii=False)) for a in records['actor']}
        ns = '{http://graphml.graphdrawing.org/xmlns}'
        for node in ElementTree.parse(path).iter(ns + 'node'):
            of_actor = set(said_of[node.get('id')])
            for data in node.iter(ns + 'data'):
                lost = [w for w in words(data.text or '') if w not in of_actor]
                self.assertEqual(lost, [], (node.get('id'), data.get('key'), data.text))

    def test_the_social_forum_goes_out_and_comes_back(self):
        records, _ = self.bring(self.source('forum-social-europeen.graphml'))
        for form in FORMS:
            self.run_cli('export', 'f.maillage', 'out.' + form)
            said = json.loads(self.run_cli('import', 'f.maillage', 'out.' + form, '--json'))
            self.assertEqual((said['added'], said['changed'], said['rejected']), (0, 0, 0), form)
            self.bring('out.' + form, form + '.maillage')
            self.run_cli('export', form + '.maillage', 'again.' + form)
            self.assertEqual(self.read('again.' + form), self.read('out.' + form))

    def test_social_forum(self):
        self.check('forum-social-europeen.graphml', 1080, 500, 535)

    def test_grants(self):
        self.check('financements-etat-2010-dep43.graphml', 138, 131, 0)


if __name__ == '__main__':
    unittest.main()
