"""Look for changed files, and serve a page that asks whether there is a newer one."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final

from deckgen import config
from deckgen.diagnostics import Diagnostic, show
from deckgen.read import root_of
from deckgen.render.templates import own_folder

PAUSE: Final = 0.4
"""Seconds between two looks at the files."""

Stamps = dict[str, tuple[int, int]]
Make = Callable[[int], tuple[Path | None, Sequence[Diagnostic]]]


@dataclass(slots=True)
class Served:
    """What the server gives out: the last good page, its version, and what is wrong now."""

    page: bytes = b""
    version: int = 0
    problems: list[str] = field(default_factory=list)


def watch_files(
    paths: Sequence[Path], out: Path, make: Make, opened: Callable[[str], None]
) -> None:
    """Serve a page and make it anew whenever a file it depends on changes, until interrupted."""
    served = Served()
    seen = stamps(paths, out)
    _remake(make, served)
    with suppress(KeyboardInterrupt), _server(served) as address:
        opened(address)
        while True:
            time.sleep(PAUSE)
            now = stamps(paths, out)
            if now != seen:
                seen = now
                _remake(make, served)


def _remake(make: Make, served: Served) -> None:
    path, diagnostics = make(served.version + 1)
    served.problems = [show(found) for found in diagnostics if found.is_error]
    if path is not None:
        served.page = path.read_bytes()
        served.version += 1


def stamps(paths: Sequence[Path], out: Path) -> Stamps:
    """Take the date and size of each note, picture, setting and template of a project."""
    root = root_of(paths[0])
    own = own_folder(root)
    found: Stamps = {}
    for path in (*paths, root / config.FILE_NAME, *([own] if own else [])):
        for file in _files(path, out.resolve()):
            with suppress(OSError):
                stat = file.stat()
                found[str(file)] = (stat.st_mtime_ns, stat.st_size)
    return found


def _files(path: Path, out: Path) -> Iterator[Path]:
    """Walk a folder; what is hidden and what was written by the build itself is left aside."""
    if path.is_file():
        yield path
    for folder, folders, names in os.walk(path):
        here = Path(folder)
        folders[:] = [name for name in folders if name[0] != "." and (here / name).resolve() != out]
        yield from (here / name for name in names if name[0] != ".")


@contextmanager
def _server(served: Served) -> Iterator[str]:
    """Serve the page to this machine alone."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(served))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(served: Served) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers for the page and its version."""

        def do_GET(self) -> None:
            """Answer only those who ask for this machine by its number."""
            own = f"127.0.0.1:{self.connection.getsockname()[1]}"
            if self.headers.get("Host") != own or self.path not in ("/", "/version"):
                self.send_error(404)
                return
            if self.path == "/":
                self.answer("text/html; charset=utf-8", served.page)
            else:
                state = {"version": served.version, "problems": served.problems}
                self.answer("application/json", json.dumps(state).encode())

        def answer(self, kind: str, body: bytes) -> None:
            """Send a body that is never kept."""
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing of each request."""

    return Handler
