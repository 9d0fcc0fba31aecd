"""What speaks for a left-out block being text: its words, its place, and what is like it.

The forest of this room was grown on these numbers, in this order; whoever changes one grows it
anew.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import accumulate, islice
from math import log1p
from typing import TYPE_CHECKING

from pressday.extract.judge import surroundings
from pressday.extract.read import dom

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from lxml.etree import _Element as Element

    from pressday.extract.account.fates import Accounted, Trace
    from pressday.extract.account.passages import Holder, Passage
    from pressday.extract.judge.claims import PageClaims
    from pressday.extract.judge.leaves import Leaf

_WHYS = (
    "doubt", "hidden", "offer by its name", "not in the text that the page declares",
    "form or control", "navigation", "readers' comments", "another article's", "title or by-line",
    "credits, farewell", "advertisement", "repeated", "picture's number", "card of links",
)  # fmt: skip
_KINDS = ("paragraph", "item", "cell", "caption", "code", "heading")
_INSIDE = (
    "nav", "aside", "footer", "header", "main", "article", "form", "button", "table", "figure",
    "details", "ul", "noscript",
)  # fmt: skip
_NAMED = (
    surroundings.FOREIGN, surroundings.OFFERS, surroundings.COMMENTS, surroundings.ABOUT,
    surroundings.TEXT,
)  # fmt: skip
_FAR = 40.0  # levels
_NONE = -1.0
_TELLING = 5  # letters: shorter words are in every text
_DOUBT = 0.2  # of likelihood: less is hardly ever text
_LINE = 8  # words: a block that shows how the text is made
_COMMON = 40  # words that a text says most often
_SPOT = 3  # levels, from a block's own element upwards
# With the sign of a note behind it.
_ENDS = re.compile(r"[.!?\u2026\u3002\uff01\uff1f][\"')\u00bb\u2019\u201d\u201c\])\d]*$")
_SENTENCES = re.compile(r"[.!?\u2026\u3002\uff01\uff1f](?:\s|$)")
_SIGNS = re.compile(r"[\u00a9\u00ae\u2122|\u2022\u00b7\u2192\u203a\u00bb@#/\\_=<>{}]")
_INNER = re.compile(r"(?<=[\w,;:] )\w+")  # words that begin no sentence

NAMES = (
    "words", "linked", "ends", "sentences", "digits", "upper", "letters", "commas", "signs",
    "common", "opens_upper", "kind", "picture", "why", "part",
    *(f"in_{tag}" for tag in _INSIDE),
    *(f"to_{name}" for name in ("foreign", "offers", "comments", "about", "text")),
    *(f"box_to_{name}" for name in ("foreign", "offers", "comments", "about", "text")),
    "score", "score_before", "score_behind", "score_others", "doubts", "known",
    "inside", "flanked", "up", "across", "near_alike", "gap", "place",
    "before_passages", "behind_passages", "before_words", "behind_words", "depth", "deeper",
    "home_passages", "home_printed", "home_words",
    "box_level", "box_passages", "box_words", "box_share", "box_linked", "box_headings",
    "box_alike", "box_alike_printed", "box_beside", "box_beside_printed",
    "box_before", "box_behind", "box_is_block", "above_share", "above_printed",
    "spot_printed", "spot_left", "tag_printed",
    "in_text", "in_rest", "names_in_text", "pairs_in_text", "in_neighbours", "title",
    "description", "stated", "heads", "colon_before", "behind_lower", "said",
    "page_words", "page_passages", "page_left", "page_printed", "talk",
)  # fmt: skip


@dataclass(slots=True)
class _Amount:
    """What stands in an element: passages, the printed ones, words, linked words."""

    passages: int = 0
    printed: int = 0
    words: int = 0
    printed_words: int = 0
    linked: float = 0.0
    headings: int = 0

    def add(self, trace: Trace) -> None:
        passage = trace.passage
        self.passages += 1
        self.printed += not trace.why
        self.words += len(passage.words)
        self.printed_words += 0 if trace.why else len(passage.words)
        self.linked += passage.linked * len(passage.words)
        self.headings += passage.kind == "heading"


@dataclass(slots=True)
class _Row:
    """What stands side by side in an element, and how many are made alike."""

    holders: list[Holder] = field(default_factory=list)
    places: dict[Holder, int] = field(default_factory=dict)
    alike: Counter[tuple[str, str]] = field(default_factory=Counter)
    alike_printed: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, holder: Holder, *, printed: bool) -> None:
        self.places[holder] = len(self.holders)
        self.holders.append(holder)
        self.alike[_made(holder)] += 1
        self.alike_printed[_made(holder)] += printed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The passages of a page and what is counted once; `ahead` are running sums of words."""

    traces: Sequence[Trace]
    scores: Mapping[Element, float]
    said_scores: Mapping[str, float]
    claims: PageClaims
    amounts: Mapping[Holder, _Amount]
    doubts: Mapping[int, float]
    best: Sequence[float]
    rows: Mapping[Holder | None, _Row]
    spots: Mapping[tuple[str, ...], list[int]]
    tags: Counter[tuple[str, str]]
    said: Counter[str]
    text: Counter[str]
    rest: Counter[str]
    common: frozenset[str]
    pairs: set[tuple[str, str]]
    ahead: Sequence[int]
    printed: Sequence[int]
    whole: tuple[float, ...]


def measure(read: Accounted, chosen: Sequence[Trace]) -> list[list[float]]:
    """Return a row of numbers, in the order of `NAMES`, for each of the chosen left-out passages.

    What was read was judged: it has claims.
    """
    if not chosen or read.claims is None:
        return []
    page = _page(read.traces, read.leaves, read.claims)
    return [
        [*_own(page, t), *_named(page, t), *_judged(page, t), *_placed(page, t), *_boxed(page, t),
         *_said(page, t), *page.whole]
        for t in chosen
    ]  # fmt: skip


def _page(traces: Sequence[Trace], leaves: Sequence[Leaf], claims: PageClaims) -> _Page:
    printed, left = [t for t in traces if not t.why], [t for t in traces if t.why]
    text = Counter(word for t in printed for word in t.passage.words)
    total = sum(len(t.passage.words) for t in traces) or 1
    amounts = _amounts(traces)
    page = _Page(
        traces=traces, claims=claims, amounts=amounts, rows=_rows(amounts),
        spots=_spots(traces), doubts={}, best=(), scores=_scores(leaves),
        said_scores={" ".join(leaf.words): leaf.score for leaf in leaves},
        tags=Counter(_made(t.passage.place) for t in printed if len(t.passage.words) >= _LINE),
        said=Counter(" ".join(t.passage.words) for t in traces),
        text=text, rest=Counter(word for t in left for word in set(t.passage.words)),
        common=frozenset(word for word, _ in text.most_common(_COMMON)),
        pairs={pair for t in printed for pair in _pairs(t.passage.words)},
        ahead=[0, *accumulate(len(t.passage.words) for t in traces)],
        printed=[t.passage.number for t in printed if len(t.passage.words) >= dom.SHINGLE],
        whole=(
            log1p(text.total()), log1p(len(printed)),
            log1p(sum(t.passage.is_content for t in left)), text.total() / total,
            float(claims.is_talk),
        ),
    )  # fmt: skip
    scores = {t.passage.number: _score(page, t.passage) for t in left}
    doubts = {number: score for number, score in scores.items() if score >= _DOUBT}
    best = sorted([_NONE, _NONE, *doubts.values()], reverse=True)[:2]
    return replace(page, doubts=doubts, best=best)


def _amounts(traces: Sequence[Trace]) -> dict[Holder, _Amount]:
    amounts: dict[Holder, _Amount] = defaultdict(_Amount)
    for trace in traces:
        for holder in trace.passage.place.line():
            amounts[holder].add(trace)
    return amounts


def _rows(amounts: Mapping[Holder, _Amount]) -> dict[Holder | None, _Row]:
    """Return what stands directly in each element, in the order of the page."""
    rows: dict[Holder | None, _Row] = defaultdict(_Row)
    for holder, amount in amounts.items():  # in the order in which their first passages come
        rows[holder.above].add(holder, printed=amount.printed > 0)
    return rows


def _spots(traces: Sequence[Trace]) -> dict[tuple[str, ...], list[int]]:
    """Return how many passages at each spot are printed, and left out."""
    spots: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
    for trace in traces:
        spots[_spot(trace.passage)][bool(trace.why)] += 1
    return spots


def _scores(leaves: Sequence[Leaf]) -> dict[Element, float]:
    found: dict[Element, float] = {}
    for leaf in leaves:
        if leaf.words:
            found[leaf.origin] = max(leaf.score, found.get(leaf.origin, 0.0))
    return found


def _made(holder: Holder) -> tuple[str, str]:
    return holder.tag, holder.names


def _spot(passage: Passage) -> tuple[str, ...]:
    line = islice(passage.place.line(), _SPOT)
    return tuple(f"{holder.tag}.{holder.names}" for holder in line)


def _pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip(words, islice(words, 1, None), strict=False)


def _own(page: _Page, trace: Trace) -> Iterator[float]:
    passage, text = trace.passage, trace.passage.text
    count = len(passage.words)
    shown = text.split()
    yield log1p(count)
    yield passage.linked
    yield bool(_ENDS.search(text))
    yield len(_SENTENCES.findall(text))
    yield sum(map(str.isdigit, text)) / len(text)
    yield sum(word[:1].isupper() for word in shown) / len(shown)
    yield len(text) / count
    yield text.count(",") / count
    yield len(_SIGNS.findall(text)) / count
    yield sum(word in page.common for word in passage.words) / count
    yield text[:1].isupper()
    yield _KINDS.index(passage.kind)
    yield passage.picture
    yield _WHYS.index(trace.why) if trace.why in _WHYS else len(_WHYS)
    yield trace.part
    tags = {holder.tag for holder in passage.place.line()}
    for tag in _INSIDE:
        yield tag in tags


def _named(page: _Page, trace: Trace) -> Iterator[float]:
    """Yield the levels up to what is named for something, on the page and within its own box."""
    line = list(trace.passage.place.line())
    level = _box_level(page, line)
    for most in (len(line), level + 1):
        for pattern in _NAMED:
            found = (n for n, h in enumerate(line[:most]) if dom.says(pattern, h.names))
            yield next(found, _FAR)


def _judged(page: _Page, trace: Trace) -> Iterator[float]:
    yield _score(page, trace.passage)
    number = trace.passage.number
    yield _score(page, page.traces[number - 1].passage) if number else _NONE
    last = len(page.traces) - 1
    yield _score(page, page.traces[number + 1].passage) if number < last else _NONE
    own = page.doubts.get(number)
    first, second = page.best
    yield second if own == first else first
    yield log1p(len(page.doubts) - (own is not None))
    yield trace.known


def _score(page: _Page, passage: Passage) -> float:
    """Return how likely the judge found a passage to be text, -1 if it never saw it."""
    for holder in islice(passage.place.line(), _SPOT):
        if holder.element in page.scores:
            return page.scores[holder.element]
    return page.said_scores.get(" ".join(passage.words), _NONE)


def _placed(page: _Page, trace: Trace) -> Iterator[float]:
    passage, number = trace.passage, trace.passage.number
    yield trace.inside
    yield trace.flanked
    yield trace.up
    yield trace.across
    near = trace.near
    yield near is not None and _made(near.place) == _made(passage.place)
    yield log1p(trace.gap)
    yield number / len(page.traces)
    before, behind = _around(page, number)
    yield _NONE if before is None else log1p(number - before - 1)
    yield _NONE if behind is None else log1p(behind - number - 1)
    yield _NONE if before is None else log1p(page.ahead[number] - page.ahead[before + 1])
    yield _NONE if behind is None else log1p(page.ahead[behind] - page.ahead[number + 1])
    yield passage.place.depth
    yield 0 if near is None else passage.place.depth - near.place.depth


def _box_level(page: _Page, line: Sequence[Holder]) -> int:
    """Return the level of the outermost element around a passage that holds nothing printed."""
    level = 0
    for number, holder in enumerate(line):
        if page.amounts[holder].printed:
            break
        level = number
    return level


def _boxed(page: _Page, trace: Trace) -> Iterator[float]:
    """Yield what stands beside a passage, and in and beside the box it was left out with."""
    line = list(trace.passage.place.line())
    home = page.amounts[line[min(1, len(line) - 1)]]
    yield log1p(home.passages)
    yield home.printed / home.passages
    yield log1p(home.words)
    level = _box_level(page, line)
    box = line[level]
    holds = page.amounts[box]
    yield level
    yield log1p(holds.passages)
    yield log1p(holds.words)
    yield len(trace.passage.words) / holds.words
    yield holds.linked / holds.words
    yield holds.headings
    yield from _neighbours(page, box)
    yield box is trace.passage.place
    above = page.amounts[box.above] if box.above is not None else holds
    yield above.printed_words / max(1, page.text.total())
    yield above.printed / above.passages
    spot = page.spots[_spot(trace.passage)]
    yield log1p(spot[0])
    yield log1p(spot[1])
    yield log1p(page.tags[_made(trace.passage.place)])


def _neighbours(page: _Page, box: Holder) -> Iterator[float]:
    """Yield what stands beside a box, in the same element."""
    row = page.rows[box.above]
    yield row.alike[_made(box)]
    yield row.alike_printed[_made(box)]
    yield log1p(len(row.holders))
    yield log1p(row.alike_printed.total())
    place = row.places[box]
    for near in (row.holders[place - 1 : place], row.holders[place + 1 : place + 2]):
        yield log1p(page.amounts[near[0]].printed_words) if near else _NONE


def _said(page: _Page, trace: Trace) -> Iterator[float]:
    """Yield how much of what a passage says the article, the rest, and the page's claims say."""
    passage = trace.passage
    telling = [w for w in passage.words if len(w) >= _TELLING or not w.isascii()]
    yield _share(telling, page.text)
    yield sum(page.rest[w] > 1 for w in telling) / max(1, len(telling))
    names = [w.lower() for w in _INNER.findall(passage.text) if w[0].isupper()]
    yield _share(names, page.text)
    pairs = list(_pairs(passage.words))
    yield sum(p in page.pairs for p in pairs) / max(1, len(pairs))
    near = [page.traces[n].passage for n in _beside(page, passage.number)]
    yield _share(telling, {w for p in near for w in p.words})
    yield _share(telling, page.claims.title)
    yield _share(telling, page.claims.description)
    runs = dom.shingles(passage.words) if page.claims.stated else []
    yield sum(run in page.claims.stated for run in runs) / max(1, len(runs))
    above = page.traces[passage.number - 1] if passage.number else None
    yield above is not None and not above.why and above.passage.kind == "heading"
    yield bool(near) and near[0].text.endswith(":")
    yield bool(near) and near[-1].text[:1].islower()
    yield page.said[" ".join(passage.words)]


def _beside(page: _Page, number: int) -> list[int]:
    return [n for n in _around(page, number) if n is not None]


def _around(page: _Page, number: int) -> tuple[int | None, int | None]:
    """Return the numbers of the nearest printed passages before and behind another."""
    place = bisect_left(page.printed, number)
    before = page.printed[place - 1] if place else None
    return before, page.printed[place] if place < len(page.printed) else None


def _share(words: Sequence[str], known: Container[str]) -> float:
    return sum(w in known for w in words) / len(words) if words else _NONE
