"""Two judges and the page itself, asked which text is the article."""

from __future__ import annotations

import json

from tests.extract.stories import SENTENCES, URL, page

from pressday.extract import extract_page
from pressday.extract.judge.judges import judge
from pressday.extract.read import dom


def test_both_judges_find_the_text() -> None:
    root = dom.parse(page())
    assert root is not None
    verdict = judge(root, URL)
    assert not verdict.disagree
    for sentence in SENTENCES:
        assert sentence in verdict.text
        assert sentence in verdict.other


def test_the_page_is_left_as_it_was() -> None:
    root = dom.parse(page("<p hidden>unseen</p><script>let x = 1</script>"))
    assert root is not None
    before = [str(element.tag) for element in root.iter()]
    judge(root, URL)
    assert [str(element.tag) for element in root.iter()] == before


def test_what_nobody_sees_is_not_judged() -> None:
    unseen = f"<div style='display: none'><p>{'Never seen by any reader. ' * 30}</p></div>"
    root = dom.parse(page(unseen))
    assert root is not None
    verdict = judge(root, URL)
    assert "Never seen" not in verdict.text + verdict.other


def test_the_declared_text_is_read() -> None:
    stated = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(SENTENCES)})
    root = dom.parse(page(head=f'<script type="application/ld+json">{stated}</script>'))
    assert root is not None
    assert judge(root, URL).declared.startswith(SENTENCES[0])
    marked = dom.parse(page().replace("class='text'", "itemprop='articleBody'"))
    assert marked is not None
    assert [element.tag for element in judge(marked, URL).marked] == ["div"]


def test_a_page_of_boundless_size_is_read_without_them() -> None:
    rows = "<i>.</i>" * 45_000
    draft = extract_page(page(after=f"<div>{rows}</div>").encode(), identity=URL, url=URL)
    assert SENTENCES[0] in draft.body.html
    assert SENTENCES[-1] in draft.body.html
