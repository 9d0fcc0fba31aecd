"""How the open edition stands: ten lines, each with the command that sees to it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pressday.pipeline.freezing import freeze
from pressday.pipeline.status import status

if TYPE_CHECKING:
    from pressday.pipeline.status import StatusLine

EPUB = '[output]\nprofiles = ["epub"]\n[layout.pages]\nmultiple = 4\n'
SECTION = '[[section]]\nname = "News"\nlimit = 1\n'


def lines(week: Any) -> dict[str, StatusLine]:
    return {line.name: line for line in status(week.publication(), today=week.now.date())}


def test_the_way_from_an_empty_library_to_a_frozen_edition(week: Any) -> None:
    week.settings(f"{week.head}{EPUB}{SECTION}")
    assert [(one.name, one.todo) for one in lines(week).values()] == [("next", "pressday collect")]
    week.keep("A story", "2026-11-24")
    week.keep("Another story", "2026-11-23")
    before = lines(week)
    assert list(before) == ["edition", "on offer", "printed", "next"]
    assert (before["on offer"].said, before["next"].todo) == ("2 new", "pressday plan")
    week.plan()
    planned = lines(week)
    assert list(planned) == [
        "edition", "pieces", "pages", "on offer", "updated", "printed", "pictures", "conflicts",
        "faults", "next",
    ]  # fmt: skip
    assert planned["edition"].said == "2026-W48, no. 1, of 2026-11-25 (today): not built"
    assert planned["pieces"].said == "1, 160 words, 1 minute"
    assert planned["on offer"].todo == "pressday plan --why"
    assert planned["next"].todo == "pressday build"
    week.build()
    assert lines(week)["next"].todo == "pressday edition freeze"
    freeze(week.publication(), now=week.now)
    week.keep("A story", "2026-11-24", "Quite another text. " * 60)
    after = lines(week)
    assert after["edition"].said == "none is open; 2026-W48 is frozen"
    assert (after["on offer"].said, after["next"].todo) == ("1 left over", "pressday plan")
    assert after["printed"].said == "A story (2026-W48)"


def test_what_is_wrong_with_the_open_edition_is_counted_with_the_way_out(week: Any) -> None:
    week.settings(f"{week.head}{EPUB}{week.source}")
    week.article("one", "Sixty papers", f"![](drawing.svg)\n\n{week.text}", date="2026-11-24")
    (week.folder / "articles" / "drawing.svg").write_text(week.drawing)
    week.collect()
    planned = week.plan()
    week.article("two", "The quiet street", week.text.replace("harbour", "quay"), date="2026-11-23")
    week.collect(now=week.now + timedelta(days=1))
    (own,) = (row.piece.article for row in planned.rows if row.article.title != "Sixty papers")
    week.edit(f'article = "{own}"', f'article = "{own}"\nbody = "own.md"')
    assert lines(week)["faults"].said.endswith('no file "own.md" in the edition\'s folder')
    (planned.sheet.path.parent / "own.md").write_text(f"{week.text}\n\n> [!conflict] said\n")
    unknown = '[[section.piece]]\narticle = "000000000000"\n'
    week.edit("[[section.piece]]", f"{unknown}\n[[section.piece]]")
    found = lines(week)
    assert found["updated"].said == "since they came: The quiet street"
    assert found["conflicts"].said == (
        "look for [!conflict] in own.md (1); a newer original than your own.md"
    )
    assert 'no article "000000000000"' in found["faults"].said
    assert found["pictures"].said == "1 described by nothing"
    assert "asked for are multiples of 4" in found["pages"].said


def test_a_version_with_a_broken_head_is_a_fault_among_the_other_lines(week: Any) -> None:
    week.settings(f"{week.head}{EPUB}")
    key = week.keep("A story", "2026-11-24")
    folder = week.plan().sheet.path.parent
    week.edit(f'article = "{key}"', f'article = "{key}"\nbody = "own.md"')
    (folder / "own.md").write_text("+++\nheadline = oops\n+++\n\nA text.\n")
    found = lines(week)
    assert found["pieces"].said.startswith("1, 160 words")
    assert f"{folder / 'own.md'}:2: not valid TOML" in found["faults"].said
    assert found["next"].said == "mend the faults, then build"


def test_conflicts_are_decided_before_an_edition_is_finished(week: Any) -> None:
    week.settings(f"{week.head}{EPUB}")
    key = week.keep("A story", "2026-11-24")
    folder = week.plan().sheet.path.parent
    week.edit(f'article = "{key}"', f'article = "{key}"\nbody = "own.md"')
    (folder / "own.md").write_text(f"{week.text}\n\n> [!conflict] said\n")
    week.build()
    found = lines(week)
    assert found["conflicts"].todo == f"pressday edit {key}"
    assert (found["next"].said, found["next"].todo) == (
        "decide the conflicts, then build", f"pressday edit {key}"
    )  # fmt: skip
    (warning,) = freeze(week.publication(), now=week.now).warnings
    assert "own.md: 1 conflict undecided" in warning
