"""Which address is the next page of an article, and which only the next of many articles."""

from __future__ import annotations

import pytest

from pressday.sources.files.next_page import next_of, step

HOST = "https://h.example"
OF_AN_ARTICLE = (
    '<meta property="og:type" content="article"><body class="paged">'
    '<a rel="next" href="/ledger/2">2</a>'
)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/ledger", "/ledger/2"),
        ("/ledger/", "/ledger/2/"),
        ("/2026/ledger/", "/2026/ledger/page/2/"),
        ("/ledger.html", "/ledger-2.html"),
        ("/ledger.html", "/ledger_2.html"),
        ("/ledger.html", "/ledger,2.html"),
        ("/ledger.html", "/ledger.html/2"),
        ("/ledger", "/ledger-page-2"),
        ("/ledger", "/ledger?page=2"),
        ("/ledger?id=7", "/ledger?id=7&pg=2"),
        ("/ledger?page=3", "/ledger?page=4"),
        ("/page9.html", "/page10.html"),
        ("/ledger/seite/2", "/ledger/seite/3"),
    ],
)
def test_a_page_number_makes_it_a_page_of_the_same_article(here: str, there: str) -> None:
    assert step(HOST + here, HOST + there) == "page"


@pytest.mark.parametrize(
    ("here", "there", "how"),
    [
        ("/ledger/1", "/ledger/2", "number"),
        ("/ledger-1.html", "/ledger-2.html", "number"),
        ("/post/4711", "/post/4712", ""),
        ("/day-3", "/day-4", ""),
        ("/ledger", "/rope", ""),
        ("/ledger", "/ledger/3", ""),
        ("/ledger", "/ledger/2026", ""),
        ("/ledger", "/ledger2", ""),
        ("/area5", "/area52", ""),
        ("/ledger/2", "/ledger/1", ""),
        ("/ledger/1", "/ledger/3", ""),
        ("/2026/1", "/2027/2", ""),
        ("/ledger", "/ledger?cpage=2", ""),
        ("/ledger", "/ledger/comment-page-2", ""),
        ("/?p=12", "/?p=14", ""),
        ("/", "/2", ""),
        ("/ledger", "/ledger", ""),
    ],
)
def test_other_addresses_are_not_surely_so(here: str, there: str, how: str) -> None:
    assert step(HOST + here, HOST + there) == how


def test_a_bare_number_goes_on_where_it_began_with_the_first() -> None:
    here, there = f"{HOST}/ledger/2", f"{HOST}/ledger/3"
    assert (step(here, there), step(here, there, onward=True)) == ("", "number")


def test_only_the_same_host_counts() -> None:
    assert step(f"{HOST}/a", "https://other.example/a/2") == ""
    assert step(f"{HOST}/a", "https://h.example:8443/a/2") == ""
    assert step(f"{HOST}/a", "file:///a/2") == ""
    assert step(f"{HOST}/a", "https://www.h.example/a/2") == "page"


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="next" href="/ledger/2">',
        "<link href=/ledger/2 rel=next>",
        '<a rel="nofollow next" href="/ledger/2#more">On</a>',
        '<base href="/x/"><a href="../ledger/2" rel="Next">On</a>',
        '<link rel="next" href="/rope"><a rel="next" href="/ledger/2">2</a>',
        '<link rel="next" href="http://[bad"><link rel="next" href="/ledger/2">',
        OF_AN_ARTICLE,
    ],
)
def test_a_page_says_where_it_goes_on(head: str) -> None:
    found = next_of(head.encode(), url=f"{HOST}/ledger")
    assert found is not None
    assert (found.url, found.surely) == (f"{HOST}/ledger/2", True)


@pytest.mark.parametrize(
    ("page", "url"),
    [
        ("<p>Nothing comes next</p>", "/ledger"),
        ('<link rel="prev" href="/ledger/2">', "/ledger"),
        ('<link rel="next" href="/rope">', "/ledger"),
        ('<body class="archive"><a rel="next" href="/news/2">2</a>', "/news"),
        ('<a rel="next" href="/category/ropes/2">2</a>', "/category/ropes"),
        ('<a rel="next" href="/?page=2">2</a>', "/"),
    ],
)
def test_a_list_or_another_article_goes_on_nowhere(page: str, url: str) -> None:
    assert next_of(page.encode(), url=HOST + url) is None
