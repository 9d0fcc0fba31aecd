"""What is told of own versions whose articles have new texts."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pressday import Merged
from pressday.cli.merged import tell_merged


def told(one: Merged) -> list[str]:
    said: list[str] = []
    console = SimpleNamespace(say=said.append, warn=said.append)
    state: Any = SimpleNamespace(console=console)
    tell_merged(state, [one], as_json=False)
    return said


@pytest.mark.parametrize(("taken", "conflicts", "lines"), [(2, 0, 1), (0, 1, 1), (1, 1, 2)])
def test_a_version_that_only_waits_is_not_called_merged(
    taken: int, conflicts: int, lines: int
) -> None:
    said = told(
        Merged(article="a" * 12, title="Ink", path=Path("x.md"), taken=taken, conflicts=conflicts)
    )
    assert len(said) == lines
    assert any(line.startswith("merged:") for line in said) is bool(taken)
