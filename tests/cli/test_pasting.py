"""Commands that are told can be pasted into a shell, whatever a folder is called."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import typer

from pressday.cli import app
from pressday.errors import commands_for

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


def test_the_way_on_in_a_publication_named_by_option_can_be_pasted(
    run: Run, tmp_path: Path
) -> None:
    run("init", NAME)
    refused = run("plan", "-C", NAME)
    told = re.search('^hint: run "(.+)"$', refused.stderr, re.MULTILINE)
    assert told is not None
    assert shlex.split(told[1]) == ["pressday", "-C", NAME, "collect"]
    assert shell(told[1], tmp_path).returncode == 0
    assert (tmp_path / NAME / "library").is_dir()


def test_the_next_steps_of_a_publication_made_within_another_lead_into_it(run: Run) -> None:
    run("init", "paper")
    assert run("-C", "paper", "init", "other").stderr == (
        "next: cd paper/other && pressday collect && pressday plan && pressday build\n"
    )


def test_each_command_but_the_one_that_names_its_folder_is_told_for_the_publication() -> None:
    group: Any = typer.main.get_command(app)
    told = {name: f'run "pressday {name} x"' for name in group.commands}
    changed = {name for name, text in told.items() if commands_for("-a b", text) != text}
    assert changed == told.keys() - {"init"}
    assert commands_for("-a b", told["plan"]) == "run \"pressday -C './-a b' plan x\""
    assert commands_for("a", "No pressday plans") == "No pressday plans"
