#!/usr/bin/env python3
"""What is given to those without the program: GDAL opens the GeoPackage, a browser without network reads the page."""

import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import chromium

CLI = sys.argv[1]
VALIDATORS = ('/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py',
              '/usr/share/doc/python3-gdal/examples/validate_gpkg.py')
MAX_PAGE = 1500 * 1024
MAX_SEARCH_MS = 50

folder = tempfile.TemporaryDirectory(prefix='maillage-reading-')
for name in ('DATA', 'CACHE', 'CONFIG'):
    os.environ['XDG_%s_HOME' % name] = os.path.join(folder.name, name.lower())


def path(name):
    return os.path.join(folder.name, name)


def cli(*arguments):
    done = subprocess.run([CLI, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, (arguments, done.stderr)
    return done.stdout


def make_large(file, n):
    """Actors as people write them, placed all over the country, with partnerships between neighbours."""
    words = 'atelier partagé jardin école laine épicerie fabrique coopérative habitat énergie mobilité café œuvre'.split()
    actors, ties = [], []
    for i in range(n):
        text = ' '.join(words[(i * k) % len(words)] for k in range(1, 40))
        actors.append({'key': 'a%d' % i, 'name': 'Épreuve n° %d, l’%s de %s' % (i, words[i % 13], words[(i // 13) % 13]),
                       'kind': 'organisation', 'description': text, 'lat': 43.5 + (i * 37 % 600) / 100.0,
                       'lon': -1 + (i * 91 % 700) / 100.0, 'precision': 'exact', 'website': 'https://exemple%d.fr/' % i,
                       'category': 'project_bearers' if i % 3 else 'local_authorities'})
        if i:
            ties.append({'key': 't%d' % i, 'a': 'a%d' % i, 'b': 'a%d' % (i // 2), 'state': 'active' if i % 2 else 'wished'})
    source = path('grand.json')
    with open(source, 'w', encoding='utf-8') as out:
        json.dump({'format': 'maillage', 'version': 1, 'title': 'Grand', 'records': {'actor': actors, 'partnership': ties}}, out)
    cli('new', file)
    cli('import', file, source)


# ---- tables and layers

def check_geopackage(file):
    for level in ('complete', 'partners', 'public'):
        out = path(level + '.gpkg')
        cli('export', file, out, '--level', level)
        with open(out, 'rb') as made:
            assert made.read()[68:72] == b'GPKG'
        validator = next((one for one in VALIDATORS if os.path.exists(one)), None)
        if validator is None or not os.path.exists('/usr/bin/ogrinfo'):
            print('# GDAL and its validator are not installed: the GeoPackage is not validated')
            continue
        done = subprocess.run(['/usr/bin/python3', validator, '--extra', '--warning-as-error', out], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        layers = subprocess.run(['/usr/bin/ogrinfo', '-so', out], capture_output=True, text=True).stdout
        for kind in ('(Point)', '(Multi Polygon)', '(Line String)', '(None)'):
            assert kind in layers, (kind, layers)


def check_tables(file):
    out = path('tables.zip')
    cli('export', file, out, '--level', 'public')
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert 'actor.csv' in names and 'partnership.csv' in names, names
        assert 'person.csv' not in names, names
        assert len(archive.read('actor.csv').decode('utf-8-sig').strip().split('\r\n')) == 72


# ---- the page

def check_page(browser, out, n_actors, axe):
    browser.open(out)
    assert browser.run('document.querySelectorAll(".cards li").length') == min(n_actors, 60)
    for view in ('directory', 'map', 'graph', 'stories', 'more', 'about', 'actor/0', 'partnership/0'):
        browser.go('#' + view)
        assert browser.run('document.activeElement.tagName') == 'H1', view
        assert browser.run('document.documentElement.scrollWidth <= innerWidth'), view + ' is wider than the window'
        assert 'undefined' not in browser.run('document.querySelector("main").innerText') , view
        assert '[object' not in browser.run('document.querySelector("main").innerText') , view
        if axe:
            browser.run(axe + ';0')
            found = browser.run('axe.run(document).then((all) => [all.passes.length, all.violations.map((one) => '
                                '[one.id, one.nodes[0].html.slice(0, 200)])])')
            assert found[0] > 10 and found[1] == [], (view, found)
    assert browser.requests() == [], browser.requests()
    assert browser.complaints() == [], browser.complaints()


def search(browser, text):
    """Milliseconds from the key to the drawn list, and the names found."""
    browser.go('#directory')
    return browser.run('''new Promise((done) => {
      const entry = document.getElementById('search');
      const before = performance.now();
      entry.value = %s;
      entry.dispatchEvent(new Event('input'));
      document.querySelector('.cards').getBoundingClientRect();
      done([performance.now() - before, [...document.querySelectorAll('.cards a')].map((one) => one.textContent)]);
    })''' % json.dumps(text))


def check_demo_page(browser, out, axe):
    check_page(browser, out, 71, axe)
    assert 'Ardelaine' in search(browser, 'ARDELAINE')[1]
    assert search(browser, 'le mat drome')[1] == ['Le Mat Drôme']
    assert search(browser, 'personne ne s’appelle ainsi')[1] == []
    search(browser, '')
    browser.go('#map')
    assert browser.run('document.querySelectorAll(".plot .node").length + document.querySelectorAll(".plot .badge").length') > 15
    browser.go('#graph')
    assert browser.run('document.querySelectorAll(".tie").length') == 52
    assert browser.run('document.querySelectorAll(".node").length') == 71
    browser.run('document.querySelectorAll("input[name=facts]")[1].click()')
    browser.settle()
    assert browser.run('document.querySelectorAll(".tie").length') == 35
    browser.go('#stories')
    browser.run('document.querySelector(".cards a").click()')
    browser.settle()
    assert browser.run('document.querySelectorAll("article h3").length') >= 7


def check_pages(file):
    demo, large = path('demo.html'), path('grand.html')
    cli('export', file, demo, '--level', 'public')
    make_large(path('grand.maillage'), 1000)
    cli('export', path('grand.maillage'), large, '--level', 'public')
    for one in (demo, large):
        assert os.path.getsize(one) <= MAX_PAGE, (one, os.path.getsize(one))
    with open(demo, encoding='utf-8') as page:
        assert "default-src 'none'" in page.read()

    program = chromium.find()
    if program is None:
        print('# no Chromium: the page was made and not opened')
        return
    axe = os.environ.get('MLG_AXE')
    axe = open(axe, encoding='utf-8').read() if axe else None
    if axe is None:
        print('# MLG_AXE does not name axe.min.js: accessibility is not checked')
    for width, dark in ((1280, False), (360, True)):
        browser = chromium.Chromium(program, width, 800, dark)
        try:
            check_demo_page(browser, demo, axe)
            check_page(browser, large, 1000, None)
            times = [min(search(browser, text)[0] for _ in range(5))        # the machine may be busy with other things
                     for text in ('l', 'la', 'epreuve n° 7', 'oeuvre', 'zzz', 'cafe jardin')]
            print('# search among 1000 actors at %d px: at most %.1f ms; page %d kB' % (width, max(times), os.path.getsize(large) // 1024))
            assert max(times) <= MAX_SEARCH_MS, times
        finally:
            browser.close()


def main():
    file = path('demo.maillage')
    cli('new', file, '--demo')
    check_geopackage(file)
    check_tables(file)
    check_pages(file)


started = time.time()
main()
print('# %.1f s' % (time.time() - started))
