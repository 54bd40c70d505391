"""The command line as a facilitator's helper uses it: keys in place of identifiers, parts of
composite fields, and what may be found in files made for others, byte by byte.
"""
import json, os, re, subprocess, sys, tempfile, unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.env = dict(os.environ, LC_ALL='C.UTF-8')
        for name in ('XDG_DATA_HOME', 'XDG_CACHE_HOME'):
            self.env[name] = os.path.join(self.folder.name, name)
        self.run_cli('new', 'f.maillage')

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def call(self, *args):
        return subprocess.run([PROGRAM, *args], cwd=self.folder.name, env=self.env, capture_output=True, text=True)

    def run_cli(self, *args):
        done = self.call(*args)
        self.assertEqual((done.returncode, done.stderr), (0, ''), args)
        return done.stdout.strip()

    def refused(self, code, *args):
        done = self.call(*args)
        self.assertEqual(done.returncode, code, done)
        self.assertEqual(done.stdout, '', args)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
        return done.stderr

    def rows(self, entity, *more):
        return json.loads(self.run_cli('list', 'f.maillage', entity, '--json', *more))['rows']


class Keys(Case):
    def test_a_key_is_accepted_wherever_an_id_is(self):
        self.assertEqual(self.run_cli('add', 'f.maillage', 'actor', 'name=Alpha', 'key=al'), 'al')
        self.run_cli('add', 'f.maillage', 'actor', 'name=Beta', 'key=be')
        self.run_cli('add', 'f.maillage', 'partnership', 'a=al', 'b=be', 'key=pt')
        self.run_cli('set', 'f.maillage', 'actor', 'al', 'acronym=A')
        self.assertEqual([(r['a'], r['b']) for r in self.rows('partnership', '--where', 'a=al')], [('al', 'be')])
        self.run_cli('delete', 'f.maillage', 'actor', 'al')
        self.assertIn('Delete', self.run_cli('history', 'f.maillage', 'al'))
        self.run_cli('undo', 'f.maillage')
        self.assertEqual(self.rows('actor', '--where', 'key=al')[0]['acronym'], 'A')

    def test_a_shared_key_picks_nobody(self):
        first = json.loads(self.run_cli('add', 'f.maillage', 'actor', 'name=Alpha', 'key=k', '--json'))
        second = json.loads(self.run_cli('add', 'f.maillage', 'actor', 'name=Beta', 'key=k', '--json'))
        self.assertEqual(first['id'], 'k')
        self.assertEqual(second['id'], second['uuid'])
        self.assertEqual(sorted(r['id'] for r in self.rows('actor')), sorted([first['uuid'], second['uuid']]))
        for args in (('set', 'f.maillage', 'actor', 'k', 'name=X'), ('delete', 'f.maillage', 'actor', 'k'),
                     ('add', 'f.maillage', 'partnership', 'a=k', 'b=' + first['uuid']), ('history', 'f.maillage', 'k')):
            self.assertIn('Several records', self.refused(1, *args))
        self.run_cli('set', 'f.maillage', 'actor', second['uuid'], 'name=Gamma')
        self.assertEqual(sorted(r['name'] for r in self.rows('actor')), ['Alpha', 'Gamma'])
        self.run_cli('delete', 'f.maillage', 'actor', second['uuid'])
        self.assertEqual(self.rows('actor')[0]['id'], 'k')


class Parts(Case):
    def test_parts_are_set_and_emptied_one_by_one(self):
        self.run_cli('add', 'f.maillage', 'actor', 'name=A', 'key=a', 'lat=44,5', 'lon=4.25', 'street=3 rue d’Été',
                     'postal_code=07000', 'founded=2012')
        row = self.rows('actor')[0]
        self.assertEqual((row['lat'], row['lon'], row['street'], row['postal_code'], row['founded']),
                         (44.5, 4.25, '3 rue d’Été', '07000', '2012'))
        self.run_cli('set', 'f.maillage', 'actor', 'a', 'street=', 'lat=', 'lon=')
        row = self.rows('actor')[0]
        self.assertEqual([row.get(n) for n in ('lat', 'lon', 'precision', 'street', 'postal_code')],
                         [None, None, None, None, '07000'])

    def test_half_a_place_is_refused(self):
        self.run_cli('add', 'f.maillage', 'actor', 'name=A', 'key=a', 'lat=44', 'lon=4')
        self.refused(1, 'set', 'f.maillage', 'actor', 'a', 'lon=')
        self.refused(1, 'set', 'f.maillage', 'actor', 'a', 'lat=95')
        self.refused(1, 'add', 'f.maillage', 'actor', 'name=B', 'lat=4')
        self.assertEqual([(r['name'], r['lat'], r['lon']) for r in self.rows('actor')], [('A', 44, 4)])


class Lists(Case):
    def test_what_is_no_list_is_refused_with_a_sentence(self):
        for name, content in (('binary.csv', bytes(range(256)) * 40), ('places.geojson', b'\n{"type": "FeatureCollection"}'),
                              ('page.csv', b'<!DOCTYPE html>\n<p>a;b</p>\n'), ('paper.csv', b'%PDF-1.4\n1 0 obj\n'), ('empty.csv', b'')):
            with open(self.path(name), 'wb') as out:
                out.write(content)
            self.refused(1, 'import', 'f.maillage', name)
        with open(self.path('wide.csv'), 'wb') as out:
            out.write('Nom;Commune\nL’Œuvre;Privas\n'.encode('utf-16'))
        self.run_cli('import', 'f.maillage', 'wide.csv')
        self.assertEqual([r['name'] for r in self.rows('actor')], ['L’Œuvre'])


    def test_a_whole_column_of_shortened_numbers_is_refused_not_kept(self):
        with open(self.path('short.csv'), 'w', encoding='utf-8') as out:
            out.write('Nom;SIRET\n' + ''.join('Association %d;3,5E+13\n' % i for i in range(40)))
        said = json.loads(self.run_cli('import', 'f.maillage', 'short.csv', '--json'))
        self.assertEqual((said['added'], said['rejected']), (0, 40))
        self.assertIn('digits are lost', said['rejections'][0]['reason'])
        told = self.run_cli('import', 'f.maillage', 'short.csv').splitlines()
        self.assertLess(len(told), 30)
        self.assertIn('20 more', told[-1])


class Files(Case):
    def test_a_file_that_is_not_there_is_named_in_a_sentence(self):
        for args in (('import', 'f.maillage', 'no.csv'), ('export', 'f.maillage', 'no/x.json'),
                     ('render', 'f.maillage', 'map', 'no/x.svg')):
            self.assertRegex(self.refused(1, *args), '“(no|x).(csv|json|svg)” was not found')
        os.mkdir(self.path('sub'))
        self.assertIn('“sub” is a folder', self.refused(1, 'import', 'f.maillage', 'sub'))


class Levels(Case):
    # HomeOnly… must not leave at all, InCircle… only to partners, Ok… may leave. The marks are long: in the bytes of a
    # database, two letters come by chance.
    RECORDS = {
        'actor': [{'key': 'a', 'name': 'OkA', 'note': 'HomeOnlyNote', 'contact_name': 'InCircleContact'},
                  {'key': 'b', 'name': 'OkB'},
                  {'key': 'HomeOnlykey', 'name': 'HomeOnlyPrivate', 'visibility': 'private'},
                  {'key': 'InCirclekey', 'name': 'InCircleGroup', 'visibility': 'group'}],
        'person': [{'key': 'InCircleperson', 'display_name': 'InCirclePerson', 'first_name': 'InCircleFirst', 'street': 'HomeOnlyStreet',
                    'contact_email': 'HomeOnly@example.org', 'contact_phone': '0699887766'}],
        'initiative': [{'key': 'i', 'name': 'OkInitiative', 'note': 'HomeOnlyNote2'}],
        'involvement': [{'key': 'i/InCircleperson', 'initiative': 'i', 'stakeholder': 'person:InCircleperson'}],
        'friction': [{'key': 'HomeOnlyf', 'initiative': 'i', 'about': 'HomeOnlyAbout', 'regulation': 'HomeOnlyRegulation', 'between': ['a']}],
        'partnership': [{'key': 'p', 'a': 'a', 'b': 'b', 'description': 'OkTie'},
                        {'key': 'q', 'a': 'a', 'b': 'HomeOnlykey', 'description': 'HomeOnlyTie'},
                        {'key': 'r', 'a': 'a', 'b': 'InCirclekey', 'description': 'InCircleTie'}],
        'journal_entry': [{'key': 'j', 'target': 'actor:HomeOnlykey', 'text': 'HomeOnlyEntry'}],
        'verbatim': [{'key': 'v', 'text': 'InCircleSaid', 'speaker': 'InCircleperson', 'initiative': 'i'},
                     {'key': 'w', 'text': 'OkSaid', 'speaker': 'InCircleperson', 'initiative': 'i', 'consent': 'given'}],
    }

    def make(self):
        with open(self.path('in.json'), 'w') as out:
            json.dump({'format': 'maillage', 'version': 1, 'title': 'T', 'records': self.RECORDS}, out)
        self.run_cli('import', 'f.maillage', 'in.json', '--author', 'HomeOnlyAuthor')
        self.run_cli('set', 'f.maillage', 'actor', 'a', 'name=HomeOnlyFormer')
        self.run_cli('set', 'f.maillage', 'actor', 'a', 'name=OkA')
        self.run_cli('add', 'f.maillage', 'actor', 'name=HomeOnlyDeleted', 'key=HomeOnlyd')
        self.run_cli('delete', 'f.maillage', 'actor', 'HomeOnlyd')

    def produce(self, level):
        files = [level + '.maillage']
        self.run_cli('share', 'f.maillage', files[0], '--level', level)
        self.assertTrue(json.loads(self.run_cli('check', files[0], '--json'))['ok'])
        for entity in self.RECORDS:
            for ending in 'csv', 'geojson', 'json':
                files.append('%s-%s.%s' % (level, entity, ending))
                self.run_cli('export', 'f.maillage', files[-1], '--what', entity, '--level', level)
        files.append(level + '.json')
        self.run_cli('export', 'f.maillage', files[-1], '--level', level)
        return files

    def test_no_byte_of_what_stays_at_home_is_in_what_leaves(self):
        self.make()
        for level, kept in ('partners', rb'(?i)HomeOnly\w*|0699887766'), ('public', rb'(?i)(?:HomeOnly|InCircle)\w*|0699887766'):
            for name in self.produce(level):
                with open(self.path(name), 'rb') as made:
                    self.assertEqual(sorted(set(re.findall(kept, made.read()))), [], name)
        with open(self.path('public.json'), 'rb') as made:
            self.assertEqual(sorted(set(re.findall(rb'Ok\w+', made.read()))), [b'OkA', b'OkB', b'OkInitiative', b'OkSaid', b'OkTie'])


if __name__ == '__main__':
    unittest.main()
