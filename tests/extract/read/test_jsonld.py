from __future__ import annotations

import pytest
from tests.extract.pages import URL, ld, read


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "Article", "author": "Ana Lopez",}',
        '{"@type": "WebSite"};{"@type": "Article", "author": "Ana Lopez"};',
        "{&quot;@type&quot;: &quot;Article&quot;, &quot;author&quot;: &quot;Ana Lopez&quot;}",
        '/*<![CDATA[*/{"@type": "Article", "author": {"@value": "Ana Lopez"}}/*]]>*/',
        '{"@type": "WebPage", "mainEntity": {"@type": "Report", "author": "Ana Lopez"}}',
        '{"@type": "NewsArticle", "author": "Ana Lopez"}',
        '[{"@type": ["Article"], "author": {"name": "Ana Lopez"}}]',
        '{"@graph": [{"@type": "BlogPosting", "author": [{"name": "Ana Lopez"}]}]}',
        '<!-- {"@type": "Article", "author": "Ana\nLopez"} -->',
        '//<![CDATA[\n{"@type": "Article", "author": {"name": ["Ana Lopez"]}}\n//]]>',
    ],
)
def test_json_ld_is_read_in_all_its_shapes(script: str) -> None:
    assert read(f'<script type="application/ld+json">{script}</script>').bylines == ("Ana Lopez",)


@pytest.mark.parametrize(
    "script", ["", "{", "[" * 5000, "null", '"x"', '{"@type": 3, "author": 4}']
)
def test_broken_json_ld_is_passed_over(script: str) -> None:
    head = (
        f'<script type="application/ld+json">{script}</script><meta name="author" content="Jo Dee">'
    )
    assert read(head).bylines == ("Jo Dee",)


def test_a_hundred_thousand_values_in_a_row_are_read_at_once() -> None:
    script = "{}" * 100_000
    assert read(f'<script type="application/ld+json">{script}</script>').url == URL


def test_nodes_that_point_at_one_another_come_to_an_end() -> None:
    nodes = [
        {"@id": "#a", "@type": "Article", "author": {"@id": "#b"}},
        {"@id": "#b", "author": {"@id": "#a"}},
    ]
    assert read(ld({"@graph": nodes})).bylines == ()


def test_the_article_whose_headline_is_shown_speaks_for_the_page() -> None:
    articles = [
        {"@type": "Article", "headline": "Other", "author": "Jo Dee"},
        {"@type": "Article", "headline": "Night shift", "author": "Ana Lopez"},
    ]
    assert read("<title>Night shift</title>" + ld(articles)).bylines == ("Ana Lopez",)
