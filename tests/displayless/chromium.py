"""A headless Chromium without network, driven over a pipe: no module but those of Python."""

import base64
import json
import os
import shutil
import subprocess
import tempfile

PROGRAMS = ('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')


def find():
    """The path of a Chromium, or None."""
    named = os.environ.get('MLG_CHROMIUM')
    if named:
        return named
    return next((path for path in map(shutil.which, PROGRAMS) if path), None)


class Chromium:
    def __init__(self, path, width=1280, height=800, dark=False):
        self.folder = tempfile.mkdtemp(prefix='maillage-chromium-')
        to_browser, from_us = os.pipe()
        to_us, from_browser = os.pipe()
        arguments = [path, '--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-extensions',
                     '--disable-background-networking', '--disable-component-update', '--disable-sync', '--hide-scrollbars',
                     '--host-resolver-rules=MAP * ~NOTFOUND', '--proxy-server=127.0.0.1:9', '--remote-debugging-pipe',
                     '--user-data-dir=' + self.folder, 'about:blank']

        def put_pipes():
            # Both may already be 3 or 4: first out of the way.
            reading, writing = os.dup(to_browser), os.dup(from_browser)
            os.dup2(reading, 3)
            os.dup2(writing, 4)

        environment = dict(os.environ, HOME=self.folder)
        self.process = subprocess.Popen(arguments, preexec_fn=put_pipes, close_fds=False, env=environment,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.out, self.input = from_us, to_us
        self.buffer, self.number, self.session = b'', 0, None
        self.events = []
        target = self.call('Target.createTarget', url='about:blank')['targetId']
        self.session = self.call('Target.attachToTarget', targetId=target, flatten=True)['sessionId']
        for domain in ('Page', 'Network', 'Runtime', 'Log'):
            self.call(domain + '.enable')
        self.resize(width, height)
        self.call('Emulation.setEmulatedMedia', features=[{'name': 'prefers-color-scheme', 'value': 'dark' if dark else 'light'}])

    def resize(self, width, height):
        self.call('Emulation.setDeviceMetricsOverride', width=width, height=height, deviceScaleFactor=1, mobile=width < 600)

    def _read(self):
        while b'\0' not in self.buffer:
            piece = os.read(self.input, 1 << 16)
            if not piece:
                raise RuntimeError('Chromium has gone')
            self.buffer += piece
        message, self.buffer = self.buffer.split(b'\0', 1)
        return json.loads(message)

    def call(self, method, **parameters):
        self.number += 1
        message = {'id': self.number, 'method': method, 'params': parameters}
        if self.session:
            message['sessionId'] = self.session
        data = json.dumps(message).encode() + b'\0'
        while data:
            data = data[os.write(self.out, data):]
        while True:
            answer = self._read()
            if answer.get('id') == self.number:
                if 'error' in answer:
                    raise RuntimeError(answer['error'])
                return answer['result']
            self.events.append(answer)

    def wait(self, method):
        while True:
            for i, event in enumerate(self.events):
                if event.get('method') == method:
                    return self.events.pop(i)
            self.events.append(self._read())

    def open(self, path, fragment=''):
        self.call('Page.navigate', url='about:blank')
        self.wait('Page.loadEventFired')
        self.events.clear()
        self.call('Page.navigate', url='file://' + path + fragment)
        self.wait('Page.loadEventFired')

    def run(self, script):
        """The value of a JavaScript expression; a promise is waited for."""
        answer = self.call('Runtime.evaluate', expression=script, awaitPromise=True, returnByValue=True)
        if 'exceptionDetails' in answer:
            raise RuntimeError(json.dumps(answer['exceptionDetails'])[:2000])
        return answer['result'].get('value')

    def settle(self):
        self.run('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')

    def go(self, fragment):
        self.run('location.hash = %s' % json.dumps(fragment))
        self.settle()

    def requests(self):
        """Addresses asked for since the page was opened, its own apart."""
        wanted = [event['params']['request']['url'] for event in self.events if event.get('method') == 'Network.requestWillBeSent']
        return [url for url in wanted if not url.startswith('file:')]

    def complaints(self):
        found = [event for event in self.events if event.get('method') in ('Runtime.exceptionThrown', 'Log.entryAdded')]
        return [json.dumps(event['params'])[:600] for event in found]

    def picture(self, path, full=False):
        data = self.call('Page.captureScreenshot', format='png', captureBeyondViewport=full)['data']
        with open(path, 'wb') as out:
            out.write(base64.b64decode(data))

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.out)
        os.close(self.input)
        shutil.rmtree(self.folder, ignore_errors=True)
