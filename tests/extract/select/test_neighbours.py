from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.extract import stories

from pressday.extract import extract_page

if TYPE_CHECKING:
    from pressday.model import Draft

LINE = (
    "At ten in the evening the floor of the hall begins to hum, and it does not stop before the"
    " last van has left the yard with number {}. "
)

FACT = "Ink is black in most of the papers that are read here."


def body(*inside: str, before: str = "", after: str = "") -> str:
    return draft(*inside, before=before, after=after).body.html


def draft(*inside: str, before: str = "", after: str = "") -> Draft:
    text = [f"<p>{LINE.format(number) * 2}</p>" for number in range(8)]
    parts = [*text[:4], *inside, *text[4:]]
    page = (
        f"<html><head><title>Night shift</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<main><h1>Night shift</h1>{before}<div class='story'>{''.join(parts)}{after}</div></main>"
        f"<footer>All rights</footer></body></html>"
    )
    return extract_page(page.encode(), identity="x", url="https://example.org/a")


@pytest.mark.parametrize(
    ("part", "kept"),
    [
        ("<ul><li>Black ink.</li><li>Sixty papers.</li></ul>", "<li>Black ink.</li>"),
        ("<ol><li>Wet<ul><li><a href='/1'>One</a></li></ul></li></ol>", "<li>Wet"),
        ("<table><tr><th>Ink<td>4<tr><th>Paper<td>60</table>", '<th scope="row">Ink</th>'),
        ("<blockquote><p>Wet ink is wet.</p></blockquote>", "<blockquote><p>Wet ink is wet."),
        ("<pre>ink()\ndry()</pre>", "<pre>ink()\ndry()</pre>"),
        ("<dl><dt>Ink</dt><dd>Black.</dd></dl>", "<dt>Ink</dt>"),
        ("<div class='pair'><h4>For</h4><ul><li>Dry</li><li>Fast</li></ul></div>", "<li>Fast</li>"),
        (f"<aside class='factbox'><ul><li>{FACT}</li><li>Ink</li></ul></aside>", "<li>Ink</li>"),
        (f"<aside class='factbox'><p>{FACT}</p></aside>", '<aside class="factbox">'),
        ("<aside class='note'><p>Wet ink is wet.</p></aside>", '<aside class="note">'),
        ("<h3>At the dock</h3>", "<h2>At the dock</h2>"),
        ("<hr>", "<hr/>"),
        (f"<pre>{'press.ink() ' * 30}</pre>", "<pre>press.ink()"),
        (f"<pre>{'ink() ' * 30}</pre><hr><pre>{'dry() ' * 30}</pre>", "</pre><hr/><pre>"),
        (f"<div><math><mrow>{'<mi>ink</mi><mo>+</mo>' * 15}</mrow></math></div>", "<math><mrow>"),
        ("<p>It is so: <math><mi>a</mi></math></p>", "<math><mi>a</mi></math>"),
    ],
)
def test_what_stands_between_the_paragraphs_belongs_to_them(part: str, kept: str) -> None:
    assert kept in body(part)


@pytest.mark.parametrize(
    "part",
    [
        "<ul><li><a href='/1'>Another night</a></li><li><a href='/2'>One more</a></li></ul>",
        "<aside><ul><li><a href='/1'>Read one</a></li><li><a href='/2'>Two</a></li></ul></aside>",
        "<div class='related'><h3>Related</h3><ul><li>Night one</li><li>Night two</li></ul></div>",
        "<div class='newsletter'><p>Get the news of the docks every day.</p></div>",
        "<a href='/2'><img src='/t.jpg'>Another long night at the other docks</a>",
    ],
)
def test_what_leads_elsewhere_does_not(part: str) -> None:
    assert body(part) == body()


def test_a_list_under_a_heading_of_the_text_ends_it() -> None:
    part = f"<h2>Sources</h2><p>{LINE.format(9)}</p><h2>Links</h2>"
    links = "<ul><li><a href='https://docks.example/papers'>docks.example/papers</a></li></ul>"
    made = body(after=f"{part}{links}<p>{LINE.format(10)}</p>")
    assert '<ul><li><a href="https://docks.example/papers">' in made


LINKS = "".join(f"<p><a href='/{n}'>Share this with number {n}</a></p>" for n in range(7))
HALL = "<figure><img src='/the-hall-at-night.jpg' width='900' height='600'>{}</figure>"


def test_a_picture_right_above_the_text_opens_it_one_far_above_only_with_a_caption() -> None:
    said = "<figcaption>The hall a little after one in the morning, with the web</figcaption>"
    shown = ("https://example.org/the-hall-at-night.jpg",)
    assert pictures(HALL.format("")) == shown
    assert pictures(HALL.format(said) + LINKS) == shown
    assert pictures(HALL.format("") + LINKS) == ()


def pictures(before: str) -> tuple[str, ...]:
    return tuple(image.url for image in draft(before=before).images)


def test_a_picture_shown_twice_is_shown_once_with_its_caption() -> None:
    figure = "<figure><img src='/a-night-in-the-hall{}.jpg'>{}</figure>"
    made = body(
        figure.format("", ""),
        f"<p>{LINE.format(11)}</p>",
        figure.format("-1024x768", "<figcaption>The hall</figcaption>"),
    )
    assert made.count("<figure>") == 1
    assert "a-night-in-the-hall-1024x768.jpg" in made
    assert "<figcaption>The hall</figcaption>" in made


def test_a_quotation_that_a_paragraph_says_in_full_is_a_pull_quote() -> None:
    pulled = (
        "<blockquote><p>the floor of the hall begins to hum</p><p><cite>Jo</cite></p></blockquote>"
    )
    made = body(pulled)
    assert '<aside class="pullquote"><p>the floor of the hall begins to hum</p><p class' in made
    assert '<p class="credit">Jo</p></aside>' in made


def test_a_box_that_we_know_stays_between_two_lines() -> None:
    cut = "</div><div class='part'>"
    pulled = "The floor of the hall begins to hum and says what nobody has ever said aloud before"
    box = f"{cut}<div class='pull-quote'><i></i><p>{pulled}</p></div>{cut}"
    assert f'<aside class="pullquote"><p>{pulled}</p></aside>' in body(box)


def test_a_table_that_only_goes_by_the_name_of_a_menu_stays() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>Dock Street {n}</td><td>{n}00</td></tr>" for n in "12345")
    head = "<tr><th>Rank</th><th>Hall</th><th>Papers</th></tr>"
    assert "<td>Dock Street 3</td>" in body(f"<table class='navbox'>{head}{rows}</table>")


def test_a_post_right_behind_the_text_belongs_to_it() -> None:
    post = (
        '<blockquote class="twitter-tweet"><p>Wet ink is wet.</p>&mdash; Jo '
        '<a href="https://twitter.com/jo/status/9">May 1</a></blockquote>'
    )
    assert '<blockquote cite="https://twitter.com/jo/status/9">' in body(after=post)


def test_a_section_that_leads_to_other_entries_stays_among_the_sections() -> None:
    links = '<ul><li><a href="/ink">Ink</a></li><li><a href="/lead">Lead type</a></li></ul>'
    html = body(f"<h2>See also</h2>{links}<h2>History of the hall</h2>")
    assert "See also" in html
    assert "Lead type" in html


@pytest.mark.parametrize(
    ("part", "kept"),
    [
        ("<div class='block'><ul><li>Rope.</li><li>Tar.</li></ul></div>", "<li>Tar.</li>"),
        ("<div><div><table><tr><th>Ink<td>4<tr><th>Oil<td>6</table></div></div>", "<td>6</td>"),
        (
            (
                "<figure><table><tr><th>Ink<td>4<tr><th>Oil<td>6</table>"
                "<figcaption>Stores</figcaption></figure>"
            ),
            "<caption>Stores</caption>",
        ),
        ("<details><summary>Stores</summary><ul><li>Tar.</li></ul></details>", "<li>Tar.</li>"),
        ("<details><summary>Stores</summary><p>Tar.</p></details>", "<p>Tar.</p>"),
        (
            (
                "<div><h3><button aria-controls=q>Why tar?</button></h3><div id=q aria-hidden=true>"
                "<p>It is cheap and it lasts.</p></div></div>"
            ),
            "<h2>Why tar?</h2><p>It is cheap and it lasts.</p>",
        ),
    ],
)
def test_what_is_short_belongs_to_the_paragraphs_in_a_box_of_its_own(part: str, kept: str) -> None:
    assert kept in body(part)


@pytest.mark.parametrize(
    "part",
    [
        "<div class='promo'><ul><li>Rope.</li><li>Tar.</li></ul></div>",
        "<div><ul><li><a href='/1'>One night</a></li><li><a href='/2'>And more</a></li></ul></div>",
    ],
)
def test_a_box_of_its_own_may_be_foreign(part: str) -> None:
    assert body(part) == body()


def test_what_is_folded_is_text_in_the_middle_and_at_the_end() -> None:
    folded = (
        "<amp-accordion><section><h4>Why tar?</h4><div><p>It is cheap.</p></div></section>"
        "<section><h4>Why oil?</h4><p>It burns.</p></section></amp-accordion>"
    )
    assert "<p>It is cheap.</p><h2>Why oil?</h2><p>It burns.</p>" in body(folded)
    last = (
        "<details><summary>Sources</summary><p>The book of the barn.</p>"
        "<table><tr><th>Year<td>4<tr><th>Day<td>6</table></details>"
    )
    made = body(after=last)
    assert "<p>The book of the barn.</p>" in made
    assert "<td>6</td>" in made


def test_what_stands_alone_under_a_heading_that_is_kept_stays_if_it_may_be_text() -> None:
    said = "The hall is rather old, and its <a href='/press'>second press</a> has been in it since"
    answer = f"<div class='banner'>{said} the year of the flood</div>"
    both = f"<h2>Is it new?</h2>{answer}<h2>Who prints?</h2><p>Forty people of the town do.</p>"
    assert "The hall is rather old" in " ".join(stories.lines(stories.page(both)))
    alone = f"<h2>Is it new?</h2>{answer}<p>Forty people of the town do print.</p>"
    assert "The hall is rather old" not in " ".join(stories.lines(stories.page(alone)))
