"""Files of a folder that look like texts and are not read: each kind is told, with what to do."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from pressday.sources.files.formats import READABLE, REFUSED, SUFFIXES, format_of
from pressday.sources.files.original import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_BESIDE = frozenset({"image", "audio", "video", "font"})
_DATA = frozenset(
    ".css .js .mjs .json .map .toml .yaml .yml .ini .cfg .bib .db .sqlite .lock .log .bak .tmp"
    " .part .xmp .woff .woff2 .ttf .otf .py .sh .ics .vcf".split()
)
_NAMED = 3  # files of one kind that are named
_TOLD = {
    "text": ("has an ending that is none of a text", "name it .md or .txt, and it is read"),
    "locked": ("cannot be read", "look whether you may open it"),
    "other": ("is of a kind that is not read", READABLE),
}


def passed_over(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Yield the first file of each kind that is not read, with the reason and what to do.

    What an article has beside it, such as its pictures, is no text and not told.
    """
    kinds: dict[tuple[str, str], list[Path]] = {}
    for path in paths:
        if not _is_beside(path):
            kinds.setdefault(_reason(path), []).append(path)
    for (message, hint), found in kinds.items():
        yield found[0], f"{message}{_others(found[1:])} ({hint})"


def _is_beside(path: Path) -> bool:
    suffix = path.suffix.lower()
    kind = (mimetypes.guess_type(f"x{suffix}")[0] or "").partition("/")[0]
    return kind in _BESIDE or suffix in _DATA


def _reason(path: Path) -> tuple[str, str]:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST)
    except OSError:
        return _TOLD["locked"]
    kind = format_of(data)
    if kind in REFUSED:
        return REFUSED[kind]
    ending = next((suffix for suffix, name in SUFFIXES.items() if name == kind), "")
    if kind in ("text", "markdown"):
        return _TOLD["other" if b"\0" in data else "text"]
    return f"is a {kind} by another name", f"name it {ending}, and it is read"


def _others(paths: list[Path]) -> str:
    if not paths:
        return ""
    names = ", ".join(path.name for path in paths[:_NAMED])
    more = ", \u2026" if len(paths) > _NAMED else ""
    return f"; {len(paths)} more like it: {names}{more}"
