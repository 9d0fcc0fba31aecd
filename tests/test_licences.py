"""What the documents say of licences is what the installed packages say of themselves."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[1]
DOCUMENT = (REPO / "docs" / "licences.md").read_text("utf-8")
TABLE = dict(re.findall(r"^\| ([a-z0-9.-]+) \| (.+) \|$", DOCUMENT, re.MULTILINE))
LOCKED = re.findall(
    r"^([a-z0-9.-]+)(?:\[.*\])?==\S+", (REPO / "requirements" / "run.txt").read_text(), re.MULTILINE
)
COPYLEFT = re.compile(r"AGPL|LGPL|\bGPL|GNU|MPL|Mozilla|EUPL|CeCILL|OFL", re.IGNORECASE)


def licence(name: str) -> str:
    """Return the licence as a package states it: by expression, classifiers, or a word."""
    about = metadata.metadata(name)
    if "License-Expression" in about:
        return about["License-Expression"]
    classifiers = about.get_all("Classifier") or []
    named = [c.rpartition(" :: ")[2] for c in classifiers if c.startswith("License ::")]
    return (
        ", ".join(n for n in named if n != "OSI Approved") or str(about["License"]).split("\n")[0]
    )


def test_every_package_that_is_installed_with_pressday_has_its_line() -> None:
    assert len(LOCKED) > 50
    assert sorted(TABLE) == sorted(LOCKED)


@pytest.mark.parametrize("name", LOCKED)
def test_a_line_says_what_the_package_says(name: str) -> None:
    try:
        said = licence(name)
    except metadata.PackageNotFoundError:
        assert "alone)" in TABLE[name], "needed on other systems only, and not marked so"
    else:
        assert TABLE[name] == said


def test_every_licence_with_conditions_is_explained_above_the_table() -> None:
    text = DOCUMENT.partition("## Everything that is installed")[0].lower()
    strict = [name for name, said in TABLE.items() if COPYLEFT.search(said)]
    assert {"ebooklib", "pebble", "tld", "pyphen"} < set(strict)
    titles = {name: name.removeprefix("fontpkg-").replace("-", " ") for name in strict}
    assert not [name for name, title in titles.items() if title not in text]


def test_no_line_is_without_a_licence() -> None:
    assert not [name for name, said in TABLE.items() if said in {"", "UNKNOWN", "None"}]


def test_our_own_licence_is_in_the_metadata() -> None:
    project = tomllib.loads((REPO / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "MIT"
    assert (REPO / "LICENSE").read_text("utf-8").startswith("MIT License")


def test_a_pdf_is_built_without_ebooklib(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['ebooklib'] = None\n"
        "import pressday; pressday.init('p'); paper = pressday.open('p')\n"
        "list(paper.collect()); paper.plan()\n"
        "print(list(paper.build(formats=['pdf']))[-1].value.path)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert Path(done.stdout.strip()).read_bytes().startswith(b"%PDF-")
