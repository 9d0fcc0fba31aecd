"""Shipped files are found in a checkout and in an installed wheel."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pressday import assets, errors
from pressday.assets import asset_dir
from pressday.errors import LayoutError

PACKAGE = Path(assets.__file__).parent


def installed(folder: Path, *names: str) -> Path:
    """Return a folder that holds the two modules as a wheel would, and the named asset folders."""
    package = folder / "pressday"
    package.mkdir()
    (package / "__init__.py").touch()
    for module in (assets, errors):
        path = Path(module.__file__ or "")
        (package / path.name).write_bytes(path.read_bytes())
    for name in names:
        (package / name).mkdir()
    return folder


def found(folder: Path, name: str) -> subprocess.CompletedProcess[str]:
    code = f"from pressday.assets import asset_dir; print(asset_dir({name!r}))"
    return subprocess.run(
        [sys.executable, "-S", "-c", code],
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", ["templates", "styles"])
def test_a_checkout_has_its_folders_at_the_top(name: str) -> None:
    assert asset_dir(name) == PACKAGE.parents[1] / name


def test_a_wheel_has_its_folders_inside_the_package(tmp_path: Path) -> None:
    folder = installed(tmp_path, "_templates")
    expected = str((folder / "pressday" / "_templates").resolve())
    assert found(folder, "templates").stdout.strip() == expected


def test_a_folder_that_stands_beside_an_installation_by_chance_is_not_taken(tmp_path: Path) -> None:
    library = tmp_path / "lib" / "site-packages"
    library.mkdir(parents=True)
    (tmp_path / "lib" / "templates").mkdir()
    (tmp_path / "templates").mkdir()
    folder = installed(library, "_templates")
    assert found(folder, "templates").stdout.strip().endswith("_templates")


def test_an_installation_without_the_folder_says_so() -> None:
    with pytest.raises(LayoutError, match="this installation has no nothing folder") as caught:
        asset_dir("nothing")
    assert caught.value.hint == "install Pressday again"
