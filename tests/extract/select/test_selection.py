"""What of a page is its article: blocks kept and left, one rule a test."""

from __future__ import annotations

import pytest
from lxml.html.builder import E
from tests.extract.stories import SENTENCES, lines, page

from pressday.extract.judge.judging import BAR
from pressday.extract.judge.leaves import leaf_of, leaves_of
from pressday.extract.read.dom import parse_fragment, visible_text
from pressday.extract.select.selection import in_doubt, select


def test_nothing_but_the_article_comes_out() -> None:
    found = lines(page())
    assert len(found) == len(SENTENCES)
    assert all(line.startswith(said) for line, said in zip(found, SENTENCES, strict=True))


@pytest.mark.parametrize(
    "line",
    [
        "<p>Related: <a href='/a'>The hall by the river is to be sold at last</a></p>",
        "<p><b>Lesen Sie auch:</b> <a href='/a'>Die Halle am Fluss wird verkauft</a></p>",
        "<p>Leia também: <a href='/a'>O salão à beira do rio vai ser vendido</a></p>",
        "<p>Читайте также: <a href='/a'>Зал у реки наконец продадут</a></p>",
        "<p><a href='/a'>The hall by the river is to be sold at last</a></p>",
        "<p><a href='/app'>CLICK HERE TO GET THE DOCK STREET APP</a></p>",
        "<h3>You may also like</h3><ul><li><a href='/a'>A hall</a><li><a href='/b'>Ink</a></ul>",
        "<p>[button link=https://shop.example]Buy[/button]</p>",
        "<div class='newsletter-signup'><p>The best of our paper, in your letterbox.</p></div>",
    ],
)
def test_what_leads_away_from_the_article_is_left_out(line: str) -> None:
    assert len(lines(page(line))) == len(SENTENCES)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Read the small print of every contract before you sign it</p>",
        "<h3>Read the small print first</h3>",
        "<p><a href='https://other.example/x'>Buy the ink next door for 12 euros</a></p>",
        "<p>[Dock Street]</p>",
        "<blockquote><p>Wet ink is wet, and dry ink is dry.</p></blockquote>",
        "<ul><li>Follow the paper through the towers.</li><li>Get off here.</li></ul>",
        "<p>Download speeds, says the printer, never worried anybody in this hall.</p>",
    ],
)
def test_what_only_looks_like_furniture_stays(line: str) -> None:
    assert len(lines(page(line))) > len(SENTENCES)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Follow us on Twitter and Facebook.</p>",
        "<p>Email the author at ana@dockstreet.example or follow him @ana.</p>",
        "<p>(Reporting by Ana Lopez; editing by Jo van Dyke)</p>",
        "<p>Jo van Dyke contributed to this report.</p>",
        "<p>Click here to download the whole issue.</p>",
        "<p>Filed under: night, print</p>",
        "<p>Updated at 1:23 p.m.</p>",
    ],
)
def test_a_farewell_at_the_end_is_no_text(line: str) -> None:
    html = page().replace("</div></article>", f"{line}</div></article>")
    assert len(lines(html)) == len(SENTENCES)


@pytest.mark.parametrize(
    "line",
    [
        "<h1>Night shift in the hall by the docks</h1>",
        "<p class='byline'>Ana Lopez</p>",
        "<p>By Ana Lopez and Jo van Dyke</p>",
        "<p>Tempo de leitura: 1 minuto</p>",
        "<p>4 min read</p>",
        "<p>segunda-feira, 22 de janeiro de 2018 às 0:13</p>",
        "<span class='timestamp'>27 November, 6:02 AM</span>",
    ],
)
def test_what_stands_between_title_and_text_is_no_text(line: str) -> None:
    html = page().replace("<div class='text'>", f"<div class='text'>{line}")
    assert len(lines(html)) == len(SENTENCES)


def test_the_sentence_that_leads_in_belongs_to_the_text() -> None:
    lead = "Sixty papers, one night and one press: who prints what the towns read at breakfast."
    lead = f"{lead} {lead.upper()}"
    before = f"<div class='article summary'>{lead}</div>"
    found = lines(page().replace("<div class='text'>", f"{before}<div class='text'>"))
    assert found[0] == lead


def test_sections_of_a_guide_may_say_the_same() -> None:
    advice = "<p>Let every sheet dry for ten minutes before you fold it, or the ink will smear.</p>"
    step = "<section class='step'><h3>Step {}</h3><p>{}</p>{}</section>".format
    twice = page(*(step(n, f"{n}. {SENTENCES[n]}", advice) for n in (5, 6)))
    assert "\n".join(lines(twice)).count("Let every sheet dry") == 2


def test_numbers_in_the_table_of_a_figure_stay() -> None:
    rows = "".join(f"<tr><td>{n},764,591</td><td>{n},324,255</td></tr>" for n in range(107, 112))
    table = f"<figure><table><tr><th>Sheets</th><th>Papers</th></tr>{rows}</table></figure>"
    assert "109,764,591" in "\n".join(lines(page(table)))


def test_a_paragraph_set_twice_is_printed_once() -> None:
    twice = page(after=f"<div class='phone'><p>{SENTENCES[0]} {SENTENCES[0][::-1]}</p></div>")
    assert len(lines(twice)) == len(SENTENCES)


def test_a_card_over_a_name_does_not_break_into_its_sentence() -> None:
    card = (
        "<p>The owner, <span class='who'><a href='/who/jo'>Jo van Dyke</a><span><img src='/jo.jpg'>"
        "<a href='/x'>Van Dyke buys a third press</a> <a href='/y'>The man who likes ink</a></span>"
        "</span>, was not there that night, and nobody missed him in the hall.</p>"
    )
    assert "The owner, Jo van Dyke, was not there that night" in "\n".join(lines(page(card)))


def test_a_gallery_of_another_matter_is_no_text() -> None:
    slides = "".join(
        f"<li><h4>{number}/9 A river</h4><p>{sentence}</p></li>"
        for number, sentence in enumerate(s.replace("the", "a") for s in SENTENCES)
    )
    found = lines(page(after=f"<div class='gallery'><ul class='slides'>{slides}</ul></div>"))
    assert len(found) == len(SENTENCES)


def test_one_caption_under_many_pictures_is_printed_once() -> None:
    caption = (
        "<figcaption>The hall by the docks at ten in the evening of a night in May</figcaption>"
    )
    figures = [f"<figure><img src='/{n}.jpg'>{caption}</figure>" for n in range(3)]
    assert "\n".join(lines(page(*figures))).count("The hall by the docks at ten") == 1


def test_an_article_cut_into_parts_stays_whole() -> None:
    parts = "".join(
        f"<section class='part'><div class='text'><p>{s} {s[::-1]}</p><p>{s.upper()}</p></div>"
        "</section>"
        "<div class='ad-slot'><p>Advertisement</p></div>"
        for s in SENTENCES
    )
    html = f"<html><head><title>Night shift</title></head><body><main>{parts}</main></body></html>"
    assert len(lines(html)) == 2 * len(SENTENCES)


def test_the_pages_own_statement_of_its_text_counts() -> None:
    foreign = (
        "<p>The best offers of the week: kettles, toasters and a bed that folds by itself.</p>"
    )
    html = page(after=foreign).replace("class='text'", "class='text' itemprop='articleBody'")
    assert len(lines(html.replace("</article>", f"{foreign}</article>"))) == len(SENTENCES)


VERSES = (
    "The harbour sleeps", "and no one counts", "the boats that stay.", "A lamp goes out",
    "the gulls are still", "behind the wall.", "A late train calls", "the tide comes in",
    "and takes the sand.", "The steps grow wet", "a door is shut", "somebody sings.",
    "The words are old", "nobody knows", "who made them first.", "The night goes on",
)  # fmt: skip


@pytest.mark.parametrize("text", ["{intro}{poem}", "{poem}{intro}", "{intro}<div>{poem}</div>"])
def test_a_poem_of_short_lines_stays_whole_beside_long_ones(text: str) -> None:
    poem = "".join(f"<p>{verse}</p>" for verse in VERSES)
    whole = text.format(poem=poem, intro=f"<p>{SENTENCES[0]} {SENTENCES[1]}</p>")
    found = lines(f"<html><title>Tides</title><body><article>{whole}</article></body></html>")
    assert [verse for verse in VERSES if verse not in found] == []


FACTS = ("Forty vans", "Twelve presses", "Three halls")


@pytest.mark.parametrize(
    "inside",
    [
        "<ul><li>Forty vans</li><li>Twelve presses</li><li>Three halls</li></ul>",
        "<h4>Numbers</h4><ul><li>Forty vans</li><li>Twelve presses</li><li>Three halls</li></ul>",
        "<p>Forty vans</p><p>Twelve presses</p><p>Three halls</p>",
        "<dl><dt>Forty vans</dt><dd>Twelve presses</dd><dt>Three halls</dt><dd>each</dd></dl>",
    ],
)
def test_a_fact_box_of_short_items_stays_in_the_text_and_behind_it(inside: str) -> None:
    box = f"<div class='fact-box'>{inside}</div>"
    last = page().replace("</div></article>", f"{box}</div></article>")
    for html in (page(box), last):
        text = "\n".join(lines(html))
        assert [fact for fact in FACTS if fact not in text] == []


def test_a_refrain_is_printed_as_often_as_it_is_sung() -> None:
    refrain = "<p>Turn the press, the night is long, and the river takes the rest along.</p>"
    text = "\n".join(lines(page(refrain, "<p>And so they sang it in the hall.</p>", refrain)))
    assert text.count("Turn the press") == 2


def kept(*scores: float) -> list[str]:
    """Return what is kept of lines that were judged so."""
    body = parse_fragment("".join(f"<p>{said}</p>" for said in SENTENCES[: len(scores)]))
    leaves = [leaf_of(element, {}) for element in leaves_of(body)]
    for leaf, score in zip(leaves, scores, strict=True):
        leaf.score = score
    select(body, leaves, "Night shift", "dockstreet.example")
    assert in_doubt(leaves) is (max(scores) < BAR)
    return [visible_text(line).strip() for line in body]


def test_a_page_whose_lines_all_look_unlikely_is_asked_again() -> None:
    assert kept(0.3, 0.02, 0.25, 0.05) == [SENTENCES[0], SENTENCES[2]]


def test_an_unlikely_line_of_a_page_that_has_others_is_left_out() -> None:
    assert kept(*[0.9] * 6, 0.04) == list(SENTENCES[:6])


def test_a_table_of_which_enough_is_likely_comes_whole() -> None:
    rows = "<tr><td>Ink</td><td>What the hall says of it at night when nobody listens</td></tr>" * 3
    before, behind = (f"<p>{SENTENCES[n]} {SENTENCES[n + 1]}</p>" for n in (0, 2))
    holder = parse_fragment(f"{before}<table>{rows}</table>{behind}")
    for cell in holder.iter("td"):
        cell.insert(0, E.p(cell.text or ""))
        cell.text = None
    leaves = [leaf_of(element, {}) for element in leaves_of(holder)]
    for leaf in leaves:
        leaf.score = 0.04 if leaf.text.startswith("What the hall") else 0.9
    select(holder, leaves, "Night shift", "dockstreet.example")
    assert visible_text(holder).count("What the hall") == 3
