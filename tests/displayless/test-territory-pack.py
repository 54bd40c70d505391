"""With the pack built from the official data, every commune of France is where it is.

Skipped where ../shared/territory is absent.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

CLI = sys.argv[1]
SOURCE = os.path.join(os.environ.get('MLG_SHARED', '../shared'), 'territory')

if not os.path.isdir(SOURCE):
    print(f'no {SOURCE}: skipped')
    sys.exit(77)

folder = tempfile.mkdtemp(prefix='mlg-pack-')
environment = dict(os.environ, XDG_DATA_HOME=os.path.join(folder, 'data'), LC_ALL='C.UTF-8')
environment.pop('MAILLAGE_TERRITORY', None)


def cli(*arguments):
    run = subprocess.run([CLI, *arguments, '--json'], env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def first(text):
    places = cli('territory', 'find', text)['places']
    assert places, text
    return places[0]


pack = os.path.join(folder, 'france.pack')
begin = time.monotonic()
report = cli('territory', 'build', pack, '--from', SOURCE)
took = time.monotonic() - begin
size = os.path.getsize(pack) / 1e6
print(f'built in {took:.1f} s, {size:.1f} MB: {report}')
assert took <= 30, took
assert size <= 35, size
assert report['communes'] == 34875 and report['epci'] == 1255, report

info = cli('territory', 'info')
assert info['pack'] and info['communes'] == 34875 and info['epci'] == 1255, info
assert 'IGN' in info['attribution']

saugues = first('saugues')
assert saugues['code'] == '43234', saugues
assert abs(saugues['lat'] - 44.960) < 0.001 and abs(saugues['lon'] - 3.547) < 0.001, saugues
assert saugues['precision'] == 'commune', saugues

words = subprocess.run([CLI, 'territory', 'find', 'saugues'], env=environment, capture_output=True, text=True, check=True).stdout
assert words.startswith('43234\t') and '44.960, 3.547' in words.splitlines()[0], words
prefixed = [place['code'] for place in cli('territory', 'find', '4317')['places']]
assert '43234' in prefixed, prefixed                      # 43170 is its postal code
former = [place for place in cli('territory', 'find', 'vazeilles-près-saugues')['places']]
assert former[0]['kind'] == 'former_commune' and former[0]['code'] == '43255', former
assert first('midi-pyrénées')['kind'] == 'former_region'
assert first('paris 11')['code'] == '75111'
assert first('75011')['code'] == '75111'
assert first('marseille 13001')['code'] == '13201'
assert first('2A004')['name'] == 'Ajaccio'
assert first('st denis 974')['code'] == '97411'

# Damaged, the pack is said to be so, and the places that ship with the program answer.
installed = os.path.join(folder, 'data', 'maillage', 'territory.pack')
with open(installed, 'r+b') as file:
    file.truncate(5000)
again = subprocess.run([CLI, 'territory', 'find', 'saugues', '--json'], env=environment, capture_output=True, text=True)
assert again.returncode == 0 and json.loads(again.stdout)['places'][0]['code'] == '43234', again
print('ok')
