"""No control is mute: on every screen each button, entry, list and choice has a name, in French."""
import os, re
from journey import *

ROLES = ('button', 'text box', 'entry', 'combo box', 'check box', 'radio', 'spin button', 'slider', 'image', 'menu item')
# An image inside a control is its ornament; the drawn ones stand alone and must speak.
INSIDE = ('button', 'combo box', 'text box', 'entry', 'list item', 'row', 'check box', 'spin button')
# GTK's own: the arrow of a drop-down, the icons of an entry, the button inside a menu button.
ENGLISH = re.compile(r'\b(the|Add|Delete|Search|Choose|Show|Save|Open|Close|of|and)\b')


def is_mute(node, all_nodes):
    """A control without a name that holds no words either."""
    if node.role not in ROLES or node.name.strip() or any(a.role in INSIDE for a in node.ancestors()):
        return False
    return not any(n.role == 'label' and n.name.strip() and node.path in [a.path for a in n.ancestors()]
                   for n in all_nodes)


with desk() as d:
    app = App(d, [PROGRAM])
    app.find('button', 'Ouvrir le territoire de démonstration').click()
    words(app, '71 acteurs', timeout=20)
    d.press('ctrl+k')
    d.type_text('mat drome\n')
    words(app, 'Le Mat Drôme')

    for screen in ('Annuaire', 'Carte', 'Partenariats', 'Monographies', 'Partager une copie'):
        app.find('button', screen, where=lambda n: any(a.name == 'Écrans' for a in n.ancestors())).click()
        d.settle(timeout=15)
        nodes = app.tree()
        mute = [n for n in nodes if is_mute(n, nodes) and n.shown()]
        assert not mute, '%s: %s\n%s' % (screen, mute, '\n'.join(map(repr, mute[0].ancestors()[:4])))
        english = [n for n in nodes if n.role in ROLES and ENGLISH.search(n.name) and n.shown()]
        assert not english, '%s speaks English: %s' % (screen, english)
        print(screen, len(nodes), 'things, none mute')

    app.check_log()
    assert app.quit() == 0
