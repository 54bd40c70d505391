"""A monograph is written: typing, a verbatim quoted, a version frozen and compared; then the
program is killed in the middle of a sentence."""
import json, os, re, signal, subprocess, time
from journey import *


def either(*names):
    """The word in French or, before it is translated, in English."""
    return re.compile('^(%s)$' % '|'.join(map(re.escape, names)))


def sections(path):
    out = subprocess.run([str(BUILD / 'src/cli/maillage-cli'), 'list', path, 'monograph_section', '--json'],
                         env={**d.env, 'LC_ALL': 'C.UTF-8'}, check=True, capture_output=True, text=True).stdout
    return json.loads(out)['rows']


def bodies(path):
    return [row.get('body') or '' for row in sections(path)]


QUESTION = re.compile('^Comment définir l’innovation sociale')

with desk() as d:
    path = new_demo(d)
    app = open_file(d, path)
    app.find('text box', 'Ajouter un acteur', timeout=20)
    d.settle()
    d.press('ctrl+4')
    app.find('list item', re.compile('Pôle Laine'), timeout=10).click()
    d.settle()

    # The empty question, from the list of the next interviews; French is set while typing.
    app.find('list item', re.compile('Comment les acteurs définissent-ils')).click()
    text = app.find('text box', QUESTION)
    wait_for(lambda: 'focused' in app.find('text box', QUESTION).states, what='the caret in the answer')
    d.type_text('Les voisins disent "oui" ; l\'atelier aussi...', delay=0.01)
    wanted = 'Les voisins disent «%soui%s»%s; l’atelier aussi…' % (NARROW, NARROW, NARROW)
    wait_for(lambda: text.text() == wanted, what='what was typed, set as French wants')

    # One Backspace takes the last correction back.
    d.press('BackSpace')
    wait_for(lambda: text.text().endswith('aussi...'), what='the points as they were typed')

    # Found in the text one writes in; what is found is written over.
    d.press('ctrl+f')
    app.find('text box', either('Replace with', 'Remplacer par'))
    d.settle()
    d.type_text('voisins\n')
    app.find(None, re.compile('^1 (of|sur) '), timeout=10)
    d.press('Escape')
    wait_for(lambda: 'focused' in app.find('text box', QUESTION).states, what='the caret back in the text')
    d.type_text('habitants')
    wait_for(lambda: text.text().startswith('Les habitants disent'), what='what was found, written over')
    d.press('ctrl+End')

    # Somebody's words, in the style of the sources.
    app.find(None, either('Side panel', 'Volet')).click()
    app.find(None, either('What stands beside the text', 'Ce qui accompagne le texte')).click()
    d.settle()
    d.press('Down', 'Return')
    d.settle()
    attach = app.find('button', either('Attach to the question', 'Joindre à la question'))
    app.find('button', either('Quote in the text', 'Citer dans le texte'), within=attach.parent).click()
    wait_for(lambda: '— ' in text.text() and '\n' in text.text(), what='a quotation and who said it')

    # A version is frozen, a sentence added, both compared.
    app.find(None, either('What stands beside the text', 'Ce qui accompagne le texte')).click()
    d.settle()
    d.press('Down', 'Down', 'Return')
    d.settle()
    app.find('text box', either('Name of the version', 'Nom de la version')).click()
    d.type_text('Avant relecture\n')
    words(app, 'Avant relecture', timeout=10)
    text = app.find('text box', QUESTION)
    text.click()
    d.press('ctrl+End')
    d.type_text('\n\nUne phrase de plus.')
    wait_for(lambda: 'Une phrase de plus.' in text.text(), what='one more sentence')
    app.find('button', either('Compare', 'Comparer')).click()
    words(app, 'Une phrase de plus.', timeout=10)
    app.find('button', either('Back to writing', 'Revenir à l’écriture')).click()
    d.settle()

    # Killed while typing without a pause: what was typed two seconds before is there (more where the machine is slow).
    text = app.find('text box', QUESTION)
    text.click()
    d.press('ctrl+End')
    typed, two_seconds_ago, start = '', '', time.monotonic()
    history = []
    for i in range(60):
        word = ' mot%d' % i
        d.type_text(word)
        typed += word
        history.append((time.monotonic(), typed))
        time.sleep(0.1)
    wait_for(lambda: typed in text.text(), what='all that was typed')
    end = time.monotonic()
    app.process.send_signal(signal.SIGKILL)
    app.process.wait()
    slowness = max(1, (end - start) / 8)
    safe = max((words_ for when, words_ in history if when < end - 2 * slowness), key=len, default='')
    found = [body for body in bodies(path) if 'Une phrase de plus.' in body]
    assert len(found) == 1, found
    assert safe in found[0].replace('\\', ''), (len(safe), found[0][-80:])

    # And the window says that it goes on.
    app = open_file(d, path)
    app.find('text box', 'Ajouter un acteur', timeout=20)
    d.press('ctrl+4')
    wait_for(lambda: safe in app.find('text box', QUESTION, timeout=10, shown=False).text()
             if app.find('list item', re.compile('Pôle Laine')).click() or True else False, 10, 'the words in the window')
    app.check_log()
    assert app.quit() == 0
