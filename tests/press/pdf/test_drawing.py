"""Findings are drawn on their pages, framed where they have a place."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image

from pressday.errors import UsageError, WriteError
from pressday.press.checked import Finding
from pressday.press.pdf.checks.drawing import draw_findings

if TYPE_CHECKING:
    from pathlib import Path

SAID = "words " * 60


def finding(page: int | None, box: tuple[float, float, float, float] | None = None) -> Finding:
    return Finding(rule="alt", severity="look", message=SAID, hint="", page=page, box=box)


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    with pikepdf.new() as pdf:
        for _ in range(2):
            pdf.add_blank_page(page_size=(216, 288))
        pdf.save(path)
    return path


def test_a_page_with_findings_is_drawn_with_frames_and_notes(blank: Path, tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    found = [finding(2, (72, 72, 144, 144)), finding(None), finding(9)]
    (drawn,) = draw_findings(blank, found, tmp_path / "findings")
    assert drawn.name == "page-002.png"
    with Image.open(drawn) as picture:
        assert (picture.width, picture.height > 400 + 40) == (300, True)
        frame = {
            picture.getpixel(spot) for spot in ((100, 250), (200, 250), (150, 200), (150, 300))
        }
        assert frame == {(160, 90, 0)}
        assert picture.getpixel((150, 250)) == (255, 255, 255)


def test_what_cannot_be_drawn_is_named(
    blank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no pdf")
    if "pypdfium2" in sys.modules:
        with pytest.raises(WriteError, match="cannot be drawn"):
            draw_findings(broken, [finding(1)], tmp_path)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(UsageError, match="PDFium, which is not installed"):
        draw_findings(blank, [finding(1)], tmp_path)
