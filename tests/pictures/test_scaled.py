from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from pressday.errors import LayoutError
from pressday.pictures.scaled import Crop, Wanted, derive, derive_cached

if TYPE_CHECKING:
    from pathlib import Path


def encode(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def photograph(width: int, height: int) -> Image.Image:
    red = Image.linear_gradient("L").resize((width, height))
    return Image.merge(
        "RGB",
        (red, red.transpose(Image.Transpose.ROTATE_180), Image.effect_noise((width, height), 60)),
    )


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def test_a_photograph_shrinks_to_its_long_side_and_loses_its_metadata() -> None:
    exif = Image.Exif()
    exif[0x0110] = "Camera"
    data = encode(photograph(800, 400), "JPEG", exif=exif, progressive=True)
    made, kind = derive(data, "image/jpeg", Wanted(long_side_px=200, quality=80))
    image = opened(made)
    assert (kind, image.size) == ("image/jpeg", (200, 100))
    assert not image.getexif()
    assert "progressive" not in image.info


def test_a_small_picture_is_never_enlarged() -> None:
    made, _ = derive(
        encode(photograph(80, 40), "JPEG"), "image/jpeg", Wanted(long_side_px=200, quality=80)
    )
    assert opened(made).size == (80, 40)


def test_a_part_of_a_picture_is_as_sharp_as_the_whole() -> None:
    picture = Image.new("L", (100, 400))
    picture.paste(255, (0, 300, 100, 400))
    data = encode(picture, "PNG")
    for top, light in ((0, 0), (1, 255)):
        wanted = Wanted(long_side_px=200, quality=80, crop=Crop(1, 0.25, 0.5, top))
        made = opened(derive(data, "image/png", wanted)[0]).convert("L")
        assert made.size == (50, 50)
        assert made.getpixel((25, 25)) == light


def test_a_part_is_taken_from_where_it_is_asked_for() -> None:
    picture = Image.new("L", (400, 100))
    picture.paste(255, (300, 0, 400, 100))
    wanted = Wanted(long_side_px=400, quality=80, crop=Crop(0.25, 1, 1, 0))
    made = opened(derive(encode(picture, "PNG"), "image/png", wanted)[0]).convert("L")
    assert (made.size, made.getpixel((5, 50))) == ((100, 100), 255)


def test_a_picture_that_lies_on_its_side_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = encode(photograph(80, 40), "JPEG", exif=exif)
    assert opened(derive(data, "image/jpeg", Wanted(long_side_px=200, quality=80))[0]).size == (
        40,
        80,
    )


def test_a_flat_png_becomes_a_palette_without_loss() -> None:
    drawing = Image.new("RGB", (60, 60), "#fffdf8")
    drawing.paste("#8c2f24", (10, 10, 40, 40))
    made, kind = derive(encode(drawing, "PNG"), "image/png", Wanted(long_side_px=200, quality=80))
    image = opened(made)
    assert (kind, image.mode) == ("image/png", "P")
    assert image.convert("RGB").tobytes() == drawing.tobytes()


def test_a_photograph_in_png_becomes_jpeg_but_a_transparent_one_stays() -> None:
    image = photograph(300, 300)
    assert (
        derive(encode(image, "PNG"), "image/png", Wanted(long_side_px=99, quality=80))[1]
        == "image/jpeg"
    )
    image.putalpha(100)
    made, kind = derive(encode(image, "PNG"), "image/png", Wanted(long_side_px=99, quality=80))
    assert (kind, opened(made).mode) == ("image/png", "RGBA")


def test_a_drawing_in_svg_passes_untouched() -> None:
    assert derive(b"<svg/>", "image/svg+xml", Wanted(long_side_px=9, quality=80)) == (
        b"<svg/>",
        "image/svg+xml",
    )


@pytest.mark.parametrize("data", [b"", b"nonsense", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_a_layout_error(data: bytes) -> None:
    with pytest.raises(LayoutError, match="cannot be decoded"):
        derive(data, "image/png", Wanted(long_side_px=9, quality=80))


def test_the_cache_answers_with_the_same_bytes_and_keys_by_settings(tmp_path: Path) -> None:
    data = encode(photograph(300, 200), "JPEG")
    first = derive_cached(data, "image/jpeg", Wanted(long_side_px=90, quality=80), cache=tmp_path)
    assert first == derive(data, "image/jpeg", Wanted(long_side_px=90, quality=80))
    assert (
        derive_cached(data, "image/jpeg", Wanted(long_side_px=90, quality=80), cache=tmp_path)
        == first
    )
    derive_cached(data, "image/jpeg", Wanted(long_side_px=80, quality=80), cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
