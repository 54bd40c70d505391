"""maillage-cli render … graph from outside: formats, sheets, placements, what can be read in them."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

PROGRAM = os.path.abspath(sys.argv.pop(1))
SVG = '{http://www.w3.org/2000/svg}'


class Pictures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix='mlg-graph-')
        cls.env = dict(os.environ, XDG_DATA_HOME=cls.folder + '/data', XDG_CACHE_HOME=cls.folder + '/cache', LC_ALL='C.UTF-8')
        cls.file = os.path.join(cls.folder, 'demo.maillage')
        subprocess.run([PROGRAM, 'new', cls.file, '--demo'], env=cls.env, check=True)
        listed = subprocess.run([PROGRAM, 'list', cls.file, 'actor'], env=cls.env, check=True, capture_output=True).stdout.decode()
        cls.names = [line.split('\t')[1] for line in listed.splitlines()]

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def render(self, name, *args, code=0):
        out = os.path.join(self.folder, name)
        done = subprocess.run([PROGRAM, 'render', self.file, 'graph', out, *args], env=self.env, capture_output=True, timeout=120)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return out

    def words(self, path):
        """What a reader of the picture can find: the text, or the whole name where it is written shorter or in lines."""
        found = []
        for text in ElementTree.parse(path).iter(SVG + 'text'):
            found.append(''.join(text.itertext()).strip())
            found.append(text.get('aria-label', ''))
        return found

    def test_every_actor_is_text_in_svg(self):
        self.assertEqual(len(self.names), 71)
        out = self.render('all.svg', '--size', 'A2')
        with open(out, encoding='utf-8') as picture:
            whole = picture.read()
        self.assertNotIn('glyph', whole)
        self.assertNotIn('<image', whole)
        found = self.words(out)
        missing = [name for name in self.names if name not in found]
        # Those whose name would be cut are written by their acronym or abbreviated.
        self.assertLessEqual(len(missing), 6, missing)
        self.assertIn('Pôle Laine du Pays de Saugues', found)
        self.assertIn('Partnerships', found)

    def test_sheets_have_their_size(self):
        for size, width, height in (('A4', 842, 595), ('A3', 1191, 842), ('A2', 1684, 1191), ('A3-portrait', 842, 1191)):
            with open(self.render(size + '.pdf', '--size', size), 'rb') as sheet:
                box = re.search(rb'/MediaBox \[ ?0 0 ([0-9.]+) ([0-9.]+) ?\]', sheet.read())
            self.assertIsNotNone(box, size)
            self.assertAlmostEqual(float(box[1]), width, delta=1)
            self.assertAlmostEqual(float(box[2]), height, delta=1)
        with open(self.render('a.png', '--size', 'A4'), 'rb') as picture:
            head = picture.read(24)
        self.assertEqual(head[:8], b'\x89PNG\r\n\x1a\n')
        self.assertEqual(int.from_bytes(head[16:20], 'big'), 1754)

    def test_placements_say_what_they_are(self):
        headings = {'category': 'Porteurs de projets', 'onion:i-polelaine': 'Carried by', 'grid': 'To be closely associated',
                    'stage': 'Consolidation', 'network': 'Mouvement (MES)', 'territory': 'Pays de Saugues'}
        for placement, heading in headings.items():
            found = self.words(self.render('placed.svg', '--option', 'placement=' + placement))
            self.assertIn(heading, found, placement)
        self.render('placed.svg', '--option', 'placement=geographic')
        self.render('placed.svg', '--option', 'placement=free')

    def test_looks_are_in_the_legend(self):
        self.assertIn('Chercheurs', self.words(self.render('family.svg', '--option', 'colour=family')))
        self.assertIn('Shapes', self.words(self.render('kind.svg', '--option', 'shapes-by-kind=yes')))
        self.assertIn('Networks', self.words(self.render('hulls.svg', '--option', 'hulls=yes', '--option', 'actor-size=axes')))
        self.render('community.svg', '--option', 'colour=community', '--option', 'actor-size=headcount')

    def test_what_is_not_understood_is_said(self):
        for option in ('placement=spiral', 'placement=onion', 'placement=onion:nobody', 'colour=taste', 'actor-size=weight', 'hulls=perhaps'):
            self.render('wrong.svg', '--option', option, code=2)
            self.assertFalse(os.path.exists(os.path.join(self.folder, 'wrong.svg')), option)

    def test_the_sheet_says_whose_it_is(self):
        found = ' '.join(self.words(self.render('signed.svg')))
        self.assertIn('jeu de démonstration', found)
        self.assertRegex(found, r'20\d\d')


if __name__ == '__main__':
    unittest.main()
