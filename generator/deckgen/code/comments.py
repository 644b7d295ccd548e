"""Comments without their markers."""

from __future__ import annotations

import re
from typing import Final

_BLOCK: Final = re.compile(r"^\s*/\*+|\*+/\s*$")
_STAR: Final = re.compile(r"^\s*\*+ ?", re.MULTILINE)
_LINE: Final = re.compile(r"^\s*(?:#+!?|//+!?|--+|;+|%+|'+)\s?", re.MULTILINE)
_RULER: Final = re.compile(r"^[\s=\-#*~_/─═]*$")
_FILE_PATH: Final = re.compile(r"^[\w.@{}\[\]-]+(?:/[\w.@{}\[\]-]+)*\.\w{1,12}$")


def comment_text(source: str) -> str:
    """Take the markers off a comment, line by line; indentation inside it stays."""
    if source.lstrip().startswith("/*"):
        body = _STAR.sub("", _BLOCK.sub("", source))
    else:
        body = _LINE.sub("", source)
    lines = [line.rstrip() for line in body.split("\n")]
    kept = ["" if _RULER.match(line) else line for line in lines]
    text = "\n".join(kept).strip("\n")
    return text if "\n" in text else text.strip()


def is_file_path(comment: str) -> bool:
    """Tell whether a comment only names the file: `// aws/ec2.ts`."""
    words = comment.strip()
    return bool(_FILE_PATH.match(words)) and ("/" in words or words.count(".") == 1)
