"""The browser that other tests look through sees sizes, errors and requests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import Browser, chromium


def test_a_tab_has_the_size_asked_for_and_records_what_goes_wrong(
    browser: Browser, tmp_path: Path
) -> None:
    with browser.tab(360, 640, scale=2, mobile=True) as tab:
        tab.open(
            "<meta name=viewport content='width=device-width'><title>a</title>"
            "<img src='http://127.0.0.1:9/x.png'><script>console.error('spoken')</script>"
        )
        assert tab.js("[innerWidth, devicePixelRatio]") == [360, 2]
        assert "spoken" in tab.errors
        assert tab.outgoing == ["http://127.0.0.1:9/x.png"]
        tab.screenshot(tmp_path / "shots" / "a.png")
        assert (tmp_path / "shots" / "a.png").stat().st_size > 0


def test_without_chromium_a_test_fails_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("DECKGEN_CHROMIUM", raising=False)
    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        chromium()
