"""Draws the documents' pictures from a built edition: one spread, and all pages at a glance.

    .venv/bin/python docs/images/make.py output/2026-W48/the-proof-48.pdf 4

The number is the left page of the spread. Needs pdftoppm, which is part of poppler. The sheet
"piece by piece" stays as it is: it shows the pages of before they were composed by search.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
GROUND, SHADOW, FOLD = (226, 225, 222), (205, 204, 200), (222, 221, 218)
MARGIN, GAP = 36, 14  # px
COLUMNS = 4  # spreads side by side


def draw_spread(pdf: Path, left: int) -> None:
    """Draw pages `left` and `left` + 1 as they face each other."""
    verso, recto = pages(pdf, "-f", str(left), "-l", str(left + 1), dpi=80)
    width, height = verso.size
    sheet = Image.new("RGB", (2 * (width + MARGIN), height + 2 * MARGIN), GROUND)
    right, bottom = MARGIN + 2 * width, MARGIN + height
    sheet.paste(SHADOW, (MARGIN + 2, MARGIN + 3, right + 3, bottom + 4))
    sheet.paste(verso, (MARGIN, MARGIN))
    sheet.paste(recto, (MARGIN + width, MARGIN))
    sheet.paste(FOLD, (MARGIN + width, MARGIN, MARGIN + width + 1, bottom))
    save(sheet, "spread.png", Image.Dither.FLOYDSTEINBERG)


def draw_contact_sheet(pdf: Path) -> None:
    """Draw all pages in pairs; the first stands alone on the right, as it does when folded."""
    small = pages(pdf, dpi=30)
    width, height = small[0].size
    rows = -(-(len(small) // 2 + 1) // COLUMNS)
    step = (2 * width + GAP, height + GAP)
    sheet = Image.new("RGB", (COLUMNS * step[0] + GAP, rows * step[1] + GAP), GROUND)
    for number, page in enumerate(small, start=1):
        row, column = divmod(number // 2, COLUMNS)
        sheet.paste(page, (GAP + column * step[0] + number % 2 * width, GAP + row * step[1]))
    save(sheet, "contact-broadsheet.png", Image.Dither.NONE)


def pages(pdf: Path, *options: str, dpi: int) -> list[Image.Image]:
    """Return pages at `dpi`, drawn at twice that and halved, which keeps small type legible."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["pdftoppm", "-r", str(2 * dpi), *options, str(pdf), f"{folder}/page"]
        subprocess.run(command, check=True)
        drawn = [Image.open(path).convert("RGB") for path in sorted(Path(folder).iterdir())]
    return [page.reduce(2) for page in drawn]


def save(picture: Image.Image, name: str, dither: Image.Dither) -> None:
    """Save a picture with a palette of its own: a third of the bytes."""
    flat = picture.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=dither)
    flat.save(HERE / name, optimize=True)


if __name__ == "__main__":
    draw_spread(Path(sys.argv[1]), int(sys.argv[2]))
    draw_contact_sheet(Path(sys.argv[1]))
