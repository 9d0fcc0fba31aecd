"""Takes are put at their places on the page, and nothing else with them."""

from __future__ import annotations

import io
import re
import subprocess
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from tests.positions import Place, words
from tests.press.pdf.test_galley import STYLE, galley_of, typesetter

from pressday.layout.makeup import Page, Placed
from pressday.layout.print import GEOMETRIES
from pressday.layout.print.rules import COLUMN_STARTS
from pressday.orders import PressOrder
from pressday.press.pdf.composed import LINE_PT, Composed
from pressday.press.pdf.imposition import Imposition
from pressday.press.pdf.join import unite_fonts
from pressday.press.pdf.manuscript import Copy
from pressday.press.pdf.plates.condition import condition_of
from pressday.press.pdf.plates.inks import Inks
from pressday.press.pdf.plates.pages import separate_pages
from pressday.press.pdf.setting import set_flow

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.press.pdf.fragment import Fragment

__all__ = ["typesetter"]

PAPER = GEOMETRIES["A4"]
LINK = '<a href="https://x.example/">Linked</a>'


def fragment(folder: Path, *texts: str) -> Fragment:
    """Return a galley of short paragraphs."""
    html = f'<html lang="en"><body>{galley_of("".join(f"<p>{t}</p>" for t in texts))}</body></html>'
    style = f"{STYLE} @page {{ margin: 0; size: 157pt 9000pt }}"
    return set_flow(Copy(name="f", html=html, stylesheet=style, galley=True), folder)


@pytest.fixture(scope="module")
def imposed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pages: two galleys side by side, the rest of one of them on the second."""
    folder = tmp_path_factory.mktemp("imposed")
    flows = {
        "one": fragment(folder, "Alpha", f"Beta {LINK}", "Gamma"),
        "two": fragment(folder, "Delta"),
    }
    pages = (
        [
            Placed("one", "run/0/0", 0, 3, 0, 1),
            Placed("two", "run/0/0", 1, 9, 0, 1),
            Placed("one", "run/0/1", 2, 20, 0, 1),
        ],
        [Placed("one", "run/0/2", 1, 0, 0, 1)],
    )
    made = tuple(Page(placed=tuple(p), marks=(), section=1, white=0) for p in pages)
    return impose(Composed(made, flows, COLUMN_STARTS), folder / "pages.pdf")


def impose(composed: Composed, path: Path) -> Path:
    """Write composed pages and nothing else."""
    with pikepdf.new() as pdf:
        with Imposition(pdf, PAPER, composed.fragments) as imposition:
            for page in range(len(composed.pages)):
                imposition.add_page([*composed.laid(page, PAPER, 0)])
        unite_fonts(pdf, composed.fragments.values())
        pdf.save(path)
    return path


@pytest.mark.parametrize(
    ("page", "text", "column", "line"),
    [(0, "Alpha", 0, 3), (0, "Delta", 1, 9), (0, "Beta", 2, 20), (1, "Gamma", 1, 0)],
)
def test_a_take_stands_in_its_column_at_its_line(
    imposed: Path, page: int, text: str, column: int, line: int
) -> None:
    (found,) = [word for word in words(imposed)[page] if word.text == text]
    assert found.left == pytest.approx(PAPER.side + COLUMN_STARTS[column], abs=1)
    middle = (found.top + found.bottom) / 2
    assert middle == pytest.approx(PAPER.top + (line + 0.5) * LINE_PT, abs=3)


def test_what_is_not_placed_is_on_no_page(imposed: Path) -> None:
    found = [[word.text for word in sorted(page, key=place)] for page in words(imposed)]
    assert found == [["Alpha", "Delta", "Beta", "Linked"], ["Gamma"]]


def place(word: Place) -> tuple[float, float]:
    return word.top, word.left


def test_a_link_lies_on_its_word(imposed: Path) -> None:
    (word,) = [word for word in words(imposed)[0] if word.text == "Linked"]
    with pikepdf.open(imposed) as pdf:
        ((link,),) = [page.obj.Annots for page in pdf.pages if "/Annots" in page.obj]
        (left, right), (bottom, top) = (sorted(map(float, link.Rect[n::2])) for n in (0, 1))
    assert left < (word.left + word.right) / 2 < right
    assert bottom < PAPER.height - (word.top + word.bottom) / 2 < top
    assert left == pytest.approx(word.left, abs=1)


def test_a_page_is_one_stream_in_which_no_content_has_the_number_of_another(
    imposed: Path,
) -> None:
    with pikepdf.open(imposed) as pdf:
        streams = [page.obj.Contents.read_bytes() for page in pdf.pages]
        forms = [page.obj.Resources.get("/XObject") for page in pdf.pages]
        sizes = {tuple(float(v) for v in page.mediabox) for page in pdf.pages}
    numbers = [[int(n) for n in re.findall(rb"/MCID (\d+)", stream)] for stream in streams]
    assert numbers == [[0, 1, 2, 3], [0]]
    assert forms == [None, None]
    assert sizes == {(0, 0, PAPER.width, PAPER.height)}


def test_the_pages_are_no_trouble_to_a_reader(imposed: Path) -> None:
    done = subprocess.run(["pdftotext", str(imposed), "-"], capture_output=True, check=True)
    assert done.stderr == b""


def test_what_is_printed_smaller_stands_on_its_page(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>row{n}</td></tr>" for n in range(80))
    html = f'<html lang="en"><body>{galley_of(f"<table>{rows}</table>")}</body></html>'
    style = f"{STYLE} @page {{ margin: 0; size: 157pt 9000pt }}"
    high = set_flow(Copy(name="f", html=html, stylesheet=style, galley=True), tmp_path)
    page = Page(placed=(Placed("high", "run/0/0", 1, 2, 0, 50),), marks=(), section=1, white=0)
    path = impose(Composed((page,), {"high": high}, COLUMN_STARTS), tmp_path / "high.pdf")
    found = {word.text: word for word in words(path)[0]}
    assert len(found) == 80
    assert found["row0"].top == pytest.approx(PAPER.top + 2 * LINE_PT, abs=4)
    assert found["row79"].bottom == pytest.approx(PAPER.top + 52 * LINE_PT, abs=4)
    assert found["row0"].left == pytest.approx(PAPER.side + COLUMN_STARTS[1], abs=2)


GRADIENT = (
    '<svg width="100" height="10"><defs><linearGradient id="g"><stop offset="0" stop-color="#f00"/>'
    '<stop offset="1" stop-color="#00f"/></linearGradient></defs>'
    '<rect width="100" height="10" fill="url(#g)"/></svg>'
)


def test_a_gradient_stands_where_what_it_fills_does(tmp_path: Path) -> None:
    flows = {"one": fragment(tmp_path, GRADIENT, "Beta")}
    placed = (Placed("one", "run/0/0", 0, 3, 0, 1), Placed("one", "run/0/0", 2, 20, 0, 1))
    page = Page(placed=placed, marks=(), section=1, white=0)
    path = impose(Composed((page,), flows, COLUMN_STARTS), tmp_path / "pages.pdf")
    for data in (path.read_bytes(), on_plates(path)):
        with pypdfium2.PdfDocument(data) as document:
            sheet = document[0].render(scale=2).to_pil().convert("RGB")
        margin = (sheet.width / 2 - PAPER.width) / 2
        for column, line in ((0, 3), (2, 20)):
            left = margin + PAPER.side + COLUMN_STARTS[column]
            row = 2 * round(margin + PAPER.top + (line + 0.5) * LINE_PT)
            first, last = (sheet.getpixel((round(2 * (left + x)), row)) for x in (3, 70))
            assert first[0] > 180 > first[2]
            assert last[2] > 100 > last[0]


def on_plates(path: Path) -> bytes:
    order = PressOrder()
    with pikepdf.open(path) as pdf:
        separate_pages(pdf, Inks(condition_of(order), order, {}), order)
        pdf.save(out := io.BytesIO())
    return out.getvalue()
