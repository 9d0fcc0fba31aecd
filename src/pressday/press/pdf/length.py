"""An edition on the number of pages that was asked for.

What is done is done in this order, and said: pictures stand over more or fewer columns,
quotations are lifted out or not, features are set as news, texts a little smaller or
larger, spare pieces and the publication's notices fill what is left. Only when that is
not enough pages may have white; if they cannot, the build is refused, and nothing written.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from pressday.errors import PagesError
from pressday.layout.makeup import Lengths
from pressday.layout.print.rules import choose_layout
from pressday.press.pdf.run import PressRun

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from pressday.layout.makeup import Fitted
    from pressday.limits import PageTarget
    from pressday.model import Edition, Job, Piece, Step
    from pressday.press.pdf.typesetters import Typesetters

SMALLER, LARGER = 0.97, 1.03
"""Of a theme's size of text; the broadsheet's 8.8 points become 8.54, never less than 8.5."""

ROUNDS = 3
"""How often pages are fitted again because front page, contents or colophon grew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One way to set an edition; `said` tells what is done to it."""

    edition: Edition
    scale: float = 1.0
    said: tuple[str, ...] = ()


class _Tried(NamedTuple):
    """A setting that was tried: the run, its galleys, and how many pages it makes by itself."""

    run: PressRun
    lengths: Lengths
    natural: int


@dataclass
class PageFit:
    """An edition on its way to the pages of `target`; each of its settings is set once."""

    edition: Edition
    job: Job
    typesetters: Typesetters
    target: PageTarget
    reached: set[int] = field(default_factory=set)
    cut: str = ""
    said: tuple[str, ...] = ()
    tried: dict[tuple[str, ...], _Tried] = field(default_factory=dict)

    def press(self) -> Generator[Step, None, PressRun]:
        """Return the edition on its pages, late ones set; `said` tells what was done for it.

        Raises PagesError, with the smallest change that works, where they cannot be reached.
        """
        late = 0
        for _ in range(ROUNDS):
            run = yield from self._reached(late)
            run.set_late()
            if self.target.accepts(run.page_count()):
                return run
            late = run.page_count() - len(run.composed.pages)
        raise self._refused()

    def _reached(self, late: int) -> Generator[Step, None, PressRun]:
        """Return the edition on pages that make up the target with `late` others, 0 if unknown."""
        first = yield from self._try(Setting(edition=self.edition))
        late = late or sum(flow.expected for flow in first.run.book.late)
        natural = first.natural + late
        self.reached.add(natural)
        for wanted in (n for n in self.target.nearest(natural) if n > late):
            for padded in (False, True):
                run = yield from self._fitted(wanted, late, padded=padded, more=wanted > natural)
                if run:
                    return run
        raise self._refused()

    def _fitted(
        self, wanted: int, late: int, *, padded: bool, more: bool
    ) -> Generator[Step, None, PressRun | None]:
        """Return the mildest setting that makes `wanted` pages, `late` ones among them."""
        for setting in _settings(self.edition, more=more):
            run, lengths, _ = yield from self._try(setting)
            fitted = lengths.fitted(wanted - late, padded=padded)
            self.reached |= {count + late for count in lengths.reached}
            if fitted:
                run.take(fitted.pages)
                self.said = (*_told(fitted), *setting.said)
                return run
        if padded and not more:
            self.cut = self.cut or lengths.cut_for(wanted - late)
        return None

    def _try(self, setting: Setting) -> Generator[Step, None, _Tried]:
        """Return what `setting` gives, set and composed the first time that it is asked for."""
        if setting.said not in self.tried:
            run = PressRun(setting.edition, self.job, self.typesetters, scale=setting.scale)
            yield from run.set_pieces()
            run.compose()
            lengths = Lengths(run.galley_sections(), run.book.geometry.lines)
            self.tried[setting.said] = _Tried(run, lengths, len(run.composed.pages))
        return self.tried[setting.said]

    def _refused(self) -> PagesError:
        wanted = self.target.exact or self.target.most or self.target.multiple
        near = min(self.reached, key=lambda n: (abs(n - wanted), n), default=0)
        headlines = {f"a-{piece.id}": piece.headline for piece in self.edition.pieces}
        if self.cut in headlines:
            change = f'cut = true for "{headlines[self.cut]}" in the run sheet'
        elif near > wanted:
            change = "cut pieces (cut = true in the run sheet)"
        else:
            change = "add pieces, mark some spare = true, or put notices into house/"
        hint = f"{change}; or take what can be reached: pressday build --pages {near}"
        return PagesError(f"the edition cannot be brought to {_asked(self.target)}", hint=hint)


def _asked(target: PageTarget) -> str:
    if target.exact is not None:
        return _count(target.exact, "page")
    if target.multiple == 1:
        return f"{_count(target.most or 0, 'page')} at most"
    most = f", {target.most} at most" if target.most else ""
    return f"a multiple of {_count(target.multiple, 'page')}{most}"


def _settings(edition: Edition, *, more: bool) -> Iterator[Setting]:
    """Yield the ways to set `edition`, the mildest first."""
    yield Setting(edition=edition)
    if not more:
        news, count = _features_as_news(edition)
        said = (f"{_count(count, 'feature')} set as news",) if count else ()
        if count:
            yield Setting(edition=news, said=said)
        yield Setting(edition=news, scale=SMALLER, said=(*said, "texts 3 % smaller"))
        return
    yield Setting(edition=edition, scale=LARGER, said=("texts 3 % larger",))
    for count in range(1, len(edition.spares) + 1):
        added = edition.spares[:count]
        titles = ", ".join(f'"{spare.piece.headline}"' for spare in added)
        done = ("texts 3 % larger", f"filled with {titles}")
        yield Setting(edition=edition.filled(added), scale=LARGER, said=done)


def _features_as_news(edition: Edition) -> tuple[Edition, int]:
    """Return `edition` without features, and how many there were."""
    features = {p.id for p in edition.pieces if choose_layout(p) == "feature"}

    def plain(piece: Piece) -> Piece:
        return replace(piece, layout="plain") if piece.id in features else piece

    sections = tuple(replace(s, pieces=tuple(map(plain, s.pieces))) for s in edition.sections)
    return replace(edition, sections=sections), len(features)


def _told(fitted: Fitted) -> Iterator[str]:
    """Yield what was done with pictures and quotations, and whether it left white."""
    if fitted.pictures:
        size = "larger" if fitted.more else "smaller"
        yield f"the pictures of {_count(fitted.pictures, 'piece')} {size}"
    if fitted.quotes:
        done = "lifted out" if fitted.more else "not lifted out"
        yield f"{_count(fitted.quotes, 'quotation')} {done}"
    if fitted.padded:
        yield "white left on pages"


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
