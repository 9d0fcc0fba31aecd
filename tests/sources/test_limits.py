"""Limits of our own that leave something out say so, and what to do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressday.config import SourceRule
from pressday.fetch import Fetcher
from pressday.model import Outcome
from pressday.pipeline import listing
from pressday.sources import SOURCES, Item, Session
from pressday.sources.feeds import opml, sitemap
from pressday.sources.files import epub
from pressday.sources.mail import letters

if TYPE_CHECKING:
    import pytest

DATA = Path(__file__).parents[1] / "data"
DAY = datetime(2026, 11, 20, tzinfo=UTC)


def found(folder: Path, **rule: Any) -> tuple[list[Item], list[str]]:
    """Return the items of a source, and what it warns of."""
    with Fetcher("test", offline=True) as fetcher:
        session = Session(folder=folder, fetcher=fetcher)
        every = list(SOURCES[rule["kind"]](SourceRule(name="S", **rule), session))
    warnings = [w for one in every if isinstance(one, Outcome) for w in one.warnings]
    return [one for one in every if isinstance(one, Item)], warnings


def write_sitemap(folder: Path, pages: int) -> None:
    places = "".join(
        f"<url><loc>https://a.example/{n}</loc><lastmod>{day:%Y-%m-%d}</lastmod></url>"
        for n, day in ((n, DAY - timedelta(n)) for n in range(pages))
    )
    (folder / "map.xml").write_text(f"<urlset>{places}</urlset>")


def test_a_sitemap_of_more_than_500_pages(tmp_path: Path) -> None:
    write_sitemap(tmp_path, 501)
    items, (warning,) = found(tmp_path, kind="sitemap", path="map.xml", age=9000)
    assert (len(items), items[0].url) == (500, "https://a.example/0")
    assert warning == (
        "names more than 500 articles: the others are left out"
        " (choose with age, include or exclude, or make several sources of it)"
    )
    write_sitemap(tmp_path, 500)
    assert found(tmp_path, kind="sitemap", path="map.xml", age=9000)[1] == []
    assert found(tmp_path, kind="sitemap", path="map.xml", limit=7)[1] == []
    assert found(tmp_path, kind="sitemap", path="map.xml")[1] == []  # the newest twenty, by rule


def test_an_index_of_more_sitemaps_than_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "_MOST_MAPS", 0)
    page = "<url><loc>https://a.example/1</loc></url>"
    more = "<sitemap><loc>https://a.example/more.xml</loc></sitemap>"
    (tmp_path / "map.xml").write_text(f"<sitemapindex>{page}{more}</sitemapindex>")
    items, (warning,) = found(tmp_path, kind="sitemap", path="map.xml")
    assert len(items) == 1
    assert warning.startswith("names more than 0 sitemaps: the others are left out")


def test_a_list_of_more_feeds_than_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opml, "MOST_FEEDS", 2)
    outlines = "".join(f"<outline xmlUrl='https://{n}.example/f'/>" for n in range(3))
    (tmp_path / "feeds.opml").write_text(f"<opml><body>{outlines}</body></opml>")
    _, (warning,) = found(tmp_path, kind="opml", path="feeds.opml")
    assert warning.startswith("names more than 2 feeds: the others are left out")


def test_of_a_large_mailbox_the_last_letters_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "_MOST_LETTERS", 2)
    letter = "From a@b Mon Nov 23 10:00:00 2026\nMessage-ID: <{0}@a>\nSubject: {0}\n\nText {0}\n\n"
    (tmp_path / "all.mbox").write_text("".join(letter.format(n) for n in range(4)))
    items, (warning,) = found(tmp_path, kind="mail", path="all.mbox")
    assert [item.title for item in items] == ["2", "3"]
    assert warning.startswith("names more than 2 letters: the others are left out")


def test_a_book_of_more_chapters_than_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tales.epub").write_bytes((DATA / "file-tales.epub").read_bytes())
    assert found(tmp_path, kind="page", path="tales.epub")[1] == []
    monkeypatch.setattr(epub, "_MOST_CHAPTERS", 3)
    _, (warning,) = found(tmp_path, kind="page", path="tales.epub")
    assert warning.startswith("names more than 3 chapters: the others are left out")


def test_a_folder_of_more_files_than_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        (tmp_path / f"{number}.md").write_text(f"# {number}\n\nText.")
    monkeypatch.setattr(listing, "_MOST", 3)
    rule = SourceRule(name="S", kind="folder", path=".")
    with Fetcher("test", offline=True) as fetcher:
        session = Session(folder=tmp_path, fetcher=fetcher)
        all_of_it = listing.listed(rule, session)
        (tmp_path / "3.md").unlink()
        within = listing.listed(rule, session)
    assert (len(all_of_it.items), len(within.items), within.troubles) == (3, 3, ())
    (told,) = all_of_it.troubles
    assert told.warnings[0].startswith("names more than 3 articles: the others are left out")
