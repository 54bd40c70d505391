"""The journey that must hold: an actor typed in front of a room is on the map and among the
partnerships at once, is linked, undone, redone, saved; the program is killed; all is there.

    Story 6 and 7 of docs/domain.md, keyboard first, in French.
"""
import os, re, signal
from journey import *

ACTOR, PARTNER = 'Fromagerie du Lison', 'Ateliers de la Bruyère'


def in_list(app, name, within=None):
    return app.find('label', name, within=within)


def press_and_wait(d, app, keys, name):
    d.press(keys)
    return app.find('button', name, state='pressed')


with desk() as d:
    app = App(d, [PROGRAM])

    # The demonstration territory, from the start page.
    app.find('button', 'Ouvrir le territoire de démonstration').click()
    words(app, '71 acteurs', timeout=20)
    app.find('row', 'UFISC', shown=False)       # a row of the table says its name
    path = os.path.join(d.env['HOME'], 'Démonstration.maillage')
    assert os.path.exists(path), os.listdir(d.env['HOME'])

    # A name, its town and its category in one line, Enter: it exists. The keyboard is in the line already.
    app.find('text box', 'Ajouter un acteur', state='focused')
    d.type_text(ACTOR + ', 43170 Saugues #3\n')
    words(app, '72 acteurs')
    words(app, '«%s%s%s» est saisi' % (NARROW, ACTOR, NARROW))
    words(app, 'à enregistrer')
    app.find('text box', None, where=lambda n: n.text() == '43170')

    # On the map and among the partnerships, without having asked for anything.
    press_and_wait(d, app, 'ctrl+2', 'Carte')
    picture = app.find('image', re.compile('^Carte'), timeout=15)
    wait_for(lambda: '72' in app.find('image', re.compile('^Carte')).description, 10, 'the map to say what it shows')
    press_and_wait(d, app, 'ctrl+3', 'Partenariats')
    graph = app.find('image', 'Graphe des partenariats', timeout=15)
    wait_for(lambda: '72 acteurs' in app.find('image', 'Graphe des partenariats').description, 10, 'the graph to follow')
    assert '52 partenariats' in app.find('image', 'Graphe des partenariats').description
    # With a sheet open the drawing has the room; the list comes over it when it is asked for.
    app.find('button', 'Liste et légende').click()
    app.find('list', 'Acteurs isolés').hunt('label', ACTOR)

    # Linked from the line: nobody is isolated by that name any more.
    press_and_wait(d, app, 'ctrl+1', 'Annuaire')
    app.find('text box', 'Ajouter un acteur').fill('%s → %s' % (ACTOR, PARTNER))
    words(app, 'Entrée relie')
    d.press('enter')
    press_and_wait(d, app, 'ctrl+3', 'Partenariats')
    wait_for(lambda: '53 partenariats' in app.find('image', 'Graphe des partenariats').description, 10, 'the new tie')

    # One undo takes the tie back, one redo brings it again.
    d.press('ctrl+z')
    wait_for(lambda: '52 partenariats' in app.find('image', 'Graphe des partenariats').description, 10, 'the undo')
    d.press('ctrl+shift+z')
    wait_for(lambda: '53 partenariats' in app.find('image', 'Graphe des partenariats').description, 10, 'the redo')

    # Saved, said in words.
    d.press('ctrl+s')
    words(app, 'Enregistré')

    # One more, not saved; then the power goes.
    press_and_wait(d, app, 'ctrl+1', 'Annuaire')
    app.find('text box', 'Ajouter un acteur').focus()
    d.type_text('Recyclerie des Sucs\n')
    words(app, '73 acteurs')
    app.check_log()
    os.kill(app.process.pid, signal.SIGKILL)
    app.process.wait()

    # The next morning.
    app = App(d, [PROGRAM, path])
    words(app, '73 acteurs', timeout=20)
    words(app, 'votre travail a été gardé')
    d.press('ctrl+k')
    d.type_text('fromagerie lison\n')
    app.find('label', ACTOR, shown=False)
    words(app, 'Saugues')
    press_and_wait(d, app, 'ctrl+3', 'Partenariats')
    wait_for(lambda: '53 partenariats' in app.find('image', 'Graphe des partenariats', timeout=15).description, 10, 'the tie')
    app.check_log()
    assert app.quit() == 0
print('the journey held')
