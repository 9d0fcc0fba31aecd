"""What a page may load: the edition's own pictures, codes and formulas; nothing else."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import segno
from lxml import etree
from PIL import Image as Pillow

from pressday.errors import WriteError
from pressday.press.pdf.fetcher import PictureFetcher
from pressday.press.pdf.manuscript import Copy
from pressday.text import sha256

if TYPE_CHECKING:
    from pathlib import Path

LONG_SIDE = 400


def picture(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", (width, height), "teal").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def fetcher(tmp_path: Path) -> PictureFetcher:
    """A fetcher for one wide picture, another that is none, and one whose file is gone."""
    paths = {}
    for name, data in (("wide", picture(900, 300)), ("torn", b"\xff\xd8 nonsense"), ("gone", b"")):
        paths[name] = tmp_path / f"{sha256(name.encode())}.jpg"
        if data:
            paths[name].write_bytes(data)
    copy = Copy(name="flow", html="", stylesheet="", pictures=paths, long_side_px=LONG_SIDE)
    return PictureFetcher(copy, tmp_path / "kept")


def test_a_picture_comes_in_its_own_shape_as_large_as_paper_needs(fetcher: PictureFetcher) -> None:
    answer = fetcher.fetch("media:wide")
    assert answer.headers["Content-Type"] == "image/jpeg"
    with Pillow.open(io.BytesIO(answer.read())) as made:
        assert made.size == (LONG_SIDE, round(LONG_SIDE / 3))
    assert fetcher.lost == []


def test_a_part_of_a_picture_is_no_larger_than_it_was_in_the_whole(
    fetcher: PictureFetcher,
) -> None:
    with Pillow.open(io.BytesIO(fetcher.fetch("media:wide?0.5,1,0.5,0.5").read())) as made:
        assert made.size == (LONG_SIDE / 2, round(LONG_SIDE / 3))


@pytest.mark.parametrize(
    "url", ["media:unknown", "file:///etc/passwd", "https://a.example/x.png", "data:,x", "wide"]
)
def test_what_is_not_of_the_edition_is_not_loaded(fetcher: PictureFetcher, url: str) -> None:
    with pytest.raises(ValueError, match="not part of the edition"):
        fetcher.fetch(url)


@pytest.mark.parametrize("name", ["torn", "gone"])
def test_a_picture_that_cannot_be_had_is_named_with_the_reason_and_no_folder(
    fetcher: PictureFetcher, name: str, tmp_path: Path
) -> None:
    with pytest.raises(Exception, match=r"\w"):
        fetcher.fetch(f"media:{name}")
    (said,) = fetcher.lost
    subject, _, reason = said.partition(": ")
    assert subject == sha256(name.encode())[:12]
    assert reason
    assert str(tmp_path) not in said
    assert fetcher.fault is None


def test_a_disk_that_takes_no_writes_is_a_fault_and_no_lost_picture(
    fetcher: PictureFetcher, tmp_path: Path
) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    with pytest.raises(WriteError):
        fetcher.fetch("media:wide")
    assert isinstance(fetcher.fault, WriteError)
    assert fetcher.lost == []


def test_a_formula_is_the_drawing_in_its_address(fetcher: PictureFetcher) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><title>½ &amp; √2</title></svg>'
    answer = fetcher.fetch(f"formula:{quote(drawing)}")
    assert answer.read().decode() == drawing
    assert answer.headers["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize("address", ["https://paper.example/ä b?x=1#c", "7"])
def test_a_code_says_its_address_survives_a_scratch_and_fills_its_square(
    fetcher: PictureFetcher, address: str
) -> None:
    answer = fetcher.fetch(f"qr:{quote(address)}")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    drawing = etree.fromstring(answer.read())
    modules = segno.make(address, error="m", micro=False).matrix
    assert drawing.get("width") == drawing.get("height") == str(len(modules))
    assert _dark(drawing) == sum(map(sum, modules))


def _dark(drawing: etree._Element) -> int:
    """Return how many modules of a code are drawn: each horizontal stroke is as many as long."""
    (path,) = drawing.iter("{http://www.w3.org/2000/svg}path")
    steps = (path.get("d") or "").replace("m", " m").replace("h", " h").split()
    return sum(int(step[1:]) for step in steps if step.startswith("h"))
