"""A publication that the version before has made opens, is migrated, and gives the same edition."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

import pressday

MADE_BEFORE = Path(__file__).parents[1] / "data" / "earlier-publication"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> pressday.Paper:
    """The publication as it was left, its database made of the statements that are kept of it."""
    folder = tmp_path_factory.mktemp("earlier") / "paper"
    shutil.copytree(MADE_BEFORE, folder, ignore=shutil.ignore_patterns("made", "library.sql"))
    with closing(sqlite3.connect(folder / "library" / "library.db")) as database:
        database.executescript((MADE_BEFORE / "library.sql").read_text("utf-8"))
        database.commit()
    return pressday.open(folder)


@pytest.fixture(scope="module")
def built(paper: pressday.Paper) -> dict[str, Path]:
    outcomes = [o for o in paper.build() if isinstance(o, pressday.Outcome)]
    assert not [o.error for o in outcomes if o.error]
    made = [o.value for o in outcomes if isinstance(o.value, pressday.Artifact)]
    return {artifact.format: artifact.path for artifact in made}


def test_its_articles_are_there_with_their_editions(paper: pressday.Paper) -> None:
    listed = {row.article.title: row.edition for row in paper.articles()}
    assert listed["The tide table was right"] == "2026-W48"
    assert len(listed) == 4  # and a copy, behind the fuller text


def test_its_book_says_what_it_said(built: dict[str, Path]) -> None:
    kept = sorted((MADE_BEFORE / "made" / "epub").glob("*.xhtml"))
    assert len(kept) > 5
    with zipfile.ZipFile(built["epub"]) as book:
        for page in kept:
            assert book.read(f"EPUB/{page.name}").decode() == page.read_text("utf-8"), page.name


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")
def test_its_pages_say_what_they_said(built: dict[str, Path]) -> None:
    text = subprocess.run(
        ["pdftotext", "-layout", built["pdf"], "-"], capture_output=True, text=True, check=True
    ).stdout
    assert words(text) == words((MADE_BEFORE / "made" / "pdf.txt").read_text("utf-8"))


def words(text: str) -> list[str]:
    """Return the words of pages, those broken at the end of a line made whole."""
    return re.findall(r"\w+", re.sub(r"[-\u2010]\n\s*", "", text))


def test_nothing_is_new_to_it(paper: pressday.Paper) -> None:
    tallies = [o.value for o in paper.collect() if isinstance(o, pressday.Outcome) and o.value]
    assert tallies
    assert not [tally.failed for tally in tallies if tally.failed]
    assert {(tally.new, tally.updated) for tally in tallies} == {(0, 0)}


@pytest.mark.usefixtures("built")
def test_its_ledger_tells_where_its_pieces_ran(paper: pressday.Paper) -> None:
    runs = {run.headline: run for run in paper.ledger().runs()}
    told = runs["The tide table was right"]
    assert (told.edition, told.state, told.licence) == ("2026-W48", "built", "")
    assert all(run.page and run.page > 1 for run in runs.values())
    assert "2026-W48" in [run.edition for one in paper.ledger().find("tide") for run in one.runs]


def test_its_texts_may_be_edited_and_come_back_as_they_were(paper: pressday.Paper) -> None:
    versions = paper.versions()
    pieces = [piece for piece in paper.edition().pieces if not piece.body]
    assert pieces
    for piece in pieces:
        assert versions.edit(piece.article).path.is_file()
        assert versions.proof(piece.article) == ()
        versions.undo(piece.article)
    assert versions.merge() == ()
