"""What all tests share."""

from __future__ import annotations

import sys

import pytest
from hypothesis import settings

from tests.browser import browser

__all__ = ["browser"]

sys.setrecursionlimit(20_000)
settings.register_profile("any machine", deadline=None)  # a busy one is slow, not wrong
settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write the expected output of fixtures anew; then read the difference",
    )
