"""The real commands, run in an empty folder on an 80-column terminal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from pressday.body import Body
from pressday.cli import app
from pressday.library import Library
from pressday.model import Draft

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """What a command said, and its exit code."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def output(self) -> str:
        return self.stdout + self.stderr

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The objects of JSON lines."""
        return [json.loads(line) for line in self.stdout.splitlines()]

    def refused(self, code: int, message: str, hint: str = "") -> None:
        """Assert that a command failed as an editor should see it: a line, a blank one, a hint."""
        assert self.exit_code == code, self.output
        assert "Traceback" not in self.output
        said = self.stderr.strip().splitlines()
        error = next(line for line in said if line.startswith("error: "))
        assert message in error
        assert not error.endswith(".")
        if hint:
            assert said[-2] == ""
            assert said[-1].startswith("hint: ")
            assert hint in said[-1]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def command(*words: str, piped: bytes | None = None) -> Answer:
        done = CliRunner().invoke(app, list(words), input=piped, catch_exceptions=False)
        return Answer(exit_code=done.exit_code, stdout=done.stdout, stderr=done.stderr)

    return command


@pytest.fixture
def gazette(run: Callable[..., Answer], tmp_path: Path) -> Path:
    """Give a publication as `init` makes it, in the current folder."""
    assert run("init", ".").exit_code == 0
    return tmp_path


@pytest.fixture
def planned(run: Callable[..., Answer], tmp_path: Path) -> Path:
    """Return a publication with a run sheet of two articles, none of which was ever collected."""
    head = 'schema = 1\n[publication]\ntitle = "The Proof"\nlanguage = "en"\n'
    (tmp_path / "pressday.toml").write_text(head)
    with Library.open(tmp_path / "library") as library:
        for title in ("A ferry", "A tide"):
            body = Body(f"<p>{' '.join(f'{title[2:]}{word}' for word in range(200))}</p>")
            draft = Draft(identity=title, title=title, body=body)
            now = datetime.now(UTC)
            library.add(draft, {}, raw=b"", media_type="text/plain", fetched=now)
    assert run("plan").exit_code == 0
    return tmp_path
