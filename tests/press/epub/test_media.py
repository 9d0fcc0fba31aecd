from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image as Pillow

from pressday.layout.epub import lay_out
from pressday.model import Image
from pressday.press.epub.media import gather, is_inert
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pressday.model import Edition, Job
    from pressday.press.epub.media import Media

    Gather = Callable[..., Media]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    "inside",
    ['<path d="M0 0"/>', '<use xlink:href="#a"/>', '<rect fill="url(#g)"/>', "<!-- note -->"],
)
def test_a_drawing_that_keeps_to_itself_passes(inside: str) -> None:
    assert is_inert(SVG.format(inside).encode())


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="https://tracker.example/p.png"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<rect onclick="x()"/>',
        "<style>@import 'https://x.example/a.css';</style>",
        '<rect style="fill: url(https://x.example/a)"/>',
        "<foreignObject><p/></foreignObject>",
        '<?xml-stylesheet href="https://x.example/a.css"?>',
        "<unclosed>",
    ],
)
def test_a_drawing_that_runs_code_or_reaches_out_is_refused(inside: str) -> None:
    assert not is_inert(SVG.format(inside).encode())


def test_a_drawing_with_entities_of_its_own_is_refused() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("&a;").encode()
    assert not is_inert(bomb)
    assert not is_inert(b"<html/>")


@pytest.fixture
def gathered(
    make_issue: Callable[..., Edition], make_job: Callable[..., Job], tmp_path: Path
) -> Gather:
    """Return a function that puts pictures, given as bytes and media type, into a book."""
    book, job = lay_out(make_issue(), make_job(tmp_path).theme), make_job(tmp_path)

    def run(*pictures: tuple[bytes, str], workers: int = 2) -> Media:
        images = []
        for data, kind in pictures:
            job.media(sha256(data)).write_bytes(data)
            images.append(Image(media=sha256(data), media_type=kind, width_px=1, height_px=1))
        return gather(replace(book, media=tuple(images)), replace(job, workers=workers))

    return run


def pixels(width: int, height: int, kind: str) -> bytes:
    out = io.BytesIO()
    Pillow.linear_gradient("L").resize((width, height)).convert("RGB").save(out, kind)
    return out.getvalue()


def test_pictures_keep_their_shape_and_need_no_more_room_than_a_screen_shows(
    gathered: Gather,
) -> None:
    large, small = pixels(4000, 1000, "JPEG"), pixels(300, 200, "JPEG")
    media = gathered((large, "image/jpeg"), (small, "image/jpeg"))
    sizes = {}
    for name, data in media.files.items():
        with Pillow.open(io.BytesIO(data)) as picture:
            sizes[name] = picture.size
    width, height = sizes[media.names[sha256(large)]]
    assert 1200 <= width <= 2400
    assert width / height == pytest.approx(4, rel=0.01)
    assert sizes[media.names[sha256(small)]] == (300, 200)
    assert sum(map(len, media.files.values())) < len(large)


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_each_picture_has_a_name_of_its_own_that_tells_its_kind(
    gathered: Gather, workers: int
) -> None:
    drawing = SVG.format("<title>Two hills</title>").encode()
    photograph = pixels(30, 20, "JPEG")
    media = gathered(
        (drawing, "image/svg+xml"), (photograph, "image/jpeg"), workers=workers
    )  # fmt: skip
    assert media.warnings == ()
    assert set(media.names.values()) == set(media.files)
    assert media.names[sha256(drawing)].endswith(".svg")
    assert media.names[sha256(photograph)].endswith(".jpg")
    assert all(name.startswith("media/") for name in media.files)


def test_a_picture_that_will_not_do_is_told_with_the_reason_and_stops_no_other(
    gathered: Gather, tmp_path: Path
) -> None:
    unsafe = SVG.format("<script>alert(1)</script>").encode()
    torn, whole = b"\xff\xd8 nonsense", pixels(30, 20, "JPEG")
    media = gathered(
        (unsafe, "image/svg+xml"), (torn, "image/jpeg"), (whole, "image/jpeg")
    )  # fmt: skip
    assert [line.partition(" is left out: ")[0] for line in media.warnings] == [
        f"picture {sha256(unsafe)[:12]}", f"picture {sha256(torn)[:12]}",
    ]  # fmt: skip
    assert all(line.partition(" is left out: ")[2] for line in media.warnings)
    assert "runs code" in media.warnings[0]
    assert str(tmp_path) not in " ".join(media.warnings)
    assert list(media.names) == [sha256(whole)]
