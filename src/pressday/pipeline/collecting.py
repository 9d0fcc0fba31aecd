"""From sources, files and addresses to the library; the only verbs that use the network."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pressday.errors import ConfigError, ExtractError, FetchError, PressdayError, SourceError
from pressday.extract import normalise_picture
from pressday.fetch import Fetcher, user_agent
from pressday.library import Library
from pressday.library.records import article_id
from pressday.model import DraftImage, Image, Outcome, Step
from pressday.sources import SOURCES, Desk, Reading, load_picture, read_input
from pressday.text import plain

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from datetime import datetime

    from pressday.config import Publication, SourceRule
    from pressday.library import Saved
    from pressday.model import Article, Draft

_SHOWN = 100  # characters of a picture's address in a warning


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one source gave: how many articles of each status, and what could not be read."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: tuple[str, ...] = ()

    @property
    def read(self) -> int:
        """How many articles were read."""
        return self.new + self.updated + self.unchanged


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What keeping an article takes; `now` is when it was fetched, in UTC."""

    library: Library
    fetcher: Fetcher
    now: datetime


def collect(
    publication: Publication, *, now: datetime
) -> Generator[Outcome[Tally] | Step, None, None]:
    """Read every source into the library; yield a tally for each source.

    A source that cannot be read is an outcome with an error, and so is no reason
    to stop. Raises WriteError when the library takes no writes.
    """
    total = len(publication.sources)
    with Library.open(publication.library) as library, _fetcher(publication, library) as fetcher:
        desk = _Desk(library=library, fetcher=fetcher, now=now)
        for number, rule in enumerate(publication.sources):
            yield Step(name="collect", done=number, total=total, detail=rule.name)
            yield from _collect(rule, publication.folder, desk)
        yield Step(name="collect", done=total, total=total)


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
    with Library.open(publication.library) as library, _fetcher(publication, library) as fetcher:
        desk = _Desk(library=library, fetcher=fetcher, now=now)
        reading = Desk(folder=publication.folder, fetcher=fetcher)
        for number, name in enumerate(inputs):
            yield Step(name="add", done=number, total=len(inputs), detail=name)
            for found in _read(name, reading, url, data, alone=len(inputs) == 1):
                yield _kept(found, desk) if isinstance(found, Reading) else _unread(found)


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
        desk = Desk(folder=publication.folder if publication else Path.cwd(), fetcher=fetcher)
        for number, name in enumerate(inputs):
            yield Step(name="extract", done=number, total=len(inputs), detail=name)
            for found in _read(name, desk, url, data, alone=len(inputs) == 1):
                if isinstance(found, Reading):
                    yield Outcome(subject=name, value=found.draft, warnings=found.draft.warnings)
                else:
                    yield Outcome(subject=name, error=found.error)


def _unread(found: Outcome[Reading]) -> Outcome[Saved]:
    """Return a reader's failure as a failure to keep."""
    return Outcome(subject=found.subject, error=found.error, warnings=found.warnings)


def _fetcher(publication: Publication, library: Library) -> Fetcher:
    agent = user_agent(publication.masthead.contact)
    return Fetcher(agent, library.cache, publication.allow)


def _collect(rule: SourceRule, folder: Path, desk: _Desk) -> Iterator[Outcome[Tally] | Step]:
    """Read one source; what was read before it failed is kept."""
    outcomes: list[Outcome[Saved]] = []
    error = ""
    try:
        for found in SOURCES[rule.kind](rule, Desk(folder=folder, fetcher=desk.fetcher)):
            outcome = _tried(found, desk) if isinstance(found, Reading) else _unread(found)
            outcomes.append(outcome)
            yield Step(name=rule.name, done=len(outcomes), total=0, detail=outcome.subject)
    except SourceError as fault:
        error = _said(fault)
    except PressdayError:
        raise
    except Exception as fault:  # noqa: BLE001 - the border to many parsers: one source must not stop the others
        error = _bug(fault)
    warnings = (f"{o.subject}: {warning}" for o in outcomes for warning in o.warnings)
    yield Outcome(subject=rule.name, value=_tally(outcomes), error=error, warnings=tuple(warnings))


def _tried(reading: Reading, desk: _Desk) -> Outcome[Saved]:
    """Keep one reading; a fault of ours in it must not stop the others."""
    try:
        return _kept(reading, desk)
    except PressdayError:
        raise
    except Exception as fault:  # noqa: BLE001 - the border to many parsers
        return Outcome(subject=reading.draft.title, error=_bug(fault))


def _bug(fault: Exception) -> str:
    return f"a bug, please report it ({type(fault).__name__}: {fault})"


def _tally(outcomes: Sequence[Outcome[Saved]]) -> Tally:
    statuses = [outcome.value.status for outcome in outcomes if outcome.value]
    return Tally(
        new=statuses.count("new"),
        updated=statuses.count("updated"),
        unchanged=statuses.count("unchanged"),
        failed=tuple(f"{o.subject}: {o.error}" for o in outcomes if o.error),
    )


def _read(
    name: str, desk: Desk, url: str, data: bytes | None, *, alone: bool
) -> Iterator[Reading | Outcome[Reading]]:
    """Yield what stands in one input; a fault of the whole input is an outcome too.

    Raises ConfigError for wrong front matter when the input is `alone`: among
    others it is no reason to stop.
    """
    try:
        yield from read_input(name, desk, url, data=data)
    except (SourceError, ConfigError) as error:
        if alone and isinstance(error, ConfigError):
            raise
        yield Outcome(subject=name, error=_said(error))


def _said(error: PressdayError) -> str:
    return f"{error} ({error.hint})" if error.hint else str(error)


def _kept(reading: Reading, desk: _Desk) -> Outcome[Saved]:
    """Put one reading into the library, its pictures first."""
    pictures: dict[str, Image] = {}
    warnings: list[str] = []
    for image in _wanted(reading.draft):
        try:
            pictures[image.url] = _picture(image, reading, desk)
        except (FetchError, ExtractError) as error:
            warnings.append(f"picture {shown(image.url)}: {error.message}")
    if warnings and (old := _earlier(reading.draft, desk.library)):
        return _as_it_was(old, warnings)
    draft = replace(reading.draft, warnings=(*reading.draft.warnings, *warnings))
    saved = desk.library.add(
        draft, pictures, raw=reading.raw, media_type=reading.media_type, fetched=desk.now
    )
    told = () if saved.status == "unchanged" else saved.article.warnings
    return Outcome(subject=saved.article.title, value=saved, warnings=told)


def shown(url: str) -> str:
    """Return a picture's address for a warning: no folder of this machine, no embedded bytes."""
    scheme, _, rest = url.partition(":")
    short = {"file": unquote(rest.rpartition("/")[2]), "data": "in the text"}
    return short.get(scheme.lower(), url)[:_SHOWN]


def _wanted(draft: Draft) -> Iterable[DraftImage]:
    """Return the pictures to load, each address once."""
    images = {image.url: image for image in draft.images}
    if draft.lead:
        images.setdefault(draft.lead, DraftImage(url=draft.lead))
    return images.values()


def _picture(image: DraftImage, reading: Reading, desk: _Desk) -> Image:
    picture = normalise_picture(load_picture(image.url, reading, desk.fetcher))
    return Image(
        media=desk.library.put_picture(picture.data, picture.media_type),
        media_type=picture.media_type,
        width_px=picture.width_px,
        height_px=picture.height_px,
        alt=image.alt,
        caption=image.caption,
        credit=image.credit,
    )


def _earlier(draft: Draft, library: Library) -> Article | None:
    """Return the article as it was, when only pictures that failed now would make it another.

    Else a server's bad hour would take the pictures out of the library.
    """
    old = library.article(article_id(draft.identity))
    if old is None or not old.images or plain(old.body) != plain(draft.body):
        return None
    return old if (old.title, old.standfirst) == (draft.title, draft.standfirst) else None


def _as_it_was(old: Article, warnings: Sequence[str]) -> Outcome[Saved]:
    from pressday.library import Saved

    kept = Saved(article=old, status="unchanged")
    said = tuple(f"{warning}; the earlier copy stays" for warning in warnings)
    return Outcome(subject=old.title, value=kept, warnings=said)
