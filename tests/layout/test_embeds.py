"""Players and posts become small boxes; in the cells of tables, links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressday.body.markup import inner, parse_fragment
from pressday.layout.embeds import mark_attributions, set_embeds
from pressday.layout.words import furniture, languages

if TYPE_CHECKING:
    from lxml import html

FILM = "https://www.youtube.com/watch?v=a1B2c3"


def box(title: str, address: str = FILM, poster: str = "", more: str = "") -> str:
    figure = f'<figure><img src="{poster}" alt=""></figure>' if poster else ""
    return f'<aside class="embed">{figure}<p><a href="{address}">{title}</a></p>{more}</aside>'


def made(body: str, language: str = "en") -> html.HtmlElement:
    root = parse_fragment(body)
    set_embeds(root, furniture(language))
    return root


@pytest.mark.parametrize(
    ("address", "label"),
    [
        (FILM, "Video · youtube.com"),
        ("https://vimeo.com/76", "Video · vimeo.com"),
        ("https://paper.example/films/web.mp4", "Video · paper.example"),
        ("https://soundcloud.com/a/b", "Audio · soundcloud.com"),
        ("https://paper.example/a/talk.mp3", "Audio · paper.example"),
        ("https://maps.example/?q=youtube.com", "Online · maps.example"),
        ("https://notyoutube.company.example/x", "Online · notyoutube.company.example"),
    ],
)
def test_a_box_says_what_it_leads_to_and_where(address: str, label: str) -> None:
    (first, title) = made(box("Threading a press", address)).iter("p")
    assert (first.get("class"), first.text) == ("embed-label", label)
    assert (title.get("class"), title.text_content()) == ("embed-title", "Threading a press")


def test_the_label_is_in_the_language_of_the_publication() -> None:
    labels = {code: made(box("x y z"), code).findtext(".//p") for code in languages()}
    assert labels["fr"] == "Vidéo · youtube.com"
    assert labels["pl"] == "Wideo · youtube.com"
    assert all(label and label.endswith(" · youtube.com") for label in labels.values())


@pytest.mark.parametrize("title", ["YouTube", "youtube.com", ""])
def test_a_title_that_says_no_more_than_the_host_gives_way_to_the_address(title: str) -> None:
    link = made(box(title)).find(".//a")
    assert link is not None
    assert link.text == "youtube.com/watch?v=a1B2c3"


def test_a_poster_is_described_by_the_title() -> None:
    picture = made(box("Threading a press", poster="media:x")).find(".//img")
    assert picture is not None
    assert picture.get("alt") == "Threading a press"


def test_in_a_cell_the_link_alone_stays_and_the_text_around_it() -> None:
    root = made(f"<table><tr><td>See {box('Folding')} now</td></tr></table>")
    assert not list(root.iter("aside"))
    (cell,) = root.iter("td")
    assert cell.text_content() == "See Folding now"
    assert cell.find("a").get("href") == FILM


def test_a_box_without_a_link_is_left_as_it_is() -> None:
    body = '<aside class="embed"><p>Gone</p></aside>'
    assert inner(made(body)) == body


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ('<p><cite>— Mira, <a href="https://x.com/m/status/1">4 March</a></cite></p>', True),
        ("<p>In <cite>Hamlet</cite> he says so.</p>", False),
    ],
)
def test_a_line_that_is_nothing_but_a_source_is_marked(line: str, *, marked: bool) -> None:
    root = parse_fragment(f"<blockquote><p>Warm ink.</p>{line}</blockquote>")
    mark_attributions(root)
    assert bool(root.xpath(".//p[@class='attribution']")) is marked
