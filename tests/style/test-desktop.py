"""The desktop entry, the metainfo, the MIME type and the icons are valid."""

import os
import shutil

from style import BUILD, SOURCE, files, finish, run

problems = []
CHECKS = [
    ('desktop-file-validate', [os.path.join(BUILD, 'data', 'org.maillage.Maillage.desktop')]),
    ('appstreamcli', ['validate', '--no-net', os.path.join(BUILD, 'data', 'org.maillage.Maillage.metainfo.xml')]),
    ('xmllint', ['--noout', os.path.join(SOURCE, 'data', 'org.maillage.Maillage.mime.xml')]),
]
CHECKS += [('xmllint', ['--noout', os.path.join(SOURCE, icon)]) for icon in files('data/icons', '.svg')]

for program, arguments in CHECKS:
    if not shutil.which(program):
        print('skipped: %s is not installed' % program)
        continue
    code, said = run(program, *arguments)
    if code:
        problems.append('%s %s: %s' % (program, arguments[-1], said))

finish(problems)
