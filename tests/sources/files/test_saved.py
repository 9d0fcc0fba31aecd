"""Pages saved by a browser, with the pictures they brought along."""

from __future__ import annotations

import base64
import plistlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressday.errors import PressdayError
from pressday.fetch import Fetcher
from pressday.sources import Reading, Session, load_picture, read_input
from pressday.sources.files.bundled import HOME
from pressday.sources.files.original import Original
from pressday.sources.files.saved import draft_mhtml, draft_page, draft_webarchive
from pressday.sources.reading import Item

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.model import Draft

DATA = Path(__file__).parents[2] / "data"
PAGE = (DATA / "source-page.html").read_text("utf-8")
ADDRESS = "https://bulletin.example/lamp"
# As a data address longer than any placeholder.
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(i * i % 251 for i in range(3000))
EMBEDDED = f"data:image/png;base64,{base64.b64encode(PICTURE).decode()}"


def read(path: Path, folder: Path) -> Reading:
    with Fetcher("test") as fetcher:
        (found,) = read_input(str(path), Session(folder=folder, fetcher=fetcher))
        assert isinstance(found, Item)
        return found.read()


def picture(reading: Reading) -> bytes:
    (image,) = reading.draft.images
    assert reading.draft.lead in ("", image.url)
    with Fetcher("test") as fetcher:
        return load_picture(image.url, reading, fetcher)


def page(source: str, head: str = "") -> str:
    shown = PAGE.replace("source-page_files/lamp.png", source)
    return head + shown if head.startswith("<!--") else shown.replace("<head>", f"<head>{head}")


@pytest.mark.parametrize(
    ("folder", "source", "name"),
    [
        ("The lamp_files", "./The%20lamp_files/lamp.png", "lamp.png"),
        ("The lamp_files", "The lamp_files/lamp.png", "lamp.png"),
        ("The lamp-Dateien", "The%20lamp-Dateien/lamp.png", "lamp.png"),
        ("The lamp_fichiers", "The%20lamp_fichiers/l%C3%A9ger.png", "léger.png"),
        ("The lamp_files", "Another%20name_files/lamp.png", "lamp.png"),
        ("The lamp_files", "file:///C:/Users/x/The%20lamp_files/lamp.png", "lamp.png"),
        ("The lamp_files", "./The%20lamp_files/a%2520b.png", "a%20b.png"),
        ("The lamp_files", "./The%20lamp_files/saved(1)", "saved(1)"),
        ("The lamp_files", "./The%20lamp_files/LAMP.PNG?w=300#x", "lamp.png"),
    ],
)
def test_the_pictures_beside_a_complete_page_are_found(
    tmp_path: Path, folder: str, source: str, name: str
) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / name).write_bytes(PICTURE)
    path = tmp_path / "The lamp.html"
    path.write_text(page(source, f"<!-- saved from url=(0029){ADDRESS} -->"), "utf-8")
    reading = read(path, tmp_path)
    assert picture(reading) == PICTURE
    assert (reading.draft.url, reading.draft.identity) == (ADDRESS, ADDRESS)
    assert (reading.draft.text_from, reading.media_type) == ("file", "text/html")
    assert (reading.draft.images[0].alt, reading.draft.images[0].caption) == (
        "The lamp",
        "The lamp at noon",
    )


def test_the_picture_beside_a_page_wins_over_the_wider_one_on_the_web(tmp_path: Path) -> None:
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "lamp.png").write_bytes(PICTURE)
    wide = 'a_files/lamp.png" srcset="https://bulletin.example/lamp-2000.png 2000w'
    (tmp_path / "a.html").write_text(page(wide), "utf-8")
    assert picture(read(tmp_path / "a.html", tmp_path)) == PICTURE


def test_links_of_a_saved_page_lead_to_its_site(tmp_path: Path) -> None:
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "lamp.png").write_bytes(PICTURE)
    html = page("a_files/lamp.png", f"<!-- saved from url=(0029){ADDRESS} -->")
    html = html.replace("On Tuesday", 'On <a href="/days/tuesday">Tuesday</a>')
    (tmp_path / "a.html").write_text(html, "utf-8")
    assert (
        'href="https://bulletin.example/days/tuesday"'
        in read(tmp_path / "a.html", tmp_path).draft.body.html
    )


@pytest.mark.parametrize(
    "head",
    [
        f"<!-- saved from url=(0029){ADDRESS} -->\n",
        f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: Mon Nov 23 2026\n-->",
        f"<!-- Saved from {ADDRESS} at 2026-11-23T10:00:00Z using monolith v2.8.1 -->",
        f'<meta name="savepage-url" content="{ADDRESS}">',
    ],
    ids=["browser", "SingleFile", "monolith", "SavePage"],
)
def test_the_address_that_a_program_noted_is_the_page_s(tmp_path: Path, head: str) -> None:
    (tmp_path / "a.html").write_text(page(EMBEDDED, head), "utf-8")
    reading = read(tmp_path / "a.html", tmp_path)
    assert (reading.draft.url, reading.draft.identity) == (ADDRESS, ADDRESS)
    assert picture(reading) == PICTURE


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "about:blank"])
def test_a_noted_address_that_is_not_of_the_web_is_none(tmp_path: Path, address: str) -> None:
    (tmp_path / "a.html").write_text(page(EMBEDDED, f"<!-- saved from url=(0010){address} -->"))
    draft = read(tmp_path / "a.html", tmp_path).draft
    assert (draft.url, draft.identity) == ("", "a.html")


def test_a_picture_that_a_one_file_page_keeps_in_its_style_is_found(tmp_path: Path) -> None:
    style = f'<style>:root{{--sf-img-7: url("{EMBEDDED}")}}</style>'
    tiny = "data:image/svg+xml,%3Csvg/%3E"
    source = f'{tiny}" style="background-image:var(--sf-img-7)!important'
    (tmp_path / "a.html").write_text(page(source, style), "utf-8")
    assert picture(read(tmp_path / "a.html", tmp_path)) == PICTURE


def test_no_file_outside_the_page_s_folder_is_a_picture(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    inner = tmp_path / "in" / "a_files"
    inner.mkdir(parents=True)
    (inner / "link.png").symlink_to(tmp_path / "secret.png")
    for source in ("../secret.png", "a_files/link.png", "%2e%2e/secret.png", "/etc/passwd"):
        (tmp_path / "in" / "a.html").write_text(page(source), "utf-8")
        reading = read(tmp_path / "in" / "a.html", tmp_path)
        for image in reading.draft.images:
            with Fetcher("test") as fetcher, pytest.raises(PressdayError):
                load_picture(image.url, reading, fetcher)


def mhtml(
    image: str = "https://bulletin.example/img/lamp.png", part: str = "", head: str = ""
) -> bytes:
    encoded = base64.encodebytes(PICTURE).decode().replace("\n", "\r\n")
    html = page(image).replace("\n", "\r\n")
    named = part or f"Content-Location: {image}"
    top = head or f"Snapshot-Content-Location: {ADDRESS}\r\n"
    return (
        f"From: <Saved by Blink>\r\n{top}Subject: The lamp\r\nDate: Mon, 23 Nov 2026 10:00:00"
        ' -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html";'
        ' boundary="--X"\r\n\r\n\r\n----X\r\nContent-Type: text/html; charset="utf-8"\r\n'
        f"Content-Location: {ADDRESS}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{html}\r\n"
        f"----X\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n{named}\r\n\r\n"
        f"{encoded}\r\n----X--\r\n"
    ).encode()


def webarchive(image: str = "img/lamp.png") -> bytes:
    main = {
        "WebResourceData": page(image).encode(),
        "WebResourceURL": ADDRESS,
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceMIMEType": "text/html",
    }
    part = {
        "WebResourceData": PICTURE,
        "WebResourceURL": "https://bulletin.example/img/lamp.png",
        "WebResourceMIMEType": "image/png",
    }
    root = {"WebMainResource": main, "WebSubresources": [part]}
    return plistlib.dumps(root, fmt=plistlib.FMT_BINARY)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("lamp.mhtml", mhtml()),
        ("lamp.mht", mhtml("cid:pic-1@x", "Content-ID: <pic-1@x>")),
        ("lamp", mhtml("img/lamp.png", "Content-Location: https://bulletin.example/img/lamp.png")),
        ("lamp.mht", mhtml(head="X-MAF-Information: 3\r\n")),
        ("lamp.webarchive", webarchive()),
        ("lamp", webarchive()),
    ],
    ids=["location", "cid", "relative", "firefox", "webarchive", "unnamed"],
)
def test_a_page_archived_in_one_file_brings_its_pictures(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    reading = read(tmp_path / name, tmp_path)
    assert reading.draft.title == "The lamp that would not go out"
    assert (reading.draft.url, reading.draft.identity) == (ADDRESS, ADDRESS)
    assert picture(reading) == PICTURE
    assert HOME not in f"{reading.draft}"


def test_a_picture_that_is_not_in_the_archive_stays_one_of_the_web(tmp_path: Path) -> None:
    (tmp_path / "a.mht").write_bytes(mhtml(part="Content-Location: https://elsewhere.example/x"))
    (image,) = read(tmp_path / "a.mht", tmp_path).draft.images
    assert image.url == "https://bulletin.example/img/lamp.png"


def test_an_address_that_is_none_costs_no_more_than_its_picture(tmp_path: Path) -> None:
    (tmp_path / "a.mht").write_bytes(mhtml("http://[x/lamp.png"))
    assert read(tmp_path / "a.mht", tmp_path).draft.body.words


def original(data: bytes, path: Path | None = None) -> Original:
    return Original(data=data, identity="x", name="x", path=path, base="file:///nowhere/x.html")


WHOLE = ((draft_mhtml, mhtml()), (draft_webarchive, webarchive()), (draft_page, page("x").encode()))


@settings(max_examples=25, deadline=None)
@given(
    whole=st.sampled_from(WHOLE),
    at=st.integers(0, 4000),
    junk=st.binary(min_size=0, max_size=40),
    cut=st.integers(0, 200),
)
def test_a_damaged_archive_is_read_or_refused(
    whole: tuple[Callable[[Original], Draft], bytes], at: int, junk: bytes, cut: int
) -> None:
    draft, data = whole
    broken = data[:at] + junk + data[at + cut :]
    with suppress(PressdayError):
        draft(original(broken, Path("/nowhere/x.html")))
