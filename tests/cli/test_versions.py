"""The command edit: where the file is, and the editor's own program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pressday.cli import versions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    Run = Callable[..., Any]


def test_a_text_is_edited(run: Run, planned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "false")  # nobody sits at a terminal here
    answer = run("edit", "1")
    assert answer.exit_code == 0
    (path,) = planned.glob("editions/*/articles/*.md")
    assert str(path) in answer.stdout
    assert "undo: pressday edit --undo" in answer.stderr
    assert "the article's own text" in run("edit", "--undo", "1").stdout
    script = planned / "write"
    script.write_text('#!/bin/sh\necho "> [!block] 0123456789ab-1 p" >> "$2"\n')
    script.chmod(0o755)
    monkeypatch.setattr(versions, "_program", lambda: f"{script} -n")
    assert "names a block 0123456789ab-1" in run("edit", "1").stderr
    monkeypatch.setattr(versions, "_program", lambda: "false")
    run("edit", "1").refused(2, '"false" ended with 1', "check VISUAL and EDITOR")
    monkeypatch.setattr(versions, "_program", lambda: "/no/such/program")
    run("edit", "1").refused(2, "cannot be started", "check VISUAL and EDITOR")
