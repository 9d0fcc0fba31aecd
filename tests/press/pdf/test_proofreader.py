"""The proof is read for every flow: what is missing, doubled, off the page, or hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import weasyprint.draw
from tests.press.pdf.conftest import SENTENCE
from tests.press.pdf.test_galley import STYLE, galley_of, typesetter

from pressday.press.pdf import proofreader
from pressday.press.pdf.manuscript import Copy
from pressday.press.pdf.reading import Reading
from pressday.press.pdf.setting import set_flow

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["typesetter"]

BODY = galley_of(
    f'<div class="band fixed"><h1>A headline</h1></div><p>First {SENTENCE * 3}</p>'
    f"<ul><li>{SENTENCE}</li></ul><p class='last'>Last of all words</p>"
    f'<div class="band optional"><p>Lifted out</p></div>' + f"<p>{SENTENCE * 9}</p>" * 6
)


def reading(rules: str, folder: Path, body: str = BODY) -> Reading:
    html = f'<html lang="en"><body>{body}</body></html>'
    copy = Copy(name="flow", html=html, stylesheet=f"{STYLE}\n{rules}")
    return set_flow(copy, folder).reading


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
    ],
)
def test_a_whole_text_is_no_fault(rules: str, tmp_path: Path) -> None:
    assert reading(rules, tmp_path) == Reading()


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
    ],
)
def test_words_that_cannot_be_read_are_told_with_where_they_are(
    rules: str, fault: str, tmp_path: Path
) -> None:
    told = reading(rules, tmp_path).fault
    assert fault in told
    assert 'near "' in told


@pytest.mark.parametrize(
    "rule",
    ["display: none", "visibility: hidden", "opacity: 0", "color: transparent", "font-size: 0"],
)
def test_what_a_theme_hides_is_counted_and_no_loss(rule: str, tmp_path: Path) -> None:
    assert reading(f".last {{ {rule} }}", tmp_path) == Reading(hidden=4)


def test_the_head_of_a_table_that_comes_again_is_not_printed_twice(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{n} {SENTENCE}</td></tr>" for n in range(80))
    table = f"<table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>"
    assert reading("", tmp_path, table) == Reading()


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
