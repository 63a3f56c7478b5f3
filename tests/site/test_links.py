"""The weekly check of links: an address that does not answer fails, with the place that names it."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.small_book import ROOT

PAGE = b'<!DOCTYPE html><html lang="en"><title>A page</title><p id="there">There.</p></html>'


class Site(BaseHTTPRequestHandler):
    """One page at /page; nothing elsewhere."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/page" else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(PAGE)

    do_HEAD = do_GET

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    """The address of a site on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def check(folder: Path, text: str) -> tuple[int, str]:
    """Check the links of a book of one page with the settings of the real one; return status and what is broken."""
    lines = (ROOT / "conf" / "conf.py").read_text(encoding="utf-8").splitlines()
    settings = [line for line in lines if line.startswith("linkcheck_")]
    assert len(settings) == 3
    (folder / "conf.py").write_text("\n".join(['extensions = ["myst_parser"]', *settings]), encoding="utf-8")
    (folder / "index.md").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "linkcheck", ".", "out"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, (folder / "out" / "output.txt").read_text(encoding="utf-8")


def test_an_address_that_does_not_answer_fails(tmp_path: Path, address: str) -> None:
    assert check(tmp_path, f"# A book\n\n[A page]({address}/page#there).\n") == (0, "")
    status, broken = check(tmp_path, f"# A book\n\n[None]({address}/page#gone), [none]({address}/gone).\n")
    assert status == 1
    anchor, gone = sorted(broken.splitlines(), reverse=True)
    assert anchor == f"index.md:3: [broken] {address}/page#gone: Anchor 'gone' not found"
    assert gone.startswith(f"index.md:3: [broken] {address}/gone: 404 ")
