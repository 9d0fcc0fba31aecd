"""Time and memory that an edition takes: cold, warm, after one edit, and in plain WeasyPrint.

    python benchmarks/build.py [--articles 5 20 60 120] [--runs 3] [--corpus FOLDER]

`FOLDER` holds saved pages (`**/*.html`, `*.html.gz`); without one the sample
publication's articles are repeated. Pictures are generated. Every measurement
is a process of its own; the median of the runs is shown, memory is the highest
of any single process. Plain WeasyPrint gets the same articles and stylesheet as
one document, without the page numbers, running heads and outline that the press
adds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.model import Edition

REPOSITORY = Path(__file__).resolve().parents[1]
BESIDE = REPOSITORY.parent / "shared" / "corpus"  # a corpus of saved pages, where there is one
# One headline and picture of each piece, its text in columns that WeasyPrint fills itself.
_PLAIN = """
@page { size: A4; margin: 66pt 47.6pt 55.4pt }
.part.part { page: auto; break-before: auto; width: auto }
.head:not(.span-2), .plate:not(.span-2) { display: none }
.story { break-after: page }
.galley.span-1 { columns: 3; column-gap: 14pt }
"""
MODES = ("cold", "warm", "edited", "plain")


def main() -> None:
    options = _options()
    if options.measure:
        mode, count, folder = options.measure
        _measure(mode, int(count), Path(folder))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        corpus = options.corpus or (BESIDE if BESIDE.is_dir() else None)
        _prepare(corpus, max(options.articles), folder)
        print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
        print(f"{'articles':>8} {'pages':>6} {'mode':>7} {'wall s':>7} {'MB':>5}  runs")
        for count in options.articles:
            _table(count, options.runs, folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[5, 20, 60, 120])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    return parser.parse_args()


def _table(count: int, runs: int, folder: Path) -> None:
    """Print a line a mode; runs alternate between modes, so that a busy moment hits all."""
    results: dict[str, list[dict[str, float]]] = {mode: [] for mode in MODES}
    for _ in range(runs):
        for mode in MODES:
            results[mode].append(_run(mode, count, folder))
    plain = statistics.median(r["wall"] for r in results["plain"])
    for mode in MODES:
        wall = statistics.median(r["wall"] for r in results[mode])
        memory = max(r["memory"] for r in results[mode])
        each = " ".join(f"{r['wall']:.1f}" for r in results[mode])
        pages = results[mode][0]["pages"]
        line = f"{count:>8} {pages:>6.0f} {mode:>7} {wall:>7.2f} {memory:>5.0f}  {each}"
        print(line if mode == "plain" else f"{line}  (plain / {mode} = {plain / wall:.1f})")


def _run(mode: str, count: int, folder: Path) -> dict[str, float]:
    if mode == "cold":
        shutil.rmtree(folder / "cache", ignore_errors=True)
    command = [sys.executable, __file__, "--measure", mode, str(count), str(folder)]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    watch = _Watch(process.pid)
    watch.start()
    out, _ = process.communicate()
    wall = time.perf_counter() - began
    watch.done.set()
    if process.returncode:
        raise SystemExit(f"{mode} failed")
    return {**json.loads(out.splitlines()[-1]), "wall": wall, "memory": watch.peak_mb}


class _Watch(threading.Thread):
    """Reads the high-water mark of every process below one, until told that it is done."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root, self.peak_mb, self.done = root, 0.0, threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.05):
            self.peak_mb = max([self.peak_mb, *(_peak_mb(pid) for pid in _family(self.root))])


def _family(root: int) -> Iterator[int]:
    yield root
    try:
        children = Path(f"/proc/{root}/task/{root}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _peak_mb(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    line = next((x for x in status.splitlines() if x.startswith("VmHWM")), "VmHWM: 0 kB")
    return int(line.split()[1]) / 1024


def _measure(mode: str, count: int, folder: Path) -> None:
    from editions import edited, edition_of

    edition = edition_of(folder, count)
    if mode == "edited":
        edition = edited(edition)
    pages = _plain(edition, folder) if mode == "plain" else _pressday(edition, folder)
    print(json.dumps({"pages": pages}))


def _pressday(edition: Edition, folder: Path) -> int:
    from pressday.layout.theme import Theme
    from pressday.model import Job, Outcome
    from pressday.press.pdf import write_pdf

    job = Job(
        theme=Theme(), size="A4", media=lambda name: folder / "media" / f"{name}.jpg",
        cache=folder / "cache", target=folder / "edition.pdf", workers=os.cpu_count() or 1,
    )  # fmt: skip
    values = [o.value for o in write_pdf(edition, job) if isinstance(o, Outcome) and o.value]
    return values[0].pages


def _plain(edition: Edition, folder: Path) -> int:
    """Set the whole edition as one document with WeasyPrint as it comes."""
    from pressday.press.fonts import private_config

    os.environ["FONTCONFIG_FILE"] = str(private_config(folder))
    from weasyprint import CSS, HTML

    from pressday.layout.print import lay_out
    from pressday.layout.theme import Theme
    from pressday.press.pdf.fetcher import PictureFetcher
    from pressday.press.pdf.manuscript import Copy

    book = lay_out(edition, Theme(), "A4")
    bodies = [
        f.html.partition("<body>")[2].partition("</body>")[0]
        for f in (*book.front, *book.pieces, *book.back)
    ]
    html = '<html lang="en"><body>' + "".join(f'<div class="flow">{b}</div>' for b in bodies)
    pictures = {p.stem: p for p in (folder / "media").glob("*.jpg")}
    copy = Copy(name="plain", html=html, stylesheet="", pictures=pictures)
    fetcher = PictureFetcher(copy, folder / "derivatives")
    style = CSS(string=book.stylesheet + _PLAIN, url_fetcher=fetcher)
    source = HTML(string=html, base_url="flow:", url_fetcher=fetcher)
    document = source.render(stylesheets=[style])
    document.write_pdf(folder / "plain.pdf")
    return len(document.pages)


def _prepare(corpus: Path | None, count: int, folder: Path) -> None:
    """Extract the articles once and draw their pictures; measurements read them from `folder`."""
    from editions import prepare

    prepare(_saved_pages(corpus) if corpus else None, REPOSITORY / "examples", count, folder)


def _saved_pages(corpus: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(corpus.rglob("*.html*")):
        if "expected" not in path.name:
            data = path.read_bytes()
            yield (
                str(path.relative_to(corpus)),
                gzip.decompress(data) if path.suffix == ".gz" else data,
            )


if __name__ == "__main__":
    main()
