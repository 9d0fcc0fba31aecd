"""What nothing needs is thrown away; what an article is made of never is."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pressday.fetch import Cached
from pressday.library import Library
from pressday.model import DraftImage, Image

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pressday.library import Saved

    Save = Callable[..., Saved]

URL = "https://paper.example/p.jpg"


def later(days: int) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


def files(folder: Path) -> set[bytes]:
    return {p.read_bytes() for p in (folder / "library").rglob("??/*") if p.is_file()}


def page(body: bytes) -> Cached:
    return Cached(body=body, media_type="text/html", etag="1")


def pictured(library: Library, save: Save, data: bytes, text: str) -> Saved:
    media = library.put_picture(data, "image/jpeg", original=b"original of " + data)
    image = Image(media=media, media_type="image/jpeg", width_px=6, height_px=4)
    body = f'<p>{text}</p><img src="{URL}">'
    given = {"body": body, "images": (DraftImage(url=URL),)}
    return save("a", text, pictures={URL: image}, **given)


def test_answers_long_unused_go_with_their_files(library: Library, tmp_path: Path) -> None:
    library.cache.store("https://a.example/", page(b"one"))
    assert library.tidy(later(59)) == 0
    assert library.tidy(later(61)) == 1
    assert library.cache.lookup("https://a.example/") is None
    assert files(tmp_path) == set()


def test_an_answer_that_an_article_came_from_stays(
    library: Library, save: Save, tmp_path: Path
) -> None:
    save("a", "one")
    library.cache.store("https://a.example/", page(b"one"))
    library.cache.store("https://b.example/", page(b"two"))
    library.tidy(later(61))
    assert library.cache.lookup("https://a.example/") is not None
    assert files(tmp_path) == {b"one"}


def test_a_body_that_two_answers_share_stays_for_the_one_in_use(
    library: Library, tmp_path: Path
) -> None:
    library.cache.store("https://a.example/", page(b"one"))
    library.tidy(later(0))
    library.cache.store("https://b.example/", page(b"one"))
    assert library.tidy(later(59)) == 0
    assert files(tmp_path) == {b"one"}


def test_pictures_and_originals_of_every_revision_stay(
    library: Library, save: Save, tmp_path: Path
) -> None:
    pictured(library, save, b"first", "text one")
    pictured(library, save, b"second", "text two")
    before = files(tmp_path)
    assert len(before) == 6
    assert library.tidy(later(500)) == 0
    assert files(tmp_path) == before


def test_what_was_a_removed_article_s_own_goes(
    library: Library, save: Save, tmp_path: Path
) -> None:
    saved = pictured(library, save, b"first", "text one")
    library.remove(saved.article.id)
    assert library.tidy(later(8)) == 3
    assert files(tmp_path) == set()


def test_a_picture_that_was_just_put_waits_for_its_article(
    library: Library, save: Save, tmp_path: Path
) -> None:
    media = library.put_picture(b"first", "image/jpeg", original=b"original", url=URL)
    assert library.tidy(later(6)) == 0
    assert library.tidy(later(8)) == 2
    assert files(tmp_path) == set()
    assert library.put_picture(b"first", "image/jpeg") == media
    pictured(library, save, b"first", "text")
    assert library.media_path(media).read_bytes() == b"first"


def test_what_an_interrupted_command_left_goes(library: Library, tmp_path: Path) -> None:
    left = tmp_path / "library" / "raw" / "ab" / ".new-x"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    assert library.tidy(later(0)) == 0  # somebody may be writing it
    assert library.tidy(later(1)) == 1
    assert not left.exists()


def test_a_second_tidying_finds_nothing(library: Library, save: Save) -> None:
    library.remove(save("a", "one").article.id)
    assert library.tidy(later(1)) == 1
    assert library.tidy(later(1)) == 0


def test_files_from_before_a_database_that_was_made_anew_stay_and_later_ones_go(
    tmp_path: Path,
) -> None:
    now = datetime.now(UTC)
    names = {"older": now - timedelta(days=9), "later": now + timedelta(minutes=9)}
    for name, moment in names.items():
        path = tmp_path / "library" / "raw" / "ab" / f"ab{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
        os.utime(path, (moment.timestamp(), moment.timestamp()))
    with Library.open(tmp_path / "library") as made:
        assert made.tidy(now + timedelta(days=1)) == 1
    assert [path.name for path in (tmp_path / "library").glob("raw/ab/*")] == ["abolder.html"]
