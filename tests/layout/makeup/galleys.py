"""Random galleys, and what stands where on the pages composed of them."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import count, pairwise
from typing import TYPE_CHECKING, NamedTuple

from pressday.layout.makeup import (
    COLUMNS,
    Galley,
    GalleySection,
    MeasuredRun,
    Plate,
    Strip,
    WeighedGalley,
    compose,
)
from pressday.layout.makeup.fitting import CONTINUED
from pressday.layout.makeup.parts import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.layout.makeup import Page, Placed, Rank

PAGE = 60
HEADS = {1: 5, 2: 6, 3: 5}
PLATES = {
    1: Plate(lines=9, grow=1, give=1),
    2: Plate(lines=18, grow=3, give=3),
    3: Plate(lines=24, grow=4, give=4),
}


def paragraph(lines: int, before: int = 0) -> Strip:
    """Return a paragraph, of which two lines at least stay together."""
    return Strip(lines=lines, before=before, cuts=frozenset(range(2, lines - 1)))


def column_of(*strips: Strip, wide: bool = False) -> MeasuredRun:
    """Return a run; nothing stands over its first strip."""
    first = [replace(strip, before=0) for strip in strips[:1]]
    return MeasuredRun(strips=(*first, *strips[1:]), wide=wide)


def prose(lines: int) -> MeasuredRun:
    """Return a run of one long paragraph."""
    return column_of(paragraph(lines))


SAID = 20


def weighed(
    *runs: MeasuredRun, name: str = "a", rank: Rank = "news", plates: int = 0, quote: int = 0
) -> WeighedGalley:
    """Return a galley with a headline, a picture over up to `plates` columns, and a `quote`.

    What is quoted is said `SAID` lines below the head of the text.
    """
    kept = {span: plate for span, plate in PLATES.items() if span <= plates}
    if quote:
        first, *others = runs[0].strips
        parted = column_of(paragraph(SAID), paragraph(first.lines - SAID), *others)
        runs = (_saying(parted, 1), *runs[1:])
    galley = Galley(runs=runs, heads=HEADS, plates=kept, quotes=(quote,) if quote else ())
    return WeighedGalley(name=name, galley=galley, rank=rank)


def _saying(run: MeasuredRun, at: int = 0, number: int = 0) -> MeasuredRun:
    """Return `run`, what quotation `number` says said by its strip `at`."""
    strips = [*run.strips]
    strips[at] = replace(strips[at], quote=number)
    return replace(run, strips=tuple(strips))


def section(*copies: WeighedGalley, number: int = 1, opener: int = 3) -> GalleySection:
    return GalleySection(number=number, copies=copies, opener=opener)


def numbered(copies: Sequence[WeighedGalley], number: int) -> GalleySection:
    """Return a section whose pieces are named by their number."""
    named = (replace(copy, name=f"{number}-{n}") for n, copy in enumerate(copies))
    return section(*named, number=number)


def _strip(chance: random.Random) -> Strip:
    kind = chance.random()
    if kind < 0.12:
        return Strip(lines=chance.randint(1, 2), before=1, tied=True)
    if kind < 0.25:
        lines = chance.randint(5, 18)
        return Strip(lines=lines, before=1, grow=lines // 5, give=lines // 5, floats=True)
    return paragraph(chance.randint(1, 14))


def _runs(chance: random.Random) -> list[MeasuredRun]:
    def text() -> MeasuredRun:
        return column_of(*(_strip(chance) for _ in range(chance.choice([1, 3, 8, 14, 40]))))

    def band() -> MeasuredRun:
        heights = (chance.randint(4, 30) for _ in range(chance.randint(1, 2)))
        return column_of(*(Strip(lines=n, before=1) for n in heights), wide=True)

    runs = [text()]
    for _ in range(chance.choice([0, 0, 0, 1, 2])):
        runs += [band(), text()]
    return runs


def _with_lifts(runs: list[MeasuredRun]) -> list[MeasuredRun]:
    """Return `runs`, the pictures of their columns numbered."""
    numbers = count()

    def lifted(strip: Strip) -> Strip:
        return replace(strip, lift=next(numbers)) if strip.grow > 1 else strip

    return [
        run if run.wide else replace(run, strips=tuple(map(lifted, run.strips))) for run in runs
    ]


def random_galley(chance: random.Random, *, lifts: bool = True) -> WeighedGalley:
    """Return a galley of text, pictures, headings and bands, of any rank."""
    runs = _with_lifts(_runs(chance)) if lifts else _runs(chance)
    found = {s.lift for run in runs for s in run.strips if s.lift >= 0}
    copy = weighed(
        *runs,
        rank=chance.choice(["lead", "feature", "news", "short"]),
        plates=chance.randint(0, 3),
    )
    over = {n: {span: PLATES[span] for span in (2, 3)} for n in sorted(found)}
    return replace(copy, galley=_quoted(replace(copy.galley, lifts=over), chance))


def _quoted(galley: Galley, chance: random.Random) -> Galley:
    """Return `galley` with quotations that are said in its columns, one in every six strips."""
    runs: list[MeasuredRun] = []
    heights: list[int] = []
    for run in galley.runs:
        made = run
        for at in range(0, 0 if run.wide else len(run.strips), 6):
            made = _saying(made, at, len(heights))
            heights.append(chance.randint(5, 9))
        runs.append(made)
    return replace(galley, runs=tuple(runs), quotes=tuple(heights))


def random_edition(seed: int, *, lifts: bool = True) -> list[GalleySection]:
    """Return one to four sections, of up to twelve pieces in all; pictures of texts may `lift`."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [
        numbered(
            [random_galley(chance, lifts=lifts) for _ in range(chance.randint(number == 1, 3))],
            number,
        )
        for number in range(1, chance.randint(1, 4) + 1)
    ]


def fixed_edition(pieces: int, seed: int = 1) -> list[GalleySection]:
    """Return an edition like a week's, the same for each `seed`."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    made = [[_piece(chance) for _ in range(pieces // 5)] for _ in range(5)]
    return [
        numbered([replace(lead, rank="lead"), *rest], number)
        for number, (lead, *rest) in enumerate(made, start=1)
    ]


def _piece(chance: random.Random) -> WeighedGalley:
    lines = int(chance.lognormvariate(5, 0.7))
    strips = [Strip(lines=1, tied=True)]
    while sum(s.lines for s in strips) < lines:
        pictured = chance.random() < 0.06 and len(strips) > 3
        grown = Strip(lines=chance.randint(8, 14), before=1, grow=3, give=3)
        strips.append(grown if pictured else paragraph(chance.randint(2, 9)))
    runs = [column_of(*strips, Strip(lines=3, before=1))]
    if chance.random() < 0.15 and len(strips) > 3:
        half = len(strips) // 2
        band = column_of(Strip(lines=chance.randint(5, 25)), wide=True)
        runs = [column_of(*strips[:half]), band, column_of(*strips[half:])]
    return weighed(*runs, plates=3 if chance.random() < 0.6 else 0)


class Box(NamedTuple):
    """What something takes of a page: lines and columns."""

    column: int
    span: int
    line: int
    lines: int

    def spots(self) -> Iterator[tuple[int, int]]:
        columns = range(self.column, self.column + self.span)
        return ((c, n) for c in columns for n in range(self.line, self.line + self.lines))


class Made:
    """Pages and the sections they are composed of, to be asked what stands where."""

    def __init__(self, sections: Sequence[GalleySection], pages: Sequence[Page]) -> None:
        self.sections, self.pages = sections, pages
        self.galleys = {c.name: c.galley for s in sections for c in s.copies}
        self.openers = {str(s.number): s.opener for s in sections}

    def placed(self, name: str, kind: str) -> list[tuple[int, Placed]]:
        """Return all parts of a kind of one galley, each with its page."""
        return [
            (number, placed)
            for number, page in enumerate(self.pages)
            for placed in page.placed
            if placed.name == name and placed.part.partition("/")[0] == kind
        ]

    def lines(self, name: str) -> list[tuple[int, int, int]]:
        """Return run, strip and line of all that stands on pages in its order, what floats last."""
        found = []
        for _, placed in self.placed(name, "run"):
            run, strip = map(int, placed.part.split("/")[1:])
            found += [(run, strip, n) for n in range(placed.first, placed.last)]
        return self._floats_last(name, found)

    def _floats_last(
        self, name: str, lines: list[tuple[int, int, int]]
    ) -> list[tuple[int, int, int]]:
        runs = self.galleys[name].runs
        return sorted(lines, key=lambda line: runs[line[0]].strips[line[1]].floats)

    def wanted(self, name: str) -> list[tuple[int, int, int]]:
        """Return run, strip and line of all that should stand there; not of what is lifted out."""
        lifted = {int(p.part.split("/")[1]) for _, p in self.placed(name, "lift")}
        wanted = [
            (r, s, n)
            for r, run in enumerate(self.galleys[name].runs)
            for s, strip in enumerate(run.strips)
            if strip.lift not in lifted
            for n in range(strip.lines)
        ]
        return self._floats_last(name, wanted)

    def box(self, placed: Placed) -> Box:
        """Return what a part takes of its page."""
        galley, (kind, *numbers) = self.galleys[placed.name], placed.part.split("/")
        if kind == "quote":
            return Box(placed.column, 1, placed.line, galley.quotes[int(numbers[0])])
        if kind == "run":
            span = COLUMNS if galley.runs[int(numbers[0])].wide else 1
            lines = placed.last - placed.first
        else:
            span = int(numbers[-1])
            plates = galley.plates if kind == "plate" else galley.lifts.get(int(numbers[0]), {})
            lines = galley.heads[span] if kind == "head" else plates[span].lines
        return Box(placed.column, span, placed.line, lines + placed.stretch)

    def boxes(self, page: Page) -> list[Box]:
        """Return all that takes lines of a page, marks too."""
        heights = {"opener": 0, "divider": 1, "continued": CONTINUED}
        marks = [
            Box(
                m.column, m.span, m.line,
                self.openers[m.name] if m.kind == "opener" else heights[m.kind],
            )
            for m in page.marks
        ]  # fmt: skip
        return [*map(self.box, page.placed), *marks]

    def between(self, page: Page) -> int:
        """Return the lines of a page that are kept free: around pictures, strips and pieces."""
        kinds = Counter(placed.part.partition("/")[0] for placed in page.placed)
        under = sum(self.box(p).span for p in page.placed if p.part[:5] in {"plate", "lift/"})
        dividers = sum(m.span * (BETWEEN - 1) for m in page.marks if m.kind == "divider")
        openers = sum(m.span * BETWEEN for m in page.marks if m.kind == "opener" and m.line)
        return under + kinds["quote"] + dividers + openers + self._inside(page)

    def _inside(self, page: Page) -> int:
        """Return the lines between the strips of a run, and between two runs of a piece."""
        runs: dict[tuple[str, int], list[Placed]] = {}
        for placed in (p for p in page.placed if p.part[:4] in {"run/", "lift"}):
            runs.setdefault((placed.name, self._run(placed)), []).append(placed)
        free = 0
        for parts in runs.values():
            for above, below in pairwise(p for p in parts if p.part.startswith("run")):
                if above.column == below.column:
                    box = self.box(above)
                    free += (below.line - box.line - box.lines) * box.span
        pieces = Counter(name for name, _ in runs)
        return free + sum(COLUMNS * (count - 1) for count in pieces.values())

    def _run(self, placed: Placed) -> int:
        kind, number, *_ = placed.part.split("/")
        if kind == "run":
            return int(number)
        runs = self.galleys[placed.name].runs
        return next(n for n, r in enumerate(runs) if any(s.lift == int(number) for s in r.strips))


def composed(sections: Sequence[GalleySection], page: int = PAGE) -> Made:
    return Made(sections, compose(sections, page))


__all__ = [
    "HEADS", "PAGE", "PLATES", "Box", "Made", "column_of", "composed", "fixed_edition",
    "numbered", "paragraph", "prose", "random_edition", "random_galley", "section", "weighed",
]  # fmt: skip
