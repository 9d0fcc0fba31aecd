"""A collection that is killed loses nothing, keeps nothing twice and leaves nobody behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from tests.faults import Web, web
from tests.killing import DRIVER, Aftermath, harm, kill_often
from tests.measure import python

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are read from /proc")

ARTICLES = 25
KILLS = 5
TWO_HOURS = 7200


@dataclass(frozen=True, kw_only=True)
class Killed:
    """A library after its collections were killed, and after one that was not."""

    web: Web
    folder: Path
    left: Aftermath
    last: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killed]:
    folder = tmp_path_factory.mktemp("paper")
    there = tmp_path_factory.mktemp("secret")
    with web(there, ARTICLES, hosts=8, faults=False, pause_s=0.01) as made:
        (folder / "pressday.toml").write_text(made.settings())
        left = kill_often(made, folder, KILLS, step=ARTICLES // KILLS)
        yield Killed(web=made, folder=folder, left=left, last=collect(folder))


def collect(folder: Path) -> subprocess.CompletedProcess[str]:
    command = python(DRIVER, "-C", folder, "collect", "--json")
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_nothing_is_lost_damaged_or_there_twice(killed: Killed) -> None:
    assert (killed.last.returncode, killed.last.stderr) == (0, "")
    assert harm(killed.web, killed.folder) == []
    assert killed.left.ended < KILLS
    assert max(killed.left.articles) > 0  # some kills hit a library in the middle


def test_no_process_outlives_the_one_that_started_it(killed: Killed) -> None:
    assert killed.left.orphans == []


def test_what_was_being_written_is_swept_away_later(killed: Killed) -> None:
    library = killed.folder / "library"
    (library / "raw" / "00").mkdir(exist_ok=True)
    (library / "raw" / "00" / ".new-half").write_bytes(b"half an arti")
    passing = list(library.rglob(".new-*"))
    then = time.time() - TWO_HOURS
    for path in passing:
        os.utime(path, (then, then))
    assert collect(killed.folder).returncode == 0
    assert [path for path in passing if path.exists()] == []
