"""What this machine has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday import pipeline

if TYPE_CHECKING:
    from pathlib import Path


def test_the_doctor_finds_what_building_needs(tmp_path: Path) -> None:
    checks = {check.name: check for check in pipeline.examine(tmp_path)}
    assert {"Python", "WeasyPrint", "Pango", "HarfBuzz", "Fonts", "Disk"} <= set(checks)
    assert all(check.ok for check in checks.values() if check.needed)
    assert checks["Pango"].found.count(".") == 2


def test_the_doctor_sees_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    checks = {check.name: check for check in pipeline.examine(tmp_path / "nowhere")}
    assert not checks["Disk"].ok
    assert checks["Disk"].fault.exit_code == 8
