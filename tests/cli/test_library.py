"""The commands that look after the library, as the editor sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer


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
