"""Book to PDF: every flow set once by a pool of typesetters, late pages last, all joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.atomic import replace_file
from pressday.model import Artifact, Edition, Job, Outcome, Step
from pressday.press.checked import undescribed
from pressday.press.pdf.placed_pictures import LEAST_PPI, sharpness
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    from pressday.model import PageFacts, Spare
    from pressday.press.pdf.join import Joined
    from pressday.press.pdf.plates import Plates
    from pressday.press.pdf.run import PressRun
    from pressday.press.pdf.typesetters import Typesetters

LEAST_FILL = 0.75  # of a page's columns; what is emptier looks unfinished
_SHOWN = 6  # pages that stand for all
_SCREEN, _PRESS, _BOOKLET = "screen", "press", "booklet"


def write_pdf(edition: Edition, job: Job) -> Iterator[Outcome[Artifact] | Step]:
    """Set `edition` and write it as each profile ordered; yield steps, faults, the artifacts.

    The file of the screen is `job.target`, others stand beside it under their own names.

    A piece that cannot be set as it is, or loses words, comes out in the shipped
    styles or as plain paragraphs, with a warning; one in a script that no packaged font
    has is left out. Raises LayoutError when even that
    fails, PagesError when the pages asked for cannot be reached, ConfigError for a press that
    nothing is known of, WriteError when a file cannot be written; an earlier file then stays as
    it was.
    """
    from pressday.press.pdf.booklet import Booklet, told_of
    from pressday.press.pdf.complaints import complaints
    from pressday.press.pdf.join import join
    from pressday.press.pdf.legibility import legible, unprintable
    from pressday.press.pdf.plates import Plates
    from pressday.press.pdf.typesetters import Typesetters

    orders = job.orders
    plates = Plates.prepared(orders.press, job.theme) if _PRESS in orders.profiles else None
    yield from unprintable(edition)
    edition = legible(edition)
    with Typesetters(job.cache, job.workers, limits=job.limits) as typesetters:
        press = yield from _pressed(edition, job, typesetters)
        yield Step(name="pages", done=1, total=1, detail="running heads")
        furniture = press.set_furniture()
        booklet = Booklet.of(press) if _BOOKLET in orders.profiles else None
        press.find_culprit()
    yield Step(name="join", done=0, total=1, detail=job.target.name)
    joined = join(press.book, press.composed, press.late(), furniture)
    yield Step(name="join", done=1, total=1, detail=job.target.name)
    yield from complaints(press)
    yield from _undescribed(press, joined)
    for spare in press.edition.spares:
        if not spare.notice:
            said = "spare, and not printed: the EPUB has it"
            yield Outcome(subject=spare.piece.headline, warnings=(said,))
    facts = press.facts(sharpness(joined.data))
    if worst := worst_of(facts, press.first_page()):
        yield Outcome(subject=_file(job, orders.profiles[0]).name, warnings=(worst,))
    if _SCREEN in orders.profiles:
        yield _written(press, _SCREEN, joined.data, facts, edition.spares)
    if plates:
        data = yield from _plated(press, plates, joined.data)
        yield from _coarse(press, data)
        yield _written(press, _PRESS, data, facts, edition.spares)
    if booklet:
        data = booklet.made_of(joined.data)
        if told := told_of(booklet, press):
            yield Outcome(subject=_file(job, _BOOKLET).name, warnings=told)
        yield _written(press, _BOOKLET, data, (), edition.spares, booklet.sides)


def _pressed(
    edition: Edition, job: Job, typesetters: Typesetters
) -> Generator[Outcome[Artifact] | Step, None, PressRun]:
    """Return `edition` set and composed, on as many pages as the job asks for."""
    from pressday.press.pdf.length import PageFit
    from pressday.press.pdf.run import PressRun

    if job.pages:
        fit = PageFit(edition, job, typesetters, job.pages)
        press = yield from fit.press()
        if fit.said:
            said = f"{press.page_count()} pages, as asked for: {'; '.join(fit.said)}"
            yield Outcome(subject=job.target.name, warnings=(said,))
        return press
    press = PressRun(edition, job, typesetters)
    yield from press.set_pieces()
    yield Step(name="pages", done=0, total=1, detail="composing")
    press.compose()
    yield Step(name="pages", done=0, total=1, detail="front page and contents")
    press.set_late()
    return press


def _plated(press: PressRun, plates: Plates, data: bytes) -> Generator[Step, None, bytes]:
    """Return the finished pages on plates; yield how many of their pictures are in inks."""
    from pressday.press.pdf.plates.pictures import sources

    known = sources((flow.html for flow, _ in press.placed()), press.job.media)
    return (yield from plates.made_of(data, known, _file(press.job, _PRESS).name))


def _coarse(press: PressRun, data: bytes) -> Iterator[Outcome[Artifact]]:
    """Yield a line on pictures with fewer pixels than the press shows."""
    from pressday.press.pdf.plates.pictures import BEST_PPI

    pages = ((n, ppi) for n, ppi in enumerate(sharpness(data), start=1) if 0 < ppi < BEST_PPI - 1)
    worst = sorted(pages, key=lambda page: page[1])
    if worst:
        told = _named([f"{number} ({ppi})" for number, ppi in worst])
        warning = (
            f"a picture under {BEST_PPI} pixels an inch on page {told}: the press shows up to"
            f" {BEST_PPI}, under {LEAST_PPI} it looks soft; only a larger picture helps"
        )
        yield Outcome(subject=_file(press.job, _PRESS).name, warnings=(warning,))


def _file(job: Job, profile: str) -> Path:
    """Return the file of a profile."""
    target = job.target
    return target if profile == _SCREEN else target.with_stem(f"{target.stem}-{profile}")


def _written(  # noqa: PLR0913, PLR0917 - what is told of a file
    press: PressRun, profile: str, data: bytes, facts: tuple[PageFacts, ...],
    spares: Sequence[Spare], pages: int = 0,
) -> Outcome[Artifact]:  # fmt: skip
    """Write the file of a profile; return it, with those of `spares` that are printed.

    It has as many `pages` as the book, unless another number is given.
    """
    path, left = _file(press.job, profile), press.edition.spares
    replace_file(path, data)
    printed = tuple(spare.piece.id for spare in spares if spare not in left)
    made = Artifact(
        path=path, format="pdf", profile=profile, bytes=len(data), sha256=sha256(data),
        pages=pages or press.page_count(), first=press.first_page(), sheets=facts, spares=printed,
    )  # fmt: skip
    return Outcome(subject=path.name, value=made)


def _undescribed(press: PressRun, joined: Joined) -> Iterator[Outcome[Artifact]]:
    """Yield for each piece the pictures that say nothing to those who cannot see them."""
    for flow in press.book.pieces:
        if sources := joined.undescribed.get(flow.name):
            warning = undescribed(s.removeprefix("media:") for s in sources)
            yield Outcome(subject=flow.name.removeprefix("a-"), warnings=(warning,))


def worst_of(facts: Sequence[PageFacts], first: int) -> str:
    """Return a line on the pages that came out worst, the first of which has number `first`.

    The last one may have white on it. The line is empty where all are well.
    """
    pages = [*enumerate(facts, start=first)]
    empty = [f"{n} ({f.fill:.0%} full)" for n, f in pages[:-1] if f.fill < LEAST_FILL]
    holed = [str(n) for n, f in pages if f.holes]
    coarse = [f"{n} ({f.ppi})" for n, f in pages if 0 < f.ppi < LEAST_PPI]
    told = (
        ("much white on page", empty, "another brief or picture there would fill it"),
        ("a blank column on page", holed, "give a piece another weight, layout or picture"),
        ("a picture under 150 pixels an inch on page", coarse, "image = false leaves it out"),
    )
    return "; ".join(f"{what} {_named(where)}: {how}" for what, where, how in told if where)


def _named(pages: Sequence[str]) -> str:
    more = f" and {len(pages) - _SHOWN} more" if len(pages) > _SHOWN else ""
    return f"{', '.join(pages[:_SHOWN])}{more}"
