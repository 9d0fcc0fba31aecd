"""The week of an edition, and a machine that gets in the way."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., Any]


@pytest.mark.usefixtures("without_validators")
def test_a_week_from_an_empty_folder(run: Run, tmp_path: Path) -> None:
    started = run("init", "gazette")
    assert "gazette/pressday.toml" in started.stdout
    assert "cd gazette && pressday collect" in started.stderr
    here = ("-C", "gazette")
    collected = run(*here, "collect")
    assert collected.exit_code == 0
    assert "articles    2        0       0          0         0       0" in collected.stdout
    assert collected.stderr == ""
    planned = run(*here, "plan")
    assert "Your first edition" in planned.stdout
    assert "2 new" not in planned.stderr
    assert "gazette/editions/" in planned.stderr
    assert "about 5 pages" in planned.stdout
    built = run(*here, "build", "--json")
    assert (built.exit_code, built.stderr) == (0, "")
    pdf, epub = built.lines
    assert list(pdf) == ["path", "format", "profile", "bytes", "sha256", "pages", "faults"]
    assert (pdf["format"], epub["format"], epub["pages"]) == ("pdf", "epub", None)
    path = tmp_path / "gazette" / pdf["path"]
    assert path.stat().st_size == pdf["bytes"]
    checked = run(*here, "check")
    assert checked.exit_code == 0
    assert [line.rpartition(": ")[2] for line in checked.stdout.splitlines()] == ["sound"] * 2
    assert checked.stderr == "not installed, so not asked: veraPDF, EPUBCheck\n"
    path.write_bytes(b"%PDF-1.7 of nothing")
    broken = run(*here, "check", "--json")
    assert broken.exit_code == 8
    assert [(f["rule"], f["severity"]) for f in broken.lines] == [("file", "mend")]
    again = run(*here, "build", "--format", "epub")
    assert again.stdout.startswith("gazette/output/")
    assert again.stdout.count("\n") == 1


def test_build_plans_when_there_is_no_run_sheet_at_all(run: Run, gazette: Path) -> None:
    run("collect")
    result = run("build", "--format", "epub")
    assert result.exit_code == 0
    assert "no run sheet yet: planned" in result.stderr
    assert len(list((gazette / "editions").iterdir())) == 1


def test_init_lists_what_is_in_the_way(run: Run, gazette: Path) -> None:
    before = (gazette / "pressday.toml").read_bytes()
    run("init", ".").refused(2, "pressday.toml", "another folder")
    assert (gazette / "pressday.toml").read_bytes() == before


def test_plan_tells_its_rows_as_json(run: Run, gazette: Path) -> None:
    assert gazette.is_dir()
    run("collect")
    (sheet,) = run("plan", "--date", "2026-11-27", "--json").lines
    assert (sheet["edition"], sheet["number"], sheet["created"]) == ("2026-W48", 1, True)
    assert [p["weight"] for p in sheet["pieces"]] == ["lead", None]
    assert sheet["words"] == sum(p["words"] for p in sheet["pieces"])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 1 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("only root can make a small disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody make a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=False)


def test_a_full_disk_is_exit_code_8_and_leaves_the_earlier_files(
    run: Run, small_disk: Path
) -> None:
    here = ("-C", str(small_disk))
    run(*here, "init", ".")
    run(*here, "collect")
    run(*here, "plan")
    (small_disk / "output").mkdir()
    (small_disk / "filler").write_bytes(b"x" * (shutil.disk_usage(small_disk).free - 150_000))
    result = run(*here, "build", "--format", "epub")
    assert result.exit_code == 8, result.output
    assert "No space left" in result.stderr
    assert list((small_disk / "output").iterdir()) == []


@pytest.mark.parametrize(("kind", "step"), [("pdf", "pages"), ("epub", "fonts")])
def test_an_interruption_is_130_and_leaves_no_half_file(
    run: Run, gazette: Path, kind: str, step: str
) -> None:
    run("collect")
    run("plan")
    building = subprocess.Popen(
        [sys.executable, "-m", "pressday", "-v", "build", "--format", kind],
        cwd=gazette,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a terminal interrupts the command and all it has started
    )
    assert building.stderr is not None
    for line in building.stderr:
        if line.startswith(step):
            break
    os.killpg(building.pid, signal.SIGINT)
    _, said = building.communicate(timeout=60)
    assert building.returncode == 130
    assert said.rstrip().endswith("interrupted")
    assert "Traceback" not in said
    assert not (gazette / "output").exists() or list((gazette / "output").iterdir()) == []


def test_a_closed_pipe_is_no_traceback(run: Run, gazette: Path) -> None:
    run("collect")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "pressday", "articles", "--json"],
        cwd=gazette,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (130, "")


def test_an_edition_can_be_put_into_another_folder(run: Run, gazette: Path, tmp_path: Path) -> None:
    run("collect")
    run("plan", "--date", "2026-11-27")
    elsewhere = tmp_path / "elsewhere"
    result = run("build", "--format", "epub", "--output", str(elsewhere))
    (made,) = (elsewhere / "2026-W48").glob("*.epub")
    assert result.stdout.strip().endswith(f"elsewhere/2026-W48/{made.name}")
    assert not (gazette / "output").exists()
