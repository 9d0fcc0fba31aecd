"""Adds pieces to a run sheet: what the editor wrote stays byte for byte.

tomlkit writes what is added; it goes in by line, because tomlkit counts a
comment above a header to the table before it, and would add behind that comment.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pressday.atomic import replace_file
from pressday.config import SCHEMA, last_line, locate
from pressday.edition.plan import Proposal
from pressday.edition.sheet import read_sheet
from pressday.errors import ConfigError
from pressday.text import squash

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from pressday.edition.sheet import Sheet

Sections = Sequence[tuple[str, Sequence[Proposal]]]

_HEAD = (
    "The run sheet: order, cut and retitle pieces as you like; what you write stays.",
    'A piece may have headline, standfirst, byline, date, image = false, quote, body = "file.md",',
    "weight (lead, feature, brief), cut = true, which leaves it out, or hold = true, for later.",
)
_MARK = "\ufeff"  # byte order mark
_TITLE = 60  # characters of a title in a comment


def append_pieces(path: Path, sections: Sections, *, number: int, date: date) -> None:
    """Create the run sheet `path`, or add to it, and put it in place when it is whole.

    A section that is there gets its pieces behind those it has; others come at
    the end. Raises ConfigError when the sheet cannot be read or added to,
    WriteError when it cannot be written.
    """
    if path.exists():
        if not sections:
            return
        text = path.read_bytes().decode("utf-8")
        new = _added(text, sections, read_sheet(path))
    else:
        new = _head(number, date) + "".join(_section(*section) for section in sections)
    replace_file(path, new.encode("utf-8"))


def _added(text: str, sections: Sections, sheet: Sheet) -> str:
    """Return `text` with the pieces in it; the end of the file is the place of new sections."""
    bare = text.removeprefix(_MARK)
    names = [section.name for section in sheet.sections]
    lines = re.findall(r"[^\n]*\n|[^\n]+", bare)
    if not lines[-1].endswith("\n"):
        lines[-1] += _like(bare, "\n")
    tail = "".join(_section(name, pieces) for name, pieces in sections if name not in names)
    there = [(names.index(name), pieces) for name, pieces in sections if name in names]
    # From the end of the file, so that earlier line numbers hold.
    for number, pieces in sorted(there, key=lambda pair: -_end(bare, pair[0], lines)):
        at = _end(bare, number, lines)
        lines[at:at] = [_like(bare, "".join(_piece(p) for p in pieces))]
    new = "".join(lines) + _like(bare, tail)
    _check(sheet, bare, new, sections)
    return text[: len(text) - len(bare)] + new


def _end(text: str, number: int, lines: Sequence[str]) -> int:
    """Return how many lines stand before the place for one more piece of a section.

    A comment right below the last piece belongs to it, unless it runs on into
    the next header.
    """
    end = last_line(text, ("section", number))
    after = end
    while after < len(lines) and lines[after].lstrip().startswith("#"):
        after += 1
    runs_on = after < len(lines) and lines[after].strip()
    return end if runs_on else after


def _like(text: str, added: str) -> str:
    """Return `added` with the line ends of `text`."""
    return added.replace("\n", "\r\n") if "\r\n" in text else added


def _check(sheet: Sheet, old: str, new: str, sections: Sections) -> None:
    """Refuse a result that says anything but the old sheet and the new pieces."""
    wanted = tomllib.loads(old)
    there = {section["name"]: section for section in wanted.setdefault("section", [])}
    for name, pieces in sections:
        if name not in there:
            there[name] = {"name": name}
            wanted["section"].append(there[name])
        if pieces:
            there[name].setdefault("piece", []).extend(_values(piece) for piece in pieces)
    if _parsed(new) != wanted:
        raise ConfigError(
            "pieces can only be added to sections written as [[section]] and [[section.piece]]",
            where=f"{sheet.path}:{locate(old, ('section',))}",
            hint="write every piece below a line [[section.piece]]",
        )


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _values(proposal: Proposal) -> dict[str, str]:
    weight = {"weight": str(proposal.weight)} if proposal.weight else {}
    return {"article": proposal.article.id, **weight}


def _head(number: int, date: date) -> str:
    import tomlkit

    document = tomlkit.document()
    for line in _HEAD:
        document.add(tomlkit.comment(line))
    document.add("schema", tomlkit.item(SCHEMA))
    document.add("number", tomlkit.item(number))
    document.add("date", tomlkit.date(date.isoformat()))
    document.add("cover", tomlkit.item("auto").comment("auto, none, or a piece's id"))
    document.add(tomlkit.comment('editorial = "editorial.md"'))
    document.add(tomlkit.comment('next_week = "next.md"'))
    return tomlkit.dumps(document)


def _section(name: str, pieces: Sequence[Proposal]) -> str:
    import tomlkit

    table = tomlkit.dumps({"name": name})
    return f"\n[[section]]\n{table}" + "".join(_piece(piece) for piece in pieces)


def named(proposal: Proposal) -> str:
    """Return the line that names an article, with what the editor wants to see beside it."""
    return _piece(proposal).splitlines()[2]


def _piece(proposal: Proposal) -> str:
    import tomlkit

    table = tomlkit.table()
    for key, value in _values(proposal).items():
        table.add(key, tomlkit.item(value))
    table["article"].comment(_described(proposal))
    return f"\n[[section.piece]]\n{tomlkit.dumps(table)}"


def _described(proposal: Proposal) -> str:
    """Return what the editor wants to see beside an id; never read back."""
    article = proposal.article
    picture = "picture" if article.images else ""
    title = article.title if len(article.title) <= _TITLE else article.title[: _TITLE - 1] + "…"
    state = "" if proposal.state == "fresh" else proposal.state
    parts = (title, article.site, f"{article.words} words", picture, state)
    return " · ".join(squash(_printable(part)) for part in parts if part.strip())


def _printable(text: str) -> str:
    """Return `text` without what a TOML comment may not hold."""
    return "".join(c if c.isprintable() else " " for c in text)
