"""Looks after the library of a publication: checks, mends and copies it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.errors import ConfigError, PressdayError
from pressday.fetch import Fetcher, canonical_url
from pressday.library import Library
from pressday.pictures.printable import normalise_picture
from pressday.sources import Item, Session
from pressday.sources.files.answers import ANY
from pressday.sources.files.documents import list_original
from pressday.sources.files.formats import format_of
from pressday.sources.files.original import Original
from pressday.sources.reading import with_defaults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pressday.config import Publication, SourceRule
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
    rules = {rule.name: rule for rule in publication.sources}

    def read_again(raw: bytes, said: Summary) -> Draft | None:
        with Fetcher("", offline=True) as fetcher:
            session = Session(folder=publication.folder, fetcher=fetcher)
            try:
                return _of_original(raw, said, session, rules.get(said.source, ANY))
            except PressdayError:
                return None

    with _existing(publication) as library:
        yield from library.upkeep.repair(_derived, read_again)


def _of_original(raw: bytes, said: Summary, session: Session, rule: SourceRule) -> Draft | None:
    """Return the draft of an original by the rule of its source; None where it holds many."""
    original = Original(
        data=raw,
        identity=canonical_url(said.url) if said.url else "",
        name="",
        url=said.url,
        base=said.url,
        keep=rule.keep,
        drop=rule.drop,
    )
    found = list_original(original, format_of(raw), session)
    items = [one for one in found if isinstance(one, Item)]
    return with_defaults(items[0].read(), rule).draft if len(items) == 1 else None


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
