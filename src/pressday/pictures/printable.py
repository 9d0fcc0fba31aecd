"""Pictures from anywhere to ones that can be printed: JPEG, PNG or cleaned SVG."""

from __future__ import annotations

import io
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pressday.errors import ExtractError, PressdayError
from pressday.pictures import svg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image as Pillow

LONGEST_PX = 2400  # sharp across an A4 page at 300 dpi
MOST_PIXELS = 40_000_000  # more is a decompression bomb
MOST_JPEG_PIXELS = 64_000_000  # a telephone's camera; decoded at a half or a quarter
JPEG_QUALITY = 90
_FEW_COLOURS = 256  # a flat graphic has no more
_LOOK = 8  # fields on each side
_LEAST_CONTRAST = 8  # of 255, or the differences are noise
_SVG = "image/svg+xml"
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_HINT = "use a JPEG, PNG, WebP, GIF, AVIF or SVG picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture fit for print and EPUB; `media_type` is image/jpeg, image/png or image/svg+xml.

    `original_type` is what the bytes it was made from are. `look` is a difference
    hash of 64 bits: pictures that look alike differ in few of them; None for
    drawings and for pictures without features.
    """

    data: bytes
    media_type: str
    width_px: int
    height_px: int
    original_type: str
    look: int | None = None


def normalise_picture(data: bytes) -> Picture:
    """Return a picture turned upright, in sRGB, without metadata, at most 2400 pixels long.

    What it is the bytes decide, not its name. Photographs become JPEG, flat
    graphics and pictures that are partly transparent PNG; of an animation the
    first frame is taken. SVG keeps only shapes, text and colours.

    Raises ExtractError for anything else: not a picture, damaged, or too large.
    """
    if svg.is_svg(data):
        cleaned, width, height = svg.clean(data)
        return Picture(
            data=cleaned,
            media_type=_SVG,
            width_px=width,
            height_px=height,
            original_type=_SVG,
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # damaged metadata is thrown away in any case
        image, original_type = _decode(data)
        return _encode(_upright(image), original_type)


def _decode(data: bytes) -> tuple[Pillow.Image, str]:
    """Return the first frame, and the media type that the bytes have."""
    from PIL import Image, UnidentifiedImageError

    try:
        with _whole_only():
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            _check_size(image)
            media_type = Image.MIME.get(image.format or "", "application/octet-stream")
            # A JPEG can be decoded at a half or a quarter, in as much less memory.
            image.draft(None, (LONGEST_PX, LONGEST_PX))
            image.load()
    except UnidentifiedImageError as error:
        raise ExtractError("this is not a picture Pressday can read", hint=_HINT) from error
    except Image.DecompressionBombError as error:
        raise ExtractError("the picture has too many pixels", hint=_HINT) from error
    except PressdayError:
        raise
    except Exception as error:  # whatever a stranger's bytes do to a decoder
        raise ExtractError("the picture is damaged or cut short", hint="save it anew") from error
    return image, media_type


@contextmanager
def _whole_only() -> Iterator[None]:
    """Refuse pictures cut short: WeasyPrint, once imported, lets all of Pillow take them."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _check_size(image: Pillow.Image) -> None:
    most = MOST_JPEG_PIXELS if image.format == "JPEG" else MOST_PIXELS
    if image.width * image.height > most:
        raise ExtractError(
            f"the picture has {image.width} by {image.height} pixels,"
            f" more than {most // 1_000_000} million",
            hint="make it smaller",
        )


def _upright(image: Pillow.Image) -> Pillow.Image:
    """Orientation applied, profile converted, scaled; mode RGB, RGBA or L afterwards."""
    from PIL import ImageOps

    profile = image.info.get("icc_profile")
    try:
        turned = ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, ZeroDivisionError):
        turned = image  # Exif too damaged to say which way is up
    converted = _to_srgb(turned, profile)
    converted.thumbnail((LONGEST_PX, LONGEST_PX))
    return converted


def _to_srgb(image: Pillow.Image, profile: bytes | None) -> Pillow.Image:
    mode = "RGBA" if image.has_transparency_data else "L" if image.mode in ("1", "L") else "RGB"
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        converted = _apply_profile(image, profile, mode)
        if converted is not None:
            return converted
    if image.mode.startswith(("I", "F")):
        image = _to_eight_bits(image)
    return image.convert(mode) if image.mode != mode else image.copy()


def _to_eight_bits(image: Pillow.Image) -> Pillow.Image:
    low, high = image.convert("F").getextrema()
    if not isinstance(low, float) or not isinstance(high, float) or high <= 255:  # noqa: PLR2004 - already in range
        return image.convert("F").convert("L")
    return image.convert("F").point(lambda value: value * (255 / 65535) + 0).convert("L")


def _apply_profile(image: Pillow.Image, profile: bytes, mode: str) -> Pillow.Image | None:
    """Send the image through its own profile; None when the profile is no good."""
    from PIL import ImageCms

    target = mode if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode=target
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _encode(image: Pillow.Image, original_type: str) -> Picture:
    image = _flatten(image)
    flat = image.mode == "RGBA" or image.getcolors(_FEW_COLOURS) is not None
    buffer = io.BytesIO()
    image.info.clear()
    if flat:
        image.save(buffer, "PNG", optimize=True)
    else:
        image.save(buffer, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    return Picture(
        data=buffer.getvalue(),
        media_type="image/png" if flat else "image/jpeg",
        width_px=image.width,
        height_px=image.height,
        original_type=original_type,
        look=_look(image),
    )


def _look(image: Pillow.Image) -> int | None:
    """Return whether each of 8 by 8 fields is darker than its right neighbour, as bits."""
    small = image.convert("RGBA").convert("L").resize((_LOOK + 1, _LOOK))
    greys = list(small.tobytes())
    rows = [greys[start : start + _LOOK + 1] for start in range(0, len(greys), _LOOK + 1)]
    signs = [left < right for row in rows for left, right in pairwise(row)]
    featureless = max(greys) - min(greys) < _LEAST_CONTRAST
    return None if featureless else sum(1 << place for place, sign in enumerate(signs) if sign)


def _flatten(image: Pillow.Image) -> Pillow.Image:
    """Drop an alpha channel that hides nothing."""
    if image.mode != "RGBA":
        return image
    lowest, _ = image.getchannel("A").getextrema()
    return image.convert("RGB") if lowest == 255 else image  # noqa: PLR2004 - fully opaque
