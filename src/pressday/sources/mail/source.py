"""A mailbox as a source: a folder of .eml files, a maildir, or an mbox file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pressday.errors import ConfigError
from pressday.sources.files.documents import list_file
from pressday.sources.files.folder import each_file, newest
from pressday.sources.files.original import is_folder
from pressday.sources.files.page import ruled
from pressday.sources.reading import Item

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pressday.config import SourceRule
    from pressday.sources.reading import Found, Session

_BOXES = ("cur", "new")  # of a maildir; what is in tmp is still being delivered
_SUFFIXES = (".eml", ".emlx", ".mbox")


def read_mail(rule: SourceRule, session: Session) -> Iterator[Found]:
    """Yield the letters in `rule.path`, each once, with a limit the newest by their headers.

    Raises SourceError when there is nothing that can be read as mail.
    """
    if not rule.path:
        raise ConfigError(f"source {rule.name!r} is mail and needs a path")
    found: dict[str, Found] = {}
    for one in _found(session.folder / rule.path, session, rule):
        found.setdefault(one.key if isinstance(one, Item) else f"\0{one.subject}", one)
    letters = [ruled(one, rule) if isinstance(one, Item) else one for one in found.values()]
    yield from letters if rule.limit is None else newest(letters, rule.limit)


def _found(path: Path, session: Session, rule: SourceRule) -> Iterator[Found]:
    items = partial(list_file, session=session, rule=rule, only=("mail", "mailbox"))
    if not is_folder(path):
        yield from items(path)
        return
    boxes = [path / name for name in _BOXES if is_folder(path / name)]
    for box in boxes or [path]:
        yield from each_file(box, session, items, _is_any if boxes else _is_letter)


def _is_letter(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES


def _is_any(path: Path) -> bool:
    return bool(path.name)  # in a maildir names have no suffix
