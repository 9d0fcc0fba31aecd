"""What the sources name, before any of it is read: wanted, known already, or left out."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from pressday.errors import SourceError, UsageError
from pressday.library import Library
from pressday.model import Outcome
from pressday.pipeline import sessions
from pressday.pipeline.host_queues import Lanes
from pressday.plugins import blaming
from pressday.sources import SOURCES, Item
from pressday.sources.reading import cut_off, with_defaults
from pressday.sources.rules import refusal
from pressday.text import suggestion

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from pressday.config import Publication, SourceRule
    from pressday.sources import Found, Reading, Session

_MOST = 5_000  # items of one source; what names more is no source but a trap
_ORDERED = ("feed", "list")  # kinds of sources in whose order somebody's judgement is


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which part of the sources is collected, and how.

    `sources` are names, empty for all; articles published before `since` are left
    out; `offline` reads what was fetched before and nothing else. `refresh` are names of
    sources as well, of which is read again what is known.
    """

    sources: tuple[str, ...] = ()
    since: datetime | None = None
    offline: bool = False
    refresh: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The sources that are named in one way or the other."""
        return tuple(dict.fromkeys((*self.sources, *self.refresh)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a source names: its items, what could not be listed, and why it ended early."""

    items: tuple[Item, ...] = ()
    troubles: tuple[Outcome[Reading], ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """What decides whether an item is read: the source's rule, the editor's choice, the library.

    `lacking` are the articles with lost files, which are read again.
    """

    rule: SourceRule
    choice: Choice
    now: datetime
    library: Library | None
    lacking: frozenset[str] = frozenset()

    def reason(self, title: str, published: datetime | None) -> str:
        """Return why an article is left out, empty when it is wanted."""
        since = self.choice.since
        if since is not None and published is not None and published < since:
            return f"older than {since.date()}"
        return refusal(self.rule, title, published, self.now)

    def state(self, item: Item) -> str:
        """Return `new`, `changed`, `known` (read again all the same: `again`) or a reason."""
        if reason := self.reason(item.title, item.published):
            return reason
        seen = self.library.seen(self.rule.name, item.key) if self.library else None
        if seen is None:
            return "new"
        is_wanted = self.is_refreshed or seen.article in self.lacking
        if is_wanted or not item.mark or not seen.complete:
            return "again"
        return "known" if seen.mark == item.mark else "changed"

    @property
    def is_refreshed(self) -> bool:
        """Whether what is known is read again although nothing says that it has changed."""
        return self.rule.name in self.choice.refresh

    def is_kept(self, item: Item) -> bool:
        """Tell whether the library has an article of the item."""
        seen = self.library.seen(self.rule.name, item.key) if self.library else None
        return seen is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """One article as a source names it, and what collecting would do with it (`Sieve.state`)."""

    title: str
    url: str
    published: datetime | None
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tips:
    """Everything one source names."""

    tips: tuple[Tip, ...] = field(default=())

    def count(self, *states: str) -> int:
        """Return how many are in one of `states`."""
        return sum(tip.state in states for tip in self.tips)


def chosen(publication: Publication, names: Sequence[str]) -> list[SourceRule]:
    """Return the sources of these names, all without any; raises UsageError for an unknown one."""
    rules = {rule.name: rule for rule in publication.sources}
    for name in names:
        if name not in rules:
            hint = suggestion(name, rules, '"pressday source list" names them')
            raise UsageError(f'no source is called "{name}"', hint=hint)
    return [rules[name] for name in names] if names else list(rules.values())


def listed(rule: SourceRule, session: Session) -> Listed:
    """Return what a source names, as far as it can be read."""
    found: list[Found] = []
    error = ""
    try:
        with blaming(SOURCES.owner(rule.kind), SourceError):
            found.extend(_each(rule, session))
    except SourceError as fault:
        error = sessions.said(fault)
    items = {item.key: item for item in reversed(found) if isinstance(item, Item)}
    return Listed(
        items=tuple(_placed(rule, tuple(reversed(items.values())))),
        troubles=tuple(one for one in found if not isinstance(one, Item)),
        error=error,
    )


def _placed(rule: SourceRule, items: Sequence[Item]) -> Iterator[Item]:
    """Yield `items` with their places, where these say something."""
    for place, item in enumerate(items, start=1):
        yield replace(item, place=place) if rule.kind in _ORDERED else item


def read_ruled(item: Item, rule: SourceRule) -> Reading:
    """Return what an item says, with what its source's rule says where it says nothing itself."""
    package = SOURCES.owner(rule.kind)
    with blaming(package, SourceError):
        reading = item.read()
        # Our own readers do it themselves, some with more care.
        return with_defaults(reading, rule) if package else reading


def _each(rule: SourceRule, session: Session) -> Iterator[Found]:
    left = _MOST
    for one in SOURCES[rule.kind](rule, session):
        if not isinstance(one, Item | Outcome):
            raise TypeError(f"{one!r} is neither an Item nor an Outcome")
        left -= isinstance(one, Item)
        if left < 0:
            yield cut_off(rule.name, _MOST)
            return
        yield one


def preview(
    publication: Publication, *, now: datetime, choice: Choice
) -> Generator[Outcome[Tips], None, None]:
    """Tell for each source what collecting would read: nothing is written, no page is fetched."""
    with (
        _existing(publication) as library,
        Lanes["SourceRule"]() as lanes,
        sessions.opened(publication, _cache(library), offline=choice.offline) as session,
    ):
        for rule in chosen(publication, choice.named):
            anew = rule.name in choice.refresh
            work = partial(listed, rule, sessions.of_source(session, rule, anew=anew))
            lanes.put(sessions.host(rule.url), rule, work)
        lacking = library.lacking() if library else frozenset()
        for rule, future in lanes.done():
            sieve = Sieve(rule=rule, choice=choice, now=now, library=library, lacking=lacking)
            yield _tips(sieve, future.result())


def _tips(sieve: Sieve, found: Listed) -> Outcome[Tips]:
    tips = (
        Tip(title=i.title or i.key, url=i.url, published=i.published, state=sieve.state(i))
        for i in found.items
    )
    troubles = tuple(
        f"{one.subject}: {said}"
        for one in found.troubles
        for said in (one.error, *one.warnings)
        if said
    )
    return Outcome(
        subject=sieve.rule.name, value=Tips(tips=tuple(tips)), error=found.error, warnings=troubles
    )


def _existing(publication: Publication) -> AbstractContextManager[Library | None]:
    there = Library.stands_in(publication.library)
    return Library.open(publication.library) if there else nullcontext()


def _cache(library: Library | None) -> sessions.ReadOnly | None:
    return sessions.ReadOnly(library.cache) if library else None
