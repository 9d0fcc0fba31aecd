"""The commands that look after the library, as the editor sees them."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

    Run = Callable[..., Answer]

DATA = Path(__file__).parents[1] / "data"


def test_check_says_what_is_damaged_and_repair_mends_it(
    run: Callable[..., Answer], gazette: Path
) -> None:
    run("collect")
    assert run("library", "check").exit_code == 0
    (picture,) = (gazette / "library" / "media").glob("??/*")
    picture.unlink()
    said = run("library", "check")
    assert said.exit_code == 8
    assert said.stdout == f"picture {picture.stem}: the file is gone\n"
    (line,) = run("library", "check", "--json").lines
    assert line == {"part": "picture", "subject": picture.stem, "fault": "the file is gone"}
    assert run("library", "repair").exit_code == 0
    assert picture.is_file()
    assert run("library", "check").exit_code == 0


def test_a_backup_is_named_and_never_overwrites(run: Callable[..., Answer], gazette: Path) -> None:
    run("collect")
    assert run("library", "backup", "safe.tar").exit_code == 0
    assert (gazette / "safe.tar").is_file()
    run("library", "backup", "safe.tar").refused(2, "there already", "never overwrites")
    assert run("library", "backup").exit_code == 0
    assert len(list(gazette.glob("library-*.tar"))) == 1


def test_without_a_library_there_is_nothing_to_check(
    run: Callable[..., Answer], gazette: Path
) -> None:
    assert (gazette / "pressday.toml").is_file()
    run("library", "check").refused(5, "no library yet", "pressday collect")


def test_an_emptied_database_is_refused(run: Callable[..., Answer], gazette: Path) -> None:
    run("collect")
    (gazette / "library" / "library.db").write_bytes(b"")
    for command in ("articles", "collect", "plan"):
        run(command).refused(8, "emptied", "backup")


@pytest.mark.parametrize(
    "words",
    [
        ["articles"],
        ["articles", "--json"],
        ["collect"],
        ["collect", "--json"],
        ["collect", "--dry-run"],
        ["plan", "--json"],
        ["add", "articles/what-to-put-in.md"],
        ["add", "--refresh", "ba"],
        ["remove", "zz"],
        ["build", "--format", "epub"],
        ["library", "check", "--json"],
        ["library", "repair"],
        ["library", "backup"],
    ],
    ids=" ".join,
)
def test_what_takes_long_in_a_library_of_an_earlier_release_is_told_once(
    run: Run, gazette: Path, words: list[str]
) -> None:
    (gazette / "library").mkdir()
    with closing(sqlite3.connect(gazette / "library" / "library.db")) as database:
        database.executescript((DATA / "source-library-1.sql").read_text("utf-8"))
    said = "the library is brought up to date, this once: 1 article\n"
    first = run(*words)
    assert first.stderr.startswith(said)
    assert "up to date" not in first.stdout
    assert "up to date" not in run(*words).output


def test_what_opens_no_library_brings_none_up_to_date(run: Run, gazette: Path) -> None:
    (gazette / "library").mkdir()
    with closing(sqlite3.connect(gazette / "library" / "library.db")) as database:
        database.executescript((DATA / "source-library-1.sql").read_text("utf-8"))
    assert "up to date" not in run("source", "list").output
    assert "up to date" in run("articles").stderr


def test_a_lost_database_is_told_and_costs_no_file(run: Run, gazette: Path) -> None:
    run("collect")
    library = gazette / "library"
    old = {path: path.read_bytes() for path in library.glob("*/??/*")}
    for path in old:
        os.utime(path, (1_700_000_000, 1_700_000_000))
    saved = (library / "library.db").read_bytes()
    for path in library.glob("library.db*"):
        path.unlink()
    shutil.rmtree(gazette / "articles")
    (gazette / "articles").mkdir()
    (gazette / "articles" / "own.md").write_text("# Own\n\nA text of one's own.\n")
    done = run("collect")
    assert done.stderr.startswith("the library's database is gone: what lies in media/ and raw/")
    assert "put the old library.db or a backup" in done.stderr
    again = run("collect")
    assert "is gone" not in again.output
    assert {path: path.read_bytes() for path in old} == old
    (library / "library.db").write_bytes(saved)
    for path in library.glob("library.db-*"):
        path.unlink()
    assert len(run("articles", "--json").lines) == 2
    assert run("library", "check").exit_code == 0
