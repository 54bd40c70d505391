"""Lists as people have them, through the command line: every value is found again in its record,
or in a rejection that says why; what is read twice changes nothing, what is undone is gone.
"""
import json, math, os, subprocess, sys, tempfile, unittest, zipfile

PROGRAM = os.path.abspath(sys.argv.pop(1))


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.env = dict(os.environ, LC_ALL='C.UTF-8')
        for name in ('XDG_DATA_HOME', 'XDG_CACHE_HOME'):
            self.env[name] = os.path.join(self.folder.name, name)
        self.run_cli('new', 'f.maillage')

    def run_cli(self, *args, fails=False):
        done = subprocess.run([PROGRAM, *args], cwd=self.folder.name, env=self.env, capture_output=True, text=True)
        self.assertEqual(done.returncode != 0, fails, (args, done.stderr))
        return done.stderr if fails else done.stdout

    def write(self, name, content):
        with open(os.path.join(self.folder.name, name), 'wb') as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return name

    def everything(self):
        self.run_cli('export', 'f.maillage', 'all.json', '--format', 'json')
        with open(os.path.join(self.folder.name, 'all.json')) as exported:
            return exported.read()

    def bring(self, name, content, entity='actor'):
        """Records by name, and the report; the list is read twice and undone on the way."""
        source = self.write(name, content)
        before = self.everything()
        self.run_cli('import', 'f.maillage', source)
        self.run_cli('undo', 'f.maillage')
        self.assertEqual(self.everything(), before, 'undone')
        report = json.loads(self.run_cli('import', 'f.maillage', source, '--json'))
        self.assertEqual(len(report['rejections']), report['rejected'])
        again = json.loads(self.run_cli('import', 'f.maillage', source, '--json'))
        self.assertEqual((again['added'], again['changed'], again['rejected']), (0, 0, report['rejected']))
        self.report = report
        return {r.get('name') or r.get('display_name') or r.get('last_name'): r
                for r in json.loads(self.everything())['records'].get(entity, [])}

    def field_of(self, column):
        return {c['name']: c['field'] for c in self.report['columns']}[column]


class Tables(Case):
    def test_the_second_of_two_header_rows_names_the_columns(self):
        actors = self.bring('l.csv', 'Identité;;Localisation;;Contact;\nNom;Sigle;Adresse;CP;Mail;Tel\n'
                            'Vivre Ici;VI;12 rue de la Paix;26400;vi@example.org;0475000001\n'
                            'Graines;G;Le bourg;26340;g@example.org;0475000002\n')
        self.assertEqual(set(actors), {'Vivre Ici', 'Graines'})
        self.assertEqual(actors['Graines']['postal_code'], '26340')
        self.assertEqual(actors['Vivre Ici']['contact_phone'], '0475000001')

    def test_a_list_of_words_below_the_header_is_no_second_header(self):
        actors = self.bring('l.csv', 'Nom;Commune;Remarque\nLa Rue;Die;Association\nLe Lieu;Crest;Projet\n')
        self.assertEqual(set(actors), {'La Rue', 'Le Lieu'})

    def test_lines_of_one_record_count_once(self):
        self.bring('l.csv', 'Nom;SIRET;Montant\nFour;73282932000074;1000\nFour;73282932000074;2000\nFour;73282932000074;3000\n')
        counts = [self.report[k] for k in ('added', 'changed', 'unchanged', 'rejected')]
        self.assertEqual(counts, [1, 0, 2, 0])
        self.assertEqual([r['line'] for r in self.report['remarks']], [3, 4])

    def test_one_association_in_two_spellings_is_one(self):
        self.bring('l.csv', 'Nom;Commune;Mail;Tél\nAmap de l’Été;Die;amap@example.org;\nAMAP DE L\'ÉTÉ;Die;;0475220001\n'
                   'Amap de l’Été;Crest;;\nAmap de l’été;Die;autre@example.org;\n')
        self.assertEqual([self.report[k] for k in ('added', 'changed', 'unchanged', 'rejected')], [3, 0, 1, 0])
        self.assertEqual([r['line'] for r in self.report['remarks']], [3, 5])
        records = self.everything()
        self.assertEqual(sum(a.get('locality') == 'Die' for a in json.loads(records)['records']['actor']), 2)
        self.assertIn('0475220001', records)
        self.assertIn('AMAP DE L', records)

    def test_every_line_is_counted(self):
        text = 'Nom;Commune;Lat;Lon\nA;Die;44,7;5,3\n;Crest;;\nA;Die;44,7;5,3\nB;Die;44;\nTotal;3;;\nC;Die;44,7;5;trop;encore\n'
        self.bring('l.csv', text)
        self.assertEqual(sum(self.report[k] for k in ('added', 'changed', 'unchanged', 'rejected')), text.count('\n') - 1)

    def test_more_lines_than_a_spreadsheet_holds_are_refused(self):
        self.write('l.csv', b'Nom;Commune\n' + b'a;b\n' * 1100000)
        self.assertIn('too large', self.run_cli('import', 'f.maillage', 'l.csv', fails=True))


class Columns(Case):
    def test_a_date_with_its_hour_is_no_siret(self):
        actors = self.bring('l.csv', 'Raison sociale;Commune;Date de la commande\nFerme;Die;12/03/2024 10:11:12\nFour;Crest;13/03/2024 10:11:12\n')
        self.assertEqual(self.field_of('Date de la commande'), 'note')
        self.assertIn('12/03/2024 10:11:12', actors['Ferme']['note'])
        self.assertEqual(self.report['remarks'], [])

    def test_a_fax_is_no_telephone(self):
        people = self.bring('l.csv', 'Nom;Prénom;Télécopie (bureau);Téléphone (bureau);Société;Ville (bureau)\n'
                            'Lefèvre;Zoé;04 75 00 00 09;04 75 00 00 01;Théâtre;Crest\n', 'person')
        self.assertEqual(people['Lefèvre']['contact_phone'], '04 75 00 00 01')
        self.assertEqual(people['Lefèvre']['locality'], 'Crest')
        self.assertIn('04 75 00 00 09', people['Lefèvre']['note'])
        self.assertIn('Théâtre', people['Lefèvre']['note'])

    def test_the_fuller_of_two_names_is_the_name(self):
        actors = self.bring('l.csv', 'siret,codePostalEtablissement,enseigne1Etablissement,denominationUniteLegale\n'
                            '35600000000048,26150,LE POINT,ASSOCIATION LE POINT\n35600000000055,26400,,ASSOCIATION LE POINT BIS\n')
        self.assertEqual(set(actors), {'ASSOCIATION LE POINT', 'ASSOCIATION LE POINT BIS'})
        self.assertIn('LE POINT', actors['ASSOCIATION LE POINT']['note'])

    def test_lambert_93_under_any_name(self):
        e, n, c = 0.0818191910428158, 0.7256077650532670, 11754255.426096
        lat, lon = 44.7536, 5.3703
        s = math.sin(math.radians(lat))
        r = c * math.exp(-n * (0.5 * math.log((1 + s) / (1 - s)) - e / 2 * math.log((1 + e * s) / (1 - e * s))))
        g = n * math.radians(lon - 3)
        x, y = 700000 + r * math.sin(g), 12655612.049876 - r * math.cos(g)
        for i, (east, north) in enumerate([('X', 'Y'), ('x_l93', 'y_l93'), ('coord_x', 'coord_y'), ('XCOORD', 'YCOORD'),
                                           ('Coordonnée X (L93)', 'Coordonnée Y (L93)')]):
            name = f'Lieu {i}'
            actors = self.bring(f'l{i}.csv', f'Nom;Commune;{east};{north}\n{name};Die;{x:.2f};{y:.2f}\n'.replace('.', ','))
            self.assertAlmostEqual(float(actors[name]['lat']), lat, places=6)
            self.assertAlmostEqual(float(actors[name]['lon']), lon, places=6)

    def test_the_street_of_an_osm_file_has_its_number(self):
        actors = self.bring('l.geojson', json.dumps({'type': 'FeatureCollection', 'features': [{
            'type': 'Feature', 'id': 'node/12', 'geometry': {'type': 'Point', 'coordinates': [5.3703, 44.7536]},
            'properties': {'name': 'Centre', 'addr:housenumber': '3', 'addr:street': 'Rue du Pont', 'addr:city': 'Die',
                           'addr:postcode': '26150'}}]}))
        self.assertEqual((actors['Centre']['street'], actors['Centre']['locality']), ('3 Rue du Pont', 'Die'))

    def test_marks_for_nothing_are_nothing(self):
        actors = self.bring('l.csv', 'titre;adrs_numvoie;adrs_typevoie;adrs_libvoie;adrs_distrib;adrs_libcommune\nORGUE;12;RUE;DU PONT;_;Die\n')
        self.assertEqual(actors['ORGUE']['street'], '12 RUE DU PONT')


    def test_first_and_last_name_in_one_column_are_persons(self):
        people = self.bring('l.csv', 'Prénom Nom;Mail;Structure\nMarie Dupont;m@example.org;Amap\nPaul Durand;p@example.org;Amap\n', 'person')
        self.assertEqual(people['Marie Dupont']['contact_email'], 'm@example.org')
        self.assertIn('Amap', people['Paul Durand']['note'])


class Cells(Case):
    def test_lists_however_they_are_written(self):
        ways = ['alimentation, énergie', 'alimentation ; énergie', 'alimentation / énergie', 'alimentation|énergie', 'alimentation\nénergie',
                '- alimentation\n- énergie', '["alimentation", "énergie"]', "['alimentation','énergie']"]
        quoted = [way.replace('"', '""') for way in ways]
        actors = self.bring('l.csv', 'Nom;Commune;Thématiques\n' + ''.join(f'Liste {i};Die;"{way}"\n' for i, way in enumerate(quoted)))
        for i, way in enumerate(ways):
            self.assertEqual(sorted(actors[f'Liste {i}']['themes']), ['alimentation', 'énergie'], way)

    def test_a_date_with_its_day_of_the_week_is_exact(self):
        actors = self.bring('l.csv', 'Nom;Commune;Date de création\nA;Die;lundi 12 mars 2009\nB;Die;12.03.2009\nC;Die;1er mai 2010\n')
        self.assertEqual([actors[n]['founded'] for n in 'ABC'], ['2009-03-12', '2009-03-12', '2010-05-01'])

    def test_lines_in_another_encoding_than_the_others(self):
        actors = self.bring('l.csv', 'Nom;Commune\nCafé de Née;Die\n'.encode() + 'Théâtre de l’Œuvre;Crest\n'.encode('cp1252'))
        self.assertEqual(set(actors), {'Café de Née', 'Théâtre de l’Œuvre'})


    def test_accents_encoded_twice_are_restored(self):
        names = ['École été', 'Théâtre de l’Œuvre – « Là »', 'Les 3 € du cœur', 'LIBERTÉ']
        spoiled = ''.join(f'{name};Die\n' for name in names[:3]).encode().decode('cp1252', 'surrogateescape')
        spoiled = ''.join(chr(ord(c) - 0xdc00) if 0xdc80 <= ord(c) < 0xdd00 else c for c in spoiled)
        actors = self.bring('l.csv', 'Nom;Commune\n' + spoiled + '« LIBERTÉ »;Die\nÂge d’or;Die\n')
        self.assertEqual(set(actors), set(names[:3]) | {'« LIBERTÉ »', 'Âge d’or'})
        self.assertTrue(any('restored' in line for line in self.report['about']))


class Cards(Case):
    def test_a_day_that_is_none_stays_in_the_note(self):
        self.bring('l.ics', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:3\r\nDTSTART:20241332\r\nSUMMARY:Faux\r\nEND:VEVENT\r\n'
                   'END:VCALENDAR\r\n')
        self.assertIn('20241332', self.everything())

    def test_our_own_cards_come_back_as_they_were(self):
        os.remove(os.path.join(self.folder.name, 'f.maillage'))
        self.run_cli('new', 'f.maillage', '--demo')
        self.run_cli('export', 'f.maillage', 'cards.vcf', '--format', 'vcard')
        before = self.everything()
        report = json.loads(self.run_cli('import', 'f.maillage', 'cards.vcf', '--json'))
        self.assertEqual((report['added'], report['changed'], report['rejected']), (0, 0, 0))
        self.assertEqual(self.everything(), before)


class Damaged(Case):
    """What spreadsheets and registers spoil is set aside with its reason, never read as something else."""

    def test_a_date_is_no_street_and_no_number(self):
        source = self.write('l.csv', 'Nom;Commune;Adresse;Effectif\nA;Die;janv-02;oct-19\nB;Die;01/02/2024;12\nC;Die;12 mai;3\n'
                            'D;Die;place du 8 mai;4\n')
        self.run_cli('import', 'f.maillage', source, '--map', 'Effectif=headcount')
        actors = {a['name']: a for a in json.loads(self.everything())['records']['actor']}
        self.assertNotIn('street', actors['A'])
        self.assertNotIn('headcount', actors['A'])
        for words in ('janv-02', 'oct-19'):
            self.assertIn(words, actors['A']['note'])
        self.assertNotIn('street', actors['B'])
        self.assertEqual((actors['B']['headcount'], actors['C']['street'], actors['D']['street']), (12, '12 mai', 'place du 8 mai'))

    def test_nobody_is_called_nd(self):
        actors = self.bring('l.csv', 'siret,denominationUniteLegale,libelleCommuneEtablissement,etatAdministratifEtablissement\n'
                            '73282932000074,[ND],DIE,A\n35600000000048,NA,DIE,F\n')
        self.assertEqual(set(actors), {'NA'})
        self.assertEqual([r['line'] for r in self.report['rejections']], [2])
        self.assertTrue(any('closed' in r['reason'] for r in self.report['remarks']))

    def test_latitude_and_longitude_under_each_other_s_name(self):
        actors = self.bring('l.csv', 'Nom;Commune;Latitude;Longitude\nA;Die;5,37;44,75\nB;Crest;5,02;44,73\n')
        self.assertEqual((actors['A']['lat'], actors['A']['lon']), (44.75, 5.37))
        self.assertTrue(any('each other' in line for line in self.report['about']))

    def test_a_picture_is_no_site(self):
        actors = self.bring('l.csv', 'Nom,Commune,Image,Lien\nA,Die,https://x.org/a.jpg,https://x.org\nB,Die,https://x.org/b.PNG,https://y.org\n')
        self.assertEqual((actors['A']['website'], actors['B']['website']), ('https://x.org', 'https://y.org'))

    def test_the_last_word_of_a_nested_name_tells(self):
        actors = self.bring('l.json', json.dumps([{'nom': 'A', 'adresse': {'cp': '26150', 'rue': '3 rue', 'ville': 'Die'}, 'responsable': {'nom': 'X'}}]))
        self.assertEqual((actors['A']['postal_code'], actors['A']['street'], actors['A']['locality']), ('26150', '3 rue', 'Die'))

    def test_records_of_a_newer_program_are_refused(self):
        self.write('l.json', json.dumps({'format': 'maillage', 'version': 2, 'records': {'actor': [{'name': 'A'}]}}))
        self.assertIn('newer', self.run_cli('import', 'f.maillage', 'l.json', fails=True))

    def test_more_columns_than_a_spreadsheet(self):
        self.bring('l.csv', 'Nom;Commune;' + ';'.join(f'c{i}' for i in range(16400)) + '\nA;Die;' + ';'.join('1' for i in range(16400)) + '\nB;Crest\n')
        self.assertIn('columns', self.report['rejections'][0]['reason'])


class Archives(Case):
    def zip(self, **files):
        path = os.path.join(self.folder.name, 'l.zip')
        with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name.replace('__', '/').replace('_csv', '.csv').replace('_png', '.png'), content)
        with open(path, 'rb') as file:
            return file.read()

    def test_tables_in_an_archive(self):
        actors = self.bring('l.zip', self.zip(liste__a_csv='Nom;Commune\nÉté;Die\n'.encode('cp1252'), b_csv='Nom,Commune\nHiver,Crest\n', logo_png='x'))
        self.assertEqual({name: a['locality'] for name, a in actors.items()}, {'Été': 'Die', 'Hiver': 'Crest'})
        self.assertTrue(any('logo.png' in line for line in self.report['about']))

    def test_an_archive_without_a_table(self):
        self.write('l.zip', self.zip(logo_png='x'))
        self.run_cli('import', 'f.maillage', 'l.zip', fails=True)

    def test_an_archive_that_swells(self):
        self.write('l.zip', self.zip(a_csv='Nom;Commune\n' + 'A;Die\n' * 20_000_000))
        self.assertIn('unpacks', self.run_cli('import', 'f.maillage', 'l.zip', fails=True))


class LinkedData(Case):
    def test_of_another_program(self):
        actors = self.bring('l.jsonld', json.dumps({'@context': {'pair': 'http://virtual-assembly.org/ontologies/pair#'}, '@graph': [
            {'@id': 'https://x.org/amap', '@type': ['pair:Organization', 'pair:Agent'], 'pair:label': 'Amap de l’Été', 'pair:hasTopic': [{'pair:label': 'pain'}],
             'pair:hasLocation': {'pair:latitude': 44.75, 'pair:longitude': '5.37', 'pair:hasPostalAddress': {'pair:addressLocality': 'Die'}},
             'x:other': 'kept'},
            {'@id': 'https://x.org/zoe', '@type': 'pair:Person', 'pair:label': 'Zoé', 'pair:affiliatedBy': {'@id': 'https://x.org/amap'}},
            {'@id': 'https://x.org/thing', '@type': 'pair:Idea', 'pair:label': 'Idée'}]}))
        amap = actors['Amap de l’Été']
        self.assertEqual((amap['lat'], amap['lon'], amap['locality'], amap['themes']), (44.75, 5.37, 'Die', ['pain']))
        self.assertIn('kept', amap['note'])
        people = json.loads(self.everything())['records']['person']
        self.assertEqual([p.get('display_name') for p in people], ['Zoé'])
        self.assertIn('actor', people[0])
        self.assertTrue(any('left out' in line for line in self.report['about']))


class Links(Case):
    def test_ends_that_nobody_is_are_offered(self):
        self.run_cli('add', 'f.maillage', 'actor', 'name=Amap')
        source = self.write('l.csv', 'from;to;type\nAmap;Ferme;achat\nAmap;Four;don\n')
        said = self.run_cli('import', 'f.maillage', source)
        self.assertIn('--create-missing', said)
        self.assertIn('2 partnerships', said)
        self.run_cli('import', 'f.maillage', source, '--create-missing')
        records = json.loads(self.everything())['records']
        self.assertEqual(sorted(a['name'] for a in records['actor']), ['Amap', 'Ferme', 'Four'])
        self.assertEqual(len(records['partnership']), 2)
        again = json.loads(self.run_cli('import', 'f.maillage', source, '--create-missing', '--json'))
        self.assertEqual((again['added'], again['changed'], again['rejected']), (0, 0, 0))
        self.run_cli('undo', 'f.maillage')
        self.assertEqual(len(json.loads(self.everything())['records']['actor']), 1)

    def test_keys_of_another_file_are_nobody(self):
        source = self.write('partnership.csv', 'id;a;b\n01a2048c-4f7b-7000-899e-6effd50d8f9c;a-cresol;a-mes\n')
        report = json.loads(self.run_cli('import', 'f.maillage', source, '--json'))
        self.assertEqual((report['added'], report['rejected']), (0, 1))
        self.assertNotIn('absent', report)


class WholeFiles(Case):
    def test_a_workbook_of_everything_fills_an_empty_file(self):
        os.remove(os.path.join(self.folder.name, 'f.maillage'))
        self.run_cli('new', 'f.maillage', '--demo')
        before = self.everything()
        for form in ('xlsx', 'ods'):
            self.run_cli('export', 'f.maillage', 'all.' + form, '--format', form)
        for form in ('xlsx', 'ods'):
            os.remove(os.path.join(self.folder.name, 'f.maillage'))
            self.run_cli('new', 'f.maillage')
            self.run_cli('import', 'f.maillage', 'all.' + form)
            self.assertEqual(json.loads(self.everything())['records'], json.loads(before)['records'], form)

    def test_an_unknown_end_of_a_link_is_said(self):
        actors = self.bring('map.json', json.dumps({'elements': [{'_id': 'e1', 'attributes': {'label': 'Amap'}}],
                                                    'connections': [{'_id': 'c1', 'from': 'e1', 'to': 'Mairie', 'attributes': {}}]}))
        self.assertEqual(set(actors), {'Amap', 'Mairie'})
        self.assertTrue(any('stands in the links only' in line for line in self.report['about']))


if __name__ == '__main__':
    unittest.main()
