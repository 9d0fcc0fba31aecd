"""Book to PDF: every flow set once by a pool of typesetters, late pages last, all joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pressday.atomic import replace_file
from pressday.errors import LayoutError
from pressday.layout.print import furniture_html, furniture_style, lay_out, numbered
from pressday.model import Artifact, Edition, Job, Outcome, Step
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pressday.layout.book import Book, Flow
    from pressday.press.pdf.fragment import Fragment
    from pressday.press.pdf.manuscript import Copy
    from pressday.press.pdf.typesetters import Typesetters

PROFILE = "screen"
LATE_ROUNDS = 3

_MEDIA = re.compile(r'"media:([0-9a-f]{64})"')


def write_pdf(edition: Edition, job: Job) -> Iterator[Outcome[Artifact] | Step]:
    """Set `edition` and write it to `job.target`; yield steps, faults of pieces, the artifact.

    A piece that cannot be set as it is comes out as plain paragraphs, with a
    warning. Raises LayoutError when even that fails, WriteError when the file
    cannot be written; an earlier file then stays as it was.
    """
    from pressday.press.pdf.join import join
    from pressday.press.pdf.typesetters import Typesetters

    with Typesetters(job.cache, job.workers) as typesetters:
        press = _Press(edition, job, typesetters)
        yield from press.set_pieces()
        yield Step(name="pages", done=0, total=1, detail="front page and contents")
        press.set_late()
        yield Step(name="pages", done=1, total=1, detail="running heads")
        furniture = press.set_furniture()
    yield Step(name="join", done=0, total=1, detail=job.target.name)
    data = join(press.book, press.placed(), furniture)
    replace_file(job.target, data)
    yield Step(name="join", done=1, total=1, detail=job.target.name)
    yield from press.complaints()
    yield Outcome(subject=job.target.name, value=_artifact(job.target, data, press.pages()))


def _artifact(path: Path, data: bytes, pages: int) -> Artifact:
    return Artifact(
        path=path, format="pdf", profile=PROFILE, bytes=len(data), sha256=sha256(data), pages=pages
    )


@dataclass
class _Press:
    """One edition on its way: the book, and the fragment of each flow as it comes in."""

    edition: Edition
    job: Job
    typesetters: Typesetters
    fragments: dict[str, Fragment] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.book: Book = lay_out(self.edition, self.job.theme, self.job.size)

    def set_pieces(self) -> Iterator[Step]:
        """Set all flows of pieces; those that fail are set again with plain paragraphs."""
        failed: set[str] = set()
        yield from self._set_flows([f for f in self.book.flows if not f.late], failed)
        if failed:
            anchors = {a for f in self.book.flows if f.name in failed for a in f.anchors}
            self.book = lay_out(
                self.edition, self.job.theme, self.job.size, bare=frozenset(anchors)
            )
            again = [f for f in self.book.flows if not f.late and f.name not in self.fragments]
            hopeless: set[str] = set()
            yield from self._set_flows(again, hopeless)
            if hopeless:
                name = min(hopeless)
                raise LayoutError(
                    f"article {name.removeprefix('a-')} cannot be set: {self.failed[name]}",
                    hint="cut it in the run sheet (cut = true) and report its text",
                )

    def _set_flows(self, flows: Sequence[Flow], failed: set[str]) -> Iterator[Step]:
        copies = [self._copy(f.name, f.html) for f in flows]
        yield Step(name="pages", done=0, total=len(flows), detail="")
        for done, (index, result) in enumerate(self.typesetters.fragments(copies), start=1):
            name = flows[index].name
            if isinstance(result, Exception):
                failed.add(name)
                self.failed[name] = f"{type(result).__name__}: {result}"
            else:
                self.fragments[name] = result
            yield Step(name="pages", done=done, total=len(flows), detail=name)

    def _copy(self, name: str, html: str, stylesheet: str | None = None) -> Copy:
        from pressday.press.pdf.manuscript import Copy

        pictures = {h: self.job.media(h) for h in sorted(set(_MEDIA.findall(html)))}
        return Copy(
            name=name, html=html, stylesheet=stylesheet or self.book.stylesheet, pictures=pictures
        )

    def set_late(self) -> None:
        """Set the flows that name page numbers, again while a page count changes.

        `LATE_ROUNDS` times at most.
        """
        late = [f for f in self.book.flows if f.late]
        counts = {f.name: f.expected for f in late}
        for _ in range(LATE_ROUNDS):
            expected = dict(counts)
            pages, total = self._numbers(counts)
            copies = [self._copy(f.name, numbered(self.book, f, pages, total)) for f in late]
            for index, result in self.typesetters.fragments(copies):
                if isinstance(result, Exception):
                    raise LayoutError(f"the {late[index].name} cannot be set: {result}") from result
                self.fragments[late[index].name] = result
                counts[late[index].name] = result.pages
            if counts == expected:
                return

    def _numbers(self, late: Mapping[str, int]) -> tuple[dict[str, int], int]:
        """Return the page number of every anchor, and the number of pages."""
        pages: dict[str, int] = {}
        first = 1
        for flow in self.book.flows:
            fragment = self.fragments.get(flow.name)
            for anchor, spot in (fragment.anchors if fragment else {}).items():
                pages.setdefault(anchor, first + spot[0])
            first += late[flow.name] if flow.late else fragment.pages if fragment else 0
        return pages, first - 1

    def set_furniture(self) -> Fragment:
        """Return the fragment of running heads, folios and tabs, a page for each page."""
        counted = [(f, fragment.pages) for f, fragment in self.placed()]
        html = furniture_html(self.book, self.job.theme, counted)
        copy = self._copy("furniture", html, furniture_style(self.book, self.job.theme))
        _, result = next(iter(self.typesetters.fragments([copy])))
        if isinstance(result, Exception):
            raise LayoutError(f"the running heads cannot be set: {result}") from result
        return result

    def placed(self) -> list[tuple[Flow, Fragment]]:
        """Return flows and fragments in page order."""
        return [(f, self.fragments[f.name]) for f in self.book.flows]

    def pages(self) -> int:
        """Return the number of pages."""
        return sum(fragment.pages for _, fragment in self.placed())

    def complaints(self) -> Iterator[Outcome[Artifact]]:
        """Yield what the editor should know of the stylesheet and of single flows."""
        style = dict.fromkeys(
            f for fragment in self.fragments.values() for f in fragment.style_faults
        )
        if style:
            yield Outcome(subject="styles", warnings=tuple(style))
        for anchor, reason in self.book.bare:
            warning = f"set as plain paragraphs: {reason}"
            yield Outcome(subject=anchor.removeprefix("a-"), warnings=(warning,))
        for flow, fragment in self.placed():
            subject = flow.name.removeprefix("a-")
            yield from (Outcome(subject=subject, error=f"picture {x}") for x in fragment.lost)
            if warnings := self._warnings(flow, fragment):
                yield Outcome(subject=subject, warnings=warnings)

    def _warnings(self, flow: Flow, fragment: Fragment) -> tuple[str, ...]:
        warnings = list(fragment.faults)
        if flow.name in self.failed:
            warnings.append(f"set as plain paragraphs: {self.failed[flow.name]}")
        return tuple(warnings)
