from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.extract.describe.metadata import Metadata
from pressday.extract.describe.opening import take_picture, take_standfirst
from pressday.extract.read.dom import parse_fragment
from pressday.model import DraftImage

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

URL = "https://dockstreet.example/media/press-hall.jpg"
SMALL = "https://dockstreet.example/media/press-hall-640x480.jpg"
TEXT = "<p>The hall was quiet before the first edition ran.</p>"


def figure(url: str, caption: str = "", credit: str = "") -> str:
    said = f'{caption} <span class="credit">{credit}</span>' if credit else caption
    return f'<figure><img src="{url}" alt=""><figcaption>{said}</figcaption></figure>'


def sources(body: Element) -> list[str]:
    return [image.get("src") or "" for image in body.iter("img")]


def test_the_declared_picture_leaves_the_body_with_all_its_copies() -> None:
    other = "https://dockstreet.example/media/quay.jpg"
    body = parse_fragment(
        figure(SMALL) + TEXT + figure(other) + TEXT + figure(URL + "?w=300", "The hall")
    )
    lead = take_picture(body, Metadata(picture=URL))
    assert lead is not None
    assert (lead.provenance, lead.image.caption) == ("declared", "The hall")
    assert sources(body) == [other]


def test_the_words_of_the_page_describe_a_picture_without_a_copy() -> None:
    meta = Metadata(
        picture=URL, picture_alt="A hall", picture_caption="The hall", picture_credit="Jo Dee"
    )
    lead = take_picture(parse_fragment(TEXT), meta)
    assert lead is not None
    assert lead.image == DraftImage(url=URL, alt="A hall", caption="The hall", credit="Jo Dee")


def test_a_copy_with_words_of_its_own_keeps_them() -> None:
    meta = Metadata(picture=URL, picture_caption="Declared", picture_credit="Agency")
    lead = take_picture(parse_fragment(figure(SMALL, "The hall at six.", "Jo Dee") + TEXT), meta)
    assert lead is not None
    assert (lead.image.caption, lead.image.credit) == ("The hall at six.", "Jo Dee")


def test_a_copy_without_words_takes_those_of_the_page() -> None:
    meta = Metadata(picture=URL, picture_caption="The hall", picture_credit="Agency")
    lead = take_picture(parse_fragment(figure(SMALL) + TEXT), meta)
    assert lead is not None
    assert (lead.image.caption, lead.image.credit) == ("The hall", "Agency")


def test_a_logo_is_no_lead_and_the_first_figure_is_a_guess() -> None:
    body = parse_fragment(figure(SMALL, "The hall") + TEXT + figure(URL))
    lead = take_picture(body, Metadata(picture="https://dockstreet.example/logo.png"))
    assert lead is not None
    assert (lead.provenance, lead.image.url) == ("guessed", SMALL)
    assert sources(body) == []


def test_a_figure_far_down_opens_nothing() -> None:
    body = parse_fragment(TEXT * 6 + figure(URL))
    assert take_picture(body, Metadata()) is None
    assert sources(body) == [URL]


def test_a_standfirst_that_repeats_the_beginning_is_left_out() -> None:
    body = parse_fragment(TEXT)
    assert (
        take_standfirst(
            body,
            Metadata(
                standfirst="The hall was quiet before the first edition ran.", title="Night shift"
            ),
        )
        == ""
    )


def test_a_standfirst_that_is_cut_short_is_left_out() -> None:
    torn = "A night in the hall where the paper of the city is printed and then…"
    assert (
        take_standfirst(parse_fragment(TEXT), Metadata(standfirst=torn, title="Night shift")) == ""
    )


def test_a_standfirst_shown_as_heading_leaves_the_body() -> None:
    deck = "A night in the hall where the paper of the city is printed."
    body = parse_fragment(f"<h2>{deck}</h2>{TEXT}")
    assert take_standfirst(body, Metadata(standfirst=deck, title="Night shift")) == deck
    assert body.find("h2") is None


def test_a_copy_above_the_text_gives_the_opening_picture_its_caption() -> None:
    shown = (DraftImage(url=SMALL, caption="The hall at night", credit="Ana Lopez"),)
    lead = take_picture(parse_fragment("<p>Text.</p>"), Metadata(picture=URL), shown)
    assert lead is not None
    assert (lead.image.url, lead.image.caption) == (URL, "The hall at night")
    assert lead.image.credit == "Ana Lopez"


def test_a_description_that_was_cut_off_is_no_standfirst() -> None:
    cut = "Two printers changed how the town reads its paper every day of the week. " * 2
    assert (
        take_standfirst(
            parse_fragment("<p>Text.</p>"),
            Metadata(standfirst=f"{cut}Their unknown", title="Title"),
        )
        == ""
    )
