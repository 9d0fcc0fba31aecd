"""A drawing in inks: black overprints, and what touches the edge goes over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from pressday.press.pdf.plates.separating import Edges, Separation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressday.press.pdf.plates.inks import Ink

EDGES = Edges(width=100, height=200, bleed=8)


def ink_of(colour: Sequence[float]) -> Ink:
    """Return ink that is easy to tell: black for black, half of magenta for all else."""
    return (0, 0, 0, 1) if max(colour) < 0.1 else (0, 0.5, 0, 0)


def separated(drawing: str, edges: Edges | None = EDGES) -> list[str]:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 200))
        page.obj.Contents = pdf.make_stream(drawing.encode())
        made = Separation(ink_of, edges).of(page)
    return [line for line in made.decode().splitlines() if line]


def test_black_overprints_and_everything_else_knocks_out() -> None:
    drawn = separated("0 0 0 rg q 1 0 0 rg Q 0 0 0 RG 1 1 1 rg 0 g")
    assert drawn == [
        "/OverprintFill gs", "0 0 0 1 k", "q", "/Knockout gs", "0 0.5 0 0 k", "Q",
        "/Overprint gs", "0 0 0 1 K", "/OverprintStroke gs", "0 0.5 0 0 k",
        "/Overprint gs", "0 0 0 1 k",
    ]  # fmt: skip


def test_a_picture_knocks_out_whatever_stood_before_it() -> None:
    drawn = separated("0 0 0 rg q 50 0 0 50 20 20 cm /i Do Q", EDGES)
    assert drawn[2:] == [
        "q", "50 0 0 50 20 20 cm", "/Knockout gs", "/i Do", "/OverprintFill gs", "Q",
    ]  # fmt: skip


def test_what_marks_text_for_readers_is_left_out() -> None:
    assert separated("/Span <</MCID 0>> BDC 0 0 m EMC /Artifact BMC EMC") == ["0 0 m"]


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        ("91 40 9 60 re", "91 40 17 60 re"),  # right edge
        ("0 40 9 60 re", "-8 40 17 60 re"),  # left edge
        ("0 0 100 200 re", "-8 -8 116 216 re"),
        ("10 40 9 60 re", "10 40 9 60 re"),
        ("1 0 0 -1 0 200 cm 91 0 9 60 re", "91 -8 17 68 re"),  # top edge, drawn downwards
        (".5 0 0 .5 0 0 cm 182 80 18 120 re", "182 80 34 120 re"),
        ("0 1 -1 0 100 0 cm 0 0 9 60 re", "0 0 9 60 re"),  # turned
        ("1 .5 0 1 0 0 cm 0 40 9 60 re", "0 40 9 60 re"),  # slanted
    ],
)
def test_a_box_at_the_edge_goes_over_it(drawing: str, expected: str) -> None:
    assert separated(drawing)[-1] == expected


def test_a_box_in_a_form_stays_as_it_is() -> None:
    assert separated("0 0 100 200 re", None) == ["0 0 100 200 re"]


def test_a_picture_at_the_edge_is_stretched_over_it_and_not_turned_over() -> None:
    drawn = separated("q 100 0 0 -50 0 200 cm /i Do Q")
    stretch = [float(value) for value in drawn[drawn.index("/i Do") - 1].split()[:6]]
    assert stretch == pytest.approx([1.16, 0, 0, 1.16, -0.08, -0.16])
