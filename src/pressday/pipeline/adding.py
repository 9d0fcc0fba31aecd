"""Files, addresses and piped text that the editor names: into the library, or only read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pressday.errors import ConfigError, PressdayError, SourceError
from pressday.fetch import Access, Fetcher, user_agent
from pressday.library import Library
from pressday.model import Outcome, Step
from pressday.pipeline import sessions
from pressday.pipeline.storing import Intake, keep
from pressday.sources import Item, Session, read_input

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from datetime import datetime

    from pressday.config import Publication
    from pressday.library import Saved
    from pressday.model import Draft
    from pressday.sources import Reading


def add(
    publication: Publication,
    inputs: Sequence[str],
    *,
    now: datetime,
    url: str = "",
    data: bytes | None = None,
) -> Generator[Outcome[Saved] | Step, None, None]:
    """Put files, addresses or piped text (`-`, whose bytes are `data`) into the library.

    Yields an outcome for each article, and one with an error for what gave none.
    """
    with (
        Library.open(publication.library) as library,
        sessions.opened(publication, library.cache) as session,
    ):
        intake = Intake(library=library, now=now, lacking=library.lacking())
        for number, name in enumerate(inputs):
            yield Step(name="add", done=number, total=len(inputs), detail=name)
            own = _trusting(session, name)
            for found in _readings(name, own, url, data, alone=len(inputs) == 1):
                yield _unread(found) if isinstance(found, Outcome) else keep(found, intake, own)


def extract(
    inputs: Sequence[str],
    *,
    url: str = "",
    data: bytes | None = None,
    publication: Publication | None = None,
) -> Generator[Outcome[Draft] | Step, None, None]:
    """Yield the readable text of files, addresses or piped text, in their order.

    Needs no publication; where there is one, its contact is named to the servers
    and its private hosts may be asked.
    """
    contact = publication.masthead.contact if publication else ""
    allow = publication.allow if publication else ()
    with Fetcher(user_agent(contact), allow=allow) as fetcher:
        session = Session(folder=publication.folder if publication else Path.cwd(), fetcher=fetcher)
        for number, name in enumerate(inputs):
            yield Step(name="extract", done=number, total=len(inputs), detail=name)
            own = _trusting(session, name)
            for found in _readings(name, own, url, data, alone=len(inputs) == 1):
                if isinstance(found, Outcome):
                    yield Outcome(subject=name, error=found.error)
                else:
                    yield Outcome(subject=name, value=found.draft, warnings=found.draft.warnings)


def _readings(
    name: str, session: Session, url: str, data: bytes | None, *, alone: bool
) -> Iterator[Reading | Outcome[Reading]]:
    """Yield what stands in one input; a fault of the whole input is an outcome too.

    Raises ConfigError for wrong front matter when the input is `alone`: among
    others it is no reason to stop.
    """
    try:
        found = list(read_input(name, session, url, data=data))
        for one in found:
            yield _reading(one, alone=alone and len(found) == 1) if isinstance(one, Item) else one
    except (SourceError, ConfigError) as error:
        if alone and isinstance(error, ConfigError):
            raise
        yield Outcome(subject=name, error=sessions.said(error))


def _trusting(session: Session, name: str) -> Session:
    """Return `session` for an address that the editor wrote, whose pictures may be private too."""
    return replace(session, fetcher=session.fetcher.as_source(Access(name="", url=name)))


def _reading(item: Item, *, alone: bool) -> Reading | Outcome[Reading]:
    """Return what an item says; when it is the only one, its fault is the input's."""
    try:
        return item.read()
    except PressdayError as error:
        if alone or not isinstance(error, SourceError | ConfigError):
            raise
        return Outcome(subject=item.url or item.title or item.key, error=sessions.said(error))


def _unread(found: Outcome[Reading]) -> Outcome[Saved]:
    """Return a reader's failure as a failure to keep."""
    return Outcome(subject=found.subject, error=found.error, warnings=found.warnings)
