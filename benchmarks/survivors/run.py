"""Which small changes to the source no test notices.

    python -m benchmarks.survivors.run [ROOM …] [--sample 60] [--seed 1] [--workers 2]
        [--only FILE:LINE …]

For each room (a package of the source) it draws changes at random: a comparison turned,
a number one higher, a call left out, None returned. Each is made in a copy of the tree,
where those tests of the room run that call the changed function, directly or not; what
stands outside functions meets all tests that call into its module. Prints each change
and what became of it, and how many were noticed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING

from benchmarks.survivors.changes import Change, changes

if TYPE_CHECKING:
    from collections.abc import Sequence

REPO = Path(__file__).resolve().parents[2]
SOURCE = Path("src/pressday")
ROOMS = ("press", "extract", "edition", "library", "fetch")
TRACE = Path(__file__).with_name("trace")
PARTS = (
    "src tests templates styles benchmarks docs examples scripts pyproject.toml README.md".split()
)
# An interruption inside the tracer is lost, and one test counts what is written to files.
UNTRACED = "not ctrl_c and not written_partially"
TRACED_S = 900  # calls are written down, which takes a while
LONGEST_S = 150  # a change that makes a test hang is noticed as well


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Which tests call a function, by module and first line; which of them prepare others."""

    by_function: dict[tuple[str, int], list[str]]
    by_module: dict[str, list[str]]


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="survivors-") as name:
        trees = [_copied(Path(name) / f"tree{n}") for n in range(options.workers)]
        for room in options.rooms or ROOMS:
            _room(room, trees, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("rooms", nargs="*")
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", nargs="*", default=())
    return parser.parse_args()


def _copied(tree: Path) -> Path:
    tree.mkdir()
    for part in PARTS:
        copy = shutil.copytree if (REPO / part).is_dir() else shutil.copy2
        copy(REPO / part, tree / part)
    return tree


def _room(room: str, trees: Sequence[Path], options: argparse.Namespace) -> None:
    calls = _traced(room, trees[0])
    drawn = _drawn(room, options)
    free: Queue[Path] = Queue()
    for tree in trees:
        free.put(tree)

    def noticed(change: Change) -> bool:
        tree = free.get()
        try:
            seen = _noticed(change, calls, tree)
        finally:
            free.put(tree)
        _tell(change, seen=seen)
        return seen

    with ThreadPoolExecutor(len(trees)) as pool:
        found = list(pool.map(noticed, drawn))
    print(f"{room:10} {sum(found)} of {len(found)} noticed", flush=True)


def _drawn(room: str, options: argparse.Namespace) -> list[Change]:
    modules = sorted((REPO / SOURCE / room).rglob("*.py"))
    known = [change for module in modules for change in changes(module)]
    if options.only:
        return [change for change in known if _place(change) in options.only]
    chance = random.Random(f"{room} {options.seed}")
    return chance.sample(known, min(options.sample, len(known)))


def _place(change: Change) -> str:
    return f"{change.path.relative_to(REPO / SOURCE)}:{change.line}"


def _tell(change: Change, *, seen: bool) -> None:
    data = change.path.read_bytes()
    old = " ".join(data[change.begin : change.end].decode().split())
    word = "noticed" if seen else "LIVED"
    print(f"{word:7} {_place(change)}  {old[:90]}  ->  {change.new[:90]}", flush=True)


def _traced(room: str, tree: Path) -> Calls:
    """Run the tests of `room` once and note what they call."""
    with tempfile.TemporaryDirectory(prefix="calls-") as name:
        folder = Path(name)
        (folder / "number").write_bytes(bytes(4))
        source = f"{tree / SOURCE}/"
        variables = {"SURVIVORS_TRACE": name, "SURVIVORS_SOURCE": source}
        code, said = _tests(
            tree, [f"tests/{room}", "-p", "sitecustomize", "-k", UNTRACED], TRACED_S, variables
        )
        if code:
            raise SystemExit(f"the tests of {room} fail as they are:\n{said}")
        tests = (folder / "tests").read_text().splitlines()
        calls = (line.split("\t") for line in (folder / "calls").read_text().splitlines())
        return _sorted(tests, [(int(number), path, int(line)) for number, path, line in calls])


def _sorted(tests: Sequence[str], called: Sequence[tuple[int, str, int]]) -> Calls:
    by_function: dict[tuple[str, int], list[str]] = defaultdict(list)
    by_module: dict[str, list[str]] = defaultdict(list)
    for number, path, line in called:
        if not number:
            continue
        test = tests[number // 2 - 1]
        name = test.partition("::")[0] if number % 2 else test
        for known in (by_function[path, line], by_module[path]):
            if name not in known:
                known.append(name)
    return Calls(by_function=by_function, by_module=by_module)


def _noticed(change: Change, calls: Calls, tree: Path) -> bool:
    path = tree / change.path.relative_to(REPO)
    name = change.path.relative_to(REPO / SOURCE).as_posix()
    known = calls.by_function.get((name, change.function)) if change.function else None
    tests = _nearest_first(known or calls.by_module.get(name, []), change)
    data = path.read_bytes()
    try:
        path.write_bytes(change.applied(data))
        return bool(tests) and _tests(tree, ["-x", *tests], LONGEST_S)[0] != 0
    finally:
        path.write_bytes(data)


def _nearest_first(tests: Sequence[str], change: Change) -> list[str]:
    """Return the tests of the module's own file first; a file holds its tests."""
    own = f"test_{change.path.stem}.py"
    files = {test for test in tests if "::" not in test}
    kept = [test for test in tests if "::" not in test or test.partition("::")[0] not in files]
    return sorted(kept, key=lambda test: own not in test)


def _tests(
    tree: Path, arguments: Sequence[str], limit_s: float, variables: dict[str, str] | None = None
) -> tuple[int, str]:
    """Run pytest in `tree` and return its exit code, 1 for a run that took too long."""
    path = [str(tree / "src"), *([str(TRACE)] if variables else [])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    with subprocess.Popen(
        command, cwd=tree, env=environment | (variables or {}), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            said = process.communicate(timeout=limit_s)[0]
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            return 1, "took too long"
    return process.returncode, said


if __name__ == "__main__":
    main()
