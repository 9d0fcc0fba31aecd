"""All extractors as processes that answer page by page, with a limit on each answer's time."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from benchmarks.extraction.corpus import REPO
from benchmarks.extraction.ours import Extracted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.extraction.corpus import Page

PLACE = REPO / ".cache" / "bench-extraction"
LIMIT_S = 30.0  # wall time an extractor has for a page
_START_S = 60.0  # loading Node.js with jsdom on a busy machine
_FIELDS = frozenset(field.name for field in fields(Extracted))


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractor:
    """An extractor: how its process starts, and what of its answers can be measured."""

    name: str
    command: tuple[str, ...]
    has_html: bool = True


def _python(name: str) -> tuple[str, ...]:
    module = "benchmarks.extraction.python_rivals"
    return (str(PLACE / "venv/bin/python"), "-m", module, name)


def _node(name: str) -> tuple[str, ...]:
    script = Path(__file__).with_name("node_rivals.mjs")
    return (shutil.which("node") or "node", str(script), name, str(PLACE / "node_modules"))


PRESSDAY = Extractor(name="Pressday", command=(sys.executable, "-m", "benchmarks.extraction.ours"))
EXTRACTORS = (
    PRESSDAY,
    Extractor(name="trafilatura, text", command=_python("trafilatura-text"), has_html=False),
    Extractor(name="trafilatura, default", command=_python("trafilatura-default"), has_html=False),
    Extractor(name="trafilatura, HTML", command=_python("trafilatura-html")),
    Extractor(name="readability-lxml", command=_python("readability-lxml")),
    Extractor(name="newspaper4k", command=_python("newspaper4k")),
    Extractor(name="Readability.js, jsdom", command=_node("readability-jsdom")),
    Extractor(name="Readability.js, linkedom", command=_node("readability-linkedom")),
    Extractor(name="defuddle, linkedom", command=_node("defuddle-linkedom")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What an extractor made of the pages, by name; `version` is empty where it is not installed.

    `failure` then says why.
    """

    version: str = ""
    failure: str = ""
    pages: dict[str, Extracted]


class Process:
    """An extractor's process; it starts again after an answer that did not come in time."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._command = command
        self.version = ""
        self._start()

    def _start(self) -> None:
        self._process = subprocess.Popen(
            self._command, cwd=REPO, text=True, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._answers: queue.Queue[str] = queue.Queue()
        self.complaints: list[str] = []
        assert self._process.stdout is not None  # noqa: S101 - it is a pipe
        assert self._process.stderr is not None  # noqa: S101 - it is a pipe
        _pump(self._process.stdout, self._answers.put)
        _pump(self._process.stderr, self.complaints.append)
        greeting = self._next(_START_S)
        self.version = greeting.get("ready", "") if greeting else ""

    def _next(self, seconds: float) -> dict[str, Any] | None:
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            return None
        answer: dict[str, Any] = json.loads(line) if line else {}
        return answer

    def ask(self, page: Page) -> Extracted:
        """Return what the extractor makes of a page; an error for silence or its end."""
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        request = {"path": str(page.path), "url": page.url, "fold": page.fold}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = self._next(LIMIT_S)
        if answer:
            return Extracted(**{k: v for k, v in answer.items() if k in _FIELDS and v})
        ended = answer is not None
        self.stop()
        self._start()
        return Extracted(error="its process ended" if ended else f"over {LIMIT_S:.0f} s")

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()


def _pump(stream: IO[str], put: Any) -> None:  # noqa: ANN401 - a list's or a queue's method
    """Pass on the lines of a stream as they come, and an empty one at its end."""

    def read() -> None:
        for line in stream:
            put(line)
        put("")

    threading.Thread(target=read, daemon=True).start()


def run(extractor: Extractor, pages: Iterable[Page]) -> Run:
    """Return what an extractor makes of all pages, one after the other."""
    try:
        process = Process(extractor.command)
    except OSError as error:
        return Run(failure=f"{error.strerror}: {error.filename}", pages={})
    if not process.version:
        said = [line.strip() for line in process.complaints if line.strip()]
        process.stop()
        return Run(failure=(said or ["it did not start"])[-1], pages={})
    pages = list(pages)
    process.ask(pages[0])  # what is loaded on first use is no page's time
    results = {page.name: process.ask(page) for page in pages}
    process.stop()
    return Run(version=process.version, pages=results)
