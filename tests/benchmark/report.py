"""Runs the benchmark programs one after the other and prints their figures, each beside its peer's and
beside the number to hold (DESIGN §9), as a table; the same as JSON in figures.json of the build folder.

A program (a Python one is told the build folder) prints one JSON object a line: {"name", "value", "unit", "hold"?, "peer"?, "peer_name"?}.
A figure over its number is marked, not failed: a benchmark measures a machine as much as a program."""

import json
import os
import subprocess
import sys

folder, programs = sys.argv[1], sys.argv[2:]
figures, broken = [], []

for program in programs:
    command = [sys.executable, program, folder] if program.endswith('.py') else [program]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode not in (0, 77):
        broken.append('%s ended with %d' % (os.path.basename(program), done.returncode))
    for line in done.stdout.splitlines():
        if line.startswith('{'):
            figures.append(json.loads(line))


def text(value, unit=''):
    if value is None:
        return ''
    return ('%.3f' % value if abs(value) < 10 else '%.1f' % value) + (' ' + unit if unit else '')


rows = [('figure', 'ours', 'to hold', 'peer', '')]
for figure in figures:
    hold, value = figure.get('hold'), figure['value']
    peer = figure.get('peer')
    held = '' if hold is None else 'held' if value <= hold else 'NOT HELD'
    rows.append((figure['name'], text(value, figure.get('unit', '')), text(hold),
                 text(peer) + (' ' + figure['peer_name'] if peer is not None and figure.get('peer_name') else '')
                 + (' (%.1f times)' % (peer / value) if peer is not None and value > 0 else ''), held))

widths = [max(len(row[i]) for row in rows) for i in range(5)]
for row in rows:
    print('  '.join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())

with open(os.path.join(folder, 'figures.json'), 'w', encoding='utf-8') as out:
    json.dump(figures, out, ensure_ascii=False, indent=1)

for line in broken:
    print(line)
sys.exit(1 if broken else 0)
