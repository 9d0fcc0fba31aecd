"""Articles of several pages, from a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.fetch.fetchers import QUICK
from tests.servers import Site, serving

from pressday.config import SourceRule
from pressday.fetch import Access, Fetcher
from pressday.sources import SOURCES, Item, Reading, Session, read_input
from pressday.sources.files.paging import MOST_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = "The ledger of the guild"
SIGNED = "Ida Reed keeps the books of the guild and writes about them here."


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


def prose(number: int) -> str:
    return "".join(
        f"<p>In winter {number}, on day {day}, the guild wrote down who had paid for the rope and"
        f" who had not, and nobody liked to read it out in the hall.</p>"
        for day in range(12)
    )


def page(number: int, following: str = "", *, title: str = TITLE, more: str = "") -> bytes:
    link = f'<link rel="next" href="{following}">' if following else ""
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>{link}</head><body><main>'
        f"<article><h1>{title}</h1>{more}{prose(number)}</article></main></body></html>"
    ).encode()


def read(url: str) -> Reading:
    """Read a page that the editor names, as `pressday add` does."""
    with Fetcher("test", allow={"127.0.0.1"}, limits=QUICK) as fetcher:
        session = Session(folder=Path(), fetcher=fetcher.as_source(Access(url=url)))
        (found,) = read_input(url, session)
        assert isinstance(found, Item)
        return found.read()


def winters(reading: Reading) -> list[int]:
    """Return which pages' texts are there, in their order."""
    text = reading.draft.body.text
    found = [(text.find(f"winter {n}, on day 0"), n) for n in range(40)]
    assert all(text.count(f"winter {n}, on day 5") == 1 for at, n in found if at >= 0)
    return [n for at, n in sorted(found) if at >= 0]


def test_the_pages_of_one_article_are_read_as_one(site: Site) -> None:
    url = site.page("/ledger", page(1, "/ledger/2"))
    site.page("/ledger/2", page(2, "3", title=f"{TITLE} (2/3)"))
    site.page("/ledger/3", page(3, title=f"{TITLE} - Page 3 of 3"))
    reading = read(url)
    assert winters(reading) == [1, 2, 3]
    assert (reading.draft.title, reading.draft.identity) == (TITLE, url)
    assert reading.draft.warnings == ()
    assert reading.draft.body.text.count(TITLE) == 0
    assert reading.complete
    assert site.paths == ["/ledger", "/robots.txt", "/ledger/2", "/ledger/3"]


def test_a_page_source_and_a_feed_read_on_as_well(site: Site) -> None:
    url = site.page("/ledger", page(1, "/ledger?page=2"))
    site.page("/ledger?page=2", page(2))
    item = f"<item><title>{TITLE}</title><link>{url}</link><description>Rope</description></item>"
    feed = f"<rss version='2.0'><channel><title>S</title>{item}</channel></rss>"
    at = site.page("/feed", feed.encode(), headers={"Content-Type": "application/rss+xml"})
    for rule in (
        SourceRule(name="P", kind="page", url=url),
        SourceRule(name="F", kind="feed", url=at),
    ):
        with Fetcher("test", allow={"127.0.0.1"}, limits=QUICK) as fetcher:
            own = fetcher.as_source(Access(url=rule.url or ""))
            (found,) = SOURCES[rule.kind](rule, Session(folder=Path(), fetcher=own))
            assert isinstance(found, Item)
            assert winters(found.read()) == [1, 2]


def test_what_every_page_repeats_stands_once(site: Site) -> None:
    rope, hall = (
        f'<figure><img src="/{n}.jpg"><figcaption>{n}</figcaption></figure>' for n in "ab"
    )
    note = f"<p><em>{SIGNED}</em></p>"
    first = page(1, "/ledger/2", more=f"<p>{SIGNED[:30]} again.</p>{prose(0)}{rope}")
    second = page(2, more=f"<p>{SIGNED[:30]} again.</p>{prose(9)}{rope}{hall}")
    url = site.page("/ledger", first.replace(b"</article>", f"{note}</article>".encode()))
    site.page("/ledger/2", second.replace(b"</article>", f"{note}</article>".encode()))
    reading = read(url)
    assert winters(reading) == [0, 1, 9, 2]
    text, pictures = reading.draft.body.text, [i.url for i in reading.draft.images]
    assert text.count(SIGNED) == 1
    assert text.endswith(SIGNED)
    assert text.count(f"{SIGNED[:30]} again.") == 1
    assert pictures == [site.url("/a.jpg"), site.url("/b.jpg")]


def test_the_picture_that_opens_a_further_page_stands_before_its_text(site: Site) -> None:
    shown = '<figure><img src="/{0}.jpg" alt="x"><figcaption>The {0}</figcaption></figure>'
    url = site.page("/ledger", page(1, "/ledger/2", more=shown.format("rope")))
    site.page("/ledger/2", page(2, more=shown.format("hall")))
    draft = read(url).draft
    assert draft.lead == site.url("/rope.jpg")
    assert [image.caption for image in draft.images] == ["The rope", "The hall"]
    tags = [block.tag for block in draft.body.blocks]
    assert tags.index("figure") == 12
    assert draft.body.blocks[12].text == "The hall"


def test_notes_of_two_pages_do_not_mix(site: Site) -> None:
    def noted(number: int) -> bytes:
        note = (
            '<p>As agreed.<sup><a href="#fn1" id="r1">1</a></sup></p><hr><ol class="footnotes">'
            f'<li id="fn1">Minute book {number}. <a href="#r1">back</a></li></ol>'
        )
        whole = page(number, "/ledger/2" if number == 1 else "")
        return whole.replace(b"</article>", f"{note}</article>".encode())

    url = site.page("/ledger", noted(1))
    site.page("/ledger/2", noted(2))
    tree = read(url).draft.body.tree()
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) > 0
    targets = {e.get("href")[1:] for e in tree.iter("a") if (e.get("href") or "").startswith("#")}
    assert targets <= set(ids)


def test_the_next_article_of_a_series_is_left_alone(site: Site) -> None:
    url = site.page("/ledger", page(1, "/rope"))
    assert (winters(read(url)), read(url).draft.warnings) == ([1], ())
    assert "/rope" not in site.paths
    site.page("/log/2", page(2, title="Another day altogether"))
    url = site.page("/log/1", page(1, "/log/2"))
    assert (winters(read(url)), read(url).draft.warnings) == ([1], ())


def test_a_second_page_under_another_title_is_told(site: Site) -> None:
    url = site.page("/ledger", page(1, "/ledger/2"))
    site.page("/ledger/2", page(2, title="Ropes of the north"))
    reading = read(url)
    assert winters(reading) == [1]
    assert reading.draft.warnings == (f"goes on at {site.url('/ledger/2')}, under another title",)


def test_another_title_does_not_matter_where_the_page_names_the_first(site: Site) -> None:
    home = f'<link rel="canonical" href="{site.url("/ledger")}">'
    url = site.page("/ledger", page(1, "/ledger/2"))
    other = page(2, title="Ropes of the north").replace(b"</head>", f"{home}</head>".encode())
    site.page("/ledger/2", other)
    assert winters(read(url)) == [1, 2]


def test_a_page_that_cannot_be_read_is_told_and_tried_again(site: Site) -> None:
    url = site.page("/ledger", page(1, "/ledger/2"))
    site.page("/ledger/2", b"", status=503)
    reading = read(url)
    assert winters(reading) == [1]
    (warning,) = reading.draft.warnings
    assert warning.startswith(f"goes on at {site.url('/ledger/2')}, which could not be read: ")
    assert not reading.complete


def test_robots_may_keep_the_other_pages_back(site: Site) -> None:
    url = site.page("/ledger", page(1, "/ledger/2"))
    site.page("/ledger/2", page(2))
    rules = b"User-agent: *\nDisallow: /ledger/"
    site.page("/robots.txt", rules, headers={"Content-Type": "text/plain"})
    reading = read(url)
    assert winters(reading) == [1]
    assert "robots.txt" in reading.draft.warnings[0]
    assert "/ledger/2" not in site.paths


def test_pages_without_end_or_in_a_circle_come_to_one(site: Site) -> None:
    for number in range(1, MOST_PAGES + 3):
        site.page(f"/page{number}", page(number, f"/page{number + 1}"))
    reading = read(site.url("/page1"))
    assert winters(reading) == list(range(1, MOST_PAGES + 1))
    last = site.url(f"/page{MOST_PAGES + 1}")
    assert reading.draft.warnings == (f"goes on at {last}: {MOST_PAGES} pages are read",)
    site.redirect("/ledger/2", "/ledger")
    url = site.page("/ledger", page(1, "/ledger/2"))
    assert winters(read(url)) == [1]
    site.page("/rope?page=2", page(1, "/rope?page=3"))
    url = site.page("/rope", page(1, "/rope?page=2"))
    assert (winters(read(url)), read(url).draft.warnings) == ([1], ())
