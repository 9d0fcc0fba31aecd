"""Run sheets to files; what the editor wrote, and what goes wrong."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from pressday import pipeline
from pressday.assets import asset_dir
from pressday.body import Body
from pressday.errors import (
    ConfigError,
    LayoutError,
    NothingToBuild,
    PagesError,
    UsageError,
    WriteError,
)
from pressday.library import Library
from pressday.model import Artifact, Draft, Outcome, Step
from pressday.pipeline import building
from pressday.pipeline.building import _wanted

if TYPE_CHECKING:
    from pathlib import Path


def test_an_edition_becomes_a_pdf_an_epub_and_a_report(week: Any) -> None:
    folder: Path = week.folder
    week.collect()
    week.plan()
    made = [o.value for o in week.build() if isinstance(o.value, Artifact)]
    output = folder / "output" / "2026-W48"
    assert [m.path for m in made] == [output / "the-proof-1.pdf", output / "the-proof-1.epub"]
    assert made[0].path.read_bytes().startswith(b"%PDF-")
    assert made[0].pages
    report = json.loads((output / "report.json").read_text())
    assert [a["sha256"] for a in report["artifacts"]] == [m.sha256 for m in made]
    fill = report["artifacts"][0]["fill"]
    assert list(fill) == [str(n) for n in range(made[0].first, made[0].first + len(fill))]
    assert all(0 < share <= 1 for share in fill.values())
    assert {"ppi", "holes", "dropped"} <= set(report["artifacts"][0])
    assert week.files("output/2026-W48") == ["report.json", "the-proof-1.epub", "the-proof-1.pdf"]


def test_the_same_edition_in_another_folder_gives_the_same_bytes(
    week: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder: Path = week.folder
    week.collect()
    week.plan()
    other = tmp_path_factory.mktemp("other") / "place"
    shutil.copytree(folder, other)
    first, second = week.epub(), type(week)(other).epub()
    assert first.read_bytes() == second.read_bytes()
    reports = [path.parent / "report.json" for path in (first, second)]
    assert reports[0].read_text() == reports[1].read_text()
    assert str(folder) not in reports[0].read_text()


def test_the_editors_hand_reaches_the_report(week: Any) -> None:
    folder: Path = week.folder
    week.collect()
    week.plan()
    week.edit("\n[[section.piece]]", '\n[[section.piece]]\nheadline = "Our headline"')
    week.edit('# editorial = "editorial.md"', 'editorial = "dear.md"')
    (folder / "editions" / "2026-W48" / "dear.md").write_text("Dear readers")
    output = week.epub().parent
    report = json.loads((output / "report.json").read_text())
    assert report["pieces"][0]["headline"] == "Our headline"


def test_the_editors_own_text_and_its_picture_replace_the_article(week: Any) -> None:
    folder: Path = week.folder
    week.collect()
    week.plan()
    own = folder / "editions" / "2026-W48" / "articles"
    own.mkdir()
    (own / "press.svg").write_text(week.drawing)
    (own / "mine.md").write_text(
        "Only these words.\n\n![A press](press.svg)\n\n![](https://x.example/y.png)\n"
    )
    week.edit("\n[[section.piece]]", '\n[[section.piece]]\nbody = "articles/mine.md"')
    left_out = [o.error for o in week.build(formats=["epub"])]
    assert any("building asks no network" in error for error in left_out)
    report = json.loads((folder / "output" / "2026-W48" / "report.json").read_text())
    assert report["pieces"][0]["words"] == 3


def test_what_is_pinned_in_vain_is_a_fault_with_its_line(week: Any) -> None:
    week.collect()
    week.plan()
    week.edit("\n[[section.piece]]", '\n[[section.piece]]\nlayout = "brief"\npage = "new"')
    with pytest.raises(ConfigError) as caught:
        week.build(formats=["pdf"])
    assert re.search(r"edition.toml:\d+$", str(caught.value.where))


@pytest.mark.parametrize("name", ["nowhere.md", "articles"])
def test_a_text_that_is_not_there_is_a_fault_with_its_line(week: Any, name: str) -> None:
    week.collect()
    week.plan()
    week.edit('# editorial = "editorial.md"', f'editorial = "{name}"')
    with pytest.raises(ConfigError) as caught:
        week.build()
    assert (caught.value.where or "").endswith("edition.toml:8")


def test_an_empty_text_is_a_fault_with_its_line(week: Any) -> None:
    folder: Path = week.folder
    week.collect()
    week.plan()
    (folder / "editions" / "2026-W48" / "dear.md").write_text("")
    week.edit('# editorial = "editorial.md"', 'editorial = "dear.md"')
    with pytest.raises(ConfigError, match="no text") as caught:
        week.build()
    assert (caught.value.where or "").endswith("edition.toml:8")


def test_a_text_behind_a_link_out_of_the_folder_is_not_read(week: Any) -> None:
    folder: Path = week.folder
    week.collect()
    week.plan()
    (folder / "editions" / "2026-W48" / "link.md").symlink_to("/etc/hostname")
    week.edit('# editorial = "editorial.md"', 'editorial = "link.md"')
    with pytest.raises(ConfigError, match="no file") as caught:
        week.build()
    assert f"put it into {folder / 'editions' / '2026-W48'}" in (caught.value.hint or "")


def test_an_article_without_text_is_left_out_and_told(week: Any) -> None:
    folder: Path = week.folder
    lost = '<figure><img src="https://x.example/y.png"></figure>'
    draft = Draft(identity="photo", title="Only a picture", body=Body(lost), kind="picture")
    with Library.open(folder / "library") as library:
        library.add(draft, {}, raw=b"x", media_type="text/html", fetched=week.now)
    week.collect()
    week.plan()
    left_out = [o for o in week.build(formats=["epub"]) if o.error]
    assert [o.subject for o in left_out] == ["Only a picture"]
    report = json.loads((folder / "output" / "2026-W48" / "report.json").read_text())
    assert report["left_out"] == [{"title": "Only a picture", "reason": "the article has no text"}]


def test_a_failed_build_leaves_the_earlier_files_and_no_others(week: Any) -> None:
    folder: Path = week.folder
    week.collect()
    week.plan()
    before = week.epub().read_bytes()
    files = week.files("output")
    (folder / "templates" / "epub").mkdir(parents=True)
    for template in (asset_dir("templates") / "epub").glob("*.*html"):
        (folder / "templates" / "epub" / template.name).write_text("{% if %}")
    with pytest.raises(LayoutError):
        week.build(formats=["epub"])
    assert week.files("output") == files
    assert (folder / "output" / "2026-W48" / "the-proof-1.epub").read_bytes() == before


def test_a_first_build_that_fails_leaves_no_folder(week: Any) -> None:
    folder: Path = week.folder
    week.collect()
    week.plan()
    bare: Path = folder / "styles" / "themes" / "bare"  # a theme without any stylesheet
    bare.mkdir(parents=True)
    week.settings(week.head + '[layout]\ntheme = "bare"\n' + week.source)
    with pytest.raises(LayoutError):
        week.build(formats=["pdf"])
    assert not (folder / "output" / "2026-W48").exists()


def test_an_interrupted_build_leaves_nothing_half_made(week: Any) -> None:
    folder: Path = week.folder
    week.collect()
    week.plan()
    events = pipeline.build(week.publication(), "2026-W48", formats=["epub"])
    for event in events:
        if isinstance(event, Step) and event.name == "packing":
            break
    events.close()
    assert not (folder / "output" / "2026-W48").exists()


def test_what_a_killed_build_left_behind_goes_with_a_later_one(week: Any) -> None:
    week.collect()
    name = week.plan().sheet.name
    output: Path = week.folder / "output" / name
    dead, running = output / ".building-deadbeef", output / ".building-runs4now"
    for folder in (dead, running):
        folder.mkdir(parents=True)
        (folder / "half.pdf").write_bytes(b"%PDF")
    held = os.open(running, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    week.build(formats=["epub"])
    assert not dead.exists()
    assert running.exists()
    os.close(held)
    week.build(formats=["epub"])
    assert not running.exists()


def test_where_the_cache_takes_no_writes_a_passing_one_is_used(week: Any) -> None:
    week.collect()
    week.plan()
    (week.folder / ".cache").write_text("in the way")
    publication = week.publication()
    events = list(pipeline.build(publication, "2026-W48", formats=["epub"]))
    assert [e.detail for e in events if isinstance(e, Step) and e.name == "cache"]
    assert (publication.output / "2026-W48" / "report.json").is_file()


def test_a_file_where_the_output_belongs_is_a_write_error(week: Any) -> None:
    folder: Path = week.folder
    week.collect()
    week.plan()
    (folder / "output").write_text("in the way")
    with pytest.raises(WriteError):
        week.build(formats=["epub"])


def test_an_unknown_edition_or_format_gets_the_nearest(week: Any) -> None:
    with pytest.raises(NothingToBuild):
        week.build()
    week.collect()
    week.plan()
    with pytest.raises(ConfigError) as caught:
        week.build("2026-W84")
    assert caught.value.hint == 'did you mean "2026-W48"?'
    with pytest.raises(UsageError) as refused:
        week.build(formats=["epud"])
    assert refused.value.hint == 'did you mean "epub"?'
    with pytest.raises(UsageError, match='no profile "scren"') as unknown:
        week.build(profiles=["scren"])
    assert unknown.value.hint == 'did you mean "screen"?'


def test_an_edition_is_made_as_the_file_says_unless_others_are_asked_for(week: Any) -> None:
    week.collect()
    week.plan()
    week.settings(f'{week.head}[output]\nprofiles = ["epub"]\n')
    made = [o.value.profile for o in week.build() if isinstance(o.value, Artifact)]
    assert made == ["epub"]
    with pytest.raises(UsageError, match="no profile of this edition is made as pdf") as none:
        week.build(formats=["pdf"])
    assert none.value.hint == "add --profile screen, or write it into [output]"
    wanted = _wanted(["epub", "press", "screen"], [])
    assert [*wanted.items()] == [("pdf", ("screen", "press")), ("epub", ("epub",))]
    assert _wanted(["epub", "screen"], ["epub"]) == {"epub": ("epub",)}


def test_what_both_formats_say_is_told_once(week: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    said: Outcome[Artifact] = Outcome(subject="A quay", warnings=("picture a has no description",))
    monkeypatch.setattr(building, "_written", lambda *_: iter([said]))
    week.collect()
    week.plan()
    assert [o for o in week.build() if o == said] == [said]


def test_a_sheet_without_pieces_is_nothing_to_build(week: Any) -> None:
    week.collect()
    sheet = week.plan().sheet.path
    sheet.write_text(
        sheet.read_text().replace("[[section.piece]]", "[[section.piece]]\ncut = true")
    )
    with pytest.raises(NothingToBuild):
        week.build()


def test_the_logo_is_part_of_the_edition_or_a_fault(week: Any) -> None:
    folder: Path = week.folder
    logo = week.head.replace('language = "en"', 'language = "en"\nlogo = "logo.svg"')
    week.settings(logo + week.source)
    week.collect()
    week.plan()
    with pytest.raises(ConfigError, match="logo"):
        week.build()
    (folder / "logo.svg").write_text("no picture")
    with pytest.raises(ConfigError, match="logo"):
        week.build()
    (folder / "logo.svg").write_text(week.drawing)
    assert week.epub().is_file()


def test_pages_that_cannot_be_are_refused_whoever_asks_and_the_earlier_files_stay(
    week: Any,
) -> None:
    week.collect()
    week.plan()
    week.build(formats=["pdf"])
    before = {name: (week.folder / name).read_bytes() for name in week.files()}
    with pytest.raises(PagesError, match=r"cannot be brought to 1 page$"):
        week.build(formats=["pdf"], pages=1)
    week.settings(f"{week.head}[layout]\npages = {{ max = 1 }}\n{week.source}")
    with pytest.raises(PagesError, match="brought to 1 page at most"):
        week.build(formats=["pdf"])
    output = {name: data for name, data in before.items() if name.startswith("output/")}
    assert {name: (week.folder / name).read_bytes() for name in output} == output
