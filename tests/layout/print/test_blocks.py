"""What a body becomes on the page: text in columns, bands across them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.layout.print.conftest import LONG, SENTENCE, image, piece

from pressday.body import Body
from pressday.body.markup import parse_fragment
from pressday.layout.print.blocks import galley_blocks, plate
from pressday.layout.print.rules import body_frame
from pressday.layout.typography import polished
from pressday.layout.words import furniture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressday.layout.print.galley_blocks import GalleyBlock
    from pressday.model import Image, Piece


def laid(body: str, given: Piece | None = None, *, drop: bool = False) -> tuple[GalleyBlock, ...]:
    root = Body(body).tree()
    return galley_blocks(given or piece(body=body), root, {}, furniture("en"), drop=drop)


def kinds(body: str, given: Piece | None = None) -> list[str]:
    return [block.kind for block in laid(body, given)]


def table(columns: int, rows: int, cell: str = "12.4 tonnes of paper") -> str:
    head = "".join(f"<th>Head{n}</th>" for n in range(columns))
    cells = [f"<td>row{r}</td>" + f"<td>{cell}</td>" * (columns - 1) for r in range(rows)]
    body = "".join(f"<tr>{c}</tr>" for c in cells)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def figure(picture: Image, caption: str = "", alt: str = "") -> str:
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="media:{picture.media}" alt="{alt}"/>{below}</figure>'


@pytest.mark.parametrize(
    ("attributes", "before"),
    [("", None), ('start="3"', 2), ('start="0"', -1), ("reversed", 3), ('reversed start="9"', 10)],
)
def test_a_list_is_numbered_from_where_its_author_began(
    attributes: str, before: int | None
) -> None:
    (block,) = laid(f"<ol {attributes}><li>One</li><li>Two</li></ol>")
    (items,) = block.elements
    assert items.get("style") == (before if before is None else f"counter-reset: item {before}")


def test_a_picture_that_decorates_is_not_heard_of_wherever_it_stands() -> None:
    wide = image()
    text = f'{figure(wide, alt="Ink")}<ul><li><img src="media:{wide.media}" alt="Ink"></li></ul>'
    given = replace(
        piece(body=text), decorations=(wide.media,),
        article=replace(piece(body=text).article, images=(wide,)),
    )  # fmt: skip
    picture, listed = laid(text, given)
    assert {(p.alt, p.decorates) for p in picture.plates} == {("", True)}
    assert listed.elements[0].find(".//img").get("role") == "presentation"
    assert not laid(text, replace(given, decorations=()))[0].plates[0].decorates


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (table(2, 5), "text"),
        (table(3, 5), "wide"),
        (table(3, 5, "12.4"), "text"),
        (table(8, 5), "wide"),
        (table(9, 5), "text"),
        (table(2, 5, "a cell of thirty-one characters"), "text"),
        (table(2, 5, f"cell with a word of {'x' * 19}"), "wide"),
        (table(2, 2, "a cell of four lines " * 5), "wide"),
        (table(2, 17, "a cell of thirty-one characters"), "wide"),
        (f"<pre>{'x' * 40}</pre>", "text"),
        (f"<pre>short\n{'x' * 102}</pre>", "text"),
        (f"<pre>short\n{'x' * 103}</pre>", "wide"),
        (f'<aside class="factbox"><p>{"fact " * 110}</p></aside>', "text"),
        (f'<aside class="factbox"><p>{"fact " * 111}</p></aside>', "box"),
        ("<ul><li>One</li></ul>", "text"),
        ("<blockquote><p>One</p></blockquote>", "text"),
    ],
)
def test_a_block_too_wide_for_a_column_stands_across_the_page(body: str, kind: str) -> None:
    assert kinds(body) == [kind]


def test_a_table_of_more_than_eight_columns_becomes_a_list() -> None:
    (block,) = laid(table(9, 2))
    assert "<table" not in block.html
    assert block.html.count("<dt>") == 2
    assert "<dt>row0</dt><dd>Head1: 12.4 tonnes of paper; Head2: 12.4" in block.html


def test_a_list_made_of_a_table_keeps_the_tables_caption() -> None:
    (block,) = laid(table(9, 2).replace("<table>", "<table><caption>Paper by the tonne</caption>"))
    assert block.html.startswith("<dl><dt>Paper by the tonne</dt>")


def test_a_table_longer_than_a_page_goes_on_under_the_same_head() -> None:
    parts = laid(table(3, 80))
    assert [p.kind for p in parts] == ["wide"] * 3
    assert [p.html.count("<td>row") for p in parts] == [30, 30, 20]
    assert all(p.html.count("<th>Head0</th>") == 1 for p in parts)
    assert "<td>row30</td>" in parts[1].html
    assert "<td>row29</td>" not in parts[1].html


def test_a_table_that_just_fits_the_page_stays_whole() -> None:
    assert len(laid(table(3, 30))) == 1


def test_a_table_in_parts_has_its_id_once() -> None:
    parts = laid(table(3, 40).replace("<table>", '<table id="weights">'))
    assert [p.html.count('id="') for p in parts] == [1, 0]


def test_pictures_stand_three_in_a_row_when_the_text_cannot_carry_them() -> None:
    pictures = tuple(image(1500 + n, 1000) for n in range(5))
    body = LONG + "".join(figure(p) for p in pictures) + LONG
    given = piece(body=body, images=pictures, words=400)
    blocks = laid(body, given)
    assert [b.kind for b in blocks] == ["text", "row", "row", "text"]
    assert [len(b.plates) for b in blocks] == [0, 3, 2, 0]
    assert all(p.frame.cell for b in blocks for p in b.plates)
    assert [p.src for b in blocks for p in b.plates] == [f"media:{p.media}" for p in pictures]


@pytest.mark.parametrize(
    ("count", "rows"), [(3, [3]), (4, [2, 2]), (5, [3, 2]), (7, [3, 2, 2]), (9, [3, 3, 3])]
)
def test_no_picture_is_left_alone_beside_rows(count: int, rows: list[int]) -> None:
    pictures = tuple(image(1500 + n, 1000) for n in range(count))
    body = "".join(figure(p) for p in pictures)
    blocks = laid(body, piece(body=body, images=pictures, words=400))
    assert [(b.kind, len(b.plates)) for b in blocks] == [("row", n) for n in rows]


def test_a_long_text_carries_its_pictures_one_by_one() -> None:
    pictures = tuple(image(1500 + n, 1000) for n in range(5))
    body = LONG.join(figure(p) for p in pictures)
    given = piece(body=body, images=pictures, words=880)
    assert kinds(body, given).count("picture") == 5


def test_small_pictures_never_go_into_rows() -> None:
    pictures = tuple(image(300 + n, 200) for n in range(5))
    body = "".join(figure(p) for p in pictures)
    assert kinds(body, piece(body=body, images=pictures, words=40)) == ["picture"] * 5


def test_a_picture_alone_in_a_paragraph_is_a_picture_and_one_among_words_is_not() -> None:
    picture = image()
    alone = f'<p><img src="media:{picture.media}"/></p>'
    among = f'<p>Look: <img src="media:{picture.media}"/></p>'
    assert kinds(alone + among, piece(images=(picture,))) == ["picture", "text"]


def test_a_caption_and_its_credit_are_told_apart() -> None:
    picture = image()
    html = figure(picture, 'The press at night <span class="credit">Ada Quill</span>')
    plates = laid(html, piece(images=(picture,)))[0].plates
    assert {(p.caption, p.credit) for p in plates} == {("The press at night", "Ada Quill")}


@pytest.mark.parametrize(
    ("alt", "caption"),
    [
        ("A press at night", "A press at night"),
        ("IMG 4711 final", ""),
        ("logo", ""),
        ("", ""),
    ],
)
def test_an_alternative_text_is_a_caption_only_when_it_reads_like_a_sentence(
    alt: str, caption: str
) -> None:
    picture = image(alt=alt)
    assert plate(picture, body_frame(picture)).caption == caption


@pytest.mark.parametrize(
    "alt", ["Sixty papers, one night, one press", "Nobody slept in the hall", "Ink dries by itself"]
)
def test_an_alternative_text_that_was_said_beside_it_is_no_caption(alt: str) -> None:
    picture = image()
    body = f"{figure(picture, alt=alt)}<p>Ink dries by itself.</p>"
    given = piece("Sixty papers, one night, one press", body, images=(picture,),
                  standfirst="Nobody slept in the hall on Dock Street.")  # fmt: skip
    shown = laid(body, given)[0].plates[0]
    assert (shown.caption, shown.alt) == ("", alt)


def test_two_pictures_with_one_alternative_text_say_it_once() -> None:
    first, second = image(), image(1400)
    body = "".join(figure(i, alt="The hall at half past two") for i in (first, second))
    given = piece(body=body, images=(first, second), words=900)
    blocks = laid(body, given)
    assert [b.plates[0].caption for b in blocks] == ["The hall at half past two", ""]


def test_of_a_tower_only_what_its_frame_can_show_is_set() -> None:
    tower = plate(tall := image(500, 2000, focus=(0.5, 0.25)), body_frame(tall))
    high = (tower.frame.lines + tower.frame.grow) * 12 / 157.33 / 4
    address, _, shares = tower.shown.partition("?")
    assert address == tower.src
    assert [float(n) for n in shares.split(",")] == pytest.approx([1, high, 0.5, 0.25], abs=0.001)


def test_a_picture_that_is_hardly_cropped_is_set_whole() -> None:
    made = plate(picture := image(1200, 900), body_frame(picture))
    assert made.shown == made.src


def test_a_caption_goes_before_the_alternative_text_and_stands_in_for_a_missing_one() -> None:
    picture = image(caption="Eleven tonnes", focus=(0.25, 1))
    made = plate(picture, body_frame(picture))
    assert (made.caption, made.alt, made.position) == ("Eleven tonnes", "Eleven tonnes", "25% 100%")


@pytest.mark.parametrize(
    ("html", "language", "speaker"),
    [
        ("<p>“Paper is slow.” — Ada Quill</p>", "en", "Ada Quill"),
        ("<p>Paper is slow. -- Ada Quill</p>", "en", "Ada Quill"),
        ("<p>«Papier ist langsam.» – Ada Quill</p>", "de-CH", "Ada Quill"),
        ('<p>"Le papier est lent." — Ada Quill</p>', "fr", "Ada Quill"),
        ("<p>Paper is slow.</p><p>— Ada Quill, printer</p>", "en", "Ada Quill, printer"),
        ("<p>Paper is slow — and patient.</p>", "en", ""),
    ],
)
def test_the_speaker_of_a_pull_quote_is_split_off_at_the_dash(
    html: str, language: str, speaker: str
) -> None:
    body = polished(Body(f'<aside class="pullquote">{html}</aside>'), language)
    (block,) = laid(body)
    assert (block.kind, block.speaker) == ("quote", speaker)
    assert "Quill" not in block.html


def test_a_pull_quote_keeps_the_blanks_that_hold() -> None:
    body = polished(Body('<aside class="pullquote"><p>"Le papier\n est lent."</p></aside>'), "fr")
    nnbsp = "\N{NARROW NO-BREAK SPACE}"
    assert laid(body)[0].html == f"«{nnbsp}Le papier est lent.{nnbsp}»"


@pytest.mark.parametrize(
    ("body", "dropped"),
    [
        (LONG, True),
        (f"<p>{SENTENCE}</p>", False),
        (f"<p>“{SENTENCE * 4}”</p>", False),
        (f"<p>1974: {SENTENCE * 4}</p>", False),
        (f"<h2>A heading</h2>{LONG}", False),
        (f"<p><em>The</em> web {SENTENCE * 4}</p>", False),
        (f"<p>Über {SENTENCE * 4}</p>", True),
    ],
)
def test_a_drop_cap_opens_only_a_long_first_paragraph_that_begins_with_a_letter(
    body: str, *, dropped: bool
) -> None:
    assert ('class="drop"' in laid(body, drop=True)[0].html) is dropped


def test_a_drop_cap_takes_one_letter_and_the_first_words_run_in() -> None:
    (block,) = laid(LONG, drop=True)
    opening = '<p><span class="drop">T</span><span class="run-in">he web climbs</span> out of'
    assert block.html.startswith(opening)


def test_no_drop_cap_is_set_where_none_is_asked_for() -> None:
    assert 'class="drop"' not in laid(LONG)[0].html


def test_ids_are_unique_in_the_book_and_notes_still_find_each_other() -> None:
    given = piece()
    body = (
        '<p>Text <a class="noteref" href="#fn-1" id="fnref-1">1</a></p>'
        '<aside class="footnotes"><ol><li class="footnote" id="fn-1"><p>Note.</p></li></ol></aside>'
    )
    text, notes = laid(body, given)
    assert f'href="edition:a-{given.id}-fn-1"' in text.html
    assert f'id="a-{given.id}-fnref-1"' in text.html
    assert f'id="a-{given.id}-fn-1"' in notes.html


def test_a_link_to_another_article_of_the_edition_leads_to_its_page() -> None:
    body = '<p><a href="https://x.example/b/">in</a> <a href="https://y.example/">out</a></p>'
    (block,) = galley_blocks(
        piece(body=body),
        Body(body).tree(),
        {"https://x.example/b": "a-b"},
        furniture("en"),
        drop=False,
    )
    assert 'href="edition:a-b"' in block.html
    assert 'href="https://y.example/"' in block.html


def marked(blocks: Sequence[GalleyBlock]) -> list[int]:
    return [n for n, b in enumerate(blocks) if '<span class="endmark"></span>' in b.html]


@pytest.mark.parametrize(
    ("end", "at"),
    [
        ("", [2]),
        ("<ul><li>One</li><li>Two</li></ul>", [3]),
        ('<aside class="factbox"><p>Facts.</p></aside>', [2]),
        ("<pre>code</pre>", []),
        (table(2, 5), []),
    ],
)
def test_a_text_ends_with_a_mark_where_it_ends_in_words(end: str, at: list[int]) -> None:
    assert marked(laid(LONG * 3 + end)) == at


def test_the_mark_stands_in_the_last_answer_of_an_interview() -> None:
    talk = '<div class="question"><p>Why?</p></div><div class="answer"><p>Because.</p></div>'
    assert marked(laid("<p>An introduction.</p>" + talk * 2)) == [4]


def test_the_mark_stands_in_a_paragraph_that_closes_an_interview() -> None:
    talk = '<div class="question"><p>Why?</p></div><div class="answer"><p>Because.</p></div>'
    assert marked(laid(f"{talk}<p>She went back to the press.</p>")) == [2]


def test_the_mark_is_not_lost_in_a_last_paragraph_that_is_a_picture() -> None:
    picture = image()
    body = f'{LONG}<p><img src="media:{picture.media}"/></p>'
    assert marked(laid(body, piece(images=(picture,)))) == [0]


def test_an_empty_body_is_no_trouble() -> None:
    assert all("endmark" not in block.html for block in laid(""))


def test_an_embed_shows_its_poster_and_a_code_of_its_address() -> None:
    poster = image(480, 360)
    body = (
        f'<aside class="embed"><figure><img src="media:{poster.media}" alt=""></figure>'
        '<p><a href="https://vimeo.com/76">Folding</a></p><p>Seen from above.</p></aside>'
    )
    (block,) = laid(body, piece(body=body, images=(poster,)))
    assert block.kind == "text"
    pictures = [i.get("src") for i in parse_fragment(block.html).iter("img")]
    assert pictures == [f"media:{poster.media}", "qr:https://vimeo.com/76"]
    texts = [p.text_content() for p in parse_fragment(block.html).iter("p")]
    assert texts == ["Video · vimeo.com", "Folding", "Seen from above."]


def posting(text: str, name: str = "Mara") -> str:
    day = '<time datetime="2026-10-04">2026-10-04</time>'
    return f'<div class="posting">{text}<p class="signature">{name}, {day}</p></div>'


def test_posts_run_in_the_columns_each_with_white_above_and_its_name_below() -> None:
    body = posting("<p>It hums.</p>") + posting(f"<p>Look:</p>{table(3, 5)}<p>Dull.</p>", "Jo")
    blocks = laid(body)
    assert [(b.kind, b.text.partition("\n")[0]) for b in blocks if b.kind == "text"] == [
        ("text", "It hums."), ("text", "Mara, 4 October 2026"),
        ("text", "Look:"), ("text", "Dull."), ("text", "Jo, 4 October 2026"),
    ]  # fmt: skip
    assert [b.kind for b in blocks].index("wide") == 3
    classes = [b.elements[0].get("class") or "" for b in blocks]
    assert classes == ["signed", "signature", "opens leads-in", "", "signed", "signature"]


def test_an_address_too_long_for_a_small_code_has_none() -> None:
    body = f'<aside class="embed"><p><a href="https://a.example/{"x" * 200}">Map</a></p></aside>'
    assert "qr:" not in laid(body)[0].html


def test_references_to_notes_stay_with_the_word_before_them() -> None:
    one, two = (f'<a class="noteref" href="#fn-{n}">{n}</a>' for n in (1, 2))
    (block,) = laid(f"<p>In the <em>old</em> yard,{one}{two} never {one}indoors.</p>")
    made = parse_fragment(block.html)
    assert [s.text_content() for s in made.iter("span") if "tied" in s.classes] == ["yard,12"]
    assert made.text_content() == "In the old yard,12 never 1indoors."


def test_a_heading_is_drawn_into_the_band_under_it_and_no_second_band_is() -> None:
    wide = "<pre>" + f"{'x' * 60}\n" * 3 + "</pre>"
    first, second = laid(f"<h2>Listings</h2>{wide}{wide}")[-2:]
    assert [e.tag for e in first.elements] == ["h2", "pre"]
    assert [e.tag for e in second.elements] == ["pre"]


def test_a_coarse_picture_in_a_list_is_no_wider_than_its_pixels_allow() -> None:
    coarse, sharp = image(200, 100), image(1200, 800)
    body = "".join(f'<ul><li>One <img src="media:{i.media}"></li></ul>' for i in (coarse, sharp))
    first, second = laid(body, piece(body=body, images=(coarse, sharp)))
    assert 'style="max-width: 95.4pt"' in first.html
    assert "max-width" not in second.html
