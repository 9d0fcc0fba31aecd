"""The pictures that lie beside what an editor wrote: into the library, without the network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pressday.errors import ExtractError, FetchError
from pressday.model import Image
from pressday.pictures.addresses import shown_address
from pressday.pictures.printable import normalise_picture
from pressday.sources import load_picture
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressday.fetch import Fetcher
    from pressday.library import Library
    from pressday.model import DraftImage
    from pressday.sources import Reading

_LOCAL = ("file:", "data:")
_MEDIA = "media:"


def own_pictures(
    reading: Reading, library: Library, known: Mapping[str, Image] | None = None
) -> tuple[dict[str, Image], list[str]]:
    """Return a text's pictures by address, put into the library, and what is wrong with others.

    Those in `known`, by hash, are there already: they are not made anew.
    """
    found: dict[str, Image] = {}
    problems = []
    for wanted in reading.draft.images:
        try:
            found[wanted.url] = _picture(wanted, reading, library, known or {})
        except (FetchError, ExtractError) as error:
            problems.append(f"picture {shown_address(wanted.url)}: {error.message}")
    return found, problems


def _picture(
    wanted: DraftImage, reading: Reading, library: Library, known: Mapping[str, Image]
) -> Image:
    if (media := wanted.url.removeprefix(_MEDIA)) in known:
        image = known[media]
    elif wanted.url.startswith(_LOCAL):
        data = load_picture(wanted.url, reading, _no_network())
        image = known.get(sha256(data)) or kept(data, library)
    else:
        raise FetchError("building asks no network: save the picture beside the text")
    return replace(image, alt=wanted.alt, caption=wanted.caption, credit=wanted.credit)


def _no_network() -> Fetcher:
    from pressday.fetch import Fetcher

    return Fetcher("")


def kept(data: bytes, library: Library) -> Image:
    """Put a picture into the library, for as long as that is open at least, and return it."""
    picture = normalise_picture(data)
    return Image(
        media=library.show_picture(picture.data, picture.media_type),
        media_type=picture.media_type,
        width_px=picture.width_px,
        height_px=picture.height_px,
    )
