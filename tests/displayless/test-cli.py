"""maillage-cli from outside: each command of the contract, its answers for programs, its exit codes, its sentences."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
SHARED = os.environ.get('MLG_SHARED', '')


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix='mlg-cli-')
        self.addCleanup(shutil.rmtree, self.folder)
        self.env = dict(os.environ, XDG_DATA_HOME=self.folder + '/data', XDG_CACHE_HOME=self.folder + '/cache',
                        LC_ALL='C.UTF-8', MAILLAGE_AUTHOR='Camille')
        self.file = self.path('essai.maillage')

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text, encoding='utf-8'):
        with open(self.path(name), 'w', encoding=encoding, newline='') as out:
            out.write(text)
        return self.path(name)

    def run_cli(self, *args, code=0, **env):
        done = subprocess.run([PROGRAM, *args], capture_output=True, env=dict(self.env, **env), timeout=120)
        out, err = done.stdout.decode(), done.stderr.decode()
        self.assertEqual(done.returncode, code, (args, out, err))
        if code == 0:
            self.assertEqual(err, '', args)
        else:
            self.assertEqual(len(err.strip().splitlines()), 1, err)
        return out if code == 0 else err

    def json(self, *args):
        return json.loads(self.run_cli(*args, '--json'))

    def new(self, *args):
        self.run_cli('new', self.file, *args)

    def counts(self):
        return self.json('info', self.file)['counts']

    def rows(self, entity, *args):
        return self.json('list', self.file, entity, *args)['rows']


class FileCommands(Case):
    def test_the_demonstration_has_all_its_records(self):
        self.new('--demo')
        info = self.json('info', self.file)
        expected = {'territory': 28, 'actor': 71, 'person': 22, 'network': 11, 'membership': 11, 'initiative': 20,
                    'partnership': 52, 'partnership_axis': 56, 'verbatim': 9, 'scheme': 10, 'funding': 5, 'diagnosis': 3,
                    'data_item': 24, 'event': 15, 'charter': 1, 'visit': 1, 'proposal': 9, 'workshop': 2, 'sticky': 18,
                    'watch_item': 4, 'glossary_term': 26, 'monograph': 3, 'grid': 3, 'need': 11, 'resource': 32}
        self.assertEqual({name: info['counts'].get(name) for name in expected}, expected)
        self.assertEqual(info['conflicts'], 0)
        self.assertEqual(info['authors'], ['Camille'])
        self.assertGreater(info['format'], 0)
        self.assertRegex(info['last_change'], r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$')

    def test_a_title_is_kept_and_a_file_is_not_overwritten(self):
        self.new('--title', 'Pays de Saugues')
        self.assertEqual(self.json('info', self.file)['title'], 'Pays de Saugues')
        with open(self.file, 'rb') as kept:
            before = kept.read()
        self.run_cli('new', self.file, code=1)
        with open(self.file, 'rb') as kept:
            self.assertEqual(kept.read(), before)

    def test_check_says_that_a_file_is_sound_or_not(self):
        self.new('--demo')
        self.assertEqual(self.json('check', self.file), {'ok': True, 'problems': []})
        bad = self.write('abime.maillage', 'ceci n’est pas un fichier Maillage')
        self.run_cli('check', bad, code=1)
        self.run_cli('info', self.path('absent.maillage'), code=1)


class RecordCommands(Case):
    def test_add_list_set_delete(self):
        self.new()
        answer = self.json('add', self.file, 'actor', 'name=Épicerie de Saou', 'lat=44,64', 'lon=5.06', 'founded=vers 1985',
                           'renewed=oui', 'headcount=12', 'aliases=Le Four;La Halle', 'key=epicerie')
        self.assertEqual(answer['id'], 'epicerie')
        row, = self.rows('actor')
        self.assertEqual(row['id'], 'epicerie')
        self.assertEqual(row['uuid'], answer['uuid'])
        self.assertEqual((row['lat'], row['lon'], row['headcount'], row['renewed']), (44.64, 5.06, 12, True))
        self.assertEqual((row['founded'], row['founded_text'], row['founded_deduced']), ('1985', 'vers 1985', True))
        self.assertEqual(row['aliases'], ['Le Four', 'La Halle'])

        self.run_cli('set', self.file, 'actor', 'epicerie', 'name=Épicerie du Four', 'lon=5.07', 'headcount=')
        row, = self.rows('actor')
        self.assertEqual((row['name'], row['lat'], row['lon']), ('Épicerie du Four', 44.64, 5.07))
        self.assertNotIn('headcount', row)

        self.run_cli('delete', self.file, 'actor', row['uuid'])
        self.assertEqual(self.rows('actor'), [])

    def test_references_are_found_by_key_id_or_name(self):
        self.new()
        first = self.json('add', self.file, 'actor', 'name=Four banal', 'key=four')['uuid']
        second = self.json('add', self.file, 'actor', 'name=Lavoir')['id']
        self.run_cli('add', self.file, 'partnership', 'a=four', 'b=' + second, 'state=active')
        self.run_cli('add', self.file, 'partnership', 'a=' + first, 'b=Lavoir', 'state=souhaité')
        states = sorted((row['a'], row['b'], row['state']) for row in self.rows('partnership'))
        self.assertEqual(states, [('four', second, 'active'), ('four', second, 'wished')])
        self.assertIn('Moulin', self.run_cli('add', self.file, 'partnership', 'a=four', 'b=Moulin', code=1))

    def test_search_and_where(self):
        self.new('--demo')
        self.assertEqual([row['id'] for row in self.rows('actor', '--search', 'ardel')], ['a-ardelaine'])
        self.assertEqual(len(self.rows('actor', '--where', 'category=support_groupings')), 30)
        self.assertEqual(len(self.rows('actor', '--where', 'category=')), 11)
        self.assertEqual(len(self.rows('actor', '--where', 'category=support_groupings', '--where', 'territories=t-idf')), 4)
        self.assertEqual(len(self.rows('partnership', '--where', 'state=active')), 34)
        self.assertEqual([row['id'] for row in self.rows('actor', '--where', 'headcount=6')], ['a-g-generateur6'])
        self.assertEqual(self.rows('actor', '--where', 'name=epicerie'), [])
        self.assertEqual(len(self.rows('axis')), 56)

    def test_what_is_wrong_is_said_and_nothing_is_written(self):
        self.new()
        before = self.counts()
        self.assertIn('headcount', self.run_cli('add', self.file, 'actor', 'name=A', 'headcount=douze', code=1))
        self.run_cli('add', self.file, 'actor', 'acronym=A', code=1)
        self.run_cli('add', self.file, 'actor', 'name=A', 'odeur=pain', code=1)
        self.run_cli('set', self.file, 'actor', 'personne', 'name=A', code=1)
        self.run_cli('delete', self.file, 'actor', '00000000-0000-4000-8000-000000000000', code=1)
        self.assertEqual(self.counts(), before)


class HistoryCommands(Case):
    def test_history_undo_and_diff(self):
        self.new()
        self.run_cli('add', self.file, 'actor', 'name=Four', 'key=four', '--author', 'Léa')
        self.run_cli('set', self.file, 'actor', 'four', 'name=Four banal', 'acronym=FB')
        entries = self.json('history', self.file, 'four')['entries']
        self.assertEqual(entries[0]['author'], 'Camille')
        self.assertEqual(entries[-1]['author'], 'Léa')
        self.assertIn(('Four', 'Four banal'), [(entry['before'], entry['after']) for entry in entries])

        changes = self.json('diff', self.file, '--from', '2001-01-01')['changes']
        for key in ('entity', 'id', 'field', 'before', 'after', 'author', 'date'):
            self.assertIn(key, changes[0])
        self.assertEqual(self.json('diff', self.file, '--from', '2001-01-01', '--to', '2001-02')['changes'], [])

        self.run_cli('undo', self.file)
        self.assertEqual([(row['name'], row.get('acronym')) for row in self.rows('actor')], [('Four', None)])
        self.run_cli('undo', self.file)
        self.assertEqual(self.rows('actor'), [])

    def test_an_old_command_can_be_undone_alone(self):
        self.new()
        self.run_cli('add', self.file, 'actor', 'name=Four', 'key=four')
        txn = self.json('history', self.file, 'four')['entries'][0]['txn']
        self.run_cli('add', self.file, 'actor', 'name=Lavoir', 'key=lavoir')
        self.run_cli('undo', self.file, txn)
        self.assertEqual([row['id'] for row in self.rows('actor')], ['lavoir'])

    def test_undoing_an_empty_file_says_so(self):
        self.new()
        self.run_cli('undo', self.file, code=1)


class ExchangeCommands(Case):
    LIST = ('Réf;Structure;Commune;Lat;Long\r\n1;Épicerie « Œuf »;Saou;44,64;5,06\r\n2;Lavoir;Crest;44,73;5,02\r\n'
            '3;;Die;44,75;5,37\r\n')

    def test_import_of_any_encoding_twice_then_undone(self):
        for encoding in ('cp1252', 'utf-8', 'utf-8-sig', 'utf-16', 'mac-roman'):
            with self.subTest(encoding=encoding):
                self.file = self.path(encoding + '.maillage')
                self.new()
                source = self.write(encoding + '.csv', self.LIST, encoding)
                dry = self.json('import', self.file, source, '--dry-run')
                self.assertEqual((dry['added'], dry['rejected'], self.counts()['actor']), (2, 1, 0))
                answer = self.json('import', self.file, source)
                self.assertEqual((answer['added'], answer['changed'], answer['unchanged'], answer['rejected']), (2, 0, 0, 1))
                self.assertEqual([(r['line']) for r in answer['rejections']], [4])
                self.assertTrue(answer['rejections'][0]['reason'])
                row = [row for row in self.rows('actor') if row['id'] == '1'][0]
                self.assertEqual((row['name'], row['lat'], row['lon']), ('Épicerie « Œuf »', 44.64, 5.06))
                again = self.json('import', self.file, source)
                self.assertEqual((again['added'], again['changed'], again['unchanged']), (0, 0, 2))
                self.run_cli('undo', self.file)
                self.assertEqual(self.counts()['actor'], 0)

    def test_columns_and_key_may_be_chosen(self):
        self.new()
        source = self.write('liste.csv', 'Truc;Machin\nFour;bleu\nLavoir;vert\n')
        self.run_cli('import', self.file, source, '--map', 'Machin=name', '--map', 'Truc=description', '--key', 'name')
        self.assertEqual(sorted((row['name'], row['description']) for row in self.rows('actor')), [('bleu', 'Four'), ('vert', 'Lavoir')])
        self.run_cli('import', self.file, source, '--map', 'Rien=name', code=1)
        self.run_cli('import', self.file, source, '--map', 'Machin', code=2)

    def test_the_real_list(self):
        source = os.path.join(SHARED, 'samples', 'csv', 'tiers-lieux-cget-2019.excel-fr.csv')
        if not os.path.exists(source):
            self.skipTest('no real list here (MLG_SHARED)')
        self.new()
        self.assertEqual(self.json('import', self.file, source)['added'], 1512)
        again = self.json('import', self.file, source)
        self.assertEqual((again['changed'], again['unchanged']), (0, 1512))
        with open(source.replace('.excel-fr', ''), encoding='utf-8-sig', newline='') as plain:
            wanted = {row['ID']: row for row in csv.DictReader(plain)}
        for row in self.rows('actor'):
            source_row = wanted.pop(row['id'])
            self.assertEqual(row['name'], source_row['NOM_TL'].strip())
            if source_row['LAT']:
                self.assertEqual((row['lat'], row['lon']), (float(source_row['LAT']), float(source_row['LONG'])))
        self.assertEqual(wanted, {})
        self.run_cli('undo', self.file)
        self.assertEqual(self.counts()['actor'], 0)

    def test_exports_are_what_they_say(self):
        self.new('--demo')
        for name in ('a.csv', 'a.geojson', 'a.json'):
            self.run_cli('export', self.file, self.path(name))
        with open(self.path('a.csv'), 'rb') as out:
            raw = out.read()
        self.assertTrue(raw.startswith(b'\xef\xbb\xbf') and b'\r\n' in raw)
        rows = list(csv.DictReader(io.StringIO(raw.decode('utf-8-sig')), delimiter=';'))
        self.assertEqual(len(rows), 71)
        self.assertIn('Cré-sol', [row['name'] for row in rows])

        with open(self.path('a.geojson'), encoding='utf-8') as out:
            features = json.load(out)
        self.assertEqual((features['type'], len(features['features'])), ('FeatureCollection', 71))
        self.assertTrue(all('geometry' in feature and 'id' in feature for feature in features['features']))

        with open(self.path('a.json'), encoding='utf-8') as out:
            self.assertEqual(len(json.load(out)['records']['partnership']), 52)
        self.run_cli('export', self.file, self.path('axes.csv'), '--what', 'partnership_axis')
        self.run_cli('export', self.file, self.path('plain.txt'), '--format', 'csv-plain', '--level', 'public')
        self.run_cli('export', self.file, self.path('a.xyz'), code=2)

    def test_an_export_is_what_was_chosen(self):
        self.new('--demo')
        out = self.path('choix.csv')
        self.run_cli('export', self.file, out, '--columns', 'name, locality', '--where', 'category=study_bodies')
        wanted = [row['name'] for row in self.json('list', self.file, 'actor', '--where', 'category=study_bodies')['rows']]
        with open(out, encoding='utf-8-sig', newline='') as file:
            rows = list(csv.DictReader(file, delimiter=';'))
        self.assertTrue(0 < len(wanted) < 71)
        self.assertEqual([row['name'] for row in rows], wanted)
        self.assertEqual(list(rows[0]), ['name', 'locality'])

        self.run_cli('export', self.file, out, '--labels', '--what', 'partnership', '--search', 'Ardelaine')
        with open(out, encoding='utf-8-sig', newline='') as file:
            header = next(csv.reader(file, delimiter=';'))
        self.assertEqual(header[0], 'id')
        self.assertNotIn('state', header)
        self.run_cli('export', self.file, out, '--columns', 'odeur', code=1)

    def test_our_json_makes_the_same_file_again(self):
        self.new('--demo')
        self.run_cli('export', self.file, self.path('un.json'))
        self.file = self.path('autre.maillage')
        self.new()
        answer = self.json('import', self.file, self.path('un.json'))
        self.assertEqual((answer['rejected'], answer['changed']), (0, 0))
        self.run_cli('export', self.file, self.path('deux.json'))
        with open(self.path('un.json'), encoding='utf-8') as one, open(self.path('deux.json'), encoding='utf-8') as two:
            self.assertEqual(json.load(one)['records'], json.load(two)['records'])

    def test_a_colleagues_copy_is_merged_and_conflicts_are_counted(self):
        self.new('--demo')
        copy = self.path('copie.maillage')
        shutil.copy(self.file, copy)
        self.run_cli('set', self.file, 'actor', 'a-ardelaine', 'acronym=ARD')
        self.run_cli('set', copy, 'actor', 'a-ardelaine', 'acronym=ADL', '--author', 'Léa')
        self.run_cli('add', copy, 'actor', 'name=Le Mat Drome', 'territories=t-fontbarlettes', '--author', 'Léa')
        dry = self.json('merge', self.file, copy, '--dry-run')
        self.assertEqual((dry['added'], self.counts()['actor']), (1, 71))
        answer = self.json('merge', self.file, copy)
        self.assertEqual((answer['added'], answer['conflicts'], answer['deleted']), (1, 1, 0))
        self.assertEqual(answer['duplicates'], 1)
        self.assertEqual(self.json('info', self.file)['conflicts'], 1)
        again = self.json('merge', self.file, copy)
        self.assertEqual((again['added'], again['changed'], again['deleted'], again['conflicts']), (0, 0, 0, 0))

    def test_what_leaves_is_said_and_noted(self):
        self.new('--demo')
        public = self.path('public.maillage')
        said = self.json('share', self.file, public, '--level', 'public', '--dry-run')
        self.assertFalse(os.path.exists(public))
        self.assertEqual(said['counts']['actor'], {'leaving': 71, 'held': 0})
        self.assertEqual(said['counts']['person'], {'leaving': 0, 'held': 22})
        self.assertEqual({h['reason'] for h in said['held_records'] if h['entity'] == 'person'}, {'personal'})
        self.run_cli('share', self.file, public, '--level', 'public', '--to', 'Site du Pays', '--licence', 'CC BY 4.0')
        note, = self.rows('handover')
        self.assertEqual((note['recipient'], note['level'], note['licence']), ('Site du Pays', 'public', 'CC BY 4.0'))

    def test_a_moment_is_named_and_returned_to(self):
        self.new('--demo')
        self.run_cli('moment', self.file, 'Avant l’atelier')
        self.run_cli('set', self.file, 'actor', 'a-mes', 'acronym=AUTRE')
        self.run_cli('delete', self.file, 'actor', 'a-ardelaine')
        before = self.counts()
        self.json('restore', self.file, '--to', 'Avant l’atelier', 'a-mes', 'acronym')
        self.assertEqual(self.counts(), before)
        self.json('restore', self.file, '--to', 'Avant l’atelier')
        self.assertEqual(self.counts()['actor'], 71)
        self.assertEqual([c['entity'] for c in self.json('diff', self.file, '--from', 'Avant l’atelier')['changes']], ['snapshot'])
        self.run_cli('undo', self.file)
        self.assertEqual(self.counts(), before)
        self.run_cli('restore', self.file, code=2)
        self.run_cli('restore', self.file, '--to', 'jamais', code=2)

    def test_a_public_copy_names_nobody(self):
        self.new('--demo')
        self.run_cli('set', self.file, 'actor', 'a-ardelaine', 'contact_email=secret@exemple.fr')
        public = self.path('public.maillage')
        self.run_cli('share', self.file, public, '--level', 'public')
        with open(public, 'rb') as out:
            raw = out.read()
        self.assertNotIn(b'secret@exemple.fr', raw)
        self.assertNotIn('LAFONT'.encode(), raw)
        self.file = public
        self.assertEqual(self.counts()['actor'], 71)
        self.run_cli('share', self.file, self.path('x.maillage'), '--level', 'secret', code=2)
        self.run_cli('share', self.file, self.path('x.maillage'), code=2)


class PictureCommands(Case):
    STARTS = {'pdf': b'%PDF-', 'svg': b'<?xml', 'png': b'\x89PNG'}

    def test_map_and_graph_in_each_format(self):
        self.new('--demo')
        for what in ('map', 'graph'):
            for ending, start in self.STARTS.items():
                out = self.path('%s.%s' % (what, ending))
                self.run_cli('render', self.file, what, out, '--size', 'A4', '--option', 'facts-only=yes')
                with open(out, 'rb') as picture:
                    raw = picture.read()
                self.assertTrue(raw.startswith(start), out)
                self.assertGreater(len(raw), 5000, out)
        self.run_cli('render', self.file, 'radar', self.path('x.pdf'), code=2)
        self.run_cli('render', self.file, 'map', self.path('x.doc'), code=2)
        self.run_cli('render', self.file, 'map', self.path('x.pdf'), '--size', 'grand', code=2)
        self.run_cli('render', self.file, 'map', self.path('x.pdf'), '--option', 'odeur=yes', code=2)
        self.run_cli('render', self.file, 'graph', self.path('absent/x.pdf'), code=1)

    def test_monographs(self):
        self.new('--demo')
        for name, start in (('mo.pdf', b'%PDF-'), ('mo.html', b'<!DOCTYPE html'), ('mo.md', b'# ')):
            self.run_cli('monograph', self.file, 'mo-laine', self.path(name), '--draft')
            with open(self.path(name), 'rb') as out:
                self.assertTrue(out.read().lower().startswith(start.lower()), name)
        with open(self.path('mo.md'), encoding='utf-8') as out:
            text = out.read()
        self.assertIn('Comment définir l’innovation sociale', text)
        self.assertIn('Pascal LAFONT', text)
        self.run_cli('monograph', self.file, 'mo-laine', self.path('mo.doc'), code=2)
        self.run_cli('monograph', self.file, 'mo-rien', self.path('mo.pdf'), code=1)

    def test_words_without_consent_block_publication(self):
        self.new('--demo')
        self.run_cli('set', self.file, 'verbatim', 'v-04', 'consent=to_ask')
        self.assertIn('LAFONT', self.run_cli('monograph', self.file, 'mo-laine', self.path('mo.pdf'), code=1))
        self.assertFalse(os.path.exists(self.path('mo.pdf')))


class AnalyseCommand(Case):
    def check(self, args, established_only, links, isolates, islands):
        answer = self.json('analyse', self.file, *args)
        self.assertEqual((answer['actors'], answer['links'], len(answer['isolates'])), (71, links, isolates))
        self.assertEqual([len(island) for island in answer['islands']], islands)
        self.assertEqual(answer['established'], 35)
        self.assertEqual(answer['partnerships'], 35 if established_only else 52)
        return answer

    def test_the_known_values_of_the_demonstration(self):
        self.new('--demo')
        answer = self.check((), False, 52, 9, [19, 8, 7, 7, 4, 4, 4, 3, 2, 2, 2])
        self.assertEqual(sorted(answer['isolates']), sorted(
            ['a-cheminements', 'a-ess-france', 'a-cgdd', 'a-wikiresilience', 'a-incroyables', 'a-ufisc', 'a-unadel',
             'a-chemins-transition', 'a-msh']))
        degrees = sorted(answer['degree'].items(), key=lambda item: -item[1])[:6]
        self.assertEqual([n for _, n in degrees], [11, 7, 6, 5, 4, 3])
        self.assertEqual([name for name, _ in degrees][:5], ['a-mes', 'a-cresol', 'a-apeas', 'a-polelaine', 'a-apes'])
        self.assertEqual([answer['cuts'][name] for name in ('a-mes', 'a-cresol', 'a-apeas', 'a-polelaine', 'a-apes', 'a-rrl')],
                         [10, 5, 5, 4, 3, 2])
        self.assertEqual(answer['articulations'][0], 'a-mes')
        self.assertEqual(len(answer['gaps']), 8)
        self.assertTrue(all(len(bridge) == 2 for bridge in answer['bridges']))
        self.assertEqual(answer['relays'][0]['id'], 'a-mes')

        facts = self.check(('--facts-only',), True, 35, 24, [8, 7, 5, 4, 4, 4, 4, 3, 2, 2, 2, 2])
        self.assertEqual({name: facts['cuts'][name] for name in ('a-apeas', 'a-polelaine', 'a-rrl', 'a-miramap', 'a-generateur', 'a-cresol')},
                         {'a-apeas': 5, 'a-polelaine': 4, 'a-rrl': 2, 'a-miramap': 2, 'a-generateur': 2, 'a-cresol': 2})
        self.check(('--option', 'memberships=yes'), False, 57, 9, [38, 8, 7, 4, 3, 2])
        self.check(('--option', 'memberships=yes', '--option', 'copresence=yes'), False, 81, 6, [41, 8, 7, 4, 3, 2])


class Misuse(Case):
    def test_misuse_is_two_with_one_sentence(self):
        self.new()
        for args in ((), ('danser',), ('info',), ('info', self.file, 'x'), ('info', self.file, '--odeur'), ('new', self.file, '--title'),
                     ('list', self.file), ('list', self.file, 'odeur'), ('list', self.file, 'actor', '--where', 'name'),
                     ('list', self.file, 'actor', '--where', 'odeur=x'), ('add', self.file, 'actor', 'name'), ('diff', self.file),
                     ('diff', self.file, '--from', 'jamais'), ('undo', self.file, 'hier'), ('analyse', self.file, '--option', 'x=yes'),
                     ('analyse', self.file, '--option', 'memberships=oui'), ('territory', 'odeur'), ('info', self.file, '--json=oui'),
                     ('import', self.file, self.file, '--format', 'odeur')):
            with self.subTest(args=args):
                done = subprocess.run([PROGRAM, *args], capture_output=True, env=self.env, timeout=60)
                self.assertEqual(done.returncode, 2, (args, done.stderr))
                self.assertEqual(len(done.stderr.decode().strip().splitlines()), 1)

    def test_a_stage_changed_by_a_list_or_a_word_leaves_a_line(self):
        self.new()
        first = self.write('initiatives.csv', 'Initiative;Stade\nFour à pain;émergence\nLavoir;consolidation\n')
        self.run_cli('import', self.file, first, '--what', 'initiative', '--map', 'Initiative=name', '--map', 'Stade=stage')
        self.assertEqual(self.rows('stage_history'), [])
        second = self.write('initiatives.csv', 'Initiative;Stade\nFour à pain;consolidation\nLavoir;consolidation\n')
        self.run_cli('import', self.file, second, '--what', 'initiative', '--map', 'Initiative=name', '--map', 'Stade=stage')
        lines = self.rows('stage_history')
        self.assertEqual([(line['from'], line['to']) for line in lines], [('emergence', 'consolidation')])
        self.assertRegex(lines[0]['date'], r'^\d{4}-\d{2}-\d{2}$')
        lavoir = next(row['id'] for row in self.rows('initiative') if row['name'] == 'Lavoir')
        self.run_cli('set', self.file, 'initiative', lavoir, 'stage=dormant')
        self.assertEqual(sorted((line['from'], line['to']) for line in self.rows('stage_history')),
                         [('consolidation', 'dormant'), ('emergence', 'consolidation')])
        self.run_cli('undo', self.file)
        self.run_cli('undo', self.file)
        self.assertEqual(self.rows('stage_history'), [])

    def test_bad_files_get_a_sentence(self):
        self.new()
        empty = self.write('vide.csv', '')
        deep = self.write('profond.json', '{"format":"maillage","records":' + '[' * 100000)
        foreign = self.write('autre.html', '<!DOCTYPE html><html><body>Annuaire</body></html>')
        for source in (empty, deep, foreign, self.path('absent.csv'), self.file):
            with self.subTest(source=source):
                self.assertTrue(self.run_cli('import', self.file, source, code=1).startswith('maillage-cli: '))
        self.assertEqual(self.counts()['actor'], 0)

    def test_help_version_and_self_test(self):
        self.assertIn('import', self.run_cli('--help'))
        self.assertIn('FILE', self.run_cli('import', '--help'))
        self.assertRegex(self.run_cli('--version'), r'^maillage-cli \d')
        self.assertIn('ok', self.run_cli('--self-test'))

    def test_territory(self):
        places = self.json('territory', 'find', 'saugues')['places']
        self.assertEqual((places[0]['code'], places[0]['name'], places[0]['kind']), ('43234', 'Saugues', 'commune'))
        self.assertAlmostEqual(places[0]['lat'], 44.96, delta=0.1)
        self.assertGreater(self.json('territory', 'info')['communes'], 30000)


if __name__ == '__main__':
    unittest.main(verbosity=2)
