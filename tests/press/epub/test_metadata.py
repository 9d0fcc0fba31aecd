"""What shops and libraries read of an issue: who made it, when, in which series, for whom."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from pressday.press.epub import write_epub

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pressday.model import Edition, Job

DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"
X = "{http://www.w3.org/1999/xhtml}"

Package = etree._Element


@pytest.fixture(scope="module")
def opened(
    make_job: Callable[..., Job], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Edition], tuple[Package, dict[str, bytes]]]:
    """Return a function that gives the package of an issue, and all its files."""
    folder: Path = tmp_path_factory.mktemp("metadata")

    def read(edition: Edition) -> tuple[Package, dict[str, bytes]]:
        job = make_job(folder)
        list(write_epub(edition, job))
        with zipfile.ZipFile(job.target) as archive:
            files = {n.removeprefix("EPUB/"): archive.read(n) for n in archive.namelist()}
        return etree.fromstring(files["content.opf"]), files

    return read


@pytest.fixture(scope="module")
def package(
    opened: Callable[[Edition], tuple[Package, dict[str, bytes]]],
    make_issue: Callable[..., Edition],
) -> Package:
    return opened(make_issue())[0]


def named(package: Package, name: str) -> list[str]:
    return [str(e.text) for e in package.iter(f"{DC}{name}")]


def refined(package: Package, key: str) -> dict[str, str]:
    """Return by id what is said of single entries under `key`."""
    found = [m for m in package.iter(f"{OPF}meta") if m.get("property") == key]
    return {str(m.get("refines", "")).removeprefix("#"): str(m.text) for m in found}


def by_id(package: Package) -> dict[str, str]:
    return {str(e.get("id")): str(e.text) for e in package.iter() if e.get("id")}


def test_the_editor_makes_an_issue_and_the_authors_contribute(package: Package) -> None:
    roles, people = refined(package, "role"), by_id(package)
    assert named(package, "creator") == ["Ines Halloran"]
    assert roles.pop("creator") == "edt"
    assert set(roles.values()) == {"aut"}
    assert [people[name] for name in roles] == named(package, "contributor")
    assert {"Edith Marrow", "Tobias Fenn", "Helen Rudd"} <= set(named(package, "contributor"))
    schemes = {m.get("scheme") for m in package.iter(f"{OPF}meta") if m.get("property") == "role"}
    assert schemes == {"marc:relators"}


def test_a_paper_without_an_editor_publishes_itself(
    opened: Callable[[Edition], tuple[Package, dict[str, bytes]]],
    make_issue: Callable[..., Edition],
) -> None:
    issue = make_issue()
    masthead = replace(issue.masthead, editor="", licence="", tagline="")
    package, _ = opened(replace(issue, masthead=masthead))
    assert named(package, "creator") == named(package, "publisher") == ["Margin"]
    assert refined(package, "role")["creator"] == "pbl"
    assert named(package, "rights") == []


def test_an_issue_is_one_of_its_series_and_of_its_day(package: Package) -> None:
    assert named(package, "identifier") == ["urn:uuid:4f2b7a52-8f3d-5d39-9a3e-1200000000c8"]
    (title,) = named(package, "title")
    assert title.startswith("Margin")
    assert named(package, "publisher") == ["Margin"]
    assert named(package, "date") == ["2026-11-29"]
    assert named(package, "type") == ["periodical"]
    assert any("CC BY 4.0" in said for said in named(package, "rights"))
    assert named(package, "description") != []
    assert by_id(package)["series"] == "Margin"
    assert refined(package, "belongs-to-collection") == {"": "Margin"}
    assert refined(package, "collection-type") == {"series": "series"}
    assert refined(package, "group-position") == {"series": "12"}


def test_readers_are_told_what_they_need_to_take_an_issue_in(
    package: Package,
    opened: Callable[[Edition], tuple[Package, dict[str, bytes]]],
    make_issue: Callable[..., Edition],
) -> None:
    def said(package: Package, name: str) -> set[str]:
        metas = package.iter(f"{OPF}meta")
        return {str(m.text) for m in metas if m.get("property") == f"schema:{name}"}

    assert said(package, "accessMode") == {"textual", "visual"}
    assert said(package, "accessibilityHazard") == {"none"}
    always = {
        "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents",
    }  # fmt: skip
    assert said(package, "accessibilityFeature") == always | {"alternativeText", "MathML"}
    assert said(package, "accessModeSufficient") == {"textual"}
    assert all(len(text.split()) > 3 for text in said(package, "accessibilitySummary"))
    issue = make_issue(cover="")
    (essay, *_) = issue.sections
    plain = replace(essay, pieces=essay.pieces[1:])
    words, files = opened(replace(issue, sections=(plain,)))
    assert not [name for name in files if name.startswith("media/") and "cover" not in name]
    assert said(words, "accessMode") == {"textual"}
    assert said(words, "accessModeSufficient") == {"textual"}
    assert said(words, "accessibilityFeature") == always


def test_an_issue_opens_at_its_beginning_and_is_read_in_the_order_of_its_contents(
    opened: Callable[[Edition], tuple[Package, dict[str, bytes]]],
    make_issue: Callable[..., Edition],
) -> None:
    package, files = opened(make_issue())
    hrefs = {str(i.get("id")): str(i.get("href")) for i in package.iter(f"{OPF}item")}
    spine = [i for i in package.iter(f"{OPF}itemref") if i.get("linear") != "no"]
    order = [hrefs[str(item.get("idref"))] for item in spine]
    nav = etree.fromstring(files["nav.xhtml"])
    tree = nav.find(f".//{X}nav[@id='toc']")
    assert tree is not None
    linked = [str(a.get("href")).partition("#")[0] for a in tree.iter(f"{X}a")]
    assert [name for name in order if name in linked] == list(dict.fromkeys(linked))
    marks = nav.find(f".//{X}nav[@id='landmarks']")
    assert marks is not None
    kinds = {
        a.get("{http://www.idpf.org/2007/ops}type"): a.get("href") for a in marks.iter(f"{X}a")
    }
    assert kinds["cover"] == order[0]
    assert "bodymatter" in kinds
    assert str(kinds["bodymatter"]).partition("#")[0] in order[1:]
    assert all(str(href).partition("#")[0] in files for href in kinds.values())


def test_files_of_an_issue_can_be_read_by_whoever_unpacks_it_even_one_of_1975(
    make_issue: Callable[..., Edition], make_job: Callable[..., Job], tmp_path: Path
) -> None:
    issue = make_issue()
    early = replace(issue, date=issue.date.replace(year=1975))
    job = make_job(tmp_path)
    list(write_epub(early, job))
    with zipfile.ZipFile(job.target) as archive:
        infos = archive.infolist()
        assert b"1975-11-29" in archive.read("EPUB/content.opf")
    assert {(info.external_attr >> 16) & 0o777 for info in infos} == {0o644}
    assert [info.filename for info in infos[1:]] == sorted(info.filename for info in infos[1:])
    assert {info.create_system for info in infos} == {3}
