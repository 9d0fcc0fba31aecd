"""Runs `pressday week` again and again over changing feeds, and kills it at random moments.

    python -m benchmarks.weeks [--runs 50] [--seed 1]

After each run nothing may be lost, there twice, or half written, and what is frozen stays
byte for byte. Ends with 1 where something is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.weeks.newsroom import Newsroom
from tests.killing import outliving
from tests.measure import family
from tests.servers import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

DRIVER = Path(__file__).with_name("driver.py")


@dataclass
class Trial:
    """A newsroom whose weeks are killed, and what was wrong after any of them."""

    desk: Newsroom
    wrong: list[str] = field(default_factory=list)
    codes: Counter[int] = field(default_factory=Counter)
    frozen: dict[str, str] = field(default_factory=dict)
    longest: float = 4.0  # seconds that a run takes, at first a guess

    def run(self, *words: str, kill_after: float = 0, alone: bool = False) -> str:
        """Run a command on the newsroom's day, killed after so many seconds; return its output."""
        command = [sys.executable, str(DRIVER), "-C", str(self.desk.folder), *words]
        env = os.environ | {"PRESSDAY_NOW": self.desk.day.isoformat()}
        start = time.monotonic()
        with subprocess.Popen(
            command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,
        ) as process:  # fmt: skip
            known = [process.pid]
            if kill_after:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(kill_after)
                known = family(process.pid)
                with suppress(ProcessLookupError):  # it had come to its end already
                    (os.kill if alone else os.killpg)(process.pid, signal.SIGKILL)
            out = process.communicate()[0]
        self.codes[process.returncode] += words[0] == "week"
        if not kill_after:
            self.longest = time.monotonic() - start
        if left := outliving(known):
            self.wrong.append(f"outlived: {left}")
        if process.returncode == 1:
            self.wrong.append(out)
        return out

    def look(self, when: str) -> None:
        """Note what is wrong after a run."""
        self.wrong += [f"{when}: {fault}" for fault in self._faults()]

    def _faults(self) -> Iterator[str]:
        editions, output = self.desk.folder / "editions", self.desk.folder / "output"
        seen: Counter[str] = Counter()
        for path in sorted(editions.glob("*/edition.toml")):
            text = path.read_text()
            sheet = tomllib.loads(text)
            lost = [line for line in self.desk.edits.get(path.parent.name, ()) if line not in text]
            yield from (f"lost edit in {path.parent.name}: {line}" for line in lost)
            pieces = [p for section in sheet.get("section", ()) for p in section.get("piece", ())]
            seen.update(piece["article"] for piece in pieces if not piece.get("hold"))
            yield from self._thawed(path.parent, output / path.parent.name)
        yield from (f"repeated: {article}" for article, count in seen.items() if count > 1)
        for book in output.glob("*/*.epub"):
            with zipfile.ZipFile(book) as packed:
                yield from (f"half a file: {book}" for _ in [packed.testzip()] if _)
        for path in [*output.glob("*/*.json"), *editions.glob("*/edition.lock")]:
            json.loads(path.read_text())

    def _thawed(self, edition: Path, made: Path) -> Iterator[str]:
        """Yield the files of a frozen edition that are not as its lock has them, or once had."""
        lock = edition / "edition.lock"
        if not lock.exists():
            return
        wanted: dict[str, str] = json.loads(lock.read_text())["made"]
        wanted |= {str(lock): sha256(lock.read_bytes()).hexdigest()}
        for name, digest in wanted.items():
            known = self.frozen.setdefault(f"{edition.name}/{name}", digest)
            path = made / name if "/" not in name else Path(name)
            if known != digest or sha256(path.read_bytes()).hexdigest() != known:
                yield f"frozen, and changed: {path}"

    def at_last(self) -> None:
        """Let a week come to its end, and look for what should be there."""
        self.desk.serve_all()
        print(self.run("week", "--finish"))
        self.look("at last")
        library = self.run("library", "check")
        self.wrong += [library] * ("whole" not in library)
        there: list[dict[str, Any]] = [
            json.loads(line) for line in self.run("articles", "--json", "--copies").splitlines()
        ]
        titles = Counter(one["title"] for one in there)
        self.wrong += [f"lost: {title}" for title in self.desk.titles if not titles[title]]
        self.wrong += [f"twice: {title}" for title, count in titles.items() if count > 1]
        passing = [*self.desk.folder.rglob(".building-*")]
        self.wrong += [f"left behind: {path}" for path in passing]
        for name in sorted({key.partition("/")[0] for key in self.frozen}):
            said = self.run("build", name)
            if ".epub" not in said.splitlines()[0]:
                self.wrong.append(f"not built again: {name}: {said}")
        self.look("built again")


def main() -> None:
    options = argparse.ArgumentParser(description="Kills weeks, and looks at what they leave.")
    options.add_argument("--runs", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    chance = random.Random(chosen.seed)
    with tempfile.TemporaryDirectory() as folder, serving() as site:
        trial = Trial(desk=Newsroom(folder=Path(folder), site=site, chance=chance))
        trial.desk.open()
        for number in range(chosen.runs):
            trial.desk.next_day()
            trial.desk.edit()
            whole = number % 5 == 0
            after = 0 if whole else chance.uniform(0.3, 1.1 * trial.longest)
            trial.run("week", "--finish", kill_after=after, alone=number % 2 == 0)
            trial.look(f"run {number}")
        trial.at_last()
    killed = trial.codes[-signal.SIGKILL]
    editions = len({name.partition("/")[0] for name in trial.frozen})
    print(f"{chosen.runs} weeks, {killed} killed, {editions} editions frozen,", end=" ")
    print(f"{sum(map(len, trial.desk.edits.values()))} edits, {len(trial.desk.titles)} articles")
    print("\n".join(trial.wrong) or "nothing lost, nothing twice, nothing half written")
    sys.exit(bool(trial.wrong))


if __name__ == "__main__":
    main()
