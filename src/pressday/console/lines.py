"""Lines for a terminal: cleaned, cut and wrapped."""

from __future__ import annotations

import re

# C0 and C1 but tab and line feed, what turns the direction of text, lone surrogates.
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb"
_UNSAFE = re.compile(f"[{_CONTROLS}\ud800-\udfff]")
UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


_COMMAND = r'"pressday [^"]*"'  # stays on one line, so that it can be copied
_UNIT = re.compile(rf"[^\s\"]*{_COMMAND}\S*|\S+")
_INDENT = "  "


def clean(text: str) -> str:
    """Return `text` without characters that a terminal would obey; lines stay lines."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Return `text` cleaned and on one line."""
    return " ".join(clean(text).split())


def cut(text: str, width: int) -> str:
    """Return `text` in at most `width` columns; characters of some scripts take two."""
    if 2 * len(text) <= width:
        return text
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= width else f"{set_cell_size(text, width - 1).rstrip()}…"


def wrapped(text: str, width: int) -> str:
    """Return a line in several of at most `width` columns, those below the first one indented.

    Nothing is broken but at blanks, and no command in quotation marks is.
    """
    if 2 * len(text) <= width:
        return text
    from rich.cells import cell_len

    lines: list[str] = []
    for unit in _UNIT.findall(text):
        if lines and cell_len(f"{lines[-1]} {unit}") <= width:
            lines[-1] += f" {unit}"
        else:
            lines.append(f"{_INDENT * bool(lines)}{unit}")
    return "\n".join(lines)
