"""Help, version, exit codes: what all commands share."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pressday import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]

COMMANDS = ("init", "collect", "add", "remove", "articles", "plan", "build", "extract", "doctor")
HEAVY = {
    "weasyprint",
    "pikepdf",
    "ebooklib",
    "sqlalchemy",
    "lxml",
    "httpx",
    "babel",
    "PIL",
    "feedparser",
    "markdown_it",
    "pydantic",
    "tomlkit",
    "jinja2",
    "rich.console",
}


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom pressday.cli import main\nsys.argv = ['pressday', '--help']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(' '.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "pressday.cli.root" in loaded
    assert sorted(loaded & HEAVY) == []
    assert all(command in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout
    assert f"pressday {command}" in result.stdout
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_no_words_are_answered_with_help(run: Run) -> None:
    result = run()
    assert result.exit_code == 2
    assert "pressday init gazette" in result.output


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").stdout == f"pressday {__version__}\n"


def test_data_that_finds_no_room_is_exit_code_8(gazette: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("w", encoding="utf-8") as output:
        done = subprocess.run(
            [sys.executable, "-m", "pressday", "collect"],
            cwd=gazette,
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 8
    assert done.stderr.startswith("error: standard output: cannot be written (No space left")
    assert "Traceback" not in done.stderr


def test_no_color_holds_for_the_first_fault_too(tmp_path: Path) -> None:
    try:
        ours, theirs = pty.openpty()
    except OSError:
        pytest.skip("no pseudo-terminals on this machine")
    done = subprocess.run(
        [sys.executable, "-m", "pressday", "--no-color", "-C", "nowhere", "build"],
        cwd=tmp_path,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm"},
        check=False,
    )
    os.close(theirs)
    assert done.returncode == 5
    assert os.read(ours, 1000).startswith(b"error: nowhere: no such folder")
    os.close(ours)


def test_a_bug_ends_with_a_request_to_report_it(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from pressday.cli import app, main\n"
        "app.command('fail')(lambda: {}['nothing'])\n"
        "sys.argv = ['pressday', 'fail']\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert lines[0].startswith("Traceback")
    assert lines[-1].startswith("error: this is a bug in Pressday: please report it")


@pytest.mark.usefixtures("gazette")
def test_a_day_that_is_none_is_told_how_to_be_written(run: Run) -> None:
    result = run("plan", "--date", "tomorrow")
    assert result.exit_code == 2
    assert "'tomorrow' is no day; write it as 2026-11-27" in result.stderr


def test_the_module_runs_as_the_command_does() -> None:
    command = [sys.executable, "-m", "pressday", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"pressday {__version__}\n"


def test_wrong_usage_is_exit_code_2(run: Run, gazette: Path) -> None:
    assert gazette.is_dir()
    assert run("build", "--wrong").exit_code == 2
    assert run("nothing").exit_code == 2
    assert run("plan", "--date", "yesterday").exit_code == 2
    run("build", "--format", "pfd").refused(6, "nothing to plan")
    run("collect")
    run("build", "--format", "pfd").refused(2, "pfd", 'did you mean "pdf"?')


@pytest.mark.parametrize("command", ["collect", "articles", "plan", "build", "add -", "remove x"])
def test_a_folder_without_a_publication_says_how_to_get_one(run: Run, command: str) -> None:
    run(*command.split(), piped=b"x").refused(5, "no pressday.toml", "pressday init .")


def test_a_folder_that_is_not_there_is_named(run: Run) -> None:
    run("-C", "nowhere", "collect").refused(5, "nowhere: no such folder", "-C")


@pytest.mark.parametrize(
    ("change", "message", "hint"),
    [
        (("size =", "sise ="), 'unknown key "sise" in [layout]', 'did you mean "size"?'),
        (('title = "The Gazette"', "title = 48"), "title must be text, not a number", ""),
        (('title = "The Gazette"', "title = The Gazette"), "not valid TOML", ""),
        (("schema = 1", ""), "schema is missing", "schema = 1"),
    ],
)
def test_a_fault_in_the_publication_is_named_with_its_line(
    run: Run, gazette: Path, change: tuple[str, str], message: str, hint: str
) -> None:
    old, new = change
    path = gazette / "pressday.toml"
    text = path.read_text()
    line = text[: text.index(old)].count("\n") + 1 if new else 1
    path.write_text(text.replace(old, new, 1))
    result = run("plan")
    result.refused(5, f"pressday.toml:{line}: {message}")
    assert hint in result.stderr


def test_an_unknown_article_in_the_sheet_is_named_with_its_line(run: Run, gazette: Path) -> None:
    run("collect")
    run("plan")
    sheet = next((gazette / "editions").glob("*/edition.toml"))
    text = sheet.read_text()
    known = text.partition('article = "')[2][:12]
    wrong = known[:-1] + ("0" if known[-1] != "0" else "1")
    sheet.write_text(text.replace(known, wrong))
    line = text[: text.index(known)].count("\n") + 1
    for command in (("plan",), ("build", "--format", "epub")):
        result = run(*command)
        assert result.exit_code == 3
        assert f"edition.toml:{line}: no article" in result.stderr
        assert f'did you mean "{known}"?' in " ".join(result.stderr.split())
    assert sheet.read_text().count("[[section.piece]]") == 2  # the one that is meant is not added


def test_no_source_at_all_and_no_readable_source_are_exit_code_4(run: Run, gazette: Path) -> None:
    path = gazette / "pressday.toml"
    text = path.read_text()
    path.write_text(text.replace('path = "articles"', 'path = "nowhere"'))
    result = run("collect")
    assert result.exit_code == 4
    assert "error: articles" in result.stderr or "error: nowhere" in result.stderr
    path.write_text(text[: text.index("# Your own texts")])
    run("collect").refused(4, "there is no source", "pressday source add")


def test_one_readable_source_of_two_is_exit_code_3(run: Run, gazette: Path) -> None:
    with (gazette / "pressday.toml").open("a") as file:
        file.write(
            '[[source]]\nkind = "feed"\nurl = "http://127.0.0.1:9/feed.xml"\nname = "Dead"\n'
        )
    result = run("collect", "--json")
    assert result.exit_code == 3
    articles, dead = result.lines
    assert (articles["new"], articles["error"]) == (2, None)
    assert dead["source"] == "Dead"
    assert dead["error"]


def test_a_warning_fails_a_strict_build(run: Run, gazette: Path) -> None:
    article = gazette / "articles" / "what-to-put-in.md"
    article.write_text(
        article.read_text().replace("The simplest", "![x](gone.png)\n\nThe simplest")
    )
    assert run("collect").exit_code == 0
    lax = run("build", "--format", "epub")
    assert lax.exit_code == 0
    assert "warning: What a paper can be made of: picture left out: gone.png" in lax.stderr
    assert run("-q", "build", "--format", "epub").stderr == ""
    assert run("build", "--format", "epub", "--strict").exit_code == 3


def test_quiet_says_nothing_and_keeps_the_data(run: Run, gazette: Path) -> None:
    assert gazette.is_dir()
    run("collect")
    result = run("-q", "plan")
    assert result.stderr == ""
    assert "Your first edition" in result.stdout


def test_verbose_says_every_step(run: Run, gazette: Path) -> None:
    assert gazette.is_dir()
    assert "articles 1/2" in run("-v", "collect").stderr


def test_the_doctor_is_content_with_this_machine(run: Run) -> None:
    result = run("doctor")
    assert result.exit_code == 0
    assert "WeasyPrint" in result.stdout
    assert {check["name"] for check in run("doctor", "--json").lines} >= {"Pango", "Fonts"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["edition", "number", "0"], "it must be 1 or more"),
        (["edition", "number", "first"], "it must be a whole number"),
        (["weight", "1", "huge"], "'huge' is not one of 'lead', 'feature', 'brief', 'auto'"),
    ],
)
def test_a_wrong_value_is_told_in_our_words(run: Run, words: list[str], said: str) -> None:
    refused = run(*words)
    assert refused.exit_code == 2
    assert refused.stderr.splitlines()[-1].rpartition(": ")[2].startswith(said)
