"""The small picture of the cover that libraries show; the book's own cover is live type."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw as Pen
    from PIL.ImageFont import FreeTypeFont

    from pressday.layout.epub import Front
    from pressday.press.epub.media import Media

WIDTH, HEIGHT = 1200, 1800  # px; 2:3, as shops ask
MARGIN = 84
PICTURE_HEIGHT = 860
PAPER, INK, ACCENT = "#f3ecdd", "#1c1a18", "#b8321c"
QUALITY = 88
ASCENT, DESCENT = 0.78, 0.26  # of the size, above and below the baseline
STEP = 4  # px by which type shrinks until it fits


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Type of one kind: sizes in px, most lines, colour, and the cut of its family."""

    largest: int
    smallest: int
    lines: int
    ink: str
    family: str = "Source Serif 4"
    axes: tuple[float, ...] = (400, 60)  # weight, optical size


NAMEPLATE = Style(largest=330, smallest=90, lines=2, ink=ACCENT)
HEADLINE = Style(largest=132, smallest=60, lines=6, ink=INK)
LARGE_HEADLINE = Style(largest=236, smallest=60, lines=6, ink=INK)
ISSUE = Style(largest=42, smallest=30, lines=1, ink=INK, family="Source Sans 3", axes=(400,))
KICKER = Style(largest=42, smallest=30, lines=1, ink=ACCENT, family="Source Sans 3", axes=(600,))


def draw_front(front: Front, media: Media) -> bytes:
    """Return a JPEG of the front page: nameplate, issue, picture if there is one, headline."""
    from PIL import Image, ImageDraw

    page = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(page)
    y = _set_type(pen, front.title, 64, NAMEPLATE)
    y = _set_type(pen, front.issue, y + 24, ISSUE) + 44
    picture = _picture(front, media)
    if picture is None:
        pen.rectangle((MARGIN, y, WIDTH - MARGIN, y + 10), fill=ACCENT)
        y += 60
    else:
        page.paste(picture, (0, y))
        y += PICTURE_HEIGHT + 44
    y = _set_type(pen, front.kicker, y, KICKER) + 10
    _set_type(pen, front.headline, y, HEADLINE if picture else LARGE_HEADLINE)
    out = io.BytesIO()
    page.save(out, "JPEG", quality=QUALITY, subsampling="4:2:0", optimize=True)
    return out.getvalue()


def _picture(front: Front, media: Media) -> Picture | None:
    """Return the cover's picture cropped around what it must show, None where there is none."""
    from PIL import Image, ImageOps

    name = media.names.get(front.image.media) if front.image else None
    if front.image is None or name is None or name.endswith(".svg"):
        return None
    with Image.open(io.BytesIO(media.files[name])) as image:
        size = (WIDTH, PICTURE_HEIGHT)
        return ImageOps.fit(image.convert("RGB"), size, centering=front.image.focus)


def _set_type(pen: Pen, text: str, y: int, style: Style) -> int:
    """Set `text` at the margin, as large as it fits; return where it ends, px from the top."""
    sizes = range(style.largest, style.smallest - 1, -STEP)
    size = next((s for s in sizes if _fits(text, s, y, style)), style.smallest)
    font = _font(style.family, style.axes, size)
    baseline = y + round(size * ASCENT)
    lines = _wrap(text, font)[: style.lines]
    for number, line in enumerate(lines):
        at = (MARGIN, baseline + number * _leading(size))
        pen.text(at, line, fill=style.ink, font=font, anchor="ls")
    return y + _height(size, len(lines))


def _leading(size: int) -> int:
    return round(size * 1.06)


def _height(size: int, lines: int) -> int:
    return round(size * (ASCENT + DESCENT)) + _leading(size) * (lines - 1)


def _fits(text: str, size: int, y: int, style: Style) -> bool:
    font = _font(style.family, style.axes, size)
    lines = _wrap(text, font)
    wide = any(font.getlength(line) > WIDTH - 2 * MARGIN for line in lines)
    high = y + _height(size, len(lines)) > HEIGHT - MARGIN
    return not wide and not high and len(lines) <= style.lines


def _wrap(text: str, font: FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@cache
def _font(family: str, axes: tuple[float, ...], size: int) -> FreeTypeFont:
    import fontpkg
    from PIL import ImageFont

    font = ImageFont.truetype(fontpkg.path(family, style="normal"), size)
    font.set_variation_by_axes(list(axes))
    return font
