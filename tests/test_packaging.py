"""The wheel: what is in it, and that a machine with nothing but it can build an edition."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from configparser import ConfigParser
from email.parser import Parser
from pathlib import Path

import pytest
import trove_classifiers

from pressday.layout.theme import THEMES
from pressday.press import WRITERS
from pressday.sources import SOURCES

REPO = Path(__file__).resolve().parents[1]


def run(*command: str | Path, cwd: Path) -> str:
    """Run a program without the checkout on its path; return what it printed."""
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=kept | {"PYTHONNOUSERSITE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir")
    run(*build, folder, REPO, cwd=folder)
    return next(folder.glob("pressday-*.whl"))


@pytest.fixture(scope="module")
def machine(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of programs of an environment that has the wheel.

    Its dependencies are those of the running environment, through a path file.
    Path files of that environment are not read, so the checkout stays unseen.
    """
    folder = tmp_path_factory.mktemp("machine")
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python")
    run(*pip, programs / "python", "install", "--no-deps", "--no-index", wheel, cwd=folder)
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(run(programs / "python", "-c", ask, cwd=folder).strip())
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return programs


def files_of(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("kind", ["templates", "styles"])
def test_the_wheel_carries_every_template_and_style(wheel: Path, kind: str) -> None:
    files = (path for path in (REPO / kind).rglob("*") if path.is_file())
    wanted = {f"pressday/_{kind}/{path.relative_to(REPO / kind).as_posix()}" for path in files}
    assert wanted <= files_of(wheel)


def test_the_wheel_carries_no_more_than_the_program(wheel: Path) -> None:
    tops = {file.partition("/")[0] for file in files_of(wheel)}
    assert {top.partition("-")[0] for top in tops} == {"pressday"}
    assert not [file for file in files_of(wheel) if "example" in file or "/test" in file]


def metadata_of(wheel: Path, name: str) -> str:
    file = next(file for file in files_of(wheel) if file.endswith(f".dist-info/{name}"))
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(file).decode("utf-8")


def test_the_wheel_declares_the_command_and_our_own_kinds(wheel: Path) -> None:
    declared = ConfigParser()
    declared.read_string(metadata_of(wheel, "entry_points.txt"))
    assert dict(declared["console_scripts"]) == {"pressday": "pressday.__main__:main"}
    for table in (SOURCES, WRITERS, THEMES):
        assert set(declared[table.group]) == set(table)


def test_the_wheel_says_what_it_is_in_terms_that_there_are(wheel: Path) -> None:
    about = Parser().parsestr(metadata_of(wheel, "METADATA"))
    assert set(about.get_all("Classifier", ())) <= set(trove_classifiers.classifiers)
    oldest = int(str(about["Requires-Python"]).removeprefix(">=3."))
    assert f"Programming Language :: Python :: 3.{oldest}" in about.get_all("Classifier", ())
    assert about["License-Expression"] == "MIT"
    assert str(about.get_payload()).startswith("# Pressday")


def test_what_is_installed_is_the_wheel_and_not_the_checkout(machine: Path) -> None:
    ask = "import pressday, sys; print(pressday.__file__, *sys.path, sep='\\n')"
    found, *path = run(machine / "python", "-c", ask, cwd=machine.parent).splitlines()
    assert Path(found).is_relative_to(machine.parent)
    assert not [entry for entry in path if Path(entry) in {REPO, REPO / "src"}]


def test_an_installed_wheel_finds_its_kinds_and_is_typed(machine: Path) -> None:
    ask = (
        "import json, pathlib, pressday\n"
        "typed = pathlib.Path(pressday.__file__).with_name('py.typed').is_file()\n"
        "print(json.dumps([pressday.kinds(), pressday.formats(), pressday.themes(), typed]))"
    )
    kinds, formats, themes, typed = json.loads(run(machine / "python", "-c", ask, cwd=machine))
    assert (set(kinds), set(formats)) == (set(SOURCES), set(WRITERS))
    assert (themes, typed) == (["broadsheet"], True)


def test_an_installed_wheel_is_content_with_this_machine(machine: Path, tmp_path: Path) -> None:
    found = run(machine / "pressday", "doctor", "--json", "--log", "log", cwd=tmp_path)
    assert {check["name"] for check in map(json.loads, found.splitlines()) if check["ok"]} >= {
        "WeasyPrint",
        "Fonts",
        "Disk",
    }
    assert json.loads((tmp_path / "log").read_text("utf-8").splitlines()[0])["Pressday"]


def test_an_installed_wheel_makes_a_first_edition(machine: Path, tmp_path: Path) -> None:
    pressday = machine / "pressday"
    run(pressday, "init", "paper", cwd=tmp_path)
    run(pressday, "collect", cwd=tmp_path / "paper")
    run(pressday, "plan", cwd=tmp_path / "paper")
    made = run(pressday, "build", cwd=tmp_path / "paper").split()
    pdf, epub = (tmp_path / "paper" / file for file in made)
    assert pdf.read_bytes().startswith(b"%PDF-1.")
    with zipfile.ZipFile(epub) as archive:
        assert archive.read("mimetype") == b"application/epub+zip"
