"""Pictures on plates: from the library's own files, with as many pixels as the press can use."""

from __future__ import annotations

import io
import math
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pressday.pictures.scaled import Crop, Wanted, fitted
from pressday.press.pdf.insides import picture_name
from pressday.press.pdf.placed_pictures import POINTS, placed_pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    import pikepdf
    from PIL.Image import Image

    from pressday.press.pdf.placed_pictures import PlacedPicture
    from pressday.press.pdf.plates.inks import Inks

BEST_PPI = 300
"""Pixels an inch that a screen of 150 lines can show; more would only make the file larger."""

_QUALITY = 92  # of JPEG: finer than for screens, as ink spreads and edges would smear
_ADDRESS = re.compile(r'"media:([0-9a-f]{64})(?:\?([\d.,]+))?"')
_NAMED = re.compile(r"[0-9a-f]{32}")
_INVERTED = [1, 0] * 4  # CMYK in JPEG is inverted since Photoshop 2; Pillow writes it so


@dataclass(frozen=True, slots=True)
class PictureFile:
    """The file of a picture, and the part of it that is printed."""

    path: Path
    crop: Crop | None


def sources(texts: Iterable[str], media: Callable[[str], Path]) -> dict[str, PictureFile]:
    """Return where each picture in the HTML of flows comes from, by its name in the file."""
    found: dict[str, PictureFile] = {}
    for text in texts:
        for digest, shares in _ADDRESS.findall(text):
            crop = Crop(*map(float, shares.split(","))) if shares else None
            address = f"media:{digest}?{shares}" if shares else f"media:{digest}"
            found[picture_name(address)] = PictureFile(media(digest), crop)
    return found


def separate_pictures(
    pdf: pikepdf.Pdf, inks: Inks, known: Mapping[str, PictureFile]
) -> Iterator[tuple[int, int]]:
    """Put every picture of `pdf` in inks; yield how many are done, and of how many.

    Those that nobody draws, such as masks, stay.
    """
    largest: dict[tuple[int, int], PlacedPicture] = {}
    for page in pdf.pages:
        for placed in placed_pictures(page):
            before = largest.get(placed.key, placed)
            largest[placed.key] = max(before, placed, key=lambda one: max(one.size))
    for done, placed in enumerate(largest.values(), start=1):
        named = _NAMED.search(placed.name)
        _separate(pdf, placed, inks, known.get(named[0]) if named else None)
        yield done, len(largest)


def _separate(
    pdf: pikepdf.Pdf, placed: PlacedPicture, inks: Inks, source: PictureFile | None
) -> None:
    stream = pdf.get_object(placed.key)
    image, is_drawn = _best(stream, placed, source)
    mask = image.getchannel("A") if image.mode in {"RGBA", "LA"} else None
    plain = image.convert("L" if image.mode in {"L", "LA"} else "RGB")
    _write(stream, inks.picture(plain), is_flat=is_drawn or mask is not None)
    if mask is not None:
        soft = pdf.make_stream(b"")
        _write(soft, mask, is_flat=True)
        stream.SMask = soft


def _best(stream: Any, placed: PlacedPicture, source: PictureFile | None) -> tuple[Image, bool]:  # noqa: ANN401
    """Return a picture with the pixels that its place can use, and whether it is drawn."""
    import pikepdf

    if source is None:
        image = pikepdf.PdfImage(stream).as_pil_image()
        is_grey = image.mode in {"1", "L"}
        return image.convert("L" if is_grey else "RGB"), stream.get("/Filter") != "/DCTDecode"
    width, height = placed.size
    if source.crop:
        width, height = width / source.crop.width, height / source.crop.height
    side = math.ceil(max(width, height) / POINTS * BEST_PPI)
    wanted = Wanted(long_side_px=side, quality=_QUALITY, crop=source.crop)
    return fitted(source.path.read_bytes(), wanted)


def _write(stream: Any, image: Image, *, is_flat: bool) -> None:  # noqa: ANN401
    """Put `image`, in CMYK or grey, in the place of what `stream` held."""
    from pikepdf import Array, Name

    for key in [key for key in stream.keys() if key not in {"/SMask", "/Length"}]:  # noqa: SIM118 - no mapping
        del stream[key]
    data = zlib.compress(image.tobytes(), 9) if is_flat else _jpeg(image)
    stream.write(data, filter=Name.FlateDecode if is_flat else Name.DCTDecode)
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height, stream.BitsPerComponent = *image.size, 8
    stream.ColorSpace = Name.DeviceGray if image.mode == "L" else Name.DeviceCMYK
    if image.mode == "CMYK" and not is_flat:
        stream.Decode = Array(_INVERTED)


def _jpeg(image: Image) -> bytes:
    out = io.BytesIO()
    image.info = {}
    image.save(out, "JPEG", quality=_QUALITY, subsampling="4:4:4", optimize=True)
    return out.getvalue()
