"""Small disks that are full or take no writes: real mounts, where the machine allows them."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextmanager
def mounting(where: Path, size: str = "8m") -> Iterator[Callable[[str], Path]]:
    """Mount a disk at `where`, and give a function that makes it "full" or "read-only"."""
    where.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(where)]
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("only root may mount a disk")
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("nothing may be mounted here")

    def close(how: str) -> Path:
        if how == "read-only":
            subprocess.run(["mount", "-o", "remount,ro", str(where)], check=True)
        elif how == "full":
            fill = ["dd", "if=/dev/zero", f"of={where / 'filler'}", "bs=1k"]
            assert subprocess.run(fill, check=False, capture_output=True).returncode
        return where

    try:
        yield close
    finally:
        subprocess.run(["umount", "-l", str(where)], check=True)
