"""What a reader with the paper in hand expects of any two facing pages, however they are filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from tests.positions import Place, drawn, extent, text_size, words

from pressday.layout.print import GEOMETRIES
from pressday.layout.theme import Theme
from pressday.model import Job
from pressday.press.pdf import write_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL import Image

    from pressday.model import Edition

PAPER = GEOMETRIES["A4"]
LINE = 12  # points of the baseline grid
TEAL, MAROON = (0, 128, 128), (128, 0, 0)  # of the pictures
SECTIONS = {"News", "Craft", "Talk"}
HEAD = PAPER.top - LINE  # points from the upper edge, in which running heads stand


@dataclass(frozen=True)
class Sheet:
    """A page as it is printed; odd ones lie on the right."""

    number: int
    words: list[Place]
    picture: Image.Image

    @property
    def is_right(self) -> bool:
        return self.number % 2 == 1

    def inwards(self, x: float) -> float:
        """Return how far `x` is from the fold."""
        return x if self.is_right else PAPER.width - x


@pytest.fixture(scope="module")
def sheets(
    weekly: Edition, media: Path, shared_cache: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[Sheet]:
    """All pages but the first, which is the cover."""
    folder = tmp_path_factory.mktemp("pages")
    job = Job(
        theme=Theme(), size="A4", media=lambda name: media / f"{name}.jpg", cache=shared_cache,
        target=folder / "paper.pdf", workers=2,
    )  # fmt: skip
    list(write_pdf(weekly, job))
    pages = zip(words(job.target), drawn(job.target, folder), strict=True)
    made = [Sheet(number, *page) for number, page in enumerate(pages, start=1)]
    return made[1:]


def type_of(sheets: list[Sheet]) -> Iterator[tuple[Sheet, Place]]:
    """Yield the words of articles, which are most of all words and have one size."""
    size = text_size(sheet.words for sheet in sheets)
    yield from ((s, w) for s in sheets for w in s.words if w.height == size)


def articles(sheets: list[Sheet]) -> list[Sheet]:
    """Return the pages between contents and colophon."""
    return sheets[1:-1]


def heads(sheet: Sheet) -> list[Place]:
    return [word for word in sheet.words if word.bottom < HEAD]


def test_the_margin_at_the_fold_is_the_wider_one_on_both_hands(sheets: list[Sheet]) -> None:
    assert PAPER.inner > PAPER.outer
    for hand in (True, False):
        placed = [(s, w) for s, w in type_of(sheets) if s.is_right == hand]
        edges = [s.inwards(x) for s, w in placed for x in (w.left, w.right)]
        assert min(edges) == pytest.approx(PAPER.inner, abs=0.5)
        assert max(edges) == pytest.approx(PAPER.width - PAPER.outer, abs=0.5)


def test_folios_stand_in_the_outer_margin(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        folios = [word for word in heads(sheet) if word.text == str(sheet.number)]
        assert len(folios) == 1
        nearest = min(sheet.inwards(folios[0].left), sheet.inwards(folios[0].right))
        assert nearest > PAPER.width - PAPER.outer


def test_a_running_head_names_the_section_outside_and_the_paper_inside(
    sheets: list[Sheet],
) -> None:
    sections = [(s, w) for s in sheets for w in heads(s) if w.text in SECTIONS]
    assert sections  # one that begins and ends within a page heads none
    assert {word.text for _, word in sections} <= SECTIONS
    assert all(sheet.inwards(word.left) > PAPER.width / 2 for sheet, word in sections)
    papers = [(s, w) for s in sheets for w in heads(s) if w.text == "Proof,"]
    assert len(papers) == len(sheets)
    assert all(sheet.inwards(word.left) < PAPER.width / 2 for sheet, word in papers)


def test_running_heads_end_where_the_type_under_them_ends(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        edges = [sheet.inwards(x) for w in heads(sheet) for x in (w.left, w.right)]
        within = [x for x in edges if x < PAPER.width - PAPER.outer + 1]
        assert min(within) == pytest.approx(PAPER.inner, abs=0.5)
        named = any(word.text in SECTIONS for word in heads(sheet))
        assert not named or max(within) == pytest.approx(PAPER.width - PAPER.outer, abs=0.5)


def test_tabs_lie_at_the_outer_edge_alone(sheets: list[Sheet]) -> None:
    coloured = 0
    for sheet in sheets:
        width, height = sheet.picture.size
        outer, inner = (width - 3, 2) if sheet.is_right else (2, width - 3)
        column = {sheet.picture.getpixel((outer, y)) for y in range(height)}
        coloured += column != {(255, 255, 255)}
        assert {sheet.picture.getpixel((inner, y)) for y in range(height)} == {(255, 255, 255)}
    assert coloured >= len(sheets) - 4  # contents, what is pooled and colophon have none


def test_type_of_all_pages_stands_on_one_grid_of_lines(sheets: list[Sheet]) -> None:
    off = {round((word.bottom - PAPER.top) % LINE, 1) for _, word in type_of(articles(sheets))}
    assert max(off) - min(off) < 0.3


def test_a_picture_fills_its_frame_down_to_its_caption(sheets: list[Sheet]) -> None:
    pages = articles(sheets)
    found = [(s, *e) for s in pages for c in (TEAL, MAROON) if (e := extent(s.picture, c))]
    assert len(found) == 2
    for sheet, picture, filled in found:
        assert filled > 0.98
        below = [
            word.top - picture.bottom
            for word in sheet.words
            if word.bottom > picture.bottom and picture.left <= word.left < picture.right
        ]
        assert min(below) < LINE


def test_no_type_lies_on_a_picture(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        found = [e[0] for c in (TEAL, MAROON) if (e := extent(sheet.picture, c))]
        hidden = [
            word.text
            for word in sheet.words
            for picture in found
            if picture.left < word.left < picture.right
            and picture.top < (word.top + word.bottom) / 2 < picture.bottom
        ]
        assert hidden == []
