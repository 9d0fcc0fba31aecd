"""A finished EPUB keeps every rule that it is checked by, and each rule notices its fault."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from pressday.errors import WriteError
from pressday.press.checked import Expected, ExpectedPiece, expect
from pressday.press.epub import write_epub
from pressday.press.epub.checks import check_epub

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pressday.model import Edition, Job

PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><body>'
    '<article id="a-1"><h1>The web</h1><p>The web climbs out of the second unit, and nobody '
    'hears.</p><figure><img src="p.jpg" alt="A press"/><figcaption>Rollers</figcaption></figure>'
    '<p><a href="page.xhtml#a-1">Again</a> and <a href="https://x.example/">away</a></p>'
    "</article></body></html>"
)


def book(folder: Path, page: str = PAGE, first: str = "mimetype") -> Path:
    path = folder / "paper.epub"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(first, "application/epub+zip")
        packed.writestr("META-INF/container.xml", "<container/>")
        packed.writestr("p.jpg", b"")
        packed.writestr("page.xhtml", page)
    return path


@pytest.fixture
def expected() -> Expected:
    text = "The web\n\nThe web climbs out of the second unit, and nobody hears.\n\nAgain and away"
    piece = ExpectedPiece(anchor="a-1", headline="The web", language="en", text=text)
    return Expected(title="The Proof", language="en", pieces=(piece,))


def test_what_is_written_is_sound(
    make_issue: Callable[..., Edition], make_job: Callable[..., Job], tmp_path: Path
) -> None:
    job = make_job(tmp_path)
    issue = make_issue()
    assert [*write_epub(issue, job)]
    assert [f for f in check_epub(job.target, expect(issue)) if f.severity == "mend"] == []


def test_a_sound_book_is_found_sound(tmp_path: Path, expected: Expected) -> None:
    assert check_epub(book(tmp_path), expected) == []


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("language", ' lang="en"', ""),
        ("language", ' lang="en"', ' lang="fr"'),
        ("alt", ' alt="A press"', ""),
        ("links", "page.xhtml#a-1", "page.xhtml#a-2"),
        ("links", "page.xhtml#a-1", "gone.xhtml"),
        ("parity", "climbs out of the second unit, and nobody", "x"),
        ("parity", 'id="a-1"', ""),
    ],
)
def test_a_fault_is_found_by_its_rule(
    rule: str, before: str, after: str, tmp_path: Path, expected: Expected
) -> None:
    found = check_epub(book(tmp_path, PAGE.replace(before, after)), expected)
    assert rule in {f.rule for f in found if f.severity == "mend"}


@pytest.mark.parametrize(("alt", "found"), [("Picture", ["look"]), ("", [])])
def test_a_picture_that_only_says_it_is_one_is_worth_a_look(
    alt: str, found: list[str], tmp_path: Path, expected: Expected
) -> None:
    bare = PAGE.replace("<figcaption>Rollers</figcaption>", "")
    page = bare.replace('alt="A press"', f'alt="{alt}"')
    assert check_epub(book(tmp_path, PAGE.replace("A press", "Picture")), expected) == []
    assert [f.severity for f in check_epub(book(tmp_path, page), expected)] == found


def test_a_book_that_does_not_say_what_it_is_is_told(tmp_path: Path, expected: Expected) -> None:
    found = check_epub(book(tmp_path, first="later"), expected)
    assert [f.rule for f in found] == ["package"]


def test_a_book_without_contents_or_documents_is_told(tmp_path: Path, expected: Expected) -> None:
    path = tmp_path / "empty.epub"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/epub+zip")
    told = [f.message for f in check_epub(path, expected) if f.rule == "package"]
    assert told == ["does not say where its contents are", "has no documents"]


def test_what_is_no_book_is_refused(tmp_path: Path, expected: Expected) -> None:
    (tmp_path / "a.epub").write_bytes(b"no zip")
    with pytest.raises(WriteError, match="no EPUB"):
        check_epub(tmp_path / "a.epub", expected)
