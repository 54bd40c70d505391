"""The three monographs of the demonstration, published in five formats: the same words, headings, notes and images in
each; what other programs say of the files. Programs that are not there are said to be missing, and their check skipped."""

import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ET
import zipfile

PROGRAM = os.path.abspath(sys.argv.pop(1))
MONOGRAPHS = {'mo-laine': 3, 'mo-entraide': 5, 'mo-matdrome': 4}      # figures that are images: tables are text
ODF = {'office': 'urn:oasis:names:tc:opendocument:xmlns:office:1.0', 'text': 'urn:oasis:names:tc:opendocument:xmlns:text:1.0',
       'draw': 'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0', 'svg': 'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0',
       'table': 'urn:oasis:names:tc:opendocument:xmlns:table:1.0'}
W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
WP = '{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}'
WRITER = '/usr/lib/libreoffice/program/libswlo.so'


class Page(html.parser.HTMLParser):
    """What a reader of the page hears."""

    def __init__(self, text):
        super().__init__()
        self.headings, self.images, self.ids, self.addresses, self.open = [], [], [], [], []
        self.notes = self.tables = 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if 'id' in attributes:
            self.ids.append(attributes['id'])
        if re.fullmatch('h[1-6]', tag):
            self.headings.append([int(tag[1]), ''])
            self.open.append(tag)
        if tag == 'img':
            self.images.append(attributes)
        self.tables += tag == 'table'
        self.notes += tag == 'li' and attributes.get('id', '').startswith('note-')
        self.addresses += [attributes[name] for name in ('href', 'src') if name in attributes]

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data):
        # A note is no part of a heading.
        if self.open and not data.isdigit():
            self.headings[-1][1] += data


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix='mlg-monograph-')
        cls.env = dict(os.environ, XDG_DATA_HOME=cls.folder + '/data', XDG_CACHE_HOME=cls.folder + '/cache', LC_ALL='C.UTF-8')
        cls.file = os.path.join(cls.folder, 'demo.maillage')
        cls.run_cli('new', cls.file, '--demo')

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def run_cli(cls, *args, code=0):
        done = subprocess.run([PROGRAM, *args], capture_output=True, env=cls.env, timeout=120)
        assert done.returncode == code, (args, done)
        return done.stdout.decode() if code == 0 else done.stderr.decode()

    def write(self, monograph, ending, *options):
        path = os.path.join(self.folder, f'{monograph}{"-".join(options)}.{ending}'.replace(',', '-'))
        self.run_cli('monograph', self.file, monograph, path, *options)
        return path

    def page(self, monograph, *options):
        with open(self.write(monograph, 'html', *options), encoding='utf-8') as out:
            return Page(out.read())

    def headings(self, monograph, *options):
        return [(level - 1, text.strip()) for level, text in self.page(monograph, *options).headings if level > 1]

    def program(self, name):
        path = shutil.which(name)
        if path is None:
            self.skipTest(f'{name} is not installed')
        return path


class Pages(Case):
    def test_a_pdf_is_sound_and_says_what_it_shows(self):
        qpdf = self.program('qpdf')
        for monograph, n_figures in MONOGRAPHS.items():
            path = self.write(monograph, 'pdf')
            self.assertEqual(subprocess.run([qpdf, '--check', path], capture_output=True).returncode, 0)
            with open(path, 'rb') as pdf:
                data = pdf.read()
            self.assertIn(b'/Lang (fr)', data)
            self.assertIn(b'/Outlines', data)
            alternatives = [bytes.fromhex(text.decode()).decode('utf-16') for text in re.findall(rb'/Alt <([0-9A-F]+)>', data)]
            self.assertEqual(len(alternatives), n_figures, monograph)
            for text in alternatives:
                self.assertGreater(len(text), 25)

    def test_figures_are_vectors(self):
        pdfimages = self.program('pdfimages')
        for monograph in MONOGRAPHS:
            done = subprocess.run([pdfimages, '-list', self.write(monograph, 'pdf')], capture_output=True, text=True)
            self.assertEqual(len(done.stdout.strip().splitlines()), 2, done.stdout)

    def test_the_text_of_a_pdf_comes_in_order_with_its_accents(self):
        pdftotext = self.program('pdftotext')
        for monograph in MONOGRAPHS:
            text = subprocess.run([pdftotext, self.write(monograph, 'pdf'), '-'], capture_output=True).stdout.decode()
            text = re.sub(r'\s+', ' ', text.replace('\u00ad\n', ''))
            at = text.index(self.headings(monograph)[0][1], text.index('Contents') + 200)
            for _, heading in self.headings(monograph):
                at = text.find(re.sub(r'\s+', ' ', heading), at)
                self.assertGreaterEqual(at, 0, heading)

    def test_headings_and_alternatives_are_in_the_structure(self):
        pdfinfo = self.program('pdfinfo')
        for monograph, n_figures in MONOGRAPHS.items():
            done = subprocess.run([pdfinfo, '-struct', self.write(monograph, 'pdf')], capture_output=True, text=True)
            self.assertNotIn('Warning', done.stderr)
            self.assertEqual(len(re.findall(r'^ *Figure', done.stdout, re.M)), n_figures)
            self.assertEqual(len(re.findall(r'^ *H[23] ', done.stdout, re.M)), len(self.headings(monograph)))

    def test_a_draft_has_seven_questions_and_a_published_version_lists_the_missing_one(self):
        draft, published = (self.page('mo-laine', *options) for options in (['--draft'], []))
        self.assertEqual(len([1 for level, _ in draft.headings if level == 3]), 7)
        self.assertEqual(len([1 for level, _ in published.headings if level == 3]), 6)
        with open(self.write('mo-laine', 'md', '--draft'), encoding='utf-8') as out:
            self.assertEqual(out.read().count('**To complete**'), 1)
        with open(self.write('mo-laine', 'md'), encoding='utf-8') as out:
            text = out.read()
        self.assertNotIn('To complete', text)
        self.assertIn('Comment définir l’innovation sociale', text)

    def test_a_page_is_accessible(self):
        for monograph in [*MONOGRAPHS, ','.join(MONOGRAPHS)]:
            for options in ([], ['--draft']):
                page = self.page(monograph, *options)
                self.assertEqual(len(page.ids), len(set(page.ids)))
                self.assertEqual([level for level, _ in page.headings].count(1), 1)
                for (before, _), (after, text) in zip(page.headings, page.headings[1:]):
                    self.assertLessEqual(after, before + 1, text)
                for image in page.images:
                    self.assertGreater(len(image['alt']), 25)
                for address in page.addresses:
                    self.assertRegex(address, r'^(#|data:image/|https?:|mailto:)')
                    if address.startswith('#'):
                        self.assertIn(address[1:], page.ids)

    def test_words_that_wait_keep_a_monograph_from_being_published(self):
        file = os.path.join(self.folder, 'attente.maillage')
        shutil.copy(self.file, file)
        self.run_cli('set', file, 'verbatim', 'v-04', 'consent=to_ask')
        for state in ('published', 'validated'):
            refused = self.run_cli('set', file, 'monograph', 'mo-laine', 'state=' + state, code=1)
            self.assertIn('Pascal LAFONT', refused)
        self.run_cli('set', file, 'monograph', 'mo-laine', 'state=review')
        # A list of somebody else does not publish it either: it is said, and the rest of the row is taken.
        table = os.path.join(self.folder, 'etats.csv')
        with open(table, 'w', encoding='utf-8') as out:
            out.write('id,title,subtitle,state\nmo-laine,Pôle Laine du Pays de Saugues,Un sous-titre,published\n')
        self.run_cli('import', file, table, '--what', 'monograph', '--map', 'id=key', '--key', 'key')
        rows = json.loads(self.run_cli('list', file, 'monograph', '--json'))['rows']
        self.assertEqual([(row['state'], row['subtitle']) for row in rows if row['id'] == 'mo-laine'], [('review', 'Un sous-titre')])
        self.run_cli('set', file, 'verbatim', 'v-04', 'consent=given')
        self.run_cli('set', file, 'monograph', 'mo-laine', 'state=published')

    def test_an_outline_goes_from_one_file_to_another(self):
        one, other = os.path.join(self.folder, 'un.maillage'), os.path.join(self.folder, 'autre.maillage')
        outline, page = os.path.join(self.folder, 'trame.json'), os.path.join(self.folder, 'nouvelle.md')
        shutil.copy(self.file, one)
        self.run_cli('new', other)
        kept = self.run_cli('keep-outline', one, 'mo-laine', 'Notre trame').strip()
        self.run_cli('export-outline', one, kept, outline)
        taken = self.run_cli('import-outline', other, outline).strip()
        listed = json.loads(self.run_cli('outlines', other, '--json'))['outlines']
        self.assertEqual([o['title'] for o in listed if o['in_file']], ['Notre trame'])
        written = self.run_cli('write', other, taken, '--title', 'Ailleurs').strip()
        self.run_cli('monograph', other, written, page, '--draft')
        with open(page, encoding='utf-8') as text:
            self.assertEqual(text.read().count('\n### '), 7)
        self.run_cli('import-outline', other, self.file, code=1)

    def test_short_is_shorter_and_a_collection_holds_all(self):
        self.assertLess(os.path.getsize(self.write('mo-laine', 'md', '--short')), os.path.getsize(self.write('mo-laine', 'md')))
        texts = [text for _, text in self.headings(','.join(MONOGRAPHS))]
        for monograph in MONOGRAPHS:
            for _, heading in self.headings(monograph):
                self.assertIn(heading, texts)


class OfficeFiles(Case):
    def odt(self, monograph, *options):
        with zipfile.ZipFile(self.write(monograph, 'odt', *options)) as archive:
            return ET.fromstring(archive.read('content.xml'))

    def test_an_odt_is_what_it_says(self):
        for monograph, n_figures in MONOGRAPHS.items():
            path = self.write(monograph, 'odt')
            with zipfile.ZipFile(path) as archive:
                first = archive.infolist()[0]
                self.assertEqual((first.filename, first.compress_type), ('mimetype', zipfile.ZIP_STORED))
                self.assertEqual(archive.read(first), b'application/vnd.oasis.opendocument.text')
                manifest = archive.read('META-INF/manifest.xml').decode()
                for name in archive.namelist():
                    if name.endswith('.xml'):
                        ET.fromstring(archive.read(name))
                    if name.startswith('Pictures/'):
                        self.assertIn(f'"{name}"', manifest)
            with open(path, 'rb') as out:
                self.assertEqual(out.read(38)[30:], b'mimetype')
            page, content = self.page(monograph), self.odt(monograph)
            headings = [(int(h.get('{%s}outline-level' % ODF['text'])), ''.join(t for t in own_text(h))) for h in content.iterfind('.//text:h', ODF)]
            self.assertEqual(headings, self.headings(monograph))
            frames = content.findall('.//draw:frame', ODF)
            self.assertEqual(len(frames), n_figures)
            for frame in frames:
                self.assertGreater(len(frame.find('svg:desc', ODF).text), 25)
                self.assertTrue(frame.find('draw:image', ODF).get('{http://www.w3.org/1999/xlink}href').endswith('.svg'))
            self.assertEqual(len(content.findall('.//text:note', ODF)), page.notes)
            self.assertEqual(len(content.findall('.//table:table', ODF)), page.tables)
            self.assertEqual(len(content.findall('.//text:index-body/text:p', ODF)), len(headings))

    def test_a_docx_is_what_it_says(self):
        for monograph, n_figures in MONOGRAPHS.items():
            with zipfile.ZipFile(self.write(monograph, 'docx')) as archive:
                names = archive.namelist()
                self.assertEqual(names[0], '[Content_Types].xml')
                for name in names:
                    if name.endswith(('.xml', '.rels')):
                        ET.fromstring(archive.read(name))
                body = ET.fromstring(archive.read('word/document.xml'))
                notes = ET.fromstring(archive.read('word/footnotes.xml'))
                relations = ET.fromstring(archive.read('word/_rels/document.xml.rels'))
                styles = archive.read('word/styles.xml').decode()
            for relation in relations:
                if relation.get('TargetMode') != 'External':
                    self.assertIn('word/' + relation.get('Target'), names)
            page = self.page(monograph)
            headings = []
            for paragraph in body.iter(W + 'p'):
                style = paragraph.find(f'{W}pPr/{W}pStyle')
                if style is not None and style.get(W + 'val').startswith('Heading'):
                    headings.append((int(style.get(W + 'val')[7:]), ''.join(t.text or '' for t in paragraph.iter(W + 't'))))
                if style is not None:
                    self.assertIn(f'w:styleId="{style.get(W + "val")}"', styles)
            self.assertEqual(headings, self.headings(monograph))
            shown = list(body.iter(WP + 'docPr'))
            self.assertEqual(len(shown), n_figures)
            for picture in shown:
                self.assertGreater(len(picture.get('descr')), 25)
            self.assertEqual(len([1 for note in notes if note.get(W + 'type') is None]), page.notes)
            self.assertEqual(len(list(body.iter(W + 'footnoteReference'))), page.notes)
            self.assertEqual(len(list(body.iter(W + 'tbl'))), page.tables)
            self.assertIn('w:val="fr-FR"', styles)

    def test_the_styles_of_a_template_are_taken(self):
        template = os.path.join(self.folder, 'modele.odt')
        with zipfile.ZipFile(template, 'w') as archive:
            archive.writestr('mimetype', 'application/vnd.oasis.opendocument.text')
            archive.writestr('styles.xml', '<marque/>')
        path = os.path.join(self.folder, 'avec.odt')
        self.run_cli('monograph', self.file, 'mo-laine', path, '--template', template)
        with zipfile.ZipFile(path) as archive:
            self.assertEqual(archive.read('styles.xml'), b'<marque/>')
        self.run_cli('monograph', self.file, 'mo-laine', path, '--template', self.file, code=1)
        self.run_cli('monograph', self.file, 'mo-laine', os.path.join(self.folder, 'x.pdf'), '--template', template, code=2)

    def test_a_french_model_of_word_is_understood(self):
        model = os.path.join(self.folder, 'modele.docx')
        with zipfile.ZipFile(model, 'w') as archive:
            archive.writestr('word/styles.xml', '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                             '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
                             '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style></w:styles>')
        path = os.path.join(self.folder, 'avec.docx')
        self.run_cli('monograph', self.file, 'mo-laine', path, '--template', model)
        with zipfile.ZipFile(path) as archive:
            body, styles = archive.read('word/document.xml').decode(), archive.read('word/styles.xml').decode()
        self.assertIn('w:val="Titre1"', body)
        used = set(re.findall(r'w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', body))
        for name in used:
            self.assertIn(f'w:styleId="{name}"', styles)

    def test_libreoffice_reads_the_same_headings_notes_and_images(self):
        soffice = self.program('soffice')
        if not os.path.exists(WRITER):
            self.skipTest('LibreOffice Writer is not installed')
        for monograph, n_figures in MONOGRAPHS.items():
            for ending in ('odt', 'docx'):
                path = self.write(monograph, ending)
                out = os.path.join(self.folder, 'office-' + ending)
                done = subprocess.run([soffice, '--headless', f'-env:UserInstallation=file://{self.folder}/profile', '--convert-to', 'fodt',
                                       '--outdir', out, path], capture_output=True, timeout=180)
                self.assertEqual(done.returncode, 0, done)
                content = ET.parse(os.path.join(out, monograph + '.fodt')).getroot()
                headings = [re.sub(r'\s+', ' ', ''.join(own_text(h))).strip() for h in content.iterfind('.//text:h', ODF)]
                self.assertEqual([h for h in headings if h], [re.sub(r'\s+', ' ', text) for _, text in self.headings(monograph)], (monograph, ending))
                self.assertEqual(len(content.findall('.//text:note', ODF)), self.page(monograph).notes, (monograph, ending))
                self.assertEqual(len(content.findall('.//draw:frame/svg:desc', ODF)), n_figures, (monograph, ending))


def own_text(element):
    """Words of a heading, notes left out."""
    if element.tag == '{%s}note' % ODF['text']:
        return
    yield element.text or ''
    for child in element:
        yield from own_text(child)
        yield child.tail or ''


if __name__ == '__main__':
    unittest.main(verbosity=2)
