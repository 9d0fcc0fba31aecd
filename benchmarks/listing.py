"""Time and memory that looking through a library takes: `articles` and `plan`.

    python benchmarks/listing.py [--sizes 100 10000] [--runs 3] [--keep FOLDER]
                                 [--publication FOLDER]

Texts of 300 to 1,500 words are made up and collected from folders of Markdown
files, as an editor would: seven in ten in a Latin script, the rest in Japanese,
Korean and Thai, with headings, quotations, lists, links and notes. Words are
drawn by Zipf's law from 20,000 of each language. `--keep` leaves the filled
publications in FOLDER, one a size. `--publication` measures one that is there,
made by this or an earlier version: its library is brought up to date by the
first command, its run sheets are set aside while the benchmark runs.

Measured are whole commands, each a process of its own

- first: `articles --json` once, before anything else
- json: `articles --json` into nothing
- pipe: `articles` into a pipe
- word: `articles` with a word that about every second text has
- plan: `plan` for a new edition, 12 pieces in each of five sections

The median of the runs is shown, each run, and the highest memory of any run.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PRESSDAY = [sys.executable, "-m", "pressday"]
SECTIONS = ("World", "Business", "Science", "Culture", "Life")
LIMIT = 12  # pieces of a section that `plan` proposes
FOLDER = 1000  # files of a source; one that names more than 5,000 is cut
DAY = date(2026, 11, 28)
DAYS = 700  # over which the texts are spread
LENGTHS = (300, 1500)  # words
VOCABULARY = 20_000
USUAL = 200  # the rank of the word that is asked for
# Zipf's law with Mandelbrot's offset.
WEIGHTS = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
LINE = "| {:>8} | {:<5} | {:>8} | {:>8} | {:>6} | {:<24} |"


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """How a language is written: its syllables, what parts words, what ends a sentence."""

    language: str
    syllables: Sequence[str]
    blank: str
    stop: str


_LATIN = [c + v for c in "b br c d dr f g gl h k l m n p r s st t tr v w".split() for v in "aeiou"]
_THAI = [chr(c) + v for c in range(0x0E01, 0x0E2F) for v in ("", "\u0e32", "\u0e34", "\u0e38")]
LATIN = Script(language="en", syllables=_LATIN, blank=" ", stop=". ")
JAPANESE = Script(
    language="ja",
    syllables=[chr(c) for c in (*range(0x3042, 0x3094), *range(0x4E00, 0x5000))],
    blank="",
    stop="。",
)
KOREAN = Script(
    language="ko", syllables=[chr(c) for c in range(0xAC00, 0xD7A0, 17)], blank=" ", stop=". "
)
THAI = Script(language="th", syllables=_THAI, blank="", stop=" ")
SCRIPTS = (*[LATIN] * 7, JAPANESE, KOREAN, THAI)


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """What one run took: seconds by the clock, of the processor, megabytes; lines it printed."""

    wall: float
    cpu: float
    memory: float
    lines: int


@dataclass
class Author:
    """Writes texts that nobody wrote before, always the same ones."""

    script: Script
    random: random.Random
    words: list[str] = field(init=False)

    def __post_init__(self) -> None:
        """Make up the language's words, the most common first."""
        syllables = random.Random(self.script.language).choices
        made: dict[str, None] = {}
        while len(made) < VOCABULARY:
            made["".join(syllables(self.script.syllables, k=2 + len(made) % 3))] = None
        self.words = list(made)

    def phrase(self, length: int) -> str:
        """Return `length` words of one sentence."""
        drawn = self.random.choices(self.words, cum_weights=WEIGHTS, k=length)
        return self.script.blank.join(drawn)

    def paragraph(self, length: int) -> str:
        """Return `length` words in sentences of 14."""
        sentences = (self.phrase(min(14, length - at)) for at in range(0, length, 14))
        return (self.script.stop.join(sentences) + self.script.stop).strip()

    def file(self, number: int) -> str:
        """Return a Markdown file with its front matter."""
        day = DAY - timedelta(days=number % DAYS)
        head = {
            "title": self.phrase(6), "standfirst": self.phrase(18), "authors": self.phrase(2),
            "date": day.isoformat(), "language": self.script.language,
        }  # fmt: skip
        lines = "".join(f"{name}: {value}\n" for name, value in head.items())
        return f"---\n{lines}---\n\n{self._body()}\n"

    def _body(self) -> str:
        left = self.random.randint(*LENGTHS)
        blocks: list[str] = []
        while left > 0:
            length = min(left, self.random.randint(30, 90))
            blocks.append(self._block(length, len(blocks)))
            left -= length
        return "\n\n".join(blocks)

    def _block(self, length: int, place: int) -> str:
        """Return a block of about `length` words; the place in the text decides what it is."""
        text = self.paragraph(length)
        shapes = {
            2: f"{text} [{self.phrase(3)}](https://paper.example/{place}) *{self.phrase(2)}*",
            4: f"## {self.phrase(4)}\n\n{text}",
            6: f"> {text}",
            8: "\n".join(f"- {self.phrase(9)}" for _ in range(max(1, length // 9))),
            10: f"{text}[^1]\n\n[^1]: {self.phrase(12)}",
        }
        return shapes.get(place, text)


def main() -> None:
    options = _options()
    print(
        f"{datetime.now(UTC):%d %B %Y}, {platform.machine()}, {os.cpu_count()} cores, load"
        f" {os.getloadavg()[0]:.1f}, Python {platform.python_version()}\n"
    )
    print(LINE.format("articles", "run", "wall s", "CPU s", "MB", "each s"))
    print(LINE.format("-------:", "-----", "-------:", "-------:", "-----:", "-" * 24))
    with ExitStack() as stack:
        for folder in _publications(options, stack):
            _measure(folder, options.runs)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--publication", type=Path, metavar="FOLDER")
    return parser.parse_args()


def _publications(options: argparse.Namespace, stack: ExitStack) -> Iterator[Path]:
    """Yield the publication that is there, or a filled one for each size."""
    if options.publication:
        yield options.publication.resolve()
        return
    place = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
    for size in options.sizes:
        folder = place.resolve() / str(size)
        write(folder, size)
        took = _run([*PRESSDAY, "-q", "-C", str(folder), "collect"])
        _show(size, "fill", [took])
        yield folder


def write(folder: Path, size: int) -> None:
    """Write a publication of `size` Markdown files, and its settings."""
    authors = {s.language: Author(s, random.Random(s.language)) for s in SCRIPTS}
    sources = range(0, size, FOLDER)
    for number in range(size):
        target = folder / "articles" / str(number // FOLDER)
        target.mkdir(parents=True, exist_ok=True)
        author = authors[SCRIPTS[number % len(SCRIPTS)].language]
        section = SECTIONS[number // len(SCRIPTS) % len(SECTIONS)]
        text = author.file(number).replace("---\n", f"---\nsection: {section}\n", 1)
        (target / f"{number:05}.md").write_text(text, "utf-8")
    settings = 'schema = 1\n[publication]\ntitle = "The Bench"\nlanguage = "en"\n'
    settings += "".join(f'[[section]]\nname = "{s}"\nlimit = {LIMIT}\n' for s in SECTIONS)
    settings += "".join(
        f'[[source]]\nkind = "folder"\npath = "articles/{n}"\n' for n in range(len(sources))
    )
    (folder / "pressday.toml").write_text(settings, "utf-8")


def _measure(folder: Path, runs: int) -> None:
    command = [*PRESSDAY, "-C", str(folder)]
    first = _run([*command, "articles", "--json"])
    _show(first.lines, "first", [first])
    word = Author(LATIN, random.Random(0)).words[USUAL]
    kinds = {"json": ["articles", "--json"], "pipe": ["articles"], "word": ["articles", word]}
    found: dict[str, list[Took]] = {}
    with _without_sheets(folder) as editions:
        for _ in range(runs):  # alternating, so that a busy moment hits all
            for kind, arguments in kinds.items():
                found.setdefault(kind, []).append(_run([*command, *arguments]))
            found.setdefault("plan", []).append(
                _run([*command, "plan", "--json", "--date", DAY.isoformat()])
            )
            shutil.rmtree(editions)
    for kind, several in found.items():
        _show(first.lines, kind, several)


@contextmanager
def _without_sheets(folder: Path) -> Iterator[Path]:
    """Set the run sheets aside meanwhile, so that each plan is that of a new edition."""
    editions, aside = folder / "editions", folder / "editions.aside"
    if editions.is_dir():
        editions.rename(aside)
    try:
        yield editions
    finally:
        shutil.rmtree(editions, ignore_errors=True)
        if aside.is_dir():
            aside.rename(editions)


def _run(command: Sequence[str]) -> Took:
    """Run a command to its end; its lines are counted as they come."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        lines = sum(1 for _ in process.stdout)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Took(
        wall=time.perf_counter() - began,
        cpu=usage.ru_utime + usage.ru_stime,
        memory=usage.ru_maxrss / 1024,
        lines=lines,
    )


def _show(articles: int, kind: str, several: Sequence[Took]) -> None:
    wall = statistics.median(took.wall for took in several)
    cpu = statistics.median(took.cpu for took in several)
    memory = max(took.memory for took in several)
    each = " ".join(f"{took.wall:.2f}" for took in several)
    print(
        LINE.format(articles, kind, f"{wall:.2f}", f"{cpu:.2f}", f"{memory:.0f}", each), flush=True
    )


if __name__ == "__main__":
    main()
