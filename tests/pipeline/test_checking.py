"""Files that were built are looked at: against the run sheet, the library and the report."""

from __future__ import annotations

from typing import Any

import pytest

from pressday import pipeline
from pressday.errors import NothingToBuild
from pressday.model import Artifact

pytestmark = pytest.mark.usefixtures("without_validators")


def findings(week: Any) -> dict[str, list[tuple[str, str]]]:
    checked = pipeline.check(week.publication(), "2026-W48")
    return {file.format: [(f.rule, f.place) for f in file.findings] for file in checked}


def test_an_edition_that_was_not_built_cannot_be_looked_at(week: Any) -> None:
    week.collect()
    week.plan()
    with pytest.raises(NothingToBuild, match="2026-W48 has not been built"):
        findings(week)


def test_spare_pieces_are_looked_for_in_the_files_that_have_them(week: Any) -> None:
    week.collect()
    week.plan()
    week.edit("\n[[section.piece]]\n", "\n[[section.piece]]\ncut = true\n")
    without = week.epub().read_bytes()
    week.edit("cut = true\n", "spare = true\n")
    made = [o.value for o in week.build() if isinstance(o.value, Artifact)]
    assert [len(a.spares) for a in made] == [0, 1]
    assert findings(week) == {"pdf": [], "epub": []}
    made[1].path.write_bytes(without)
    assert ("parity", "Sixty papers") in findings(week)["epub"]


def test_a_text_that_has_changed_since_is_told_for_each_file(week: Any) -> None:
    week.collect()
    week.plan()
    week.epub()
    week.article("two", "The quiet street", week.text + " And a word more.", date="2026-11-23")
    week.collect()
    assert ("built", "The quiet street") in findings(week)["epub"]
