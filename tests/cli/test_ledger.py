"""The ledger on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]


def test_before_the_first_edition_it_is_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pressday.toml").write_text(
        'schema = 1\n[publication]\ntitle = "The Proof"\nlanguage = "en"\n'
    )
    answer = run("ledger")
    assert (answer.stdout, "nothing has run" in answer.stderr) == ("", True)


@pytest.mark.usefixtures("planned")
def test_the_ledger_lists_and_finds(run: Run) -> None:
    listed = run("ledger")
    assert (listed.exit_code, listed.stdout) == (0, run("ledger", "list").stdout)
    assert "planned  A ferry" in listed.stdout
    rows = run("ledger", "--json").lines
    assert [row["state"] for row in rows] == ["planned", "planned"]
    assert run("ledger", "list", "--edition", rows[0]["edition"], "--json").lines == rows
    (found,) = run("ledger", "find", "ferry7", "ferry8", "--json").lines
    assert (found["title"], len(found["runs"])) == ("A ferry", 1)
    assert f"{rows[0]['edition']} (planned)" in run("ledger", "find", "ferry").stdout
    missing = run("ledger", "find", "zebra")
    assert (missing.exit_code, missing.stdout) == (0, "")
    assert "nothing that was collected or printed says that" in missing.stderr
    assert "Find words" in run("ledger", "--help").stdout
    run("ledger", "--edition", "2020-W01").refused(5, 'no run sheet for "2020-W01"')
