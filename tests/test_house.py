"""What holds for all of the source: one voice, no markup in code, short functions, quick help."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

REPO = Path(__file__).resolve().parents[1]
SOURCES = sorted((REPO / "src").rglob("*.py"))
TEMPLATES = sorted(p for p in (REPO / "templates").rglob("*") if p.suffix in {".html", ".xhtml"})
STYLES = sorted((REPO / "styles").rglob("*.css"))

NAMES_OF_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "base", "stuff"}
# Classes of one name in two rooms that never meet, and what each says there.
SHARED_NAMES = {
    "Column": "a table has columns on the terminal, a page on paper",
    "Face": "a cut of a font: one file in a book, glyphs in a PDF",
    "Listed": "by a source, and by a command",
    "Page": "a template's, and a document of an EPUB that is read",
    "Paper": "a publication in Python, and the edition that templates of EPUB see",
    "Part": "of an edition on either medium, and of a message, as MIME has it",
    "Plate": "a picture for either medium, each with what its templates ask for",
    "Story": "a piece for either medium, each with what its templates ask for",
    "Table": "of a file of settings, and of what plugins bring",
    "Style": "of a page, and of type on a cover",
}

LONGEST_FUNCTION = 60  # lines
LONGEST_FILE = 400  # lines

# Fields of cleaned bodies; everything else that a template prints is escaped.
TRUSTED = {"html", "listing_html", "xhtml", "body", "editorial", "next_week", "text"}
HEAVY = "weasyprint pikepdf sqlalchemy lxml httpx babel PIL jinja2".split()

# Names that make `<name …>` a tag and not, say, the placeholder of a message.
_TAGS = (
    "html head body title meta link style script main header footer section article nav aside div"
    " span p a h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code table caption thead tbody"
    " tr th td figure figcaption img svg hr br em strong b i u sub sup q cite small"
).split()
_TAG = re.compile(rf"</?(?:{'|'.join(_TAGS)})(?:\s[^<>]*)?/?>")
_SAFE = re.compile(r"([\w.]+)\s*\|\s*safe\b")


def name(path: Path) -> str:
    return path.relative_to(REPO).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def docstrings(module: ast.Module) -> set[int]:
    """Return the ids of the constants that are docstrings, those of attributes included."""
    bodies = (node.body for node in ast.walk(module) if hasattr(node, "body"))
    statements = (statement for body in bodies if isinstance(body, list) for statement in body)
    return {id(s.value) for s in statements if isinstance(s, ast.Expr)}


def literals(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and text of each string in the code that is no docstring."""
    left_out = docstrings(module)
    for node in ast.walk(module):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in left_out:
            yield node.lineno, str(node.value)  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_only_the_console_prints(path: Path) -> None:
    if path.parent.name == "console":
        return
    calls = [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert not calls, f"{name(path)} prints in lines {calls}"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_string_holds_markup(path: Path) -> None:
    found = [
        f"{name(path)}:{line} {text!r}" for line, text in literals(tree(path)) if _TAG.search(text)
    ]
    assert not found, "\n".join(["markup belongs into templates/:", *found])


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_functions_are_short(path: Path) -> None:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    lengths = {
        node.name: (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(tree(path))
        if isinstance(node, kinds)
    }
    long = {n: lines for n, lines in lengths.items() if lines > LONGEST_FUNCTION}
    assert not long, f"{name(path)}: {long}"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_every_module_and_public_function_says_what_it_is(path: Path) -> None:
    module = tree(path)
    kinds = ast.FunctionDef | ast.ClassDef
    public = [n for n in module.body if isinstance(n, kinds) and not n.name.startswith("_")]
    silent = [node.name for node in public if not ast.get_docstring(node)]
    assert ast.get_docstring(module), f"{name(path)} has no docstring"
    assert not silent, f"{name(path)}: {silent}"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_modules_are_named_after_what_is_inside(path: Path) -> None:
    parts = path.relative_to(REPO).with_suffix("").parts
    assert not {part.strip("_") for part in parts} & NAMES_OF_NOTHING


def test_one_name_of_a_class_means_one_thing() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in SOURCES:
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(f"{name(path)}:{node.lineno}")
    assert len(places) > 100
    twice = {n: found for n, found in places.items() if len(found) > 1 and n not in SHARED_NAMES}
    assert not twice, f"two classes of one name: {twice}"


def modules() -> dict[str, Path]:
    """Return the source's modules by the names under which they are imported."""
    parts = ((path.relative_to(REPO / "src").with_suffix("").parts, path) for path in SOURCES)
    return {".".join(names).removesuffix(".__init__"): path for names, path in parts}


def imported(path: Path, known: dict[str, Path]) -> set[str]:
    """Return the modules that one names anywhere: in functions and for types as well."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inner & known.keys()) or {str(node.module)}
    return found & known.keys()


def test_no_modules_stand_in_a_circle() -> None:
    known = modules()
    graph = {module: imported(path, known) - {module} for module, path in known.items()}
    assert "pressday.model" in graph["pressday.edition.assemble"]
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(f"these import one another: {' -> '.join(circle.args[1])}")


@pytest.mark.parametrize("path", [*SOURCES, *TEMPLATES, *STYLES], ids=name)
def test_nothing_is_put_off(path: Path) -> None:
    assert not re.search(r"\b(?:TODO|FIXME|XXX)\b", path.read_text("utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_trust_cleaned_bodies_alone(path: Path) -> None:
    found = _SAFE.findall(path.read_text("utf-8"))
    assert {value.rpartition(".")[2] for value in found} <= TRUSTED
    assert path.read_text("utf-8").count("safe") == len(found)  # no form of it that is missed here


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_styles_need_no_force(path: Path) -> None:
    lines = enumerate(path.read_text("utf-8").splitlines(), start=1)
    forced = [number for number, line in lines if "!important" in line]
    assert not forced, f"{name(path)}: !important in lines {forced}"


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys; sys.argv = ['pressday', '--help']\n"
        "from pressday.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"sys.exit(' '.join(sorted(set({HEAVY!r}) & sys.modules.keys())) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("Usage: pressday")
    assert (done.returncode, done.stderr) == (0, "")
