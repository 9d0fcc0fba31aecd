"""Whatever a theme asks for, each word of a text is on the pages, or the press says that it is not.

The themes are the random ones of `benchmarks/themes.py`, whose judge reads the file
with pdftotext.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.press.pdf.test_galley import typesetter

if TYPE_CHECKING:
    from random import Random
    from types import ModuleType

__all__ = ["typesetter"]

SCRIPT = Path(__file__).resolve().parents[3] / "benchmarks" / "themes.py"


@pytest.fixture(scope="module")
def themes() -> ModuleType:
    spec = importlib.util.spec_from_file_location("random_themes", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("derived")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chance=st.randoms(use_true_random=False), number=st.integers(0, 2))
def test_no_random_theme_loses_a_word_in_silence(
    chance: Random, number: int, themes: ModuleType, folder: Path
) -> None:
    theme = themes.random_theme(chance)
    kind, said = themes.judge_in_time(theme, themes.flows()[number], folder)
    assert kind != "silent", f"{said}\n{theme}"


def test_the_judge_sees_what_is_lost(themes: ModuleType, folder: Path) -> None:
    flow = themes.flows()[0]
    whole = themes.set_in("", flow, folder)
    assert themes.lost(flow, whole) == 0
    hidden = themes.set_in("p:nth-child(3) { color: transparent; display: none }", flow, folder)
    assert themes.lost(flow, hidden) > 0


def test_the_shipped_theme_is_whole(themes: ModuleType, folder: Path) -> None:
    assert {themes.judge("", flow, folder) for flow in themes.flows()} == {("whole", "")}
