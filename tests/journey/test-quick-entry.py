"""Eighteen people call out names, one types without looking: the keyboard alone, from the first
letter to the file."""
import json, subprocess
from journey import *


def rows(path, entity='actor'):
    out = subprocess.run([str(BUILD / 'src/cli/maillage-cli'), 'list', path, entity, '--json'],
                         env={**d.env, 'LC_ALL': 'C.UTF-8'}, check=True, capture_output=True, text=True).stdout
    return json.loads(out)['rows']


def by_name(path):
    return {row['name']: row for row in rows(path)}


with desk() as d:
    path = new_demo(d)
    before = len(rows(path))
    app = open_file(d, path)
    line = app.find('text box', 'Ajouter un acteur', timeout=20)
    d.settle()

    # A name, Enter, a name, Enter: without a look between two.
    d.type_text('Fromagerie du Mezenc\nTiers-lieu de Chirols\nBergerie des Sucs\n')
    words(app, '« Bergerie des Sucs » est saisi.'.replace('« ', '«' + NARROW).replace(' »', NARROW + '»'))

    # A commune by a few letters and Tab, a theme by its own, a partner by its own.
    d.type_text('Laine et compagnie, saugu')
    app.find('list item', 'Saugues', timeout=10)
    d.press('Tab')
    d.type_text(' #lai')
    app.find('list item', 'Laine')
    d.press('Tab')
    d.type_text(' -> ardel')
    app.find('list item', 'Ardelaine')
    d.press('Tab', 'Return')
    words(app, 'est en lien avec')

    # What is known is said before it is there twice; Enter shows it, Ctrl+Enter insists.
    d.type_text('ARDELAINE')
    words(app, 'est déjà dans le fichier')
    d.press('Return')
    words(app, 'voici sa fiche')
    d.type_text('Fromagerie du Mezenk')
    words(app, 'Peut-être déjà là')
    d.press('Down', 'Return')
    words(app, 'voici sa fiche')
    d.type_text('Bergerie des Sucs')
    words(app, 'est déjà dans le fichier')
    d.press('ctrl+Return')
    words(app, 'est saisi')

    # Ctrl+Z takes back the typing, then the file.
    d.type_text('Faute de frappe')
    wait_for(lambda: line.text() == 'Faute de frappe', what='the words typed')
    d.press('ctrl+z')
    wait_for(lambda: line.text() != 'Faute de frappe', what='the typing taken back')
    words(app, '%d acteurs' % (before + 5))
    d.press('ctrl+a', 'BackSpace')
    wait_for(lambda: line.text() == '', what='an empty line')
    d.press('ctrl+z')
    words(app, '%d acteurs' % (before + 4))

    # The buttons under the line, by Tab and Space; what is said there is in the line.
    d.type_text('Mairie de Chirols')
    d.press('Tab', 'Tab', 'space')
    wait_for(lambda: line.text().endswith('@ '), what='the sign of a commune in the line')
    d.type_text('07380 #2\n')
    words(app, 'est saisi')

    d.press('ctrl+s')
    words(app, 'Enregistré')
    app.check_log()
    assert app.quit() == 0

    actors = by_name(path)
    assert len(rows(path)) == before + 5, len(rows(path)) - before
    wool = actors['Laine et compagnie']
    assert (wool['locality'], wool['insee_code'], wool['postal_code']) == ('Saugues', '43234', '43170'), wool
    assert 'wool' in str(wool['themes']), wool
    links = [row for row in rows(path, 'partnership') if wool['id'] in (row['a'], row['b']) or wool.get('uuid') in (row['a'], row['b'])]
    assert len(links) == 1 and links[0]['state'] == 'active', links
    assert actors['Mairie de Chirols']['category'] == 'local_authorities', actors['Mairie de Chirols']
