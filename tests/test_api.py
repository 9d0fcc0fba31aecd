"""The Python API: every name is there, typed, explained and quick; a week of work through it."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
import typing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pressday

if TYPE_CHECKING:
    from collections.abc import Iterator

REPO = Path(__file__).resolve().parents[1]
NAMES = sorted(set(pressday.__all__) - {"__version__"})


def python_of(path: str) -> list[str]:
    text = (REPO / path).read_text("utf-8")
    return re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> pressday.Paper:
    """Return a publication with a library and a run sheet of two pieces."""
    folder = tmp_path_factory.mktemp("api") / "gazette"
    pressday.init(folder)
    made = pressday.open(folder)
    assert [o.value.new for o in made.collect() if isinstance(o, pressday.Outcome) and o.value] == [
        2
    ]
    assert made.plan().created
    return made


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_leads_somewhere_and_is_explained(name: str) -> None:
    assert inspect.getdoc(getattr(pressday, name))
    text = (REPO / "docs" / "python.md").read_text("utf-8")
    cells = "".join(re.findall(r"^\| (.+?) \|", text, re.MULTILINE))
    assert re.search(rf"`{name}[`(]", cells)


def methods(owner: type) -> Iterator[tuple[str, object]]:
    for name, member in vars(owner).items():
        if not name.startswith("_"):
            yield name, member


@pytest.mark.parametrize("owner", [pressday.Paper, pressday.RunSheet])
def test_every_method_is_explained_with_its_options(owner: type) -> None:
    text = (REPO / "docs" / "python.md").read_text("utf-8")
    for name, member in methods(owner):
        assert f"`{name}" in text, name
        if inspect.isfunction(member):
            shown = re.search(rf"^\| `{name}\((.*?)\)`", text, re.MULTILINE)
            wanted = [p.name for p in inspect.signature(member).parameters.values()][1:]
            assert shown, name
            assert re.findall(r"(\w+)(?==|,|$)", re.sub(r"=[^,]+", "", shown[1])) == wanted


def test_the_names_that_type_checkers_see_are_those_that_are_loaded() -> None:
    assert sorted(pressday._HOME_OF) == NAMES
    assert dir(pressday) == sorted(pressday.__all__)
    source = (REPO / "src" / "pressday" / "__init__.py").read_text("utf-8")
    block = source[source.index("if TYPE_CHECKING:") : source.index("_HOMES = {")]
    imported = re.findall(r"from (\S+) import (\([^)]*\)|[^\n]*)", block)
    seen = {
        word: home.removeprefix("pressday.")
        for home, names in imported
        for word in re.findall(r"\w+", re.sub(r"#.*", "", names))
    }
    assert seen == pressday._HOME_OF
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        pressday.nothing  # noqa: B018


def test_importing_and_opening_load_nothing_heavy() -> None:
    code = (
        "import sys, pressday\n"
        "assert not {'pydantic', 'pressday.config'} & sys.modules.keys()\n"
        "pressday.Paper, pressday.Step, pressday.Body\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"weasyprint", "pikepdf", "sqlalchemy", "lxml", "httpx", "pydantic"}
    assert not heavy & set(done.stdout.split())


def test_the_ten_lines_of_the_readme_make_an_edition(tmp_path: Path) -> None:
    (lines,) = python_of("README.md")
    assert len(lines.splitlines()) <= 10
    (tmp_path / "make.py").write_text(lines, "utf-8")
    command = [sys.executable, "make.py"]  # a script, which its worker processes must not run again
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    (pdf,) = (tmp_path / "gazette" / "output").rglob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert str(pdf) in done.stdout
    (report,) = (tmp_path / "gazette" / "output").rglob("report.json")
    assert "Made in ten lines" in report.read_text("utf-8")


def test_the_first_lines_of_the_reference_tell_how_collecting_goes(
    paper: pressday.Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    collecting, _ = python_of("docs/python.md")
    lines = collecting.replace('"gazette"', repr(str(paper.folder))).replace("Wire", "articles")
    exec(compile(lines, "docs/python.md", "exec"), {})  # noqa: S102 - our own lines
    said = capsys.readouterr().out.splitlines()
    assert (said[0], said[-1]) == ("articles waiting", "articles 0 new")


def test_the_lines_of_the_reference_edit_a_run_sheet(paper: pressday.Paper) -> None:
    _, editing = python_of("docs/python.md")
    name = paper.editions[-1]
    before = paper.edition().path.read_bytes()
    first, second = (piece.article for piece in paper.edition().pieces)
    (section,) = (one.name for one in paper.edition().sheet.sections)
    lines = editing.replace('"2026-W48"', repr(name)).replace('"News"', repr(section))
    exec(compile(lines, "docs/python.md", "exec"), {"paper": paper})  # noqa: S102 - our own lines
    pieces = paper.edition(name).pieces
    assert [(p.article, p.headline, p.cut) for p in pieces] == [
        (second, "A shorter one", False),
        (first, None, True),
    ]
    paper.edition().path.write_bytes(before)


def test_events_are_typed_and_end_with_an_artifact(paper: pressday.Paper) -> None:
    events = list(paper.build(formats=["epub"]))
    assert {type(event) for event in events} == {pressday.Step, pressday.Outcome}
    last = events[-1]
    assert isinstance(last, pressday.Outcome)
    assert isinstance(last.value, pressday.Artifact)
    assert last.value.path.is_file()


def test_closing_a_task_stops_it(paper: pressday.Paper, tmp_path: Path) -> None:
    events = paper.build(formats=["epub"], output=tmp_path / "elsewhere")
    next(events)
    events.close()
    assert not (tmp_path / "elsewhere").exists()


def test_the_file_is_read_anew_for_everything(tmp_path: Path) -> None:
    pressday.init(tmp_path)
    paper = pressday.open(tmp_path)
    (added,) = (
        o.value
        for o in paper.add_source("https://a.example/f", name="Wire", kind="feed")
        if isinstance(o, pressday.Outcome)
    )
    assert added
    assert added.name == "Wire"
    assert [rule.name for rule in paper.sources] == ["articles", "Wire"]
    assert "https://a.example/f" in paper.opml()
    assert paper.remove_source("Wire").url == "https://a.example/f"
    assert [rule.name for rule in paper.sources] == ["articles"]


def test_what_is_unknown_is_an_error_with_a_hint(paper: pressday.Paper) -> None:
    with pytest.raises(pressday.ConfigError, match="no run sheet"):
        paper.edition("1999-W01")
    with pytest.raises(pressday.UsageError, match='no format "pfd"') as fault:
        list(paper.build(formats=["pfd"]))
    assert fault.value.hint == 'did you mean "pdf"?'
    with pytest.raises(pressday.UsageError, match='no kind of source "fede"') as fault:
        list(paper.add_source("https://a.example", kind="fede"))
    assert fault.value.hint == 'did you mean "feed"?'
    with pytest.raises(pressday.ConfigError, match=r"no pressday\.toml"):
        pressday.open(paper.folder / "articles")


def test_text_is_read_without_a_publication() -> None:
    events = pressday.read("-", data=b"# A title\n\nA text of a few words.\n")
    (outcome,) = (event for event in events if isinstance(event, pressday.Outcome))
    assert outcome.value
    assert outcome.value.title == "A title"
    assert outcome.value.body.text == "A text of a few words."
    assert outcome.value.body.words == 6


def test_types_are_shipped() -> None:
    assert (REPO / "src" / "pressday" / "py.typed").is_file()
    hints = typing.get_type_hints(pressday.Changes)
    assert set(hints) == set(pressday.SheetPiece.__slots__) - {"article", "where"}
