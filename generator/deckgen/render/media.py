"""Pictures of the notes, bundled into the package under the name of their content.

Only files inside the project's folder are taken; nothing is loaded from a network. A changed
picture has another name, because Anki never replaces a file it has.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from deckgen.diagnostics import Diagnostic
from deckgen.model import Source

_SUFFIXES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp"})
_LARGEST: Final = 10_000_000


@dataclass(slots=True)
class Media:
    """The pictures of a build: bytes by the name they have in the package."""

    root: Path
    files: dict[str, bytes] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _known: dict[Path, str] = field(default_factory=dict)

    def name_of(self, target: str, source: Source, line: int) -> str:
        """Bundle a picture and name it; `` where it cannot be shown, with a diagnostic."""
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            if parts.scheme != "data":
                self.report(
                    source, line, f"picture {target} is on a network; save it beside the notes"
                )
            return ""
        path = (Path(source.path).parent / unquote(parts.path)).resolve()
        if path not in self._known:
            self._known[path] = self._bundle(path, target, source, line)
        return self._known[path]

    def _bundle(self, path: Path, target: str, source: Source, line: int) -> str:
        root = self.root.resolve()
        if not path.is_relative_to(root):
            self.report(source, line, f"picture {target} lies outside {root.name}/; copy it there")
            return ""
        if path.suffix.lower() not in _SUFFIXES:
            self.report(source, line, f"picture {target} is of a kind that Anki does not show")
            return ""
        try:
            data = path.read_bytes()
        except OSError:
            self.report(source, line, f"picture {target} is missing; correct its path")
            return ""
        if len(data) > _LARGEST:
            self.report(source, line, f"picture {target} has more than 10 MB; make it smaller")
            return ""
        name = f"deckgen-{hashlib.sha256(data).hexdigest()[:16]}{path.suffix.lower()}"
        self.files[name] = data
        return name

    def report(self, source: Source, line: int, message: str) -> None:
        """Note a picture that is not shown."""
        self.diagnostics.append(Diagnostic(source.path, line, "W602", message))
