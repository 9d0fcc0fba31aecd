"""A title for a text that has none."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from pressday.extract.dom import seen

_SUFFIXES = (".txt", ".text", ".md", ".markdown")


def title_of_file(name: str) -> str:
    """Return the name of a file as a title: no suffix, blanks for hyphens, a capital first."""
    path = PurePosixPath(name.replace("\\", "/"))
    stem = path.stem if path.suffix.lower() in _SUFFIXES else path.name
    words = " ".join(re.split(r"[\s_-]+", seen(stem))).strip()
    return words[:1].upper() + words[1:] or "Untitled"
