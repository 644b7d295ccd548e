"""What all tests share."""

from __future__ import annotations

import sys

import pytest

from tests.browser import browser

__all__ = ["browser"]

sys.setrecursionlimit(20_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write the expected output of fixtures anew; then read the difference",
    )
