"""What we write comes back as it was: a list brought into the file it came from adds and changes nothing;
brought into an empty file and written again, it is the same list. Every format, every kind of record.
"""
import json, os, subprocess, sys, tempfile, unittest, zipfile

PROGRAM = os.path.abspath(sys.argv.pop(1))
ENDINGS = {'csv': 'csv', 'csv-plain': 'csv', 'xlsx': 'xlsx', 'ods': 'ods', 'geojson': 'geojson', 'gogocarto': 'json', 'yeswiki': 'csv',
           'kumu': 'json', 'json': 'json', 'vcard': 'vcf', 'icalendar': 'ics', 'graphml': 'graphml', 'gexf': 'gexf', 'json-ld': 'jsonld'}
# Formats of one kind of record, each with kinds it can hold.
SINGLE = {'csv': (), 'geojson': ('actor', 'person', 'initiative', 'event', 'network', 'workshop'), 'gogocarto': ('actor',),
          'yeswiki': ('actor',), 'kumu': ('actor',), 'vcard': ('actor', 'person'), 'icalendar': ('event',), 'graphml': ('actor',),
          'gexf': ('actor',), 'csv-plain': ('actor', 'partnership', 'membership'), 'xlsx': ('actor', 'need'), 'ods': ('actor', 'resource'),
          'json': ('actor', 'initiative'),
          'json-ld': ('actor', 'initiative', 'network')}
# Formats that hold the whole file.
WHOLE = {'json': 'json', 'xlsx': 'xlsx', 'ods': 'ods', 'csv-set': 'zip'}


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.env = dict(os.environ, LC_ALL='C.UTF-8')
        for name in ('XDG_DATA_HOME', 'XDG_CACHE_HOME'):
            cls.env[name] = os.path.join(cls.folder.name, name)
        cls.run_cli('new', 'demo.maillage', '--demo')
        # What lists of people are full of: homonyms, bars and commas in a value, two lines, quotes.
        cls.run_cli('add', 'demo.maillage', 'actor', 'name=Comité des fêtes', 'locality=Die')
        cls.run_cli('add', 'demo.maillage', 'actor', 'name=Comité des fêtes', 'locality=Crest', 'themes=Lait, fromage|Pain')
        cls.run_cli('add', 'demo.maillage', 'actor', 'name=« Œuvre », l’"autre"', 'description=Deux\nlignes ; et = une', 'note==1+1',
                    'siret=73282932000074', 'contact_phone=04 75 00 00 01', 'lat=44.7350001', 'lon=4.5980002', 'postal_code=01200')
        cls.run_cli('add', 'demo.maillage', 'actor', 'name=Sans lieu')
        cls.run_cli('add', 'demo.maillage', 'actor', 'name=Sans lieu')
        cls.before = cls.everything('demo.maillage')

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder.name, name)

    @classmethod
    def run_cli(cls, *args):
        done = subprocess.run([PROGRAM, *args], cwd=cls.folder.name, env=cls.env, capture_output=True, text=True)
        if done.returncode != 0:
            raise AssertionError((args, done.stderr))
        return done.stdout

    @classmethod
    def everything(cls, file):
        cls.run_cli('export', file, 'all.json', '--format', 'json')
        with open(cls.path('all.json')) as exported:
            return json.load(exported)['records']

    def counts(self, file, source, *more):
        report = json.loads(self.run_cli('import', file, source, '--json', *more))
        return report['added'], report['changed'], report['rejected']

    def new(self):
        for ending in ('', '-wal', '-shm'):
            if os.path.exists(self.path('new.maillage' + ending)):
                os.remove(self.path('new.maillage' + ending))
        self.run_cli('new', 'new.maillage')
        return 'new.maillage'


class SameFile(Case):
    def test_every_kind_of_record_in_a_table(self):
        for more in ((), ('--labels',)):
            self.run_cli('export', 'demo.maillage', 'set.zip', '--format', 'csv-set', *more)
            with zipfile.ZipFile(self.path('set.zip')) as archive:
                tables = archive.namelist()
                archive.extractall(self.folder.name)
            self.assertGreater(len(tables), 40)
            for table in tables:
                with self.subTest(table, labels=bool(more)):
                    self.assertEqual(self.counts('demo.maillage', table, '--dry-run'), (0, 0, 0))

    def test_every_format(self):
        for form, kinds in SINGLE.items():
            for kind in kinds:
                for more in ((), ('--labels',)):
                    with self.subTest(form, kind=kind, labels=bool(more)):
                        name = 'out.' + ENDINGS[form]
                        self.run_cli('export', 'demo.maillage', name, '--format', form, '--what', kind, *more)
                        self.assertEqual(self.counts('demo.maillage', name), (0, 0, 0))
        self.assertEqual(self.everything('demo.maillage'), self.before)

    def test_the_whole_file(self):
        for form, ending in WHOLE.items():
            for more in ((), ('--labels',)):
                with self.subTest(form, labels=bool(more)):
                    self.run_cli('export', 'demo.maillage', 'whole.' + ending, '--format', form, *more)
                    self.assertEqual(self.counts('demo.maillage', 'whole.' + ending), (0, 0, 0))
        self.assertEqual(self.everything('demo.maillage'), self.before)


class EmptyFile(Case):
    def test_the_whole_file(self):
        for form, ending in WHOLE.items():
            for more in ((), ('--labels',)):
                with self.subTest(form, labels=bool(more)):
                    self.run_cli('export', 'demo.maillage', 'whole.' + ending, '--format', form, *more)
                    self.run_cli('import', self.new(), 'whole.' + ending)
                    self.assertEqual(self.everything('new.maillage'), self.before)

    def test_linked_data(self):
        """PAIR has words for some fields only: those come back, and the file that knows them all loses none."""
        self.run_cli('export', 'demo.maillage', 'all.jsonld', '--format', 'json-ld')
        self.assertEqual(self.counts('demo.maillage', 'all.jsonld'), (0, 0, 0))
        self.run_cli('import', self.new(), 'all.jsonld')
        self.run_cli('export', 'new.maillage', 'again.jsonld', '--format', 'json-ld')
        with open(self.path('all.jsonld')) as first, open(self.path('again.jsonld')) as second:
            by_id = [{node['@id']: node for node in json.load(file)['@graph']} for file in (first, second)]
        self.assertEqual(by_id[1], by_id[0])

    def test_a_list_after_what_it_names(self):
        """The territories, then the actors in each format: the same actors, written again the same."""
        self.run_cli('export', 'demo.maillage', 'territories.csv', '--what', 'territory')
        for form in ('csv', 'csv-plain', 'geojson', 'gogocarto', 'yeswiki', 'xlsx', 'ods', 'json'):
            for more in ((), ('--labels',)):
                with self.subTest(form, labels=bool(more)):
                    name, again = 'out.' + ENDINGS[form], 'again.' + ENDINGS[form]
                    what = ('--format', form, '--what', 'actor', *more)
                    self.run_cli('export', 'demo.maillage', name, *what)
                    self.run_cli('import', self.new(), 'territories.csv')
                    n = self.counts('new.maillage', name)
                    self.assertEqual(n, (len(self.before['actor']), 0, 0))
                    self.assertEqual(self.everything('new.maillage')['actor'], self.before['actor'])
                    self.run_cli('export', 'new.maillage', again, *what)
                    if form not in ('xlsx', 'ods', 'json'):     # they say when they were written, or by what
                        with open(self.path(name), 'rb') as first, open(self.path(again), 'rb') as second:
                            self.assertEqual(second.read(), first.read())


if __name__ == '__main__':
    unittest.main()
