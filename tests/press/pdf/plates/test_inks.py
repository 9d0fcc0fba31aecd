"""Colours to inks: black alone for text and greys, the theme's own table, never too much."""

from __future__ import annotations

import pytest
from PIL import Image

from pressday.errors import LayoutError
from pressday.layout.styles import Style
from pressday.layout.theme import Theme
from pressday.orders import PressOrder
from pressday.press.pdf.plates.condition import condition_of
from pressday.press.pdf.plates.inks import BLACK, Ink, Inks, Rgb, ink_table

ORDER = PressOrder()


@pytest.fixture(scope="module")
def inks() -> Inks:
    return Inks(condition_of(ORDER), ORDER, {(184, 50, 28): (0.0, 0.9, 1.0, 0.3)})


def table(text: str) -> dict[Rgb, Ink]:
    return ink_table(Style(text=text, where="styles/inks.toml"), ORDER.ink)


def test_what_is_meant_as_black_is_black_ink_alone(inks: Inks) -> None:
    assert inks.of((0, 0, 0)) == inks.of((0.098, 0.09, 0.078)) == BLACK


def test_greys_are_tints_of_black_and_get_lighter_one_by_one(inks: Inks) -> None:
    made = [inks.of([grey / 20] * 3) for grey in range(3, 21)]
    assert all(ink[:3] == (0, 0, 0) for ink in made)
    tints = [ink[3] for ink in made]
    assert tints == sorted(tints, reverse=True)
    assert tints[-1] == 0
    assert 0.45 < inks.of((0.5, 0.5, 0.5))[3] < 0.7


def test_a_colour_that_the_theme_names_is_its_ink_and_others_are_computed(inks: Inks) -> None:
    assert inks.of((0.721569, 0.196078, 0.109804)) == (0, 0.9, 1, 0.3)
    cyan, magenta, yellow, _ = inks.of((0.7, 0.2, 0.1))
    assert cyan < 0.2
    assert min(magenta, yellow) > 0.6


def test_a_picture_of_greys_is_black_alone_and_white_stays_paper(inks: Inks) -> None:
    grey = inks.picture(Image.frombytes("L", (3, 1), bytes([0, 128, 255])))
    dark, middle, light = grey.tobytes()
    assert grey.mode == "L"
    assert (dark, light) == (0, 255)
    assert 80 < middle < 140
    colour = inks.picture(Image.new("RGB", (1, 1), "white"))
    assert (colour.mode, colour.getpixel((0, 0))) == ("CMYK", (0, 0, 0, 0))


@pytest.mark.parametrize("most", [300, 240])
def test_a_picture_has_no_more_ink_than_was_ordered(most: int) -> None:
    order = PressOrder(ink=most)
    dark = Image.frombytes(
        "RGB", (4096, 1), bytes(v // 3 for v in range(4096 * 3 // 48) for _ in range(48))
    )
    made = Inks(condition_of(order), order, {}).picture(dark).tobytes()
    totals = [sum(made[i : i + 4]) / 2.55 for i in range(0, len(made), 4)]
    assert most - 45 < max(totals) < most + 2
    assert sum(Inks(condition_of(order), order, {}).of((0.0, 0.2, 0.0))) < most / 100 + 0.02


def test_the_shipped_theme_names_every_colour_of_its_own() -> None:
    theme = Theme()
    known = table(theme.sheet("inks.toml").text)
    for name in ("print.css", "furniture.css"):
        for word in theme.style(name).replace(";", " ").replace("}", " ").split():
            if word.startswith("#") and len(word) == 7:
                assert tuple(bytes.fromhex(word[1:])) in known, word


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("red = [0, 0, 0, 1]", '"red" is no colour'),
        ('"#b8321c" = [0, 90, 100]', "the ink of #b8321c must be four numbers from 0 to 100"),
        ('"#b8321c" = [0, 90, 101, 0]', "the ink of #b8321c must be four numbers from 0 to 100"),
        (
            '"#b8321c" = [90, 90, 90, 90]',
            "is 360 % altogether, and 300 % may be",
        ),
        ('"#b8321c" =', "Invalid value"),
    ],
)
def test_a_table_that_is_wrong_is_told_with_its_file(text: str, message: str) -> None:
    with pytest.raises(LayoutError, match=message) as wrong:
        table(text)
    assert wrong.value.where == "styles/inks.toml"
