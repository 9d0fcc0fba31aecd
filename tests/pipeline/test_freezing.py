"""A frozen edition gives the same bytes for ever, or says why not and replaces nothing."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.pipeline.conftest import Week

from pressday import pipeline
from pressday.edition import read_sheet
from pressday.errors import ConfigError, FrozenError, NothingToBuild, UsageError
from pressday.library import Library
from pressday.pipeline.edits import Versions
from pressday.pipeline.freezing import freeze, thaw
from pressday.pipeline.revising import revise
from pressday.pipeline.short_forms import Editing

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "editions/2026-W48/edition.toml"
EPUB = '[output]\nprofiles = ["epub"]\n'


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a publication whose edition was built: once, for it takes a second."""
    week: Any = Week(tmp_path_factory.mktemp("printed"))
    week.settings(f"{week.head}{EPUB}")
    week.keep("A story", "2026-11-24")
    week.plan()
    week.epub()
    folder: Path = week.folder
    return folder


@pytest.fixture
def built(week: Any, printed: Path) -> Path:
    """Return the file of an edition that was built, its library open to changes."""
    shutil.copytree(printed, week.folder, dirs_exist_ok=True)
    path: Path = week.folder / "output/2026-W48/the-proof-1.epub"
    return path


def told(week: Any) -> list[str]:
    return [outcome.error for outcome in week.build(formats=["epub"]) if outcome.error]


def test_a_correction_after_freezing_changes_no_byte(week: Any, built: Path) -> None:
    before = built.read_bytes()
    deed = freeze(week.publication(), now=week.now)
    assert deed.undo == "pressday edition freeze --undo 2026-W48"
    week.keep("A story", "2026-11-24", "Quite another text. " * 60)
    built.unlink()
    assert told(week) == []
    assert built.read_bytes() == before
    with pytest.raises(UsageError, match="frozen already"):
        freeze(week.publication(), now=week.now)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("pressday.toml", "The Proof", "A Proof"), 'title was "The Proof"'),
        ((SHEET, "[[section.piece]]", '[[section.piece]]\nheadline = "Anew"'), "has changed"),
        (("editions/2026-W48/edition.lock", '"lxml": "', '"lxml": "0'), "it needs lxml 0"),
    ],
)
def test_what_would_come_out_otherwise_is_refused_with_the_reason(
    week: Any, built: Path, change: tuple[str, str, str], why: str
) -> None:
    freeze(week.publication(), now=week.now)
    before = {path: path.read_bytes() for path in built.parent.iterdir()}
    name, old, new = change
    path = week.folder / name
    path.write_text(path.read_text().replace(old, new))
    if name.endswith(".lock"):  # the versions tell only where the bytes differ
        path.write_text(path.read_text().replace('.epub": "', '.epub": "0'))
    with pytest.raises(FrozenError, match=why):
        week.build(formats=["epub"])
    assert {path: path.read_bytes() for path in built.parent.iterdir()} == before


def test_a_text_that_the_library_lost_is_named(week: Any, built: Path) -> None:
    freeze(week.publication(), now=week.now)
    lock = built.parents[2] / "editions/2026-W48/edition.lock"
    with Library.open(week.folder / "library") as library:
        revision = library.articles()[0].revision
    lock.write_text(lock.read_text().replace(revision, "0" * 64))
    with pytest.raises(FrozenError, match="the library lacks the texts of"):
        week.build(formats=["epub"])


def test_only_what_is_built_and_unchanged_is_frozen(week: Any, built: Path) -> None:
    week.keep("A story", "2026-11-24", "Quite another text. " * 60)
    with pytest.raises(ConfigError, match='"A story" has another text'):
        freeze(week.publication(), now=week.now)
    week.build(formats=["epub"])
    built.write_bytes(b"mine")
    with pytest.raises(ConfigError, match=r"the-proof-1\.epub is gone or changed"):
        freeze(week.publication(), now=week.now)
    shutil.rmtree(built.parent)
    with pytest.raises(NothingToBuild, match="has not been built"):
        freeze(week.publication(), now=week.now)


def test_the_newest_edition_alone_is_opened_again(week: Any, built: Path) -> None:
    assert built.is_file()
    with pytest.raises(UsageError, match="2026-W48 is open"):
        thaw(week.publication())
    freeze(week.publication(), now=week.now)
    thaw(week.publication())
    assert not (week.folder / "editions/2026-W48/edition.lock").exists()
    freeze(week.publication(), now=week.now)
    week.keep("A later story", "2026-11-30")
    week.plan(today=date(2026, 11, 30))
    with pytest.raises(UsageError, match="2026-W49 follows 2026-W48") as caught:
        thaw(week.publication(), "2026-W48")
    assert f"move {week.folder / 'editions/2026-W49'} away" in (caught.value.hint or "")


def test_without_locks_every_edition_but_the_newest_is_frozen_as_it_was_built(
    week: Any, built: Path
) -> None:
    report = built.parent / "report.json"
    said = json.loads(report.read_text())
    for key in ("recipe", "previous", "asked"):  # as an earlier version wrote it
        del said[key]
    report.write_text(json.dumps(said))
    later = week.folder / "editions/2026-W49/edition.toml"
    later.parent.mkdir()
    text = (week.folder / SHEET).read_text()
    later.write_text(text.replace("number = 1", "number = 2").replace("2026-11-25", "2026-12-02"))
    before = built.read_bytes()
    week.keep("A story", "2026-11-24", "Quite another text. " * 60)
    week.build("2026-W48", formats=["epub"])
    assert built.read_bytes() == before
    assert week.plan(today=date(2026, 12, 3)).sheet.name == "2026-W49"


def test_a_revision_says_what_was_corrected_and_keeps_the_earlier_file(
    week: Any, built: Path
) -> None:
    before, report = built.read_bytes(), (built.parent / "report.json").read_bytes()
    freeze(week.publication(), now=week.now)
    week.keep("A story", "2026-11-24", "Quite another text. " * 60)
    with pytest.raises(UsageError, match="nothing says what is corrected"):
        list(revise(week.publication()))
    list(revise(week.publication(), note="An earlier version had the wrong text."))
    with zipfile.ZipFile(built) as book:
        pages = " ".join(book.read(n).decode() for n in book.namelist() if n.endswith("xhtml"))
    assert "Quite another text." in pages
    assert "An earlier version had the wrong text." in pages
    assert (built.parent / "revision-1" / built.name).read_bytes() == before
    assert (built.parent / "revision-1" / "report.json").read_bytes() == report
    lock = json.loads((week.folder / "editions/2026-W48/edition.lock").read_text())
    assert (lock["revision"], [one["revision"] for one in lock["earlier"]]) == (2, [1])
    revised = built.read_bytes()
    assert told(week) == []
    assert built.read_bytes() == revised


def test_the_files_of_a_revision_that_readers_have_are_never_replaced(
    week: Any, built: Path
) -> None:
    first = built.read_bytes()
    freeze(week.publication(), now=week.now)
    week.keep("A story", "2026-11-24", "A second text. " * 60)
    list(revise(week.publication(), note="One."))
    second = built.read_bytes()
    with pytest.raises(UsageError, match="has been revised"):
        thaw(week.publication())
    week.keep("A story", "2026-11-24", "A third text. " * 60)
    list(revise(week.publication(), note="Two."))
    kept = [(built.parent / f"revision-{n}" / built.name).read_bytes() for n in (1, 2)]
    assert kept == [first, second]
    assert 'correction = "One. Two."' in (week.folder / SHEET).read_text()


@pytest.mark.usefixtures("built")
def test_nothing_new_is_no_revision(week: Any) -> None:
    freeze(week.publication(), now=week.now)
    with pytest.raises(NothingToBuild, match="nothing of 2026-W48 has changed"):
        list(revise(week.publication(), note="One."))
    week.keep("A story", "2026-11-24", "A second text. " * 60)
    list(revise(week.publication(), note="One."))
    with pytest.raises(NothingToBuild, match="nothing of 2026-W48 has changed"):
        list(revise(week.publication()))


def test_a_revision_that_is_killed_leaves_the_sheet_and_can_be_made_again(
    week: Any, built: Path
) -> None:
    first = built.read_bytes()
    freeze(week.publication(), now=week.now)
    week.keep("A story", "2026-11-24", "A second text. " * 60)
    before = (week.folder / SHEET).read_bytes()
    steps = iter(revise(week.publication(), note="One."))
    next(steps)
    assert (week.folder / SHEET).read_bytes() == before
    steps.close()
    built.write_bytes(b"half of the files were replaced")
    lock = week.folder / SHEET.replace(".toml", ".lock")
    not_yet = lock.read_bytes()
    list(revise(week.publication(), note="One."))
    assert (built.parent / "revision-1" / built.name).read_bytes() == first
    lock.write_bytes(not_yet)  # as if it had been killed right before the last file
    list(revise(week.publication(), note="One."))
    assert 'correction = "One."' in (week.folder / SHEET).read_text()
    assert json.loads(lock.read_text())["revision"] == 2


@pytest.mark.usefixtures("built")
def test_a_note_stands_below_the_pieces_whose_words_have_changed(week: Any) -> None:
    other = week.keep("Another story", "2026-11-24")
    week.plan()
    week.build(formats=["epub"])
    freeze(week.publication(), now=week.now)
    week.keep("Another story", "2026-11-23", text="")  # its date alone
    with pytest.raises(UsageError, match="nothing says what is corrected"):
        list(revise(week.publication(), note="One."))
    week.keep("A story", "2026-11-24", "A second text. " * 60)
    list(revise(week.publication(), note="One."))
    (with_note,) = (p for p in read_sheet(week.folder / SHEET).pieces if p.correction)
    assert with_note.article != other


def test_a_format_that_is_no_profile_any_more_leaves_and_a_revision_is_made_as_the_profiles_are(
    week: Any, built: Path
) -> None:
    picture = built.with_suffix(".pdf")
    picture.write_bytes(b"of a profile that was taken out")
    (warning,) = (w for o in week.build() for w in o.warnings if "left" in w)
    assert warning.startswith("the-proof-1.pdf left")
    assert not picture.exists()
    freeze(week.publication(), now=week.now)
    lock = week.folder / SHEET.replace(".toml", ".lock")
    lock.write_text(lock.read_text().replace('"the-proof-1.epub"', '"the-proof-1.pdf"'))
    week.keep("A story", "2026-11-24", "A second text. " * 60)
    list(revise(week.publication(), note="One."))
    assert list(json.loads(lock.read_text())["made"]) == ["the-proof-1.epub"]


def test_a_revision_brings_the_correction_into_the_editors_own_version(week: Any) -> None:
    text = " ".join(f"word{number}" for number in range(200))
    week.keep_markdown(f"# A story\n\n{text}\n\nThe last line of it.")
    week.plan()
    path = Versions(editing=Editing(publication=week.publication())).edit("1").path
    path.write_text(path.read_text().replace("The last line", "My last line"))
    built = week.epub()
    freeze(week.publication(), now=week.now)
    before = path.read_bytes()
    new = text.replace("word7 ", "corrected ")
    week.keep_markdown(f"# A story\n\n{new}\n\nThe last line of it.")
    files = iter(revise(week.publication(), note="One."))
    next(files)
    files.close()
    assert path.read_bytes() == before
    path.write_bytes(before.replace(b"# also", b'correction = "Mine."\n# also'))
    told = [w for o in revise(week.publication()) for w in getattr(o, "warnings", ())]
    assert any("changes of the source that came in: 1" in warning for warning in told)
    with zipfile.ZipFile(built) as book:
        pages = " ".join(book.read(n).decode() for n in book.namelist() if n.endswith("xhtml"))
    assert all(said in pages for said in ("corrected word8", "My last line", "Mine."))


def test_a_format_is_added_to_a_frozen_edition_only_from_what_it_was_made_of(
    week: Any, built: Path
) -> None:
    freeze(week.publication(), now=week.now)
    sheet = week.folder / SHEET
    sheet.write_text(
        sheet.read_text().replace("[[section.piece]]", '[[section.piece]]\nheadline = "Anew"')
    )
    with pytest.raises(FrozenError, match="pdf would come out otherwise"):
        week.build(profiles=["screen"])
    assert not [*built.parent.glob("*.pdf")]


@pytest.mark.usefixtures("built")
def test_an_article_of_a_frozen_edition_is_not_removed(week: Any) -> None:
    freeze(week.publication(), now=week.now)
    with Library.open(week.folder / "library") as library:
        (article,) = library.ids()
    with pytest.raises(UsageError, match="printed in 2026-W48"):
        list(pipeline.remove(week.publication(), [article]))
    with Library.open(week.folder / "library") as library:
        assert list(library.ids()) == [article]


def test_a_press_is_added_to_a_frozen_edition_and_goes_with_its_number(
    week: Any, built: Path
) -> None:
    freeze(week.publication(), now=week.now)
    (made,) = [o.value for o in week.build(profiles=["press"]) if o.value]
    assert (made.path.name, made.faults) == ("the-proof-1-press.pdf", ())
    assert built.is_file()
    thaw(week.publication())
    week.build(profiles=["press"])
    week.edit("number = 1", "number = 7")
    week.epub()
    assert not made.path.exists()
