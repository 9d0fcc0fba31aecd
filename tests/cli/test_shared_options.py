"""Options of all commands: before and after the command's name, in its help, and the log."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]


@pytest.mark.parametrize(
    "words",
    [
        ["-C", "paper", "source", "list"],
        ["source", "-C", "paper", "list"],
        ["source", "list", "-C", "paper"],
        ["source", "list", "--publication", "paper"],
        ["articles", "-C", "paper"],
    ],
    ids=" ".join,
)
def test_the_publication_is_named_anywhere_on_the_line(run: Run, words: list[str]) -> None:
    run("init", "paper")
    assert run(*words).exit_code == 0
    assert run(*(word for word in words if word not in {"-C", "--publication", "paper"})).exit_code


@pytest.mark.parametrize("words", [["-q", "plan"], ["plan", "-q"], ["plan", "--quiet"]])
def test_quiet_is_taken_before_and_after(run: Run, gazette: Path, words: list[str]) -> None:
    assert gazette.is_dir()
    run("collect")
    assert run("plan").stderr != ""
    result = run(*words)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Your first edition" in result.stdout


@pytest.mark.usefixtures("gazette")
@pytest.mark.parametrize("words", [["-v", "collect"], ["collect", "-v"], ["collect", "--verbose"]])
def test_verbose_is_taken_before_and_after(run: Run, words: list[str]) -> None:
    assert "articles 1/2" in run(*words).stderr


def test_the_nearer_of_two_publications_counts(run: Run) -> None:
    run("init", "paper")
    assert run("-C", "nowhere", "articles", "-C", "paper").exit_code == 0
    run("articles", "-C", "nowhere").refused(5, "nowhere: no such folder", "-C")


@pytest.mark.parametrize("command", [[], ["build"], ["source"], ["source", "add"], ["doctor"]])
def test_help_shows_them_apart_on_eighty_columns(run: Run, command: list[str]) -> None:
    text = run(*command, "--help").stdout
    own, _, shared = text.partition("Options of every command, before or after its name:")
    assert all(flag in shared for flag in ("-C", "-q", "-v", "--no-color", "--log FILE"))
    assert "--quiet" not in own
    assert "--help" in own
    assert all(len(line) <= 80 for line in text.splitlines())


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("before", [True, False])
def test_the_log_has_versions_phases_and_decisions(
    run: Run, gazette: Path, *, before: bool
) -> None:
    (gazette / "articles" / "page.html").write_text(
        "<title>A page</title><article><h1>A page</h1>" + "<p>Some words of a page.</p>" * 60
    )
    log = ["--log", "it.log"]
    for command in ("collect", "plan", "build"):
        assert run(*(log if before else []), command, *([] if before else log)).exit_code == 0
    told = lines(gazette / "it.log")
    assert all({"time", "process", "room", "what"} <= line.keys() for line in told)
    versions = told[0]
    assert versions["what"] == "versions"
    assert {"Pressday", "Python", "platform", "WeasyPrint", "Pango", "lxml"} <= versions.keys()
    whats = [line["what"] for line in told]
    assert whats.count("versions") == 3
    (judged,) = (line for line in told if line["what"] == "judged")
    assert judged["words"] > 100
    assert judged["blocks"] >= judged["kept"] > 10
    assert judged["process"] != versions["process"]
    kept = {line["id"]: line["words"] for line in told if line["what"] == "kept"}
    assert len(kept) == 3
    ended = {line["task"]: line["ms"] for line in told if line["what"] == "ends"}
    assert set(ended) == {"collect", "build"}
    assert {line["phase"] for line in told if line["what"] == "step"} >= {"read", "pages", "join"}
    (pdf,) = (line for line in told if line.get("format") == "pdf")
    assert pdf["pages"] >= 3


@pytest.mark.usefixtures("gazette")
def test_the_log_has_the_error_that_ended_a_command(run: Run, tmp_path: Path) -> None:
    run("collect")
    run("plan")
    run("build", "1999-W01", "--log", "it.log").refused(5, "no run sheet")
    last = lines(tmp_path / "it.log")[-1]
    assert "no run sheet" in last["error"]
    assert "ConfigError" in last["traceback"]


@pytest.mark.usefixtures("gazette")
def test_a_log_on_a_full_disk_is_told_once_at_the_end_and_stops_nothing(run: Run) -> None:
    done = run("collect", "--log", "/dev/full")
    told = "warning: /dev/full: the log is not whole: No space left on device"
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (0, told)
    assert done.stderr.count("not whole") == 1
    run("build", "1999-W01", "--log", "/dev/full").refused(6, "no run sheet")


@pytest.mark.usefixtures("gazette")
def test_a_log_that_cannot_be_written_is_an_error(run: Run) -> None:
    run("articles", "--log", "articles").refused(8, "articles: cannot be written")


def test_fetches_are_noted_without_what_opens_them(
    run: Run, gazette: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSDAY_WIRE_TOKEN", "abracadabra")
    url = "http://ada:hunter2@127.0.0.1:9/feed.xml?token=opensesame"
    with (gazette / "pressday.toml").open("a") as file:
        file.write(f'[[source]]\nkind = "feed"\nname = "Wire"\nurl = "{url}"\n')
    assert run("collect", "--source", "Wire", "--log", "it.log").exit_code == 4
    text = (gazette / "it.log").read_text("utf-8")
    assert '"not fetched"' in text
    assert "127.0.0.1:9/feed.xml" in text
    assert not [word for word in ("abracadabra", "hunter2", "opensesame") if word in text]


def completed(folder: Path, words: str) -> set[str]:
    """Return what a shell is offered behind the last of `words`."""
    environment = os.environ | {
        "_PRESSDAY_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    code = "import sys; sys.argv[0] = 'pressday'; from pressday.cli import main; main()"
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return set(done.stdout.split())


def test_the_shell_completes_commands_and_names(run: Run, gazette: Path, tmp_path: Path) -> None:
    run("collect")
    run("plan", "--date", "2026-11-27")
    assert {"articles", "add"} <= completed(gazette, "pressday a")
    assert completed(gazette, "pressday source re") == {"remove"}
    assert completed(gazette, "pressday build ") == {"2026-W48"}
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert completed(elsewhere, "pressday build ") == set()
    assert completed(elsewhere, f"pressday -C {gazette} build 2026") == {"2026-W48"}
    assert completed(gazette, "pressday build --format ") == {"pdf", "epub"}
    assert completed(gazette, "pressday collect --source art") == {"articles"}
    assert "sitemap" in completed(gazette, "pressday source add x --kind s")
    (gazette / "pressday.toml").write_text("not TOML")
    assert completed(gazette, "pressday collect --source art") == set()
