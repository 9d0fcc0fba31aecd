"""Pictures: their files and originals, where they came from, and which look alike."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from pressday.library import records, store
from pressday.library.tables import MEDIA, ORIGINALS, PICTURE_ADDRESSES
from pressday.model import Image

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from pressday.library.store import Store

LASTS = timedelta(days=7)  # how long a picture stands for its address, unasked
# Of 64: scaling and compressing turn at most 4, a crop by 3 % a side up to 9; of pictures
# that are different fewer than 17 bits differ in none of the pairs that were tried.
ALIKE_BITS = 8
_SAME_SHAPE = 1.12  # the ratio of two aspects; more is another crop of the picture
_WEB = ("http://", "https://")
_SVG = "image/svg+xml"
_SIGN = 1 << 63


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """The folders of pictures and of originals."""

    media: Store
    originals: Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The bytes from which a picture was made, their type, and where they were fetched."""

    data: bytes = b""
    media_type: str = ""
    url: str = ""


def put(  # noqa: PLR0913 - a row's values
    connection: Connection,
    stores: Stores,
    data: bytes,
    media_type: str,
    *,
    origin: Origin,
    look: int | None,
    now: datetime,
) -> str:
    """Keep a picture with its original and its address; return the picture's sha256."""
    digest = store.keep(connection, stores.media, MEDIA, data, media_type)
    width, height = _size(data, media_type)
    facts: dict[str, object] = {
        "width_px": width,
        "height_px": height,
        "kept": records.stamp(now),
    }
    if look is not None:
        facts["look"] = _signed(look)
    if origin.data:
        facts["original"] = store.keep(
            connection, stores.originals, ORIGINALS, origin.data, origin.media_type
        )
    connection.execute(update(MEDIA).where(MEDIA.c.sha256 == digest).values(facts))
    if origin.url.lower().startswith(_WEB):
        _note_address(connection, origin.url, digest, now)
    return digest


def at(connection: Connection, url: str, now: datetime) -> Image | None:
    """Return the picture that `url` gave within the last seven days, or None."""
    query = (
        select(MEDIA)
        .join(PICTURE_ADDRESSES, PICTURE_ADDRESSES.c.media == MEDIA.c.sha256)
        .where(PICTURE_ADDRESSES.c.url == url)
        .where(PICTURE_ADDRESSES.c.fetched >= records.stamp(now - LASTS))
        .where(MEDIA.c.width_px > 0)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    return Image(
        media=row.sha256,
        media_type=row.media_type,
        width_px=row.width_px,
        height_px=row.height_px,
    )


def alike(connection: Connection, digest: str) -> tuple[str, ...]:
    """Return the pictures that look like one, the likest first: few bits differ, the shape fits.

    All are compared: 20,000 numbers take some hundredths of a second.
    """
    own = connection.execute(select(MEDIA).where(MEDIA.c.sha256 == digest)).first()
    if own is None or own.look is None:
        return ()
    query = select(MEDIA.c.sha256, MEDIA.c.look).where(
        MEDIA.c.look.is_not(None),
        MEDIA.c.sha256 != digest,
        MEDIA.c.width_px * own.height_px <= MEDIA.c.height_px * own.width_px * _SAME_SHAPE,
        MEDIA.c.height_px * own.width_px <= MEDIA.c.width_px * own.height_px * _SAME_SHAPE,
    )
    rows = connection.execute(query).all()
    found = [((look ^ own.look) & (2 * _SIGN - 1), other) for other, look in rows]
    near = sorted((bits.bit_count(), other) for bits, other in found)
    return tuple(other for differing, other in near if differing <= ALIKE_BITS)


def _size(data: bytes, media_type: str) -> tuple[int, int]:
    """Return width and height in pixels; zeros for what is no picture."""
    from PIL import Image as Pillow

    from pressday.errors import ExtractError
    from pressday.pictures.svg import clean

    try:
        if media_type == _SVG:
            _, width, height = clean(data)
            return width, height
        with Pillow.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            return picture.size
    except (OSError, ValueError, SyntaxError, ExtractError, Pillow.DecompressionBombError):
        return 0, 0


def _signed(look: int) -> int:
    """Return 64 bits as the signed number that SQLite keeps."""
    return look - 2 * _SIGN if look >= _SIGN else look


def _note_address(connection: Connection, url: str, digest: str, now: datetime) -> None:
    connection.execute(delete(PICTURE_ADDRESSES).where(PICTURE_ADDRESSES.c.url == url))
    row = {"url": url, "media": digest, "fetched": records.stamp(now)}
    connection.execute(insert(PICTURE_ADDRESSES).values(row))
