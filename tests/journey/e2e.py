"""e2e - drive a GTK 4 program the way a person does, without a screen.

Runs with Debian's /usr/bin/python3, python3-dbus and python3-xlib; needs xvfb, dbus-daemon and at-spi2-core. A Desk is a
private world: its own Xvfb, D-Bus session, accessibility bus and XDG folders, perhaps a window manager. An App is one
process on a desk, a Node one accessible object (a widget) of it. Reading goes over AT-SPI in plain D-Bus calls, each with
a time limit, nothing cached; acting goes through XTEST, the events a mouse and a keyboard cause. GTK 4 knows no screen
coordinates: Node.place() finds the X window of the window or popover that GTK gives a widget's place in.
"""
import contextlib, ctypes, itertools, os, pathlib, re, shutil, signal, struct, subprocess, tempfile, time, zlib
import dbus, dbus.connection
from Xlib import X, XK, display as xdisplay, error as xerror
from Xlib.ext import xtest
from Xlib.protocol.event import ClientMessage

PATIENCE = float(os.environ.get('E2E_PATIENCE', 1))     # multiplies all waiting: 5 for valgrind
LOADED = 4                                              # what should come may be so much slower on a busy machine
CALL_TIMEOUT = 5.0 * PATIENCE * LOADED                  # seconds one AT-SPI call may take
A11Y, ROOT, PROPERTIES = 'org.a11y.atspi.', '/org/a11y/atspi/accessible/root', 'org.freedesktop.DBus.Properties'
BUS = 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus'
# AT-SPI numbers. Roles are in the words of GtkAccessibleRole; filler is what AT-SPI knows no number for.
STATES = {'active': 1, 'busy': 3, 'checked': 4, 'editable': 7, 'expanded': 10, 'focusable': 11, 'focused': 12,
          'modal': 16, 'pressed': 20, 'selected': 23, 'sensitive': 24, 'indeterminate': 32, 'read-only': 43}
ROLES = {7: 'check box', 8: 'check menu item', 11: 'combo box', 16: 'dialog', 20: 'filler', 23: 'window', 27: 'image',
         29: 'label', 31: 'list', 32: 'list item', 33: 'menu', 35: 'menu item', 37: 'tab', 38: 'tab list', 39: 'group',
         40: 'password', 42: 'progress bar', 43: 'button', 44: 'radio', 48: 'scroll bar', 49: 'scroll pane', 51: 'slider',
         52: 'spin button', 55: 'table', 56: 'cell', 61: 'text box', 65: 'tree', 66: 'tree grid', 79: 'entry',
         83: 'heading', 88: 'link', 90: 'row', 98: 'list box', 103: 'meter', 45: 'radio menu item'}
LISTS = 'list', 'list box', 'tree', 'tree grid', 'table'
CLASS_NAME = re.compile(r'^(Gtk|Mlg|Shumate)[A-Z]\w+$')         # GTK 4.8 calls the nameless by their class
KEYS = {'ctrl': 'Control_L', 'shift': 'Shift_L', 'alt': 'Alt_L', 'super': 'Super_L', 'esc': 'Escape', 'enter': 'Return',
        'tab': 'Tab', 'pgup': 'Prior', 'pgdn': 'Next', '\n': 'Return', '\t': 'Tab'}
FOREIGN = 'éèêëàâäùûüîïôöçœæÿÉÈÊÀÂÇÔŒ«»‘’“”…–—€°×½✓日'    # put on keys before any program starts
TROUBLE = re.compile(r'CRITICAL|WARNING|\*\* ERROR|(Address|Leak|UndefinedBehavior)Sanitizer|runtime error:')


class NotFound(AssertionError):
    """Something that should be there is not (yet)."""


def wait_for(test, timeout=5.0, what='condition', every=0.01):
    """The first truthy value of test(); NotFound counts as not yet. Below three seconds it may well never come."""
    timeout *= PATIENCE * (LOADED if timeout >= 3 else 1)
    stop = time.monotonic() + timeout
    while True:
        try:
            last = test()
            if last:
                return last
        except NotFound as e:
            last = e
        if time.monotonic() > stop:
            raise NotFound('%s: not within %.1f s (last: %s)' % (what, timeout, last))
        time.sleep(every)


def same(wanted, found):
    """A compiled regex is searched for; a string must be equal, give or take the _ of a mnemonic.
    GTK 4.8 calls a button labelled "_Save" either "_Save" or "_Save Save", and one labelled "7" also "7 7"."""
    if hasattr(wanted, 'search'):
        return bool(wanted.search(found))
    return wanted is None or wanted == found or found.replace('_', '', 1) in (wanted, wanted + ' ' + wanted)


def start(argv, env, log_path, **more):
    """A child process that dies with us (strictly: with the thread that starts it)."""
    with open(log_path, 'wb') as log:
        return subprocess.Popen(argv, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                preexec_fn=lambda: ctypes.CDLL(None).prctl(1, signal.SIGTERM), **more)


class Desk:
    """A private X server, D-Bus session, accessibility bus and set of XDG folders."""

    def __init__(self, lang='C.UTF-8', size=(1600, 1000), wm=None, env=None, keep=False):
        self.children, self.apps, self.keep = [], [], keep
        # A window manager holds clicks back while it decides on the focus; keys sent at once would overtake them.
        self.pace, self.scale = 0.1 if wm else 0.02, int((env or {}).get('GDK_SCALE', 1))
        self.dir = tempfile.mkdtemp(prefix='e2e-')
        # Not os.environ: GTK_*, GDK_*, G_*, LC_*, WAYLAND_DISPLAY, NO_AT_BRIDGE must not leak in.
        self.env = {k: os.environ[k] for k in ('PATH', 'LD_LIBRARY_PATH') if k in os.environ}
        for name in ('HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_RUNTIME_DIR'):
            self.env[name] = os.path.join(self.dir, name.lower())
            os.mkdir(self.env[name], 0o700)
        self.env.update(LANG=lang, LANGUAGE=lang.split('.')[0], TZ='UTC', GDK_BACKEND='x11', GSK_RENDERER='cairo',
                        GDK_DEBUG='gl-disable', GTK_A11Y='atspi', ADW_DISABLE_PORTAL='1', GIO_USE_VFS='local',
                        GSETTINGS_BACKEND='keyfile', GTK_IM_MODULE='gtk-im-context-simple')
        self.env.update(env or {})
        os.mkdir(self.env['XDG_CONFIG_HOME'] + '/gtk-4.0')
        pathlib.Path(self.env['XDG_CONFIG_HOME'], 'gtk-4.0/settings.ini').write_text(
            '[Settings]\ngtk-enable-animations=false\ngtk-cursor-blink=false\n')
        self.env['DISPLAY'] = ':' + self._child('Xvfb -screen 0 %dx%dx24 -nolisten tcp -noreset -displayfd {fd}' % size)
        self.x = xdisplay.Display(self.env['DISPLAY'])
        self.root, self.links = self.x.screen().root, [self.x]
        self.x.change_keyboard_control(auto_repeat_mode=X.AutoRepeatModeOff)
        self._learn_keys()
        self.env['DBUS_SESSION_BUS_ADDRESS'] = self._child('dbus-daemon --session --nofork --print-address={fd}')
        if wm:
            self._child(wm)
            wait_for(lambda: self.property(self.root, '_NET_SUPPORTING_WM_CHECK'), 5, 'window manager')
        bus = self._bus(self.env['DBUS_SESSION_BUS_ADDRESS'])
        self.bus = self._bus(bus.call_blocking('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', '', ()))
        self.bus.call_blocking(A11Y + 'Registry', ROOT, A11Y + 'Accessible', 'GetChildren', '', ())

    def _child(self, command):
        """Start a helper; if its arguments end in {fd}, return the line it writes there."""
        r, w = os.pipe()
        argv = command.format(fd=w).split()
        self.children.append(start(argv, self.env, '%s/%s.log' % (self.dir, os.path.basename(argv[0])), pass_fds=[w]))
        os.close(w)
        with os.fdopen(r) as pipe:
            return pipe.readline().strip() if command.endswith('{fd}') else None

    def _bus(self, address):
        self.links.append(dbus.connection.Connection(address))
        self.links[-1].call_blocking(*BUS, 'Hello', '', ())
        return self.links[-1]

    def stop(self, *exc):
        for link in self.links:
            link.close()
        for process in [app.process for app in self.apps] + self.children[::-1]:
            process.terminate()         # the accessibility bus and its registry leave with the session bus
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()              # does nothing if it has ended
            process.wait()
        if not self.keep:
            shutil.rmtree(self.dir, ignore_errors=True)

    def __enter__(self): return self
    __exit__ = stop

    def _learn_keys(self):
        """Where every keysym is. Foreign characters go on unused keys now: a running program learns them late."""
        low, high = self.x.display.info.min_keycode, self.x.display.info.max_keycode
        self.keys, self.spare = {}, []
        for code, syms in enumerate(self.x.get_keyboard_mapping(low, high - low + 1), low):
            if not any(0 < sym < 0x10080000 for sym in syms):
                self.spare.append(code)         # no key, or a multimedia key
                continue
            for shifted in (0, 1):
                self.keys.setdefault(syms[shifted], (code, shifted))
        list(map(self._key, FOREIGN))

    def _key(self, name):
        """(keycode, shifted) of a character or of a key name such as Return or ctrl."""
        name = KEYS.get(name, name)
        sym = ord(name) + (0x1000000 if ord(name) > 255 else 0) if len(name) == 1 else XK.string_to_keysym(name)
        assert sym, 'there is no key named ' + name
        if sym not in self.keys:
            self.keys[sym] = self.spare.pop(), 0        # IndexError: more foreign characters than free keys
            self.x.change_keyboard_mapping(self.keys[sym][0], [[sym, sym]])
            self.x.sync()
            time.sleep(0.1 if self.apps else 0)
        return self.keys[sym]

    def _send(self, kind, detail=0, x=0, y=0):
        xtest.fake_input(self.x, kind, detail, x=int(x), y=int(y))
        self.x.sync()

    def _strike(self, codes):
        for kind, code in [(X.KeyPress, c) for c in codes] + [(X.KeyRelease, c) for c in codes[::-1]]:
            self._send(kind, code)

    def type_text(self, text, delay=0.0):
        """Type into whatever has the focus."""
        for c in text:
            code, shifted = self._key(c)
            self._strike([self._key('shift')[0], code] if shifted else [code])
            time.sleep(delay)

    def press(self, *chords):
        """press('ctrl+shift+s', 'Down', 'enter')"""
        for chord in chords:
            self._strike([self._key(part)[0] for part in re.split(r'(?<=.)\+', chord)])

    def move(self, x, y): self._send(X.MotionNotify, x=x, y=y)
    def click(self, x, y, button=1, count=1, to=None):
        """Press and release a button at x, y; a point `to` makes it a drag to there."""
        self.move(x - 1, y)
        self.move(x, y)
        for _ in range(count):
            self._send(X.ButtonPress, button)
            for i in range(1, 13 if to else 1):
                self.move(x + (to[0] - x) * i / 12, y + (to[1] - y) * i / 12)
                time.sleep(0.02 * PATIENCE)
            self._send(X.ButtonRelease, button)
            time.sleep(self.pace)

    def grab(self, box=None):
        """(width, height, bytes in the order B G R x) of the screen or of box = x, y, w, h."""
        g = self.root.get_geometry()
        x, y, w, h = box or (0, 0, g.width, g.height)
        w, h = min(w, g.width - x), min(h, g.height - y)
        return w, h, self.root.get_image(x, y, w, h, X.ZPixmap, 0xffffffff).data

    def pixel(self, x, y): return tuple(self.grab((x, y, 1, 1))[2][2::-1])
    def screenshot(self, path, box=None):
        w, h, data = self.grab(box)
        rgb = bytearray(w * h * 3)
        rgb[0::3], rgb[1::3], rgb[2::3] = data[2::4], data[1::4], data[0::4]
        lines = b''.join(b'\0' + rgb[i:i + w * 3] for i in range(0, len(rgb), w * 3))
        with open(path, 'wb') as f:
            f.write(b'\x89PNG\r\n\x1a\n')
            for part in (b'IHDR' + struct.pack('>2I5B', w, h, 8, 2, 0, 0, 0), b'IDAT' + zlib.compress(lines), b'IEND'):
                f.write(struct.pack('>I', len(part) - 4) + part + struct.pack('>I', zlib.crc32(part)))

    def settle(self, quiet=0.25, timeout=5.0, box=None):
        """Wait until the picture has not changed for `quiet` seconds."""
        def still():
            before = self.grab(box)
            time.sleep(quiet * PATIENCE)
            return self.grab(box) == before
        wait_for(still, timeout, 'the picture to come to rest', every=0)

    def latency(self, act, changed, timeout=5.0):
        """Seconds from act() until changed() is truthy, asked without pause."""
        began = time.perf_counter()
        act()
        wait_for(changed, timeout, 'a change', every=0)
        return time.perf_counter() - began

    def property(self, window, name):
        return getattr(window.get_full_property(self.x.intern_atom(name), X.AnyPropertyType), 'value', None)

    def windows(self, parent=None, px=0, py=0, depth=0):
        """Mapped X windows from bottom to top: dicts of window, pid, title, popup, x, y, w, h, shadow."""
        found = []
        for win in (parent or self.root).query_tree().children:
            with contextlib.suppress(xerror.XError):            # it may be closed meanwhile
                g, a = win.get_geometry(), win.get_attributes()
                if a.map_state == X.IsViewable and min(g.width, g.height) > 1:
                    x, y, title = px + g.x + g.border_width, py + g.y + g.border_width, self.property(win, '_NET_WM_NAME')
                    found.append(dict(window=win, pid=(self.property(win, '_NET_WM_PID') or [None])[0], x=x, y=y,
                                      w=g.width, h=g.height, popup=bool(a.override_redirect) and depth == 0,
                                      title=title.decode() if isinstance(title, bytes) else title,
                                      shadow=self.property(win, '_GTK_FRAME_EXTENTS') or (0, 0, 0, 0)))
                    if depth < 2:               # window managers put windows into frames
                        found += self.windows(win, x, y, depth + 1)
        return found

    def activate(self, win):
        """Bring a window to the front and give it the keyboard, as a task bar would."""
        win['window'].configure(stack_mode=X.Above)
        win['window'].set_input_focus(X.RevertToParent, X.CurrentTime)
        self.x.sync()
        time.sleep(self.pace)


class App:
    """One program on a desk."""

    def __init__(self, desk, argv, env=None, cwd=None, timeout=20.0):
        self.desk, self.log_path = desk, os.path.join(desk.dir, 'app%d.log' % len(desk.apps))
        began = time.perf_counter()
        self.process = start(argv, {**desk.env, **(env or {})}, self.log_path, cwd=cwd or desk.env['HOME'])
        desk.apps.append(self)
        self.bus_name = wait_for(self._find_bus_name, timeout, 'accessible program')
        wait_for(lambda: self.window_paths() and self.x_windows(popup=False), timeout, 'first window')
        self.start_seconds = time.perf_counter() - began

    def call(self, path, interface, method, signature='', *args, name=None):
        try:
            return self.desk.bus.call_blocking(name or self.bus_name, path, interface, method, signature, args,
                                               timeout=CALL_TIMEOUT)
        except dbus.DBusException as e:
            self.check_alive()
            raise NotFound('%s on %s: %s' % (method, path, e))

    def _find_bus_name(self):
        self.check_alive()
        for name, _ in self.call(ROOT, A11Y + 'Accessible', 'GetChildren', name=A11Y + 'Registry'):
            if self.desk.bus.call_blocking(*BUS, 'GetConnectionUnixProcessID', 's', (name,)) == self.process.pid:
                return name

    def window_paths(self): return [path for _, path in self.call(ROOT, A11Y + 'Accessible', 'GetChildren')]
    def tree(self):
        """All accessible objects, depth first. GetChildren is asked of every parent: it makes new children accessible
        and, unlike GetItems, knows the hidden; then one GetItems call tells everything about all of them."""
        items = {i[0][1]: i for i in self.call('/org/a11y/atspi/cache', A11Y + 'Cache', 'GetItems')}
        paths, stack = [], [(path, None) for path in reversed(self.window_paths())]
        while stack:
            path, parent = stack.pop()
            paths.append((path, parent))
            if path not in items or items[path][4]:
                with contextlib.suppress(NotFound):             # it may be gone meanwhile
                    stack += [(p, path) for _, p in reversed(Node(self, path).ask('Accessible', 'GetChildren'))]
        if not all(path in items for path, _ in paths):
            items = {i[0][1]: i for i in self.call('/org/a11y/atspi/cache', A11Y + 'Cache', 'GetItems')}
        nodes = {None: None}
        for path, parent in paths:
            nodes[path] = Node(self, path, items.get(path), nodes[parent])
        return list(nodes.values())[1:]

    def find_all(self, role=None, name=None, state=None, within=None, where=None):
        """Nodes in tree order; role and name as in same(), state 'focused' or '!checked', where a test on a node."""
        return [n for n in self.tree() if same(role, n.role) and same(name, n.name) and
                (state is None or (state.lstrip('!') in n.states) != state.startswith('!')) and
                (within is None or within.path in [a.path for a in n.ancestors()]) and (where is None or where(n))]

    def find(self, role=None, name=None, timeout=5.0, index=0, shown=True, **more):
        """The index-th such node, waiting for it; shown leaves out what has no place on the screen."""
        def look():
            hits = (n for n in self.find_all(role, name, **more) if not shown or n.shown())
            for hit in itertools.islice(hits, index, None):
                return hit
            raise NotFound('there is %s' % self.find_all(role)[:15])
        return wait_for(look, timeout, 'role=%r name=%r %s' % (role, name, more or ''))

    def dump(self): return '\n'.join('  ' * len(n.ancestors()) + repr(n) for n in self.tree())
    def x_windows(self, popup):
        return [w for w in self.desk.windows() if (w['pid'], w['popup']) == (self.process.pid, popup)]

    def menu(self, *names):
        """menu('Main menu', 'View', 'Zoom in'): click a menu button, then one item after the other."""
        self.find('button', names[0]).click()
        for name in names[1:]:
            self.find(re.compile('menu item'), name).click()

    def quit(self, timeout=10.0):
        """Close window after window as its close button would; the exit status."""
        def ended():
            for win in self.x_windows(popup=False)[-1:]:
                close = [self.desk.x.intern_atom('WM_DELETE_WINDOW'), X.CurrentTime, 0, 0, 0]
                win['window'].send_event(ClientMessage(window=win['window'], data=(32, close),
                                                       client_type=self.desk.x.intern_atom('WM_PROTOCOLS')))
                self.desk.x.sync()
            with contextlib.suppress(subprocess.TimeoutExpired):
                return str(self.process.wait(0.3))      # a string, for 0 is not truthy
        return int(wait_for(ended, timeout, 'end of the program'))

    def check_alive(self):
        assert self.process.poll() is None, 'program ended: %s\n%s' % (self.process.returncode, self.log()[-2000:])

    def lag(self): return self.desk.latency(self.window_paths, lambda: True)    # seconds the main loop needs to answer
    def log(self): return pathlib.Path(self.log_path).read_text(errors='replace')
    def check_log(self, allow=()):
        """Fail on warnings, criticals and sanitizer reports but those that match a regex in allow."""
        bad = [s for s in self.log().splitlines() if TROUBLE.search(s) and not any(re.search(a, s) for a in allow)]
        assert not bad, 'trouble in the log:\n' + '\n'.join(bad[:20])


class Node:
    """An accessible object. name, description, role, states: as tree() saw them; the methods ask afresh."""

    def __init__(self, app, path, item=None, parent=None):
        self.app, self.path, self.item, self.parent = app, path, item, parent
        self.role = ROLES.get(item[7], 'role %d' % item[7]) if item else '?'
        self.name = str(item[6]) if item and not CLASS_NAME.match(item[6]) else ''
        self.description = str(item[8]) if item else ''
        bits = item[9][0] | item[9][1] << 32 if item else 0
        self.states = {s for s, bit in STATES.items() if bits >> bit & 1}

    def __repr__(self): return '%s %r %s' % (self.role, self.name, sorted(self.states - {'sensitive', 'focusable'}))
    def ancestors(self): return [self.parent] + self.parent.ancestors() if self.parent else []
    def ask(self, interface, method, *args): return self.app.call(self.path, A11Y + interface, method, *args)
    def get(self, interface, name): return self.app.call(self.path, PROPERTIES, 'Get', 'ss', A11Y + interface, name)
    def has(self, interface): return not self.item or A11Y + interface in self.item[5]
    def label(self): return str(self.get('Accessible', 'Name'))
    def value(self): return float(self.get('Value', 'CurrentValue'))
    def set_text(self, text): return bool(self.ask('EditableText', 'SetTextContents', 's', text))
    def act(self, index=0): return bool(self.ask('Action', 'DoAction', 'i', index))     # GTK 4.8: buttons, menu items...

    def is_(self, state):
        return bool(self.ask('Accessible', 'GetState')[STATES[state] // 32] >> STATES[state] % 32 & 1)

    def text(self):
        """The content of an entry, a text view or a label (not up to -1: GTK 4.8 takes that for 0)."""
        return str(self.ask('Text', 'GetText', 'ii', 0, self.get('Text', 'CharacterCount')))

    def extents(self):
        """x, y, w, h relative to the window. Of what is not on the screen w and h are 0, or all four out of date."""
        return tuple(map(int, self.ask('Component', 'GetExtents', 'u', 1))) if self.has('Component') else (0, 0, 0, 0)

    def surface(self):
        """The window or popover that holds this."""
        if not self.parent or self.has('Component') and self.ask('Component', 'GetLayer') == 5:      # popup
            return self
        return self.parent.surface()

    def place(self):
        """(X window, x, y): the window or popover and where on the screen its 0, 0 lies, inside shadow and CSS border."""
        top, fits = self.surface(), []
        tx, ty, tw, th = [self.app.desk.scale * v for v in top.extents()]
        for win in self.app.x_windows(popup=bool(top.parent)):
            left, right, above, below = win['shadow']
            bx, by = (win['w'] - left - right - tw) // 2, (win['h'] - above - below - th) // 2
            if top.parent or win['title'] == top.name:
                fits.append((abs(bx) + abs(by), (win, win['x'] + left + bx - tx, win['y'] + above + by - ty)))
        if not fits:
            raise NotFound('no X window for %r' % top)
        return min(reversed(fits), key=lambda fit: fit[0])[1]

    def box(self):
        """x, y, w, h on the screen."""
        (x, y, w, h), (_, ox, oy) = [self.app.desk.scale * v for v in self.extents()], self.place()
        return ox + x, oy + y, w, h

    def at_point(self, x, y):
        """Paths of what GTK has at a point of the window and of its ancestors, innermost first."""
        path = self.surface().ask('Component', 'GetAccessibleAtPoint', 'iiu', x, y, 1)[1]
        while path and not path.endswith(('/null', '/root')):
            yield path
            path = Node(self.app, path).get('Accessible', 'Parent')[1]

    def reachable(self, at=None):
        """Would a click reach this? Tells places out of date too. No path: a part without a role of its own, an icon."""
        x, y, w, h = self.extents()
        there = min(w, h) > 0 and list(self.at_point(x + (at[0] if at else w // 2), y + (at[1] if at else h // 2)))
        return there == [] or bool(there) and (self.path in there or there[0] in [n.path for n in self.ancestors()])

    def shown(self):
        """Is this on the screen, or where one can scroll? A hidden page of a stack keeps its place but is not reachable."""
        panes = [n for n in self.ancestors() if n.role == 'scroll pane']
        return min(self.extents()[2:]) > 0 and any(n.reachable() for n in [self] + panes)

    def wheel(self, clicks):
        """Turn the wheel, positive is down. GTK 4.8 lists run away if turned again before layout: the middle is watched."""
        desk, box, (x, y, w, h) = self.app.desk, self.box(), self.extents()
        desk.move(box[0] + box[2] // 2, box[1] + box[3] // 2)
        for _ in range(min(40, abs(clicks))):
            mark = Node(self.app, next(self.at_point(x + w // 2, y + h // 2), self.path))
            place, picture = mark.extents(), desk.grab(box)
            for kind in (X.ButtonPress, X.ButtonRelease):
                desk._send(kind, 5 if clicks > 0 else 4)
            with contextlib.suppress(NotFound):
                wait_for(lambda: mark.extents() != place, 0.2)
                continue
            if desk.grab(box) == picture:
                break
        return clicks

    def clicks_off(self, pane):
        """Turns of the wheel that bring this into the view of a scrolled pane; negative is up, 0 is there."""
        (px, py, pw, ph), (_, y, _, h) = pane.extents(), self.extents()
        pixels = y + h / 2 - py - ph / 2
        if abs(pixels) < ph / 2 and self.reachable():
            return 0
        row = next((n for n in [self] + self.ancestors() if n.parent and n.parent.role in LISTS), None)
        if row:         # rows out of view tell no place or an old one: compare their order instead
            order = [path for _, path in row.parent.ask('Accessible', 'GetChildren')]
            seen = next((p for p in self.at_point(px + pw // 2, py + ph // 2) if p in order), None)
            if seen and row.path in order:
                pixels = (order.index(row.path) - order.index(seen)) * Node(self.app, seen).extents()[3]
        elif abs(pixels) < ph / 2:
            return 0    # in view but covered
        return int(pixels / ph ** (2 / 3)) or (pixels > 0) - (pixels < 0)       # a click moves ph to the power of 2/3

    def reveal(self):
        """Scroll until the middle of this is in view."""
        name = self.label()
        for pane in [n for n in self.ancestors() if n.role == 'scroll pane'][::-1]:
            wait_for(lambda: not pane.wheel(self.clicks_off(pane)), 20, '%r to come into view' % self)
        if self.label() != name:
            raise NotFound('%r now serves another row: use hunt()' % self)

    def hunt(self, *args, **more):
        """Find something in this list, scrolling up, then down; every turn looks afresh, for GTK uses rows again."""
        pane = next(n for n in [self] + self.ancestors() if n.role == 'scroll pane')
        for direction in (-40, 40):
            before = None
            while True:
                hits = self.app.find_all(*args, within=self, **more)
                clicks = hits[0].clicks_off(pane) if hits else direction
                if not clicks:
                    return hits[0]
                now = [n.path + n.name for n in self.app.find_all('label', within=self)], hits and hits[0].extents()
                if now == before:
                    break
                before = now
                pane.wheel(clicks)
        raise NotFound('%s %s nowhere in %r' % (args, more, self))

    def click(self, button=1, count=1, at=None, to=None):
        """Click in the middle or at a point of this once it stands still, uncovered; `to` as in Desk.click."""
        def still():
            box = self.box()
            time.sleep(0.02 * PATIENCE)
            return self.reachable(at) and box == self.box() and box
        if self.surface().parent is None:
            with contextlib.suppress(NotFound):         # a popover still closing would swallow the click
                wait_for(lambda: not self.app.x_windows(popup=True), 0.3)
            if len(self.app.x_windows(popup=False)) > 1:
                self.app.desk.activate(self.place()[0])
        self.reveal()
        x, y, w, h = wait_for(still, 3.0, '%r to have a steady, uncovered place' % self)
        dx, dy = [self.app.desk.scale * v for v in at] if at else (w // 2, h // 2)
        self.app.desk.click(x + dx, y + dy, button, count, to)
        return self

    def focus(self):
        """Click into a field (on the left: a spin button has buttons further on) and wait for the focus."""
        self.click(at=[self.extents()[i] // n for i, n in ((2, 4), (3, 2))])
        wait_for(lambda: self.is_('focused'), 3.0, '%r to get the focus' % self)
        return self

    def fill(self, text, check=True):
        """Focus, select everything, type, and wait until the field holds the text."""
        self.focus()
        self.app.desk.press('ctrl+a', 'BackSpace')
        self.app.desk.type_text(text)
        if check and self.role != 'password':
            wait_for(lambda: self.text() == text, 3.0, '%r to hold %r' % (self, text))
        return self
