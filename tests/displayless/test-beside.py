#!/usr/bin/env python3
"""Another file opened beside: an example is brought home with its source, in one command; the other is never written."""

import hashlib
import json
import os
import stat
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
folder = tempfile.TemporaryDirectory(prefix='maillage-beside-')
for name in ('DATA', 'CACHE', 'CONFIG'):
    os.environ['XDG_%s_HOME' % name] = os.path.join(folder.name, name.lower())


def path(*names):
    return os.path.join(folder.name, *names)


def run(*arguments):
    return subprocess.run([CLI, *arguments], capture_output=True, text=True)


def cli(*arguments):
    done = run(*arguments)
    assert done.returncode == 0, (arguments, done.stderr)
    return done.stdout


def rows(file, entity):
    return json.loads(cli('list', file, entity, '--json'))['rows']


def snapshot(start):
    """Names, bytes and times of all that is in a folder."""
    seen = {}
    for name in sorted(os.listdir(start)):
        with open(os.path.join(start, name), 'rb') as content:
            seen[name] = (hashlib.sha256(content.read()).hexdigest(), os.stat(os.path.join(start, name)).st_mtime_ns)
    return seen


def main():
    os.mkdir(path('ailleurs'))
    other, mine = path('ailleurs', 'valence.maillage'), path('mien.maillage')
    cli('new', other, '--demo')
    cli('new', mine, '--title', 'Le mien')
    actor = json.loads(cli('add', mine, 'actor', 'name=Déjà là', '--json'))['id']

    os.chmod(other, stat.S_IRUSR)
    os.chmod(path('ailleurs'), stat.S_IRUSR | stat.S_IXUSR)
    before = snapshot(path('ailleurs'))
    example = rows(other, 'initiative')[0]
    made = json.loads(cli('copy', mine, other, 'initiative', example['id'], '--json'))['id']
    assert snapshot(path('ailleurs')) == before

    copied = rows(mine, 'initiative')
    assert len(copied) == 1 and copied[0]['id'] == made and copied[0]['name'] == example['name'], copied
    assert copied[0]['provenance'] == 'elsewhere'
    documents, sources = rows(mine, 'document'), rows(mine, 'source_link')
    assert [one['file'] for one in documents] == ['valence.maillage'], documents
    assert len(sources) == 1 and sources[0]['quote'] and sources[0]['target'].endswith(made), sources
    assert sources[0]['document'] == documents[0]['id']

    # A second example has the same document; nothing personal comes with an actor.
    cli('copy', mine, other, 'actor', 'a-ardelaine')
    assert len(rows(mine, 'document')) == 1 and len(rows(mine, 'actor')) == 2
    assert rows(mine, 'person') == []
    assert run('copy', mine, other, 'person', 'p-lefur').returncode == 2
    assert snapshot(path('ailleurs')) == before

    # One undo takes an example back, with its source.
    cli('undo', mine)
    assert [one['id'] for one in rows(mine, 'actor')] == [actor]
    assert len(rows(mine, 'source_link')) == 1
    os.chmod(path('ailleurs'), stat.S_IRWXU)


main()
