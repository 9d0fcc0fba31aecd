"""Pieces of a run sheet changed and moved: all else that the editor wrote stays byte for byte.

Lines are put in, taken out and moved here, and the result must say what was asked for
and nothing else: tomlkit counts a comment above a header to the table before it.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date  # noqa: TC003 - who reads the types at run time finds them
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from pressday.atomic import one_at_a_time, replace_file
from pressday.config import did_you_mean, extent, last_line, locate
from pressday.edition.append import named
from pressday.edition.sheet import check_sheet, read_sheet
from pressday.errors import ConfigError
from pressday.model import Layout, Weight  # noqa: TC001 - who reads the types at run time finds them
from pressday.text import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from pressday.edition.plan import Proposal
    from pressday.edition.sheet import Sheet

_PUBLICATION = 2  # folders above the sheet's: the lock is the same for all editions
_MARK = "\ufeff"  # byte order mark
_Place = tuple[int, int]  # section and piece, from 0


class Changes(TypedDict, total=False):
    """Keys of a piece in a run sheet; None takes one out, so that the article decides again."""

    kicker: str | None
    headline: str | None
    standfirst: str | None
    weight: Weight | None
    layout: Layout | None
    byline: str | None
    date: date | None
    site: str | None
    image: bool | str | None
    focus: list[float] | None
    caption: str | None
    credit: str | None
    alt: str | Literal[False] | dict[str, str | Literal[False]] | None
    quote: str | bool | None
    correction: str | None
    spare: bool | None
    accept: list[str] | None
    hold: bool | None
    page: Literal["new"] | None
    beside: str | None
    body: str | None
    cut: bool | None


def change_piece(path: Path, article: str, changes: Changes) -> Sheet:
    """Write the keys of one piece into the run sheet `path`; return the sheet as it is then.

    A comment behind a value stays. Raises ConfigError for an article that is not in
    the sheet, for a wrong key or value, and where the piece is not written as a
    table [[section.piece]]; the file then stays as it was.
    """
    with one_at_a_time(path.parents[_PUBLICATION]):
        return _written(path, with_changes(_text(path), path, article, changes))


def with_changes(text: str, path: Path, article: str, changes: Changes) -> str:
    """Return the `text` of the run sheet `path` with the keys of one piece; nothing is written.

    Raises what `change_piece` does.
    """
    section, piece = _place(check_sheet(text.removeprefix(_MARK), path), article)

    def changed(text: str) -> str:
        for key, value in changes.items():
            text = _with_value(text, ("section", section, "piece", piece), key, value)
        return text

    def wanted(data: dict[str, Any]) -> None:
        table = data["section"][section]["piece"][piece]
        for key, value in changes.items():
            table.pop(key, None)
            if value is not None:
                table[key] = value

    return _rewritten(text, path, changed, wanted)


def change_head(path: Path, key: Literal["date", "number"], value: date | int) -> Sheet:
    """Write a key at the top of the run sheet `path`; return the sheet as it is then."""

    def changed(text: str) -> str:
        lines = _lines(text)
        at = locate(text, (key,)) - 1
        if re.match(rf"\s*{key}\s*=", lines[at]):
            lines[at : at + 1] = _replaced(lines[at : at + 1], key, value)
        else:
            ending = "\r\n" if lines[at].endswith("\r\n") else "\n"
            lines.insert(locate(text, ("schema",)), f"{_pair(key, value)}{ending}")
        return "".join(lines)

    def wanted(data: dict[str, Any]) -> None:
        data[key] = value

    with one_at_a_time(path.parents[_PUBLICATION]):
        return _written(path, _rewritten(_text(path), path, changed, wanted))


def replace_article(path: Path, article: str, proposal: Proposal) -> Sheet:
    """Put another article in the place of one in the run sheet `path`; its other keys stay."""
    with one_at_a_time(path.parents[_PUBLICATION]):
        section, piece = _place(read_sheet(path), article)
        table = ("section", section, "piece", piece)

        def changed(text: str) -> str:
            lines = _lines(text)
            at = locate(text, (*table, "article")) - 1
            ending = "\r\n" if lines[at].endswith("\r\n") else "\n"
            lines[at] = f"{named(proposal)}{ending}"
            return "".join(lines)

        def wanted(data: dict[str, Any]) -> None:
            data["section"][section]["piece"][piece]["article"] = proposal.article.id

        return _written(path, _rewritten(_text(path), path, changed, wanted))


def remove_piece(path: Path, article: str) -> Sheet:
    """Take one piece out of the run sheet `path`, with its comments and the blank lines above."""
    with one_at_a_time(path.parents[_PUBLICATION]):
        section, piece = place = _place(read_sheet(path), article)

        def changed(text: str) -> str:
            lines = _lines(text)
            start, end = _block(text, place, lines)
            return "".join([*lines[:start], *lines[end:]])

        def wanted(data: dict[str, Any]) -> None:
            del data["section"][section]["piece"][piece]
            _without_empty(data)

        return _written(path, _rewritten(_text(path), path, changed, wanted))


def has_remarks(path: Path, article: str) -> bool:
    """Tell whether a piece of the run sheet `path` has comments besides that on its article."""
    text = _text(path).removeprefix(_MARK)
    section, piece = place = _place(read_sheet(path), article)
    lines = _lines(text)
    start, end = _block(text, place, lines)
    named = locate(text, ("section", section, "piece", piece, "article")) - 1
    return any("#" in lines[at] for at in range(start, end) if at != named)


def move_piece(path: Path, article: str, *, before: str = "", section: str = "") -> Sheet:
    """Move one piece of the run sheet `path`; return the sheet as it is then.

    It goes before the piece of the article `before`, in whatever section that is,
    else to the end of `section`. Comments that belong to it go along. Raises
    ConfigError for an article or a section that is not in the sheet.
    """
    with one_at_a_time(path.parents[_PUBLICATION]):
        return _put(path, article, before, section)


def _put(path: Path, article: str, before: str, section: str) -> Sheet:
    sheet = read_sheet(path)
    source = _place(sheet, article)
    if before:
        target = _place(sheet, before)
    else:
        number = _section(sheet, section)
        target = (number, len(sheet.sections[number].pieces))
    if target in (source, (source[0], source[1] + 1)):
        return sheet  # it stands there

    def wanted(data: dict[str, Any]) -> None:
        moved = data["section"][source[0]]["piece"].pop(source[1])
        behind = target[0] == source[0] and target[1] > source[1]
        data["section"][target[0]].setdefault("piece", []).insert(target[1] - behind, moved)
        _without_empty(data)

    new = _rewritten(_text(path), path, lambda text: _moved(text, source, target), wanted)
    return _written(path, new)


def _place(sheet: Sheet, article: str) -> _Place:
    for number, section in enumerate(sheet.sections):
        for index, piece in enumerate(section.pieces):
            if piece.article == article:
                return number, index
    near = nearest(article, [piece.article for piece in sheet.pieces])
    hint = f'did you mean "{near}"?' if near else "the sheet names its articles by their ids"
    raise ConfigError(f'no article "{article}" in this run sheet', where=str(sheet.path), hint=hint)


def _section(sheet: Sheet, name: str) -> int:
    names = [section.name for section in sheet.sections]
    if name not in names:
        message = f'no section "{name}" in this run sheet'
        raise ConfigError(message, where=str(sheet.path), hint=did_you_mean(name, names))
    return names.index(name)


def _text(path: Path) -> str:
    read_sheet(path)  # so that what is wrong in it is said with its line
    return path.read_bytes().decode("utf-8")


def _written(path: Path, text: str) -> Sheet:
    replace_file(path, text.encode("utf-8"))
    return read_sheet(path)


def _rewritten(
    text: str,
    path: Path,
    change: Callable[[str], str],
    wanted: Callable[[dict[str, Any]], None],
) -> str:
    """Return the changed text of the sheet `path` if it says what is `wanted`, and nothing else."""
    bare = text.removeprefix(_MARK)
    data = tomllib.loads(bare)
    wanted(data)
    new = change(bare)
    if _parsed(new) != data:
        raise ConfigError(
            "pieces can only be changed where each is a table [[section.piece]]",
            where=f"{path}:{locate(bare, ('section',))}",
            hint="write every piece below a line [[section.piece]]",
        )
    _check_unwritten(new, path)
    return text[: len(text) - len(bare)] + new


def _check_unwritten(text: str, path: Path) -> None:
    """Refuse a wrong sheet without a line: the editor's file has none of what was asked for."""
    try:
        check_sheet(text, path)
    except ConfigError as error:
        raise ConfigError(error.message, where=str(path), hint=error.hint) from error


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    _without_empty(data)
    return data


def _without_empty(data: Mapping[str, Any]) -> None:
    """Take out lists of no pieces: in a file a section without pieces has no such key."""
    for section in data.get("section", ()):
        if section.get("piece") == []:
            del section["piece"]


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _with_value(text: str, table: tuple[str | int, ...], key: str, value: object) -> str:
    """Return `text` with a key of a table set, or taken out where `value` is None."""
    lines = _lines(text)
    end = last_line(text, table)
    at = locate(text, (*table, key)) - 1
    there = re.match(rf'\s*["\']?{key}["\']?\s*=', lines[at])
    if there:
        behind = _end_of_value(lines, at, end)
        lines[at:behind] = [] if value is None else _replaced(lines[at:behind], key, value)
    elif value is not None:
        indent = re.match(r"[ \t]*", lines[end - 1])
        ending = "\r\n" if "\r\n" in text else "\n"
        if not lines[end - 1].endswith("\n"):
            lines[end - 1] += ending
        lines.insert(end, f"{indent[0] if indent else ''}{_pair(key, value)}{ending}")
    return "".join(lines)


def _end_of_value(lines: list[str], start: int, most: int) -> int:
    """Return the line behind a value that begins in line `start`: text may run over several."""
    for end in range(start + 1, most):
        if _parsed("".join(lines[start:end])) is not None:
            return end
    return most


def _replaced(lines: list[str], key: str, value: object) -> list[str]:
    """Return the lines of one value with another in its place, comment and spacing kept."""
    import tomlkit

    document = tomlkit.parse("".join(lines))
    document[key] = value
    return [tomlkit.dumps(document)]


def _pair(key: str, value: object) -> str:
    import tomlkit

    return tomlkit.dumps({key: value}).rstrip("\n")


def _moved(text: str, source: _Place, target: _Place) -> str:
    lines = _lines(text)
    ending = "\r\n" if "\r\n" in text else "\n"
    if not lines[-1].endswith("\n"):
        lines[-1] += ending
    start, end = _block(text, source, lines)
    at = _start(text, target, lines)
    block = lines[start:end]
    if block[0].strip():  # something else stood right above it
        block.insert(0, ending)
    lines[at:at] = block
    behind = len(block) if at <= start else 0
    del lines[start + behind : end + behind]
    return "".join(lines)


def _block(text: str, place: _Place, lines: list[str]) -> _Place:
    """Return the lines of a piece, from 0, with its own comments and the blank lines above."""
    start, end = extent(text, ("section", place[0], "piece", place[1]), lines)
    while start > 0 and not lines[start - 1].strip():
        start -= 1
    return start, end


def _start(text: str, place: _Place, lines: list[str]) -> int:
    """Return the line before which a piece goes: an earlier one's, or the end of its section."""
    if last_line(text, ("section", place[0], "piece", place[1])):
        return _block(text, place, lines)[0]
    if place[1]:
        return _block(text, (place[0], place[1] - 1), lines)[1]
    return extent(text, ("section", place[0]), lines)[1]
