"""Firefox, driven by Marionette, the protocol that every Firefox has built in: JSON over a socket.

Playwright drives a Firefox of its own, which no package of Debian's is, and speaks to any other in words that an ESR
does not know yet; geckodriver, which Selenium needs, is in no registry.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRWPair
from pathlib import Path
from typing import Any

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""How WebDriver says that a value is an element."""
ENTER, TAB, DOWN = "\ue007", "\ue004", "\ue015"
"""Keys, as WebDriver writes them."""
LISTENING = re.compile(r"Marionette\s+INFO\s+Listening on port (\d+)")
WAIT = 20  # seconds for what a page does by itself
ASK = 500  # milliseconds, after which Firefox is asked again: it may have asked a page that is being left
PREFERENCES = {
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.events.testing.asyncClipboard": True,
    "marionette.port": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.log.level": "Info",
    "toolkit.telemetry.enabled": False,
    "ui.prefersReducedMotion": 1,
}
"""A clipboard that a page may read, and nothing asked of other hosts."""


class Firefox:
    """A Firefox with one window."""

    def __init__(self, stream: BufferedRWPair) -> None:
        """Begin a session over ``stream``, to which Firefox has yet to say hello."""
        self._stream = stream
        self._sent = 0
        self._receive()
        self.do("WebDriver:NewSession", capabilities={})
        self.do("WebDriver:SetTimeouts", implicit=ASK, script=1000 * WAIT)

    def do(self, command: str, **parameters: Any) -> Any:
        """Send a command and return its answer; an error of Firefox's is a RuntimeError."""
        self._sent += 1
        message = json.dumps([0, self._sent, command, parameters]).encode()
        self._stream.write(b"%d:%s" % (len(message), message))
        self._stream.flush()
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{command} {parameters}: {error['error']}: {error['message']}")
        return result["value"] if isinstance(result, dict) and result.keys() == {"value"} else result

    def _receive(self) -> Any:
        length = b""
        while (digit := self._stream.read(1)) != b":":
            assert digit, "Firefox has gone"
            length += digit
        return json.loads(self._stream.read(int(length)))

    def go(self, url: str) -> None:
        """Open a page and wait until it has loaded."""
        self.do("WebDriver:Navigate", url=url)

    def run(self, script: str, *arguments: Any) -> Any:
        """Run the body of a function in the page and return what it returns, a promise's value too."""
        return self.do("WebDriver:ExecuteScript", script=script, args=list(arguments), newSandbox=False, sandbox=None)

    def find(self, selector: str) -> str:
        """Return the first element that a CSS selector matches, as soon as there is one."""
        end = time.monotonic() + WAIT
        while True:
            try:
                return str(self.do("WebDriver:FindElement", using="css selector", value=selector)[ELEMENT])
            except RuntimeError:
                if time.monotonic() > end:
                    raise

    def click(self, selector: str) -> None:
        """Click an element."""
        self.do("WebDriver:ElementClick", id=self.find(selector))

    def type(self, selector: str, keys: str) -> None:
        """Focus an element and press keys."""
        self.do("WebDriver:ElementSendKeys", id=self.find(selector), text=keys)

    def press(self, keys: str) -> None:
        """Press keys, one after the other, wherever the focus is."""
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.do("WebDriver:PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": strokes}])

    def text(self, selector: str) -> str:
        """Return the text that a reader sees of an element."""
        return str(self.do("WebDriver:GetElementText", id=self.find(selector)))

    def shown(self, selector: str) -> list[bool]:
        """Return of each element that matches whether a reader sees it."""
        found = self.do("WebDriver:FindElements", using="css selector", value=selector)
        return [bool(self.do("WebDriver:IsElementDisplayed", id=each[ELEMENT])) for each in found]


def find_firefox() -> str | None:
    """Return the program, which the variable ``FIREFOX`` names, or else is on PATH; None if there is none."""
    named = os.environ.get("FIREFOX")
    if named:
        found = shutil.which(named)
        assert found, f"FIREFOX={named} is no program; on Debian: apt install firefox-esr"
        return found
    return shutil.which("firefox-esr") or shutil.which("firefox")


@contextmanager
def start(program: str, profile: Path, **preferences: object) -> Iterator[Firefox]:
    """Run Firefox with a new profile, kept in ``profile``, as long as the block runs."""
    profile.mkdir()
    kept = {**PREFERENCES, **preferences}
    lines = [f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in kept.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [program, "--headless", "--no-remote", "--marionette", "--profile", str(profile)]
    environ = {**os.environ, "HOME": str(profile), "MOZ_CRASHREPORTER_DISABLE": "1"}
    process = subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    )
    try:
        address = ("127.0.0.1", port_of(process))
        with socket.create_connection(address, timeout=60) as connection, connection.makefile("rwb") as stream:
            yield Firefox(stream)
    finally:
        process.terminate()
        process.communicate()


def port_of(process: "subprocess.Popen[str]") -> int:
    """Return the port that Firefox says it listens on."""
    said = []
    assert process.stdout
    for line in process.stdout:
        if found := LISTENING.search(line):
            return int(found[1])
        said.append(line)
    raise AssertionError("Firefox did not start: " + "".join(said[-20:]))
