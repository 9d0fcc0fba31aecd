"""A folder of files with articles in them, sub-folders included."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pressday.errors import ConfigError, PressdayError, SourceError
from pressday.model import Outcome
from pressday.sources.files.documents import list_file
from pressday.sources.files.formats import SUFFIXES
from pressday.sources.files.original import readable
from pressday.sources.files.page import ruled
from pressday.sources.files.passed_over import passed_over
from pressday.sources.files.saved import COMPANIONS
from pressday.sources.reading import Item, failed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pressday.config import SourceRule
    from pressday.sources.reading import Found, Session

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_LOCK = "~$"  # begins what Word puts beside a document while it is open


def read_folder(rule: SourceRule, session: Session) -> Iterator[Found]:
    """Yield the articles below `rule.path`, sorted by path; hidden files are none.

    With a limit only the newest by their own dates are kept, undated ones last; to
    know the dates, all are read. Raises SourceError when the folder is not there.
    """
    if not rule.path:
        raise ConfigError(f"source {rule.name!r} is a folder and needs a path")
    found = list_folder(session.folder / rule.path, session, rule)
    if rule.limit is None:
        yield from (ruled(one, rule) if isinstance(one, Item) else one for one in found)
    else:
        yield from newest(
            [_read(ruled(i, rule)) if isinstance(i, Item) else i for i in found], rule.limit
        )


def list_folder(folder: Path, session: Session, rule: SourceRule | None = None) -> Iterator[Found]:
    """Yield what stands in each readable file below `folder`, and what is passed over."""

    def items(path: Path) -> Iterator[Found]:
        return list_file(path, session, rule=rule)

    yield from each_file(folder, session, items, _is_article)
    root = folder.resolve()
    left = (path for path in _files(root, []) if _is_left(path, root))
    for path, why in passed_over(left):
        yield Outcome(subject=_named(path, session), warnings=(why,))


def _is_left(path: Path, root: Path) -> bool:
    """Say whether a file is the editor's own, in this folder, and none that is read."""
    own = path.is_file() and path.resolve().is_relative_to(root)
    return own and not (path.name.startswith(_LOCK) or _is_article(path) or _is_of_a_page(path))


def each_file(
    folder: Path,
    session: Session,
    items: Callable[[Path], Iterator[Found]],
    wanted: Callable[[Path], bool],
) -> Iterator[Found]:
    """Yield the `items` of each file below `folder` that is `wanted`, sorted by path.

    Hidden files and folders are skipped. What leads out of the folder, and what
    cannot be read, is an outcome with an error.
    """
    if not folder.is_dir():
        raise SourceError("no such folder", where=str(folder), hint="check path in pressday.toml")
    root = folder.resolve()
    locked: list[OSError] = []
    for path in _files(root, locked):
        if not wanted(path):
            continue
        try:
            # A folder may be shared: a link in it must not fetch files from elsewhere.
            if not path.resolve().is_relative_to(root):
                raise SourceError("links to a file outside its folder")
            yield from items(path)
        except (PressdayError, OSError, RuntimeError) as error:
            fault = (
                error
                if isinstance(error, PressdayError)
                else SourceError(f"cannot be read ({error})")
            )
            yield failed(_named(path, session), fault)
    for fault_ in locked:
        yield failed(
            readable(str(fault_.filename)), SourceError(f"cannot be read ({fault_.strerror})")
        )


def newest(found: Sequence[Found], limit: int) -> list[Found]:
    """Return the `limit` newest items and every failure, in the order they came."""
    items = [one for one in found if isinstance(one, Item)]
    dated = sorted(items, key=lambda item: item.published or _LONG_AGO, reverse=True)[:limit]
    kept = {id(item) for item in dated}
    return [one for one in found if not isinstance(one, Item) or id(one) in kept]


def _read(item: Item) -> Found:
    """Return an item that has been read already, dated by what it says of itself."""
    try:
        reading = item.read()
    except PressdayError as error:
        return failed(item.key, error)
    draft = reading.draft
    return Item(
        key=item.key,
        mark=item.mark,
        title=draft.title,
        published=draft.published,
        read=lambda: reading,
    )


def _is_article(path: Path) -> bool:
    lock = path.name.startswith(_LOCK)
    return path.suffix.lower() in SUFFIXES and not lock and not _is_of_a_page(path)


def _is_of_a_page(path: Path) -> bool:
    """Say whether a browser saved `path` beside a page, as a frame of it: no article then."""
    for folder in path.parents:
        ending = next((e for e in COMPANIONS if folder.name.endswith(e)), "")
        stem = folder.name.removesuffix(ending)
        if ending and any((folder.parent / f"{stem}{s}").is_file() for s in (".html", ".htm")):
            return True
    return False


def _named(path: Path, session: Session) -> str:
    """Return a path as the editor knows it: a link by its own name, not by what it leads to."""
    return readable(Path(os.path.relpath(path, session.folder.resolve())).as_posix())


def _files(root: Path, locked: list[OSError]) -> Iterator[Path]:
    """Yield the files below `root`; folders that cannot be entered are put into `locked`."""
    for folder, subfolders, names in os.walk(root, onerror=locked.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(folder) / name
