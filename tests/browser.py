"""A real browser for tests: pages of any size, what they log and what they ask the network for.

Playwright drives the Chromium of the system, so nothing is downloaded; where none is found the
tests that need it fail and say what to install.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser as Engine
from playwright.sync_api import ConsoleMessage, Page, sync_playwright

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
_LOCAL: Final = ("file:", "data:", "about:", "blob:")


@dataclass(frozen=True, slots=True)
class Tab:
    """One open page, with what it logged and asked for since it was opened."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, place: Path | str) -> None:
        """Load a file, an address, or HTML itself, and wait until all of it is there."""
        if isinstance(place, Path):
            self.page.goto(place.resolve().as_uri())
        elif "<" in place:
            self.page.set_content(place)
        else:
            self.page.goto(place)

    def js(self, expression: str, argument: object = None) -> Any:  # noqa: ANN401  (any JSON)
        """Evaluate JavaScript in the page: an expression, or a function of the argument."""
        return self.page.evaluate(expression, argument)

    def screenshot(self, path: Path, *, whole: bool = False) -> None:
        """Write a picture of what is visible, or of the whole page."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path, full_page=whole)

    @property
    def outgoing(self) -> list[str]:
        """The requests that left the machine's own files."""
        return [url for url in self.requests if not url.startswith(_LOCAL)]


@dataclass(frozen=True, slots=True)
class Browser:
    """A running Chromium."""

    engine: Engine

    @contextmanager
    def tab(
        self, width: int = 1200, height: int = 800, *, scale: float = 1, mobile: bool = False
    ) -> Iterator[Tab]:
        """Open an empty page of a size in CSS pixels; `mobile` gives it touch and a phone's layout."""
        context = self.engine.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=scale,
            is_mobile=mobile,
            has_touch=mobile,
        )
        tab = Tab(context.new_page())
        tab.page.set_default_timeout(10_000)
        tab.page.on("console", lambda said: tab.errors.extend(_error(said)))
        tab.page.on("pageerror", lambda error: tab.errors.append(str(error)))
        tab.page.on("request", lambda request: tab.requests.append(request.url))
        try:
            yield tab
        finally:
            context.close()


def _error(said: ConsoleMessage) -> list[str]:
    return [said.text] if said.type == "error" else []


def chromium() -> str:
    """Find the system's Chromium; `DECKGEN_CHROMIUM` names another one."""
    for name in (os.environ.get("DECKGEN_CHROMIUM", ""), *_NAMES):
        found = shutil.which(name) if name else None
        if found:
            return found
    pytest.fail(
        "no Chromium found; install it (apt-get install chromium) or name one in DECKGEN_CHROMIUM"
    )


@contextmanager
def running() -> Iterator[Browser]:
    """Start a Chromium, and end it."""
    path = chromium()
    with sync_playwright() as playwright:
        engine = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield Browser(engine)
        engine.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with running() as started:
        yield started
