"""Day, number and name of the open edition, and the files of earlier ones."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from pressday.errors import UsageError
from pressday.pipeline.naming import Naming

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def naming(week: Any) -> Naming:
    week.keep("Before", "2026-11-17")
    week.plan(day=date(2026, 11, 18))
    week.freeze()
    week.keep("A story", "2026-11-24")
    sheet = week.plan().sheet.path
    sheet.write_text(f"# mine\n{sheet.read_text()}")
    return Naming(publication=week.publication())


def test_a_new_day_renames_the_folder_that_is_named_after_the_old_one(
    week: Any, naming: Naming
) -> None:
    text = (week.folder / "editions/2026-W48/edition.toml").read_text()
    deed = naming.date(date(2026, 12, 4))
    assert deed.undo == "pressday edition date 2026-11-25"
    moved = week.folder / "editions/2026-W49/edition.toml"
    assert moved.read_text() == text.replace("date = 2026-11-25", "date = 2026-12-04")
    naming.date(date(2026, 11, 25))
    assert (week.folder / "editions/2026-W48/edition.toml").read_text() == text
    naming.rename("winter")
    naming.date(date(2026, 12, 4))
    assert (week.folder / "editions/winter/edition.toml").exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda naming: naming.date(date(2026, 11, 18)), "2026-W47 is of 2026-11-18"),
        (lambda naming: naming.number(1), "2026-W47 has number 1"),
        (lambda naming: naming.rename("2026-W47"), "there is an edition 2026-W47"),
        (lambda naming: naming.rename("../outside"), "no name of a folder"),
    ],
)
def test_what_another_edition_has_is_refused(
    naming: Naming, change: Callable[[Naming], Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        change(naming)


def test_a_number_is_written_where_the_sheet_has_none(week: Any, naming: Naming) -> None:
    sheet = week.folder / "editions/2026-W48/edition.toml"
    sheet.write_text(sheet.read_text().replace("number = 2\n", ""))
    assert naming.number(7).undo == "pressday edition number 2"
    assert "schema = 1\nnumber = 7\n" in sheet.read_text()


def test_files_of_an_earlier_number_or_name_leave_output_and_others_stay(
    week: Any, naming: Naming
) -> None:
    week.build(formats=["epub"])
    output = week.folder / "output/2026-W48"
    for name in ("mine.txt", "the-proof-2.pdf"):
        (output / name).touch()
    report = json.loads((output / "report.json").read_text())
    report["artifacts"].append({"path": "the-proof-2.pdf"})  # as a build of both would tell
    (output / "report.json").write_text(json.dumps(report))
    week.build(formats=["epub"])
    assert (output / "the-proof-2.pdf").exists()
    (output / "report.json").write_text(json.dumps(report))
    naming.number(7)
    told = [warning for outcome in week.build(formats=["epub"]) for warning in outcome.warnings]
    assert any("the-proof-2.epub, the-proof-2.pdf left" in warning for warning in told)
    assert week.files("output/2026-W48") == ["mine.txt", "report.json", "the-proof-7.epub"]
    naming.rename("winter")
    assert week.files("output") == ["2026-W48/mine.txt"]
