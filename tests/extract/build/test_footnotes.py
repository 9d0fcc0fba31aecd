from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.extract import clean_fragment, extract_page

BASE = "https://example.org/press"
PARAGRAPH = "At ten in the evening the floor of the hall begins to hum and does not stop. " * 4


def cleaned(html: str) -> str:
    return clean_fragment(html, base=BASE)[0].html


def test_signs_and_notes_that_link_to_and_fro_become_footnotes() -> None:
    body = cleaned(
        '<p>Ink<sup id="r1"><a href="#n1">[1]</a></sup> is wet.</p><h2>Notes</h2>'
        '<ol><li id="n1">It is <i>so</i>. <a href="#r1">\u21a9</a></li></ol><p>After.</p>'
    )
    assert body == (
        '<p>Ink<a class="noteref" href="#fn-1" id="fnref-1">1</a> is wet.</p><p>After.</p>'
        '<aside class="footnotes"><ol><li class="footnote" id="fn-1"><p>It is <em>so</em>.</p>'
        "</li></ol></aside>"
    )


@pytest.mark.parametrize(
    "html",
    [
        '<p>Ink<a href="#n1" id="r1"><sup>1</sup></a></p><p id="n1"><a href="#r1">1</a>. Wet.</p>',
        (
            '<p>Ink<a href="#n1" id="r1"><sup>*</sup></a></p><hr>'
            '<p><a name="n1" href="#r1">[*]</a> Wet.</p>'
        ),
        (
            f'<p>Ink<sup><a id="r1" href="{BASE}#n1">1</a></sup></p><div><hr><ol>'
            f'<li id="n1"><p>Wet. <sup><a href="{BASE}#r1">^</a></sup></p></li></ol></div>'
        ),
        (
            '<p>Ink<a role="doc-noteref" id="r1" href="#n1">1</a></p>'
            '<ol><li id="n1"><a href="#r1">^</a> Wet.</li></ol>'
        ),
    ],
)
def test_notes_are_known_however_a_program_writes_them(html: str) -> None:
    assert cleaned(html) == (
        '<p>Ink<a class="noteref" href="#fn-1" id="fnref-1">1</a></p><aside class="footnotes">'
        '<ol><li class="footnote" id="fn-1"><p>Wet.</p></li></ol></aside>'
    )


def test_notes_are_numbered_in_the_order_of_their_signs_and_may_be_named_twice() -> None:
    body = cleaned(
        '<p>a<sup id="r2"><a href="#n2">x</a></sup> b<sup id="r1"><a href="#n1">y</a></sup>'
        ' c<sup id="r3"><a href="#n2">x</a></sup></p>'
        '<ol><li id="n1">One <a href="#r1">^</a></li><li id="n2">Two <a href="#r2">^</a></li></ol>'
    )
    assert body.index("Two") < body.index("One")
    assert [f'id="{name}"' in body for name in ("fnref-1", "fnref-2", "fnref-1-2")] == [True] * 3


@pytest.mark.parametrize(
    "html",
    [
        '<p>x<sup id="r"><a href="#n">1</a></sup></p><ol><li id="n">leads nowhere</li></ol>',
        '<p>see <a id="r" href="#n">the part below</a></p><p id="n">Part <a href="#r">up</a></p>',
        '<p id="n">above <a href="#r">1</a></p><p>x<sup id="r"><a href="#n">1</a></sup></p>',
    ],
)
def test_other_links_inside_a_page_stay_links(html: str) -> None:
    assert "footnote" not in cleaned(html)


def test_a_note_stays_with_the_article_whatever_the_judges_say_of_it() -> None:
    page = (
        f"<html><head><title>Ink</title></head><body><article><h1>Ink</h1>"
        f"{f'<p>{PARAGRAPH}</p>' * 5}<p>{PARAGRAPH}<sup id='r1'><a href='#n1'>1</a></sup></p>"
        f"<h2>Notes</h2><ol><li id='n1'>In print. <a href='#r1'>\u21a9</a></li></ol></article>"
        f"<footer>All rights</footer></body></html>"
    )
    body = extract_page(page.encode(), identity="x").body.html
    assert body.endswith(
        '<aside class="footnotes"><ol><li class="footnote" id="fn-1"><p>In print.</p></li></ol>'
        "</aside>"
    )
    assert "Notes" not in body


_PARTS = st.sampled_from(
    ['<p id="r1">', "</p>", '<sup id="r1">', "</sup>", '<a href="#n1">1</a>', '<a href="#r1">^</a>',
     '<li id="n1">', "</li>", "<ol>", "</ol>", "word ", '<p id="n1">', "<hr>", "<h2>Notes</h2>"]
)  # fmt: skip


@given(st.lists(_PARTS, max_size=16).map("".join))
def test_cleaning_again_changes_no_footnote(html: str) -> None:
    body = cleaned(html)
    assert cleaned(body) == body


@pytest.mark.parametrize(
    "html",
    [
        (
            '<p>Ink<a href="#_ftn1" name="_ftnref1"><b class="MsoFootnoteReference">[1]</b></a></p>'
            '<div style="mso-element:footnote-list"><hr><div style="mso-element:footnote">'
            '<p><a href="#_ftnref1" name="_ftn1">[1]</a> Wet.</p></div></div>'
        ),
        '<p>Ink<sup><a href="#fn1">1</a></sup></p><ol><li id="fn1">Wet.</li></ol>',
        (
            '<p>Ink<label for="s1" class="margin-toggle sidenote-number"></label>'
            '<input type="checkbox" id="s1"><span class="sidenote">Wet.</span></p>'
        ),
        (
            '<p>Ink<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a></p>'
            '<div class="footnote"><a id="footnote-1" href="#footnote-anchor-1">1</a>'
            "<div><p>Wet.</p></div></div>"
        ),
        (
            '<p>Ink<a href="#fn1" role="doc-noteref">1</a></p>'
            '<aside id="fn1" role="doc-footnote"><p>Wet.</p></aside>'
        ),
    ],
)
def test_notes_of_word_margins_and_asides_are_known_too(html: str) -> None:
    assert cleaned(html) == (
        '<p>Ink<a class="noteref" href="#fn-1" id="fnref-1">1</a></p><aside class="footnotes">'
        '<ol><li class="footnote" id="fn-1"><p>Wet.</p></li></ol></aside>'
    )


def test_notes_and_sources_stay_apart_and_a_source_named_in_a_note_is_kept() -> None:
    body = cleaned(
        '<p>a<sup id="a1"><a href="#c1">[1]</a></sup> b<sup id="b1"><a href="#n1">[n 1]</a></sup>'
        '</p><h2>Notes</h2><ol><li id="n1"><a href="#b1">^</a> Note<sup id="a2"><a href="#c2">[2]'
        '</a></sup></li></ol><h2>Sources</h2><ol><li id="c1"><a href="#a1">^</a> One</li>'
        '<li id="c2"><a href="#a2">^</a> Two</li></ol>'
    )
    places = [body.index(text) for text in ("Note", "One", "Two")]
    assert places == sorted(places)
    assert body.count('class="noteref"') == 3
    assert "<h2>" not in body


@pytest.mark.parametrize(
    "switch",
    [
        "<label for=s class='margin-toggle'></label><input type=checkbox id=s>",
        "<label for=s>&#8853;</label><input type=checkbox id=s>", "<span><sup>4</sup></span>",
        "<sup>*</sup>", "",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["sidenote", "marginnote", "margin-note-text", "l-side-note"])
def test_notes_of_the_margin_leave_their_sentence_and_one_sign(switch: str, name: str) -> None:
    body = cleaned(f"<p>Oil{switch}<span class='{name}'>Of whales.</span> is dear.</p>")
    assert body == (
        '<p>Oil<a class="noteref" href="#fn-1" id="fnref-1">1</a> is dear.</p>'
        '<aside class="footnotes"><ol><li class="footnote" id="fn-1"><p>Of whales.</p></li></ol>'
        "</aside>"
    )


def test_a_note_of_the_margin_below_its_line_has_its_sign_at_the_end() -> None:
    body = cleaned("<p>Oil.</p><aside class=sidenote><sup>1</sup> Of whales.</aside><p>Dry.</p>")
    assert body.startswith('<p>Oil.<a class="noteref" href="#fn-1" id="fnref-1">1</a></p><p>Dry.')


def word(*notes: str, box: str = "{}") -> str:
    signs = (f'<a href="#_ftn{n}" name="_ftnref{n}">[{n}]</a>' for n, _ in enumerate(notes, 1))
    text = "".join(f"<p>Line{sign}</p>" for sign in signs)
    made = (
        box.format(note).replace("N]", f'<a href="#_ftnref{n}" name="_ftn{n}">[{n}]</a>')
        for n, note in enumerate(notes, 1)
    )
    return cleaned(f"{text}<hr>{''.join(made)}<p>The end of it.</p>")


@pytest.mark.parametrize("box", ["{}", "<div>{}</div>", "<div class=footnote>{}</div>"])
def test_a_note_goes_on_up_to_the_next(box: str) -> None:
    body = word("<p>N] One.</p><p>More.</p>", "<p>N] Two.</p>", box=box)
    assert "<p>One.</p><p>More.</p></li>" in body
    assert "<p>Two.</p></li></ol>" in body
    assert "<p>The end of it.</p><aside" in body


def test_a_short_line_with_signs_counts_as_found() -> None:
    text = "".join(f"<p>{PARAGRAPH} {number}</p>" for number in range(6))
    first = (
        '<p>Half of it<a href="#_ftn1" name="_ftnref1">[1]</a> went on<a href="#_ftn2"'
        ' name="_ftnref2">[2]</a> by cart.</p>'
    )
    notes = (
        '<p><a href="#_ftnref1" name="_ftn1">[1]</a> Of the hay.</p>'
        '<p><a href="#_ftnref2" name="_ftn2">[2]</a> In May.</p>'
    )
    page = f"<title>Hay</title><main><article><h1>Hay</h1>{first}{text}{notes}</article></main>"
    body = extract_page(page.encode(), identity="x", url=BASE).body.html
    assert body.startswith("<p>Half of it<a")
    assert body.count('<li class="footnote"') == 2
