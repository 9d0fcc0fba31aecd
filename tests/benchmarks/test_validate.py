"""Files that nobody could judge are not called sound."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from benchmarks.standards import validate


@pytest.mark.parametrize("name", ["paper.pdf", "paper.epub"])
def test_a_validator_that_is_absent_is_a_finding(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pressday.press.validators.shutil.which", lambda *_: None)
    monkeypatch.setattr("pressday.press.validators.find_spec", lambda _: None)
    monkeypatch.setenv("PATH", os.environ["PATH"])  # which asking changes
    monkeypatch.setattr(validate, "CACHE", Path("/nowhere"))
    (told,) = validate.validate(Path(name))
    assert "is not there" in told
