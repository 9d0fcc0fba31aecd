"""Findings drawn on the pages that they are about, for those who want to see them.

Needs the extra pressday[picture] (PDFium).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pressday.errors import UsageError, WriteError
from pressday.press.fonts import font_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PIL.Image import Image

    from pressday.press.checked import Box, Finding

_SCALE = 100 / 72  # pixels to a point
_TYPE = 14  # pixels
_LEADING = 20
_WEIGHT = 500
_MARGIN = 12
_COLOURS = {"mend": (200, 30, 30), "look": (160, 90, 0)}
_PAPER = (255, 250, 235)


def draw_findings(path: Path, findings: Sequence[Finding], folder: Path) -> list[Path]:
    """Draw each page of the PDF that has findings into `folder`; return the pictures.

    What has a place is framed, and all is written under the page with its number.
    Raises UsageError where PDFium is not installed, WriteError for what cannot be drawn.
    """
    try:
        import pypdfium2
    except ImportError as error:
        message = "drawing pages needs PDFium, which is not installed"
        raise UsageError(message, hint='pip install "pressday[picture]"') from error
    pages: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.page is not None:
            pages[finding.page].append(finding)
    try:
        with pypdfium2.PdfDocument(path) as document:
            there = [(n, found) for n, found in sorted(pages.items()) if n <= len(document)]
            return [_drawn(document[n - 1], n, found, folder) for n, found in there]
    except pypdfium2.PdfiumError as error:
        raise WriteError(f"cannot be drawn ({error})", where=str(path)) from error
    except OSError as error:
        raise WriteError.of(error, folder) from error


def _drawn(page: Any, number: int, found: Sequence[Finding], folder: Path) -> Path:  # noqa: ANN401
    sheet = page.render(scale=_SCALE).to_pil().convert("RGB")
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"page-{number:03d}.png"
    _with_notes(sheet, found, page.get_mediabox()[:2]).save(target)
    return target


def _with_notes(sheet: Image, found: Sequence[Finding], corner: tuple[float, float]) -> Image:
    """Return the page with frames around places, and a list of what is said of them."""
    from PIL import Image, ImageDraw, ImageFont

    face = ImageFont.truetype(str(font_files()[2]), _TYPE)  # the sans, thin as it comes
    face.set_variation_by_axes([_WEIGHT])
    told = [(f, _lines(f, n, sheet, face)) for n, f in enumerate(found, start=1)]
    notes = [(_COLOURS[finding.severity], line) for finding, lines in told for line in lines]
    foot = 2 * _MARGIN + _LEADING * len(notes)
    made = Image.new("RGB", (sheet.width, sheet.height + foot), _PAPER)
    made.paste(sheet)
    pen = ImageDraw.Draw(made)
    for number, finding in enumerate(found, start=1):
        if finding.box:
            left, top, right, bottom = _pixels(finding.box, corner, sheet.height)
            colour = _COLOURS[finding.severity]
            pen.rectangle((left, top, right, bottom), outline=colour, width=3)
            pen.rectangle((left, top, left + 2 * _MARGIN, top + 2 * _MARGIN), fill=colour)
            pen.text((left + 6, top + 4), str(number), _PAPER, face)
    for row, (colour, line) in enumerate(notes):
        pen.text((_MARGIN, sheet.height + _MARGIN + row * _LEADING), line, colour, face)
    return made


def _pixels(box: Box, corner: tuple[float, float], height: int) -> Box:
    """Return left, top, right and bottom from the left top of a page that begins at `corner`."""
    left, right = (_SCALE * (x - corner[0]) for x in (box[0], box[2]))
    top, bottom = (height - _SCALE * (y - corner[1]) for y in (box[3], box[1]))
    return left, top, right, bottom


def _lines(finding: Finding, number: int, sheet: Image, face: Any) -> list[str]:  # noqa: ANN401
    """Return what is said of a finding, in lines as wide as the page."""
    where = f"{finding.place}: " if finding.place else ""
    lines = [f"{number}  {finding.severity}:"]
    for word in f"{where}{finding.message}".split():
        if face.getlength(f"{lines[-1]} {word}") > sheet.width - 2 * _MARGIN:
            lines.append("    ")
        lines[-1] = f"{lines[-1]} {word}"
    return lines
