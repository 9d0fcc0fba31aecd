"""From sources to the library, many at once; what is known already is not read again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from pressday.errors import ConfigError, PressdayError, SourceError
from pressday.library import Library, Listing
from pressday.model import Outcome
from pressday.pipeline import sessions
from pressday.pipeline.host_queues import Lanes
from pressday.pipeline.listing import Choice, Listed, Sieve, chosen, listed, read_ruled
from pressday.pipeline.progress import Standing, Tally
from pressday.pipeline.storing import STAYS, Intake, keep

if TYPE_CHECKING:
    from collections.abc import Generator
    from concurrent.futures import Future
    from datetime import datetime

    from pressday.config import Publication
    from pressday.library import Saved
    from pressday.sources import Item, Session

_EVERYTHING = Choice()


@dataclass(slots=True, kw_only=True)
class _Round:
    """One source while it is collected; `open` counts the items that are not settled yet."""

    sieve: Sieve
    session: Session
    intake: Intake
    tally: Tally = field(default_factory=Tally)
    open: int = 0
    error: str = ""
    warnings: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.sieve.rule.name

    def add(self, outcome: Outcome[Saved] | None) -> None:
        """Count what became of one item; None was left out."""
        if outcome is None:
            self.tally = replace(self.tally, left_out=self.tally.left_out + 1)
            return
        self.tally = self.tally.after(outcome)
        self.warnings += [f"{outcome.subject}: {warning}" for warning in outcome.warnings]

    def standing(self) -> Standing:
        return Standing(
            source=self.name, state="reading" if self.open else "done", tally=self.tally
        )

    def outcome(self) -> Outcome[Tally]:
        warnings = tuple(self.warnings)
        return Outcome(subject=self.name, value=self.tally, error=self.error, warnings=warnings)


_Key = tuple["_Round", "Item | None"]


def collect(
    publication: Publication, *, now: datetime, choice: Choice = _EVERYTHING
) -> Generator[Outcome[Tally] | Standing, None, None]:
    """Read every source into the library; yield how they stand, and a tally of each at its end.

    A source that cannot be read is an outcome with an error, and so is no reason
    to stop. What was read before an interruption is kept, and not read again.
    Raises UsageError for an unknown source, WriteError when the library takes no writes.
    """
    rules = chosen(publication, choice.named)
    with (
        Library.open(publication.library) as library,
        Lanes[_Key]() as lanes,
        # Closed first, so that what still runs in the lanes ends at once and keeps nothing.
        sessions.opened(publication, library.cache, offline=choice.offline) as session,
    ):
        lacking = library.lacking()
        for rule in rules:
            sieve = Sieve(rule=rule, choice=choice, now=now, library=library, lacking=lacking)
            anew = sieve.is_refreshed
            going = _Round(
                sieve=sieve,
                session=sessions.of_source(session, rule, anew=anew),
                intake=Intake(library=library, now=now, lacking=lacking, anew=anew),
            )
            yield Standing(source=rule.name, state="waiting")
            lanes.put(
                sessions.host(rule.url) or rule.name,
                (going, None),
                partial(listed, rule, going.session),
            )
        yield from _rounds(lanes)
        library.tidy(now)


def _rounds(lanes: Lanes[_Key]) -> Generator[Outcome[Tally] | Standing, None, None]:
    for (going, item), future in lanes.done():
        if item is None:
            _begin(going, future, lanes)
        else:
            going.open -= 1
            going.add(_settled(item, future, going.sieve))
        yield going.standing()
        if not going.open:
            yield going.outcome()


def _begin(going: _Round, future: Future[Listed], lanes: Lanes[_Key]) -> None:
    """Queue what the source names and the library does not have."""
    try:
        found = future.result()
    except PressdayError:
        raise
    except Exception as fault:  # noqa: BLE001 - the border to many parsers: one source must not stop the others
        found = Listed(error=sessions.bug(fault))
    going.error = found.error
    going.tally = replace(going.tally, listed=len(found.items) + len(found.troubles))
    for trouble in found.troubles:
        if trouble.error:
            going.add(Outcome(subject=trouble.subject, error=trouble.error))
        going.warnings += [f"{trouble.subject}: {warning}" for warning in trouble.warnings]
    for item in found.items:
        _queue(item, going, lanes)


def _queue(item: Item, going: _Round, lanes: Lanes[_Key]) -> None:
    state = going.sieve.state(item)
    if state == "known":
        going.tally = replace(going.tally, unchanged=going.tally.unchanged + 1)
    elif state in ("new", "changed", "again"):
        going.open += 1
        lanes.put(sessions.host(item.url) or going.name, (going, item), partial(_read, item, going))
    else:
        going.add(None)


def _read(item: Item, going: _Round) -> Outcome[Saved] | None:
    """Read and keep one item, in a thread of its own; None when the rule does not want it."""
    reading = read_ruled(item, going.sieve.rule)
    draft = reading.draft
    # A guessed date may not leave an article out.
    stated = draft.published if draft.provenance.get("published") == "declared" else None
    if going.sieve.reason(draft.title, stated):
        return None
    listing = Listing(
        source=going.name, key=item.key, mark=item.mark, place=item.place,
        complete=reading.complete,
    )  # fmt: skip
    return keep(reading, going.intake, going.session, listing)


def _settled(
    item: Item, future: Future[Outcome[Saved] | None], sieve: Sieve
) -> Outcome[Saved] | None:
    """Return what became of an item; only a library that takes no writes stops the others."""
    subject = item.url or item.title or item.key
    try:
        return future.result()
    except (SourceError, ConfigError) as error:
        message = f"{error.message} ({error.hint})" if error.hint else error.message
        kept = f"; {STAYS}" if sieve.is_kept(item) else ""
        return Outcome(subject=subject, error=f"{message}{kept}")
    except PressdayError:
        raise
    except Exception as fault:  # noqa: BLE001 - the border to many parsers
        return Outcome(subject=subject, error=sessions.bug(fault))
