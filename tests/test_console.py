"""What reaches the terminal: data and talk on streams of their own, no stranger's commands."""

from __future__ import annotations

import io
import json
import re
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from pressday.console import Column, Console, clean, one_line
from pressday.errors import ConfigError
from pressday.model import Outcome, Step

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

HOSTILE = "\x1b]0;owned\x07Ti\x9b31mtle\u202egnp.exe\r\n"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_escape_sequences_of_a_title_are_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console()
    console.data(HOSTILE)
    console.say(HOSTILE)
    console.warn(HOSTILE)
    console.table([Column(name="Title")], [[HOSTILE]])
    console.json({"title": HOSTILE})
    out, err = capsys.readouterr()
    for character in "\x1b\x07\x9b\u202e\r":
        assert character not in out + err
    assert "Ti" in out


@settings(deadline=None)
@given(st.text())
def test_clean_text_has_no_control_characters_but_tabs_and_lines(text: str) -> None:
    cleaned = clean(text)
    assert all(unicodedata.category(c) != "Cc" or c in "\t\n" for c in cleaned)
    assert "\n" not in one_line(text)


@settings(deadline=None)
@given(st.text())
def test_json_is_one_line_and_says_the_same(text: str) -> None:
    stream, stdout = io.TextIOWrapper(io.BytesIO(), "utf-8"), sys.stdout
    sys.stdout = stream
    try:
        Console().json({"text": text})
    finally:
        sys.stdout = stdout
    stream.seek(0)
    lines = stream.read()
    assert lines.count("\n") == 1
    assert json.loads(lines) == {"text": text}


def test_data_goes_to_stdout_and_talk_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console()
    console.data("row")
    console.say("done")
    console.warn("look")
    out, err = capsys.readouterr()
    assert out == "row\n"
    assert err == "done\nwarning: look\n"


def test_quiet_keeps_data_and_errors_only(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(quiet=True, verbose=True)
    console.data("row")
    console.say("done")
    console.detail("step")
    console.warn("look")
    console.fail("broken")
    assert capsys.readouterr() == ("row\n", "error: broken\n")


def test_an_error_has_its_place_and_below_it_a_hint(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    where = f"{tmp_path}/pressday.toml:7"
    Console().error(ConfigError("unknown key", where=where, hint="try another"))
    assert capsys.readouterr().err == "error: pressday.toml:7: unknown key\n\nhint: try another\n"


def test_a_table_fits_eighty_columns_and_loses_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    title = "A very long title that goes on and on, " * 4
    columns = [Column(name="Id", fixed=True), Column(name="Title"), Column(name="N", number=True)]
    Console().table(columns, [("3fa9c2d81b7e", title, 1234), ("x", "日本語の題名" * 12, 1)])
    out = capsys.readouterr().out
    assert all(len(line) <= 80 for line in out.splitlines())
    assert " ".join(out.split()).count("goes") == 4
    assert "3fa9c2d81b7e" in out
    assert not any(line.endswith(" ") for line in out.splitlines())


LIST = [Column(name="Id", width=4), Column(name="N", number=True, width=3), Column(name="Title")]


def test_a_list_is_printed_while_its_rows_come(capsys: pytest.CaptureFixture[str]) -> None:
    shown = []

    def rows() -> Iterator[Sequence[object]]:
        yield "a", 7, "One"
        shown.append(capsys.readouterr().out)
        yield "longer", 1234, "Two"

    assert Console().list(LIST, rows()) == 2
    assert shown == ["Id      N  Title\na       7  One\n"]
    assert capsys.readouterr().out == "longer  1234  Two\n"


def test_a_list_without_rows_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert Console().list(LIST, []) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("title", ["word " * 30, "日本語の題名" * 7])
def test_a_list_s_titles_end_where_the_terminal_does(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    Console().list(LIST, [("a", 7, title), ("b", 8, "x" * 69)])
    _, cut, whole = capsys.readouterr().out.splitlines()
    assert 77 <= cell_len(cut) <= 80
    assert cut.endswith("…")
    assert whole == f"b       8  {'x' * 69}"


def test_a_list_in_a_pipe_has_its_titles_whole(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    Console().list(LIST, [("a", 7, "\x1b[31m" + "word " * 30)])
    assert capsys.readouterr().out.endswith(f"\ufffd[31m{'word ' * 30}".rstrip() + "\n")


def test_markup_in_a_title_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    Console().table([Column(name="T")], [["[bold]x[/bold] :smile:"]])
    assert "[bold]x[/bold] :smile:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("color", "environment", "colored"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(
    monkeypatch: pytest.MonkeyPatch,
    *,
    color: bool,
    environment: dict[str, str],
    colored: bool,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    Console(color=color).warn("look")
    assert ("\x1b[" in terminal.getvalue()) is colored
    assert "look" in terminal.getvalue()
    monkeypatch.setattr(sys, "stdout", listed := Terminal())
    Console(color=color).list(LIST, [("a", 7, "One")])
    head, row = listed.getvalue().splitlines()
    assert head.startswith("\x1b[1mId") is colored
    assert row == "a       7  One"


def test_a_terminal_without_the_characters_shows_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, "ascii"))
    Console().data("Überall")
    sys.stdout.flush()
    assert raw.getvalue() == b"\\xdcberall\n"


def _events() -> Generator[Any, None, None]:
    yield Step(name="read", done=0, total=2, detail="one")
    yield Outcome(subject="one", warnings=("odd",))
    yield Step(name="read", done=1, total=2)
    yield Outcome(subject="two")


def test_following_events_gives_the_outcomes(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console()
    outcomes = list(console.follow(_events()))
    assert [o.subject for o in outcomes] == ["one", "two"]
    assert console.warnings(outcomes) == 1
    assert capsys.readouterr() == ("", "warning: one: odd\n")


def test_steps_are_lines_when_verbose_and_a_bar_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    list(Console(verbose=True).follow(_events()))
    assert "read 0/2 one" in capsys.readouterr().err
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    list(Console().follow(_events()))
    assert "\x1b[" in terminal.getvalue()
    before = terminal.getvalue()
    list(Console().follow(_events(), silent=True))
    assert terminal.getvalue() == before


def test_data_goes_to_its_file_while_a_bar_is_drawn(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    console = Console()
    for outcome in console.follow(_events()):
        console.data(f"row of {outcome.subject}")
    assert capsys.readouterr().out == "row of one\nrow of two\n"
    assert "row" not in terminal.getvalue()


def test_a_terminal_without_escape_sequences_gets_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "dumb")
    list(Console().follow(_events()))
    assert terminal.getvalue() == ""


def test_a_bar_says_what_is_done_on_one_line_of_eighty_columns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")

    def events() -> Generator[Any, None, None]:
        yield Step(name="pages", done=2, total=10, detail="港口的一周 " * 40)

    list(Console(color=False).follow(events()))
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", terminal.getvalue())
    assert "pages 2/10" in shown
    assert max(cell_len(line) for line in re.split(r"[\r\n]", shown)) < 80


def test_a_table_for_another_program_has_a_line_for_each_row(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    title = "A title of more than eighty columns, " * 4
    Console().table([Column(name="Id", fixed=True), Column(name="Title")], [("a", title)] * 3)
    assert len(capsys.readouterr().out.splitlines()) == 4


def test_a_narrow_terminal_keeps_the_titles_and_an_endless_one_is_cut(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    columns = [Column(name="Id", fixed=True), Column(name="Title"), Column(name="N", number=True)]
    Console().table(columns, [("3fa9c2d81b7e", "On and on " * 60, 1234)])
    out = capsys.readouterr().out
    assert "On and on" in out
    assert "…" in out
    assert len(out.splitlines()) < 8


def test_streams_that_are_closed_are_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    Console().data("row")
    Console().table([Column(name="Id")], [["a"]])
    Console().warn("look")
    assert list(Console().follow(_events()))


def test_events_are_closed_when_the_follower_is() -> None:
    closed = []

    def events() -> Generator[Any, None, None]:
        try:
            yield Outcome(subject="one")
            yield Outcome(subject="two")
        finally:
            closed.append(True)

    following = Console().follow(events())
    next(following)
    following.close()  # type: ignore[attr-defined]
    assert closed == [True]


def test_alike_warnings_are_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    lost = tuple(f"picture left out: {n}.jpg" for n in range(6))
    outcomes: list[Outcome[str]] = [
        Outcome(subject=s, warnings=("needs a subscription",)) for s in "ABCDEF"
    ]
    outcomes.append(Outcome(subject="G", warnings=(*lost, "picture left out: 0.jpg")))
    assert Console(color="never").warnings(outcomes) == 13  # type: ignore[arg-type]
    assert capsys.readouterr().err.splitlines() == [
        "warning: A; B; C; D and 2 more: needs a subscription",
        "warning: G: picture left out: 0.jpg; 1.jpg; 2.jpg; 3.jpg and 2 more",
    ]


def test_talk_is_as_wide_as_the_terminal_and_commands_stay_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    command = '"pressday edition freeze --undo 2026-W48"'
    console = Console(color=False)
    said = f"{'words of a long warning ' * 5}then {command}, and 漢字{'字' * 30} 字字字"
    console.warn(said)
    console.paste("undo", f"pressday retitle 1 '{'long ' * 20}'")
    *warned, undo = terminal.getvalue().splitlines()
    assert max(map(cell_len, warned)) <= 80
    assert [line for line in warned if command in line]
    assert " ".join(warned).split() == f"warning: {said}".split()
    assert undo.startswith("undo: pressday retitle 1 'long ")
