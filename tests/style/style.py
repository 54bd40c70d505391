"""What the style tests share: the tree, its files, and how a test ends."""

import os
import subprocess
import sys

SOURCE = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else os.getcwd()
BUILD = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else os.path.join(SOURCE, 'build')
SKIPPED = 77


def files(folder, *endings):
    """Paths relative to the tree, sorted, of the files below folder with one of these endings."""
    found = []
    for here, folders, names in os.walk(os.path.join(SOURCE, folder)):
        folders[:] = [f for f in folders if not f.startswith(('.', 'build', '__pycache__'))]
        found += [os.path.relpath(os.path.join(here, n), SOURCE) for n in names if n.endswith(endings)]
    return sorted(found)


def read(path):
    with open(os.path.join(SOURCE, path), encoding='utf-8') as f:
        return f.read()


def run(*command, env=None):
    """(exit code, everything it printed)"""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env=dict(os.environ, **(env or {})))
    return done.returncode, done.stdout


def finish(problems):
    for problem in problems:
        print(problem)
    print('%d problems' % len(problems))
    sys.exit(1 if problems else 0)


def skip(why):
    print('skipped: ' + why)
    sys.exit(SKIPPED)
