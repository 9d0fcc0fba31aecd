"""A folder of texts: Markdown, plain text and saved pages, sub-folders included."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pressday.errors import ConfigError, PressdayError, SourceError
from pressday.sources.desk import Reading, failed, with_defaults
from pressday.sources.files import SUFFIXES, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.config import SourceRule
    from pressday.sources.desk import Desk, Found

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def read_folder(rule: SourceRule, desk: Desk) -> Iterator[Found]:
    """Yield the articles below `rule.path`, sorted by path; hidden files are none.

    With a limit only the newest by their own dates are kept, undated ones last.
    Raises SourceError when the folder is not there.
    """
    if not rule.path:
        raise ConfigError(f"source {rule.name!r} is a folder and needs a path")
    found = read_texts(desk.folder / rule.path, desk)
    filled = (with_defaults(one, rule) if isinstance(one, Reading) else one for one in found)
    yield from filled if rule.limit is None else _newest(list(filled), rule.limit)


def read_texts(folder: Path, desk: Desk) -> Iterator[Found]:
    """Yield what stands in each text file below `folder`."""
    if not folder.is_dir():
        raise SourceError("no such folder", where=str(folder), hint="check path in pressday.toml")
    root = folder.resolve()
    locked: list[OSError] = []
    for path in _texts(root, locked):
        try:
            # A folder may be shared: a link in it must not fetch files from elsewhere.
            if not path.resolve().is_relative_to(root):
                raise SourceError("links to a file outside its folder")
            yield read_file(path, desk.folder)
        except PressdayError as error:
            # Not `relative`: the editor knows the link, not what it leads to.
            yield failed(Path(os.path.relpath(path, desk.folder.resolve())).as_posix(), error)
    for fault in locked:
        yield failed(str(fault.filename), SourceError(f"cannot be read ({fault.strerror})"))


def _texts(root: Path, locked: list[OSError]) -> Iterator[Path]:
    """Yield the text files below `root`; folders that cannot be entered are put into `locked`."""
    for folder, subfolders, names in os.walk(root, onerror=locked.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder) / name
            if not name.startswith(".") and path.suffix.lower() in SUFFIXES:
                yield path


def _newest(found: Sequence[Found], limit: int) -> list[Found]:
    """Return the `limit` newest readings and every failure, in the order they came."""
    readings = [one for one in found if isinstance(one, Reading)]
    newest = sorted(readings, key=lambda r: r.draft.published or _LONG_AGO, reverse=True)[:limit]
    kept = {id(reading) for reading in newest}
    return [one for one in found if not isinstance(one, Reading) or id(one) in kept]
