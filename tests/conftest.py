"""What all tests share."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import settings

from tests.browser import browser

__all__ = ["browser"]

sys.setrecursionlimit(20_000)
settings.register_profile("anywhere", deadline=None)  # a busy machine is slow, not wrong
settings.register_profile("ci", deadline=None, derandomize=True)  # one commit, one outcome
settings.load_profile("ci" if os.environ.get("CI") else "anywhere")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write the expected output of fixtures anew; then read the difference",
    )
