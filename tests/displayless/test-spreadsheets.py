"""Workbooks and the programs that people open them with: what we write opens in LibreOffice and in openpyxl and
comes back as it was; what they write is read as they show it. Skipped, with a message, where they are absent."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

DUMP = os.path.abspath(sys.argv.pop(1))
PROGRAM = os.path.abspath(sys.argv.pop(1))
OFFICE = shutil.which('soffice') or shutil.which('libreoffice')

try:
    import openpyxl
except ImportError:
    openpyxl = None


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # One set of settings: making it is what takes LibreOffice longest.
        cls.office = tempfile.mkdtemp(prefix='mlg-office-')
        cls.addClassCleanup(shutil.rmtree, cls.office, ignore_errors=True)

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix='mlg-sheets-')
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.env = dict(os.environ, XDG_DATA_HOME=self.folder + '/data', XDG_CACHE_HOME=self.folder + '/cache',
                        HOME=self.folder, LC_ALL='C.UTF-8', MAILLAGE_AUTHOR='Camille')
        self.file = self.path('essai.maillage')

    def path(self, name):
        return os.path.join(self.folder, name)

    def run_cli(self, *args):
        done = subprocess.run([PROGRAM, *args], capture_output=True, text=True, env=self.env, timeout=120)
        self.assertEqual(done.returncode, 0, (args, done.stderr))
        return done.stdout

    def dump(self, path):
        done = subprocess.run([DUMP, path], capture_output=True, text=True, env=self.env, timeout=120)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout.splitlines()[1:]

    def convert(self, path, ending):
        """By LibreOffice, as somebody who opens a file and saves it under another name."""
        if OFFICE is None:
            self.skipTest('LibreOffice is not here')
        out = self.path('out-' + ending)
        subprocess.run([OFFICE, '--headless', '-env:UserInstallation=file://' + self.office, '--convert-to', ending,
                        '--outdir', out, path], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.env, timeout=300)
        return os.path.join(out, os.path.splitext(os.path.basename(path))[0] + '.' + ending)

    def same(self, a, b):
        """Cell by cell; LibreOffice shows yes and no of another program as numbers."""
        def cells(lines):
            return [line.replace('|Y:', '|N:') for line in lines]
        self.assertEqual(cells(a), cells(b))

    def demo(self, ending):
        self.run_cli('new', self.file, '--demo')
        path = self.path('tout.' + ending)
        self.run_cli('export', self.file, path)
        return path

    def test_a_workbook_of_ours_saved_by_libreoffice_is_the_same(self):
        ours = self.demo('xlsx')
        saved = self.convert(self.convert(ours, 'ods'), 'xlsx')
        self.same(self.dump(ours), self.dump(saved))

    def test_a_spreadsheet_of_ours_saved_by_libreoffice_is_the_same(self):
        ours = self.demo('ods')
        self.same(self.dump(ours), self.dump(self.convert(ours, 'xlsx')))

    def test_what_libreoffice_saved_changes_nothing_when_imported(self):
        saved = self.convert(self.demo('xlsx'), 'ods')
        shown = self.run_cli('import', self.file, saved, '--dry-run', '--json')
        shown = json.loads(shown)
        self.assertEqual((shown['added'], shown['changed'], shown['rejected']), (0, 0, 0), shown['changes'])
        self.assertGreater(shown['unchanged'], 1000)

    def test_codes_keep_their_zeros_in_libreoffice(self):
        self.run_cli('new', self.file)
        self.run_cli('add', self.file, 'actor', 'name=Épicerie', 'insee_code=01004', 'postal_code=01500', 'siret=00012345600008',
                     'acronym==1+1')
        for ending in ('xlsx', 'ods'):
            path = self.path('acteurs.' + ending)
            self.run_cli('export', self.file, path, '--what', 'actor')
            with open(self.convert(path, 'csv'), encoding='latin-1') as text:
                line = text.read().splitlines()[1]
            for code in ('01004', '01500', '=1+1'):
                self.assertIn(code, line)

    @unittest.skipIf(openpyxl is None, 'openpyxl is not here')
    def test_a_workbook_of_ours_opens_in_openpyxl(self):
        book = openpyxl.load_workbook(self.demo('xlsx'))
        sheet = book.worksheets[0]
        self.assertEqual(sheet['A1'].value, 'id')
        self.assertTrue(sheet['A1'].font.b)
        self.assertEqual(sheet.freeze_panes, 'A2')
        self.assertIsNotNone(sheet.auto_filter.ref)
        self.assertFalse([c for s in book.worksheets for row in s.iter_rows() for c in row if c.data_type == 'f'])

    @unittest.skipIf(openpyxl is None, 'openpyxl is not here')
    def test_a_workbook_of_openpyxl_is_read_as_it_is_shown(self):
        import datetime
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = 'Acteurs & co'
        sheet.append(['Nom', 'SIRET', 'CP', 'Date', 'Oui', 'Tél'])
        sheet.append(['Épicerie  du Œuf', 12345678901234, 1200, datetime.date(2014, 5, 17), True, 475000000])
        sheet['C2'].number_format, sheet['F2'].number_format = '00000', '0#" "##" "##" "##" "##'
        hidden = book.create_sheet('Caché')
        hidden.sheet_state = 'hidden'
        hidden.append(['x'])
        path = self.path('a.xlsx')
        book.save(path)
        lines = self.dump(path)
        self.assertIn('Caché', lines[0])
        self.assertEqual(lines[1:], ['# Acteurs & co', '1|T:Nom|T:SIRET|T:CP|T:Date|T:Oui|T:Tél',
                                     '2|T:Épicerie  du Œuf|N:12345678901234|T:01200|D:2014-05-17|Y:1|T:04 75 00 00 00'])


if __name__ == '__main__':
    unittest.main()
