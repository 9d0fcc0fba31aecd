"""Kills collections in the middle, again and again, and looks at what they leave."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests import reports
from tests.measure import family, python

from pressday.library import Library
from pressday.text import sha256

if TYPE_CHECKING:
    from tests.faults import Web

DRIVER = Path(__file__).parent / "collecting" / "driver.py"
_PATIENCE_S = 60
_ORPHANS_S = 20


@dataclass
class Aftermath:
    """What was there after each kill: articles, processes that did not end, and when the last did.

    `ended` counts the collections that were over before, `passing` the files half written.
    """

    articles: list[int] = field(default_factory=list)
    orphans: list[int] = field(default_factory=list)
    outlived_s: list[float] = field(default_factory=list)
    ended: int = 0
    passing: int = 0


def kill_often(there: Web, folder: Path, times: int, *, seed: int = 1, step: int) -> Aftermath:
    """Start collecting `times` times, and kill it at most `step` articles and 0.2 s later.

    By turns the whole group of processes is killed, and the first of them alone: then
    those that it started have to notice.
    """
    chance, left = random.Random(seed), Aftermath()  # noqa: S311 - the same moments in each run
    for number in range(times):
        there.asked()
        command = python(DRIVER, "-C", folder, "collect", "--json")
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            _wait_for(there, process, folder, _count(folder) + chance.randint(0, step))
            time.sleep(chance.random() * 0.2)
            known = family(process.pid)
            with suppress(ProcessLookupError):  # it had come to its end already
                (os.kill if number % 2 else os.killpg)(process.pid, signal.SIGKILL)
            left.ended += process.wait() >= 0
        start = time.monotonic()
        left.orphans += outliving(known)
        left.outlived_s.append(round(time.monotonic() - start, 1))
        left.articles.append(_count(folder))
    left.passing = len(list((folder / "library").rglob(".new-*")))
    return left


def harm(there: Web, folder: Path) -> list[str]:
    """Return what is wrong with a library that should hold all of the web, whole and once."""
    found: list[str] = []
    with Library.open(folder / "library") as library:
        found += [f"lost: {title}" for title in reports.missing(there, library)]
        articles = library.articles(copies=True)
        for name in ("id", "title", "url"):
            counts = Counter(getattr(one, name) for one in articles)
            found += [f"twice: {value}" for value, count in counts.items() if count > 1]
        wanted = {story.title: len(story.pictures) for story in there.stories}
        for one in articles:
            if len(one.images) != wanted[one.title]:
                found.append(f"pictures: {one.title}")
            found += [
                f"damaged: {image.media}"
                for image in one.images
                if sha256(library.media_path(image.media).read_bytes()) != image.media
            ]
    found += _misnamed(folder)
    with sqlite3.connect(folder / "library" / "library.db") as connection:
        (said,) = connection.execute("PRAGMA integrity_check").fetchone()
        found += [] if said == "ok" else [f"database: {said}"]
        found += [str(row) for row in connection.execute("PRAGMA foreign_key_check")]
    connection.close()
    return found


def _misnamed(folder: Path) -> list[str]:
    files = (path for path in (folder / "library").glob("*/??/*") if path.name[0] != ".")
    return [f"misnamed: {path}" for path in files if sha256(path.read_bytes()) != path.stem]


def _wait_for(there: Web, process: subprocess.Popen[bytes], folder: Path, articles: int) -> None:
    """Wait until a collection has asked for anything, and the library has so many articles."""
    end = time.monotonic() + _PATIENCE_S
    while process.poll() is None and time.monotonic() < end:
        if any(site.asked for site in there.sites) and _count(folder) >= articles:
            return
        time.sleep(0.02)


def outliving(known: list[int]) -> list[int]:
    """Return which of the processes still run after a while."""
    end = time.monotonic() + _ORPHANS_S
    while alive := [pid for pid in known if _runs(pid)]:
        if time.monotonic() > end:
            return alive
        time.sleep(0.1)
    return []


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z" and sys.platform == "linux"


def _count(folder: Path) -> int:
    database = folder / "library" / "library.db"
    if not database.exists():
        return 0
    with sqlite3.connect(database) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
        if ("articles",) not in tables:
            return 0
        (count,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    connection.close()
    return int(count)
