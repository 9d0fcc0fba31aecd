"""A library is checked, mended from what it keeps, and copied whole."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from pressday.errors import UsageError
from pressday.library import Library
from pressday.pipeline import upkeep

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def kept(week: Any, site: str) -> Any:
    week.read(f"{site}/feed")
    assert faults(week) == []
    return week


def faults(week: Any) -> list[tuple[str, str]]:
    return [(one.part, one.fault) for one in upkeep.check(week.publication())]


def repaired(week: Any) -> list[tuple[str, str]]:
    mended = upkeep.repair(week.publication())
    return [(one.value.part, one.error) for one in mended if one.value]


def change(week: Any, statement: str) -> None:
    with closing(sqlite3.connect(week.folder / "library" / "library.db")) as database:
        database.execute(statement)
        database.commit()


def picture(week: Any) -> Path:
    (found,) = (week.folder / "library" / "media").glob("??/*")
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize(("harm", "fault"), [("gone", "gone"), ("changed", "not what it was")])
def test_a_picture_is_made_again_from_its_original(kept: Any, harm: str, fault: str) -> None:
    path = picture(kept)
    before = path.read_bytes()
    path.unlink() if harm == "gone" else path.write_bytes(bytes(len(before)))
    ((part, said),) = faults(kept)
    assert part == "picture"
    assert fault in said
    assert repaired(kept) == [("picture", "")]
    assert path.read_bytes() == before
    assert faults(kept) == []


def test_what_cannot_be_mended_comes_back_with_the_next_collection(kept: Any) -> None:
    for path in (kept.folder / "library").glob("*/??/*"):
        path.write_bytes(bytes(path.stat().st_size))
    left = repaired(kept)
    assert {part for part, error in left if "pressday collect" in error} == {"picture", "original"}
    assert faults(kept)
    kept.collect()
    assert faults(kept) == []


def test_an_article_whose_record_is_damaged_is_read_again_from_its_original(kept: Any) -> None:
    with Library.open(kept.folder / "library") as library:
        (before,) = library.articles()
    change(kept, "UPDATE articles SET record = substr(record, 1, 50)")
    assert faults(kept) == [("record", "the record cannot be read")]
    assert repaired(kept) == [("record", "")]
    assert faults(kept) == []
    with Library.open(kept.folder / "library") as library:
        (after,) = library.articles(["harbour"])
    assert (after.id, after.title, after.body) == (before.id, before.title, before.body)
    assert after.images == before.images


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM article_words", "DELETE FROM summaries", "UPDATE summaries SET words = 1"],
)
def test_indexes_are_made_again(kept: Any, statement: str) -> None:
    change(kept, statement)
    assert {part for part, _ in faults(kept)} == {"index"}
    assert {error for _, error in repaired(kept)} == {""}
    assert faults(kept) == []


@pytest.mark.parametrize("name", ["copy.tar", "copy"])
def test_a_backup_is_a_whole_library_and_overwrites_nothing(kept: Any, name: str) -> None:
    target = kept.folder / name
    assert upkeep.back_up(kept.publication(), target) == []
    with pytest.raises(UsageError, match="there already"):
        upkeep.back_up(kept.publication(), target)
    if target.suffix:
        shutil.unpack_archive(target, kept.folder / "unpacked")
        target = kept.folder / "unpacked" / "library"
    with Library.open(target) as copy:
        assert copy.upkeep.check() == ()
        assert [one.title for one in copy.articles()] == ["Harbour"]
    assert list(kept.folder.glob(".new-*")) == []


def test_a_backup_names_the_files_that_the_library_lacks(kept: Any) -> None:
    lost = picture(kept)
    lost.unlink()
    missing = upkeep.back_up(kept.publication(), kept.folder / "copy")
    assert missing == [lost.relative_to(kept.folder / "library").as_posix()]


def test_pages_of_nonsense_are_told_and_not_mended(kept: Any) -> None:
    database = kept.folder / "library" / "library.db"
    data = database.read_bytes()
    database.write_bytes(data[: 4 * 4096] + b"\xaa" * (6 * 4096) + data[10 * 4096 :])
    assert {part for part, _ in faults(kept)} == {"database"}
    assert all("backup" in error for _, error in repaired(kept))


def test_a_record_that_is_made_again_keeps_what_its_source_rule_says(week: Any) -> None:
    rule = 'licence = "CC BY 4.0"\nlanguage = "sv"\ndrop = [".extra"]\n'
    page = (
        f"<title>Quay</title><body><article><h1>Quay</h1><p>{week.text}</p><p class=extra>Buy.</p>"
    )
    (week.folder / "quay.html").write_text(page)
    source = f'[[source]]\nname = "Quay"\nkind = "page"\npath = "quay.html"\n{rule}'
    week.settings(week.head + source)
    week.collect()
    with Library.open(week.folder / "library") as library:
        (before,) = library.articles()
    assert (before.licence, before.language) == ("CC BY 4.0", "sv")
    assert "Buy" not in before.body.text
    change(week, "UPDATE articles SET record = substr(record, 1, 50)")
    assert repaired(week) == [("record", "")]
    with Library.open(week.folder / "library") as library:
        (after,) = library.articles()
    assert (after.licence, after.language, after.body) == ("CC BY 4.0", "sv", before.body)


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pressday import pipeline
from pressday.config import load_publication
folder = Path(sys.argv[1])
paper = load_publication(folder)
for number in range(10_000):
    for path in folder.glob("articles/*.md"):
        text = path.read_text().rpartition("So far")[0]
        path.write_text(f"{text}So far {number} times, and once more.\\n")
    list(pipeline.collect(paper, now=datetime.now(UTC)))
    print(number, flush=True)
"""


def test_a_backup_is_whole_while_another_process_collects(week: Any) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(week.folder)], stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout
        writer.stdout.readline()
        for number in range(5):
            copied = week.folder / f"copy-{number}"
            assert upkeep.back_up(week.publication(), copied) == []
            writer.stdout.readline()  # it goes on meanwhile
            with Library.open(copied) as library:
                assert library.upkeep.check() == ()
                assert len(library.articles()) == 2
        assert writer.poll() is None
        writer.kill()
    assert faults(week) == []
