"""The tree keeps its shape: top level, sizes, no machine path, README and commands that agree."""

import os
import re

from style import SOURCE, files, finish, read, run

problems = []

TOP = {'meson.build', 'meson_options.txt', 'src', 'ui', 'data', 'po', 'tests', 'README.md', 'COPYING'}
code, tracked = run('git', '-C', SOURCE, 'ls-files')
if code == 0 and tracked:
    for name in sorted({line.split('/')[0] for line in tracked.splitlines()}):
        if name not in TOP and not name.startswith('.'):
            problems.append('the top level holds more than was agreed: ' + name)

sources = files('src', '.c', '.h')
sizes = {path: read(path).count('\n') for path in sources}
for path, lines in sizes.items():
    if lines > 1000:
        problems.append('%s has %d lines: something in it wants a name of its own' % (path, lines))
long_ones = [path for path, lines in sizes.items() if lines > 700]
if len(long_ones) * 10 > len(sources):
    problems.append('more than one file in ten has over 700 lines: ' + ', '.join(long_ones))

PATHS = re.compile(r'(^|[^A-Za-z0-9_.])/(work|farm|root)/')
UNFINISHED = re.compile(r'\b(TODO|FIXME|XXX)\b|not (yet )?implemented|lorem ipsum', re.I)
for path in sources + files('ui', '.ui', '.css') + files('tests', '.c', '.py') + files('data', '.sh', '.py'):
    if path.endswith('test-tree.py'):
        continue
    text = read(path)
    if PATHS.search(text):
        problems.append('a machine path in ' + path)
    if path.startswith('src') and UNFINISHED.search(text):
        problems.append('unfinished mark in ' + path)

readme = read('README.md') if os.path.exists(os.path.join(SOURCE, 'README.md')) else ''
for command in ('sh data/setup.sh run', 'sh data/setup.sh test'):
    if command not in readme:
        problems.append('README.md does not give: ' + command)
for picture in re.findall(r'data/screenshots/[\w.-]+', readme):
    if not os.path.exists(os.path.join(SOURCE, picture)):
        problems.append('README.md shows a picture that is not there: ' + picture)
for folder in sorted({os.path.dirname(path) for path in sources}):
    if folder.count('/') <= 2 and folder not in ('src/ui',) and folder not in readme:
        problems.append('the tour of README.md lacks ' + folder)

finish(problems)
