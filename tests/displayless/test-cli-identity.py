#!/usr/bin/env python3
"""Identifiers and duplicates from the command line: what is refused, what is said, two records made one."""

import json
import os
import subprocess
import sys
import tempfile
import unittest


class Identity(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.file = os.path.join(self.folder.name, 'pays.maillage')
        self.env = dict(os.environ, XDG_DATA_HOME=os.path.join(self.folder.name, 'data'),
                        XDG_CACHE_HOME=os.path.join(self.folder.name, 'cache'), LC_ALL='C.UTF-8', LANGUAGE='C')
        self.run_cli(0, 'new', self.file)

    def tearDown(self):
        self.folder.cleanup()

    def run_cli(self, code, *args):
        done = subprocess.run([PROGRAM, *args], env=self.env, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def add(self, *values):
        return json.loads(self.run_cli(0, 'add', self.file, 'actor', *values, '--json').stdout)['id']

    def rows(self):
        return json.loads(self.run_cli(0, 'list', self.file, 'actor', '--json').stdout)['rows']

    def export(self):
        path = os.path.join(self.folder.name, 'tout.json')
        self.run_cli(0, 'export', self.file, path)
        with open(path, encoding='utf-8') as file:
            return file.read()

    def test_what_cannot_be_is_refused_with_a_sentence(self):
        for value in ('siret=ABC', 'siret=7,3282932E+13', 'insee_code=janv-75', 'contact_email=jeanne.exemple.fr'):
            done = self.run_cli(1, 'add', self.file, 'actor', 'name=La Passerelle', value)
            self.assertIn(value.split('=')[0], done.stderr)
        self.assertEqual(self.rows(), [])

    def test_what_is_doubtful_or_restored_is_said_and_kept(self):
        done = self.run_cli(0, 'add', self.file, 'actor', 'name=La Passerelle', 'siret=73282932000075', 'postal_code=7190', '--json')
        self.assertIn('73282932000075', done.stderr)
        self.assertIn('07190', done.stderr)
        row = self.rows()[0]
        self.assertEqual((row['siret'], row['postal_code']), ('73282932000075', '07190'))
        self.assertEqual(self.run_cli(0, 'set', self.file, 'actor', json.loads(done.stdout)['id'], 'siret=732 829 320 00074').stderr, '')
        self.assertEqual(self.rows()[0]['siret'], '73282932000074')

    def test_two_records_become_one_and_undo_gives_both_back(self):
        a = self.add('name=Foyer rural de Saint-Agrève')
        b = self.add('name=Foyer Rural St-Agrève', 'contact_email=foyer@exemple.fr')
        found = json.loads(self.run_cli(0, 'duplicates', self.file, '--json').stdout)['duplicates']
        self.assertEqual([{found[0]['a'], found[0]['b']}], [{a, b}])
        self.assertEqual(found[0]['reason'], 'same name')
        before = self.export()
        self.run_cli(0, 'combine', self.file, a, b, '--take', 'name')
        row, = self.rows()
        self.assertEqual(row['name'], 'Foyer Rural St-Agrève')
        self.assertIn('Foyer rural de Saint-Agrève', row['aliases'])
        self.assertEqual(row['contact_email'], 'foyer@exemple.fr')
        self.run_cli(0, 'undo', self.file)
        self.assertEqual(self.export(), before)

    def test_told_apart_they_are_not_proposed(self):
        a, b = self.add('name=La Passerelle'), self.add('name=Association La Passerelle')
        self.run_cli(0, 'distinct', self.file, b, a, '--reason', 'deux villages')
        self.assertEqual(json.loads(self.run_cli(0, 'duplicates', self.file, '--json').stdout)['duplicates'], [])
        self.run_cli(1, 'combine', self.file, a, a)


if __name__ == '__main__':
    PROGRAM = sys.argv.pop(1)
    unittest.main()
