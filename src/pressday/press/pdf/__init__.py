"""Book to PDF: every flow set once by a pool of typesetters, late pages last, all joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.atomic import replace_file
from pressday.model import Artifact, Edition, Job, Outcome, Step
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.press.pdf.join import Joined
    from pressday.press.pdf.run import PressRun

PROFILE = "screen"
LEAST_FILL = 0.75  # of a page's columns; what is emptier looks unfinished
_DIGITS = 8  # of a picture's name; so many tell it apart in a run sheet as well
_SHOWN = 6  # pages that stand for all


def write_pdf(edition: Edition, job: Job) -> Iterator[Outcome[Artifact] | Step]:
    """Set `edition` and write it to `job.target`; yield steps, faults of pieces, the artifact.

    A piece that cannot be set as it is, or loses words, comes out in the shipped
    styles or as plain paragraphs, with a warning; one in a script that no packaged font
    has is left out. Raises LayoutError when even that
    fails, WriteError when the file cannot be written; an earlier file then stays as
    it was.
    """
    from pressday.press.pdf.join import join
    from pressday.press.pdf.legibility import legible, unprintable
    from pressday.press.pdf.run import PressRun
    from pressday.press.pdf.typesetters import Typesetters

    yield from unprintable(edition)
    edition = legible(edition)
    with Typesetters(job.cache, job.workers, limits=job.limits) as typesetters:
        press = PressRun(edition, job, typesetters)
        yield from press.set_pieces()
        yield Step(name="pages", done=0, total=1, detail="composing")
        press.compose()
        yield Step(name="pages", done=0, total=1, detail="front page and contents")
        press.set_late()
        yield Step(name="pages", done=1, total=1, detail="running heads")
        furniture = press.set_furniture()
        press.find_culprit()
    yield Step(name="join", done=0, total=1, detail=job.target.name)
    joined = join(press.book, press.composed, press.late(), furniture)
    replace_file(job.target, joined.data)
    yield Step(name="join", done=1, total=1, detail=job.target.name)
    yield from press.complaints()
    yield from _undescribed(press, joined)
    if empty := tuple(_empty(press)):
        yield Outcome(subject=job.target.name, warnings=empty)
    yield Outcome(subject=job.target.name, value=_artifact(press, joined.data))


def _artifact(press: PressRun, data: bytes) -> Artifact:
    return Artifact(
        path=press.job.target, format="pdf", profile=PROFILE, bytes=len(data), sha256=sha256(data),
        pages=press.page_count(), first=press.first_page(), fill=press.fill(),
    )  # fmt: skip


def _undescribed(press: PressRun, joined: Joined) -> Iterator[Outcome[Artifact]]:
    """Yield for each piece the pictures that say nothing to those who cannot see them."""
    for flow in press.book.pieces:
        if sources := joined.undescribed.get(flow.name):
            names = [source.removeprefix("media:")[:_DIGITS] for source in sources]
            told = "has" if len(names) == 1 else "have"
            warning = (
                f"picture {', '.join(names)} {told} no description for those who cannot see:"
                " give the article one (image_alt, ![…]), or a caption in the run sheet"
            )
            yield Outcome(subject=flow.name.removeprefix("a-"), warnings=(warning,))


def _empty(press: PressRun) -> Iterator[str]:
    """Yield a line that names pages with much white on them; the last one may have it."""
    pages = enumerate(press.fill()[:-1], start=press.first_page())
    empty = [f"{number} ({share:.0%} full)" for number, share in pages if share < LEAST_FILL]
    if empty:
        more = f" and {len(empty) - _SHOWN} more" if len(empty) > _SHOWN else ""
        named = ", ".join(empty[:_SHOWN])
        yield f"much white on page {named}{more}: another brief or picture there would fill it"
