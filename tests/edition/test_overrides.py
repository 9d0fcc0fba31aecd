"""What the run sheet says in place of an article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.edition.test_assemble import make

from pressday.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.config import Publication
    from pressday.model import Article, Image, Piece

TEXT = "<p>One.</p><p>Two.</p><p>They said: Ink never dries by itself, so we waited.</p>"


@pytest.fixture
def told(publication: Publication, make_article: Callable[..., Article]) -> Callable[..., Piece]:
    def tell(entry: dict[str, Any], **fields: Any) -> Piece:
        article = make_article(**{"body": TEXT} | fields)
        return make(publication, {"News": [(article, entry)]}).edition.pieces[0]

    return tell


def test_names_and_day_of_the_sheet_are_printed_as_they_stand(told: Callable[..., Piece]) -> None:
    entry = {"byline": "The Staff", "site": "www.paper.example", "date": date(2015, 3, 4)}
    article = told(entry, bylines=("Ada",), site="A", day="2026-11-26",
                   provenance={"published": "guessed"}).article  # fmt: skip
    assert (article.bylines, article.site) == (("The Staff",), "www.paper.example")
    assert article.published is not None
    assert (article.published.date(), article.provenance["published"]) == (
        date(2015, 3, 4),
        "declared",
    )
    assert told({"byline": ""}, bylines=("Ada",)).article.bylines == ()
    assert told({}, bylines=("Ada",)).article.bylines == ("Ada",)


def test_a_kicker_is_taken_over_from_the_sheet(told: Callable[..., Piece]) -> None:
    assert (told({"kicker": "Obituary"}).kicker, told({}).kicker) == ("Obituary", "")


def test_the_editor_chooses_the_opening_picture_and_what_it_must_show(
    told: Callable[..., Piece], make_image: Callable[..., Image]
) -> None:
    first, second = make_image("first"), make_image("second", width_px=300)
    body = "".join(f'<p>x</p><p><img src="media:{i.media}"></p>' for i in (first, second))
    fields = {"body": body, "images": (first, second), "lead": first.media}
    piece = told({"image": second.media[:6].upper(), "focus": (0.1, 0.9)}, **fields)
    assert piece.image is not None
    assert (piece.image.media, piece.image.focus) == (second.media, (0.1, 0.9))
    assert piece.body.media == (first.media,)


def test_the_editor_says_what_pictures_show_or_that_they_decorate(
    told: Callable[..., Piece], make_image: Callable[..., Image]
) -> None:
    first, second = make_image("first", alt="A press"), make_image("second", alt="A rule")
    body = f'<p>x</p><p><img src="media:{second.media}" alt="A rule"></p><p>y</p>'
    fields = {"body": body, "images": (first, second), "lead": first.media}
    shown = told({"alt": "Rows of\nletters"}, **fields)
    assert shown.image is not None
    assert (shown.image.alt, shown.decorations) == ("Rows of letters", ())
    silent = told({"alt": False}, **fields)
    assert silent.image is not None
    assert (silent.image.alt, silent.decorations) == ("", (first.media,))
    table = {first.media[:6]: "Rollers", second.media[:8].upper(): False}
    both = told({"alt": table}, **fields)
    assert both.image is not None
    assert (both.image.alt, both.decorations) == ("Rollers", (second.media,))
    assert 'alt="A rule"' not in both.body.html
    again = told({"alt": {second.media[:6]: "A new rule"}}, **fields)
    assert 'alt="A new rule"' in again.body.html
    with pytest.raises(ConfigError, match='no picture "000000" in this article'):
        told({"alt": {"000000": "Nothing"}}, **fields)


def test_a_picture_that_the_article_does_not_have_is_a_fault_with_its_line(
    told: Callable[..., Piece], make_image: Callable[..., Image]
) -> None:
    only = make_image()
    with pytest.raises(ConfigError, match='no picture "ffffff" in this article') as caught:
        told({"image": "ffffff"}, images=(only,))
    assert (caught.value.exit_code, caught.value.where) == (5, "edition.toml:A title")
    assert caught.value.hint == f"it has {only.media[:8]}"


def test_digits_that_two_pictures_begin_with_name_neither(
    told: Callable[..., Piece], make_image: Callable[..., Image]
) -> None:
    alike = tuple(replace(make_image(), media=f"abcdef{n}".ljust(64, "0")) for n in (1, 2))
    with pytest.raises(ConfigError, match='several pictures "abcdef" in this article'):
        told({"image": "abcdef"}, images=alike)


def test_a_quotation_of_the_sheet_stands_before_the_paragraph_that_says_it(
    told: Callable[..., Piece],
) -> None:
    own = '<aside class="pullquote"><p>Two.</p></aside>'
    piece = told({"quote": "Ink never dries by itself — Ada Finch"}, body=own + TEXT)
    blocks = [block.text for block in piece.body.blocks]
    assert blocks[:3] == ["One.", "Two.", "Ink never dries by itself — Ada Finch"]
    assert piece.lifts
    elsewhere = told({"quote": "Paper is slow."}).body.blocks
    assert [block.text for block in elsewhere][:2] == ["One.", "Paper is slow."]


def test_without_a_quotation_none_is_set_large(told: Callable[..., Piece]) -> None:
    piece = told({"quote": False}, body='<aside class="pullquote"><p>Two.</p></aside>' + TEXT)
    assert "pullquote" not in piece.body.html
    assert not piece.lifts
