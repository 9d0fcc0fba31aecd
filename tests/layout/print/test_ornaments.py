"""What print adds to a text: its end mark, ties, and lines that a column can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.layout.print.conftest import SENTENCE

from pressday.body.markup import inner, parse_fragment
from pressday.layout.print.ornaments import ornament

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MARK = '<span class="endmark"></span>'
WIDE = "A line that was broken for a measure far wider than that of a column"


def dressed(html: str) -> HtmlElement:
    root = parse_fragment(html)
    ornament(root, drop=False)
    return root


@pytest.mark.parametrize(
    ("ends", "marked"),
    [
        ("<p>A word.</p>", f"A word.{MARK}</p>"),
        ("<p>First:</p><ul><li>one</li><li>two</li></ul>", f"two{MARK}</li></ul>"),
        ("<blockquote><p>Said.</p></blockquote>", f"Said.{MARK}</p></blockquote>"),
        ("<ul><li>one<ul><li>inner</li></ul></li></ul>", f"inner{MARK}</li></ul></li></ul>"),
        ("<dl><dt>Ink</dt><dd>black</dd></dl>", f"black{MARK}</dd></dl>"),
    ],
)
def test_a_text_is_closed_with_a_mark_where_its_words_end(ends: str, marked: str) -> None:
    assert inner(dressed(f"<p>{SENTENCE}</p>{ends}")).endswith(marked)


@pytest.mark.parametrize("ends", ["<pre>a = 1</pre>", "<table><tr><td>1</td></tr></table>"])
def test_nothing_stands_behind_an_end_mark(ends: str) -> None:
    assert MARK not in inner(dressed(f"<p>{SENTENCE}</p>{ends}"))


def test_what_stands_apart_at_the_end_is_not_the_end_of_the_text() -> None:
    made = inner(dressed('<p>A word.</p><aside class="footnotes"><p>A note.</p></aside>'))
    assert f"A word.{MARK}</p>" in made


def test_a_bold_line_by_itself_stays_with_what_it_heads() -> None:
    label, whole, part = dressed(
        f"<p><strong>What it costs</strong></p><p><b>{SENTENCE * 2}</b></p>"
        "<p><b>Now</b> it is late.</p>"
    )
    assert "leads-in" in label.classes
    assert "leads-in" not in whole.classes
    assert "leads-in" not in part.classes


def test_lines_broken_for_a_wider_measure_run_on() -> None:
    (text,) = dressed(f"<p>{WIDE}<br>goes on in its sentence.<br>A new one.</p>")
    assert len(text.findall("br")) == 1
    assert "column goes on in its sentence." in text.text_content()


def test_the_lines_of_a_poem_stay() -> None:
    (poem,) = dressed("<p>so much depends<br>upon<br>a red wheel<br>barrow</p>")
    assert len(poem.findall("br")) == 3


def test_long_words_are_not_spread_over_a_column() -> None:
    names, prose = dressed(f"<p>{'Konstruktionszeichnungen ' * 12}</p><p>{SENTENCE}</p>")
    assert "ragged" in names.classes
    assert "ragged" not in prose.classes


@pytest.mark.parametrize(
    ("between", "stands"),
    [
        ("<hr>", 1),
        ("<hr><hr>", 1),
        ("<hr><figure></figure><hr>", 1),
        ("<hr><h2>Ink</h2>", 0),
        ("<h2>Ink</h2><figure></figure><hr>", 0),
        ("<hr><hr><h2>Ink</h2>", 0),
    ],
)
def test_a_rule_stands_only_where_nothing_else_divides(between: str, stands: int) -> None:
    text = f"<p>{SENTENCE}</p>"
    assert len(list(dressed(f"<hr>{text}{between}{text}<hr>").iter("hr"))) == stands


def test_a_heading_over_another_of_its_level_leads_over_to_it() -> None:
    root = dressed("<h2>Part two</h2><h2>The ferry</h2><p>Text.</p><h2>Bread</h2><h3>Salt</h3>")
    assert [h.text for h in root.iter("h2") if "over" in h.classes] == ["Part two"]


def test_a_picture_in_a_list_stands_under_the_words_of_its_item() -> None:
    root = dressed(
        '<ol><li><img src="media:aa"/>Fold it.</li><li><p><img src="media:bb"/></p></li>'
        '<li>Cut <img src="media:cc"/> it.</li></ol>'
    )
    first, second, third = root.iter("li")
    assert (first.text, first[0].tag, first.classes) == ("Fold it.", "img", set())
    assert "unmarked" in second.classes
    assert third.text == "Cut "


@pytest.mark.parametrize(("words", "is_upright"), [(60, False), (61, True)])
def test_a_long_quotation_is_upright(words: int, *, is_upright: bool) -> None:
    root = dressed(f"<blockquote><p>{'word ' * words}</p></blockquote>")
    assert ("upright" in root[0].classes) == is_upright


@pytest.mark.parametrize(
    ("word", "is_long"),
    [("w" * 20, False), ("w" * 21, True), ("well-known-and-well-loved", False)],
)
def test_only_what_holds_a_long_word_may_break_anywhere(word: str, *, is_long: bool) -> None:
    first, second = dressed(f"<p>See <a href='x'>{word}</a> there.</p><ul><li>Short.</li></ul>")
    assert ("long-words" in first.classes) == is_long
    assert "long-words" not in second[0].classes
