"""Pictures with their originals and addresses, and which of them look alike."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image as Pillow
from sqlalchemy import update

from pressday.library.tables import MEDIA, PICTURE_ADDRESSES
from pressday.model import Image
from pressday.pictures.printable import normalise_picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.library import Library

URL = "https://paper.example/ship.jpg"
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><path d="M0 0h9v6z"/></svg>'
)
SAMPLES = Path(__file__).parents[2] / "examples" / "the-proof" / "articles" / "pictures"


def put(library: Library, data: bytes, *, url: str = "") -> str:
    picture = normalise_picture(data)
    return library.put_picture(
        picture.data,
        picture.media_type,
        original=data,
        original_type=picture.original_type,
        look=picture.look,
        url=url,
    )


def photograph(path: Path, width: int, quality: int, cut: float = 0) -> bytes:
    out = io.BytesIO()
    with Pillow.open(path) as opened:
        image = opened.convert("RGB")
    x, y = int(image.width * cut), int(image.height * cut)
    image = image.crop((x, y, image.width - x, image.height - y))
    image.resize((width, width * image.height // image.width)).save(out, "JPEG", quality=quality)
    return out.getvalue()


def test_the_original_of_a_picture_is_kept_byte_for_byte(
    library: Library, tmp_path: Path, jpeg: Callable[..., bytes]
) -> None:
    library.put_picture(jpeg(), "image/jpeg", original=b"as sent", original_type="image/webp")
    (path,) = (tmp_path / "library" / "raw").rglob("*.webp")
    assert path.read_bytes() == b"as sent"


def test_a_picture_is_found_by_the_address_that_gave_it(
    library: Library, jpeg: Callable[..., bytes]
) -> None:
    digest = library.put_picture(jpeg(), "image/jpeg", url=URL)
    expected = Image(media=digest, media_type="image/jpeg", width_px=60, height_px=40)
    assert library.picture_at(URL) == expected
    assert library.picture_at("https://paper.example/other.jpg") is None
    drawing = library.put_picture(DRAWING, "image/svg+xml", url=URL)
    found = library.picture_at(URL)
    assert found is not None
    assert (found.media, found.width_px, found.height_px) == (drawing, 90, 60)


@pytest.mark.parametrize("url", ["file:///home/ann/ship.jpg", "data:image/png;base64,AA", ""])
def test_only_pictures_of_the_web_are_remembered_by_address(
    library: Library, jpeg: Callable[..., bytes], url: str
) -> None:
    library.put_picture(jpeg(), "image/jpeg", url=url)
    assert library.picture_at(url) is None


def test_after_a_week_an_address_is_asked_again(
    library: Library, jpeg: Callable[..., bytes]
) -> None:
    library.put_picture(jpeg(), "image/jpeg", url=URL)
    then = (datetime.now(UTC) - timedelta(days=7, minutes=1)).isoformat(timespec="microseconds")
    with library._write() as connection:
        connection.execute(update(PICTURE_ADDRESSES).values(fetched=then))
    assert library.picture_at(URL) is None
    library.put_picture(jpeg(), "image/jpeg", url=URL)
    assert library.picture_at(URL) is not None


def test_a_picture_whose_file_is_gone_is_asked_again(
    library: Library, jpeg: Callable[..., bytes]
) -> None:
    digest = library.put_picture(jpeg(), "image/jpeg", url=URL)
    library.media_path(digest).unlink()
    assert library.picture_at(URL) is None
    library.put_picture(jpeg(), "image/jpeg", url=URL)
    assert library.picture_at(URL) is not None


def test_bytes_that_are_no_picture_are_kept_but_not_by_address(library: Library) -> None:
    digest = library.put_picture(b"jpeg", "image/jpeg", url=URL)
    assert library.media_path(digest).read_bytes() == b"jpeg"
    assert library.picture_at(URL) is None


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample publication is not here")
def test_scaled_compressed_and_trimmed_pictures_look_alike_and_others_do_not(
    library: Library,
) -> None:
    one, *others = sorted(SAMPLES.glob("*.jpg"))
    first = put(library, photograph(one, 900, 90))
    small = put(library, photograph(one, 300, 30))
    trimmed = put(library, photograph(one, 800, 80, cut=0.01))
    for other in others:
        put(library, photograph(other, 900, 90))
    assert library.alike(first)[0] == small
    assert set(library.alike(first)) == {small, trimmed}


def test_a_picture_of_another_shape_is_another_picture(
    library: Library, jpeg: Callable[..., bytes]
) -> None:
    wide = library.put_picture(jpeg(), "image/jpeg", look=5)
    tall = library.put_picture(jpeg(width=40, height=60), "image/jpeg", look=5)
    near = library.put_picture(jpeg(width=62, height=40), "image/jpeg", look=4)
    assert library.alike(wide) == (near,)
    assert library.alike(tall) == ()


def test_every_look_of_64_bits_is_kept(library: Library, jpeg: Callable[..., bytes]) -> None:
    looks = (0, 2**63 - 1, 2**63, 2**64 - 1)
    made = {
        look: library.put_picture(jpeg(width=600 + number, height=400), "image/jpeg", look=look)
        for number, look in enumerate(looks)
    }
    assert library.alike(made[2**63]) == (made[0],)
    assert library.alike(made[2**64 - 1]) == (made[2**63 - 1],)


def test_a_drawing_or_an_unknown_picture_looks_like_none(library: Library) -> None:
    assert library.alike(library.put_picture(DRAWING, "image/svg+xml")) == ()
    assert library.alike("0" * 64) == ()


def test_a_picture_of_an_earlier_release_gets_its_facts_when_it_is_put_again(
    library: Library, jpeg: Callable[..., bytes]
) -> None:
    digest = library.put_picture(jpeg(), "image/jpeg")
    with library._write() as connection:
        connection.execute(update(MEDIA).values(look=None, width_px=0, height_px=0))
    library.put_picture(jpeg(), "image/jpeg", look=3)
    with library._read() as connection:
        row = connection.execute(MEDIA.select()).one()
    assert (row.sha256, row.look, row.width_px, row.height_px) == (digest, 3, 60, 40)
