"""Articles in, articles out, with a real SQLite file."""

from __future__ import annotations

import dataclasses
import os
import resource
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from pressday.body import Body
from pressday.errors import ConfigError, DamagedError, PressdayError, WriteError
from pressday.fetch import Cached
from pressday.library import Library, Saved, records
from pressday.model import Draft, DraftImage, Image

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PICTURE = "https://paper.example/ship.jpg"
FIGURE = (
    f'<p>Before</p><figure><img src="{PICTURE}" alt="A ship">'
    "<figcaption>The ship at <em>dawn</em></figcaption></figure><p>After</p>"
)


def draft(identity: str = "https://paper.example/a", **fields: Any) -> Draft:
    plain = Draft(
        identity=identity, title="Sixty papers", body=Body("<p>One night, one press.</p>")
    )
    return dataclasses.replace(plain, **fields)


def add(
    library: Library,
    given: Draft,
    pictures: dict[str, Image] | None = None,
    *,
    at: datetime = NOON,
) -> Saved:
    raw = given.body.html.encode()
    return library.add(given, pictures or {}, raw=raw, media_type="text/html", fetched=at)


def picture(library: Library, data: bytes = b"jpeg") -> Image:
    media = library.put_picture(data, "image/jpeg")
    return Image(media=media, media_type="image/jpeg", width_px=600, height_px=400)


def test_an_article_comes_back_as_it_went_in(library: Library) -> None:
    given = draft(
        source="Dock Street",
        url="https://paper.example/a?x=1",
        standfirst="A night",
        bylines=("Ann Ö", "Bo"),
        tags=("ships",),
        language="en",
        published=NOON.astimezone(tz=None),
        kind="interview",
        weight="lead",
        provenance={"title": "declared"},
        warnings=("short",),
    )
    saved = add(library, given)
    assert saved.status == "new"
    assert library.article(saved.article.id) == saved.article
    assert saved.article.bylines == ("Ann Ö", "Bo")
    assert saved.article.published == NOON
    assert saved.article.warnings == ("short",)


def test_a_text_keeps_the_day_it_had_where_it_was_written(library: Library) -> None:
    late = datetime(2026, 3, 4, 23, 30, tzinfo=timezone(-timedelta(hours=5)))
    saved = add(library, draft(published=late))
    kept = library.article(saved.article.id)
    assert kept is not None
    assert kept.published is not None
    assert kept.published.isoformat() == "2026-03-04T23:30:00-05:00"
    (planned,) = library.published(date(2026, 3, 5))
    assert planned.published == late
    assert list(library.published(date(2026, 3, 4))) == []


def test_an_article_kept_without_its_offset_is_unchanged_when_it_comes_with_it(
    library: Library,
) -> None:
    late = datetime(2026, 3, 4, 23, 30, tzinfo=timezone(-timedelta(hours=5)))
    first = add(library, draft(published=late.astimezone(UTC)))
    record = records.to_record(first.article)
    assert "offset" not in record
    assert records.from_record(record) == first.article
    assert add(library, draft(published=late)).status == "unchanged"


def test_id_and_revision_do_not_depend_on_clock_or_folder(tmp_path: Path) -> None:
    saved = []
    for name, hours in (("one", 0), ("two", 5)):
        with Library.open(tmp_path / name) as library:
            at = NOON + timedelta(hours=hours)
            saved.append(add(library, draft(), at=at).article)
    assert saved[0].id == saved[1].id == "879dfc669e67"
    assert saved[0].revision == saved[1].revision


def test_the_same_content_again_changes_nothing(library: Library) -> None:
    first = add(library, draft())
    again = add(library, draft(source="elsewhere"), at=NOON + timedelta(days=1))
    assert again.status == "unchanged"
    assert again.article == first.article


def test_new_content_keeps_the_earlier_revision(library: Library) -> None:
    first = add(library, draft()).article
    second = add(library, draft(title="Seventy papers"))
    assert second.status == "updated"
    assert second.article.id == first.id
    assert library.article(first.id) == second.article
    assert library.article(first.id, first.revision) == first
    assert library.article(first.id, second.article.revision) == second.article
    assert library.article(first.id, "0" * 64) is None


def test_a_text_may_go_back_to_what_it_was(library: Library) -> None:
    ships = {PICTURE: picture(library)}
    first = add(library, draft(body=Body(FIGURE)), ships).article
    add(library, draft(title="Seventy", body=Body(FIGURE)), ships)
    assert add(library, draft(body=Body(FIGURE)), ships).status == "updated"
    assert add(library, draft(title="Seventy", body=Body(FIGURE)), ships).status == "updated"
    assert library.article(first.id, first.revision) is not None


def test_the_original_is_kept_byte_for_byte(library: Library) -> None:
    saved = library.add(draft(), {}, raw=b"\xff\x00raw", media_type="text/html", fetched=NOON)
    path = library.original(saved.article.id)
    assert path is not None
    assert path.read_bytes() == b"\xff\x00raw"
    assert path.suffix == ".html"
    assert library.original("none") is None


def test_a_picture_is_kept_once_and_found_by_its_hash(library: Library) -> None:
    media = library.put_picture(b"jpeg", "image/jpeg")
    assert library.put_picture(b"jpeg", "image/jpeg") == media
    path = library.media_path(media)
    assert path.read_bytes() == b"jpeg"
    assert path.parts[-2:] == (media[:2], f"{media}.jpg")


@pytest.mark.parametrize("media", ["0" * 64, "../../library.db", ""])
def test_a_picture_that_is_not_there_is_an_error(library: Library, media: str) -> None:
    with pytest.raises(ConfigError, match="no picture"):
        library.media_path(media)


def test_pictures_of_the_body_are_named_by_hash(library: Library) -> None:
    ship = picture(library)
    given = draft(
        body=Body(FIGURE), lead=PICTURE, images=(DraftImage(url=PICTURE, alt="A ship", credit="Ö"),)
    )
    article = add(library, given, {PICTURE: ship}).article
    assert f'<img src="media:{ship.media}" alt="A ship">' in article.body.html
    assert article.lead_image == article.images[0]
    assert (article.images[0].alt, article.images[0].credit) == ("A ship", "Ö")
    assert article.warnings == ()


def test_a_lead_picture_outside_the_body_is_an_image_of_the_article(library: Library) -> None:
    ship = picture(library)
    article = add(library, draft(lead=PICTURE), {PICTURE: ship}).article
    assert article.lead_image == ship


def test_a_missing_picture_gives_way_to_its_words_and_says_so(library: Library) -> None:
    article = add(library, draft(body=Body(FIGURE), lead=PICTURE)).article
    assert article.body.html == (
        "<p>Before</p><p>A ship</p><p>The ship at <em>dawn</em></p><p>After</p>"
    )
    assert article.lead_image is None
    assert article.warnings == ("picture left out: The ship at dawn",)


def test_articles_come_newest_first(library: Library) -> None:
    days = {"old": 1, "new": 20, "middle": 10}
    for name, day in days.items():
        add(library, draft(name, title=name, published=NOON.replace(day=day)))
    add(library, draft("undated", title="undated"), at=NOON.replace(day=15))
    titles = [article.title for article in library.articles()]
    assert titles == ["new", "undated", "middle", "old"]
    since = library.articles(since=NOON.replace(day=10))
    assert [article.title for article in since] == ["new", "undated", "middle"]


def test_an_undated_article_keeps_its_place_when_it_changes(library: Library) -> None:
    add(library, draft("a", title="first"), at=NOON)
    add(library, draft("b", title="second"), at=NOON + timedelta(days=1))
    add(library, draft("a", title="changed"), at=NOON + timedelta(days=2))
    assert [article.title for article in library.articles()] == ["second", "changed"]


def test_articles_are_found_by_their_words(library: Library) -> None:
    found = add(library, draft("a", title="Ein Müller in Łódź", bylines=("Åsa Øre",))).article
    add(library, draft("b", title="Something else"))
    for words in (["muller"], ["MÜLL"], ["lodz", "øre"], ["ore", "asa"], ["Müller in"]):
        assert [a.id for a in library.articles(words)] == [found.id], words


def test_every_word_must_be_there(library: Library) -> None:
    add(library, draft(title="Ships"))
    assert len(library.articles(["ships", "night"])) == 1
    assert library.articles(["ships", "trains"]) == ()


@pytest.mark.parametrize("word", ['"', "*", "a* OR b", "title:x", "NEAR(", "--", "'; DROP TABLE"])
def test_a_word_is_never_a_command(library: Library, word: str) -> None:
    add(library, draft())
    assert library.articles([word]) == ()


def test_text_without_blanks_is_found_by_a_part_of_it(library: Library) -> None:
    add(library, draft(title="東京の新聞社は夜に印刷する"))
    assert len(library.articles(["新聞"])) == 1
    assert library.articles(["聞新"]) == ()


def test_a_changed_article_is_found_by_its_new_words_alone(library: Library) -> None:
    add(library, draft(title="Ships"))
    add(library, draft(title="Trains"))
    assert library.articles(["ships"]) == ()
    assert len(library.articles(["trains"])) == 1


def test_a_removed_article_is_gone_with_its_words_and_revisions(library: Library) -> None:
    first = add(library, draft()).article
    add(library, draft(title="Other"))
    assert library.remove(first.id)
    assert not library.remove(first.id)
    assert library.ids() == set()
    assert library.articles(["other"]) == ()
    assert library.article(first.id, first.revision) is None


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    with Library.open(tmp_path / "a" / "b c%?#") as library:
        add(library, draft())
    assert (tmp_path / "a" / "b c%?#" / "library.db").is_file()


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WriteError, match="cannot be written") as caught:
        Library.open(tmp_path / "file")
    assert "file stands where a folder belongs" in (caught.value.hint or "")
    with pytest.raises(WriteError):
        Library.open(tmp_path / "file" / "library")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(WriteError):
        Library.open(tmp_path)


def test_a_folder_in_the_database_s_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "library.db").mkdir()
    with pytest.raises(WriteError, match="cannot be written") as caught:
        Library.open(tmp_path)
    # A disk without room gives the same code as a file that cannot be opened.
    assert "make room" in (caught.value.hint or "")


def test_a_file_that_is_no_database_is_an_error_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(b"My shopping list\n" * 100)
    with pytest.raises(DamagedError, match="not a library") as caught:
        Library.open(tmp_path)
    assert caught.value.where == str(tmp_path / "library.db")
    assert (tmp_path / "library.db").read_bytes().startswith(b"My shopping")


def test_a_damaged_database_is_an_error(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        for number in range(30):
            add(library, draft(str(number)))
    path = tmp_path / "library.db"
    data = path.read_bytes()
    path.write_bytes(data[:4096] + os.urandom(len(data) - 4096))
    with pytest.raises(DamagedError, match="damaged"), Library.open(tmp_path) as library:
        library.articles()


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "library.db") as other:
        other.execute("CREATE TABLE accounts (name TEXT)")
    other.close()
    with pytest.raises(ConfigError, match="another program"):
        Library.open(tmp_path)


def test_a_full_disk_is_an_error_and_loses_nothing(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        kept = add(library, draft("kept")).article
        with library._database.writing.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
        with pytest.raises(WriteError, match="disk is full"):
            add(library, draft("lost", body=Body(f"<p>{'x' * 1_000_000}</p>")))
        assert library.ids() == {kept.id}


def test_a_picture_is_never_written_partially(library: Library, tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with pytest.raises(WriteError):
            library.put_picture(bytes(200_000), "image/png")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [p for p in (tmp_path / "library" / "media").rglob("*") if p.is_file()] == []


COMMAND = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pressday.body import Body
from pressday.library import Library
from pressday.model import Draft

folder, name = sys.argv[1:]
for number in range(50):
    with Library.open(Path(folder)) as library:
        for identity in (f"{name}-{number}", "shared"):
            draft = Draft(identity=identity, title=f"Ship {name} {number}", body=Body())
            now = datetime.now(UTC)
            library.add(draft, {}, raw=draft.title.encode(), media_type="text/plain", fetched=now)
"""


def test_two_commands_at_once_lose_nothing(tmp_path: Path) -> None:
    run = [sys.executable, "-c", COMMAND, str(tmp_path / "new")]
    commands = [subprocess.Popen([*run, name]) for name in ("a", "b")]
    assert [command.wait(60) for command in commands] == [0, 0]
    with Library.open(tmp_path / "new") as library:
        assert len(library.ids()) == 101
        assert len(library.articles(["ship"])) == 101


def test_many_threads_at_once_lose_nothing(library: Library) -> None:
    def work(number: int) -> str:
        picture(library, f"picture {number % 7}".encode())
        library.cache.store(f"https://a.example/{number % 5}", Cached(body=b"x", media_type=""))
        library.cache.lookup(f"https://a.example/{number % 5}")
        return add(library, draft(str(number % 60), title=f"Ship {number}")).article.id

    with ThreadPoolExecutor(16) as pool:
        made = set(pool.map(work, range(120)))
    assert library.ids() == made
    assert len(made) == len(library.articles(["ship"])) == 60


def test_a_locked_library_says_who_is_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pressday.library.database._PATIENCE_S", 0.05)
    with Library.open(tmp_path) as library:
        other = sqlite3.connect(tmp_path / "library.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WriteError, match="another command"):
            add(library, draft())
        other.close()


def test_a_machine_with_an_old_sqlite_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(ConfigError, match="too old") as caught:
        Library.open(tmp_path)
    assert "3.35" in (caught.value.hint or "")


def test_opening_a_library_that_is_up_to_date_waits_for_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pressday.library.database._PATIENCE_S", 0.05)
    Library.open(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "library.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Library.open(tmp_path) as library:
            assert library.articles() == ()


def test_errors_of_the_library_are_all_ours(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(b"SQLite format 3\0" + bytes(50))
    with pytest.raises(PressdayError), Library.open(tmp_path) as library:
        library.articles()
