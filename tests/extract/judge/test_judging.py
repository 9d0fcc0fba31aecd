"""What is judged of whole pages of our own: likely text, and what says it is something else."""

from __future__ import annotations

import json
from math import exp
from typing import TYPE_CHECKING

import pytest
from tests.extract.stories import SENTENCES, URL, page

from pressday.extract.forest import read_forest
from pressday.extract.judge.judging import BAR, judge
from pressday.extract.judge.measures import NAMES, measure
from pressday.extract.page import extract_page, read_leaves

if TYPE_CHECKING:
    from pressday.extract.judge.leaves import Leaf

SAID = "Forty vans wait in the yard while the last sheets dry, and nobody is in a hurry to leave."
COMMENTS = "".join(f"<p>{SAID} So says reader number {n}.</p>" for n in range(12))


def judged(html: str, url: str = URL) -> list[Leaf]:
    leaves, claims = read_leaves(html.encode(), url)
    judge(leaves, claims)
    return leaves


def likely(html: str, url: str = URL) -> list[str]:
    return [leaf.text for leaf in judged(html, url) if leaf.keep is not None and leaf.score >= BAR]


def reasons(html: str, said: str = SAID, url: str = URL) -> set[str]:
    return {leaf.why for leaf in judged(html, url) if leaf.text.startswith(said)}


def test_the_paragraphs_of_an_article_are_likely_and_its_menu_is_not() -> None:
    text = likely(page(after="<footer><p>All rights reserved</p></footer>"))
    assert [line for line in text if line.startswith(SENTENCES)] == text
    assert len(text) == len(SENTENCES)


def test_a_page_of_two_lines_is_read() -> None:
    text = "The hall by the river is to be sold at last, and nobody in the town knows to whom."
    assert text in likely(f"<body><h1>The hall</h1><p>{text}</p></body>")


def test_what_an_offer_is_called_is_no_text() -> None:
    assert reasons(page(f"<div class='newsletter'><p>{SAID}</p></div>")) == {"offer by its name"}
    assert reasons(page(f"<div class='NewsletterBox'><p>{SAID}</p></div>")) == {"offer by its name"}


def test_what_a_program_puts_behind_a_name_is_no_name() -> None:
    assert reasons(page(f"<div class='table_root__adKqa'><p>{SAID}</p></div>")) == {""}
    assert reasons(page(f"<div class='table__ads'><p>{SAID}</p></div>")) == {"offer by its name"}


def test_an_article_that_stands_in_an_offer_as_a_whole_is_text() -> None:
    whole = page().replace("class='story'", "class='story promo'")
    assert len(likely(whole)) == len(SENTENCES)


def test_a_box_named_as_an_offer_that_holds_most_of_the_text_is_none() -> None:
    opening = "".join(f"<p>{said}</p>" for said in SENTENCES[:3])
    parts = zip("abcde", SENTENCES[3:], strict=True)
    rest = "".join(
        f"<div class='part-{name}'><p>{said} {said} {said}</p></div>" for name, said in parts
    )
    box = f"<div class='text'>{opening}</div><div class='related'>{rest}</div>"
    assert len(likely(f"<body><h1>Night</h1><article>{box}</article></body>")) > len("abc")


def test_sections_called_by_their_headings_say_nothing_of_what_they_are() -> None:
    part = "<section id='{0}'><h2>{0}</h2><p>{1}</p></section>".format
    both = page(part("Routing", SAID), part("Cookies", f"{SAID} So it is."))
    assert reasons(both) == {""}
    assert reasons(page(part("Cookies", SAID))) == {"offer by its name"}


def test_comments_are_no_text_of_an_article_however_long() -> None:
    html = page(after=f"<div id='comments'>{COMMENTS}</div>")
    assert reasons(html) == {"readers' comments"}


@pytest.mark.parametrize(
    ("url", "head"),
    [
        ("https://forum.dockstreet.example/thread/12", ""),
        (URL, '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>'),
    ],
)
def test_what_readers_say_is_the_text_of_a_thread(url: str, head: str) -> None:
    html = page(after=f"<div id='comments'>{COMMENTS}</div>", head=head)
    assert reasons(html, url=url) == {""}


def test_comments_are_the_text_of_a_page_that_has_no_other() -> None:
    html = f"<body><h1>What readers say</h1><div class='comments'>{COMMENTS}</div></body>"
    assert reasons(html) == {""}


def test_comments_stay_beside_a_text_of_a_line() -> None:
    html = f"<article><p>{SENTENCES[0]}</p></article><div class='comments'>{COMMENTS}</div>"
    assert reasons(f"<body>{html}</body>") == {""}


def declared(text: str) -> str:
    node = {"@type": "NewsArticle", "articleBody": text}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_a_line_that_the_declared_text_does_not_have_is_none() -> None:
    whole = " ".join(f"{sentence} {sentence[::-1]}" for sentence in SENTENCES)
    html = page(f"<p>{SAID}</p>", head=declared(whole))
    assert reasons(html) == {"not in the text that the page declares"}


def test_a_paragraph_that_a_declared_text_leaves_out_is_told() -> None:
    whole = " ".join(f"{sentence} {sentence[::-1]}" for sentence in SENTENCES)
    told = "the text that the page declares leaves out paragraphs that look like text"
    for said, expected in ((f"{SAID} " * 3, True), (SAID, False)):
        html = page(f"<p>{said}</p>", head=declared(whole))
        warnings = extract_page(html.encode(), identity=URL, url=URL).warnings
        assert (told in warnings) is expected


def test_a_list_stays_that_a_declared_text_leaves_out() -> None:
    whole = " ".join(f"{sentence} {sentence[::-1]}" for sentence in SENTENCES)
    html = page(f"<ul><li>{SAID}</li></ul>", head=declared(whole))
    assert reasons(html) == {""}


def test_a_declared_text_that_has_little_of_the_page_is_not_believed() -> None:
    assert reasons(page(f"<p>{SAID}</p>", head=declared(SENTENCES[0]))) == {""}


def test_what_stands_outside_the_marked_body_is_no_text() -> None:
    html = page(after=f"<p>{SAID}</p>").replace("class='text'", "itemprop='articleBody'")
    assert reasons(html) == {"not in the text that the page declares"}


def measured(html: str, name: str, said: str = SAID) -> list[float]:
    leaves, claims = read_leaves(html.encode(), URL)
    spoken = [leaf for leaf in leaves if leaf.words]
    rows = zip(spoken, measure(spoken, claims), strict=True)
    return [row[NAMES.index(name)] for leaf, row in rows if leaf.text.startswith(said)]


def test_a_post_is_known_by_what_the_page_marks_as_its_text() -> None:
    post = f"<div itemprop='text'><p>{SAID}</p></div><p>{SAID} Or so.</p>"
    assert measured(page(post), "post") == [True, False]


def test_a_line_is_known_by_the_answers_and_comments_that_the_page_states() -> None:
    answer = {"@type": "Answer", "text": "Yes.", "comment": [{"@type": "Comment", "text": SAID}]}
    node = {"@type": "QAPage", "mainEntity": {"@type": "Question", "suggestedAnswer": [answer]}}
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    assert measured(page(f"<p>{SAID}</p>", head=head), "stated") == [1.0]
    assert measured(page(f"<p>{SAID}</p>"), "stated") == [0.0]


def test_lines_at_the_same_spot_of_many_boxes_are_measured_together() -> None:
    row = f"<div class='row'><div class='said'><p>{SAID}</p></div><p>{SAID} Or so.</p></div>"
    counts = measured(page(row * 3), "leaves_spot")
    assert [round(exp(count)) - 1 for count in counts] == [3] * 6
    assert measured(page(row * 3), "words_spot")[0] < measured(page(row * 3), "words_spot")[1]


def test_a_forest_of_other_measures_is_refused() -> None:
    with pytest.raises(ValueError, match="other measures"):
        read_forest(json.dumps({"measures": NAMES[1:], "trees": []}), NAMES)


def test_a_tree_is_walked_by_its_bounds() -> None:
    tree = [0, 2.5, -4.0, [1, 0.5, 4.0, -4.0]]
    forest = read_forest(json.dumps({"measures": NAMES, "trees": [tree, 0.0]}), NAMES)
    assert forest.likelihood([2.5, 0.0]) < 0.1
    assert forest.likelihood([2.6, 0.5]) > 0.9
    assert forest.likelihood([2.6, 0.6]) < 0.1


def test_a_page_of_countless_lines_in_deep_places_is_judged() -> None:
    html = "<div>" * 80 + "".join(f"<p>Line {n} of many.</p>" for n in range(3000))
    assert len(judged(html)) == 3000


def test_a_list_outside_the_marked_body_is_no_text() -> None:
    listed = page(after=f"<ul><li>{SAID}</li></ul>")
    html = listed.replace("class='text'", "itemprop='articleBody'")
    assert reasons(html) == {"not in the text that the page declares"}
