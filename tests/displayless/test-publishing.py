"""A long monograph published again and again is the same file, but for its date; with few fonts, and without any for
emoji, nothing is lost. Programs that are not there are said to be missing, and their check skipped."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
SEED = int(os.environ.get('MLG_SEED', '7'))
N_SECTIONS, N_TIMES = 60, 12
WORDS = ('coopération territoire laine atelier œuvre l’épicerie habitants de la et partenariat aujourd’hui manœuvre élus à '
         'reconfiguration jardin **essentiel** _parfois_ partagé').split()
FEW_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>
"""
DEJAVU = '/usr/share/fonts/truetype/dejavu'


def section(chance, number):
    body = '\n\n'.join(begin + ' '.join(chance.choice(WORDS) for _ in range(60)) for begin in ('', '', '- ', '> ', ''))
    return {'key': 's-%d' % number, 'monograph': 'mo-1', 'position': str(number), 'heading': 'Rubrique %d' % (number // 4 + 1),
            'title': 'Quels étaient les modes de régulation des points de friction ?',
            'body': body + ' fin[^1].\n\n[^1]: Entretien avec une habitante du quartier, à l’atelier.'}


class Publishing(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix='maillage-publishing-')
        self.addCleanup(shutil.rmtree, self.folder)
        self.environment = dict(os.environ, XDG_DATA_HOME=self.path('data'), XDG_CACHE_HOME=self.path('cache'))
        self.file = self.path('m.maillage')

    def path(self, name):
        return os.path.join(self.folder, name)

    def run_program(self, *words):
        subprocess.run([PROGRAM, *words], check=True, env=self.environment, stdout=subprocess.DEVNULL)

    def make(self, sections):
        records = {'monograph': [{'key': 'mo-1', 'title': 'Cent pages sur la coopération'}], 'monograph_section': sections}
        with open(self.path('m.json'), 'w', encoding='utf-8') as out:
            json.dump({'format': 'maillage', 'version': 1, 'title': 'Essai', 'records': records}, out)
        self.run_program('new', self.file)
        self.run_program('import', self.file, self.path('m.json'))

    def publish(self):
        self.run_program('monograph', self.file, 'mo-1', self.path('m.pdf'))
        with open(self.path('m.pdf'), 'rb') as file:
            return file.read()

    def text(self):
        return subprocess.run(['pdftotext', '-layout', self.path('m.pdf'), '-'], check=True, capture_output=True,
                              text=True).stdout

    def test_same_file_each_time(self):
        print('# seed %d' % SEED)
        chance = random.Random(SEED)
        self.make([section(chance, i) for i in range(N_SECTIONS)])
        dated = re.compile(rb'\(D:\d{14}Z\)')
        first = self.publish()
        self.assertEqual(len(dated.findall(first)), 1)
        first = dated.sub(b'', first)
        for time in range(1, N_TIMES):
            self.assertTrue(dated.sub(b'', self.publish()) == first, 'time %d is another file' % (time + 1))

    @unittest.skipUnless(os.path.isdir(DEJAVU) and shutil.which('pdftotext'), 'DejaVu or pdftotext is not there')
    def test_few_fonts(self):
        with open(self.path('fonts.conf'), 'w', encoding='utf-8') as out:
            out.write(FEW_FONTS % (DEJAVU, self.path('fonts')))
        self.environment['FONTCONFIG_FILE'] = self.path('fonts.conf')
        self.make([{'key': 's-1', 'monograph': 'mo-1', 'position': '1', 'heading': 'Rubrique', 'title': 'Question',
                    'body': 'Avant le sourire 🙂 puis 漢字 et après, l’œuvre **partagée**, _penchée_.\n\nUne autre phrase entière.'}])
        self.publish()
        said = ' '.join(self.text().split())
        for words in ('Avant le sourire', 'et après, l’œuvre partagée, penchée.', 'Une autre phrase entière.', 'Rubrique'):
            self.assertIn(words, said)
        pages = subprocess.run(['pdftotext', self.path('m.pdf'), '-'], check=True, capture_output=True, text=True).stdout
        for page in pages.split('\f')[:-1]:
            self.assertTrue(page.strip(), 'an empty page')
        if shutil.which('qpdf'):
            subprocess.run(['qpdf', '--check', self.path('m.pdf')], check=True, stdout=subprocess.DEVNULL)

    @unittest.skipUnless(shutil.which('pdftotext'), 'pdftotext is not there')
    def test_from_right_to_left(self):
        right = 'هذه فقرة مكتوبة من اليمين إلى اليسار، وهي طويلة بما يكفي لتأخذ أكثر من سطر واحد على الصفحة المطبوعة من أجل التجربة.'
        self.make([{'key': 's-1', 'monograph': 'mo-1', 'position': '1', 'heading': 'Rubrique', 'title': 'Question',
                    'body': 'Gauche.\n\n' + right + '\n\n- بند\n- بند\n\nGauche.'}])
        self.publish()
        boxes = subprocess.run(['pdftotext', '-bbox', self.path('m.pdf'), '-'], check=True, capture_output=True, text=True).stdout
        words = [(float(left), float(end), text) for left, end, text in
                 re.findall(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)<', boxes)]
        arabic = [word for word in words if re.search('[\u0600-\u06ff\ufb50-\ufeff]', word[2])]
        self.assertTrue(arabic)
        edge = max(end for _, end, _ in words)
        items = [word for word in arabic if sorted(word[2]) == sorted('بند')]
        self.assertEqual(len(items), 2)
        left = min(start for start, _, text in words if text == 'Gauche.')
        # The short last line, and what is in a list, stand on the right.
        self.assertGreater(min(start for start, _, _ in items), (left + edge) / 2)
        self.assertGreater(max(end for _, end, _ in arabic), edge - 4)


if __name__ == '__main__':
    unittest.main()
