"""From a piece to what a template prints."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import unquote

import pytest
from tests.layout.print.conftest import LONG, SENTENCE, edition, image, piece, story

from pressday.layout.print.story import LINK_CHARACTERS, Story, headline_lines, tell
from pressday.layout.typography import polish_text


def html_of(told: Story) -> str:
    """Return all text of a story as it is printed."""
    return "".join(block.html for run in told.runs for block in run.blocks)


def test_a_declared_date_is_printed_and_a_guessed_one_never() -> None:
    declared = story(piece())
    guessed = story(piece(provenance={"published": "guessed"}))
    assert (declared.day, declared.source.day) == ("24 November", "24 November")
    assert (guessed.day, guessed.source.day) == ("", "")
    assert story(piece(published=None)).day == ""


def test_the_day_printed_is_that_of_where_the_text_was_written() -> None:
    late = datetime(2026, 3, 4, 23, 30, tzinfo=timezone(-timedelta(hours=5)))
    early = datetime(2026, 3, 5, 0, 10, tzinfo=timezone(timedelta(hours=2)))
    assert [story(piece(published=p)).day for p in (late, early)] == ["4 March", "5 March"]


def test_a_day_of_another_year_is_printed_with_it_wherever_a_day_stands() -> None:
    old = story(piece(published=datetime(2015, 3, 4, tzinfo=UTC)))
    assert (old.day, old.source.day) == ("4 March 2015", "4 March 2015")


def test_a_long_link_gives_way_to_its_host_and_a_short_one_stays() -> None:
    address = "https://www.paper.example/2026/11/24/sixty-papers-one-press/"
    long = story(piece(url=address, words=400))
    assert long.source.link == "paper.example"
    assert unquote(long.source.qr).endswith("/2026/11/24/sixty-papers-one-press/")
    short = story(piece(url="https://paper.example/sixty/")).source.link
    assert short == "paper.example/sixty"
    assert len(short) <= LINK_CHARACTERS


def test_the_source_is_the_site_or_else_its_host() -> None:
    assert story(piece(site="The Paper")).source.site == "The Paper"
    assert story(piece(url="https://www.paper.example/x")).source.site == "paper.example"
    assert story(piece(url="")).source.site == ""


@pytest.mark.parametrize(
    "url",
    ["https://paper.example/a%20b?q=1%262&r=ü#top", "https://paper.example/r%C3%BCck%2Fblick"],
)
def test_a_code_says_the_very_address(url: str) -> None:
    assert unquote(story(piece(url=url, words=100)).source.qr) == url


def test_very_short_pieces_and_those_without_an_address_get_no_code() -> None:
    assert story(piece(words=99)).source.qr == ""
    assert story(piece(words=500, url="")).source.qr == ""


def test_the_words_before_the_names_are_the_publications() -> None:
    signed, talk = piece(bylines=("Ada Quill",)), piece(bylines=("Ada Quill",), kind="interview")
    assert [story(p, "en").byline for p in (signed, talk)] == ["By", "Interview by"]
    assert [story(p, "de").byline for p in (signed, talk)] == ["Von", "Interview:"]
    assert story(piece(), "de").byline == ""


def test_dates_stand_in_the_publications_language_and_typography_in_the_articles() -> None:
    told = story(piece('Die "Presse"', language="de"), "fr")
    assert (told.day, told.headline, told.language) == ("24 novembre", "Die „Presse“", "de")


def test_an_article_without_a_language_has_the_publications() -> None:
    assert story(piece(), "de").language == "de"


def test_a_missing_standfirst_is_teased_with_a_first_sentence_of_some_length() -> None:
    assert story(piece()).teaser == SENTENCE.strip()
    assert story(piece(body="<p>No. Never.</p>")).teaser == ""
    assert story(piece(standfirst="What it weighs")).teaser == "What it weighs"


def test_a_headline_is_broken_where_the_sense_breaks() -> None:
    told = story(piece("Sixty papers, one night, one press", weight="lead"))
    assert [head.span for head in told.heads] == [1, 2, 3]
    assert told.heads[2].lines == ("Sixty papers,", "one night, one press")
    assert {" ".join(head.lines) for head in told.heads} == {told.headline}


def test_a_headline_that_the_editor_broke_is_broken_there_at_every_width() -> None:
    broken = ("Sixty", "papers in one night")
    told = replace(piece(" ".join(broken), words=900), lines=broken)
    heads = story(told).heads
    assert {head.lines[0] for head in heads} == {"Sixty"}
    assert heads[2].lines == broken


def test_breaks_keep_their_place_in_a_polished_headline() -> None:
    headline = polish_text('Ce "moulin" ? Il tourne', "fr")
    lines = headline_lines(headline, ('Ce "moulin" ?', "Il tourne"))
    assert lines == ("Ce «\u202fmoulin\u202f»\u202f?", "Il tourne")
    assert headline_lines(headline, ()) == (headline,)


def test_a_brief_has_one_headline_and_its_picture_in_one_column() -> None:
    brief = story(piece(image=image(), weight="brief", words=90))
    assert (brief.layout, brief.rank, len(brief.heads)) == ("brief", None, 1)
    assert brief.plates[0].frame.span == 1


def test_an_opening_picture_may_stand_over_one_to_three_columns() -> None:
    told = story(piece(image=image(), words=900))
    assert [plate.frame.span for plate in told.plates] == [1, 2, 3]
    assert told.hero == told.plates[-1]


def test_pictures_of_a_text_may_be_lifted_out_of_it_by_their_number() -> None:
    sharp, coarse = image(2000, 1300), image(300, 200)
    figures = [f'<figure><img src="media:{i.media}" alt=""/></figure>' for i in (coarse, sharp)]
    told = story(piece(body=LONG + LONG.join(figures) + LONG, images=(sharp, coarse), words=900))
    blocks = [block for run in told.runs for block in run.blocks if block.plates]
    assert [block.lift for block in blocks] == [None, 0]
    assert [[plate.frame.span for plate in plates] for plates in told.lifts] == [[2, 3]]


def test_a_quotation_that_may_be_lifted_out_is_no_part_of_the_runs() -> None:
    said = f"{SENTENCE * 3}“{SENTENCE.strip()[:-1]},” said Ada Finch."
    told = story(piece(body=LONG * 6 + f"<p>{said}</p>" + LONG * 5, words=900))
    assert [quotation.speaker for quotation in told.quotes] == ["Ada Finch"]
    assert all(block.kind == "text" for run in told.runs for block in run.blocks)


def test_text_under_a_picture_page_is_printed_or_the_page_is_none() -> None:
    plate = piece(image=image(), kind="picture", words=40, body="<p>Reels, waiting.</p>")
    assert story(plate).layout == "picture"
    assert "waiting" in html_of(story(plate))
    assert story(piece(image=image(), kind="picture", words=400)).layout == "feature"


def test_a_picture_page_set_bare_is_plain_text() -> None:
    assert story(piece(image=image(), kind="picture", words=40), bare=True).layout == "plain"


def test_a_caption_gets_the_typography_of_its_language() -> None:
    hero = story(piece(image=image(caption='The "press"'), words=900)).hero
    assert hero is not None
    assert hero.caption == "The “press”"


def test_the_opening_picture_does_not_say_the_headline_again() -> None:
    headline = "Sixty papers, one night, one press"
    hero = story(piece(headline, image=image(alt=headline), words=900)).hero
    assert hero is not None
    assert (hero.caption, hero.alt) == ("", headline)


def test_a_bare_story_is_its_words_alone() -> None:
    body = f"{LONG}<ul><li>One &amp; two</li></ul><table><tr><td>12</td></tr></table>"
    told = story(piece(body=body, image=image(), words=900), bare=True)
    assert told.hero is None
    blocks = [block for run in told.runs for block in run.blocks]
    assert {b.kind for b in blocks} == {"text"}
    assert all(b.html.startswith("<p>") for b in blocks)
    assert "One &amp; two" in html_of(told)


def test_a_bare_story_of_nothing_is_no_trouble() -> None:
    assert story(piece(body=""), bare=True).teaser == ""


def test_a_link_to_another_piece_of_the_edition_becomes_one_of_the_book() -> None:
    other = piece("Another", url="https://paper.example/other/")
    body = '<p>See <a href="https://paper.example/other">the other</a>.</p>'
    linking = piece("Linking", body=body)
    told = tell(edition(("News", [linking, other])), linking, 1, "News")
    assert f'href="edition:a-{other.id}"' in html_of(told)


@pytest.mark.parametrize(
    ("body", "tall"),
    [
        (f"<p>{'word ' * 135}</p>", False),
        (f"<p>{'word ' * 145}</p>", True),
        (f"<ul>{'<li>Item</li>' * 11}</ul>", False),
        (f"<ul>{'<li>Item</li>' * 12}</ul>", True),
    ],
)
def test_a_brief_whose_headline_would_stand_alone_is_tall(body: str, *, tall: bool) -> None:
    assert story(piece("Ink", body=body, weight="brief")).is_tall is tall
