"""Whether the sources still give articles: asked all at once, one article of each tried."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, cast

from pressday.errors import PressdayError, SourceError
from pressday.model import Outcome, Step
from pressday.pipeline import listing, sessions
from pressday.sources.feeds.discovery import needs_script
from pressday.sources.feeds.feed import ONLY_FEED

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from datetime import datetime

    from pressday.config import Publication, SourceRule
    from pressday.fetch import Access, Fetcher, Kind, Response
    from pressday.model import TextFrom
    from pressday.sources import Item, Reading, Session

State = Literal["ok", "slow", "dead", "moved", "summary-only", "needs a browser"]

_AT_ONCE = 8  # sources
_SLOW_S = 5.0  # to list the articles
_FEW_WORDS = 120  # of a page: then it may want a script


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a source does.

    `listed` counts its articles, `title` and `published` are the newest one's, and
    `a_week` is how many there are, None where too few have dates. `moved` is the
    permanent new address. `text_from` says where the newest one's text came from.
    """

    kind: str
    states: tuple[State, ...]
    seconds: float = 0.0
    listed: int = 0
    title: str = ""
    published: datetime | None = None
    a_week: float | None = None
    moved: str = ""
    text_from: TextFrom = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """What reading one article showed: nothing but a summary, a page without its scripts."""

    reading: Reading | None = None
    error: str = ""
    summary: bool = False
    script: bool = False


class _Watched:
    """A fetcher that remembers where addresses have moved for good."""

    def __init__(self, fetcher: Fetcher, moved: dict[str, str]) -> None:
        self._fetcher = fetcher
        self.moved = moved

    def as_source(self, access: Access, rate: float | None = None) -> Fetcher:
        """Return the fetcher of a source in this one, which is watched as well."""
        return cast("Fetcher", _Watched(self._fetcher.as_source(access, rate), self.moved))

    def get(self, url: str, kind: Kind, *, referer: str = "", discovered: bool = False) -> Response:
        """Return what the fetcher gives."""
        answer = self._fetcher.get(url, kind, referer=referer, discovered=discovered)
        if answer.moved:
            self.moved[url] = answer.moved
        return answer

    def render(self, url: str, *, discovered: bool = False) -> Response:
        """Return what the fetcher gives."""
        return self._fetcher.render(url, discovered=discovered)


def check_sources(
    publication: Publication, names: Sequence[str] = ()
) -> Generator[Outcome[Health] | Step, None, None]:
    """Yield how each source does, in the order of the file; nothing is kept.

    A dead source has an error as well. Raises UsageError for a name that none has.
    """
    rules = listing.chosen(publication, names)
    threads = ThreadPoolExecutor(_AT_ONCE)
    with sessions.opened(publication, None) as session:
        try:
            waiting = [threads.submit(_examined, rule, session) for rule in rules]
            for number, (rule, future) in enumerate(zip(rules, waiting, strict=True)):
                yield Step(name="check", done=number, total=len(rules), detail=rule.name)
                yield future.result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
    yield Step(name="check", done=len(rules), total=len(rules))


def a_week(dates: Sequence[datetime]) -> float | None:
    """Return how many articles a week the dates of a source's newest articles make."""
    days = (max(dates) - min(dates)).total_seconds() / 86_400 if dates else 0.0
    return round((len(dates) - 1) / days * 7, 1) if days > 0 else None


def _examined(rule: SourceRule, session: Session) -> Outcome[Health]:
    try:
        return _health(rule, sessions.of_source(session, rule))
    except PressdayError as error:
        fault = sessions.said(error)
    except Exception as error:  # noqa: BLE001 - the border to many parsers: one source must not stop the others
        fault = sessions.bug(error)
    return Outcome(subject=rule.name, value=Health(kind=rule.kind, states=("dead",)), error=fault)


def _health(rule: SourceRule, session: Session) -> Outcome[Health]:
    watched = _Watched(session.fetcher, {})
    session = replace(session, fetcher=cast("Fetcher", watched))
    started = time.perf_counter()
    found = listing.listed(replace(rule, limit=None), session)
    seconds = time.perf_counter() - started
    dates = [item.published for item in found.items if item.published]
    newest = _newest(found.items)
    trial = _tried(newest, session) if newest and not found.error else _Trial()
    alone = rule.kind == "page" and not trial.script  # else other articles may well be read
    unlisted = [one.error for one in found.troubles if one.error and not found.items]
    error = found.error or (trial.error if alone else "") or next(iter(unlisted), "")
    draft = trial.reading.draft if trial.reading else None
    moved = watched.moved.get(rule.url or "", "")
    health = Health(
        kind=rule.kind,
        states=_states(trial, dead=bool(error), moved=bool(moved), seconds=seconds),
        seconds=round(seconds, 1),
        listed=len(found.items),
        title=(newest.title if newest else "") or (draft.title if draft else ""),
        published=(newest.published if newest else None) or (draft.published if draft else None),
        a_week=a_week(dates),
        moved=moved,
        text_from=draft.text_from if draft else "",
    )
    warnings = _troubles(found, trial) if not error else ()
    return Outcome(subject=rule.name, value=health, error=error, warnings=warnings)


def _newest(items: Sequence[Item]) -> Item | None:
    dated = [item for item in items if item.published]
    first = items[0] if items else None
    return max(dated, key=lambda item: item.published or 0, default=first)


def _tried(item: Item, session: Session) -> _Trial:
    """Return what reading `item` shows; its page is asked once more where it gave hardly a word."""
    try:
        reading = item.read()
    except SourceError as error:
        return _Trial(error=sessions.said(error), script=_wants_script(item, None, session))
    draft = reading.draft
    summary = bool(item.url) and draft.text_from == "feed"
    bare = summary or draft.body.words < _FEW_WORDS
    script = bare and draft.text_from != "browser" and _wants_script(item, reading, session)
    return _Trial(reading=reading, summary=summary, script=script)


def _wants_script(item: Item, reading: Reading | None, session: Session) -> bool:
    """Say whether the page of `item` needs a browser to show its text."""
    if not item.url:
        return False
    if reading is not None and reading.draft.text_from == "page":
        return session.run(needs_script, reading.raw)
    try:
        answer = session.fetcher.get(item.url, "page", discovered=True)
    except SourceError:
        return False
    return session.run(needs_script, answer.body, answer.charset)


def _states(trial: _Trial, *, dead: bool, moved: bool, seconds: float) -> tuple[State, ...]:
    if dead:
        return ("dead",)
    holds: tuple[tuple[State, bool], ...] = (
        ("moved", moved),
        ("needs a browser", trial.script),
        ("summary-only", trial.summary and not trial.script),
        ("slow", seconds > _SLOW_S),
    )
    return tuple(state for state, true in holds if true) or ("ok",)


def _troubles(found: listing.Listed, trial: _Trial) -> tuple[str, ...]:
    """Return what the editor should know beside the states."""
    said = [f"{one.subject}: {one.error}" for one in found.troubles if one.error]
    said += [warning for one in found.troubles for warning in one.warnings]
    if trial.error and not trial.script:
        said.append(f"the newest article cannot be read: {trial.error}")
    if trial.summary and trial.reading:
        said += [w for w in trial.reading.draft.warnings if w.startswith(ONLY_FEED)]
    said += [] if found.items or said else ["names no article"]
    return tuple(said)
