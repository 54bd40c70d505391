#!/usr/bin/env python3
"""What the law gives a person: all that the file knows of her, a review, leaving without a trace."""

import json
import os
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
folder = tempfile.TemporaryDirectory(prefix='maillage-person-')
for name in ('DATA', 'CACHE', 'CONFIG'):
    os.environ['XDG_%s_HOME' % name] = os.path.join(folder.name, name.lower())
os.environ['MAILLAGE_AUTHOR'] = 'Épreuve'


def path(name):
    return os.path.join(folder.name, name)


def cli(*arguments):
    done = subprocess.run([CLI, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, (arguments, done.stderr)
    return done.stdout


def add(file, entity, *values):
    return json.loads(cli('add', file, entity, *values, '--json'))['id']


def rows(file, entity):
    return json.loads(cli('list', file, entity, '--json'))['rows']


def places_of(text, *starts):
    """Every file under @starts in whose bytes @text is."""
    found = []
    for start in starts:
        for at, _, names in os.walk(start):
            for name in names:
                with open(os.path.join(at, name), 'rb') as content:
                    if text.encode() in content.read():
                        found.append(os.path.join(at, name))
    return found


def make(file):
    cli('new', file, '--title', 'Pays d’épreuve')
    person = add(file, 'person', 'first_name=Zélie', 'last_name=Quatrevent', 'display_name=Zélie Quatrevent', 'trades=maraîchère',
                 'skills=greffe', 'contact_email=zelie@quatrevent.example', 'note=Préfère le mardi', 'keep_until=2020-01-01')
    initiative = add(file, 'initiative', 'name=Jardin des Ormes')
    add(file, 'actor', 'name=Les Ormes', 'description=Fondé par Zélie Quatrevent en 1998.')
    add(file, 'involvement', 'stakeholder=person:' + person, 'initiative=' + initiative, 'role=carrier')
    add(file, 'verbatim', 'text=Nous avons commencé à trois.', 'speaker=' + person, 'consent=given')
    add(file, 'person_function', 'person=' + person, 'title=Présidente fondatrice')
    cli('set', file, 'person', person, 'trades=maraîchère bio')
    return person


def check_dossier(file, person):
    out = path('tout.md')
    cli('person', file, person, out, '--all')
    with open(out, encoding='utf-8') as content:
        text = content.read()
    for word in ('Quatrevent', 'zelie@quatrevent.example', 'maraîchère bio', 'greffe', 'Préfère le mardi', 'Nous avons commencé à trois',
                 'Présidente fondatrice', 'Jardin des Ormes', 'Les Ormes', 'Fondé par', 'Épreuve', 'maraîchère” became'):
        assert word in text, (word, text)
    for ending in ('html', 'pdf', 'odt', 'docx'):
        cli('person', file, person, path('tout.' + ending))
        assert os.path.getsize(path('tout.' + ending)) > 1000


def check_review(file, person):
    listed = json.loads(cli('review', file, '--json'))['persons']
    assert [one['id'] for one in listed] == [person]
    assert listed[0]['reasons'] == ['no_basis', 'not_informed', 'too_old'], listed
    cli('set', file, 'person', person, 'legal_basis=legitimate_interest', 'informed=2026-01-01', 'keep_until=2099-01-01')
    assert json.loads(cli('review', file, '--json'))['persons'] == []


def check_opposed(file, person):
    """Who refuses is in no copy but the complete one."""
    cli('set', file, 'person', person, 'opposition=1')
    cli('share', file, path('partenaires.maillage'), '--level', 'partners')
    assert places_of('zelie@quatrevent', path('')) and rows(path('partenaires.maillage'), 'person') == []
    cli('set', file, 'person', person, 'opposition=0')


def check_anonymous(file, person):
    old = path('ancienne-copie.maillage')
    home = os.path.join(folder.name, 'chez-elle')
    cli('share', file, old, '--level', 'complete')
    answer = json.loads(cli('anonymise', file, person, '--json'))
    assert answer['mentions'] == 1, answer
    kept = rows(file, 'person')
    assert len(kept) == 1 and kept[0]['id'] == answer['id'] and kept[0]['trades'] == ['maraîchère bio'], kept
    assert rows(file, 'verbatim')[0]['speaker'] == answer['id']
    assert rows(file, 'involvement')[0]['stakeholder'].endswith(answer['id'])
    for round_of_merging in range(2):
        for text in ('zelie@quatrevent', 'Préfère le mardi', 'Présidente fondatrice'):
            assert places_of(text, home, path('data'), path('cache')) == [], text
        cli('merge', file, old)
        assert [one['id'] for one in rows(file, 'person')] == [answer['id']]


def check_erased(file):
    person = add(file, 'person', 'display_name=Théodule Vingtepis', 'contact_phone=0611223344')
    cli('set', file, 'person', person, 'display_name=Théodule Vingtepices')
    cli('erase', file, 'person', person)
    assert places_of('Vingtepi', os.path.dirname(file), path('data'), path('cache')) == []
    cli('check', file)


def check_register(file):
    cli('register', file, path('registre.md'))
    with open(path('registre.md'), encoding='utf-8') as content:
        assert 'Register of processing' in content.read()


def main():
    os.mkdir(path('chez-elle'))
    file = os.path.join(path('chez-elle'), 'a.maillage')
    person = make(file)
    check_dossier(file, person)
    check_review(file, person)
    check_opposed(file, person)
    check_register(file)
    check_anonymous(file, person)
    check_erased(file)


main()
