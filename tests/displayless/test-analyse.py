"""maillage-cli analyse on the demonstration territory: docs/domain.md §4.3 and stories 3, 7, 8, 9, as a script reads them."""
import json, os, subprocess, sys, tempfile, unittest

CLI = sys.argv.pop(1)


class Analyse(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.env = {**os.environ, 'XDG_DATA_HOME': cls.folder.name + '/data', 'XDG_CACHE_HOME': cls.folder.name + '/cache', 'LC_ALL': 'C.UTF-8'}
        cls.demo = cls.folder.name + '/demo.maillage'
        cls.run_cli('new', cls.demo, '--demo')

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def run_cli(cls, *arguments, expected=0):
        done = subprocess.run([CLI, *arguments], env=cls.env, capture_output=True, text=True)
        assert done.returncode == expected, (arguments, done.returncode, done.stdout, done.stderr)
        return done.stdout

    def analyse(self, *options):
        return json.loads(self.run_cli('analyse', self.demo, *options, '--json'))

    def test_values_of_the_demonstration(self):
        found = self.analyse()
        self.assertEqual((found['actors'], found['partnerships'], found['established']), (71, 52, 35))
        self.assertEqual(len(found['isolates']), 9)
        self.assertEqual([len(i) for i in found['islands']], [19, 8, 7, 7, 4, 4, 4, 3, 2, 2, 2])
        self.assertEqual(max(found['degree'].items(), key=lambda d: d[1]), ('a-mes', 11))
        self.assertEqual(found['economy'], {'market': 2, 'non_market': 3, 'non_monetary': 4, 'unqualified': 47})
        facts = self.analyse('--facts-only')
        self.assertEqual((facts['partnerships'], len(facts['isolates'])), (35, 24))
        self.assertIn('a-mes', facts['isolates'])

    def test_every_actor_has_its_core_and_at_most_one_group(self):
        found = self.analyse()
        self.assertEqual(len(found['core']), 71)
        self.assertEqual(found['core']['a-incroyables'], 0)
        members = [a for group in found['communities'] for a in group]
        self.assertEqual(len(members), len(set(members)))
        self.assertEqual(len(members), 71 - len(found['isolates']))

    def test_way_through_a_network(self):
        path = self.analyse('--path', 'a-rtes', 'a-generateur')['path']
        self.assertTrue(path['found'])
        self.assertEqual([(s['from'], s['to'], s['kind'], s['established']) for s in path['steps']],
                         [('a-rtes', 'a-mes', 'partnership', False), ('a-mes', 'a-pesad21', 'membership', True),
                          ('a-pesad21', 'a-generateur', 'partnership', True)])
        self.assertEqual(path['steps'][0]['state'], 'to_mobilise')

    def test_no_way(self):
        path = self.analyse('--path', 'a-rtes', 'a-incroyables')['path']
        self.assertEqual((path['found'], path['steps']), (False, []))
        # Without memberships, nor by facts alone, MES leads nowhere near the Générateur.
        self.assertFalse(self.analyse('--path', 'a-rtes', 'a-generateur', '--option', 'memberships=no')['path']['found'])
        self.assertFalse(self.analyse('--path', 'a-rtes', 'a-generateur', '--facts-only')['path']['found'])

    def test_within_some_steps(self):
        around = self.analyse('--around', 'a-mes', '--steps', '2')['around']
        self.assertEqual([len(a) for a in around], [11, 2])

    def test_period(self):
        then = self.analyse('--until', '1990')
        self.assertEqual((then['actors'], then['partnerships']), (70, 47))
        self.assertNotIn('a-rrl', then['degree'])
        self.assertIn('a-rrl', self.analyse('--since', '2013')['degree'])

    def test_two_moments(self):
        path = self.folder.name + '/moments.maillage'
        self.run_cli('new', path, '--demo')
        self.run_cli('moment', path, 'Avant')
        self.run_cli('set', path, 'partnership', 'pt-01', 'state=formalised')
        self.run_cli('add', path, 'actor', 'name=Biocoop', 'key=a-biocoop')
        self.run_cli('delete', path, 'partnership', 'pt-02')
        found = json.loads(self.run_cli('analyse', path, '--from', 'Avant', '--json'))['changes']
        self.assertEqual(sorted((c['entity'], c['difference']) for c in found),
                         [('actor', 'new'), ('partnership', 'gone'), ('partnership', 'strengthened')])
        self.assertIn('× Gone partnership: Ardelaine – Le Mat Drôme', self.run_cli('analyse', path, '--from', 'Avant'))

    def test_misuse(self):
        self.run_cli('analyse', self.demo, '--path', 'a-rtes', expected=2)
        self.run_cli('analyse', self.demo, '--since', 'jadis', expected=2)
        self.run_cli('analyse', self.demo, '--steps', '0', expected=2)
        self.run_cli('analyse', self.demo, '--path', 'a-rtes', 'a-nobody', expected=1)


if __name__ == '__main__':
    unittest.main()
