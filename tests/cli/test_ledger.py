"""The ledger on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]


def test_the_ledger_lists_and_finds(run: Run) -> None:
    run("init", ".")
    assert run("ledger").stdout == ""
    run("collect")
    run("plan")
    listed = run("ledger")
    assert (listed.exit_code, listed.stdout) == (0, run("ledger", "list").stdout)
    assert "planned  Your first edition" in listed.stdout
    rows = run("ledger", "--json").lines
    assert [row["state"] for row in rows] == ["planned", "planned"]
    assert run("ledger", "list", "--edition", rows[0]["edition"], "--json").lines == rows
    found = run("ledger", "find", "first", "edition", "--json").lines
    assert [len(one["runs"]) for one in found if "hands" in one["title"]] == [1]
    assert f"{rows[0]['edition']} (planned)" in run("ledger", "find", "edition").stdout
    missing = run("ledger", "find", "zebra")
    assert (missing.exit_code, missing.stdout) == (0, "")
    assert "nothing that was collected or printed says that" in missing.stderr
    assert "Find words" in run("ledger", "--help").stdout
    run("ledger", "--edition", "2020-W01").refused(5, 'no run sheet for "2020-W01"')
