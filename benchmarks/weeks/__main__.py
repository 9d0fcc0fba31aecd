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

from pressday.edition import read_sheet
from pressday.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = ("finish", "collect", "merge", "plan", "build", "check")
DRIVER = Path(__file__).with_name("driver.py")


@dataclass(frozen=True)
class Kill:
    """When a run is killed: so many seconds after a part has ended, or after its start.

    Either all its processes are, or the first one `alone`: then the others have to notice.
    """

    seconds: float
    part: str = ""
    alone: bool = False

    def strike(self, process: subprocess.Popen[str]) -> tuple[list[int], str]:
        """Wait for the moment; return the processes that there were, and what was said before."""
        said = ""
        while self.part and process.stdout and (line := process.stdout.readline()):
            said += line
            if line.startswith(self.part):
                break
        with suppress(subprocess.TimeoutExpired):
            process.wait(self.seconds)
        known = family(process.pid)
        with suppress(ProcessLookupError):  # it had come to its end already
            (os.kill if self.alone else os.killpg)(process.pid, signal.SIGKILL)
        return known, said


@dataclass
class Trial:
    """A newsroom whose weeks are killed, and what was wrong after any of them."""

    desk: Newsroom
    wrong: list[str] = field(default_factory=list)
    reached: Counter[str] = field(default_factory=Counter)
    frozen: dict[str, str] = field(default_factory=dict)
    longest: float = 4.0  # seconds that a run takes, at first a guess

    def run(self, *words: str, kill: Kill | None = None) -> str:
        """Run a command on the newsroom's day, perhaps to be killed; return its output."""
        command = [sys.executable, str(DRIVER), "-C", str(self.desk.folder), *words]
        env = os.environ | {"PRESSDAY_NOW": self.desk.day.isoformat()}
        start = time.monotonic()
        with subprocess.Popen(
            command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,
        ) as process:  # fmt: skip
            known, before = kill.strike(process) if kill else ([process.pid], "")
            out = before + process.communicate()[0]
        if words[0] == "week":
            ended = process.returncode != -signal.SIGKILL
            self.reached["its end" if ended else _last_part(out)] += 1
        if not kill:
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
            try:
                pieces = read_sheet(path).pieces
            except ConfigError as error:
                yield f"half a sheet: {error}"
                continue
            lost = [line for line in self.desk.edits.get(path.parent.name, ()) if line not in text]
            yield from (f"lost edit in {path.parent.name}: {line}" for line in lost)
            seen.update(piece.article for piece in pieces if not piece.hold)
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

    def kill(self, number: int) -> Kill | None:
        """Return when a run is killed: one of five is not, half of the others right after a part.

        Planning and putting files in their places take a moment, which chance alone would miss.
        """
        chance, alone = self.desk.chance, number % 2 == 0
        if number % 5 == 0:
            return None
        if chance.random() < 0.5:
            return Kill(chance.uniform(0.3, 1.1 * self.longest), alone=alone)
        return Kill(chance.uniform(0, 0.4), chance.choice(PARTS), alone=alone)

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


def _last_part(out: str) -> str:
    """Return behind which part a week was killed."""
    heads = [line[:9].rstrip() for line in out.splitlines()]
    parts = [head for head in heads if head in PARTS]
    return f"after {parts[-1]}" if parts else "before any"


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
            trial.run("week", "--finish", kill=trial.kill(number))
            trial.look(f"run {number}")
        if not trial.wrong:
            trial.at_last()
    killed = trial.reached.total() - trial.reached["its end"]
    editions = len({name.partition("/")[0] for name in trial.frozen})
    print(f"{chosen.runs} weeks, {killed} killed, {editions} editions frozen,", end=" ")
    print(f"{sum(map(len, trial.desk.edits.values()))} edits, {len(trial.desk.titles)} articles")
    print(", ".join(f"{count} reached {part}" for part, count in trial.reached.items()))
    print("\n".join(trial.wrong) or "nothing lost, nothing twice, nothing half written")
    sys.exit(bool(trial.wrong))


if __name__ == "__main__":
    main()
