"""The documents say what the program does: every command, option, key, exit code, and no other."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import typing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel
from typer.main import get_command
from typer.testing import CliRunner

from pressday import errors
from pressday.cli import app
from pressday.cli.root import PARTIAL, SHARED
from pressday.config import load_publication
from pressday.config.publication import _File
from pressday.edition import read_sheet
from pressday.edition.sheet import _Sheet
from pressday.extract.written import frontmatter
from pressday.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REPO = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted(
    path
    for folder in (REPO, REPO / "docs", REPO / "examples" / "the-proof")
    for path in folder.glob("*.md")
)
HELP = {"-h", "--help"}
ROOT: Any = get_command(app)


def flat(group: Any, before: str = "") -> dict[str, Any]:
    """Return the commands of a group by all their words, such as `source add`."""
    found: dict[str, Any] = {}
    for word, command in group.commands.items():
        inner = getattr(command, "commands", None)
        found |= flat(command, f"{before}{word} ") if inner else {f"{before}{word}": command}
    return found


COMMANDS = flat(ROOT)


def name(path: Path) -> str:
    return path.relative_to(REPO).as_posix()


def read(path: str) -> str:
    return (REPO / path).read_text("utf-8")


def without_code(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)


def parts(text: str) -> dict[str, str]:
    """Return the text below each heading that is code, by that code."""
    found: dict[str, str] = {}
    here = ""
    fenced = False
    for line in text.splitlines():
        fenced ^= line.startswith("```")
        if line.startswith("#") and not fenced:
            heading = re.fullmatch(r"#+ `(.+)`", line)
            here = heading[1] if heading else ""
        elif here:
            found[here] = found.get(here, "") + line + "\n"
    return found


def first_cells(text: str) -> list[str]:
    """Return the code in the first cell of each row of the tables in `text`."""
    return re.findall(r"^\| `([^`]+)`", without_code(text), re.MULTILINE)


def fences(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def flags(parameters: Iterable[Any]) -> set[str]:
    found = (flag for parameter in parameters for flag in getattr(parameter, "opts", ()))
    return {flag for flag in found if flag.startswith("-")}


def options(command: Any) -> set[str]:
    return flags([*command.params, *SHARED]) | HELP


def long_options(command: Any) -> set[str]:
    return {flag for flag in flags(command.params) - HELP if flag.startswith("--")}


# ---- commands


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_explains_itself_with_an_example(command: str) -> None:
    assert COMMANDS[command].help
    assert f"pressday {command}" in COMMANDS[command].epilog


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_stands_in_the_reference_with_all_its_options(command: str) -> None:
    text = parts(read("docs/commands.md"))[f"pressday {command}"]
    assert f"pressday {command}" in "".join(fences(text, "sh")), "no example"
    assert {cell.split()[0] for cell in first_cells(text)} == long_options(COMMANDS[command])


def test_the_reference_knows_no_other_command() -> None:
    known = {f"pressday {command}" for command in COMMANDS}
    assert {heading for heading in parts(read("docs/commands.md")) if " " in heading} == known


def test_the_options_before_the_command_stand_in_the_reference() -> None:
    text = parts(read("docs/commands.md"))["pressday"]
    told = {flag for row in first_cells(text) for flag in re.findall(r"-[-\w]+", row)}
    assert told == options(ROOT)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_met_in_the_readme_or_the_guide(command: str) -> None:
    assert f"pressday {command}" in read("README.md") + read("docs/guide.md")


def invocations(lines: str) -> Iterator[list[str]]:
    """Yield the words behind `pressday` in each line of a shell example or recipe."""
    for line in lines.splitlines():
        for part in line.partition(" #")[0].split(" | "):
            words = shlex.split(part)
            if words and words[0].endswith("pressday"):
                yield words[1:]


def named(words: list[str]) -> str:
    """Return the command at the beginning of `words`, of one word or two; empty for none."""
    return next((name for n in (2, 1) if (name := " ".join(words[:n])) in COMMANDS), "")


def check_invocation(words: list[str]) -> None:
    names = (n for n, _ in enumerate(words) if named(words[n:]))
    at = next(names, len(words))
    before = {word for word in words[:at] if word.startswith("-")}
    assert before <= options(ROOT), words
    assert at < len(words) or before, f"no command in: pressday {' '.join(words)}"
    behind = {word for word in words[at + 1 :] if word.startswith("-") and word != "-"}
    assert not behind or behind <= options(COMMANDS[named(words[at:])]), words


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_examples_use_commands_and_options_that_exist(path: Path) -> None:
    for words in invocations("".join(fences(path.read_text("utf-8"), "sh"))):
        check_invocation(words)


def test_the_makefile_uses_commands_and_options_that_exist() -> None:
    recipes = re.findall(r"^\t@?(\$\(BIN\)/pressday .*)$", read("Makefile"), re.MULTILINE)
    assert recipes
    for words in invocations("\n".join(recipes)):
        check_invocation(words)


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a publication with a library and a run sheet."""
    folder = tmp_path_factory.mktemp("documented") / "paper"
    run("init", str(folder))
    run("-C", str(folder), "collect")
    run("-C", str(folder), "plan")
    return folder


def run(*words: str) -> str:
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, (words, done.stderr)
    return done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["collect"],
        ["add", "TEXT"],
        ["remove", "ID"],
        ["articles"],
        ["plan"],
        ["status"],
        ["build", "--format", "epub"],
        ["extract", "TEXT"],
        ["doctor"],
        ["source", "add", "TEXT"],
        ["source", "list"],
        ["source", "check"],
    ],
    ids=named,
)
def test_the_keys_of_json_stand_in_the_reference(
    words: list[str], publication: Path, tmp_path: Path
) -> None:
    paper = shutil.copytree(publication, tmp_path / "paper")
    names = {
        "TEXT": str(paper / "articles" / "what-to-put-in.md"),
        "ID": json.loads(run("-C", str(paper), "articles", "--json").splitlines()[0])["id"],
    }
    said = run("-C", str(paper), *(names.get(word, word) for word in words), "--json")
    reference = parts(read("docs/commands.md"))[f"pressday {named(words)}"]
    row = next(row for row in reference.splitlines() if row.startswith("| `--json`"))
    assert set(json.loads(said.splitlines()[0])) == set(re.findall(r"`(\w+)`", row))


# ---- files


def tables(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, set[str]]]:
    """Yield each table of a file of ours as its heading, `[a]` or `[[a.b]]`, with its keys."""
    plain = set()
    for field, info in model.model_fields.items():
        key = info.alias or field
        inner = typing.get_args(info.annotation)
        is_list = bool(inner) and isinstance(inner[0], type) and issubclass(inner[0], BaseModel)
        table = inner[0] if is_list else info.annotation
        if isinstance(table, type) and issubclass(table, BaseModel):
            yield from tables(table, f"{prefix}.{key}".lstrip(".") + ("*" if is_list else ""))
        else:
            plain.add(key)
    yield prefix, plain


def documented(path: str) -> dict[str, set[str]]:
    """Return the keys that a document's tables explain, by heading; the top's is empty."""
    known = parts(read(path)).items()
    top = "edition.toml" if path.endswith("run-sheet.md") else "pressday.toml"
    found = {("" if heading == top else heading): first_cells(text) for heading, text in known}
    return {heading: set(keys) for heading, keys in found.items() if keys}


def heading(table: str) -> str:
    if not table:
        return ""
    bare = table.replace("*", "")
    return f"[[{bare}]]" if table.endswith("*") else f"[{bare}]"


@pytest.mark.parametrize(
    ("path", "model"), [("docs/configuration.md", _File), ("docs/run-sheet.md", _Sheet)]
)
def test_every_key_is_explained_and_no_other(path: str, model: type[BaseModel]) -> None:
    wanted = {heading(table): keys for table, keys in tables(model) if keys}
    found = documented(path)
    assert {h: keys for h, keys in found.items() if not h.startswith("---")} == wanted


def test_every_key_of_front_matter_is_explained_and_no_other() -> None:
    found = parts(read("docs/run-sheet.md"))["---"]
    assert set(first_cells(found)) == set(frontmatter._KEYS)
    assert all(f"`{synonym}`" in found for synonym in frontmatter._SYNONYMS)


def whole_files(path: str) -> list[str]:
    """Return the TOML examples of a document that are a file from its first line on."""
    return [text for text in fences(read(path), "toml") if text.startswith("schema = 1")]


@pytest.mark.parametrize("path", ["docs/configuration.md", "docs/guide.md"])
def test_the_examples_of_pressday_toml_are_valid(path: str, tmp_path: Path) -> None:
    assert whole_files(path)
    for text in whole_files(path):
        (tmp_path / "pressday.toml").write_text(text, "utf-8")
        assert load_publication(tmp_path).masthead.title


def test_the_examples_of_run_sheets_are_valid(tmp_path: Path) -> None:
    assert whole_files("docs/run-sheet.md")
    for text in whole_files("docs/run-sheet.md"):
        (tmp_path / "edition.toml").write_text(text, "utf-8")
        assert read_sheet(tmp_path / "edition.toml").pieces


def test_the_examples_of_sources_are_valid(tmp_path: Path) -> None:
    head = 'schema = 1\n[publication]\ntitle = "The Gazette"\nlanguage = "en"\n'
    examples = fences(read("docs/collecting.md"), "toml")
    (tmp_path / "pressday.toml").write_text(head + "\n".join(examples), "utf-8")
    shown = load_publication(tmp_path).sources
    assert len(shown) == len(examples)
    assert {rule.kind for rule in shown} == set(SOURCES)


def test_the_messages_that_are_explained_are_said_somewhere() -> None:
    code = "".join(path.read_text("utf-8") for path in (REPO / "src").rglob("*.py"))
    told = read("docs/collecting.md").partition("## What the messages mean")[2]
    rows = re.findall(r"^\| (?!Message|---)(.+?) \|", told, re.MULTILINE)
    parts_of = [part.strip() for row in rows for part in re.split(r"…|\d{3}[\d, ]*", row)]
    assert rows
    assert not [part for part in parts_of if part not in code]


# ---- exit codes and links


def all_errors(root: type[errors.PressdayError]) -> Iterator[type[errors.PressdayError]]:
    yield root
    for kind in root.__subclasses__():
        yield from all_errors(kind)


def test_every_exit_code_stands_in_the_readme_and_no_other() -> None:
    raised = {kind.exit_code for kind in all_errors(errors.PressdayError)}
    rows = re.findall(r"^\| (\d+) \|", read("README.md"), re.MULTILINE)
    assert {int(code) for code in rows} == raised | {0, PARTIAL, 130}


def anchors(path: Path) -> set[str]:
    """Return the anchors that a forge makes of a document's headings."""
    lines = re.findall(r"^#+ (.+)$", without_code(path.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).strip().replace(" ", "-") for line in lines}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_links_inside_the_repository_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", without_code(path.read_text("utf-8")))
    for target in (t for t in targets if not re.match(r"[a-z]+:", t)):
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.exists(), f"{name(path)} links to {target}"
        if anchor:
            assert anchor in anchors(there), f"{name(path)} links to {target}"


@pytest.mark.parametrize("path", [p for p in DOCUMENTS if p.parent.name == "docs"], ids=name)
def test_a_document_can_be_found_from_the_readme(path: Path) -> None:
    assert f"(docs/{path.name})" in read("README.md")
