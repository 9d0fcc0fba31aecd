"""Sources put into `pressday.toml`, taken out of it, and given to other programs."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pressday.atomic import replace_file
from pressday.config import FILE, SourceRule, check_publication, did_you_mean
from pressday.config.editing import with_tables, without_source
from pressday.errors import SourceError, UsageError
from pressday.fetch import canonical_url
from pressday.model import Outcome, Step
from pressday.pipeline import sessions
from pressday.sources import SOURCES
from pressday.sources.feeds.discovery import feeds_of, kind_of
from pressday.sources.feeds.feed import Fetched, feed_of, fetch_named
from pressday.sources.feeds.opml import Outline, parse_opml, web_address, write_opml
from pressday.sources.feeds.packed import unpacked
from pressday.sources.feeds.sitemap import is_root
from pressday.sources.files.original import read_bytes
from pressday.sources.reading import here

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from pressday.config import Publication
    from pressday.sources import Session
    from pressday.sources.feeds.discovery import Named

_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_LARGEST = 20_000_000  # bytes, unpacked
_LONGEST_NAME = 80  # characters of a feed's title
_TRIED = 3  # feeds that a page names
_TOLD = 5  # further feeds that are told of


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the editor says of a new source; what is empty is found out."""

    name: str = ""
    section: str = ""
    limit: int | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A source as it is written: kind, name, place, section and limit."""

    kind: str
    name: str = ""
    url: str = ""
    path: str = ""
    section: str = ""
    limit: int | None = None

    @property
    def values(self) -> dict[str, Any]:
        """What stands in its table, in this order."""
        names = ("name", "kind", "path", "url", "section", "limit")
        return {name: value for name in names if (value := getattr(self, name))}


def add_sources(
    publication: Publication, given: str, wish: Wish
) -> Generator[Outcome[Subscription] | Step, None, None]:
    """Write the source at an address or a path into `pressday.toml`; an OPML file gives many.

    What kind it is, and which feed a page names, is found out by asking. Sources
    that are there already are refused or, of a list, left out with a warning.
    Raises UsageError, SourceError, or ConfigError when the file takes no more.
    """
    given = web_address(given)
    yield Step(name="add", done=0, total=1, detail=given)
    _check_kind(wish)
    _check_section(publication, wish)
    known = _Known(publication)
    if _ADDRESS.match(given):
        known.refuse(Subscription(kind="page", url=given))
    found = list(_found(publication, given, wish))
    if len(found) == 1 and found[0].value:
        known.refuse(found[0].value)
    new = [_settled(outcome, known) for outcome in found]
    _write(publication, [outcome.value for outcome in new if outcome.value])
    yield Step(name="add", done=1, total=1, detail=given)
    yield from new


def remove_source(publication: Publication, name: str) -> SourceRule:
    """Take the source of this name or address out of `pressday.toml`, and return it.

    Its articles stay in the library. Raises UsageError when there is none.
    """
    keys = [{rule.name, rule.path, rule.url} for rule in publication.sources]
    index = next((n for n, known in enumerate(keys) if name in known), None)
    if index is None:
        names = [rule.name for rule in publication.sources]
        hint = did_you_mean(name, names) if names else "there is none at all"
        raise UsageError(f'no source is called "{name}"', hint=hint)
    path = publication.folder / FILE
    text = without_source(_text(path), index)
    check_publication(text.removeprefix("\ufeff"), path)
    replace_file(path, text.encode("utf-8"))
    return publication.sources[index]


def export_feeds(publication: Publication) -> str:
    """Return the publication's feeds as an OPML file."""
    feeds = [rule for rule in publication.sources if rule.kind == "feed" and rule.url]
    outlines = [
        Outline(url=rule.url or "", title=rule.name, section=rule.section or "") for rule in feeds
    ]
    return write_opml(outlines, publication.masthead.title).decode("utf-8")


def _settled(outcome: Outcome[Subscription], known: _Known) -> Outcome[Subscription]:
    """Return a source under a name of its own, or that it is there already."""
    if outcome.value is None:
        return outcome
    if there := known.name_of(outcome.value):
        return Outcome(subject=there, warnings=("is there already",))
    return replace(outcome, value=known.named(outcome.value))


class _Known:
    """The sources that are there, and names for those that come."""

    def __init__(self, publication: Publication) -> None:
        self._places = {_key(r.url or "", r.path or ""): r.name for r in publication.sources}
        self._names = {rule.name for rule in publication.sources}

    def name_of(self, entry: Subscription) -> str:
        """Return what the source of the same place is called, empty where none is."""
        return self._places.get(_key(entry.url, entry.path), "")

    def refuse(self, entry: Subscription) -> None:
        """Raise UsageError when a source of the same place is there."""
        if there := self.name_of(entry):
            message = f'this source is there already, as "{there}"'
            raise UsageError(message, where=entry.url or entry.path)

    def named(self, entry: Subscription) -> Subscription:
        """Return `entry` under a name that no other has, and remember it."""
        wanted = entry.name or entry.path or entry.url
        host = (urlsplit(entry.url).hostname or "").removeprefix("www.")
        numbered = (f"{wanted} {number}" for number in range(2, len(self._names) + 3))
        beside = [f"{wanted}, {host}"] if host else []
        free = (n for n in (wanted, *beside, *numbered) if n not in self._names)
        name = next(free)
        self._names.add(name)
        self._places[_key(entry.url, entry.path)] = name
        return replace(entry, name="" if name in {entry.url, entry.path} else name)


def _key(url: str, path: str) -> str:
    """Return what two sources of one place have in common; http and https are one."""
    place = canonical_url(url).partition("://")[2].removeprefix("www.") if url else ""
    return f"{path} {place}"


def _check_kind(wish: Wish) -> None:
    if wish.kind and wish.kind not in SOURCES:
        message, hint = SOURCES.why_unknown(wish.kind)
        raise UsageError(message, hint=hint)


def _check_section(publication: Publication, wish: Wish) -> None:
    names = [section.name for section in publication.sections]
    if wish.section and names and wish.section not in names:
        hint = did_you_mean(wish.section, names)
        raise UsageError(f'no [[section]] is called "{wish.section}"', hint=hint)


def _found(publication: Publication, given: str, wish: Wish) -> Iterator[Outcome[Subscription]]:
    """Yield the sources that `given` leads to; of a list of feeds there are many."""
    if _ADDRESS.match(given):
        yield _from_web(publication, given, wish)
        return
    path = Path(given)
    try:
        is_there = path.exists()
    except (OSError, ValueError):
        is_there = False
    if not is_there:
        bare = _BARE_ADDRESS.fullmatch(given)
        hint = f"if it is an address, write https://{given}" if bare else None
        raise SourceError("no such file", where=given, hint=hint)
    data = b"" if path.is_dir() else unpacked(read_bytes(path), most=_LARGEST, where=given)
    kind = wish.kind or (_kind_of_folder(path) if path.is_dir() else kind_of(data, given))
    if kind == "opml" and wish.kind is None:
        yield from _from_opml(parse_opml(data, where=given), publication, wish)
    else:
        entry = Subscription(kind=kind, path=_relative(path, publication.folder))
        yield Outcome(subject=given, value=_wished(entry, wish))


def _kind_of_folder(path: Path) -> str:
    return "mail" if (path / "cur").is_dir() and (path / "new").is_dir() else "folder"


def _relative(path: Path, folder: Path) -> str:
    """Return `path` as `pressday.toml` names it: from the publication, where it lies inside."""
    whole = path.resolve()
    inside = whole.is_relative_to(folder)
    return (whole.relative_to(folder) if inside else whole).as_posix()


def _wished(entry: Subscription, wish: Wish) -> Subscription:
    return replace(
        entry,
        name=wish.name or entry.name[:_LONGEST_NAME].strip(),
        section=wish.section or entry.section,
        limit=wish.limit or entry.limit,
    )


def _from_opml(
    outlines: Sequence[Outline], publication: Publication, wish: Wish
) -> Iterator[Outcome[Subscription]]:
    """Yield the feeds of a list; a folder takes the name of the section that differs in case."""
    if wish.name and len(outlines) > 1:
        hint = "take the list as one source with --kind opml"
        raise UsageError("--name goes with one source, and the list has more", hint=hint)
    sections = {section.name.casefold(): section.name for section in publication.sections}
    for outline in outlines:
        section = sections.setdefault(outline.section.casefold(), outline.section)
        entry = Subscription(kind="feed", name=outline.title, url=outline.url, section=section)
        yield Outcome(subject=outline.title or outline.url, value=_wished(entry, wish))


def _from_web(publication: Publication, url: str, wish: Wish) -> Outcome[Subscription]:
    """Return the source at `url`; with a kind given nothing is asked."""
    if wish.kind is not None:
        return Outcome(subject=url, value=_wished(Subscription(kind=wish.kind, url=url), wish))
    rule = SourceRule(name=wish.name or url, kind="page", url=url)
    with sessions.opened(publication, None) as session:
        own = replace(
            sessions.of_source(session, rule), run=here
        )  # one feed: no process is worth it
        entry, warnings = _looked_up(url, own)
    return Outcome(subject=url, value=_wished(entry, wish), warnings=warnings)


def _looked_up(url: str, session: Session) -> tuple[Subscription, tuple[str, ...]]:
    """Return the source that stands at `url`, and what the editor should know of it."""
    answer = session.fetcher.get(url, "document")
    data = unpacked(answer.body, most=_LARGEST, where=answer.url)
    address = answer.moved or url
    warnings = (f"has moved for good, to {answer.moved}",) if answer.moved else ()
    kind = kind_of(data, url)
    if kind == "feed":
        title = feed_of(Fetched.from_answer(answer), session).title
        return Subscription(kind=kind, name=title, url=address), warnings
    if kind != "page":
        return Subscription(kind=kind, url=address), warnings
    named = session.run(feeds_of, data, url=answer.url, charset=answer.charset)
    if entry := _best(named, answer.url, session):
        others = tuple(_told(one) for one in named if one.url != entry.url)
        return entry, (*warnings, *others[:_TOLD])
    if is_root(answer.url):
        site = SourceRule(name=url, kind="sitemap", url=address)
        with suppress(SourceError):
            next(SOURCES["sitemap"](site, session), None)
            return Subscription(kind="sitemap", url=address), warnings
    return Subscription(kind="page", url=address), warnings


def _told(named: Named) -> str:
    title = f', "{named.title}"' if named.title else ""
    return f"names another feed{title}: {named.url}"


def _best(named: Sequence[Named], page: str, session: Session) -> Subscription | None:
    """Return the first of the feeds that a page names that can be read."""
    for candidate in named[:_TRIED]:
        with suppress(SourceError):
            answer = fetch_named(candidate.url, page, session)
            feed = feed_of(Fetched.from_answer(answer), session)
            title = feed.title or candidate.title
            return Subscription(kind="feed", name=title, url=answer.moved or candidate.url)
    return None


def _write(publication: Publication, entries: Sequence[Subscription]) -> None:
    """Put the sources at the end of the file, before them the sections that they need."""
    if not entries:
        return
    path = publication.folder / FILE
    sections = [{"name": name} for name in _new_sections(publication, entries)]
    new = with_tables(_text(path), sections, [entry.values for entry in entries])
    check_publication(new.removeprefix("\ufeff"), path)
    replace_file(path, new.encode("utf-8"))


def _new_sections(publication: Publication, entries: Sequence[Subscription]) -> list[str]:
    """Return the sections to write: with the first one, those that older sources name as well.

    A single source whose section is nowhere a table needs none either.
    """
    there = [section.name for section in publication.sections]
    older = [rule.section for rule in publication.sources if rule.section]
    wanted = [entry.section for entry in entries if entry.section]
    if not there and len(entries) == 1:
        return []
    named = [*([] if there else older), *wanted]
    return [name for name in dict.fromkeys(named) if wanted and name not in there]


def _text(path: Path) -> str:
    """Return the text of the file, its line ends as they are."""
    return path.read_bytes().decode("utf-8")
