"""Commands that are told can be pasted into a shell, whatever a folder is called."""

from __future__ import annotations

import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

    Run = Callable[..., Answer]

NAME = "a b's $x"


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line that somebody has pasted, `pressday` being this one."""
    pressday = f'pressday() {{ {shlex.join([sys.executable, "-m", "pressday"])} "$@"; }}; {line}'
    return subprocess.run(
        ["/bin/sh", "-c", pressday], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_next_steps_of_a_new_publication_can_be_pasted(run: Run, tmp_path: Path) -> None:
    (line,) = run("init", NAME).stderr.splitlines()
    assert shell(line.removeprefix("next: "), tmp_path).returncode == 0
    assert len(list((tmp_path / NAME / "output").glob("*/*.pdf"))) == 1


@pytest.mark.parametrize("name", [NAME, "-v"])
def test_the_way_to_make_a_publication_can_be_pasted(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    refused = run(f"--publication={name}", "articles")
    assert refused.exit_code == 5
    hint = refused.stderr.splitlines()[-1]
    assert shell(hint.partition("here: ")[2], tmp_path).returncode == 0
    assert (tmp_path / name / "pressday.toml").is_file()
