"""What this machine has."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from pressday import pipeline
from pressday.errors import LayoutError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_doctor_finds_what_building_needs(tmp_path: Path) -> None:
    checks = {check.name: check for check in pipeline.examine(tmp_path)}
    assert {"Python", "WeasyPrint", "Pango", "HarfBuzz", "Fonts", "Disk"} <= set(checks)
    assert all(check.ok for check in checks.values() if check.needed)
    assert checks["Pango"].found.count(".") == 2


def test_the_doctor_sets_pages_for_real(tmp_path: Path) -> None:
    checks = {check.name: check for check in pipeline.examine(tmp_path)}
    assert checks["Typesetting"].ok
    assert checks["Typesetting"].found == "set an edition of 3 pages"


OTHER = """
import weasyprint.draw

def draw_stacking_context(stream, context, layers):
    raise NotImplementedError

weasyprint.draw.draw_stacking_context = draw_stacking_context
"""


def test_the_doctor_says_that_a_typesetter_is_not_the_one_that_was_read(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(OTHER)
    paths = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-m", "pressday", "doctor"],
        env=os.environ | {"PYTHONPATH": paths, "COLUMNS": "200"},
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = " ".join((done.stdout + done.stderr).split())
    assert done.returncode == LayoutError.exit_code
    assert "this WeasyPrint is not the one Pressday knows: draw draw_stacking_context" in said
    assert 'pip install "weasyprint==70.*"' in said


def test_the_doctor_sees_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    checks = {check.name: check for check in pipeline.examine(tmp_path / "nowhere")}
    assert not checks["Disk"].ok
    assert checks["Disk"].fault.exit_code == 8
