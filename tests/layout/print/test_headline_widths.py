"""Widths of headlines, told without setting them."""

from __future__ import annotations

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from pressday.layout.print.headline_widths import balance, fits, run, text_lines, wrap
from pressday.press.fonts import font_files

HEADLINES = ("Sixty papers, one press", "THE LAST OF THE INK MAKERS", "On 23 November 1974")


def shaped(text: str, size: float) -> float:
    """Return the width that HarfBuzz measures in the display face, letter-spaced like headlines."""
    face = hb.Face(hb.Blob.from_file_path(str(font_files()[0])))
    font = hb.Font(face)
    font.set_variations({"wght": 700, "opsz": 60})
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    advance = sum(position.x_advance for position in buffer.glyph_positions)
    return float(advance / face.upem - 0.015 * len(text)) * size


@pytest.mark.parametrize("text", HEADLINES)
def test_a_line_is_about_as_wide_as_the_font_makes_it(text: str) -> None:
    assert run(text, 45) == pytest.approx(shaped(text, 45), rel=0.04)


def test_accents_take_no_width_and_a_hard_blank_that_of_a_blank() -> None:
    assert run("Äpfel à la crème", 30) == run("Apfel a la creme", 30)
    assert run("one\N{NO-BREAK SPACE}press", 30) == run("one press", 30)


def test_other_scripts_take_the_width_of_a_broad_letter() -> None:
    assert run("週刊", 42) == pytest.approx(2 * 0.545 * 42)


def test_lines_break_at_blanks_only() -> None:
    measure = run("one press", 20)
    assert wrap("one press", 20, measure + 0.01) == 1
    assert wrap("one press", 20, measure - 1) == 2
    assert wrap("one\N{NO-BREAK SPACE}press", 20, measure - 1) == 1


def test_small_sizes_run_wider_than_large_ones() -> None:
    assert run("one press", 16) / 16 > run("one press", 42) / 42 > run("one press", 57) / 57


def test_a_word_wider_than_the_measure_never_fits() -> None:
    assert fits("Zeitung", 20, run("Zeitung", 20), 1)
    assert not fits("Zeitung", 20, run("Zeitung", 20) - 0.1, 9)


def test_an_empty_headline_fits_and_takes_a_line() -> None:
    assert fits("", 57, 100, 1)
    assert wrap("", 57, 100) == 1


def test_a_paragraph_takes_at_least_one_line() -> None:
    assert [text_lines(n) for n in (0, 38, 39, 77, 78)] == [1, 1, 2, 2, 3]


@given(st.lists(st.text("abcdefgh,.", min_size=1, max_size=12), min_size=1, max_size=14))
def test_balancing_a_headline_loses_no_word_and_adds_no_line(words: list[str]) -> None:
    text = " ".join(words)
    lines = balance(text, 45, 328)
    assert " ".join(lines) == text
    assert len(lines) == wrap(text, 45, 328 * 0.97)


@pytest.mark.parametrize(
    ("text", "size", "lines"),
    [
        ("The alphabet in the attic", 45, ("The alphabet", "in the attic")),
        ("Der Bote erscheint am Freitag", 45, ("Der Bote", "erscheint", "am Freitag")),
        ("Sixty papers, one night, one press", 57, ("Sixty papers,", "one night,", "one press")),
    ],
)
def test_lines_of_a_headline_end_where_the_sense_does(
    text: str, size: float, lines: tuple[str, ...]
) -> None:
    assert balance(text, size, 328) == lines
