"""What the journeys share: a desk in French, a demonstration file, the names of things.

The French of a program that is not installed is in <build>/po/fr/LC_MESSAGES; glibc takes it
through LANGUAGE as soon as the locale is any UTF-8 one.
"""
import os, pathlib, subprocess, sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
try:
    from e2e import App, Desk, NotFound, wait_for
except ImportError as e:
    print('skipped: %s (Debian: python3-dbus, python3-xlib)' % e)
    sys.exit(77)

BUILD = pathlib.Path(os.environ.get('MAILLAGE_BUILD', '.')).resolve()
PROGRAM = str(BUILD / 'src/ui/maillage')
NARROW = '\u202f'


def need(*programs):
    import shutil
    missing = [p for p in programs if not shutil.which(p)]
    if missing:
        print('skipped: no %s' % ', '.join(missing))
        sys.exit(77)


def desk(size=(1280, 800), **env):
    need('Xvfb', 'dbus-daemon')
    return Desk(lang='C.UTF-8', size=size,
                env={'LANGUAGE': 'fr', 'MAILLAGE_LOCALEDIR': os.environ.get('MAILLAGE_LOCALEDIR', str(BUILD / 'po')),
                     'MAILLAGE_AUTHOR': 'Épreuve', **env})


def new_demo(d, name='Pays.maillage'):
    """The demonstration territory in a new file, made as a user's script would."""
    path = os.path.join(d.env['HOME'], name)
    subprocess.run([str(BUILD / 'src/cli/maillage-cli'), 'new', path, '--demo', '--title', 'Pays de démonstration'],
                   env={**d.env, 'LC_ALL': 'C.UTF-8'}, check=True)
    return path


def open_file(d, path):
    """The program on a file, its window filling the screen as a window manager would."""
    app = App(d, [PROGRAM, path])
    return app


def words(app, text, timeout=5.0):
    """Wait until a label says this (part of what it says)."""
    import re
    return app.find(None, re.compile(re.escape(text)), timeout=timeout, shown=False)
