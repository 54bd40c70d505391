"""Questions to the graph, as in front of a room: who stands alone, without whom the group falls apart, by whom
to reach somebody, since when; then what changed. By the keyboard, and read as a screen reader would."""
import re, subprocess
from journey import *


def says(text, timeout=15):
    return app.find(None, re.compile(text), timeout=timeout, shown=False)


def nothing_says(text, timeout=10):
    wait_for(lambda: not [n for n in app.tree() if re.search(text, n.name or '')], timeout, 'nobody to say %r' % text)


def ask(key, sentence):
    """A key over the drawing; the panel answers in a sentence."""
    app.find('image', 'Graphe des partenariats').click()
    d.press('Escape')
    d.settle()
    d.press(key)
    return says(sentence)


def pick(placeholder, name):
    app.find('text box', placeholder).click()
    d.type_text(name)
    d.settle()
    d.press('Down', 'Return')
    d.settle()


with desk() as d:
    path = new_demo(d)
    app = open_file(d, path)
    app.find('text box', 'Ajouter un acteur', timeout=30)
    d.press('ctrl+3')
    app.find('image', 'Graphe des partenariats', timeout=20)
    d.settle()

    # Story 8: one key each.
    ask('s', 'acteurs ne sont reliés à personne')
    says('^Incroyables Comestibles de Clermont-Ferrand$')
    d.press('Escape')
    nothing_says('acteurs ne sont reliés à personne')
    ask('p', '12 acteurs sans qui un groupe se coupe')
    says('^Sans MES, le groupe se coupe en 11')
    says('^Sans Labo de l’ESS, le groupe se coupe en trois')
    ask('i', '11 groupes d’acteurs reliés entre eux')
    says('^Îlot de 19 acteurs$')
    ask('r', 'par ordre alphabétique')
    says('^MES, relié à 11 acteurs$')

    # The menu names every question and its key.
    app.find('button', 'Lire le graphe').click()
    for name, key in ('Ponts', 'P'), ('Chemin entre deux acteurs', 'C'), ('Qui pourrait se rencontrer', 'T'), ('Période', 'Q'):
        app.find('button', '%s (%s)' % (name, key))
    d.press('Escape')
    d.settle()

    # Story 3: by whom to reach somebody; the wished step is told, and that there is no way.
    app.find('image', 'Graphe des partenariats').click()
    d.press('Escape', 'Escape')
    d.press('c')
    pick('Un autre départ', 'RTES')
    pick('Une autre arrivée', 'Générateur Bourgogne')
    says('^De RTES à Générateur Bourgogne Franche-Comté en 3 pas, dont 1 seulement souhaité')
    says('^RTES ⇢ MES')
    says('^MES → PESAD 21.*adhésion$')
    says('^PESAD 21 → Générateur Bourgogne Franche-Comté.*partenariat')
    pick('Une autre arrivée', 'Incroyables')
    says('^Aucun chemin de RTES à Incroyables Comestibles')

    # F54: the time, by the keyboard.
    ask('q', '^Début de la période.*1987$')
    app.find('button', 'Date précédente').click()
    app.find('button', 'Date précédente').click()
    says('^70 acteurs · 47 partenariats')
    end = app.find('slider', re.compile('^Fin de la période'), shown=False)
    end.click()
    for _ in range(24):
        d.press('Right')
    says('^Fin de la période.*2011$')
    says('^de 1987 à 2011')
    d.press('End')
    says('^Fin de la période.*2013$')
    says('^71 acteurs · 52 partenariats')
    app.find('button', 'Revenir à toutes les dates').click()
    d.settle()

    # What changed today: everything, in a file made today.
    ask('j', '^71 nouveaux acteurs, 52 nouveaux partenariats')
    says('^\\+ Nouvel acteur.*MES$')
    app.check_log()
