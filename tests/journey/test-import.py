"""A list comes in by the keyboard alone, and leaves no trace once taken back.

    From the menu: the file, one column that goes elsewhere, the differences looked at, the import,
    « Annuler l’import ».
"""
import os, re
from journey import *

LIST = ('Structure;Remarque;Présentation\r\n'
        'Fromagerie du Lison;vue en mai;à revoir\r\n'
        'Ardelaine;vue en juin;Laine et tricots\r\n'
        ';sans nom;\r\n')


def say(app, name):
    """Wait for a button of this name."""
    return app.find('button', name)


def go_to(d, app, role, name, keys='Tab', limit=80):
    """The keyboard on that control, by Tab alone."""
    for _ in range(limit):
        if app.find_all(role, name, state='focused'):
            return
        d.press(keys)
    raise AssertionError('the keyboard never comes to %r %r' % (role, name))


def choose_file(d, app, path):
    """GTK's own chooser: a slash opens its line for the name."""
    wait_for(lambda: len(app.x_windows(popup=False)) > 1, 10, 'the file chooser')
    d.settle()
    d.press('ctrl+a')
    d.type_text(path)
    d.settle()
    d.press('enter')
    wait_for(lambda: len(app.x_windows(popup=False)) == 1, 10, 'the file chooser to close')


with desk() as d:
    path = new_demo(d)
    source = os.path.join(d.env['HOME'], 'liste.csv')
    with open(source, 'w', encoding='cp1252', newline='') as out:
        out.write(LIST)
    app = open_file(d, path)
    words(app, '71 acteurs', timeout=20)

    # From the menu.
    d.press('F10')
    app.find(re.compile('menu item'), re.compile('^_?Importer une liste'))
    for _ in range(12):
        if app.find_all(re.compile('menu item'), re.compile('Importer une liste'), state='focused'):
            break
        d.press('Down')
        d.settle(quiet=0.05)
    d.press('enter')
    app.find('button', 'Choisir un fichier…')
    go_to(d, app, 'button', 'Choisir un fichier…')
    d.press('enter')
    choose_file(d, app, source)

    # What was understood, and what would happen, before anything is written.
    say(app, 'Importer 2 lignes')
    words(app, 'Windows')
    app.find(None, re.compile('^1 nouvelle'))
    app.find(None, re.compile('^1 refusée'))
    app.find('button', 'Ce que devient la colonne «%sRemarque%s»%s: Garder dans les notes' % (NARROW, NARROW, NARROW))

    # One column goes elsewhere.
    go_to(d, app, 'button', re.compile('^Ce que devient la colonne «%sRemarque' % NARROW))
    d.press('enter')
    app.find(None, 'Chercher un champ', state='focused')
    d.type_text('pas reprendre')
    d.settle()
    d.press('enter')
    app.find('button', re.compile('Remarque%s»%s: Ne pas reprendre' % (NARROW, NARROW)))

    # The differences.
    say(app, 'Importer 2 lignes')
    go_to(d, app, 'button', re.compile('^1 complétée'))
    d.press('space')
    app.find('check box', re.compile('^Présentation.*Laine et tricots'))
    go_to(d, app, 'button', 'Importer 2 lignes')
    d.press('enter')
    words(app, 'La liste est importée')
    words(app, '72 acteurs')

    # Taken back.
    go_to(d, app, 'button', 'Annuler l’import')
    d.press('enter')
    words(app, '71 acteurs')
    app.find('button', 'Choisir un fichier…')
    app.check_log()
    assert app.quit() == 0
print('the list came and went')
