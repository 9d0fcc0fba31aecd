"""The ledger tells what ran where, whatever a source says by now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from pressday.edition import Lock, read_sheet
from pressday.edition.lock import write_lock
from pressday.errors import ConfigError
from pressday.library import Library
from pressday.pipeline.edits import Versions
from pressday.pipeline.ledger import EditionLedger
from pressday.pipeline.short_forms import Editing
from pressday.press.pdf.places import piece_pages

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.pipeline.ledger import Appearance, Known


class Books:
    """A publication of one printed edition and its ledger."""

    def __init__(self, week: Any) -> None:
        self.week = week
        self.story = week.keep("The ferry", "2026-11-24", "A cylinder went by ferry. " * 60)
        sheet = read_sheet(week.plan().sheet.path)
        self.text = week.kept(self.story).revision
        articles = {self.story: self.text}
        earlier = ({"number": 7, "revision": 1, "articles": {self.story: "0"}, "made": {}},)
        lock = Lock(number=7, articles=articles, made={}, revision=2, earlier=earlier)
        write_lock(sheet, lock)
        self.sheet = sheet.path

    @property
    def ledger(self) -> EditionLedger:
        return EditionLedger(publication=self.week.publication())

    def find(self, *words: str) -> list[Known]:
        return list(self.ledger.find(*words))


@pytest.fixture
def books(week: Any) -> Books:
    return Books(week)


def told(run: Appearance) -> tuple[str, str, int | None, int]:
    return run.headline, run.state, run.page, run.edition_revision


def pdf(path: Path, *pieces: str) -> None:
    """Write a PDF with a page for each piece, and one before them."""
    made = pikepdf.new()
    for _ in range(len(pieces) + 1):
        made.add_blank_page()
    tree = pikepdf.NameTree.new(made)
    for number, piece in enumerate(pieces, start=1):
        tree[f"a-{piece}"] = pikepdf.Array([made.pages[number].obj, pikepdf.Name.Fit])
        tree[f"a-{piece}-fn-1"] = pikepdf.Array([made.pages[0].obj, pikepdf.Name.Fit])
    made.Root.Names = pikepdf.Dictionary(Dests=tree.obj)
    path.parent.mkdir(parents=True)
    made.save(path)


def test_a_printed_edition_stands_with_its_page_and_its_earlier_revision(books: Books) -> None:
    pdf(books.week.folder / "output/2026-W48/paper-7.pdf", books.story)
    first, now = books.ledger.runs()
    assert told(first) == ("The ferry", "printed", None, 1)
    assert told(now) == ("The ferry", "printed", 2, 2)
    assert (now.edition, now.number, now.text) == ("2026-W48", 7, books.text)
    with pytest.raises(ConfigError, match="no run sheet"):
        books.ledger.runs("2026-W01")


def test_an_earlier_revision_has_the_headline_that_it_was_printed_with(books: Books) -> None:
    folder = books.week.folder / "output" / "2026-W48" / "revision-1"
    folder.mkdir(parents=True)
    piece = {"article": books.story, "revision": "0", "headline": "The last ferry"}
    (folder / "report.json").write_text(json.dumps({"pieces": [piece]}))
    assert [run.headline for run in books.ledger.runs()] == ["The last ferry", "The ferry"]


def test_what_was_printed_is_found_when_the_source_says_something_else(books: Books) -> None:
    assert [one.article for one in books.find("cylinder")] == [books.story]
    books.week.keep("The ferry", "2026-11-24", "An engine went by road. " * 60)
    (found,) = books.find("cylinder", "ferr")
    assert (found.title, len(found.runs)) == ("The ferry", 2)
    assert books.find("cylinder", "road") == []


def test_of_a_text_that_is_gone_the_report_keeps_the_headline(books: Books) -> None:
    piece = {"article": books.story, "revision": "0", "headline": "A ferry"}
    output = books.week.folder / "output" / "2026-W48"
    output.mkdir(parents=True)
    (output / "report.json").write_text(json.dumps({"pieces": [piece]}))
    with Library.open(books.week.folder / "library") as library:
        library.remove(books.story)
    (left,) = books.find("A ferry")
    assert (left.article, left.published, left.runs[-1].text) == (books.story, None, books.text)
    assert left.title == "A ferry"


def test_an_own_version_and_a_headline_are_found(books: Books) -> None:
    other = books.week.keep("A tide", "2026-11-25", "The wind turned. " * 60)
    books.week.plan()
    editing = Editing(publication=books.week.publication())
    path = Versions(editing=editing).edit("1").path
    path.write_text(path.read_text().replace("wind", "weather", 1))
    editing.retitle("1", "Low water")
    for words in (("weather",), ("Low water",), ("wind",)):
        (found,) = books.find(*words)
        assert [(run.state, run.headline) for run in found.runs] == [("planned", "Low water")]
        assert found.article == other


def test_a_file_that_is_no_pdf_of_ours_has_no_pages(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 of nothing")
    assert piece_pages(tmp_path / "a.pdf") == {}
    made = pikepdf.new()
    made.add_blank_page()
    made.save(tmp_path / "b.pdf")
    assert piece_pages(tmp_path / "b.pdf") == {}
