"""An article's text: parsed once, changed by nobody outside, and asked for what it holds."""

from __future__ import annotations

import pickle
from copy import copy, deepcopy
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.body import NOTHING, Body, markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PICTURE = "a" * 64
HTML = (
    '<h2>Ink</h2><p lang="de">Schwarz &amp; <em>naß</em>. <a href="https://ink.example/">Mehr</a>'
    f'</p><figure><img src="media:{PICTURE}" alt="A pot"></figure><p><a href="#n">up</a></p>'
)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the fragments that were parsed from now on."""
    seen: list[str] = []
    parse = markup.parse_fragment

    def watched(html: str) -> HtmlElement:
        seen.append(html)
        return parse(html)

    monkeypatch.setattr("pressday.body.markup.parse_fragment", watched)
    return seen


def ask_everything(body: Body) -> None:
    answers = (body.text, body.words, body.blocks, body.pictures, body.links, body.languages)
    assert all((*answers, body.media, len(body.tree())))


def test_a_body_is_parsed_once_whatever_is_asked(parsed: list[str]) -> None:
    body = Body(HTML)
    for _ in range(2):
        ask_everything(body)
    assert parsed == [HTML]


def test_a_body_that_nobody_asks_for_more_than_its_html_is_not_parsed(parsed: list[str]) -> None:
    body = Body(HTML)
    assert (body.html, bool(body), body == Body(HTML), len({body, Body(HTML)})) == (
        HTML, True, True, 1,
    )  # fmt: skip
    assert pickle.loads(pickle.dumps(body)) == deepcopy(body)  # noqa: S301 - pickled here
    assert parsed == []


def test_a_body_made_of_a_tree_is_never_parsed(parsed: list[str]) -> None:
    tree = Body(HTML).tree()
    parsed.clear()
    ask_everything(Body.of(tree))
    assert parsed == []


@pytest.mark.parametrize("name", ["html", "_html", "text", "words", "blocks", "_tree", "more"])
def test_nothing_of_a_body_can_be_set(name: str) -> None:
    body = Body(HTML)
    ask_everything(body)
    with pytest.raises(AttributeError, match=r"frozen|no setter"):
        setattr(body, name, "<p>Other</p>")
    assert (body.html, body.words) == (HTML, Body(HTML).words)


def test_a_tree_is_the_caller_s_own() -> None:
    body = Body(HTML)
    tree = body.tree()
    tree[0].text = "Oil"
    del tree[1:]
    assert (body.html, len(body.blocks), body.text[:3]) == (HTML, 4, "Ink")
    assert markup.inner(body.tree()) == markup.inner(Body(HTML).tree())


def test_bodies_are_equal_when_their_html_is() -> None:
    assert Body("<p>Ink</p>") == Body("<p>Ink</p>")
    assert hash(Body("<p>Ink</p>")) == hash(Body("<p>Ink</p>"))
    assert Body("<p>Ink</p>") != Body("<p>Oil</p>")
    assert Body("<p>Ink</p>").__eq__("<p>Ink</p>") is False
    assert eval(repr(Body("<p>'\"</p>")), {"Body": Body}) == Body("<p>'\"</p>")  # noqa: S307 - written here


def test_a_body_goes_to_another_process_as_its_html() -> None:
    body = Body(HTML)
    ask_everything(body)
    again = pickle.loads(pickle.dumps(body))  # noqa: S301 - pickled here
    assert again == body
    assert len(pickle.dumps(body)) < len(HTML) + 200
    ask_everything(again)


def test_a_copy_of_a_body_is_the_body() -> None:
    body = Body(HTML)
    assert copy(body) is body
    assert deepcopy([body])[0] is body


def test_a_body_made_of_a_tree_says_what_the_tree_says() -> None:
    body = Body(HTML)
    again = Body.of(body.tree())
    assert (again, again.html, again.text) == (body, HTML, body.text)
    changed = body.tree()
    changed[0].text = "Oil"
    assert Body.of(changed) == Body(HTML.replace("Ink", "Oil"))


def test_a_body_made_of_an_element_leaves_the_text_behind_it() -> None:
    tree = markup.parse_fragment("<div><p>In</p></div>behind")
    body = Body.of(tree[0])
    assert (body.html, body.text, body.tree().tail) == ("<p>In</p>", "In", None)


def test_what_a_body_holds_is_found() -> None:
    body = Body(HTML + HTML + '<p><img src="https://ink.example/pot.png"></p><p lang="fr">Sec</p>')
    assert body.text.startswith("Ink\n\nSchwarz & naß. Mehr\n\nup\n\nInk")
    assert body.words == 11
    assert body.pictures == (f"media:{PICTURE}", "https://ink.example/pot.png")
    assert body.media == (PICTURE,)
    assert body.links == ("https://ink.example/", "#n")
    assert body.languages == ("de", "fr")


def test_nothing_is_no_body() -> None:
    assert not NOTHING
    assert not Body(" \n")
    assert Body("<hr>")
    assert (NOTHING.words, NOTHING.blocks, NOTHING.links, NOTHING.text) == (0, (), (), "")


def test_blocks_are_what_stands_at_the_top() -> None:
    blocks = Body("<h2>Ink</h2><ul><li>wet</li><li>dry</li></ul><p>So <em>it</em> is.</p>").blocks
    assert [(b.tag, b.text, b.html) for b in blocks] == [
        ("h2", "Ink", "<h2>Ink</h2>"),
        ("ul", "wet\n\ndry", "<ul><li>wet</li><li>dry</li></ul>"),
        ("p", "So it is.", "<p>So <em>it</em> is.</p>"),
    ]


def test_an_address_is_that_of_the_text_and_not_of_its_markup() -> None:
    (plain,) = Body("<p>So it is.</p>").blocks
    (marked,) = Body('<p>So <em>it</em> <a href="#n">is</a>.</p>').blocks
    (other,) = Body("<p>So it was.</p>").blocks
    assert plain.address == marked.address
    assert plain.address != other.address


def test_blocks_without_text_are_told_apart_by_what_they_show() -> None:
    one, other, rule = Body('<img src="media:a"><img src="media:b"><hr>').blocks
    assert len({one.address, other.address, rule.address}) == 3
    assert Body('<hr><img src="media:b">').blocks[1].address == other.address


WORDS = st.sampled_from(["Ink dries.", "Oil does not.", "Paper waits.", "", "Ink", "新聞"])
TEXTS = st.lists(WORDS | st.text(st.sampled_from("ab &<新"), max_size=4), max_size=8)


def paragraphs(texts: list[str]) -> Body:
    root = markup.parse_fragment("")
    for text in texts:
        paragraph = root.makeelement("p", {})
        paragraph.text = text
        root.append(paragraph)
    return Body.of(root)


def lone(body: Body) -> dict[str, str]:
    """Return the addresses of the blocks whose text stands once in a body."""
    texts = [block.text for block in body.blocks]
    return {b.text: b.address for b in body.blocks if texts.count(b.text) == 1}


class Edit(NamedTuple):
    """What an editor does with one block: `before` and `after` are all the texts."""

    before: list[str]
    after: list[str]


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    before = draw(TEXTS.filter(bool))
    after = list(before)
    at = draw(st.integers(0, len(before) - 1))
    kind = draw(st.sampled_from(["edited", "moved", "removed", "inserted"]))
    if kind == "edited":
        after[at] = draw(WORDS)
    elif kind == "inserted":
        after.insert(at, draw(WORDS))
    else:
        taken = after.pop(at)
        if kind == "moved":
            after.insert(draw(st.integers(0, len(after))), taken)
    return Edit(before, after)


@given(TEXTS)
def test_no_two_blocks_have_one_address(texts: list[str]) -> None:
    addresses = [block.address for block in paragraphs(texts).blocks]
    assert len(set(addresses)) == len(addresses) == len(texts)


@given(TEXTS)
def test_addresses_outlive_the_tree(texts: list[str]) -> None:
    body = paragraphs(texts)
    assert Body(body.html).blocks == body.blocks


@given(edits())
def test_a_block_keeps_its_address_while_others_change(edit: Edit) -> None:
    before, after = lone(paragraphs(edit.before)), lone(paragraphs(edit.after))
    stayed = before.keys() & after.keys()
    assert {text: before[text] for text in stayed} == {text: after[text] for text in stayed}


@given(edits())
def test_of_equal_blocks_none_but_the_last_lose_their_address(edit: Edit) -> None:
    before, after = ({b.address for b in paragraphs(texts).blocks} for texts in edit)
    assert len(before - after) <= 1
    assert len(after - before) <= 1
