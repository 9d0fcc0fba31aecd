"""The proof is read for every flow: what is missing, doubled, off the page, or hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import weasyprint.draw
from tests.press.pdf.conftest import SENTENCE
from tests.press.pdf.test_galley import ARTICLE, STYLE, galley_of, typesetter

from pressday.press.pdf import proofreader
from pressday.press.pdf.findings import Findings
from pressday.press.pdf.manuscript import Copy
from pressday.press.pdf.setting import set_flow

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["typesetter"]

BODY = galley_of(
    f'<div class="band fixed"><h1>A headline</h1></div><p>First {SENTENCE * 3}</p>'
    f"<ul><li>{SENTENCE}</li></ul><p class='last'>Last of all words</p>"
    f'<div class="band optional"><p>Lifted out</p></div>' + f"<p>{SENTENCE * 9}</p>" * 6
)


def reading(rules: str, folder: Path, body: str = BODY, *, galley: bool = False) -> Findings:
    html = f'<html lang="en"><body>{body}</body></html>'
    copy = Copy(name="flow", html=html, stylesheet=f"{STYLE}\n{rules}", galley=galley)
    return set_flow(copy, folder).findings


@pytest.mark.parametrize(
    "rules",
    [
        "",
        "p { hyphens: auto; hyphenate-limit-chars: 4 2 2 }",
        "p { hyphenate-character: '=='; hyphenate-limit-chars: 4 2 2 }",
        "p { text-transform: uppercase } h1 { text-transform: capitalize }",
        "li::before { content: 'a mark of ' counter(pages) } li { list-style: square }",
        "p::first-letter { float: left; font-size: 30pt }",
        "p::first-line { font-variant: small-caps }",
        "p::after { content: counter(pages) target-counter('#a', page) }",
        "p { transform: rotate(2deg); opacity: .5 }",
        "h1 { margin-left: -4pt }",
        "p { column-count: 2 }",
        ".last { float: footnote }",
        "html { overflow: hidden }",
        ".last { position: absolute; clip: rect(auto, auto, auto, auto) }",
        ".last { position: absolute; clip: rect(0px, 400px, 90px, 0px) }",
        ".last { transform: rotate(180deg) }",
        "h1 { position: running(head) } @page { @top-center { content: element(head) } }",
        "@page { margin: 200pt 150pt } .last { position: relative; left: -120pt }",
        "body { transform: translate(2000px) } .last, h1, p, ul { transform: translate(-2000px) }",
    ],
)
def test_a_whole_text_is_no_fault(rules: str, tmp_path: Path) -> None:
    assert reading(rules, tmp_path) == Findings()


def test_a_galley_in_takes_is_read_once_and_its_pictures_of_other_heights_are_not(
    tmp_path: Path,
) -> None:
    assert reading("", tmp_path, ARTICLE, galley=True) == Findings()


def test_what_a_galley_leaves_out_is_told(tmp_path: Path) -> None:
    outside = f"<p>Outside of all parts</p>{BODY}"
    found = reading("", tmp_path, outside, galley=True)
    assert found.missing > 0
    assert found.sample == "Outside of all parts"


def test_signs_that_nobody_sees_are_no_words(tmp_path: Path) -> None:
    body = galley_of(f"<p>{SENTENCE}</p><p>\u200d</p><p><b>\u200d</b>{SENTENCE}</p>")
    assert reading("", tmp_path, body) == Findings()


@pytest.mark.parametrize("galley", [False, True], ids=["pages", "galley"])
@pytest.mark.parametrize(
    ("rules", "fault"),
    [
        (".last { text-indent: -9999px; white-space: nowrap }", "4 words off the page"),
        (".last { margin-left: 4000px; white-space: nowrap }", "4 words off the page"),
        (".last { height: 0; overflow: hidden }", "4 words off the page"),
        (".last { transform: translate(3000px) }", "4 words off the page"),
        (".last { transform: scale(0) }", "4 words"),
        (".last { text-transform: full-width }", "4 words off the page or cut away"),
        (".last::first-line { overflow: hidden }", "words missing"),
        (".last { continue: discard; max-lines: 1; width: 40px }", "words missing"),
        (".last { position: running(head) }", "4 words missing"),
        (".last { position: absolute; clip: rect(0, 0, 0, 0) }", "4 words off the page"),
        (".last { position: absolute; clip: rect(0px, 3px, 90px, 0px) }", "words off the page"),
    ],
)
def test_words_that_cannot_be_read_are_told_with_where_they_are(
    rules: str, fault: str, tmp_path: Path, *, galley: bool
) -> None:
    told = reading(rules, tmp_path, galley=galley).fault
    assert fault in told
    assert 'near "' in told


ALONE = "<p class='last'>Last of all words</p>"


def test_of_a_line_that_is_half_off_the_paper_half_the_words_are_lost(tmp_path: Path) -> None:
    lost = reading(".last { white-space: nowrap; margin-left: 515pt }", tmp_path, ALONE)
    assert 0 < lost.astray < 4
    assert (lost.missing, lost.doubled) == (0, 0)


def test_the_margins_show_what_hangs_out_unless_the_page_cuts_it_away(tmp_path: Path) -> None:
    hanging = "@page { margin: 200pt 150pt } .last { position: relative; left: -120pt }"
    assert reading(hanging, tmp_path, ALONE) == Findings()
    assert reading(f"{hanging} html {{ overflow: hidden }}", tmp_path, ALONE).astray == 4


def test_all_that_is_wrong_is_said_in_one_line() -> None:
    found = Findings(missing=1, doubled=2, astray=3, hidden=4, sample="Ink and type")
    assert found.fault == (
        "1 word missing, 2 words printed twice, 3 words off the page or cut away,"
        ' near "Ink and type"'
    )
    assert not Findings(hidden=4).fault


def test_the_text_with_the_fault_is_named_by_its_first_words(tmp_path: Path) -> None:
    first = reading("p:nth-of-type(1) { margin-left: 4000px }", tmp_path)
    assert first.sample == "First The web climbs out of the second"
    assert reading(".last { margin-left: 4000px }", tmp_path).sample == "Last of all words"
    assert reading("", tmp_path).sample == ""


@pytest.mark.parametrize(
    "rule",
    ["display: none", "visibility: hidden", "opacity: 0", "color: transparent", "font-size: 0"],
)
def test_what_a_theme_hides_is_counted_and_no_loss(rule: str, tmp_path: Path) -> None:
    assert reading(f".last {{ {rule} }}", tmp_path) == Findings(hidden=4)


def test_the_head_of_a_table_that_comes_again_is_not_printed_twice(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{n} {SENTENCE}</td></tr>" for n in range(80))
    table = f"<table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>"
    assert reading("", tmp_path, table) == Findings()


def test_words_that_are_drawn_twice_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = weasyprint.draw.draw_text

    def twice(stream: object, box: object, *how: object) -> None:
        draw(stream, box, *how)
        if "Last" in box.text:  # type: ignore[attr-defined]
            draw(stream, box, *how)

    monkeypatch.setattr(weasyprint.draw, "draw_text", twice)
    found = reading("", tmp_path)
    assert (found.missing, found.doubled) == (0, 4)
    assert found.fault == '4 words printed twice, near "Last of all words"'


def test_nothing_is_kept_from_one_flow_to_the_next(tmp_path: Path) -> None:
    reading("", tmp_path)
    first = len(proofreader._drawn)
    reading("", tmp_path)
    assert len(proofreader._drawn) == first
