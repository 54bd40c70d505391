"""Every .ui template and every shipped JSON and XML file can be read."""

import json
import os
import re
import xml.etree.ElementTree as tree

from style import SOURCE, files, finish, read

problems = []

# What a button or a menu asks the window or the program for must be there, or it stays grey for ever.
KNOWN = {name for path in files('src/ui/window', '.c') for name in re.findall(r'\{ "([a-z-]+)"|simple_action_new\w* \("([a-z-]+)"|add_choice \(self, "([a-z-]+)"', read(path))
         for name in name if name} | {'show-help-overlay'}
asked = [(path, name) for path in files('ui', '.ui')
         for name in re.findall(r'<(?:property name="action-name"|attribute name="action")>(?:win|app)\.([a-z-]+)', read(path))]
asked += [(path, name) for path in files('src/ui', '.c') for name in re.findall(r'"(?:win|app)\.([a-z-]+)', read(path))]
problems += ['%s: nothing is called win.%s or app.%s' % (path, name, name) for path, name in asked if name not in KNOWN]

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
