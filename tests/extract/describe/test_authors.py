from __future__ import annotations

import pytest
from tests.extract.pages import ld, meta, read


def test_a_byline_on_the_page_is_a_guess() -> None:
    meta = read("", '<p class="post-byline">By Ana Lopez on May 3</p>')
    assert (meta.bylines, meta.provenance["bylines"]) == (("Ana Lopez",), "guessed")


@pytest.mark.parametrize(
    ("head", "body", "names", "provenance"),
    [
        (
            ld({"@type": "Article", "author": [{"name": "Ana Lopez"}, {"name": "Jo Dee"}]}),
            "",
            ("Ana Lopez", "Jo Dee"),
            "declared",
        ),
        (
            ld(
                {
                    "@graph": [
                        {"@type": "Article", "author": {"@id": "#a"}},
                        {"@id": "#a", "name": "Ana Lopez"},
                    ]
                }
            ),
            "",
            ("Ana Lopez",),
            "declared",
        ),
        (
            meta(citation_author="Lopez, Ana") + meta(citation_author="Dee, Jo"),
            "",
            ("Ana Lopez", "Jo Dee"),
            "declared",
        ),
        (
            meta(article__author="https://social.example/ana"),
            '<a rel="author" href="/ana">Ana Lopez</a>',
            ("Ana Lopez",),
            "guessed",
        ),
        (
            "",
            (
                '<div itemscope itemtype="https://schema.org/Article"><span itemprop="author" '
                'itemscope><b itemprop="name">Ana Lopez'
                "</b></span></div>"
            ),
            ("Ana Lopez",),
            "declared",
        ),
        (
            "",
            (
                '<div typeof="schema:NewsArticle"><span property="schema:author">Ana '
                "Lopez</span></div>"
            ),
            ("Ana Lopez",),
            "declared",
        ),
        (
            "",
            '<p class="meta vcard">By <span class="fn">Ana Lopez</span> <i>5 minutes ago</i></p>',
            ("Ana Lopez",),
            "guessed",
        ),
        (
            "<title>Night shift</title>",
            "<h1>Night shift</h1><p>Von Ana Lopez</p><p>The hall was quiet.</p>",
            ("Ana Lopez",),
            "guessed",
        ),
        ("", '<ul class="related"><li class="byline">Jo Dee</li></ul>', (), None),
    ],
)
def test_authors_are_found_where_sites_put_them(
    head: str, body: str, names: tuple[str, ...], provenance: str | None
) -> None:
    found = read(head, body)
    assert (found.bylines, found.provenance.get("bylines")) == (names, provenance)


def test_teasers_of_other_articles_sign_nothing() -> None:
    teaser = (
        '<div itemscope itemtype="https://schema.org/Article"><b '
        'itemprop="headline">{}</b><i itemprop="author">{}</i></div>'
    )
    body = (
        teaser.format("Other", "Jo Dee")
        + teaser.format("Another", "Li Wei")
        + "<h1>Night shift</h1>"
    )
    assert read("<title>Night shift</title>", body).provenance.get("bylines") != "declared"
