"""The ledger: which text ran where, on which page, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pressday.edition import read_sheets
from pressday.library import Library
from pressday.library.labels import Label
from pressday.library.search import says
from pressday.pipeline.freezing import lock_of
from pressday.pipeline.report import made_in
from pressday.pipeline.run_sheets import choose_edition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from pressday.config import Publication
    from pressday.edition import Sheet, SheetPiece
    from pressday.model import Article

RunState = Literal["planned", "built", "printed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """An article in an edition; `page` is None where no PDF tells it.

    `text` is the article's revision, `edition_revision` the edition's. Who it is from and under
    which licence is what that text said.
    """

    article: str
    headline: str
    edition: str
    number: int
    date: date
    state: RunState
    page: int | None = None
    edition_revision: int = 1
    text: str = ""
    source: str = ""
    site: str = ""
    url: str = ""
    licence: str = ""
    own: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An article that says the words that were asked for, and where it ran."""

    article: str
    title: str
    source: str
    site: str
    url: str
    published: datetime | None
    licence: str
    runs: tuple[Appearance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """An edition as it was made: what is known of its pieces, and where its files lie."""

    sheet: Sheet
    state: RunState
    number: int
    revision: int
    texts: Mapping[str, str]
    headlines: Mapping[str, str]
    pages: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLedger:
    """What a publication has printed, built and planned, the oldest edition first."""

    publication: Publication

    def runs(self, name: str = "") -> tuple[Appearance, ...]:
        """Return every piece of all editions, or of that called `name`; ConfigError for none."""
        chosen = choose_edition(self.publication, name) if name else ""
        with Library.open(self.publication.library) as library:
            return tuple(self._runs(chosen, library))

    def find(self, *words: str) -> tuple[Known, ...]:
        """Return what has all of these words, of all that was collected or printed.

        The newest articles first; behind them those that have said it once, in print, in an own
        version or as a headline.
        """
        with Library.open(self.publication.library) as library:
            found = {article.id: article for article in library.articles(words, copies=True)}
            runs: dict[str, list[Appearance]] = {}
            for run in self._runs("", library):
                runs.setdefault(run.article, []).append(run)
            now = library.revisions(runs)
            once = [
                _once(library.article(key), ran)
                for key, ran in runs.items()
                if key not in found
                and any(says(words, self._text(run, now.get(key), library)) for run in ran)
            ]
        return (*(_known(article, runs.get(key, ())) for key, article in found.items()), *once)

    def _runs(self, chosen: str, library: Library) -> Iterator[Appearance]:
        sheets = read_sheets(self.publication.editions)
        labels = library.labels()
        for sheet in sheets:
            if chosen in ("", sheet.name):
                for made in self._made(sheet, sheets):
                    yield from _pieces(made, labels)

    def _made(self, sheet: Sheet, sheets: Sequence[Sheet]) -> Iterator[_Made]:
        """Yield an edition as it is, after those of its earlier revisions."""
        output = self.publication.output / sheet.name
        report = made_in(output)
        lock = lock_of(self.publication, sheet, sheets)
        for earlier in reversed(lock.earlier if lock else ()):
            folder = output / f"revision-{earlier['revision']}"
            yield _edition(sheet, "printed", earlier, made_in(folder), folder)
        if lock:
            said = {"number": lock.number, "revision": lock.revision, "articles": lock.articles}
            yield _edition(sheet, "printed", said, report, output)
            return
        built = {piece["article"]: piece["revision"] for piece in report.get("pieces", ())}
        said = {"number": report.get("number", 0), "articles": built}
        yield _edition(sheet, "built", said, report, output)
        coming = {p.article: "" for p in sheet.pieces if p.runs and p.article not in built}
        yield _edition(sheet, "planned", {"articles": coming}, {}, output / "none")

    def _text(self, run: Appearance, now: str | None, library: Library) -> str:
        """Return what a piece says that the index does not: printed before, or the editor's own."""
        article = library.article(run.article, run.text) if run.text != now else None
        own = self.publication.editions / run.edition / run.own
        written = own.read_text("utf-8", "replace") if run.own and own.is_file() else ""
        return "\n".join([run.headline, article.body.text if article else "", written])


def _edition(
    sheet: Sheet, state: RunState, said: Mapping[str, Any], report: Mapping[str, Any], folder: Path
) -> _Made:
    from pressday.press.pdf.places import piece_pages

    pages = (piece_pages(path) for path in sorted(folder.glob("*.pdf")))
    return _Made(
        sheet=sheet, state=state, number=said.get("number") or sheet.number or 0,
        revision=said.get("revision", 1), texts=said["articles"],
        headlines={piece["article"]: piece["headline"] for piece in report.get("pieces", ())},
        pages=next(pages, {}),
    )  # fmt: skip


def _pieces(made: _Made, labels: Mapping[tuple[str, str], Label]) -> Iterator[Appearance]:
    entries = {piece.article: piece for piece in made.sheet.pieces}
    for key, text in made.texts.items():
        label = labels.get((key, text)) or labels.get((key, "")) or Label()
        yield _run(key, made, label, entries.get(key))


def _run(key: str, made: _Made, label: Label, entry: SheetPiece | None) -> Appearance:
    return Appearance(
        article=key, edition=made.sheet.name, number=made.number, date=made.sheet.date,
        headline=made.headlines.get(key) or (entry.title if entry else "") or label.title,
        state=made.state, page=made.pages.get(key), edition_revision=made.revision,
        text=made.texts[key] or label.revision, source=label.source, site=label.site,
        url=label.url, licence=label.licence, own=(entry.body or "") if entry else "",
    )  # fmt: skip


def _known(article: Article, runs: Sequence[Appearance]) -> Known:
    return Known(
        article=article.id, title=article.title, source=article.source, site=article.site,
        url=article.url, published=article.published, licence=article.licence, runs=tuple(runs),
    )  # fmt: skip


def _once(article: Article | None, runs: Sequence[Appearance]) -> Known:
    """Return an article that ran; what is left of one that the library has no more."""
    if article:
        return _known(article, runs)
    last = runs[-1]
    return Known(
        article=last.article, title=last.headline, source=last.source, site=last.site,
        url=last.url, published=None, licence=last.licence, runs=tuple(runs),
    )  # fmt: skip
