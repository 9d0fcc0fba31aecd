"""Whole commands in a publication on a disk that is full or takes no writes."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.disks import mounting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Answer

    Run = Callable[..., Answer]

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><path d="M0 0h9v9z"/></svg>'
)
READING = [
    ["articles"],
    ["articles", "--json"],
    ["articles", "edition"],
    ["source", "list"],
    ["source", "check"],
    ["collect", "--dry-run"],
    ["extract", "articles/what-to-put-in.md"],
    ["plan"],
    ["status"],
    ["library", "check"],
]
WRITING = [
    ["collect"],
    ["add", "articles/what-to-put-in.md"],
    ["library", "backup"],
    ["source", "remove", "articles"],
    ["init", "new"],
    ["build", "--format", "epub"],
]


@pytest.fixture
def archived(run: Run, gazette: Path) -> Path:
    """Give a publication with an edition whose logo and own text have never been built."""
    run("collect")
    run("plan", "--date", "2030-01-01")
    (gazette / "logo.svg").write_text(PICTURE)
    settings = (gazette / "pressday.toml").read_text()
    (gazette / "pressday.toml").write_text(
        settings.replace("[publication]", '[publication]\nlogo = "logo.svg"', 1)
    )
    return gazette


@pytest.fixture(params=["read-only", "full"])
def closed(request: pytest.FixtureRequest, archived: Path, tmp_path: Path) -> Iterator[Path]:
    """Give the publication on a disk of its own, and go there."""
    with mounting(tmp_path / "disk", "4m") as close:
        paper = tmp_path / "disk" / "paper"
        leave_out = shutil.ignore_patterns("disk", "output", ".cache")
        shutil.copytree(archived, paper, ignore=leave_out)
        close(request.param)
        with contextlib.chdir(paper):
            yield paper


SHARED = {"library/library.db-shm", "library/library.db-wal"}  # which SQLite may leave


def files(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()} - SHARED


def command(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a process of its own, as in a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "pressday", *words], capture_output=True, text=True, check=False
    )


def test_commands_that_read_work_and_those_that_write_say_why(run: Run, closed: Path) -> None:
    before = files(closed)
    for words in READING:
        done = run(*words)
        assert (done.exit_code, "error:" in done.stderr) == (0, False), (words, done.stderr)
    for words in WRITING:
        done = run(*words)
        assert done.exit_code == 8, (words, done.stderr)
        errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
        assert len(errors) == 1, (words, done.stderr)
        assert "hint: " in done.stderr, words
        assert "Traceback" not in done.stderr, words
        assert files(closed) == before, words


def test_an_archived_publication_is_built_elsewhere(closed: Path, tmp_path: Path) -> None:
    before = files(closed)
    refused = command("build", "--format", "epub")
    assert refused.returncode == 8
    assert "pressday build --output DIR" in refused.stderr
    done = command("build", "--output", str(tmp_path / "elsewhere"))
    assert done.returncode == 0, done.stderr
    made = {path.suffix for path in (tmp_path / "elsewhere").glob("*/*")}
    assert {".pdf", ".epub"} <= made
    assert files(closed) == before


def test_doctor_names_the_disk_and_the_way_out(closed: Path) -> None:
    done = command("doctor")
    assert done.returncode == 8
    assert "pressday build --output DIR" in done.stderr
    assert list(closed.glob(".*tmp*")) == []


def test_an_output_folder_that_is_a_file_is_named_with_the_way_out(
    run: Run, archived: Path
) -> None:
    (archived / "output").write_text("a file")
    run("build", "--format", "epub").refused(8, "output", "pressday build --output DIR")


def test_a_picture_that_the_library_cannot_take_is_shown_from_elsewhere(
    run: Run, archived: Path, tmp_path: Path
) -> None:
    media = archived / "library" / "media"
    shutil.rmtree(media)
    media.write_text("a file where pictures belong")
    done = run("build", "--format", "epub", "--output", str(tmp_path / "elsewhere"))
    assert done.exit_code == 3, done.stderr  # the article's own picture is gone
