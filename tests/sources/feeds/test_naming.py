"""What names the entries of a feed, above all where several lead to one page."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pressday.config import SourceRule
from pressday.fetch import Fetcher
from pressday.library import Library, Listing
from pressday.sources import SOURCES, Item, Session
from pressday.sources.feeds.entries import FeedEntry
from pressday.sources.feeds.naming import named

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.library import Saved

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PAGE = "https://h.example/log"


def entry(title: str, guid: str = "", text: str = "", link: str = PAGE) -> FeedEntry:
    return FeedEntry(link=link, guid=guid, title=title, summary=text or f"About {title}")


def identities(*entries: FeedEntry) -> list[str]:
    return [one.identity for one in named(entries).values()]


def test_an_entry_alone_under_its_link_is_its_page() -> None:
    (one,) = named([entry("A", "g1")]).values()
    assert (one.key, one.identity, one.part) == ("g1", PAGE, "")
    assert one.mark == one.entry.mark


def test_entries_of_one_link_are_told_apart_by_their_ids() -> None:
    found = named([entry("A", f"{PAGE}#1"), entry("B", f"{PAGE}#2"), entry("C", link="")])
    assert list(found) == [f"{PAGE}#1", f"{PAGE}#2", next(reversed(found))]
    assert len({one.identity for one in found.values()}) == 3
    assert found[f"{PAGE}#1"].mark != found[f"{PAGE}#1"].entry.mark


def test_links_that_differ_behind_the_hash_alone_are_one_link() -> None:
    first, second = identities(entry("A", "1", link=f"{PAGE}#a"), entry("B", "2", link=f"{PAGE}#b"))
    assert first != second


def test_without_ids_of_their_own_titles_tell_them_apart() -> None:
    assert identities(entry("A"), entry("B")) == [f"{PAGE}#A", f"{PAGE}#B"]
    assert identities(entry("A", "g"), entry("B", "g")) == [f"{PAGE}#A", f"{PAGE}#B"]


def test_one_title_with_two_ids_and_texts_is_two_entries() -> None:
    assert len(set(identities(entry("A", "1", "one"), entry("A", "2", "two")))) == 2


def test_what_is_only_listed_twice_is_one_article() -> None:
    again = [entry("A", "1", "same"), entry("A", "2", "same")]
    assert set(identities(*again)) == {PAGE}
    assert identities(entry("A", text="old"), entry("A", text="new")) == [PAGE]
    assert identities(entry("A", "1", "old"), entry("A", "1", "new")) == [PAGE]


def prose(seed: int) -> str:
    draw = random.Random(seed)  # noqa: S311 - text, not a secret
    return " ".join(f"{draw.choice('bdfgk')}o{draw.randrange(5000)}" for _ in range(400))


def collected(
    folder: Path, *releases: int, title: str = "Release {}", guid: str = f"{PAGE}#r{{}}"
) -> list[Saved]:
    """Put what a feed of releases of one page gives into the library, as collecting does."""
    listed = "".join(
        f"<item><title>{title.format(n)}</title><link>{PAGE}</link><guid>{guid.format(n)}</guid>"
        f"<description>{prose(n)}</description></item>"
        for n in releases
    )
    (folder / "feed.xml").write_text(f"<rss><channel><title>S</title>{listed}</channel></rss>")
    rule = SourceRule(name="S", kind="feed", path="feed.xml", body="feed")
    saved = []
    with Fetcher("test") as fetcher, Library.open(folder / "library") as library:
        for item in SOURCES["feed"](rule, Session(folder=folder, fetcher=fetcher)):
            assert isinstance(item, Item)
            reading = item.read()
            saved.append(
                library.add(
                    reading.draft, {}, raw=reading.raw, media_type="text/html", fetched=NOON,
                    listing=Listing(source="S", key=item.key, mark=item.mark),
                )
            )  # fmt: skip
    return saved


def test_all_texts_of_one_page_are_kept(tmp_path: Path) -> None:
    saved = collected(tmp_path, 1, 2, 3)
    assert [one.status for one in saved] == ["new"] * 3
    assert len({one.article.id for one in saved}) == 3
    assert [one.status for one in collected(tmp_path, 1, 2, 3)] == ["unchanged"] * 3


def test_an_article_collected_before_others_came_keeps_its_id(tmp_path: Path) -> None:
    (alone,) = collected(tmp_path, 1, title="Release")
    again, other = collected(tmp_path, 1, 2, title="Release")
    assert (again.status, again.article.id) == ("unchanged", alone.article.id)
    assert (other.status, other.article.body.text) == ("new", prose(2))
    (left,) = collected(tmp_path, 2, title="Release")
    assert (left.status, left.article.id) == ("unchanged", other.article.id)


def test_without_ids_an_article_collected_before_keeps_its_id_as_well(tmp_path: Path) -> None:
    (alone,) = collected(tmp_path, 1, guid="")
    again, other = collected(tmp_path, 1, 2, guid="")
    assert (again.status, again.article.id) == ("unchanged", alone.article.id)
    assert (other.status, other.article.body.text) == ("new", prose(2))
