"""Three laptops, one territory, a day apart: the demonstration edited everywhere by everybody, one clock three years
wrong, one name on two machines; records made one on one side and edited on the other, persons erased here and written
about there, paragraphs, photographs, words of one's own, returns to the past. Merged in every order and through one
another: the same file, no edit lost, nothing of who was erased.

    test-day-apart.py MAILLAGE-CLI [SEED]          (MLG_EDITS: how many, for each copy)
"""

import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import zlib

PROGRAM = os.path.abspath(sys.argv[1])
SEED = int(sys.argv[2] if len(sys.argv) > 2 else os.environ.get('MLG_SEED', 0)) or random.SystemRandom().randrange(1, 2 ** 31)
EDITS = int(os.environ.get('MLG_EDITS', 26))
AUTHORS = {'a': 'Poste de la mairie', 'b': 'Poste de la mairie', 'c': 'Chloé'}
FAKETIME = shutil.which('faketime')
CLOCKS = {'b': '2023-11-22 10:00:00'}          # a laptop that lost its battery

rand = random.Random(SEED)
folder = tempfile.mkdtemp(prefix='mlg-day-')
counter = itertools.count(1)
written = []                                    # (uuid, field, words): texts that must be found again
erased = {}                                     # uuid → names


def environment(name):
    """Each laptop has its own data."""
    env = dict(os.environ, XDG_DATA_HOME=os.path.join(folder, 'data-' + name), XDG_CACHE_HOME=os.path.join(folder, 'cache-' + name),
               LC_ALL='C.UTF-8', MAILLAGE_AUTHOR=AUTHORS.get(name, 'Juge'))
    env.pop('LANGUAGE', None)
    return env


def run(*args, who='a', fails=False):
    command = [PROGRAM, *args]
    if who in CLOCKS and FAKETIME:
        command = [FAKETIME, '-f', '@' + CLOCKS[who], *command]
    done = subprocess.run(command, capture_output=True, env=environment(who), timeout=300)
    if done.returncode != 0 and os.environ.get('MLG_TALK'):
        print(args, done.stderr.decode(), flush=True)
    assert fails or done.returncode == 0, (args, done.stdout.decode(), done.stderr.decode())
    return done.stdout.decode() if done.returncode == 0 else None


def answer(*args, **more):
    return json.loads(run(*args, '--json', **more))


def path(name):
    return os.path.join(folder, name + '.maillage')


def rows(name, entity):
    return answer('list', path(name), entity, who=name)['rows']


def pick(name, entity):
    found = rows(name, entity)
    return rand.choice(found) if found else None


def uuid_of(row):
    return row.get('uuid', row['id'])


# ---- a day of work

def remember(row, field, words):
    written.append((row, field, words))


def add_actor(name):
    n = next(counter)
    run('add', path(name), 'actor', 'name=Acteur %d de %s' % (n, name), 'description=Né le jour %d.' % n, 'lat=44.%05d' % n, 'lon=4.5',
        who=name)


def add_partnership(name):
    a, b = pick(name, 'actor'), pick(name, 'actor')
    if a and b and a['id'] != b['id']:
        run('add', path(name), 'partnership', 'a=' + uuid_of(a), 'b=' + uuid_of(b), 'state=active', who=name, fails=True)


TEXTS = {'actor': ['description', 'note', 'acronym', 'purpose'], 'initiative': ['pitch', 'note'], 'monograph_section': ['body'], 'need': ['label'],
         'resource': ['label'], 'event': ['note'], 'network': ['note'], 'document': ['note'], 'verbatim': ['text']}


def write(name):
    entity = rand.choice(sorted(TEXTS))
    row = pick(name, entity)
    if row is None:
        return
    field = rand.choice(TEXTS[entity])
    words = 'mot%dde%s' % (next(counter), name)
    if field == 'body':
        paragraphs = (row.get('body') or '').split('\n\n')
        place = rand.randrange(len(paragraphs) + 1)
        paragraphs[place:place + rand.choice((0, 1))] = ['Paragraphe ' + words + '.']
        value = '\n\n'.join(paragraphs)
    else:
        value = 'Écrit ' + words
    if run('set', path(name), entity, uuid_of(row), field + '=' + value, who=name, fails=True) is not None:
        remember(uuid_of(row), field, words)


def move(name):
    row = pick(name, 'actor')
    run('set', path(name), 'actor', uuid_of(row), 'lat=45.%05d' % next(counter), 'lon=5.1', 'precision=exact', who=name, fails=True)


def tag(name):
    row = pick(name, 'actor')
    for field in ('aliases', 'themes'):
        words = ['Alias %d' % next(counter), 'Autre nom'] if field == 'aliases' else rand.sample(['agriculture', 'culture', 'energie', 'sante'], 2)
        run('set', path(name), 'actor', uuid_of(row), field + '=' + ' ; '.join(words), who=name, fails=True)


def own_word(name):
    run('add', path(name), 'term', 'vocabulary=theme', 'code=mot%d' % next(counter), 'label=Mot à nous', who=name, fails=True)


def rename_word(name):
    row = pick(name, 'term')
    if row:
        run('set', path(name), 'term', uuid_of(row), 'label=Renommé %d' % next(counter), who=name, fails=True)


def delete(name):
    entity = rand.choice(['actor', 'partnership', 'need', 'monograph_section', 'involvement', 'event'])
    row = pick(name, entity)
    if row:
        run('delete', path(name), entity, uuid_of(row), who=name)


def undo(name):
    run('undo', path(name), who=name, fails=True)


def restore(name):
    run('restore', path(name), '--to', 'matin', who=name, fails=True)


def combine(name):
    one, other = pick(name, 'actor'), pick(name, 'actor')
    if one and other and one['id'] != other['id']:
        run('combine', path(name), uuid_of(one), uuid_of(other), who=name, fails=True)


def photograph(name):
    picture = os.path.join(folder, 'photo.png')
    row = b'\0' + bytes([next(counter) % 256, 30, 60] * 4)
    chunk = lambda kind, data: len(data).to_bytes(4, 'big') + kind + data + zlib.crc32(kind + data).to_bytes(4, 'big')
    with open(picture, 'wb') as out:
        out.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', (4).to_bytes(4, 'big') * 2 + b'\x08\x02\0\0\0') +
                  chunk(b'IDAT', zlib.compress(row * 4)) + chunk(b'IEND', b''))
    monograph = pick(name, 'monograph')
    if monograph:
        run('photo', path(name), uuid_of(monograph), picture, '--caption', 'Vue %d' % next(counter), who=name)


def freeze(name):
    monograph = pick(name, 'monograph')
    if monograph:
        run('freeze', path(name), uuid_of(monograph), 'Version %d' % next(counter), who=name, fails=True)


def name_in_text(name):
    """Somebody is written about; she may be erased elsewhere the same day."""
    person, row = pick(name, 'person'), pick(name, 'actor')
    if person and row and person.get('first_name'):
        run('set', path(name), 'actor', uuid_of(row), 'note=Vu avec %s %s, mot%d.' % (person['first_name'], person['last_name'], next(counter)),
            who=name)


def edit_person(name):
    person = pick(name, 'person')
    if person:
        run('set', path(name), 'person', uuid_of(person), 'note=Note %d' % next(counter), 'skills=savoir %d' % next(counter), who=name)


def erase(name):
    candidates = [p for p in rows(name, 'person') if p.get('first_name', '').startswith('Marque')]
    if candidates:
        person = rand.choice(candidates)
        erased[uuid_of(person)] = (person['first_name'], '%s %s' % (person['first_name'], person['last_name']))
        run('erase', path(name), 'person', uuid_of(person), who=name)


def merge(name):
    other = rand.choice([n for n in AUTHORS if n != name])
    shutil.copyfile(path(other), path('recu'))
    run('merge', path(name), path('recu'), who=name)


DAY = [(add_actor, 10), (add_partnership, 8), (write, 30), (move, 5), (tag, 6), (own_word, 2), (rename_word, 3), (delete, 8), (undo, 5),
       (restore, 1), (combine, 4), (photograph, 2), (freeze, 2), (name_in_text, 8), (edit_person, 6), (erase, 4), (merge, 3)]


def work():
    for _ in range(EDITS * len(AUTHORS)):
        name = rand.choice(sorted(AUTHORS))
        rand.choices([job for job, _ in DAY], [weight for _, weight in DAY])[0](name)


# ---- what comes out

def state(name):
    out = os.path.join(folder, 'out.json')
    if os.path.exists(out):
        os.unlink(out)
    run('export', path(name), out, '--format', 'json', '--level', 'complete', who='juge')
    with open(out, encoding='utf-8') as text:
        records = json.load(text)['records']
    for found in records.values():
        found.sort(key=lambda row: row.get('id') or row.get('key'))
    conflicts = answer('conflicts', path(name), who='juge')['conflicts']
    listed = sorted((c['uuid'], c['field'] or '', c['kind'], tuple(sorted(str(v['after']) for v in c['values']))) for c in conflicts)
    checked = answer('check', path(name), who='juge')
    assert checked['ok'], (name, checked)
    return records, listed


def copy_file(source, name):
    shutil.copyfile(path(source), path(name))


def merged_in_every_order():
    for first, second, third in itertools.permutations('abc'):
        name = 'ordre-' + first + second + third
        copy_file(first, name)
        run('merge', path(name), path(second), who='juge')
        run('merge', path(name), path(third), who='juge')
        yield name
    for first, second, third in itertools.permutations('abc'):
        between, name = 'entre-' + first + second, 'par-' + first + second + third
        copy_file(second, between)
        run('merge', path(between), path(first), who='juge')
        copy_file(third, name)
        run('merge', path(name), path(between), who='juge')
        yield name


def assert_same(name, found, first, expected):
    for entity in sorted(set(found[0]) | set(expected[0])):
        mine = {r.get('id') or r.get('key'): r for r in found[0].get(entity, [])}
        theirs = {r.get('id') or r.get('key'): r for r in expected[0].get(entity, [])}
        for row in sorted(set(mine) | set(theirs)):
            assert mine.get(row) == theirs.get(row), '%s %s differs between\n%s: %s\n%s: %s' % (entity, row, name, mine.get(row), first, theirs.get(row))
    assert found[1] == expected[1], 'conflicts differ between %s and %s:\n%s\n%s' % (
        first, name, [c for c in expected[1] if c not in found[1]], [c for c in found[1] if c not in expected[1]])


def assert_accounted_for(name):
    history = {}
    for entry in answer('history', path(name), who='juge')['entries']:
        history.setdefault((entry['uuid'], entry['field']), []).append(entry['after'] or '')
    for row, field, words in written:
        if row not in erased:
            assert any(words in value for value in history.get((row, field), [])), (row, field, words)


def assert_forgotten(name):
    with open(path(name), 'rb') as content:
        data = content.read()
    for names in erased.values():
        for words in names:
            assert words.encode() not in data, (name, words)


def make():
    run('new', path('base'), '--demo', who='juge')
    for i in range(5):
        run('add', path('base'), 'person', 'first_name=Marquefille%d' % i, 'last_name=Durandal%d' % i, 'display_name=Marquefille%d Durandal%d' % (i, i),
            who='juge')
    run('moment', path('base'), 'matin', who='juge')
    for name in AUTHORS:
        copy_file('base', name)


def main():
    print('seed %d, %d edits for each copy%s' % (SEED, EDITS, '' if FAKETIME else ', clocks right'), flush=True)
    make()
    work()

    expected = None
    for name in merged_in_every_order():
        found = state(name)
        if expected is None:
            expected, first = found, name
        assert_same(name, found, first, expected)
        assert_forgotten(name)
    again = answer('merge', path(first), path('par-abc'), who='juge')
    assert (again['added'], again['changed'], again['deleted'], again['conflicts']) == (0, 0, 0, 0), again
    assert_accounted_for(first)
    print('%d texts, %d persons erased, %d conflicts: 12 ways of merging, one file' % (len(written), len(erased), len(expected[1])))


try:
    main()
finally:
    if not os.environ.get('MLG_KEEP'):
        shutil.rmtree(folder)
    else:
        print(folder)
