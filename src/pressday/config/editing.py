"""Sources put into and taken out of the text of `pressday.toml`: the rest stays byte for byte.

tomlkit writes what is added; lines are put in and taken out here, because tomlkit
counts a comment above a header to the table before it.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from pressday.config.toml import extent
from pressday.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MARK = "\ufeff"  # byte order mark


def with_tables(
    text: str, sections: Sequence[Mapping[str, Any]], sources: Sequence[Mapping[str, Any]]
) -> str:
    """Return `text` with these sections and sources at its end.

    Raises ConfigError when the file's own are written in a way that takes no more.
    """
    tables = [_table("section", values) for values in sections]
    tables += [_table("source", values) for values in sources]
    ending = "" if not text or text.endswith("\n") else "\n"
    new = text + _like(text, ending + "".join(tables))
    wanted = _values(text)
    for name, added in (("section", sections), ("source", sources)):
        if added:
            wanted[name] = [*wanted.get(name, []), *map(dict, added)]
    return _checked(new, wanted)


def without_source(text: str, index: int) -> str:
    """Return `text` without its source number `index`, from 0, and the comments that are its own.

    Which are its own, `extent` says. Raises ConfigError when it is not written as
    a table [[source]].
    """
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    start, end = extent(text.removeprefix(_MARK), ("source", index), lines)
    before = start
    while before > 0 and not lines[before - 1].strip("\ufeff \t\r\n"):
        before -= 1
    if before:
        start = before
    else:  # the first lines of the file: the blank ones behind go with them
        while end < len(lines) and not lines[end].strip():
            end += 1
    wanted = _values(text)
    del wanted["source"][index]
    if not wanted["source"]:
        del wanted["source"]
    kept = _MARK if text.startswith(_MARK) and start == 0 else ""
    return _checked(kept + "".join(lines[:start] + lines[end:]), wanted)


def _table(name: str, values: Mapping[str, Any]) -> str:
    import tomlkit

    return f"\n[[{name}]]\n{tomlkit.dumps(values)}"


def _like(text: str, added: str) -> str:
    """Return `added` with the line ends of `text`."""
    return added.replace("\n", "\r\n") if "\r\n" in text else added


def _values(text: str) -> dict[str, Any]:
    return tomllib.loads(text.removeprefix(_MARK))


def _checked(new: str, wanted: Mapping[str, Any]) -> str:
    """Return `new` if it says what is wanted, and nothing else."""
    try:
        right = _values(new) == wanted
    except tomllib.TOMLDecodeError:
        right = False
    if not right:
        message = "sources can only be put in and taken out where each is a table [[source]]"
        raise ConfigError(message, hint="write every source below a line [[source]]")
    return new
