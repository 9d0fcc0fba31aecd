"""What is given as a feed and is none, and feeds that do not look like one."""

from __future__ import annotations

import pytest

from pressday.errors import SourceError
from pressday.sources.feeds.entries import parse_feed
from pressday.sources.files.formats import format_of

ATOM = "http://www.w3.org/2005/Atom"
APP = "http://www.w3.org/2007/app"
CATALOGUE = "application/atom+xml;profile=opds-catalog;kind=acquisition"
SERVICE = (
    f'<?xml version="1.0"?>\n<!-- made by hand --><app:service xmlns:app="{APP}"><app:workspace>'
    '<app:collection href="/harbour/atom"/></app:workspace></app:service>'
)
BOOKS = (
    f'<feed xmlns="{ATOM}"><title>C</title><entry><title>New books</title>'
    f'<link href="/new" type="{CATALOGUE}"/></entry></feed>'
)
BOOK = (
    "<entry><title>Tides</title><id>urn:isbn:1</id><summary>Told by the pilots.</summary>"
    '<link rel="http://opds-spec.org/image" type="image/png" href="/t.png"/>'
    '<link rel="http://opds-spec.org/acquisition/{how}" type="application/{kind}" href="/t&amp;1"/>'
    "{more}</entry>"
)
WHOLE = f'<link rel="alternate" type="{CATALOGUE};type=entry" href="/tides.atom"/>'
PAGE = '<link rel="alternate" type="text/html" href="/tides"/>'


def shelf(*, how: str = "open-access", kind: str = "epub+zip", more: str = "") -> str:
    book = BOOK.format(how=how, kind=kind, more=more)
    return f'<feed xmlns="{ATOM}"><title>C</title>{book}</feed>'


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (SERVICE, "service document", "https://h.example/harbour/atom"),
        (f'<service xmlns="{APP}"/>', "service document", "a feed of articles"),
        ('<opml version="2.0"><body/></opml>', "a list of feeds", 'kind = "opml"'),
        ('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', "map", "sitemap"),
        (f'<categories xmlns="{APP}"/>', "list of categories", "feed of articles"),
        ("<OpenSearchDescription/>", "describes a search", "feed of articles"),
        (BOOKS, "lists other catalogues", "feed of articles"),
        (shelf(), "lists books to download", "pressday add 'https://h.example/t&1'"),
        (shelf(more=WHOLE), "lists books to download", "pressday add"),
        (shelf(how="buy", kind="pdf"), "lists books to download", "feed of articles"),
    ],
)
def test_what_is_no_feed_is_named_as_what_it_is(text: str, message: str, hint: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        parse_feed(text.encode(), where="-", url="https://h.example/service")
    assert hint in (caught.value.hint or "")


def test_a_book_with_a_page_is_read_as_that_page_and_others_are_counted() -> None:
    alone = parse_feed(shelf(more=PAGE).encode(), where="-", url="https://h.example/c")
    assert [entry.link for entry in alone.entries] == ["https://h.example/tides"]
    mixed = shelf(more=PAGE).replace("</feed>", BOOK.format(how="buy", kind="pdf", more="")) + (
        "</feed>"
    )
    feed = parse_feed(mixed.encode(), where="-", url="https://h.example/c")
    assert (len(feed.entries), feed.books, feed.taking) == (1, 1, "")


def test_a_feed_without_entries_is_still_a_feed() -> None:
    text = '<rss version="2.0"><channel><title>Quiet</title></channel></rss>'
    assert parse_feed(text.encode(), where="-").title == "Quiet"


RSS_1_1 = (
    '<Channel xmlns="http://purl.org/net/rss1.1#" rdf:about="https://h.example/f"'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><title>Harbour</title>'
    "<link>https://h.example/</link><description>d</description>"
    '<items rdf:parseType="Collection"><item rdf:about="https://h.example/1">'
    "<title>Late</title><link>https://h.example/1</link><description>Again.</description>"
    "</item></items></Channel>"
)
XHTML = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"'
    ' "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
)
ENTITIES = "<!DOCTYPE feed [" + '<!ENTITY nbsp "&#160;">' * 400 + "]>"


def atom(inside: str) -> str:
    return (
        f'<feed xmlns="{ATOM}"><title>Harbour</title><entry><title>Late</title>{inside}'
        "<summary>Again.</summary></entry></feed>"
    )


@pytest.mark.parametrize(
    "text",
    [
        RSS_1_1,
        XHTML + "<!-- a feed -->\n" + atom(""),
        XHTML + '<?xml-stylesheet href="a.xsl"?>' + atom(""),
        ENTITIES + atom(""),
        f'<entry xmlns="{ATOM}"><title>Late</title><summary>Again.</summary></entry>',
    ],
)
def test_a_feed_in_odd_clothes_is_known_and_read(text: str) -> None:
    assert format_of(text.encode()) == "feed"
    (entry,) = parse_feed(text.encode(), where="-").entries
    assert (entry.title, entry.summary) == ("Late", "Again.")


def test_a_page_is_still_a_page() -> None:
    assert format_of((XHTML + "<html><body><p>Late</p></body></html>").encode()) == "page"


@pytest.mark.parametrize(
    "link",
    [
        '<link type="text/html; charset=utf-8" href="/late"/>',
        '<link rel="alternate" type="TEXT/HTML;charset=utf-8" uri="/late"/>',
        '<link url="/late"/>',
        '<link rel="http://www.iana.org/assignments/relation/alternate" href="/late"/>',
        '<link rel="self" href="/late.atom"/><link rel="canonical" href="/late"/>',
        '<link rel="related" href="/other"/><link type="application/xhtml+xml; q=1" href="/late"/>',
        '<link rel="alternate" type="application/pdf" href="/a.pdf"/><link href="/late"/>',
    ],
)
def test_the_page_is_found_however_its_link_is_written(link: str) -> None:
    (entry,) = parse_feed(atom(link).encode(), where="-", url="https://h.example/f").entries
    assert entry.link == "https://h.example/late"


def test_a_name_that_a_feed_has_is_no_base_of_its_addresses() -> None:
    text = atom('<link href="late"/>').replace(
        "<title>Harbour", "<id>urn:uuid:1</id><title>Harbour"
    )
    feed = parse_feed(text.encode(), where="-", url="https://h.example/news/f")
    assert (feed.link, feed.entries[0].link) == ("", "https://h.example/news/late")


@pytest.mark.parametrize(
    "link", ['<link rel="related" href="/other"/>', '<link rel="self" href="/late.atom"/>']
)
def test_what_is_not_the_page_is_not_taken_for_it(link: str) -> None:
    (entry,) = parse_feed(atom(link).encode(), where="-", url="https://h.example/f").entries
    assert entry.link == ""
