"""Typesetters set each copy once, the longest first, and end with the process that started them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.press.pdf.test_galley import STYLE, typesetter

from pressday.errors import LayoutError, WriteError
from pressday.press.pdf.fragment import Fragment
from pressday.press.pdf.manuscript import Copy
from pressday.press.pdf.typesetters import Typesetters

__all__ = ["typesetter"]

START = """
import sys, time
from pathlib import Path
from pressday.press.pdf.manuscript import Copy
from pressday.press.pdf.typesetters import Typesetters
sys.path.insert(0, sys.argv[2])
from tests.press.pdf.test_typesetters import who

if __name__ == "__main__":
    pool = Typesetters(Path(sys.argv[1]), workers=2)._pool()
    copy = Copy(name="f", html="", stylesheet="")
    calls = [pool.submit(who, copy) for _ in range(8)]
    print(*{call.result() for call in calls}, flush=True)
    time.sleep(60)
"""

LOAD = """
import sys
from pathlib import Path
from pressday.press.pdf.typesetters import Typesetters

with Typesetters(Path(sys.argv[1]), workers=1):
    for tasks in Path("/proc/self/task").glob("*/children"):
        print("started", len(tasks.read_text().split()))
"""


def who(_: Copy) -> int:
    time.sleep(0.1)
    return os.getpid()


@pytest.mark.parametrize("is_warm", [False, True])
def test_workers_load_ahead_where_all_is_to_be_set(tmp_path: Path, *, is_warm: bool) -> None:
    (tmp_path / "fragments").mkdir()
    if is_warm:
        (tmp_path / "fragments/known.pdf").touch()
    command = [sys.executable, "-c", LOAD, str(tmp_path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert ("started 0" in said) is is_warm


def test_workers_leave_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "start.py"
    script.write_text(START)
    command = [sys.executable, str(script), str(tmp_path), str(Path(__file__).parents[3])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        workers = [Path("/proc") / pid for pid in process.stdout.readline().split()]
        process.kill()
    for _ in range(200):
        if not any(worker.exists() for worker in workers):
            break
        time.sleep(0.05)
    assert workers
    assert not any(worker.exists() for worker in workers)


class Noting(ThreadPoolExecutor):
    """One typesetter in this process, and the names of what it was given; `broken` raises."""

    def __init__(self, broken: Exception | None = None) -> None:
        super().__init__(1)
        self.names: list[str] = []
        self.broken = broken

    def submit(self, work: Any, /, copy: Copy, *more: Any) -> Future[Any]:  # type: ignore[override]
        self.names.append(copy.name)
        if self.broken is None:
            return super().submit(work, copy, *more)
        failed: Future[Any] = Future()
        failed.set_exception(self.broken)
        return failed


def copies(*texts: str) -> list[Copy]:
    return [
        Copy(name=f"f{n}", html=f"<body><p>{text}</p></body>", stylesheet=STYLE)
        for n, text in enumerate(texts)
    ]


def test_the_longest_goes_first_and_each_comes_back_as_its_own(tmp_path: Path) -> None:
    room = Noting()
    texts = copies("Ink", "Ink and type and paper", "Ink and type")
    with Typesetters(tmp_path, 1, room) as typesetters:
        made = dict(typesetters.fragments(texts))
    assert room.names == ["f1", "f2", "f0"]
    letters = {}
    for number, fragment in made.items():
        assert isinstance(fragment, Fragment)
        letters[number] = {c for f in fragment.faces.values() for _, c in f.glyphs.values()}
    assert {n for n, found in letters.items() if "r" in found} == {1}
    assert {n for n, found in letters.items() if "y" in found} == {1, 2}


def test_what_was_set_before_is_not_set_again(tmp_path: Path) -> None:
    texts = copies("Ink", "Type")
    with Typesetters(tmp_path, 1, Noting()) as typesetters:
        first = dict(typesetters.fragments(texts))
    room = Noting()
    with Typesetters(tmp_path, 1, room) as typesetters:
        assert dict(typesetters.fragments([*texts, *copies("Paper")])).keys() == {0, 1, 2}
        assert dict(typesetters.fragments(texts)) == first
    assert room.names == ["f0"]


def test_a_flow_that_lacks_a_picture_is_set_again(tmp_path: Path) -> None:
    lost = {"a" * 64: tmp_path / f"{'a' * 64}.jpg"}
    copy = Copy(name="f", html=f'<img src="media:{"a" * 64}">', stylesheet=STYLE, pictures=lost)
    room = Noting()
    with Typesetters(tmp_path, 1, room) as typesetters:
        for _ in range(2):
            ((_, made),) = typesetters.fragments([copy])
            assert isinstance(made, Fragment)
            assert made.lost
    assert room.names == ["f", "f"]


def test_the_fault_of_one_flow_is_its_own(tmp_path: Path) -> None:
    with Typesetters(tmp_path, 1, Noting(ValueError("odd"))) as typesetters:
        ((index, made),) = typesetters.fragments(copies("Ink"))
    assert (index, str(made)) == (0, "odd")


@pytest.mark.parametrize("fault", [WriteError("full"), LayoutError("unknown release")])
def test_a_fault_of_all_flows_ends_the_work(tmp_path: Path, fault: Exception) -> None:
    with Typesetters(tmp_path, 1, Noting(fault)) as room, pytest.raises(type(fault)):
        list(room.fragments(copies("Ink")))


def test_the_room_is_closed_behind_the_last_flow(tmp_path: Path) -> None:
    room = Noting()
    with Typesetters(tmp_path, 1, room):
        pass
    with pytest.raises(RuntimeError, match="shutdown"):
        ThreadPoolExecutor.submit(room, abs, 1)
