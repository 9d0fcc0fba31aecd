"""The log of one command: the versions it begins with, phases with their times, outcomes."""

from __future__ import annotations

import logging
import platform
import sys
from contextlib import closing, contextmanager
from importlib import metadata
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

from pressday import logbook
from pressday.model import Artifact, Outcome, Step
from pressday.pipeline.doctor import loaded_versions
from pressday.pipeline.progress import Tally
from pressday.version import __version__

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

E = TypeVar("E")

_LOG = logging.getLogger("pressday.pipeline")

_PACKAGES = (
    "ebooklib", "feedparser", "fonttools", "httpx", "lxml", "pillow", "pydyf", "pyphen",
    "sqlalchemy", "typer", "uharfbuzz",
)  # fmt: skip


@contextmanager
def logged(path: Path) -> Iterator[logbook.Log]:
    """Keep the log `path` while the context lasts, with the versions as its first entry."""
    with logbook.opened(path) as log:
        _LOG.info("versions", extra={"facts": versions()})
        yield log


def versions() -> dict[str, str]:
    """Return the versions by name; what cannot be loaded says why instead."""
    own = {
        "Pressday": __version__,
        "Python": platform.python_version(),
        "platform": platform.platform(),
        "arguments": " ".join(sys.argv[1:]),
    }
    return own | loaded_versions() | {name: _version(name) for name in _PACKAGES}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing"


def noted(task: str, events: Generator[E, None, None]) -> Generator[E, None, None]:
    """Return `events` as they are; while a log is kept they are noted in it."""
    return _noting(task, events) if _LOG.isEnabledFor(logging.INFO) else events


def _noting(task: str, events: Generator[E, None, None]) -> Generator[E, None, None]:
    started = before = perf_counter()
    _say("begins", task=task)
    with closing(events):
        for event in events:
            now = perf_counter()
            if isinstance(event, Step):
                _step(task, event, ms=_ms(before, now))
            elif isinstance(event, Outcome):
                _outcome(task, event)
            before = now
            yield event
    _say("ends", task=task, ms=_ms(started, perf_counter()))


def _step(task: str, step: Step, *, ms: int) -> None:
    """Note a step; `ms` are those since the event before it."""
    of = f"{step.done}/{step.total}" if step.total else str(step.done)
    _say("step", task=task, phase=step.name, of=of, about=step.detail, ms=ms)


def _outcome(task: str, outcome: Outcome[Any]) -> None:
    value = outcome.value
    facts: dict[str, object] = {"task": task, "subject": outcome.subject}
    if isinstance(value, Artifact):
        facts |= {"format": value.format, "pages": value.pages, "bytes": value.bytes}
    if isinstance(value, Tally):
        names = "listed new updated updates mended unchanged copies left_out failed".split()
        facts |= {name: getattr(value, name) for name in names}
    _say("outcome", **facts, error=outcome.error, warnings=outcome.warnings)


def _say(what: str, **facts: object) -> None:
    _LOG.info(what, extra={"facts": {name: fact for name, fact in facts.items() if fact}})


def _ms(start: float, end: float) -> int:
    return round((end - start) * 1000)
