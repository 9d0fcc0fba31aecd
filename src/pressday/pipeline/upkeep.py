"""Looks after the library of a publication: checks, mends and copies it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.errors import ConfigError, PressdayError
from pressday.fetch import Fetcher
from pressday.library import Library
from pressday.pictures.printable import normalise_picture
from pressday.sources import Item, Session, read_input

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pressday.config import Publication
    from pressday.library.checking import Damage
    from pressday.model import Draft, Outcome, Summary


def check(publication: Publication) -> tuple[Damage, ...]:
    """Return what is damaged in the library; raises ConfigError where there is none."""
    with _existing(publication) as library:
        return library.upkeep.check()


def repair(publication: Publication) -> Iterator[Outcome[Damage]]:
    """Mend the library from what it keeps; yield what was damaged, with an error where it still is.

    Asks no server: what is lost for good comes back with the next collection.
    """

    def read_again(raw: bytes, said: Summary) -> Draft | None:
        with Fetcher("", offline=True) as fetcher:
            session = Session(folder=publication.folder, fetcher=fetcher)
            try:
                found = [*read_input("-", session, said.url, data=raw)]
                items = [one for one in found if isinstance(one, Item)]
                return items[0].read().draft if len(items) == 1 else None
            except PressdayError:
                return None

    with _existing(publication) as library:
        yield from library.upkeep.repair(_derived, read_again)


def back_up(publication: Publication, target: Path) -> list[str]:
    """Write a whole copy of the library to a new folder, or one file where that ends in `.tar`.

    Returns the files that the library itself lacks. Raises UsageError when `target` is there.
    """
    with _existing(publication) as library:
        return library.upkeep.back_up(target)


def _derived(original: bytes) -> tuple[bytes, str]:
    try:
        picture = normalise_picture(original)
    except PressdayError:
        return b"", ""
    return picture.data, picture.media_type


def _existing(publication: Publication) -> Library:
    if not Library.stands_in(publication.library):
        hint = 'run "pressday collect", or put a backup there'
        raise ConfigError("there is no library yet", where=str(publication.library), hint=hint)
    return Library.open(publication.library)
