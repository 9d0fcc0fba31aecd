"""Kinds of sources, formats and themes of other packages: found, used, and named when they fail."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pressday.config import load_publication
from pressday.errors import ConfigError, LayoutError
from pressday.layout.theme import THEMES, Theme
from pressday.plugins import Table, _load, blaming, entries
from pressday.press import WRITERS
from pressday.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Package = Callable[..., Path]

REPO = Path(__file__).resolve().parents[1]
GROUPS = ("pressday.sources", "pressday.formats", "pressday.themes")
HEAD = 'schema = 1\n[publication]\ntitle = "The Proverb"\nlanguage = "en"\n'


def blocks(kind: str) -> list[str]:
    text = (REPO / "docs" / "plugins.md").read_text("utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def forget() -> None:
    entries.cache_clear()
    _load.cache_clear()


def _lies_in(folder: Path, module: object) -> bool:
    return str(getattr(module, "__file__", "")).startswith(f"{folder}{os.sep}")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Package]:
    """Give a function that installs a package with entry points, as pip would leave it."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(site)

    def install(name: str, group: str, code: str = "", **points: str) -> Path:
        module = name.replace("-", "_")
        (site / f"{module}.py").write_text(code, "utf-8")
        folder = site / f"{module}-1.0.dist-info"
        folder.mkdir()
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
        (folder / "METADATA").write_text(metadata, "utf-8")
        lines = [f"{key} = {module}:{value}" for key, value in points.items()]
        (folder / "entry_points.txt").write_text("\n".join([f"[{group}]", *lines]), "utf-8")
        forget()
        return folder

    yield install
    monkeypatch.undo()
    forget()
    for module in [name for name, one in sys.modules.items() if _lies_in(site, one)]:
        del sys.modules[module]


@pytest.mark.parametrize(
    ("table", "names"),
    [
        (SOURCES, ["feed", "page", "list", "sitemap", "opml", "folder", "mail"]),
        (WRITERS, ["pdf", "epub"]),
        (THEMES, ["broadsheet"]),
    ],
)
def test_our_own_are_entry_points_too(table: Table[object], names: list[str]) -> None:
    assert list(table) == names
    assert len(table) == len(names)
    assert all(callable(found) for found in table.values())
    assert {table.owner(name) for name in names} == {""}


def test_a_plugins_kind_is_known_with_the_package_that_brings_it(
    package: Package, tmp_path: Path
) -> None:
    package("pressday-x", "pressday.sources", "def read(rule, session): yield", almanac="read")
    assert list(SOURCES)[-1] == "almanac"
    assert SOURCES.owner("almanac") == "pressday-x"
    config = tmp_path / "pressday.toml"
    config.write_text(HEAD + '[[source]]\nkind = "almanac"\nkeep = ["p"]\nrate = 1\n')
    assert load_publication(tmp_path).sources[0].kind == "almanac"
    config.write_text(HEAD + '[[source]]\nkind = "almanak"\n')
    with pytest.raises(ConfigError, match=r'"mail" or "almanac", not "almanak"') as fault:
        load_publication(tmp_path)
    assert fault.value.hint == 'did you mean "almanac"?'


def test_a_theme_is_installed_or_the_publications_own(package: Package, tmp_path: Path) -> None:
    config = tmp_path / "pressday.toml"
    config.write_text(HEAD + '[layout]\ntheme = "evning"\n')
    package("pressday-y", "pressday.themes", "def folder(name): return name", evening="folder")
    with pytest.raises(ConfigError, match='no theme "evning"') as fault:
        load_publication(tmp_path)
    assert fault.value.where == f"{config}:6"
    assert str(fault.value.hint).startswith('did you mean "evening"?')
    (tmp_path / "styles" / "themes" / "evning").mkdir(parents=True)
    assert load_publication(tmp_path).theme == "evning"


def test_a_themes_file_stands_between_the_publications_and_the_shipped_one(
    package: Package, tmp_path: Path
) -> None:
    code = "from pathlib import Path\ndef folder(name): return Path(__file__).parent / name"
    package("pressday-y", "pressday.themes", code, evening="folder")
    brought = tmp_path / "site" / "styles" / "themes" / "evening"
    brought.mkdir(parents=True)
    (brought / "print.css").write_text("/* brought */")
    theme = Theme(name="evening", overrides=(tmp_path,))
    assert theme.style("print.css") == "/* brought */"
    assert theme.style("base.css") == Theme().style("base.css")
    own = tmp_path / "styles" / "themes" / "evening"
    own.mkdir(parents=True)
    (own / "print.css").write_text("/* own */")
    assert theme.style("print.css") == "/* own */"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import nothing_of_this_name", "cannot be loaded (ModuleNotFoundError: No module named"),
        ("1 / 0", "cannot be loaded (ZeroDivisionError: division by zero)"),
        ("", "cannot be loaded (AttributeError: "),
        ("read = 3", "is no function: pressday_x:read"),
    ],
)
def test_a_broken_plugin_is_one_line_that_names_the_package(
    package: Package, code: str, said: str
) -> None:
    package("pressday-x", "pressday.sources", code, almanac="read")
    with pytest.raises(ConfigError) as fault:
        SOURCES["almanac"]
    start = 'the kind of source "almanac" of the package pressday-x '
    assert fault.value.message.startswith(start + said)
    assert fault.value.hint == "update or uninstall pressday-x"


@pytest.mark.parametrize(("name", "first"), [("feed", "Pressday"), ("almanac", "pressday-x")])
def test_two_packages_with_one_name_are_told_apart(package: Package, name: str, first: str) -> None:
    package("pressday-x", "pressday.sources", "def read(*_): yield", almanac="read")
    package("pressday-z", "pressday.sources", "def read(*_): yield", **{name: "read"})
    with pytest.raises(ConfigError) as fault:
        list(SOURCES)
    pairs = (("pressday-z", first), (first, "pressday-z"))  # which is met first is the system's
    said = 'the package {} brings a kind of source "{}", as {} does'
    assert fault.value.message in {said.format(one, name, other) for one, other in pairs}


def test_a_plugin_that_fails_at_work_is_named(package: Package, tmp_path: Path) -> None:
    import pressday

    code = "def read(rule, session): raise RuntimeError('out of paper')\n"
    package("pressday-x", "pressday.sources", code, almanac="read")
    pressday.init(tmp_path / "paper")
    paper = pressday.open(tmp_path / "paper")
    for _ in paper.collect():
        pass
    paper.plan()
    with (paper.folder / "pressday.toml").open("a") as file:
        file.write('[[source]]\nkind = "almanac"\nname = "Almanac"\n')
    (outcome,) = (o for o in paper.collect(sources=["Almanac"]) if isinstance(o, pressday.Outcome))
    said = "the package pressday-x fails (RuntimeError: out of paper) (update or uninstall "
    assert outcome.error.startswith(said)
    code = "def write(edition, job):\n    raise RuntimeError('out of ink')\n    yield\n"
    package("pressday-z", "pressday.formats", code, txt="write")
    with pytest.raises(
        LayoutError, match=r"the package pressday-z fails \(RuntimeError: out of ink"
    ):
        list(paper.build(formats=["txt"]))


def test_a_mistake_of_our_own_stays_one() -> None:
    with pytest.raises(ZeroDivisionError), blaming("", LayoutError):
        _ = 1 / 0
    with pytest.raises(ConfigError, match=r"^wrong$"), blaming("pressday-x", LayoutError):
        raise ConfigError("wrong")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder into which pip has installed the package that the documents show."""
    source = tmp_path_factory.mktemp("pressday-sayings")
    (source / "pyproject.toml").write_text(blocks("toml")[0], "utf-8")
    styles = source / "sayings" / "styles" / "themes" / "evening"
    shutil.copytree(REPO / "styles" / "themes" / "broadsheet", styles)
    with (styles / "print.css").open("a") as file:
        file.write("/* evening */\n")
    (source / "sayings" / "__init__.py").write_text(blocks("python")[0], "utf-8")
    target = tmp_path_factory.mktemp("target")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--no-index")
    run(*pip, "--no-deps", "--no-build-isolation", "--target", target, source, cwd=source)
    return target


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    words = [str(part) for part in command]
    done = subprocess.run(
        words, cwd=cwd, env=os.environ | variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_plugin_of_the_documents_makes_an_edition(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "pressday.toml").write_text(blocks("toml")[1], "utf-8")
    (tmp_path / "sayings.txt").write_text("Half a loaf.\n\nA stitch *in* time.\n", "utf-8")
    path = os.pathsep.join([str(installed), str(REPO / "src")])
    pressday = (sys.executable, "-m", "pressday")
    for words in (["collect"], ["plan"], ["build"]):
        said = run(*pressday, *words, cwd=tmp_path, PYTHONPATH=path)
    assert {Path(file).suffix for file in said.split()} == {".pdf", ".epub", ".txt"}
    (text,) = (tmp_path / "output").rglob("*.txt")
    lines = text.read_text("utf-8").splitlines()
    assert lines[:3] == ["The Evening Proverb", "", "SAYINGS"]
    assert {"Saying 1", "Half a loaf.", "Saying 2", "A stitch in time."} <= set(lines)
    ask = "from pressday.layout.theme import Theme; print(Theme(name='evening').style('print.css'))"
    assert run(sys.executable, "-c", ask, cwd=tmp_path, PYTHONPATH=path).endswith("evening */\n\n")


def test_an_installation_finds_ours_by_its_metadata(
    package: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pressday.plugins.checkout", lambda: None)
    tables = tomllib.loads((REPO / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    folder = package("pressday", "x")
    lines = [
        line
        for group in GROUPS
        for line in (f"[{group}]", *(f"{k} = {v}" for k, v in sorted(tables[group].items())))
    ]
    (folder / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    forget()
    assert sorted(SOURCES) == sorted(tables["pressday.sources"])
    assert SOURCES.owner("feed") == ""
    assert tmp_path.is_dir()
