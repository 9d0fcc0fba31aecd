"""Feeds to articles: from their own text where it is whole, else from the page."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from pressday.config import SourceRule
from pressday.errors import FetchError, SourceError
from pressday.fetch import Fetcher, Limits
from pressday.library import Library
from pressday.sources import SOURCES, Desk, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.model import Outcome

DATA = Path(__file__).parents[1] / "data"
ITEM = (
    "<item><title>{title}</title><link>{link}</link><description>{text}</description>"
    "<pubDate>Fri, 20 Nov 2026 09:30:00 +0000</pubDate></item>"
)


class Quiet(SimpleHTTPRequestHandler):
    """A file server that keeps its log to itself."""

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


def read(rule: SourceRule, folder: Path) -> list[Reading | Outcome[Reading]]:
    limits = Limits(backoff_s=0.01)
    with Fetcher("test", allow={"127.0.0.1"}, limits=limits) as fetcher:
        return list(SOURCES["feed"](rule, Desk(folder=folder, fetcher=fetcher)))


def readings(rule: SourceRule, folder: Path) -> list[Reading]:
    found = read(rule, folder)
    good = [one for one in found if isinstance(one, Reading)]
    assert len(good) == len(found), found
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
        found = list(SOURCES["feed"](rule, Desk(folder=tmp_path, fetcher=fetcher)))
        assert fetcher._opened is None
    assert [one.draft.title for one in found if isinstance(one, Reading)] == [
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
    body = readings(from_file(), tmp_path)[1].draft.body
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
    (found,) = readings(rule, tmp_path)
    assert "fish market" in found.draft.body
    assert found.draft.title == "The lamp"
    assert found.draft.identity == f"{site}/lamp.html"
    assert found.draft.published == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert found.draft.bylines == ("Ines Valk",)
    assert found.raw == (DATA / "source-page.html").read_bytes()


def test_a_page_that_cannot_be_fetched_leaves_the_summary_and_a_warning(
    site: str, tmp_path: Path
) -> None:
    write_feed(tmp_path, ITEM.format(title="A", link=f"{site}/none", text="All there is"))
    (found,) = readings(SourceRule(name="S", kind="feed", url=f"{site}/feed.xml"), tmp_path)
    assert "All there is" in found.draft.body
    assert any("404" in warning for warning in found.draft.warnings)


def test_a_page_with_less_text_than_the_feed_does_not_replace_it(site: str, tmp_path: Path) -> None:
    (tmp_path / "site" / "a.html").write_text("<html><body><p>Please log in now.</p></body></html>")
    text = "The harbour office has paid. " * 20
    write_feed(tmp_path, ITEM.format(title="A", link=f"{site}/a.html", text=text))
    (found,) = readings(SourceRule(name="S", kind="feed", url=f"{site}/feed.xml"), tmp_path)
    assert "harbour office" in found.draft.body
    assert found.draft.warnings


def test_one_bad_entry_does_not_stop_the_rest(site: str, tmp_path: Path) -> None:
    bad = ITEM.format(title="Bad", link=f"{site}/none", text="")
    good = ITEM.format(title="Good", link="", text="word " * 400)
    write_feed(tmp_path, bad, good)
    found = read(SourceRule(name="S", kind="feed", url=f"{site}/feed.xml"), tmp_path)
    failure, reading = found
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
    assert "<figure" not in tides.body


@pytest.mark.parametrize("content", ["", "   ", "Dear editor"])
def test_a_file_that_is_no_feed_is_an_error_in_one_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "feed.xml").write_text(content)
    with pytest.raises(SourceError) as caught:
        read(SourceRule(name="S", kind="feed", path="feed.xml"), tmp_path)
    assert "\n" not in str(caught.value)
    assert "feed.xml" in str(caught.value)


def test_a_page_in_place_of_a_feed_tells_the_feed_s_address(site: str, tmp_path: Path) -> None:
    (tmp_path / "site" / "index.html").write_bytes((DATA / "source-page.html").read_bytes())
    with pytest.raises(SourceError) as caught:
        read(SourceRule(name="S", kind="feed", url=f"{site}/"), tmp_path)
    assert caught.value.hint == f"the page names a feed: {site}/feed.xml"


def test_a_feed_that_is_not_there_is_an_error(site: str, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="404"):
        read(SourceRule(name="S", kind="feed", url=f"{site}/feed.xml"), tmp_path)
    with pytest.raises(SourceError, match="no such file"):
        read(SourceRule(name="S", kind="feed", path="feed.xml"), tmp_path)


def test_a_feed_cannot_make_us_read_this_machine(site: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("<p>secret</p>")
    text = f"&lt;img src='{secret.as_uri()}'&gt; {'word ' * 400}"
    local = ITEM.format(title="A", link=secret.as_uri(), text=text)
    write_feed(tmp_path, local)
    (found,) = readings(SourceRule(name="S", kind="feed", url=f"{site}/feed.xml"), tmp_path)
    assert found.draft.url == ""
    assert "secret" not in found.draft.body
    assert found.draft.images == ()


def test_a_title_loses_the_name_of_the_feed_behind_a_bar(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    text = " ".join(["word"] * 400)
    feed.write_text(
        "<rss version='2.0'><channel><title>Stonehand Wire</title><item>"
        "<title>The price of a comma | Stonehand Wire</title><link>https://s.example/a</link>"
        f"<description>&lt;p&gt;{text}&lt;/p&gt;</description></item></channel></rss>"
    )
    rule = SourceRule(name="Wire", kind="feed", path="feed.xml")
    with Fetcher("tests") as fetcher:
        (found,) = SOURCES["feed"](rule, Desk(folder=tmp_path, fetcher=fetcher))
    assert isinstance(found, Reading)
    assert found.draft.title == "The price of a comma"
