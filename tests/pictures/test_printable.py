from __future__ import annotations

import contextlib
import io
import random

import pytest
from PIL import Image, ImageCms, ImageFile

from pressday.errors import ExtractError
from pressday.pictures.printable import Picture, normalise_picture


def photo(width: int = 120, height: int = 80) -> Image.Image:
    noise = random.Random(48)  # noqa: S311 - pixels, no secret
    return Image.frombytes("RGB", (width, height), noise.randbytes(width * height * 3))


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_photographs_become_jpeg_whatever_they_were(kind: str) -> None:
    picture = normalise_picture(encoded(photo(), kind))
    assert (picture.media_type, picture.width_px, picture.height_px) == ("image/jpeg", 120, 80)
    assert opened(picture).mode == "RGB"


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "LA", "1", "I;16"])
def test_flat_graphics_stay_png(mode: str) -> None:
    picture = normalise_picture(encoded(Image.new(mode, (40, 30)), "PNG"))
    assert picture.media_type == "image/png"


def test_real_transparency_stays_and_an_idle_alpha_goes() -> None:
    image = photo().convert("RGBA")
    assert normalise_picture(encoded(image, "PNG")).media_type == "image/jpeg"
    image.putpixel((0, 0), (0, 0, 0, 0))
    picture = normalise_picture(encoded(image, "PNG"))
    assert (picture.media_type, opened(picture).mode) == ("image/png", "RGBA")


def test_of_an_animation_the_first_frame_is_taken() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert opened(normalise_picture(data)).convert("RGB").getpixel((5, 5)) == (255, 0, 0)


def test_the_camera_was_held_upright_in_the_end() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010E] = "where I live"
    picture = normalise_picture(encoded(photo(), "JPEG", exif=exif))
    assert (picture.width_px, picture.height_px) == (80, 120)
    assert not opened(picture).getexif()
    assert b"where I live" not in picture.data


def test_colours_come_to_srgb_without_a_profile() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = normalise_picture(encoded(photo(), "JPEG", icc_profile=lab))
    assert "icc_profile" not in opened(picture).info
    assert normalise_picture(encoded(photo().convert("CMYK"), "JPEG")).media_type == "image/jpeg"
    assert normalise_picture(encoded(photo(), "JPEG", icc_profile=b"broken")).width_px == 120


def test_sixteen_bit_greys_keep_their_tone() -> None:
    picture = normalise_picture(encoded(Image.new("I;16", (20, 20), 32768), "PNG"))
    assert opened(picture).convert("L").getpixel((3, 3)) in range(126, 130)


def test_the_long_side_is_at_most_2400_pixels() -> None:
    picture = normalise_picture(encoded(Image.new("RGB", (4800, 100)), "PNG"))
    assert (picture.width_px, picture.height_px) == (2400, 50)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_same_picture_gives_the_same_bytes(kind: str) -> None:
    data = encoded(photo(), kind)
    assert normalise_picture(data) == normalise_picture(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_picture_cut_short_is_refused_in_one_line(kind: str) -> None:
    with pytest.raises(ExtractError) as caught:
        normalise_picture(encoded(photo(), kind)[:900])
    assert "\n" not in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<html></html>", b"%PDF-1.7", b"\x00" * 500])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ExtractError):
        normalise_picture(data)


@pytest.mark.parametrize("side", [7000, 20000])
def test_a_bomb_is_refused(side: int) -> None:
    with pytest.raises(ExtractError, match="pixels"):
        normalise_picture(encoded(Image.new("1", (side, side)), "PNG"))


def test_no_damage_is_more_than_one_line() -> None:
    whole = encoded(photo(), "AVIF")
    for place in range(0, len(whole), 7):
        damaged = whole[:place] + b"\xff\x00\xff" + whole[place + 3 :]
        with contextlib.suppress(ExtractError):
            normalise_picture(damaged)


def test_what_is_cut_short_is_refused_whatever_another_library_told_pillow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(ExtractError, match="damaged"):
        normalise_picture(encoded(photo(), "JPEG")[:-2000])
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def test_the_same_picture_in_another_size_looks_the_same() -> None:
    scene = photo(12, 8).resize((800, 600))
    large = normalise_picture(encoded(scene, "JPEG")).look
    small = normalise_picture(encoded(scene.resize((320, 240)), "PNG")).look
    assert large is not None
    assert small is not None
    assert (large ^ small).bit_count() <= 6


def test_a_picture_without_features_looks_like_nothing() -> None:
    assert normalise_picture(encoded(Image.new("RGB", (400, 300), "red"), "PNG")).look is None


def test_the_type_of_the_original_is_told_by_its_bytes() -> None:
    assert normalise_picture(encoded(photo(), "WEBP")).original_type == "image/webp"


def test_a_large_photograph_is_taken_at_a_size_for_print() -> None:
    picture = normalise_picture(encoded(Image.new("RGB", (7200, 5400), "teal"), "JPEG"))
    assert max(picture.width_px, picture.height_px) == 2400
