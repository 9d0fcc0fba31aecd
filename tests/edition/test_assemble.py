"""Sheet and articles to an edition: every piece as the reader will see it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pressday.body import Body
from pressday.edition import (
    Assembled,
    Numbering,
    OwnText,
    Sheet,
    SheetPiece,
    SheetSection,
    Texts,
    assemble,
)
from pressday.edition.estimate import BRIEF_WORDS
from pressday.errors import ConfigError, NothingToBuild
from pressday.model import Spare

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.config import Publication
    from pressday.model import Article, Image

Sections = dict[str, list[tuple[Any, dict[str, Any]]]]

DAY = date(2026, 11, 27)
FIGURE = (
    '<figure><img src="media:{}" alt="A hall"><figcaption>The hall <span class="credit">P. Hoto'
    "</span></figcaption></figure>"
)


def entry(article: Article, **fields: Any) -> SheetPiece:
    return SheetPiece(article=article.id, where=f"edition.toml:{article.title}", **fields)


def make(
    publication: Publication,
    sections: Sections,
    texts: Texts | None = None,
    *,
    previous: date | None = None,
    **fields: Any,
) -> Assembled:
    sheet = Sheet(
        path=Path("editions/2026-W48/edition.toml"),
        date=DAY,
        lines={"cover": 4},
        sections=tuple(
            SheetSection(name=name, pieces=tuple(entry(a, **f) for a, f in pieces))
            for name, pieces in sections.items()
        ),
        **fields,
    )
    articles = {a.id: a for pieces in sections.values() for a, _ in pieces}
    place = Numbering(number=48, previous=previous)
    return assemble(publication, place, sheet, articles, texts or Texts())


def test_an_edition_says_who_it_is(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    sections: Sections = {"News": [(make_article("a"), {})]}
    edition = make(publication, sections, previous=date(2026, 11, 20)).edition
    again = make(publication, {"Other": [(make_article("b"), {})]}).edition
    assert (edition.name, edition.number) == ("2026-W48", 48)
    assert edition.identifier.startswith("urn:uuid:")
    assert edition.identifier == again.identifier
    assert edition.span == (date(2026, 11, 21), DAY)
    assert again.span == (date(2026, 11, 21), DAY)


def test_a_site_has_one_name_in_the_whole_edition_and_the_article_keeps_its_own(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    given = ["BBC", "bbc.example", "BBC"]
    articles = [
        make_article(str(n), url=f"https://bbc.example/{n}", site=site)
        for n, site in enumerate(given)
    ]
    sections: Sections = {"News": [(articles[0], {})], "Craft": [(a, {}) for a in articles[1:]]}
    edition = make(publication, sections).edition
    assert {piece.article.site for piece in edition.pieces} == {"BBC"}
    assert [article.site for article in articles] == given


def test_by_lines_that_name_nobody_are_left_out_and_the_article_keeps_them(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    names = ("News Desk", "Ada Finch", "paper", "A title")
    article = make_article(bylines=names, site="The Paper")
    piece = make(publication, {"News": [(article, {})]}).edition.pieces[0]
    assert (piece.article.bylines, article.bylines) == (("Ada Finch",), names)


def test_captions_are_fresh_in_body_and_opening_but_the_editors_own_stay(
    publication: Publication, make_article: Callable[..., Article], make_image: Callable[..., Image]
) -> None:
    first, second = make_image("first", caption="A title"), make_image("second", caption="A title")
    under = "<figcaption>A title <span class='credit'>P. Hoto</span></figcaption>"
    body = f'<p>Ink</p><figure><img src="media:{second.media}">{under}</figure>'
    article = make_article(body=body, images=(first, second), lead=first.media)
    for given, printed in ((None, ""), ("A title", "A title")):
        piece = make(publication, {"News": [(article, {"caption": given})]}).edition.pieces[0]
        assert piece.image is not None
        assert piece.image.caption == printed
        assert "A title" not in piece.body.html
        assert "P. Hoto" in piece.body.html
        assert [image.caption for image in piece.article.images] == ["", ""]
    retitled = make(publication, {"News": [(article, {"headline": "Ink"})]}).edition.pieces[0]
    assert retitled.image is not None
    assert retitled.image.caption == "A title"


def test_the_sheets_words_come_before_the_articles(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    plain = make_article("plain", standfirst="Its own")
    changed = make_article("changed", standfirst="Its own", count=50)
    fields = {"headline": "New", "standfirst": "", "weight": "lead", "layout": "plain"}
    edition = make(publication, {"News": [(plain, {}), (changed, fields)]}).edition
    first, second = edition.pieces
    assert (first.headline, first.standfirst, first.weight, first.layout) == (
        "plain",
        "Its own",
        "feature",
        None,
    )
    assert (second.headline, second.standfirst, second.weight, second.layout) == (
        "New",
        "",
        "lead",
        "plain",
    )


def test_cut_pieces_and_empty_sections_are_gone_and_the_rest_is_numbered(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    sections: Sections = {
        "A": [(make_article("cut"), {"cut": True})],
        "B": [(make_article("b"), {})],
        "C": [(make_article("c"), {}), (make_article("short", count=20), {})],
    }
    edition = make(publication, sections).edition
    assert [(s.name, s.number, len(s.pieces)) for s in edition.sections] == [
        ("B", 1, 1),
        ("C", 2, 2),
    ]
    assert [p.weight for p in edition.pieces] == ["feature", "feature", "brief"]


def test_a_piece_is_a_brief_below_the_count_of_words_and_a_feature_from_it_on(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    counts = (BRIEF_WORDS - 1, BRIEF_WORDS)
    sections: Sections = {"A": [(make_article(str(count), count=count), {}) for count in counts]}
    edition = make(publication, sections).edition
    assert [p.weight for p in edition.pieces] == ["brief", "feature"]


def test_a_long_article_that_calls_itself_a_brief_is_a_feature_unless_the_sheet_says_so(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    long = make_article(count=300, weight="brief")
    own = [make(publication, {"News": [(long, given)]}) for given in ({}, {"weight": "brief"})]
    assert [made.edition.pieces[0].weight for made in own] == ["feature", "brief"]


def test_an_edition_without_pieces_is_nothing_to_build(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    with pytest.raises(NothingToBuild) as caught:
        make(publication, {"A": [(make_article("cut"), {"cut": True})]})
    assert caught.value.exit_code == 6


def test_an_article_without_text_is_left_out_and_told(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    empty = make_article("empty", body="")
    made = make(publication, {"A": [(empty, {}), (make_article("a"), {})]})
    assert [p.headline for p in made.edition.pieces] == ["a"]
    assert [(o.subject, o.error) for o in made.left_out] == [("empty", "the article has no text")]


def test_the_opening_picture_does_not_stand_in_the_body_again(
    publication: Publication,
    make_article: Callable[..., Article],
    make_image: Callable[..., Image],
) -> None:
    image = make_image()
    body = f"<p>One &amp; two</p>{FIGURE.format(image.media)}<p>Three</p>"
    article = make_article("a", body=body, images=(image,), lead=image.media)
    piece = make(publication, {"A": [(article, {})]}).edition.pieces[0]
    assert piece.body.html == "<p>One &amp; two</p><p>Three</p>"
    assert piece.image is not None
    assert (piece.image.caption, piece.image.credit, piece.image.alt) == (
        "The hall",
        "P. Hoto",
        "A hall",
    )


def test_the_opening_picture_in_another_size_leaves_the_text_and_is_told(
    publication: Publication,
    make_article: Callable[..., Article],
    make_image: Callable[..., Image],
) -> None:
    said = "The hall of the works on Sunday"
    large, small = make_image("large", caption=said), make_image("small", caption=said)
    body = (
        f'<p>One</p><figure><img src="media:{small.media}"><figcaption>{said}</figcaption></figure>'
    )
    article = make_article("a", body=body, images=(large, small), lead=large.media)
    piece = make(publication, {"A": [(article, {})]}).edition.pieces[0]
    assert (piece.body.html, piece.dropped) == ("<p>One</p>", (small.media,))


def test_the_first_wide_picture_opens_where_none_is_declared(
    publication: Publication,
    make_article: Callable[..., Article],
    make_image: Callable[..., Image],
) -> None:
    small, wide = make_image("small", width_px=200), make_image("wide")
    first = f'<p>x</p><p><img src="media:{small.media}"></p>'
    body = f'{first}<p><a href="#"><img src="media:{wide.media}"></a></p>'
    article = make_article("a", body=body, images=(small, wide))
    piece = make(publication, {"A": [(article, {})]}).edition.pieces[0]
    assert piece.image is not None
    assert piece.image.media == wide.media
    assert piece.body.html == first


def test_the_editor_may_leave_the_picture_out_or_reword_it(
    publication: Publication,
    make_article: Callable[..., Article],
    make_image: Callable[..., Image],
) -> None:
    image = make_image()
    body = f"<p>One</p>{FIGURE.format(image.media)}"
    out, reworded = (make_article(t, body=body, images=(image,)) for t in ("out", "reworded"))
    fields = {"caption": "Ours", "credit": ""}
    pieces = make(publication, {"A": [(out, {"image": False}), (reworded, fields)]}).edition.pieces
    assert (pieces[0].image, pieces[0].body) == (None, Body("<p>One</p>"))
    assert pieces[1].image is not None
    assert (pieces[1].image.caption, pieces[1].image.credit) == ("Ours", "")


def test_the_editors_own_text_replaces_the_articles(
    publication: Publication,
    make_article: Callable[..., Article],
    make_image: Callable[..., Image],
) -> None:
    theirs, ours = make_image("theirs"), make_image("ours", width_px=100)
    article = make_article("a", body=f'<img src="media:{theirs.media}">', images=(theirs,))
    own = OwnText(body=Body(f'<p>Mended</p><img src="media:{ours.media}">'), images=(ours,))
    piece = make(
        publication,
        {"A": [(article, {"body": "a.md"})]},
        Texts(bodies={"a.md": own}, editorial=Body("<p>Dear</p>"), next_week=Body("<p>Soon</p>")),
    ).edition.pieces[0]
    assert piece.words == 1
    assert piece.image is None
    assert ours.media in piece.body.html
    assert ours in piece.article.images


def test_editorial_and_next_week_and_logo_are_the_texts(
    publication: Publication, make_article: Callable[..., Article], make_image: Callable[..., Image]
) -> None:
    texts = Texts(
        editorial=Body("<p>Dear</p>"), next_week=Body("<p>Soon</p>"), logo=make_image("logo")
    )
    edition = make(publication, {"A": [(make_article("a"), {})]}, texts).edition
    assert (edition.editorial, edition.next_week) == (texts.editorial, texts.next_week)
    assert edition.masthead.logo == make_image("logo")


def test_the_cover_is_the_lead_with_the_largest_picture(
    publication: Publication,
    make_article: Callable[..., Article],
    make_image: Callable[..., Image],
) -> None:
    pictured = [
        make_article(t, images=(make_image(t, width_px=w),), lead=make_image(t).media)
        for t, w in (("a", 700), ("b", 900), ("c", 4000))
    ]
    leads = [(a, {"weight": w}) for a, w in zip(pictured, ("lead", "lead", None), strict=True)]
    assert make(publication, {"A": leads}).edition.cover == pictured[1].id
    assert make(publication, {"A": leads}, cover="none").edition.cover == ""
    assert make(publication, {"A": leads}, cover=pictured[0].id).edition.cover == pictured[0].id
    assert make(publication, {"A": [(a, {}) for a in pictured]}).edition.cover == pictured[2].id


def test_a_cover_that_is_no_piece_is_a_fault_with_its_line(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    article = make_article("a")
    with pytest.raises(ConfigError) as caught:
        make(publication, {"A": [(article, {})]}, cover="atuo")
    assert caught.value.where == "editions/2026-W48/edition.toml:4"
    assert str(caught.value.hint).startswith('did you mean "auto"? ')


def test_a_cover_without_picture_and_a_caption_without_one_are_told(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    article = make_article("a")
    made = make(publication, {"A": [(article, {"caption": "x"})]}, cover=article.id)
    assert made.edition.cover == ""
    assert len(made.problems) == 2


def test_what_is_spare_stands_apart_and_fills_the_end_of_its_section(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    first, spare, alone = (make_article(name) for name in ("a", "b", "c"))
    made = make(
        publication,
        {"News": [(spare, {"spare": True}), (first, {})], "Talk": [(alone, {"spare": True})]},
    ).edition
    assert [p.headline for p in made.pieces] == ["a"]
    assert [(s.section, s.piece.headline) for s in made.spares] == [("News", "b"), ("News", "c")]
    filled = made.filled(made.spares[:1])
    assert [p.headline for p in filled.pieces] == ["a", "b"]
    assert [s.piece.headline for s in filled.spares] == ["c"]


def test_an_edition_of_spare_pieces_alone_has_them_all(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    made = make(publication, {"News": [(make_article("a"), {"spare": True})]})
    assert [p.headline for p in made.edition.pieces] == ["a"]
    assert made.edition.spares == ()
    assert made.problems == ("every piece is spare, so all are printed",)


def test_what_is_spare_in_a_section_that_is_gone_fills_the_last_one(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    sections: Sections = {
        "News": [(make_article("a"), {})], "Talk": [(make_article(n), {}) for n in "bc"],
    }  # fmt: skip
    made = make(publication, sections).edition
    spare = Spare(section="Gone", piece=made.pieces[0])
    assert [len(s.pieces) for s in made.filled([spare]).sections] == [1, 3]
