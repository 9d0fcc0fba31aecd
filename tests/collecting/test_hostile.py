"""Hostile articles in every format, collected, planned and built: no secret gets in or out."""

from __future__ import annotations

import base64
import re
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from lxml import etree
from tests.collecting import hostile
from tests.collecting.hostile import FACTS
from tests.servers import Site, serving
from tests.stories import story

from pressday import pipeline
from pressday.config import load_publication
from pressday.extract import extract_page
from pressday.model import Artifact, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
TOKEN = "TOKEN9c41e7ab20"  # noqa: S105 - what is planted, and must never turn up
SECRET_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 600" width="900" height="600">'
    f'<title>{TOKEN}</title><path id="s" d="M0 0h900v600H0z"/><text>{TOKEN}</text></svg>'
)
HEAD = 'schema = 1\n[publication]\ntitle = "The Proof"\nlanguage = "en"\n'
_REMOTE = re.compile(r"url\(|@import|expression\(", re.IGNORECASE)
_LINKS = {"href", "src", "data", "poster", "action", "formaction", "cite", "longdesc", "background"}
_RUNNING = {
    "script",
    "iframe",
    "object",
    "embed",
    "form",
    "base",
    "foreignObject",
    "animate",
    "set",
}


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What came out: the library's folder, both files, and what the secret server was asked."""

    folder: Path
    outcomes: list[Any]
    pdf: Path
    epub: Path
    secret: Site


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    top = tmp_path_factory.mktemp("top")
    folder = top / "paper"
    (folder / "articles").mkdir(parents=True)
    for path in (top, folder):
        (path / "secret.txt").write_text(TOKEN)
        (path / "secret.svg").write_text(SECRET_SVG)
    with serving(address="127.0.0.1") as site, serving(address="127.0.0.98") as secret:
        facts = {
            "file": (top / "secret.txt").as_uri(),
            "path": str(top / "secret.txt"),
            "svg": (top / "secret.svg").as_uri(),
            "svgpath": str(top / "secret.svg"),
            "server": secret.url(""),
            "packed": base64.b64encode(
                hostile.fill(hostile.DRAWING, _facts(top, secret)).encode()
            ).decode(),
        }
        _serve_secret(secret)
        _write(folder / "articles", facts)
        (folder / "pressday.toml").write_text(_settings(site, facts))
        publication = load_publication(folder)
        events = list(pipeline.collect(publication, now=NOW))
        pipeline.plan(publication, today=NOW.date())
        name = pipeline.choose_edition(publication)
        built = [e for e in pipeline.build(publication, name) if isinstance(e, Outcome)]
        files = {o.value.format: o.value.path for o in built if isinstance(o.value, Artifact)}
        yield Edition(
            folder=folder,
            outcomes=[event for event in events if isinstance(event, Outcome)],
            pdf=files["pdf"],
            epub=files["epub"],
            secret=secret,
        )


def _facts(top: Path, secret: Site) -> dict[str, str]:
    return {
        "file": (top / "secret.txt").as_uri(),
        "svg": (top / "secret.svg").as_uri(),
        "server": secret.url(""),
    }


def _serve_secret(secret: Site) -> None:
    secret.page("/img.png", SECRET_SVG.encode(), headers={"Content-Type": "image/svg+xml"})
    secret.page("/feed", TOKEN.encode())


def _write(folder: Path, facts: dict[str, str]) -> None:
    """Write an article of each format into the folder."""
    file, svg = facts["file"], facts["svg"]
    relations = "word/_rels/document.xml.rels"
    chapter = "OEBPS/text/ch1.xhtml"
    written = {
        "markdown.md": hostile.markdown(1, facts).encode(),
        "page.html": hostile.page(2, facts),
        "letter.eml": hostile.letter(3, facts),
        "word.docx": hostile.packed(
            "file-ferry.docx",
            (relations, "file:///etc/hostname", svg),
            (relations, "https://ferry.example/timetable", file),
        ),
        "tales.epub": hostile.packed(
            "file-tales.epub",
            (chapter, "../images/ferry%20one.png", svg),
            (
                chapter,
                "<body>",
                f'<body onload="x"><img src="../../../../secret.svg"/><a href="{file}">x</a>',
            ),
        ),
        "text.txt": f"{story(4).title}\n\n{file}\n\n{story(4).paragraphs[0]}\n".encode(),
        "outside.md": b"---\ntitle: Outside\n---\n\n" + story(5).paragraphs[0].encode(),
    }
    for name, data in written.items():
        (folder / name).write_bytes(data)
    (folder / "link.md").symlink_to(folder.parent.parent / "secret.txt")
    (folder / "link.svg").symlink_to(folder.parent / "secret.svg")


def _settings(site: Site, facts: dict[str, str]) -> str:
    """Serve the same on the web, and return the publication that reads it all."""
    drawing = hostile.fill(hostile.DRAWING, facts).encode()
    site.page("/evil.svg", drawing, headers={"Content-Type": "image/svg+xml"})
    page = hostile.page(10, facts).replace(b"<h1>", b'<img src="/evil.svg" width="900"><h1>')
    xml = {"Content-Type": "application/xml"}
    feed = site.page("/feed", hostile.rss(20, site.url("/in-feed"), facts), headers=xml)
    other = site.page("/other", hostile.rss(30, site.url("/in-other"), facts), headers=xml)
    sources = (
        ("page", site.page("/page", page)),
        ("feed", feed),
        ("opml", site.page("/opml", hostile.opml(other, facts), headers=xml)),
    )
    site.page("/in-feed", hostile.page(20, facts))
    listed = "".join(f'[[source]]\nkind = "{kind}"\nurl = "{url}"\n' for kind, url in sources)
    folder = '[[source]]\nkind = "folder"\npath = "articles"\n'
    return f'{HEAD}{folder}{listed}[fetch]\nallow = ["127.0.0.1"]\n'


def test_the_articles_are_there_all_the_same(edition: Edition) -> None:
    tallies = [outcome.value for outcome in edition.outcomes]
    assert [outcome.error for outcome in edition.outcomes] == ["", "", "", ""]
    assert sum(tally.new for tally in tallies) >= 11
    assert not [line for tally in tallies for line in tally.failed if "a bug" in line]


def test_nothing_hostile_takes_the_honest_text_after_it_along() -> None:
    one = story(10)
    taken = []
    for piece in hostile.fill(hostile.PIECES, FACTS).strip().splitlines():
        body = f"<p>{'</p><p>'.join(one.paragraphs[:3])}</p>{piece}<p>{one.paragraphs[-1]}</p>"
        page = f"<body><article><h1>{one.title}</h1>{body}</article></body>"
        draft = extract_page(page.encode(), identity="x", url="http://a.example/x")
        taken += [] if one.mark in draft.body.html else [piece]
    assert taken == []


def test_no_request_left_for_the_secret_server(edition: Edition) -> None:
    assert edition.secret.asked == []


def test_the_library_has_nothing_of_the_secret(edition: Edition) -> None:
    files = [path for path in (edition.folder / "library").rglob("*") if path.is_file()]
    assert len(files) > 10
    assert [path for path in files if TOKEN.encode() in path.read_bytes()] == []


def test_the_pdf_has_nothing_of_the_secret(edition: Edition) -> None:
    assert TOKEN.encode() not in edition.pdf.read_bytes()
    with pikepdf.open(edition.pdf) as pdf:
        assert not pdf.attachments
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                assert TOKEN.encode() not in _content(thing)
            _check_actions(thing)


def _content(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a picture
        return stream.read_raw_bytes()


def _check_actions(thing: Any) -> None:
    if not isinstance(thing, pikepdf.Dictionary):
        return
    assert thing.get("/S") not in {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR"}
    assert not {"/JS", "/EmbeddedFiles", "/EmbeddedFile"} & set(thing.keys())
    for link in (thing, thing.get("/A")):
        if isinstance(link, pikepdf.Dictionary) and "/URI" in link:
            assert re.match(r"(https?|mailto|tel):", str(link["/URI"])), link["/URI"]


def test_the_epub_has_nothing_of_the_secret_and_nothing_that_runs(edition: Edition) -> None:
    with zipfile.ZipFile(edition.epub) as book:
        assert not [name for name in book.namelist() if ".." in name or name.startswith("/")]
        for name in book.namelist():
            data = book.read(name)
            assert TOKEN.encode() not in data, name
            if name.endswith((".xhtml", ".svg", ".opf", ".ncx", ".html")):
                _check_document(name, data)
            if name.endswith(".css"):
                assert not re.search(rb"url\(\s*['\"]?(?:https?:|file:|//)", data), name


def _check_document(name: str, data: bytes) -> None:
    for element in etree.fromstring(data).iter(etree.Element):
        tag = etree.QName(element).localname
        assert tag not in _RUNNING, (name, tag)
        for full, value in element.attrib.items():
            key = etree.QName(full).localname
            assert not key.lower().startswith("on"), (name, tag, key)
            _check_address(name, tag, key, str(value))


def _check_address(name: str, tag: str, key: str, value: str) -> None:
    told = (name, tag, key, value[:200])
    if key == "style":
        assert not _REMOTE.search(value), told
    if key in _LINKS:
        scheme, colon, _ = re.sub(r"[\x00-\x20]", "", value).lower().partition(":")
        local = not colon or not scheme.isalpha()
        assert local or (tag == "a" and scheme in {"http", "https", "mailto", "tel"}), told
        assert not value.startswith(("//", "\\")), told
    if key in {"id", "name"}:
        assert not re.search(r"[/\\\0]|\.\.", value), told
        assert len(value) < 1000, told


def test_nothing_was_written_elsewhere(edition: Edition) -> None:
    top = edition.folder.parent
    assert sorted(path.name for path in top.iterdir()) == ["paper", "secret.svg", "secret.txt"]
    assert not list(top.rglob("escaped.txt"))
    assert not Path("/tmp/escaped.txt").exists()  # noqa: S108 - where a path of the archive leads
