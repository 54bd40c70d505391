"""French is complete: every message is translated, every source is scanned, the typography is right."""

import os
import re
import shutil
import tempfile

from style import BUILD, SOURCE, files, finish, read, run, skip

if not shutil.which('msgfmt') or not shutil.which('xgettext'):
    skip('gettext is not installed')

problems = []

# 1. po/POTFILES names every file with a message.
listed = [line.strip() for line in read('po/POTFILES').splitlines() if line.strip() and not line.startswith('#')]
MARKED = re.compile(r'\b(_|N_|C_|NC_|Q_|g_dgettext|ngettext|g_dngettext)\s*\(\s*"')
for path in files('src', '.c', '.h'):
    if MARKED.search(read(path)) and path not in listed:
        problems.append('po/POTFILES lacks ' + path)
for path in files('ui', '.ui'):
    if 'translatable="yes"' in read(path) and path not in listed:
        problems.append('po/POTFILES lacks ' + path)
for path in listed:
    if not os.path.exists(os.path.join(SOURCE, path)):
        problems.append('po/POTFILES names a file that is gone: ' + path)

# 2. Every message of the sources has its French, none is fuzzy.
with tempfile.TemporaryDirectory() as folder:
    template, merged = os.path.join(folder, 'maillage.pot'), os.path.join(folder, 'fr.po')
    code, said = run('xgettext', '--from-code=UTF-8', '--directory=' + SOURCE, '--output=' + template,
                     '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2', '--keyword=NC_:1c,2',
                     '--keyword=g_dngettext:2,3', '--keyword=g_dgettext:2', '--keyword=ngettext:1,2',
                     '--add-comments', *listed)
    if code:
        problems.append('xgettext: ' + said)
    else:
        run('msgmerge', '--quiet', '--no-fuzzy-matching', '--output-file=' + merged,
            os.path.join(SOURCE, 'po/fr.po'), template)
        code, missing = run('msgattrib', '--untranslated', '--no-obsolete', '--no-wrap', merged)
        for line in re.findall(r'^msgid "(.+)"', missing, re.M):
            problems.append('no French for: ' + line)
        code, fuzzy = run('msgattrib', '--only-fuzzy', '--no-obsolete', '--no-wrap', merged)
        for line in re.findall(r'^msgid "(.+)"', fuzzy, re.M):
            problems.append('fuzzy: ' + line)
        code, said = run('msgfmt', '--check', '--output-file=/dev/null', merged)
        if code:
            problems.append('msgfmt: ' + said)

# 3. French typography in what is shown.
NNBSP = '\u202f'


def typography_of(text):
    plain = re.sub(r'<[^>]*>|https?://\S+|%[-+ #0-9.*$]*l*[a-zA-Z]', '', text)
    if re.search(r"[A-Za-zÀ-ÿ]'[A-Za-zÀ-ÿ]", plain):
        return 'straight apostrophe'
    if re.search(r'[^\s\u202f\u00a0(\d:]\s?[;!?](\s|$)', plain) and not re.search(r'[\u202f][;!?]', plain):
        return 'no narrow no-break space before ; ! ?'
    if re.search(r'[A-Za-zÀ-ÿ»)] ?:(\s|$)', plain):
        return 'no narrow no-break space before :'
    if re.search(r'«[^\u202f\u00a0]|[^\u202f\u00a0]»', plain):
        return 'no narrow no-break space inside « »'
    return None


assert typography_of("l'acteur") and typography_of('Titre :') and typography_of('« mot »')
assert not typography_of('L’acteur\u202f: «\u202fmot\u202f»')

code, flat = run('msgcat', '--no-wrap', os.path.join(SOURCE, 'po/fr.po'))
for text in re.findall(r'^msgstr(?:\[\d\])? "(.+)"', flat, re.M):
    if re.fullmatch(r'([^;]+;)+', text):
        continue        # the keywords of the desktop entry
    reason = typography_of(text.replace('\\n', ' ').replace('\\"', '"'))
    if reason:
        problems.append('%s: %s' % (reason, text))

# 4. Words that are not for the screen (DESIGN §1, principle 6); the command line is for programs too.
for entry in flat.split('\n\n'):
    places = re.findall(r'\S+:\d+', ' '.join(re.findall(r'^#: (.*)$', entry, re.M)))
    if all(place.startswith('src/cli/') for place in places):
        continue
    for text in re.findall(r'^msgstr(?:\[\d\])? "(.+)"', entry, re.M):
        if re.search(r'\b(nœuds?|arêtes?|JSON)\b', text):
            problems.append('jargon: ' + text)

finish(problems)
