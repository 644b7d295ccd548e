"""A wheel in an empty environment works from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.making import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(ROOT)]
    subprocess.run(pip, check=True)
    (path,) = folder.glob("deckgen-*.whl")
    return path


def test_an_installed_wheel_builds_the_shipped_decks(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", "-q", wheel], check=True)
    empty = tmp_path / "empty"
    empty.mkdir()
    command = [str(scripts / "deckgen"), "build"]
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    result = subprocess.run(
        command, cwd=empty, env=alone, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert not result.stderr
    assert [path.name for path in empty.iterdir()] == ["build"]
    assert {path.suffix for path in (empty / "build").iterdir()} == {".apkg"}


def test_a_wheel_holds_the_package_its_templates_and_its_sources(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in ("deckgen/cli.py", "deckgen/py.typed", "deckgen/templates/style.css",
                 "deckgen/sources/deckgen.yaml", "deckgen/config/topics.yaml"):  # fmt: skip
        assert name in names
    assert not [name for name in names if name.startswith(("tests", "build", "generator"))]
