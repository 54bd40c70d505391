"""The map's dialogs by the keyboard alone: who is missing here, the layers and the ground, the poster saved as PDF,
an area prepared offline. With PICTURES set, pictures of each in light, dark and projected, to be looked at."""
import os, pathlib, re, subprocess
from journey import *

PICTURES = os.environ.get('PICTURES')
TITLE = 'Carte de l’atelier'


def settings(d, **values):
    folder = pathlib.Path(d.env['XDG_CONFIG_HOME'], 'maillage')
    folder.mkdir(exist_ok=True)
    (folder / 'settings.ini').write_text('[Maillage]\n' + ''.join('%s=%s\n' % item for item in values.items()))


def picture(d, name):
    if PICTURES:
        d.settle(0.4, timeout=15)
        d.screenshot(os.path.join(PICTURES, name + '.png'))


def tab_to(d, app, name, most=60, key='Tab'):
    """As somebody without a mouse: key after key until it has the focus."""
    for _ in range(most):
        focused = [n for n in app.tree() if n.is_('focused') and n.name and re.search(name, n.name)]
        if focused:
            return focused[0]
        d.press(key)
        d.settle(0.1, timeout=3)
    raise NotFound('%r never has the focus; it is on %r' % (name, [n for n in app.tree() if n.is_('focused')]))


def on_the_map(d, path):
    app = open_file(d, path)
    app.find('text box', 'Ajouter un acteur', timeout=30)
    d.press('ctrl+2')
    app.find('image', re.compile('^Carte'), timeout=20)
    d.settle(timeout=10)
    return app


def who_is_missing(d, app, look):
    # The map is asked by one key; Ctrl leaves it without going from mark to mark; the panel says it in words.
    x, y, w, h = app.find('image', re.compile('^Carte')).box()
    d.click(x + w // 2, y + h // 2)
    d.press('Escape', 'Escape', 'q')
    d.settle(timeout=5)
    tab_to(d, app, 'Qui manque', key='ctrl+shift+Tab')
    d.press('enter')
    shown = app.find('check box', re.compile('^_?Montrer|^_?L’afficher|Q\\)'), timeout=10)
    assert shown.is_('checked'), shown
    words(app, 'départements', timeout=10)
    picture(d, look + '-missing')
    d.press('space')
    wait_for(lambda: not app.find('check box', re.compile('Q\\)')).is_('checked'), 10, 'it to be hidden')
    d.press('Escape')
    d.settle()


def layers(d, app, look):
    tab_to(d, app, '^Couches', key='ctrl+shift+Tab')
    d.press('enter')
    drawn = app.find(None, re.compile('^Carte dessinée'), timeout=10)
    online = app.find(None, re.compile('^Plan de l’IGN'))
    # No network is used unasked.
    assert drawn.is_('checked') and not online.is_('checked')
    picture(d, look + '-layers')
    d.press('Escape')
    d.settle()


def poster(d, app, look):
    d.press('ctrl+p')
    app.find('window', re.compile('Affiche'), timeout=15)
    d.settle(timeout=10)
    d.press('ctrl+a')
    d.type_text(TITLE)
    d.settle(timeout=10)
    picture(d, look + '-poster')
    out = os.path.join(d.env['HOME'], 'affiche.pdf')
    d.press('alt+e')
    wait_for(lambda: len(app.x_windows(popup=False)) > 2, 15, 'the file chooser')
    d.settle()
    d.press('ctrl+a')
    d.type_text(out + '\n')
    wait_for(lambda: os.path.exists(out), 40, out)
    wait_for(lambda: len(app.x_windows(popup=False)) == 2, 10, 'the file chooser to close')
    d.settle()
    need('pdftotext', 'pdfimages')
    said = subprocess.run(['pdftotext', out, '-'], capture_output=True, text=True, check=True).stdout
    assert TITLE in said and 'Ateliers de la Bruyère' in said, said[:400]
    images = subprocess.run(['pdfimages', '-list', out], capture_output=True, text=True, check=True).stdout
    assert len(images.splitlines()) == 2, images
    d.press('Escape')
    wait_for(lambda: not app.find_all('window', re.compile('^Affiche')), 10, 'the poster to close')


def offline(d, app, look):
    tab_to(d, app, '^Couches', key='ctrl+shift+Tab')
    d.press('enter')
    app.find('button', re.compile('Préparer hors ligne'), timeout=10)
    tab_to(d, app, 'Préparer hors ligne', most=20)
    d.press('enter')
    app.find('window', re.compile('hors ligne'), timeout=10)
    words(app, 'images')
    picture(d, look + '-offline')
    d.press('Escape')
    wait_for(lambda: not app.find_all('window', re.compile('hors ligne')), 10, 'the dialog to close')


def walk(size, look, theme='light', projected=False):
    with desk(size) as d:
        settings(d, theme=theme, width=size[0], height=size[1], maximized=1)
        app = on_the_map(d, new_demo(d))
        if projected:
            d.press('F11')
            d.settle(timeout=10)
        who_is_missing(d, app, look)
        layers(d, app, look)
        poster(d, app, look)
        offline(d, app, look)
        app.check_log()
        assert app.quit() == 0


walk((1280, 800), 'light')
if PICTURES:
    walk((1280, 800), 'dark', theme='dark')
    walk((1920, 1080), 'large')
    walk((1280, 800), 'projected', projected=True)
