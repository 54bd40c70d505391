"""Three copies of one file, edited for a day by scripts, merged in every order and through one another: the same
file comes out, every edit is accounted for, and the conflicts listed are those a second opinion finds.

The second opinion knows nothing of journals: it remembers which edits each copy had seen when it wrote, and
works out from that alone what must be in conflict, deleted or brought back.

    test-three-copies.py MAILLAGE-CLI [SEED]          (MLG_EDITS: how many, for each copy)
"""

import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
SEED = int(sys.argv[2] if len(sys.argv) > 2 else os.environ.get('MLG_SEED', 0)) or random.SystemRandom().randrange(1, 2 ** 31)
EDITS = int(os.environ.get('MLG_EDITS', 24))
AUTHORS = {'a': 'Anne', 'b': 'Bilal', 'c': 'Chloé'}
FIELDS = ['acronym', 'website', 'purpose', 'description']
TEXTS = {'purpose', 'description'}

rand = random.Random(SEED)
folder = tempfile.mkdtemp(prefix='mlg-three-')
env = dict(os.environ, XDG_DATA_HOME=folder + '/data', XDG_CACHE_HOME=folder + '/cache', LC_ALL='C.UTF-8')
env.pop('LANGUAGE', None)


def cli(*args, author='Épreuve'):
    done = subprocess.run([PROGRAM, *args], capture_output=True, env=dict(env, MAILLAGE_AUTHOR=author), timeout=300)
    assert done.returncode == 0, (args, done.stdout.decode(), done.stderr.decode())
    return done.stdout.decode()


def answer(*args, **more):
    return json.loads(cli(*args, '--json', **more))


def path(name):
    return os.path.join(folder, name + '.maillage')


# ---- the second opinion

class Edit:
    """What somebody did to a cell (field) or a row (field None: 'add' or 'delete'), and what they had seen of it."""

    def __init__(self, row, field, value, author, seen):
        self.row, self.field, self.value, self.author, self.seen = row, field, value, author, frozenset(seen)


class Copy:
    def __init__(self, name, known=()):
        self.name, self.known = name, set(known)


def edits_of(known, row, field=None, every=False):
    return [e for e in known if e.row == row and (every or e.field == field)]


def heads(edits):
    return [e for e in edits if not any(e in other.seen for other in edits)]


def cell_heads(known, row, field):
    return heads([e for e in edits_of(known, row, field)])


def deletion(known, row):
    """'live', 'deleted' or 'revived': deleted by one, changed by another who did not know."""
    deletions = [e for e in edits_of(known, row, 'deleted')]
    last = heads(deletions)
    if not last:
        return 'live'
    contexts = set().union(*(e.seen for e in last))
    fields = {e.field for e in edits_of(known, row, every=True)} - {'deleted'}
    unseen = [h for f in fields for h in cell_heads(known, row, f) if h not in contexts]
    return 'revived' if unseen else 'deleted'


def expected_conflicts(known):
    found = set()
    for row in {e.row for e in known}:
        state = deletion(known, row)
        if state == 'deleted':
            continue
        if state == 'revived':
            found.add((row, None))
        for field in {e.field for e in edits_of(known, row, every=True)} - {'deleted', 'added', 'themes'}:
            if len({h.value for h in cell_heads(known, row, field)}) > 1:
                found.add((row, field))
    return found


# ---- a day of work

counter = itertools.count(1)


def add(copy):
    name = 'Acteur %d de %s' % (next(counter), AUTHORS[copy.name])
    row = answer('add', path(copy.name), 'actor', 'name=' + name, author=AUTHORS[copy.name])['id']
    copy.known.add(Edit(row, 'added', name, AUTHORS[copy.name], ()))


def live_rows(copy):
    return sorted(r for r in {e.row for e in copy.known} if deletion(copy.known, r) != 'deleted')


def write(copy):
    row = rand.choice(live_rows(copy))
    field = rand.choice(FIELDS)
    now = cell_heads(copy.known, row, field)
    n = next(counter)
    if field == 'website':
        value = 'https://exemple.fr/%d' % n
    elif field in TEXTS:
        value = 'Premier paragraphe %d.\n\nSecond paragraphe de %s.' % (n, AUTHORS[copy.name])
    else:
        # Both sides may well type the same word: that is no conflict.
        value = 'PAREIL' if rand.random() < 0.3 and not any(h.value == 'PAREIL' for h in now) else 'S%d' % n
    cli('set', path(copy.name), 'actor', row, field + '=' + value, author=AUTHORS[copy.name])
    copy.known.add(Edit(row, field, value, AUTHORS[copy.name], edits_of(copy.known, row, field)))


def delete(copy):
    row = rand.choice(live_rows(copy))
    # A row brought back by somebody's edit is decided by deleting it again: everything is seen then.
    cli('delete', path(copy.name), 'actor', row, author=AUTHORS[copy.name])
    copy.known.add(Edit(row, 'deleted', True, AUTHORS[copy.name], edits_of(copy.known, row, every=True)))


def merge(copy, other):
    report = answer('merge', path(copy.name), path(other.name), author=AUTHORS[copy.name])
    assert report['related'], report
    copy.known |= other.known


def work(copies):
    for _ in range(EDITS * len(copies)):
        copy = rand.choice(copies)
        dice = rand.random()
        if dice < 0.15 or not live_rows(copy):
            add(copy)
        elif dice < 0.85:
            write(copy)
        elif dice < 0.93:
            delete(copy)
        else:
            merge(copy, rand.choice([c for c in copies if c is not copy]))


# ---- what comes out

def state(name):
    out = os.path.join(folder, 'out.json')
    if os.path.exists(out):
        os.unlink(out)
    cli('export', path(name), out, '--format', 'json', '--level', 'complete')
    with open(out, encoding='utf-8') as text:
        records = json.load(text)['records']
    for rows in records.values():
        rows.sort(key=lambda row: row.get('id') or row.get('key'))
    conflicts = answer('conflicts', path(name))['conflicts']
    listed = sorted((c['uuid'], c['field'] or '', c['kind'], tuple(sorted(str(v['after']) for v in c['values']))) for c in conflicts)
    assert answer('check', path(name))['ok'], name
    return json.dumps(records, sort_keys=True), json.dumps(listed)


def copy_file(source, name):
    shutil.copyfile(path(source), path(name))


def merged_in_every_order():
    """Each copy with the two others, in both orders; and through one another."""
    for first, second, third in itertools.permutations('abc'):
        name = 'ordre-' + first + second + third
        copy_file(first, name)
        cli('merge', path(name), path(second))
        cli('merge', path(name), path(third))
        yield name
    for first, second, third in itertools.permutations('abc'):
        between, name = 'entre-' + first + second, 'par-' + first + second + third
        copy_file(second, between)
        cli('merge', path(between), path(first))
        copy_file(third, name)
        cli('merge', path(name), path(between))
        yield name


def assert_accounted_for(name, known):
    """Every edit is in the history, under its author's name."""
    history = set()
    for entry in answer('history', path(name))['entries']:
        history.add((entry['uuid'], entry['field'], entry['kind'], entry['after'], entry['author']))
    for edit in known:
        if edit.field == 'added':
            wanted = (edit.row, None, 'added', edit.value, edit.author)
        elif edit.field == 'deleted':
            wanted = (edit.row, None, 'deleted', None, edit.author)
        else:
            wanted = (edit.row, edit.field, 'set', edit.value, edit.author)
        assert wanted in history, wanted


def main():
    print('seed %d, %d edits for each copy' % (SEED, EDITS), flush=True)
    cli('new', path('base'), '--title', 'Base')
    base = Copy('base')
    for _ in range(6):
        name = 'Acteur %d' % next(counter)
        row = answer('add', path('base'), 'actor', 'name=' + name)['id']
        base.known.add(Edit(row, 'added', name, 'Épreuve', ()))
    copies = []
    for name in AUTHORS:
        copy_file('base', name)
        copies.append(Copy(name, base.known))

    work(copies)
    known = set().union(*(c.known for c in copies))

    expected = None
    for name in merged_in_every_order():
        found = state(name)
        if expected is None:
            expected, first = found, name
        assert found[0] == expected[0], 'records differ between %s and %s' % (first, name)
        assert found[1] == expected[1], 'conflicts differ between %s and %s:\n%s\n%s' % (first, name, expected[1], found[1])

    again = answer('merge', path(first), path('par-abc'))
    assert (again['added'], again['changed'], again['deleted'], again['conflicts']) == (0, 0, 0, 0), again

    listed = {(c['uuid'], c['field']) for c in answer('conflicts', path(first))['conflicts']}
    wanted = expected_conflicts(known)
    assert listed == wanted, 'not listed: %s; listed without reason: %s' % (wanted - listed, listed - wanted)

    rows = {r['uuid'] if 'uuid' in r else r['id'] for r in answer('list', path(first), 'actor')['rows']}
    live = {r for r in {e.row for e in known} if deletion(known, r) != 'deleted'}
    assert rows == live, (rows - live, live - rows)

    assert_accounted_for(first, known)
    print('%d edits, %d conflicts, %d actors: 12 ways of merging, one file' % (len(known), len(wanted), len(rows)))


try:
    main()
finally:
    shutil.rmtree(folder)
