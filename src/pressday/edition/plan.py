"""Proposes what goes into an edition: sections, weights, order. Pure."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pressday.config import LOCAL_KINDS
from pressday.edition.estimate import own_weight
from pressday.edition.events import Events
from pressday.edition.ranking import Ranking, is_reference
from pressday.edition.rooms import Room
from pressday.text import minutes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from pressday.config import Publication
    from pressday.edition.offers import Offer, State
    from pressday.edition.sheet import Sheet
    from pressday.model import Summary, Weight

REST = "This week"  # where articles go that no section claims
_RANKS = ("lead", "feature", None, "brief")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An article proposed for the sheet; `weight` None leaves it to the rule at build time."""

    article: Summary
    weight: Weight | None = None
    state: State = "fresh"

    @property
    def minutes(self) -> int:
        """Reading time."""
        return minutes(self.article.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionProposal:
    """A section's proposals, in order."""

    name: str
    pieces: tuple[Proposal, ...]


def used_with_copies(
    used: Mapping[str, str], copies: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Return `used` with every article added of whose group another stands in a run sheet.

    `copies` are those of each fullest article. So a text that ran as one paper
    had it is not proposed again when a fuller version comes.
    """
    by_group: dict[str, str] = {}
    for fullest, others in copies.items():
        sheets = [used[member] for member in (fullest, *others) if member in used]
        if sheets:
            by_group |= dict.fromkeys((fullest, *others), sheets[0])
    return by_group | dict(used)


def propose(  # noqa: PLR0913 - all that a proposal hangs on
    offered: Iterable[Offer],
    publication: Publication,
    *,
    sheet: Sheet | None = None,
    there: Mapping[str, Summary] | None = None,
    rest: str = REST,
    days: tuple[date, date] | None = None,
) -> tuple[SectionProposal, ...]:
    """Return what an edition could hold, section by section.

    What is `offered` comes newest first. Each section takes what is held, then what is
    fresh, then what is older, of these what is worth most to an edition of these `days`,
    up to its limits less what the `sheet` has already, whose articles are `there`; what is
    too much for it gives way to what is worth less and fits. The best come first, briefs last;
    one piece leads unless the sheet has a lead, news of the days where there is any. `rest`
    names the section of articles that no section claims. Without `days` the newest are taken.
    """
    events = Events()
    noted = noting(offered, events)
    chosen = {
        name: [_proposal(offer) for offer in group]
        for name, group in _by_section(
            noted, publication, rooms(publication, sheet, there or {}), rest, days
        ).items()
    }
    ranking = Ranking.of([p.article for ps in chosen.values() for p in ps], events, days)
    led = sheet is not None and any(p.weight == "lead" and p.runs for p in sheet.pieces)
    lead = None if led else _lead((p for pieces in chosen.values() for p in pieces), ranking)
    return tuple(
        SectionProposal(name=name, pieces=_ordered(pieces, lead, ranking))
        for name, pieces in chosen.items()
    )


def _proposal(offer: Offer) -> Proposal:
    weight = own_weight(offer.article, offer.article.words)
    return Proposal(article=offer.article, weight=weight, state=offer.state)


def noting(offered: Iterable[Offer], events: Events) -> Iterator[Offer]:
    """Yield `offered`, their events noted; guides and lists tell none."""
    for offer in offered:
        if not is_reference(offer.article):
            events.note(offer.article)
        yield offer


def _by_section(
    offered: Iterable[Offer],
    publication: Publication,
    free: Mapping[str, Room],
    rest: str,
    days: tuple[date, date] | None,
) -> dict[str, list[Offer]]:
    """Return what each section has room for: the publication's in its order, then others by name.

    Of those for which there is no room none is held, where the number of pieces decides.
    """
    groups = {name: _Group(room=room) for name, room in free.items()}
    claims = Claims.of(publication)
    for offer in offered:
        name = claims.section(offer.article) or rest
        groups.setdefault(name, _Group()).take(offer, _worth(offer, days))
    others = sorted((name for name in groups if name not in free), key=lambda n: (n == rest, n))
    chosen = {name: groups[name].offers() for name in (*free, *others)}
    return {name: offers for name, offers in chosen.items() if offers}


def rooms(
    publication: Publication, sheet: Sheet | None, there: Mapping[str, Summary]
) -> dict[str, Room]:
    """Return the room that each of the publication's sections has left beside what `sheet` has.

    What is held takes none. `there` are the articles of the sheet.
    """
    found = {s.name: Room(rule=s, size=publication.size) for s in publication.sections}
    for section in sheet.sections if sheet else ():
        for piece in section.pieces if section.name in found else ():
            if not piece.hold:
                found[section.name].take(there.get(piece.article))
    return found


def _worth(offer: Offer, days: tuple[date, date] | None) -> tuple[float, ...]:
    """Return what an article is worth before anything is known of the others."""
    if days is None:
        return (offer.turn,)
    article, alone = offer.article, Ranking(days=days, newest=days[1], tellers={})
    rank = _RANKS.index(own_weight(article, article.words))
    return offer.turn, -rank, alone.points(article)


@dataclass(slots=True, kw_only=True)
class _Group:
    """The articles of a section, as they came: the best that it has `room` for."""

    room: Room = field(default_factory=Room)
    _held: list[tuple[tuple[float, ...], int, Offer]] = field(default_factory=list)
    _taken: int = 0

    def take(self, offer: Offer, worth: tuple[float, ...]) -> None:
        """Hold an article, and let go of the one that is worth least where there is no room."""
        self._taken += 1
        heapq.heappush(self._held, (worth, -self._taken, offer))
        if self.room.free is not None and len(self._held) > self.room.free:
            heapq.heappop(self._held)

    def offers(self) -> list[Offer]:
        """Return what there is room for, as it came."""
        chosen = []
        for _, came, offer in sorted(self._held, key=lambda held: held[:2], reverse=True):
            if not self.room.refusal(offer.article):
                self.room.take(offer.article)
                chosen.append((came, offer))
        return [offer for _, offer in sorted(chosen, key=lambda one: -one[0])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Which section an article belongs to.

    `given` are the sections that rules of web sources give, `local` the sources
    that are folders of the editor's, `named` the publication's sections, case apart.
    """

    given: Mapping[str, str]
    local: Collection[str]
    named: Mapping[str, str]

    @classmethod
    def of(cls, publication: Publication) -> Claims:
        """Return what a publication's sections and sources claim."""
        sources = {source.name: source for source in publication.sources}
        local = {name for name, source in sources.items() if source.kind in LOCAL_KINDS}
        return cls(
            given={n: s.section for n, s in sources.items() if n not in local and s.section},
            local=local,
            named={section.name.casefold(): section.name for section in publication.sections},
        )

    def reason(self, article: Summary, section: str, rest: str) -> str:
        """Return why an article stands in a section, in words."""
        if section != (self.section(article) or rest):
            return f"in {section} by your hand"
        if article.source in self.given:
            return f"in {section} as all of {article.source}"
        return f"in {section} as it says" if self.section(article) else "no section claims it"

    def section(self, article: Summary) -> str:
        """Return the section that an article belongs to, empty where none claims it.

        The editor's word counts: that of a web source's rule, or the front matter of
        a file. Sections that strangers' pages name count only when the publication
        has one of that name, or names none at all.
        """
        if article.source in self.given:
            return self.given[article.source]
        key = article.section.casefold()
        is_ours = article.source in self.local or not self.named or key in self.named
        return self.named.get(key, article.section) if is_ours else ""


def _lead(proposals: Iterable[Proposal], ranking: Ranking) -> Proposal | None:
    """Return the piece that leads the edition; one that calls itself a lead before all others."""
    free = [p for p in proposals if p.weight != "brief"]
    return max(
        free,
        default=None,
        key=lambda p: (_is_of_its_days(p), p.weight == "lead", *ranking.for_lead(p.article)),
    )


def _is_of_its_days(proposal: Proposal) -> bool:
    return proposal.state in {"fresh", "held"}


def _ordered(
    pieces: Iterable[Proposal], lead: Proposal | None, ranking: Ranking
) -> tuple[Proposal, ...]:
    """Return a section's pieces as they stand: the lead first, briefs last, else by their worth.

    What claims a weight of its own stands before what claims none, what is late or left
    over behind the others; of equal worth the newer one comes first, as they came.
    """
    marked = [replace(p, weight="lead") if p is lead else p for p in pieces]
    return tuple(
        sorted(
            marked,
            key=lambda p: (
                p.weight == "brief",
                not _is_of_its_days(p),
                _RANKS.index(p.weight),
                -ranking.points(p.article),
            ),
        )
    )
