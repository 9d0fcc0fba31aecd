"""Quotations: what may be lifted out of a text, whose it is, and where it is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.layout.print.conftest import piece

from pressday.body import Body
from pressday.layout.print.blocks import galley_blocks
from pressday.layout.words import furniture

if TYPE_CHECKING:
    from pressday.layout.print.galley_blocks import GalleyBlock
    from pressday.model import Piece

SAID = "“The press was here before the roof was, and it will outlast us.”"
FILLER = "It is a little after one in the morning, and nobody speaks above the noise. " * 4
OWN = "Paper remembers what screens forget before the evening comes round again."


def quoting(paragraphs: int, at: int, text: str = f"Ada Finch said: {SAID}") -> str:
    """Return paragraphs of which number `at` says `text`."""
    texts = [text if n == at else FILLER for n in range(paragraphs)]
    return "".join(f"<p>{t}</p>" for t in texts)


def blocks(body: str, given: Piece) -> tuple[GalleyBlock, ...]:
    return galley_blocks(given, Body(body).tree(), {}, furniture("en"), drop=False)


def lifted(body: str, given: Piece | None = None) -> list[tuple[str, str]]:
    found = [b.lifted for b in blocks(body, given or piece(body=body, words=900))]
    return [(quotation.quote, quotation.speaker) for quotation in found if quotation]


def by(author: str, body: str, site: str = "Daily") -> Piece:
    given = piece("What paper remembers and screens forget", body=body, words=900)
    return replace(given, article=replace(given.article, bylines=(author,), site=site))


def test_a_quotation_is_lifted_out_of_long_pieces_only() -> None:
    body = quoting(12, at=6)
    assert not lifted(body, piece(body=body, words=699))
    assert lifted(body, piece(body=body, words=700)) == [(SAID, "Ada Finch")]


def test_the_paragraph_that_says_it_has_the_number_of_its_quotation() -> None:
    body = quoting(12, at=6)
    (block,) = [b for b in blocks(body, piece(body=body, words=900)) if b.lifted]
    assert block.elements[0].get("data-quote") == "0"
    assert SAID in block.text


def test_a_long_text_has_a_quotation_for_every_stretch() -> None:
    other = "Ada Finch said: “Ink dries by itself, and nobody has ever hurried it.”"
    body = quoting(60, at=6) + quoting(60, at=40, text=other)
    assert [who for _, who in lifted(body)] == ["Ada Finch"] * 2


def test_no_quotation_is_lifted_out_where_the_editor_wants_none() -> None:
    body = quoting(12, at=6)
    assert not lifted(body, replace(piece(body=body, words=900), lifts=False))


def test_a_quotation_whose_speaker_the_text_does_not_name_stays_where_it_is() -> None:
    assert not lifted(quoting(12, at=6, text=f"She said: {SAID}"))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("“{},” said Ada Finch.", "“{}”"),
        ("« {} », dit Ada Finch.", "« {} »"),
        ("„{}“, sagt Ada Finch.", "„{}“"),
    ],
)
def test_a_lifted_quotation_keeps_its_marks_but_not_the_comma_of_the_sentence_around_it(
    text: str, marked: str
) -> None:
    words = "The press was here before the roof was and will outlast us"
    body = quoting(12, at=6, text=text.format(words))
    assert lifted(body) == [(marked.format(words), "Ada Finch")]


def test_no_quotation_is_lifted_out_of_what_many_wrote() -> None:
    posts = f'<div class="posting">{quoting(12, at=6)}<p class="signature">Jo</p></div>' * 2
    assert not lifted(posts)


def test_a_piece_that_has_a_pull_quote_gets_no_second_one() -> None:
    assert not lifted('<aside class="pullquote"><p>Paper is slow.</p></aside>' + quoting(12, at=6))


def test_a_string_in_a_listing_is_no_direct_speech() -> None:
    code = f"<pre>{SAID.replace(', ', ',' + chr(10))}</pre>"
    assert not lifted(f"<p>{FILLER}</p>" * 6 + code + f"<p>{FILLER}</p>" * 5)


def test_a_sentence_of_the_author_is_lifted_out_over_the_authors_name() -> None:
    body = quoting(12, at=6, text=f"It is so. {OWN} It is late.")
    assert lifted(body, by("Ada Quill", body)) == [(OWN, "Ada Quill")]


def test_what_somebody_says_goes_before_what_the_author_says() -> None:
    body = quoting(12, at=6, text=f"Ada Finch said: {SAID} {OWN}")
    assert lifted(body, by("Ada Quill", body)) == [(SAID, "Ada Finch")]


@pytest.mark.parametrize("author", ["Daily Press", "admin", "Quill"])
def test_nothing_is_quoted_over_a_name_that_is_no_persons(author: str) -> None:
    body = quoting(12, at=6, text=OWN)
    assert not lifted(body, by(author, body, site="Daily Press"))


@pytest.mark.parametrize(
    "text",
    [
        OWN.replace("Paper", "This"),
        OWN.replace("Paper", "But paper"),
        OWN.replace("screens", "screens (of glass)"),
        OWN.replace("screens", "they"),
        OWN.replace("screens", "who, what, when, where, and why screens"),
        OWN.replace("screens", "screensScreens"),
        OWN.replace("Paper remembers", "Nobody knows").replace("screens forget", "others do"),
        OWN.replace("again.", "again?"),
        OWN[:40] + " by hand.",
        f"{OWN[:-1]}, and {OWN}",
        f'<a href="https://example.org">{OWN}</a>',
        f"Nobody asked Dr. {OWN}",
        OWN.replace("again.", "by U.S."),
    ],
)
def test_a_sentence_that_leans_on_others_or_leads_elsewhere_is_not_lifted_out(text: str) -> None:
    body = quoting(12, at=6, text=text)
    assert not lifted(body, by("Ada Quill", body))


def test_of_two_sentences_the_one_that_is_about_the_headline_is_lifted_out() -> None:
    about = "Printers counted eleven reams of yellow stock before the doors were opened."
    body = quoting(12, at=6, text=f"{OWN} {about}")
    told = replace(by("Ada Quill", body), headline="What printers counted")
    assert lifted(body, told) == [(about, "Ada Quill")]
