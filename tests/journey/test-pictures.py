"""A picture of every screen, in French: light, dark and projector, 1280×800 and 1920×1080, in
<build>/pictures. Looked at by people; the test fails when one cannot be made, is nearly blank,
or when the log complains. The README shows four of them, from <build>/pictures/readme; to renew
those it has:  cp build/pictures/readme/* data/screenshots
"""
import os, pathlib
from journey import *

FOLDER = BUILD / 'pictures'
SCREENS = ('directory', 'ctrl+1'), ('map', 'ctrl+2'), ('partnerships', 'ctrl+3'), ('monographs', 'ctrl+4')
SIZES = (1280, 800), (1920, 1080)
README = {'directory': 'annuaire', 'map': 'carte', 'partnerships': 'partenariats', 'monographs': 'monographies'}
# Without a window manager the window has its frame and the shadow's room around it.
FRAME = 5


def settings(d, **values):
    folder = pathlib.Path(d.env['XDG_CONFIG_HOME'], 'maillage')
    folder.mkdir(exist_ok=True)
    (folder / 'settings.ini').write_text('[Maillage]\n' + ''.join('%s=%s\n' % item for item in values.items()))


def is_nearly_blank(d):
    """More than 99.5 % of the points are of one colour."""
    w, h, data = d.grab()
    points = memoryview(data).cast('I')
    sample = [points[i] for i in range(0, w * h, 97)]
    return max(sample.count(c) for c in set(sample)) > 0.995 * len(sample)


def take(d, name):
    d.settle(0.4, timeout=20)
    assert not is_nearly_blank(d), name
    d.screenshot(str(FOLDER / (name + '.png')))
    print(name)


def take_all(size, theme):
    suffix = '%s-%dx%d' % ((theme,) + size)
    with desk(size) as d:
        settings(d, theme=theme, width=size[0], height=size[1], maximized=1)
        app = App(d, [PROGRAM])
        take(d, 'start-' + suffix)
        app.find('button', 'Ouvrir le territoire de démonstration').click()
        words(app, '71 acteurs', timeout=20)
        for name, keys in SCREENS:
            d.press(keys)
            take(d, name + '-' + suffix)
            if (size, theme) == (SIZES[0], 'light'):
                d.screenshot(str(FOLDER / 'readme' / (README[name] + '.png')),
                             (FRAME, FRAME, size[0] - 2 * FRAME, size[1] - 2 * FRAME))

        d.press('ctrl+k')
        d.type_text('le mat drome\n')
        words(app, 'Le Mat Drôme')
        for name, keys in SCREENS[:3]:
            d.press(keys)
            take(d, name + '-sheet-' + suffix)

        if theme == 'light':
            d.press('F11')
            for name, keys in SCREENS:
                d.press(keys)
                take(d, name + '-projector-%dx%d' % size)
        app.check_log()
        app.quit()


(FOLDER / 'readme').mkdir(parents=True, exist_ok=True)
for size in SIZES:
    for theme in ('light', 'dark'):
        take_all(size, theme)
