"""The map by hand: an actor put where it stands, with its commune; pulled elsewhere, taken back, let go;
several chosen by a rectangle and by a lasso; who is near; a distance; a town gone to. First with the mouse,
then with the keyboard alone."""
import contextlib, json, re, subprocess, time
from Xlib import X
from journey import *

NAME = 'Fromagerie du Gévaudan'


def rows(path, entity='actor'):
    out = subprocess.run([str(BUILD / 'src/cli/maillage-cli'), 'list', path, entity, '--json'],
                         env={**d.env, 'LC_ALL': 'C.UTF-8'}, check=True, capture_output=True, text=True).stdout
    return json.loads(out)['rows']


def picture():
    return app.find('image', re.compile('^Carte'), timeout=15)


def says(text, timeout=10):
    """What the map says of itself, for those who do not see it."""
    wait_for(lambda: re.search(text, picture().description), timeout, 'the map to say %r (it says %r)' % (text, picture().description))


def middle():
    x, y, w, h = picture().box()
    return x + w // 2, y + h // 2


def go_to(name):
    app.find('button', 'Aller à').click()
    d.settle()
    d.type_text(name + '\n')
    d.settle(timeout=10)


@contextlib.contextmanager
def held(key):
    d._send(X.KeyPress, d._key(key)[0])
    try:
        yield
    finally:
        d._send(X.KeyRelease, d._key(key)[0])


def place(path):
    d.press('ctrl+s')
    words(app, 'Enregistré')
    return next((float(row['lat']), float(row['lon'])) for row in rows(path) if row['name'] == NAME)


with desk() as d:
    path = new_demo(d)
    before = len(rows(path))
    app = open_file(d, path)
    app.find('text box', 'Ajouter un acteur', timeout=30)
    d.press('ctrl+2')
    says('Sélection', timeout=20)
    # The legend covers the left: what is gone to stands beside it. Folded, it is in the middle.
    app.find('button', re.compile('[Ll]égende'), state='pressed').click()
    d.settle()
    go_to('Saugues')

    # An actor where one clicks, with the commune of there; apart from who stands in its middle.
    x, y = middle()
    d.click(x + 35, y + 25, button=3)
    words(app, 'Commune')
    d.type_text(NAME + '\n')
    words(app, '%d acteurs' % (before + 1))
    says(NAME)
    d.settle(timeout=10)
    actor = next(row for row in rows(path) if row['name'] == NAME) if place(path) else None
    assert (actor['locality'], actor['insee_code'], actor['precision']) == ('Saugues', '43234', 'exact'), actor

    # It is chosen: pulled elsewhere, it is there; taken back, it is where it was.
    go_to(NAME)
    first = place(path)
    x, y = middle()
    d.click(x, y, to=(x + 90, y - 40))
    wait_for(lambda: place(path) != first, 10, 'another place')
    moved = place(path)
    assert moved[0] > first[0] and moved[1] > first[1], (first, moved)
    d.press('ctrl+z')
    wait_for(lambda: place(path) == first, 10, 'the place of before')

    # Escape while it is pulled: it stays.
    go_to(NAME)
    x, y = middle()
    d.move(x, y)
    d._send(X.ButtonPress, 1)
    for i in range(8):
        d.move(x + 10 * i, y)
    d.press('Escape')
    d._send(X.ButtonRelease, 1)
    d.settle()
    assert place(path) == first, place(path)

    # A rectangle round it; then Escape; then a lasso.
    d.press('Escape')
    says('personne')
    with held('shift'):
        d.click(x - 60, y - 60, to=(x + 60, y + 60))
    wait_for(lambda: 'personne' not in picture().description, 10, 'somebody in the rectangle')
    d.press('Escape')
    says('personne')
    app.find('button', 'Choisir au lasso').click()
    d.move(x - 70, y - 70)
    d._send(X.ButtonPress, 1)
    at = (-70, -70)
    for to in ((70, -70), (70, 70), (-70, 70), (-70, -70)):
        for i in range(1, 7):
            d.move(x + at[0] + (to[0] - at[0]) * i / 6, y + at[1] + (to[1] - at[1]) * i / 6)
            time.sleep(0.03)            # a hand: motions within one frame are told as one
        at = to
    d._send(X.ButtonRelease, 1)
    wait_for(lambda: 'personne' not in picture().description, 10, 'somebody in the lasso')
    d.press('Escape', 'Escape')
    says('personne')

    # Who is near: the list by distance, and all of them.
    go_to('Saugues')
    d.click(*middle(), button=3)
    app.find('button', 'Qui est près d’ici').click()
    words(app, 'à moins de')
    app.find('list', 'Par distance').hunt('label', re.compile('m$'))
    app.find('button', 'Tout sélectionner').click()
    wait_for(lambda: 'personne' not in picture().description, 10, 'those near')
    d.press('Escape')

    # ---- the keyboard alone
    d.click(*middle())
    d.press('Escape', 'Escape', 'f')
    says('personne')
    d.settle(timeout=10)
    d.press('Tab', 'enter')
    wait_for(lambda: 'personne' not in picture().description or app.x_windows(popup=True), 10, 'a mark opened')
    d.press('Escape', 'Escape', 'Escape')
    d.press('l', 'plus', 'plus', 'plus', 'enter')
    d.settle()
    d.press('Escape', 'Escape', 'm', 'enter', 'Right', 'Right')
    d.settle()
    d.press('enter')
    words(app, 'Distance')
    d.press('Escape', 'p')
    app.find('button', 'Près de chez moi', state='pressed')
    d.press('Escape')

    d.press('ctrl+s')
    words(app, 'Enregistré')
    app.check_log()
    assert app.quit() == 0
    assert len(rows(path)) == before + 1
