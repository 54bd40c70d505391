"""Every .ui template and every shipped JSON and XML file can be read."""

import json
import os
import xml.etree.ElementTree as tree

from style import SOURCE, files, finish, read

problems = []
for path in files('ui', '.ui', '.xml'):
    try:
        root = tree.parse(os.path.join(SOURCE, path)).getroot()
    except tree.ParseError as error:
        problems.append('%s: %s' % (path, error))
        continue
    # A control with only an icon needs a name for those who do not see it.
    for button in root.iter('object'):
        properties = {p.get('name') for p in button.findall('property')}
        if 'Button' in button.get('class', '') and 'icon-name' in properties and 'label' not in properties:
            named = 'tooltip-text' in properties or button.find('accessibility') is not None
            if not named:
                problems.append('%s: a %s with only an icon has no name' % (path, button.get('class')))

for path in files('data', '.json'):
    try:
        json.loads(read(path))
    except ValueError as error:
        problems.append('%s: %s' % (path, error))

finish(problems)
