"""A monograph of about 100 pages published as a user does it — the command line, start-up included —
beside LibreOffice converting our ODT of the same monograph, turn by turn. Best and median of each."""

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

N_SECTIONS = 90
N_RUNS = 3
WORDS = ('coopération territoire laine atelier œuvre l’épicerie habitants de la et partenariat aujourd’hui manœuvre élus à '
         'reconfiguration jardin **essentiel** _parfois_ partagé').split()


def section(chance, number):
    paragraphs = [begin + ' '.join(chance.choice(WORDS) for _ in range(60)) for begin in ('', '', '- ', '> ', '')]
    body = '\n\n'.join(paragraphs) + ' fin[^1].\n\n[^1]: Entretien avec une habitante du quartier, à l’atelier.'
    return {'key': 's-%d' % number, 'monograph': 'mo-1', 'position': str(number), 'heading': 'Rubrique %d' % (number // 4 + 1),
            'title': 'Quels étaient les modes de régulation des points de friction ?', 'body': body}


def timed(command, environment):
    start = time.monotonic()
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (time.monotonic() - start) * 1000


def main():
    cli = os.path.join(sys.argv[1], 'src', 'cli', 'maillage-cli')
    office = shutil.which('soffice')
    chance = random.Random(7)
    records = {'monograph': [{'key': 'mo-1', 'title': 'Cent pages sur la coopération'}],
               'monograph_section': [section(chance, i) for i in range(N_SECTIONS)]}
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, XDG_DATA_HOME=folder + '/data', XDG_CACHE_HOME=folder + '/cache')
        source, file, odt = (os.path.join(folder, name) for name in ('m.json', 'm.maillage', 'm.odt'))
        with open(source, 'w', encoding='utf-8') as out:
            json.dump({'format': 'maillage', 'version': 1, 'title': 'Essai', 'records': records}, out)
        for command in (['new', file], ['import', file, source], ['monograph', file, 'mo-1', odt]):
            timed([cli] + command, environment)
        ours, theirs = [], []
        # The first run of each fills caches and makes a profile.
        for turn in range(N_RUNS + 1):
            ours.append(timed([cli, 'monograph', file, 'mo-1', folder + '/ours.pdf'], environment))
            if office is not None:
                theirs.append(timed([office, '-env:UserInstallation=file://%s/profile' % folder, '--headless', '--convert-to', 'pdf',
                                     '--outdir', folder, odt], environment))
        ours, theirs = sorted(ours[1:]), sorted(theirs[1:])
        figure = {'name': 'a monograph of 90 pages published from the command line', 'value': ours[0], 'unit': 'ms', 'hold': 1000}
        if theirs:
            print('# best: %.0f ms, LibreOffice %.0f ms, %.1f times faster; median: %.0f ms, LibreOffice %.0f ms, %.1f times faster'
                  % (ours[0], theirs[0], theirs[0] / ours[0], statistics.median(ours), statistics.median(theirs),
                     statistics.median(theirs) / statistics.median(ours)))
            figure.update(peer=theirs[0], peer_name='LibreOffice', hold=theirs[0] / 10)
        print(json.dumps(figure))


main()
