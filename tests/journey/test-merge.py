"""A colleague's copy comes in: chosen, looked at, one thing refused, merged, taken back; then the copy that a
synchronising program leaves beside the file is pointed out, and a moment is named and returned to.
"""
import json, os, re, shutil, subprocess
from journey import *

CLI = str(BUILD / 'src/cli/maillage-cli')


def cli(d, *args, author='Jeanne'):
    done = subprocess.run([CLI, *args], env={**d.env, 'LC_ALL': 'C.UTF-8', 'MAILLAGE_AUTHOR': author}, check=True,
                          capture_output=True, text=True)
    return done.stdout


def press(app, name, role='button'):
    """A button whose whole name this is, wherever it stands."""
    node = app.find(role, name)
    node.reveal()
    node.click()


def screen(app, name):
    node = wait_for(lambda: [n for n in app.tree() if n.name == name and n.role == 'button'], 10, name)[0]
    node.reveal()
    node.click()


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
    copy = os.path.join(d.env['HOME'], 'copie de Jeanne.maillage')
    cli(d, 'share', path, copy, '--level', 'complete', '--to', 'Jeanne', author='Anne')
    cli(d, 'add', copy, 'actor', 'name=La Fabrique du Vivarais')
    cli(d, 'add', copy, 'actor', 'name=À ne pas prendre')
    cli(d, 'set', copy, 'actor', 'a-ardelaine', 'acronym=ARD')
    cli(d, 'set', path, 'actor', 'a-ardelaine', 'acronym=ARDL', author='Anne')

    app = open_file(d, path)
    words(app, '71 acteurs', timeout=20)
    screen(app, 'Fusionner une copie')
    press(app, 'Choisir la copie…')
    choose_file(d, app, copy)

    # Said in which direction, who wrote what, and nothing is written yet.
    words(app, 'entre dans votre fichier', timeout=20)
    words(app, 'ARDL')
    words(app, 'Jeanne')
    words(app, 'Décider plus tard')
    tick = app.find('check box', re.compile('Prendre.*À ne pas prendre'))
    tick.click()
    d.settle()
    press(app, 'Fusionner dans mon fichier')
    words(app, 'La copie est fusionnée', timeout=20)
    words(app, 'Deux personnes ont écrit autre chose', timeout=10)

    # One click takes it all back, and one does it again.
    press(app, 'Annuler toute la fusion')
    screen(app, 'Annuaire')
    words(app, '71 acteurs', timeout=20)
    d.press('ctrl+shift+z')
    words(app, '72 acteurs', timeout=20)
    d.press('ctrl+s')
    words(app, 'Enregistré', timeout=20)
    rows = json.loads(cli(d, 'list', path, 'actor', '--search', 'Fabrique du Vivarais', '--json'))['rows']
    assert len(rows) == 1, rows
    assert json.loads(cli(d, 'list', path, 'actor', '--search', 'ne pas prendre', '--json'))['rows'] == []

    # Nextcloud leaves a copy beside the file: said, not merged.
    beside = path.replace('.maillage', ' (conflicted copy 2026-11-22 101500).maillage')
    other = os.path.join(d.env['HOME'], 'autre.maillage')
    shutil.copyfile(path, other)
    cli(d, 'add', other, 'actor', 'name=Du nuage')
    shutil.copyfile(other, beside)
    words(app, 'Une copie de ce fichier se trouve à côté', timeout=20)
    press(app, 'La regarder…')
    words(app, 'Du nuage', timeout=20)
    press(app, 'Annuler')

    # A moment is named, and returned to.
    screen(app, 'Historique')
    entry = app.find('text box', 'Nom de ce moment', timeout=20)
    entry.fill('Avant la réunion')
    press(app, 'Nommer ce moment')
    words(app, 'Avant la réunion', timeout=20)
    cli(d, 'set', path, 'actor', 'a-mes', 'acronym=AUTRE')

    app.check_log()
    app.quit()
