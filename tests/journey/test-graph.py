"""WILO – Entraide drawn live, as in front of a room: two actors, what passes between them, who gives to
whom, with the keyboard alone; each step taken back by one Ctrl+Z. Then links drawn with the mouse."""
import json, re, subprocess
from Xlib import X
from journey import *

AXES = ['Achat, débouché', 'Recours à la main d’œuvre locale', 'Échange de personnel', 'Dons matériels', 'Événement commun']
ECONOMIES = {'market': 2, 'non_monetary': 3}


def cli(*arguments):
    return subprocess.run([str(BUILD / 'src/cli/maillage-cli'), *arguments], env={**d.env, 'LC_ALL': 'C.UTF-8'},
                          check=True, capture_output=True, text=True).stdout


def rows(entity):
    """What the file itself says, once it is saved."""
    d.press('ctrl+s')
    words(app, 'Enregistré')
    return json.loads(cli('list', path, entity, '--json'))['rows']


def graph():
    return app.find('image', 'Graphe des partenariats', timeout=15)


def says(text, timeout=10):
    """What the graph says of itself, for those who do not see it."""
    wait_for(lambda: re.search(text, graph().description), timeout,
             'the graph to say %r (it says %r)' % (text, graph().description))


def focused(name, timeout=10):
    return app.find(None, name, state='focused', timeout=timeout)


def line(text, timeout=10):
    """A line of the list beside the drawing."""
    return app.find('label', re.compile(text), timeout=timeout)


def unfold(text):
    line(text).click()
    d.settle()
    d.press('Right')


def press_until(key, name, most=12):
    for _ in range(most):
        try:
            return focused(name, timeout=1)
        except NotFound:
            d.press(key)
            d.settle()
    return focused(name)


def closed():
    wait_for(lambda: not [n for n in app.tree() if n.name == 'Achat, débouché' and n.role == 'button'], 10,
             'what was open over the drawing to close')


def drag(start, end, key=None):
    """Pulled slowly enough to be seen as pulled."""
    if key:
        d._send(X.KeyPress, d._key(key)[0])
    d.click(*start, to=end)
    if key:
        d._send(X.KeyRelease, d._key(key)[0])
    d.settle()


with desk() as d:
    path = os.path.join(d.env['HOME'], 'Aubigny.maillage')
    cli('new', path, '--title', 'Bassin d’Emploi d’Aubigny-Belleville')
    app = open_file(d, path)
    app.find('text box', 'Ajouter un acteur', timeout=30)
    d.press('ctrl+3', 'F8')
    d.settle()

    # Two actors and what links them, without the mouse.
    d.press('n')
    focused('Nom de l’acteur')
    d.type_text('WILO INTEC\n')
    says('1 acteur ')
    focused('Graphe des partenariats')
    d.press('l')
    focused('Nom de l’acteur')
    d.type_text('Entraide\n')
    says('2 acteurs · 1 partenariat · 1 avéré')

    # The five chips, in the order they stand: the keyboard is on the first.
    for i, axis in enumerate(AXES):
        focused(axis)
        d.press('space')
        app.find('button', axis, state='pressed')
        if i + 1 < len(AXES):
            d.press('Tab')

    # What is open over the drawing takes a step back as the window does.
    d.press('ctrl+z')
    wait_for(lambda: 'pressed' not in app.find('button', AXES[-1]).states, 10, 'the last axis to be taken back')
    d.press('ctrl+shift+z')
    app.find('button', AXES[-1], state='pressed')

    # Who gives: turned by its button.
    press_until('Tab', re.compile('^Sens.*WILO INTEC ⇄ Entraide'))
    d.press('space')
    app.find('button', re.compile('^Sens.*WILO INTEC → Entraide'))
    d.press('Escape')
    closed()

    # The list says it; so does the file.
    d.press('a') if not [n for n in app.tree() if n.name == 'Tous'] else None
    app.find('button', 'Tous').click()
    unfold('^WILO INTEC.*1 lien')
    line('^WILO INTEC – Entraide.*5 axes, avéré')
    found = rows('partnership_axis')
    assert len(found) == 5, found
    assert {e: sum(r['economy'] == e for r in found) for e in ECONOMIES} == ECONOMIES, found
    assert sum(bool(r.get('from')) for r in found) == 1, found

    # Taken back one by one: the direction, five axes, the link with its actor, the first actor.
    d.press('ctrl+z')
    for left in (4, 3, 2, 1):
        d.press('ctrl+z')
        line('^WILO INTEC – Entraide.*%d ax' % left)
    d.press('ctrl+z')
    d.press('ctrl+z')
    says('1 acteur · 0 partenariat')
    for _ in range(7):
        d.press('ctrl+shift+z')
        d.settle()
    unfold('^WILO INTEC.*1 lien')
    line('^WILO INTEC – Entraide.*5 axes, avéré')
    says('2 acteurs · 1 partenariat · 1 avéré')

    # As fast as a key repeats, from a line of the list that goes and comes back.
    line('^WILO INTEC – Entraide').click()
    d.settle()
    d.press(*['ctrl+z'] * 7)
    says('1 acteur · 0 partenariat')
    d.press(*['ctrl+shift+z'] * 7)
    says('2 acteurs · 1 partenariat · 1 avéré')
    line('^WILO INTEC').click()
    d.press(*['ctrl+z'] * 7)
    says('1 acteur · 0 partenariat')
    d.press(*['ctrl+shift+z'] * 7)
    says('2 acteurs · 1 partenariat · 1 avéré')
    unfold('^WILO INTEC.*1 lien')
    line('^WILO INTEC – Entraide.*5 axes, avéré')

    # With the mouse: a new actor where one clicks twice, then pulled onto another.
    x, y, width, height = graph().box()
    here, there, away = (x + 180, y + 120), (x + 180, y + 430), (x + 560, y + 120)
    d.click(*here, count=2)
    focused('Nom de l’acteur')
    d.type_text('Mission locale\n')
    says('3 acteurs')
    d.settle()
    d.click(*there, count=2)
    focused('Nom de l’acteur')
    d.type_text('Jardins d’Aubigny\n')
    says('4 acteurs')
    d.settle()
    drag(here, there)
    app.find('button', AXES[0])
    says('4 acteurs · 2 partenariats')
    d.press('Escape')
    closed()

    # From one of them to where nobody is: somebody new, linked.
    drag(here, away, key='Shift_L')
    focused('Nom de l’acteur')
    d.type_text('Auto-école solidaire\n')
    says('5 acteurs · 3 partenariats')
    app.find('button', AXES[0])
    d.press('Escape')
    closed()

    # Taken away with the keyboard, and back.
    line('^Mission locale').click()
    d.settle()
    d.click(*here)
    d.press('Delete')
    says('4 acteurs · 1 partenariat')
    d.press('ctrl+z')
    says('5 acteurs · 3 partenariats')

    # And from the list: the next line is where one is then.
    d.press('a') if not [n for n in app.tree() if n.name == 'Tous'] else None
    line('^Mission locale').click()
    d.settle()
    d.press('Delete')
    says('4 acteurs · 1 partenariat')
    focused(re.compile('^WILO INTEC'))
    d.press('ctrl+z')
    says('5 acteurs · 3 partenariats')

    app.check_alive()
    app.check_log()
