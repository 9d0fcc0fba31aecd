"""Runs a program and measures the memory of it and of all that it starts (Linux)."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_PROC = Path("/proc")
_PARENT = re.compile(r"^PPid:\s+(\d+)", re.MULTILINE)
_PEAK = re.compile(r"^VmHWM:\s+(\d+)", re.MULTILINE)
_SHARE = re.compile(r"^Pss:\s+(\d+)", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a program printed as JSON, how it ended, and the megabytes that it took at most.

    `own_mb` is of the process itself, `all_mb` of it and its children, shared pages
    counted once.
    """

    code: int
    lines: list[dict[str, Any]]
    errors: str
    seconds: float
    own_mb: float
    all_mb: float


@dataclass
class _Peaks:
    own_kb: int = 0
    all_kb: int = 0
    done: threading.Event = field(default_factory=threading.Event)

    def watch(self, pid: int) -> None:
        while not self.done.wait(0.15):
            own = _PEAK.search(_read(pid, "status"))
            self.own_kb = max(self.own_kb, int(own[1]) if own else 0)
            shares = (_SHARE.search(_read(one, "smaps_rollup")) for one in family(pid))
            self.all_kb = max(self.all_kb, sum(int(share[1]) for share in shares if share))


def measured(command: list[str], **variables: str) -> Run:
    """Run `command` and return what it said and took."""
    start = time.monotonic()
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | variables,
    ) as process:
        peaks = _Peaks()
        watcher = threading.Thread(target=peaks.watch, args=(process.pid,))
        watcher.start()
        out, errors = process.communicate()
        peaks.done.set()
        watcher.join()
    return Run(
        code=process.returncode,
        lines=[json.loads(line) for line in out.splitlines()],
        errors=errors,
        seconds=time.monotonic() - start,
        own_mb=peaks.own_kb / 1024,
        all_mb=peaks.all_kb / 1024,
    )


def python(program: Path, *arguments: object) -> list[str]:
    """Return the command that runs a program of ours."""
    return [sys.executable, str(program), *map(str, arguments)]


def family(pid: int) -> list[int]:
    """Return a process and all that it started, directly or not, while they run."""
    parents: dict[int, int] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdecimal() and (found := _PARENT.search(_read(int(entry.name), "status"))):
            parents[int(entry.name)] = int(found[1])
    known = [pid]
    for one in known:
        known += [child for child, parent in parents.items() if parent == one]
    return known


def _read(pid: int, name: str) -> str:
    try:
        return (_PROC / str(pid) / name).read_text()
    except OSError:
        return ""
