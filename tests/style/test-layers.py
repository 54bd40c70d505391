"""Each layer includes only what DESIGN §2 lets it include, and GTK stays in ui."""

import re

from style import files, finish, read

MAY_INCLUDE = {
    'model': [],
    'store': ['model'],
    'analysis': ['model'],
    'territory': ['model'],
    'render': ['model', 'analysis', 'territory'],
    'document': ['model', 'render'],
    'exchange': ['model', 'store', 'analysis', 'territory'],
    'cli': ['model', 'store', 'analysis', 'territory', 'render', 'document', 'exchange'],
    'ui': ['model', 'store', 'analysis', 'territory', 'render', 'document', 'exchange'],
}
EXTERNAL = {
    'sqlite3.h': ['store', 'territory', 'exchange'],
    'igraph': ['analysis'],
    'gtk/': ['ui'],
    'shumate/': ['ui'],
    'libsoup/': ['ui'],
    'cairo': ['render', 'document', 'ui', 'cli'],
    'pango/': ['render', 'document', 'ui'],
    'cmark': ['document'],
    'zip.h': ['document', 'exchange'],
    'libxml/': ['exchange', 'document'],
    'libical/': ['exchange'],
    'enchant': ['ui'],
    'json-glib/': ['model', 'exchange', 'cli', 'ui'],
}
# Screens do not know each other: only the window and what is common are shared.
SCREENS_SHARED = ['common', 'records', 'table', 'time']

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def problem_of(path, kind, included):
    layer = path.split('/')[1]
    target = included.split('/')[0]

    if kind == '"':
        if target in MAY_INCLUDE and target != layer and target not in MAY_INCLUDE[layer]:
            return '%s: %s/ must not know %s/ (%s)' % (path, layer, target, included)
        if layer == 'ui' and target == 'ui':
            screen, other = path.split('/')[2], included.split('/')[1]
            if screen != 'window' and screen.endswith('.c') is False and other != screen \
                    and other not in SCREENS_SHARED:
                return '%s: the screen %s must not know the screen %s' % (path, screen, other)
        return None

    for name, layers in EXTERNAL.items():
        if included.startswith(name) and layer not in layers:
            return '%s: %s/ must not know <%s>' % (path, layer, included)
    return None


problems = []
for path in files('src', '.c', '.h'):
    for kind, included in INCLUDE.findall(read(path)):
        problem = problem_of(path, kind, included)
        if problem:
            problems.append(problem)

# The test can fail: it refuses what it must refuse.
assert problem_of('src/store/x.c', '<', 'gtk/gtk.h')
assert problem_of('src/model/x.c', '"', 'store/mlg-store.h')
assert problem_of('src/ui/map/x.c', '"', 'ui/directory/mlg-directory-view.h')
assert not problem_of('src/ui/map/x.c', '"', 'ui/common/mlg-view.h')

igraph = [p for p in files('src', '.c', '.h') if '#include <igraph' in read(p)]
if len(igraph) > 1:
    problems.append('igraph is confined to one file, found in: ' + ', '.join(igraph))

finish(problems)
