"""One flow is set for paper, with our fonts, and told of where its places are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.press.pdf.conftest import SENTENCE, prose
from tests.press.pdf.test_galley import STYLE, galley_of, typesetter

from pressday.press.pdf.manuscript import Copy
from pressday.press.pdf.setting import set_flow

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.press.pdf.fragment import Fragment

__all__ = ["typesetter"]

PT = 0.75  # points in a CSS pixel
TOP, SIDE = 66, 44  # points: the margins in STYLE


def fragment(body: str, folder: Path, rules: str = "", **more: Any) -> Fragment:
    html = f'<html lang="en"><body>{body}</body></html>'
    return set_flow(Copy(name="f", html=html, stylesheet=f"{STYLE}\n{rules}", **more), folder)


@pytest.mark.parametrize("place", ["stylesheet", "template"])
def test_what_a_theme_says_for_paper_holds_and_what_it_says_for_screens_does_not(
    place: str, tmp_path: Path
) -> None:
    rules = "@media print { .a { display: none } } @media screen { .b { display: none } }"
    body = "<p class='a'>Four words on screens</p><p class='b'>Two words</p>"
    if place == "template":
        body, rules = f"<style>{rules}</style>{body}", ""
    assert fragment(body, tmp_path, rules).findings.hidden == 4


def test_places_are_known_by_page_and_point_from_the_upper_left_corner(tmp_path: Path) -> None:
    body = (
        '<p id="one">One</p><p id="two" style="margin: 36pt 0 0 50pt">Two</p>'
        '<p id="three" style="break-before: page">Three</p>'
    )
    made = fragment(body, tmp_path)
    assert made.pages == 2
    assert made.anchors == {
        "one": (0, SIDE, TOP),
        "two": (0, SIDE + 50, TOP + 12 + 36),
        "three": (1, SIDE, TOP),
    }


def test_a_place_that_goes_on_over_pages_is_where_it_begins(tmp_path: Path) -> None:
    made = fragment(f'<div id="long">{prose(60)}</div>', tmp_path)
    assert made.pages > 1
    assert made.anchors["long"][0] == 0


def test_a_galley_comes_with_its_measures_and_the_pages_of_its_takes(tmp_path: Path) -> None:
    made = fragment(galley_of(prose(9)), tmp_path, galley=True)
    (run,) = made.galley.runs
    assert len(run.strips) == 9
    assert sorted(take.page for take in made.takes.values()) == list(range(made.pages))
    assert made.findings.fault == ""
    assert fragment(galley_of(prose(9)), tmp_path).takes == {}


def test_an_anchor_of_a_galley_is_on_the_page_of_its_take(tmp_path: Path) -> None:
    text = galley_of(f'<p>{SENTENCE}</p><p id="note">Note</p>')
    made = fragment(text, tmp_path, galley=True)
    assert made.anchors["note"][0] == made.takes["run/0/1/0"].page
    assert made.anchors["note"][2] == made.takes["run/0/1/0"].top


def test_a_stylesheet_fetches_nothing_and_what_it_asks_for_is_told(tmp_path: Path) -> None:
    secret = tmp_path / "x.css"
    secret.write_text("p { display: none }")
    made = fragment("<p>Here</p>", tmp_path, f"p {{ background: url({secret.as_uri()}) }}")
    assert made.findings.hidden == 0
    named = fragment("<p>Here</p>", tmp_path, f"@import url({secret.as_uri()});")
    assert named.findings.hidden == 0


def test_faults_of_the_stylesheet_and_of_the_text_are_told_apart(tmp_path: Path) -> None:
    made = fragment("<p style='colr: red'>Ink</p>", tmp_path, "p { widht: 3pt }")
    assert ["widht" in fault for fault in made.style_faults] == [True]
    assert ["colr" in fault for fault in made.faults] == [True]


def test_no_complaint_is_carried_over_to_the_next_flow(tmp_path: Path) -> None:
    fragment("<p style='colr: red'>Ink</p>", tmp_path)
    assert fragment("<p>Ink</p>", tmp_path).faults == ()


def test_a_picture_that_is_lost_is_told_once_and_not_as_a_complaint(tmp_path: Path) -> None:
    gone = {"a" * 64: tmp_path / f"{'a' * 64}.jpg"}
    made = fragment(f'<img src="media:{"a" * 64}">', tmp_path, pictures=gone)
    assert [line.partition(":")[0] for line in made.lost] == ["a" * 12]
    assert made.faults == ()


@pytest.mark.parametrize("text", ["Ink", f"{SENTENCE} <em>Ink</em> <b>Type</b>"])
def test_every_letter_that_is_set_is_noted_with_the_face_it_is_set_in(
    text: str, tmp_path: Path
) -> None:
    made = fragment(f"<p>{text}</p>", tmp_path)
    letters = {c for face in made.faces.values() for _, said in face.glyphs.values() for c in said}
    assert set("Ink") <= letters
    families = {face.family for face in made.faces.values()}
    assert families == {"Source Serif 4"}
    assert len(made.faces) == 1 + 2 * ("em" in text)
    assert all(width > 0 for face in made.faces.values() for width, _ in face.glyphs.values())
