"""Trees of HTML fragments, and the text that a reader sees of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.body.markup import inner, outer, parse_fragment, plain, printable, text_of


def test_blocks_stand_apart_by_a_blank_line() -> None:
    html = "<h2>Ink</h2><p>Black &amp; <em>wet</em>.</p><ul><li>one</li><li>two</li></ul>"
    assert plain(html) == "Ink\n\nBlack & wet.\n\none\n\ntwo"


def test_lines_of_code_and_breaks_stay_lines() -> None:
    assert plain("<p>a<br/>b</p><pre>x = 1\ny = 2</pre>") == "a\nb\n\nx = 1\ny = 2"


def test_lines_of_the_source_are_not_lines_of_the_text() -> None:
    assert plain("<p>one\n   two</p>") == "one two"


def test_cells_of_a_row_do_not_run_together() -> None:
    assert plain("<table><tr><th>Ink</th><td>4</td></tr></table>") == "Ink 4"


def test_rows_of_a_table_stand_apart() -> None:
    assert plain("<table><tr><td>Ink</td></tr><tr><td>Oil</td></tr></table>") == "Ink\n\nOil"


def test_a_formula_stands_in_its_line_unless_it_is_displayed() -> None:
    formula = "<math><mi>W</mi><mo>=</mo><mn>2</mn></math>"
    assert plain(f"<p>where {formula} is wet, 3{formula}</p>") == "where W=2 is wet, 3W=2"
    displayed = formula.replace("<math>", '<math display="block">')
    assert plain(f"<p>so{displayed}is wet</p>") == "so\n\nW=2\n\nis wet"


def test_scripts_are_not_visible() -> None:
    assert plain("<script>let a = '<p>x</p>'</script><p>Read</p><style>p{}</style>") == "Read"


def test_an_unclosed_comparison_at_the_end_is_not_lost() -> None:
    assert plain("<p>3 < 4 &lt; 5</p>") == "3 < 4 < 5"


@given(st.text())
def test_plain_text_is_made_of_any_string(value: str) -> None:
    assert plain(value) == plain(value).strip()


@pytest.mark.parametrize("broken", ["<a ", "<!--", "<![", "<!", "&#", "</", "<b>x"])
def test_broken_markup_of_any_length_is_read_to_its_end(broken: str) -> None:
    assert plain(f"<p>Ink</p>{broken * 20_000}").startswith("Ink")


def test_references_mean_what_browsers_take_them_for() -> None:
    assert plain("It&#146;s &quot;wet&quot; &#60;b&gt;") == 'It\u2019s "wet" <b>'


@pytest.mark.parametrize("reference", ["&#1;", "&#x1F;", "&#xFFFE;", "&#0;"])
def test_a_reference_to_what_no_document_may_hold_is_no_trouble(reference: str) -> None:
    for html in (reference, f"<p>Ink{reference}</p>"):
        root = parse_fragment(html)
        assert inner(root) == printable(inner(root))


def test_a_whole_page_is_its_body() -> None:
    page = "<!DOCTYPE html><html><head><title>Ink</title></head><body><p>Wet</p></body></html>"
    assert inner(parse_fragment(page)) == "<p>Wet</p>"


def test_a_text_at_the_start_gets_no_paragraph_of_its_own() -> None:
    assert inner(parse_fragment("Ink <em>dries</em><p>slowly</p>")) == (
        "Ink <em>dries</em><p>slowly</p>"
    )


def test_a_fragment_of_nothing_is_an_empty_block() -> None:
    for html in ("", " \n", "<!-- a note -->"):
        assert (len(parse_fragment(html)), plain(html)) == (0, "")


@given(st.lists(st.sampled_from(["<p>", "</p>", "<em>", "</em>", "a ", "&amp;", "<br>"])))
def test_what_was_read_and_written_is_read_the_same_again(parts: list[str]) -> None:
    once = inner(parse_fragment("".join(parts)))
    assert text_of(parse_fragment(once)) == text_of(parse_fragment("".join(parts)))


def test_the_html_of_an_element_ends_with_it() -> None:
    root = parse_fragment("<p>Ink <em>dries</em> slowly</p> behind")
    assert outer(root[0]) == "<p>Ink <em>dries</em> slowly</p>"
    assert outer(root[0][0]) == "<em>dries</em>"
    assert inner(root[0]) == "Ink <em>dries</em> slowly"


def test_the_text_of_an_element_ends_with_it() -> None:
    root = parse_fragment("<p>Ink <em>dries</em> slowly</p><p>Paper</p>behind")
    assert text_of(root[0][0]) == "dries"
    assert text_of(root[1], root[0]) == "Paper\n\nInk dries slowly"


def test_what_no_document_may_hold_is_gone_and_a_form_feed_is_a_blank() -> None:
    assert printable("a\x00b\x1b\ufffe\uffff\ud800c\x0cd\te\n") == "abc d\te\n"


def test_an_attribute_whose_name_nothing_may_have_does_not_stop_the_text() -> None:
    root = parse_fragment('<p {="x" id="z&#2;">Dear reader</p>')
    assert text_of(root) == "Dear reader"
    assert dict(root[0].attrib) == {"id": "z"}


def test_a_text_of_nothing_but_a_control_character_is_empty() -> None:
    assert plain("\x1f") == ""
