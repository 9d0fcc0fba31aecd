"""Pictures at the size a medium needs: the same bytes in give the same bytes out."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pressday.atomic import replace_file
from pressday.errors import LayoutError

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

# part of the cache's key: raise it when the same settings give other bytes
VERSION = 1
FLAT_COLOURS = 4096  # a drawing has fewer colours than this, a photograph more
PALETTE_COLOURS = 256
SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/svg+xml": ".svg"}


class Crop(NamedTuple):
    """What is kept of a picture: shares of its width and height, and of what goes, how much before.

    So (1, 0.5, 0, 0.5) is all of its width, and the middle half of its height.
    """

    width: float
    height: float
    left: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a medium wants of a picture: its long side at most, JPEG's quality, and a part of it.

    `quality` is 1 to 95. The long side is that of the whole picture, so that a part
    is as sharp as the whole was.
    """

    long_side_px: int
    quality: int
    crop: Crop | None = None


def derive(data: bytes, media_type: str, wanted: Wanted) -> tuple[bytes, str]:
    """Return a picture as it is `wanted`, and its media type; never enlarged.

    JPEG comes out baseline, 4:2:0, upright, without metadata. PNG stays PNG if
    it is flat or transparent (as a palette where that loses nothing) and else
    becomes JPEG. SVG passes untouched. Raises LayoutError for what cannot be decoded.
    """
    if media_type == "image/svg+xml":
        return data, media_type
    small, stays_png = fitted(data, wanted)
    return (_png(small), "image/png") if stays_png else (_jpeg(small, wanted.quality), "image/jpeg")


def fitted(data: bytes, wanted: Wanted) -> tuple[Image, bool]:
    """Return a picture of pixels as it is `wanted`, and whether it is drawn: flat or transparent.

    Raises LayoutError for what cannot be decoded.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
            is_drawn = image.format == "PNG" and _is_drawing(image)
            return _cropped(_scale(image, wanted.long_side_px), wanted.crop), is_drawn
    except (
        OSError,
        ValueError,
        SyntaxError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
    ) as error:
        raise LayoutError(f"a picture cannot be decoded: {error}") from error


def derive_cached(
    data: bytes, media_type: str, wanted: Wanted, *, cache: Path
) -> tuple[bytes, str]:
    """Return what `derive` returns, from the folder `cache` where it was made before.

    Raises WriteError if the cache cannot be written.
    """
    if media_type == "image/svg+xml":
        return data, media_type
    settings = f"{VERSION} {media_type} {wanted} ".encode()
    stem = cache / hashlib.sha256(settings + data).hexdigest()
    for kind in ("image/jpeg", "image/png"):
        path = stem.with_suffix(SUFFIXES[kind])
        if path.is_file():
            return path.read_bytes(), kind
    made, kind = derive(data, media_type, wanted)
    replace_file(stem.with_suffix(SUFFIXES[kind]), made)
    return made, kind


def _is_drawing(image: Image) -> bool:
    """Tell flat art and transparent pictures, which JPEG would spoil, from photographs."""
    if image.mode in {"P", "1"} or "transparency" in image.info:
        return True
    if image.mode in {"LA", "RGBA"}:
        extrema = image.getchannel("A").getextrema()
        if extrema[0] != 255:  # noqa: PLR2004 - opaque
            return True
    return image.convert("RGB").getcolors(FLAT_COLOURS) is not None


def _cropped(image: Image, crop: Crop | None) -> Image:
    if crop is None:
        return image
    width, height = (max(1, round(n * k)) for n, k in zip(image.size, crop[:2], strict=True))
    left, top = round((image.width - width) * crop.left), round((image.height - height) * crop.top)
    return image.crop((left, top, left + width, top + height))


def _scale(image: Image, long_side_px: int) -> Image:
    from PIL import ImageOps
    from PIL.Image import Resampling

    if image.mode not in {"L", "LA", "RGB", "RGBA"}:
        has_alpha = "transparency" in image.info or image.mode == "PA"
        image = image.convert("RGBA" if has_alpha else "RGB")
    if max(image.size) > long_side_px:
        image.thumbnail((long_side_px, long_side_px), Resampling.LANCZOS, reducing_gap=2.0)
    return ImageOps.exif_transpose(image)


def _jpeg(image: Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture = image if image.mode in {"L", "RGB"} else image.convert("RGB")
    picture.info = {}
    picture.save(out, "JPEG", quality=quality, subsampling="4:2:0", optimize=True)
    return out.getvalue()


def _png(image: Image) -> bytes:
    from PIL.Image import Dither

    out = io.BytesIO()
    colours = image.getcolors(PALETTE_COLOURS) if image.mode == "RGB" else None
    picture = image.quantize(len(colours), dither=Dither.NONE) if colours else image
    if colours and picture.convert("RGB").tobytes() != image.tobytes():
        picture = image
    picture.info = {}
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
