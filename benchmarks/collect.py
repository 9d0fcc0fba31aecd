"""Time, processor and memory that collecting takes, beside a script of thirty lines and calibre.

    python benchmarks/collect.py [--feeds 1 10 100 200] [--kinds full pages] [--runs 3]
                                 [--programs pressday fetch threads processes calibre] [--polite]

A server on loopback (feeds_server.py) gives feeds of twenty stories; `full` has
the text in the feed, `pages` a summary there and a page of 60 kB for each; every
second story has a picture. Measured are

- pressday: `pressday collect`, the first time, again with nothing new, and again
  with one new story in twenty; `rate = 0`, for politeness is no speed (`--polite`
  adds ten feeds on five hosts with half a second between two requests to a host,
  pictures too; hosts that the editor allows by name have no pace of their own)
- fetch: feedparser and eight threads that fetch the same, and keep nothing
- threads: the same, with trafilatura for each page and a file for each article
- processes: the same with trafilatura in a process for each core
- calibre: its news fetch, where `ebook-convert` is there, which makes an EPUB as well

Memory is the highest sum over all processes, shared pages counted once. The
server works on the same machine, and its share of the processor is not shown.
The median of the runs is; from 100 feeds on there is one run.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HERE = Path(__file__).parent
PRESSDAY = Path(sys.executable).with_name("pressday")
PROGRAMS = ("pressday", "fetch", "threads", "processes", "calibre")
MANY = 100  # feeds, from which on one run is enough
TICKS = os.sysconf("SC_CLK_TCK")
LINE = "| {:>5} | {:<5} | {:<35} | {:>7} | {:>7} | {:>6} | {:>10} |"


@dataclass(frozen=True, kw_only=True)
class Took:
    """What one run took: seconds by the clock, of the processor, megabytes; and what came of it."""

    wall: float
    cpu: float
    memory: float
    articles: int


def main() -> None:
    options = _options()
    _say_where()
    print(LINE.format("feeds", "kind", "run", "wall s", "CPU s", "MB", "articles/s"))
    print(LINE.format("----:", "-----", 35 * "-", "------:", "------:", "-----:", "---------:"))
    for kind in options.kinds:
        for feeds in options.feeds:
            runs = 1 if feeds >= MANY else options.runs
            _measure(kind, feeds, runs, options)
    if options.polite:
        _measure("pages", 10, 1, argparse.Namespace(programs=["pressday"], hosts=5), rate=0.5)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, nargs="+", default=[1, 10, 100, 200])
    parser.add_argument("--kinds", nargs="+", choices=("full", "pages"), default=["full", "pages"])
    parser.add_argument("--programs", nargs="+", choices=PROGRAMS, default=PROGRAMS)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--hosts", type=int, default=100)
    parser.add_argument("--polite", action="store_true")
    return parser.parse_args()


def _say_where() -> None:
    names = ("pressday", "feedparser", "trafilatura", "httpx")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    found = "no calibre here (ebook-convert is not installed)"
    if calibre := shutil.which("ebook-convert"):
        found = subprocess.check_output([calibre, "--version"], text=True)
    print(
        f"{datetime.now(UTC):%d %B %Y}, {platform.machine()}, {os.cpu_count()} cores, load"
        f" {os.getloadavg()[0]:.1f}, Python {platform.python_version()}; {versions};"
        f" {found.splitlines()[0]}\n"
    )


def _measure(
    kind: str, feeds: int, runs: int, options: argparse.Namespace, rate: float = 0
) -> None:
    """Print a line for each program, and for each of pressday's three runs."""
    for program in options.programs:
        if program == "calibre" and not shutil.which("ebook-convert"):
            continue
        found: dict[str, list[Took]] = {}
        for _ in range(runs):
            for name, took in _each(program, kind, feeds, options.hosts, rate):
                found.setdefault(f"{name}, polite" if rate else name, []).append(took)
        for name, several in found.items():
            print(LINE.format(feeds, kind, name, *_summary(several)), flush=True)


def _summary(several: Sequence[Took]) -> tuple[str, ...]:
    wall = statistics.median(took.wall for took in several)
    cpu = statistics.median(took.cpu for took in several)
    memory = max(took.memory for took in several)
    return f"{wall:.1f}", f"{cpu:.1f}", f"{memory:.0f}", f"{several[0].articles / wall:.0f}"


def _each(
    program: str, kind: str, feeds: int, hosts: int, rate: float
) -> Iterator[tuple[str, Took]]:
    with _server(kind, feeds, hosts) as (server, urls), tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if program != "pressday":
            yield program, _run(_rival(program, urls, folder), len(urls) * 20)
            return
        (folder / "pressday.toml").write_text(_settings(urls, rate))
        command = [str(PRESSDAY), "-C", scratch, "collect", "--json"]
        yield "pressday", _run(command, len(urls) * 20)
        yield "pressday, nothing new", _run(command, len(urls) * 20)
        server.send_signal(signal.SIGUSR1)
        yield "pressday, one in twenty new", _run(command, len(urls) * 20)


@contextmanager
def _server(kind: str, feeds: int, hosts: int) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    command = [sys.executable, str(HERE / "feeds_server.py"), "--feeds", str(feeds)]
    command += ["--hosts", str(hosts), *(["--full"] if kind == "full" else [])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None  # noqa: S101 - it is a pipe
        try:
            yield server, list(iter(lambda: server.stdout.readline().strip(), ""))
        finally:
            server.terminate()


def _settings(urls: Sequence[str], rate: float) -> str:
    hosts = sorted({url.split("/")[2].partition(":")[0] for url in urls})
    head = 'schema = 1\n[publication]\ntitle = "The Bench"\nlanguage = "en"\n'
    sources = (
        f'[[source]]\nname = "Feed {number}"\nkind = "feed"\nurl = "{url}"\nrate = {rate}\n'
        for number, url in enumerate(urls)
    )
    return f"{head}[fetch]\nallow = {hosts}\n{''.join(sources)}".replace("'", '"')


def _rival(program: str, urls: Sequence[str], folder: Path) -> list[str]:
    """Return the command of a rival, its list of feeds written where it wants it."""
    if program != "calibre":
        (folder / "feeds.txt").write_text("\n".join(urls))
        return [sys.executable, str(HERE / "feeds_script.py"), program, str(folder)]
    recipe = (HERE / "papers" / "calibre.recipe").read_text()
    (folder / "bench.recipe").write_text(recipe.replace("FEEDS", repr(list(urls))))
    return ["ebook-convert", str(folder / "bench.recipe"), str(folder / "out.epub")]


def _run(command: Sequence[str], articles: int) -> Took:
    began = time.perf_counter()
    with (
        tempfile.TemporaryFile("w+") as errors,
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors) as process,
    ):
        watch = _Watch(process.pid)
        watch.start()
        code = process.wait()
        wall = time.perf_counter() - began
        watch.done.set()
        watch.join()
        errors.seek(0)
        if code:
            raise SystemExit(f"{command} ended with {code}: {errors.read()[-2000:]}")
    cpu = sum(watch.ticks.values()) / TICKS
    return Took(wall=wall, cpu=cpu, memory=watch.most_kb / 1024, articles=articles)


class _Watch(threading.Thread):
    """Looks at a process and all below it, until told that it is done."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root, self.done = root, threading.Event()
        self.most_kb = 0
        self.ticks: dict[int, int] = {}  # by process; what ended keeps its last ones

    def run(self) -> None:
        pause = 0.05
        while not self.done.wait(pause):
            family = list(_family(self.root))
            for pid in family:
                self.ticks[pid] = _ticks(pid) or self.ticks.get(pid, 0)
            self.most_kb = max(self.most_kb, sum(map(_share_kb, family)))
            pause = min(0.5, 1.1 * pause)  # a look takes some milliseconds of the processor


def _family(root: int) -> Iterator[int]:
    yield root
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        for child in _read(task).split():
            yield from _family(int(child))


def _ticks(pid: int) -> int:
    fields = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12]) if fields else 0


def _share_kb(pid: int) -> int:
    lines = _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


if __name__ == "__main__":
    main()
