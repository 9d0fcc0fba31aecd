"""A new publication, made and built."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING, Any

import pytest

from pressday import pipeline
from pressday.errors import UsageError, WriteError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_publication_can_be_built_at_once(week: Any, tmp_path: Path) -> None:
    folder = tmp_path / "gazette"
    gazette = type(week)(folder)
    files = pipeline.init(folder)
    assert folder / "pressday.toml" in files
    (tally,) = gazette.collect()
    assert (tally.value.new, tally.value.failed, tally.warnings) == (2, (), ())
    planned = gazette.plan()
    assert [r.piece.weight for r in planned.rows] == ["lead", None]
    assert gazette.epub().name == "the-gazette-1.epub"


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "pressday.toml").write_text("mine")
    with pytest.raises(UsageError) as caught:
        pipeline.init(tmp_path)
    assert "pressday.toml" in caught.value.message
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pressday.toml"]
    assert (tmp_path / "pressday.toml").read_text() == "mine"


def test_init_that_fails_half_way_can_be_run_again(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_800, hard))
    try:
        with pytest.raises(WriteError):
            pipeline.init(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert pipeline.init(tmp_path)


def test_init_into_a_file_is_a_write_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WriteError):
        pipeline.init(tmp_path / "file")
