"""A press run: one edition's flows, each set as it is, else in another way that keeps its words.

What cannot be set with the publication's own stylesheet, or loses words by it, is
tried with the shipped one. If that goes well the stylesheet is to blame, and the
flow stays as the shipped one sets it; otherwise its pieces become plain paragraphs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pressday.errors import LayoutError
from pressday.layout.makeup import (
    COLUMNS,
    GalleySection,
    WeighedGalley,
    compose,
    holes,
)
from pressday.layout.print import (
    furniture_html,
    furniture_styles,
    in_page_order,
    lay_out,
    numbered,
)
from pressday.layout.print.book import Flow
from pressday.layout.print.leaves import leaves
from pressday.layout.print.pinned import check_pins
from pressday.layout.print.rules import COLUMN_STARTS
from pressday.layout.styles import Style, joined
from pressday.model import Edition, Job, PageFacts, Step
from pressday.press.pdf.composed import Composed
from pressday.press.pdf.culprit import culprit
from pressday.press.pdf.manuscript import Copy
from pressday.press.pdf.watchdog import StoppedError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence

    from pressday.layout.makeup import Page
    from pressday.layout.print.book import Book, BookSection
    from pressday.press.pdf.fragment import Fragment
    from pressday.press.pdf.typesetters import Typesetters

LATE_ROUNDS = 3
IMPRINT = 40  # lines of a colophon under something else; a longer one has pages of its own

_MEDIA = re.compile(r'"media:([0-9a-f]{64})[?"]')

Faults = dict[str, str]  # what is wrong, by flow


@dataclass
class PressRun:
    """One edition on its way: the book, and the fragment of each flow as it comes in.

    `faulty` are fragments that lost words, printed only where nothing else can be;
    `why` says what was wrong with a flow as it is, `by_theme` which of them the
    publication's stylesheet is to blame for, and `plain` which anchors are set as
    plain paragraphs, with the reason. Texts are set at `scale` of their size.
    """

    edition: Edition
    job: Job
    typesetters: Typesetters
    fragments: dict[str, Fragment] = field(default_factory=dict)
    faulty: dict[str, Fragment] = field(default_factory=dict)
    why: Faults = field(default_factory=dict)
    by_theme: list[Flow] = field(default_factory=list)
    plain: Faults = field(default_factory=dict)
    blame: str = ""
    scale: float = 1.0
    composed: Composed = field(default_factory=lambda: Composed((), {}, COLUMN_STARTS))

    def __post_init__(self) -> None:
        """Lay the edition out."""
        self.book: Book = self._laid_out()

    def _laid_out(self) -> Book:
        bare, scale = frozenset(self.plain), self.scale
        return lay_out(self.edition, self.job.theme, self.job.size, bare=bare, scale=scale)

    def set_pieces(self) -> Iterator[Step]:
        """Set all flows of pieces; yield how far that is.

        Raises LayoutError for a piece that cannot be set even as plain paragraphs.
        """
        failed = yield from self._set_somehow(self._pieces())
        if failed:
            self._lay_out_plainly(failed)
            again = [f for f in self._pieces() if f.name not in self.fragments]
            failed = yield from self._set_somehow(again)
        for name, reason in failed.items():
            if name not in self.faulty:
                raise LayoutError(
                    f"article {name.removeprefix('a-')} cannot be set: {reason}",
                    hint="cut it in the run sheet (cut = true) and report its text",
                )
            self.fragments[name] = self.faulty[name]

    def _pieces(self) -> list[Flow]:
        return list(self.book.pieces)

    def _lay_out_plainly(self, failed: Faults) -> None:
        """Lay the pieces of `failed` flows out as plain paragraphs; only flows that stay keep."""
        known = {flow.name: flow.html for flow in self.book.pieces}
        for flow in self._pieces():
            if flow.name in failed:
                self.plain |= dict.fromkeys(flow.anchors, failed[flow.name])
        self.book = self._laid_out()
        same = {f.name for f in self.book.pieces if known.get(f.name) == f.html}
        self.fragments = {n: f for n, f in self.fragments.items() if n in same}
        self.by_theme = [flow for flow in self.by_theme if flow.name in same]
        self.faulty.clear()

    def _set_somehow(self, flows: Sequence[Flow]) -> Generator[Step, None, Faults]:
        """Set `flows` with the styles of the book, else with the shipped; return what failed."""
        failed = yield from self._set(flows, self.book.styles)
        if failed and self.book.shipped:
            again = [flow for flow in flows if flow.name in failed]
            self.why |= failed
            still = yield from self._set(again, self.book.shipped)
            self.by_theme += [flow for flow in again if flow.name not in still]
            failed = {name: reason for name, reason in failed.items() if name in still}
        return failed

    def _set(self, flows: Sequence[Flow], styles: Sequence[Style]) -> Generator[Step, None, Faults]:
        """Set `flows` in `styles`; return what went wrong with those that are not whole."""
        failed: Faults = {}
        copies = [self._copy(f, f.html, styles) for f in flows]
        yield Step(name="pages", done=0, total=len(flows), detail="")
        for done, (index, result) in enumerate(self.typesetters.fragments(copies), start=1):
            name = flows[index].name
            if fault := fault_of(result):
                failed[name] = fault
            if not isinstance(result, Exception):
                (self.faulty if fault else self.fragments)[name] = result
            yield Step(name="pages", done=done, total=len(flows), detail=name)
        return failed

    def _copy(self, flow: Flow, html: str, styles: Sequence[Style]) -> Copy:
        pictures = {h: self.job.media(h) for h in sorted(set(_MEDIA.findall(html)))}
        return Copy(
            name=flow.name,
            html=html,
            stylesheet=joined(styles),
            galley=not flow.late,
            pictures=pictures,
        )

    def compose(self) -> None:
        """Compose the pages of all pieces from their galleys."""
        self.take(self._with_imprint() or self._composed_of(self.book.sections))

    def take(self, pages: tuple[Page, ...]) -> None:
        """Take `pages` as those of all pieces."""
        galleys = {flow.name: self.fragments[flow.name] for flow in self.book.pieces}
        self.composed = Composed(pages, galleys, COLUMN_STARTS)
        check_pins(self.book.pieces, pages)
        places = {anchor: spot.page for anchor, spot in self.composed.spots.items()}
        self.book = in_page_order(self.book, self.edition, self.job.theme, places)

    def galley_sections(self) -> list[GalleySection]:
        """Return what pages are composed of: the galleys of each section, by weight."""
        return [*map(self._galleys, self.book.sections)]

    def _galleys(self, section: BookSection) -> GalleySection:
        copies = tuple(map(self._weighed, section.flows))
        return GalleySection(
            number=section.number, copies=copies, opener=section.opener,
            own_pages=section.own_pages,
        )  # fmt: skip

    def _composed_of(self, sections: Sequence[BookSection]) -> tuple[Page, ...]:
        return compose([*map(self._galleys, sections)], self.book.geometry.lines)

    def _with_imprint(self) -> tuple[Page, ...]:
        """Return pages that end in the colophon, or none if it is alone there.

        It is measured with numbers of three digits, and set again when they are known.
        """
        last = self.book.imprint
        if last is None:
            return ()
        (flow,) = last.flows
        result = self._set_imprint(flow, dict.fromkeys(self._anchors(), 888))
        if isinstance(result, Exception) or fault_of(result):
            return ()
        if sum(strip.lines for run in result.galley.runs for strip in run.strips) > IMPRINT:
            return ()
        self.fragments[flow.name] = result
        sections = (*self.book.sections, last)
        pages = self._composed_of(sections)
        if {placed.name for placed in pages[-1].placed} == {flow.name}:
            return ()
        self.book = replace(self.book, sections=sections, back=())
        return pages

    def _set_imprint(self, flow: Flow, pages: Mapping[str, int]) -> Fragment | Exception:
        copy = self._copy(flow, numbered(self.book, flow.html, pages, 0), self.book.styles)
        _, result = next(iter(self.typesetters.fragments([copy])))
        return result

    def _anchors(self) -> list[str]:
        return [story.anchor for story in self.book.stories]

    def _weighed(self, flow: Flow) -> WeighedGalley:
        galley = self.fragments[flow.name].galley
        return WeighedGalley(
            name=flow.name, galley=galley, rank=flow.rank or "news",
            starts_page=flow.starts_page, beside=flow.beside,
        )  # fmt: skip

    def set_late(self) -> None:
        """Set the flows that name page numbers, again while a page count changes.

        `LATE_ROUNDS` times at most, after the closest version that is needed was found.
        Raises LayoutError when one cannot be set.
        """
        late = tuple(self._fitting(flow) for flow in self.book.late)
        counts = {f.name: f.expected for f in late}
        for _ in range(LATE_ROUNDS):
            expected = dict(counts)
            self._set_round(late, counts)
            counts = self._counts()
            if counts == expected:
                break
        self._number_imprint(counts)

    def _number_imprint(self, counts: Mapping[str, int]) -> None:
        """Set the colophon again, where it stands on a composed page, with the right numbers."""
        last = self.book.imprint
        if last is None or last not in self.book.sections:
            return
        (flow,) = last.flows
        result = self._set_imprint(flow, self._numbers(counts)[0])
        if isinstance(result, Exception):
            raise LayoutError(f"the {flow.name} cannot be set: {result}") from result
        self.fragments[flow.name] = result
        galleys = {**self.composed.fragments, flow.name: result}
        self.composed = Composed(self.composed.pages, galleys, COLUMN_STARTS)

    def _fitting(self, flow: Flow) -> Flow:
        """Return `flow` in the first of its versions that keeps to its pages, or in the last.

        What may take several pages is set without numbers, to see where it parts.
        """
        for html in (flow.html, *flow.closer) if flow.most > 1 else ():
            text = numbered(self.book, html, {}, 0)
            for _, _, result in self._set_texts((flow,), (text,)):
                self.fragments[flow.name] = self._kept(flow, text, result)
            flow = replace(flow, html=html, expected=self.fragments[flow.name].pages)
            if flow.expected <= flow.most:
                break
        return flow

    def _set_round(self, late: Sequence[Flow], counts: Mapping[str, int]) -> None:
        """Set all late flows with the numbers that `counts` pages of them give."""
        pages, total = self._numbers(counts)
        places = {n: f.anchors for n, f in self.fragments.items()}
        texts = [numbered(self.book, f.html, pages, total, places.get(f.name, {})) for f in late]
        for flow, text, result in self._set_texts(late, texts):
            self.fragments[flow.name] = self._kept(flow, text, result)

    def _set_texts(
        self, flows: Sequence[Flow], texts: Sequence[str]
    ) -> Iterator[tuple[Flow, str, Fragment | Exception]]:
        pairs = zip(flows, texts, strict=True)
        copies = [self._copy(f, text, self.book.styles) for f, text in pairs]
        for index, result in self.typesetters.fragments(copies):
            yield flows[index], texts[index], result

    def _kept(self, flow: Flow, text: str, result: Fragment | Exception) -> Fragment:
        """Return the fragment of a late flow: `result`, unless the shipped styles do better."""
        fault = fault_of(result)
        if fault and self.book.shipped:
            copy = self._copy(flow, text, self.book.shipped)
            _, other = next(iter(self.typesetters.fragments([copy])))
            if not isinstance(other, Exception) and not fault_of(other):
                self.why[flow.name] = fault
                if flow not in self.by_theme:
                    self.by_theme.append(flow)
                return other
        if isinstance(result, Exception):
            raise LayoutError(f"the {flow.name} cannot be set: {result}") from result
        return result

    def _numbers(self, late: Mapping[str, int]) -> tuple[dict[str, int], int]:
        """Return the page number of every anchor, and the number of pages."""
        before = sum(late[flow.name] for flow in self.book.front)
        spots = self.composed.spots.items()
        pages = {anchor: before + spot.page + 1 for anchor, spot in spots}
        first = 1
        for flow in self.book.late:
            if flow in self.book.back:
                first = max(first, before + len(self.composed.pages) + 1)
            fragment = self.fragments.get(flow.name)
            for anchor, spot in (fragment.anchors if fragment else {}).items():
                pages.setdefault(anchor, first + spot[0])
            first += late[flow.name]
        return pages, len(self.composed.pages) + sum(late.values())

    def set_furniture(self) -> Fragment:
        """Return the fragment of running heads, folios, tabs and rules, a page for each page.

        Raises LayoutError, with the stylesheet where it is the publication's own.
        """
        html = furniture_html(
            self.book, self.job.theme, leaves(self.book, self._counts(), self.composed.pages)
        )
        return self.set_apart("running heads", html, furniture_styles(self.book, self.job.theme))

    def set_apart(self, what: str, html: str, styles: Sequence[Style]) -> Fragment:
        """Return the fragment of what is no text of the edition, such as its running heads.

        Raises LayoutError, with the stylesheet where it is the publication's own.
        """
        flow = Flow(name=what, html=html, late=True)
        _, result = next(iter(self.typesetters.fragments([self._copy(flow, html, styles)])))
        if isinstance(result, Exception):
            where = next((style.where for style in styles if style.own), None)
            raise LayoutError(f"the {what} cannot be set: {result}", where=where) from result
        return result

    def _counts(self) -> dict[str, int]:
        return {flow.name: self.fragments[flow.name].pages for flow in self.book.late}

    def placed(self) -> list[tuple[Flow, Fragment]]:
        """Return all flows and their fragments."""
        flows = (*self.book.front, *self.book.pieces, *self.book.back)
        return [(f, self.fragments[f.name]) for f in flows]

    def late(self) -> dict[str, Fragment]:
        """Return the fragments of late flows by name."""
        return {flow.name: self.fragments[flow.name] for flow in self.book.late}

    def first_page(self) -> int:
        """Return the number of the first composed page."""
        return 1 + sum(self.fragments[flow.name].pages for flow in self.book.front)

    def facts(self, ppi: Sequence[int]) -> tuple[PageFacts, ...]:
        """Return how each composed page came out; `ppi` is that of each of the book's pages."""
        lines, first = self.book.geometry.lines, self.first_page()
        galleys = {name: fragment.galley for name, fragment in self.composed.fragments.items()}
        gone = {f"a-{piece.id}": piece.dropped for piece in self.edition.pieces}
        spots, dropped = self.composed.spots, defaultdict[int, list[str]](list)
        for anchor in (anchor for anchor in gone if anchor in spots):
            dropped[spots[anchor].page] += gone[anchor]
        return tuple(
            PageFacts(
                fill=round(1 - page.white / (COLUMNS * lines), 3),
                ppi=ppi[first - 1 + number],
                holes=holes(page, galleys, lines),
                dropped=tuple(dropped[number]),
            )
            for number, page in enumerate(self.composed.pages)
        )

    def page_count(self) -> int:
        """Return the number of pages."""
        return len(self.composed.pages) + sum(self._counts().values())

    def find_culprit(self) -> None:
        """Find the rule that is to blame, if a stylesheet is, with the shortest of its flows."""
        if not self.by_theme:
            return
        flow = min(self.by_theme, key=lambda f: (len(f.html), f.name))

        def fails(styles: Sequence[Style]) -> bool:
            copy = self._copy(flow, flow.html, styles)
            return bool(fault_of(next(iter(self.typesetters.fragments([copy])))[1]))

        where = culprit(self.book.styles, self.book.shipped, fails)
        count = len({f.name for f in self.by_theme})
        told = "1 flow is" if count == 1 else f"{count} flows are"
        self.blame = f"{where}: {self.why[flow.name]}; {told} set in the shipped styles instead"


def fault_of(result: Fragment | Exception) -> str:
    """Return why a flow is not whole on paper; empty for one that is."""
    if isinstance(result, StoppedError):
        return str(result)
    if isinstance(result, Exception):
        return f"{type(result).__name__}: {result}"
    return result.findings.fault
