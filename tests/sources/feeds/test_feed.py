"""Feeds to articles: from their own text where it is whole, else from the page."""

from __future__ import annotations

import gzip
import json
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from tests.servers import serving

from pressday.config import SourceRule
from pressday.errors import FetchError, SourceError
from pressday.fetch import Fetcher, Limits, access_for
from pressday.library import Library
from pressday.model import Outcome
from pressday.sources import SOURCES, Item, Reading, Session

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parents[2] / "data"
ITEM = (
    "<item><title>{title}</title><link>{link}</link><description>{text}</description>"
    "<pubDate>Fri, 20 Nov 2026 09:30:00 +0000</pubDate></item>"
)


class Quiet(SimpleHTTPRequestHandler):
    """A file server that keeps its log to itself; /busy is always too busy."""

    def do_GET(self) -> None:
        if self.path == "/busy":
            self.send_error(503)
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a site whose files are those of `tmp_path`/site."""
    folder = tmp_path / "site"
    folder.mkdir()
    handler = partial(Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def found(rule: SourceRule, folder: Path) -> list[Reading | Outcome[Reading]]:
    """Return what reading everything that a source lists gives, in its order."""
    with opened(rule) as fetcher:
        listed = list(SOURCES[rule.kind](rule, Session(folder=folder, fetcher=fetcher)))
        return [read(one) if isinstance(one, Item) else one for one in listed]


def items(rule: SourceRule, folder: Path) -> list[Item]:
    with opened(rule) as fetcher:
        listed = list(SOURCES[rule.kind](rule, Session(folder=folder, fetcher=fetcher)))
    assert all(isinstance(one, Item) for one in listed), listed
    return [one for one in listed if isinstance(one, Item)]


@contextmanager
def opened(rule: SourceRule) -> Iterator[Fetcher]:
    limits = Limits(backoff_s=0.01)
    with Fetcher("test", allow={"127.0.0.1"}, limits=limits) as fetcher:
        yield fetcher.as_source(access_for(rule.name, rule.url or ""), rule.rate)


def read(item: Item) -> Reading | Outcome[Reading]:
    try:
        return item.read()
    except SourceError as error:
        return Outcome(subject=item.url or item.key, error=str(error))


def readings(rule: SourceRule, folder: Path) -> list[Reading]:
    all_found = found(rule, folder)
    good = [one for one in all_found if isinstance(one, Reading)]
    assert len(good) == len(all_found), all_found
    return good


def from_file(**fields: object) -> SourceRule:
    path = str(DATA / "source-feed.xml")
    return SourceRule(name="Bulletin", kind="feed", path=path, **fields)  # type: ignore[arg-type]


def write_feed(folder: Path, *items: str) -> None:
    text = f'<rss version="2.0"><channel><title>S</title>{"".join(items)}</channel></rss>'
    (folder / "site" / "feed.xml").write_text(text, "utf-8")


def test_a_saved_feed_with_whole_texts_needs_no_network(tmp_path: Path) -> None:
    with Fetcher("test") as fetcher:
        rule = from_file()
        listed = list(SOURCES["feed"](rule, Session(folder=tmp_path, fetcher=fetcher)))
        drafts = [one.read().draft for one in listed if isinstance(one, Item)]
    assert [one.url for one in listed if isinstance(one, Item)] == ["", "", ""]
    assert {draft.text_from for draft in drafts} == {"feed"}
    assert [draft.title for draft in drafts] == [
        "A new crane for the north quay",
        "The tide table is wrong again",
        "Old rope, new owner",
    ]


def test_an_entry_becomes_a_draft_with_all_that_the_feed_states(tmp_path: Path) -> None:
    _, tides, _ = readings(from_file(), tmp_path)
    draft = tides.draft
    assert draft.identity == draft.url == "https://bulletin.example/tides"
    assert draft.source == "Bulletin"
    assert draft.site == "Dock Street Bulletin"
    assert draft.standfirst == "Twelve minutes can strand a barge."
    assert draft.bylines == ("Ines Valk",)
    assert draft.tags == ("Harbour",)
    assert draft.language == "en-GB"
    assert draft.published == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert draft.provenance["published"] == "declared"
    assert draft.lead == "https://bulletin.example/pictures/barge.jpg"
    assert [image.caption for image in draft.images] == ["The barge, waiting for water"]
    assert tides.folder is None


def test_scripts_and_the_blog_engine_s_signature_do_not_reach_the_body(tmp_path: Path) -> None:
    body = readings(from_file(), tmp_path)[1].draft.body.html
    assert "How it came about" in body
    assert "end to end" in body
    assert "alert" not in body
    assert "appeared first" not in body


def test_an_entry_without_link_is_known_by_its_guid(tmp_path: Path) -> None:
    assert readings(from_file(), tmp_path)[2].draft.identity == "bulletin-1"


def test_a_limit_keeps_the_newest(tmp_path: Path) -> None:
    titles = [one.draft.title for one in readings(from_file(limit=1), tmp_path)]
    assert titles == ["A new crane for the north quay"]


def test_the_rule_fills_what_the_feed_leaves_open(tmp_path: Path) -> None:
    rule = from_file(section="Harbour", language="fr", licence="CC BY 4.0")
    draft = readings(rule, tmp_path)[0].draft
    assert (draft.section, draft.language, draft.licence) == ("Harbour", "en-GB", "CC BY 4.0")


def test_a_teaser_is_followed_to_its_page(site: str, tmp_path: Path) -> None:
    (tmp_path / "site" / "lamp.html").write_bytes((DATA / "source-page.html").read_bytes())
    write_feed(tmp_path, ITEM.format(title="The lamp", link=f"{site}/lamp.html", text="It burns …"))
    rule = SourceRule(name="S", kind="feed", url=f"{site}/feed.xml")
    (one,) = readings(rule, tmp_path)
    assert "fish market" in one.draft.body.html
    assert one.draft.title == "The lamp"
    assert one.draft.identity == f"{site}/lamp.html"
    assert one.draft.published == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert one.draft.bylines == ("Ines Valk",)
    assert one.raw == (DATA / "source-page.html").read_bytes()


def test_a_page_that_cannot_be_fetched_leaves_the_summary_and_a_warning(
    site: str, tmp_path: Path
) -> None:
    write_feed(tmp_path, ITEM.format(title="A", link=f"{site}/none", text="All there is"))
    (one,) = readings(SourceRule(name="S", kind="feed", url=f"{site}/feed.xml"), tmp_path)
    assert "All there is" in one.draft.body.html
    assert any("404" in warning for warning in one.draft.warnings)
    assert one.complete


def test_a_page_that_fails_for_the_moment_is_worth_another_try(site: str, tmp_path: Path) -> None:
    write_feed(tmp_path, ITEM.format(title="A", link=f"{site}/busy", text="All there is"))
    (one,) = readings(SourceRule(name="S", kind="feed", url=f"{site}/feed.xml"), tmp_path)
    assert "All there is" in one.draft.body.html
    assert not one.complete


def test_a_page_with_less_text_than_the_feed_does_not_replace_it(site: str, tmp_path: Path) -> None:
    (tmp_path / "site" / "a.html").write_text("<html><body><p>Please log in now.</p></body></html>")
    text = "The harbour office has paid. " * 20
    write_feed(tmp_path, ITEM.format(title="A", link=f"{site}/a.html", text=text))
    (one,) = readings(SourceRule(name="S", kind="feed", url=f"{site}/feed.xml"), tmp_path)
    assert "harbour office" in one.draft.body.html
    assert one.draft.warnings


def test_one_bad_entry_does_not_stop_the_rest(site: str, tmp_path: Path) -> None:
    bad = ITEM.format(title="Bad", link=f"{site}/none", text="")
    good = ITEM.format(title="Good", link="", text="word " * 400)
    write_feed(tmp_path, bad, good)
    rule = SourceRule(name="S", kind="feed", url=f"{site}/feed.xml")
    failure, reading = found(rule, tmp_path)
    assert not isinstance(failure, Reading)
    assert failure.subject == f"{site}/none"
    assert "404" in failure.error
    assert isinstance(reading, Reading)


def test_a_feed_collected_twice_is_in_the_library_once(tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    with Library.open(tmp_path / "library") as library:
        for status in ("new", "unchanged"):
            for one in readings(from_file(), tmp_path):
                saved = library.add(
                    one.draft, {}, raw=one.raw, media_type=one.media_type, fetched=now
                )
                assert saved.status == status
        assert [article.title for article in library.articles(["harbour"])] == [
            "A new crane for the north quay"
        ]
        (tides,) = library.articles(["tide"])
    assert tides.warnings == ("picture left out: The barge, waiting for water",)
    assert "<figure" not in tides.body.html


@pytest.mark.parametrize("content", ["", "   ", "Dear editor"])
def test_a_file_that_is_no_feed_is_an_error_in_one_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "feed.xml").write_text(content)
    with pytest.raises(SourceError) as caught:
        found(SourceRule(name="S", kind="feed", path="feed.xml"), tmp_path)
    assert "\n" not in str(caught.value)
    assert "feed.xml" in str(caught.value)


def test_a_page_in_place_of_a_feed_leads_to_the_feed_that_it_names(
    site: str, tmp_path: Path
) -> None:
    (tmp_path / "site" / "index.html").write_bytes((DATA / "source-page.html").read_bytes())
    write_feed(tmp_path, ITEM.format(title="A", link="", text="word " * 400))
    warned, one = found(SourceRule(name="S", kind="feed", url=f"{site}/"), tmp_path)
    assert isinstance(warned, Outcome)
    assert (warned.subject, warned.error) == (f"{site}/", "")
    assert f"{site}/feed.xml" in warned.warnings[0]
    assert isinstance(one, Reading)
    assert one.draft.title == "A"


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("<html><body><p>Hello</p></body></html>", "names no feed"),
        (
            "<html><head><link rel=alternate type='application/rss+xml' href='/x'></head></html>",
            "none of the feeds it names can be read",
        ),
    ],
)
def test_a_page_without_a_feed_that_works_is_an_error(
    site: str, tmp_path: Path, page: str, message: str
) -> None:
    (tmp_path / "site" / "index.html").write_text(page)
    with pytest.raises(SourceError, match=message) as caught:
        found(SourceRule(name="S", kind="feed", url=f"{site}/"), tmp_path)
    assert 'kind = "page"' in (caught.value.hint or "")


def test_a_feed_that_is_not_there_is_an_error(site: str, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="404"):
        found(SourceRule(name="S", kind="feed", url=f"{site}/feed.xml"), tmp_path)
    with pytest.raises(SourceError, match="no such file"):
        found(SourceRule(name="S", kind="feed", path="feed.xml"), tmp_path)


def test_a_feed_cannot_make_us_read_this_machine(site: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("<p>secret</p>")
    text = f"&lt;img src='{secret.as_uri()}'&gt; {'word ' * 400}"
    local = ITEM.format(title="A", link=secret.as_uri(), text=text)
    write_feed(tmp_path, local)
    (one,) = readings(SourceRule(name="S", kind="feed", url=f"{site}/feed.xml"), tmp_path)
    assert one.draft.url == ""
    assert "secret" not in one.draft.body.html
    assert one.draft.images == ()


def test_a_title_loses_the_name_of_the_feed_behind_a_bar(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    text = " ".join(["word"] * 400)
    feed.write_text(
        "<rss version='2.0'><channel><title>Stonehand Wire</title><item>"
        "<title>The price of a comma | Stonehand Wire</title><link>https://s.example/a</link>"
        f"<description>&lt;p&gt;{text}&lt;/p&gt;</description></item></channel></rss>"
    )
    rule = SourceRule(name="Wire", kind="feed", path="feed.xml")
    (one,) = readings(rule, tmp_path)
    assert one.draft.title == "The price of a comma"


# ---- items


def test_an_item_is_known_by_its_guid_and_its_mark_by_all_that_the_feed_says(
    site: str, tmp_path: Path
) -> None:
    rule = SourceRule(name="S", kind="feed", url=f"{site}/feed.xml")
    entry = ITEM.format(title="A", link=f"{site}/a.html?utm_source=x", text="Short")
    write_feed(tmp_path, entry, entry.replace("<item>", "<item><guid isPermaLink='false'>g</guid>"))
    plain, named = items(rule, tmp_path)
    assert (plain.key, named.key) == (f"{site}/a.html", "g")
    assert plain.url == f"{site}/a.html?utm_source=x"
    assert (plain.title, plain.published) == ("A", datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
    write_feed(tmp_path, entry, entry.replace("Short", "Shorter"))
    assert items(rule, tmp_path)[0].mark == plain.mark
    write_feed(tmp_path, entry.replace("Short", "Shorter"))
    assert items(rule, tmp_path)[0].mark != plain.mark


def test_without_guid_and_link_an_item_is_known_by_title_and_text(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    entries = [ITEM.format(title="A", link="", text=text) for text in ("one", "two", "one")]
    write_feed(tmp_path, *entries)
    rule = SourceRule(name="S", kind="feed", path="site/feed.xml")
    keys = [item.key for item in items(rule, tmp_path)]
    assert len(keys) == len(set(keys)) == 2


def test_a_guid_that_all_entries_share_names_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    same = "<item><guid isPermaLink='false'>same</guid>"
    entries = [
        ITEM.format(title=n, link=f"https://a.example/{n}", text="x").replace("<item>", same)
        for n in (1, 2, 2)
    ]
    write_feed(tmp_path, *entries)
    rule = SourceRule(name="S", kind="feed", path="site/feed.xml")
    keys = [item.key for item in items(rule, tmp_path)]
    assert keys == ["https://a.example/1", "https://a.example/2"]


def test_a_limit_counts_wanted_titles(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    entries = [
        ITEM.format(title=title, link=f"https://a.example/{n}", text="x")
        for n, title in enumerate(["Ad 1", "News 1", "Ad 2", "News 2", "News 3"])
    ]
    write_feed(tmp_path, *entries)
    rule = SourceRule(name="S", kind="feed", path="site/feed.xml", limit=2, exclude=("ad ",))
    titles = [item.title for item in items(rule, tmp_path)]
    assert [title for title in titles if title.startswith("News")] == ["News 1", "News 2"]


def test_an_endless_feed_ends(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    start = datetime(2026, 11, 20, tzinfo=UTC)
    entries = [
        f"<item><title>{n}</title><link>https://a.example/{n}</link>"
        f"<pubDate>{start - timedelta(minutes=n):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for n in range(3000)
    ]
    write_feed(tmp_path, *entries)
    warned, *listed = found(SourceRule(name="S", kind="feed", path="site/feed.xml"), tmp_path)
    assert isinstance(warned, Outcome)
    assert warned.warnings == ("has 2000 entries more than are looked at: collect it more often",)
    assert len(listed) == 500
    rule = SourceRule(name="S", kind="feed", path="site/feed.xml", limit=1)
    with opened(rule) as fetcher:
        _, newest = SOURCES["feed"](rule, Session(folder=tmp_path, fetcher=fetcher))
    assert isinstance(newest, Item)
    assert newest.title == "0"


def test_a_packed_feed_is_read_and_a_bomb_is_not(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(gzip.compress((DATA / "source-feed.xml").read_bytes()))
    rule = SourceRule(name="S", kind="feed", path="feed.xml")
    assert len(items(rule, tmp_path)) == 3
    (tmp_path / "feed.xml").write_bytes(gzip.compress(b" " * 30_000_000))
    with pytest.raises(SourceError, match="unpacks to more than 20 MB"):
        items(rule, tmp_path)


def test_a_json_feed_is_a_feed(tmp_path: Path) -> None:
    text = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "S",
            "language": "de",
            "items": [{"id": 7, "content_text": "wort " * 400, "date_published": "2026-11-20"}],
        }
    )
    (tmp_path / "feed.json").write_text(text)
    (one,) = readings(SourceRule(name="S", kind="feed", path="feed.json"), tmp_path)
    assert (one.draft.identity, one.draft.language, one.draft.site) == ("7", "de", "S")
    assert one.draft.published == datetime(2026, 11, 20, tzinfo=UTC)


# ---- where the text comes from


def test_the_rule_says_whether_feed_or_page_is_read(site: str, tmp_path: Path) -> None:
    (tmp_path / "site" / "lamp.html").write_bytes((DATA / "source-page.html").read_bytes())
    whole, teaser = "Feed. " * 600, "Teaser …"
    url = f"{site}/feed.xml"
    cases: list[tuple[str, Any, str, str]] = [
        (whole, "auto", "feed", "Feed."),
        (whole, "page", "page", "fish market"),
        (teaser, "auto", "page", "fish market"),
        (teaser, "feed", "feed", "Teaser"),
    ]
    for text, body, text_from, said in cases:
        write_feed(tmp_path, ITEM.format(title="A", link=f"{site}/lamp.html", text=text))
        rule = SourceRule(name="S", kind="feed", url=url, body=body)
        (item,) = items(rule, tmp_path)
        assert item.url == ("" if text_from == "feed" else f"{site}/lamp.html")
        (one,) = readings(rule, tmp_path)
        assert (one.draft.text_from, one.draft.warnings) == (text_from, ())
        assert said in one.draft.body.html


@pytest.mark.parametrize(("element", "left"), [("description", "summary"), ("body", "text")])
def test_a_page_that_no_browser_can_show_leaves_what_the_feed_has_and_says_so(
    tmp_path: Path, element: str, left: str
) -> None:
    (tmp_path / "site").mkdir()
    entry = ITEM.format(title="A", link="https://a.example/lamp", text="Teaser")
    write_feed(tmp_path, entry.replace("description>", f"{element}>"))
    rule = SourceRule(name="S", kind="feed", path="site/feed.xml", body="browser")
    with Fetcher("test", offline=True) as fetcher:
        (item,) = SOURCES["feed"](rule, Session(folder=tmp_path, fetcher=fetcher))
        assert isinstance(item, Item)
        draft = item.read().draft
    assert (item.url, draft.text_from) == ("https://a.example/lamp", "feed")
    assert f"only the feed's {left}: " in draft.warnings[0]


def test_relative_addresses_belong_to_the_base_that_the_feed_names(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://base.example/dir/'><title>S"
        "</title><entry><title>A</title><link href='a.html'/><content type='html'>"
        f"&lt;p&gt;&lt;a href='more'&gt;on&lt;/a&gt; {'word ' * 400}&lt;/p&gt;</content>"
        "</entry></feed>"
    )
    (one,) = readings(SourceRule(name="S", kind="feed", path="feed.xml"), tmp_path)
    assert one.draft.url == "https://base.example/dir/a.html"
    assert 'href="https://base.example/dir/more"' in one.draft.body.html


def test_a_page_that_several_entries_lead_to_is_the_article_of_the_one_it_is_about(
    site: str, tmp_path: Path
) -> None:
    text = "".join(
        f"<p>The lock keeper wrote down wave {n} of the night, and slept.</p>" for n in range(40)
    )
    page = f"<title>Night watch</title><article><h1>Night watch</h1>{text}</article>"
    (tmp_path / "site" / "log.html").write_text(f"<!doctype html>{page}")
    entries = [
        ITEM.format(title=title, link=f"{site}/log.html", text=f"In short: {title}").replace(
            "<item>", f"<item><guid isPermaLink='false'>{title}</guid>"
        )
        for title in ("Night watch", "Rope sold")
    ]
    write_feed(tmp_path, *entries)
    rule = SourceRule(name="S", kind="feed", url=f"{site}/feed.xml")
    about, other = (reading.draft for reading in readings(rule, tmp_path))
    assert (about.identity, about.text_from) == (f"{site}/log.html", "page")
    assert (other.identity, other.text_from) == (f"{site}/log.html#Rope sold", "feed")
    assert other.body.text == "In short: Rope sold"
    assert other.warnings == ("only the feed's summary: other entries lead to the same page",)


def test_relative_addresses_refer_to_what_the_server_says_the_feed_stands_for() -> None:
    text = "<rss version='2.0'><channel><title>S</title><item><title>A</title><link>a</link></item>"
    with serving() as server, Fetcher("test", allow={"127.0.0.1"}) as fetcher:
        said = {"Content-Type": "text/xml", "Content-Location": "/archive/2026/feed.xml"}
        url = server.page("/latest", f"{text}</channel></rss>".encode(), headers=said)
        session = Session(folder=Path(), fetcher=fetcher)
        (item,) = SOURCES["feed"](SourceRule(name="S", kind="feed", url=url), session)
        assert isinstance(item, Item)
        assert item.url == server.url("/archive/2026/a")
