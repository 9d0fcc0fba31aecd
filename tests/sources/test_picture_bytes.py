"""Pictures are read from where they may be, and from nowhere else."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from pressday.body import Body
from pressday.errors import FetchError
from pressday.fetch import Access, Fetcher
from pressday.model import Draft
from pressday.sources import Reading, load_picture

if TYPE_CHECKING:
    from pathlib import Path


def load(url: str, folder: Path | None = None) -> bytes:
    draft = Draft(identity="x", title="x", body=Body(""))
    reading = Reading(draft=draft, raw=b"", media_type="text/html", folder=folder)
    with Fetcher("test") as fetcher:
        return load_picture(url, reading, fetcher)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "articles"
    (inside / "pictures").mkdir(parents=True)
    (inside / "pictures" / "a ship.jpg").write_bytes(b"ship")
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    (tmp_path / "articles-too").mkdir()
    (tmp_path / "articles-too" / "x.jpg").write_bytes(b"secret")
    return inside


def test_a_picture_beside_the_text_is_read(folder: Path) -> None:
    assert load((folder / "pictures" / "a ship.jpg").as_uri(), folder) == b"ship"


@pytest.mark.parametrize(
    "address",
    ["../secret.jpg", "pictures/../../secret.jpg", "%2e%2e/secret.jpg", "../articles-too/x.jpg"],
)
def test_a_picture_outside_the_folder_is_refused(folder: Path, address: str) -> None:
    with pytest.raises(FetchError, match="outside"):
        load(f"{folder.as_uri()}/{address}", folder)


def test_a_link_that_leads_out_of_the_folder_is_refused(folder: Path) -> None:
    (folder / "link.jpg").symlink_to(folder.parent / "secret.jpg")
    with pytest.raises(FetchError, match="outside"):
        load((folder / "link.jpg").as_uri(), folder)


def test_an_article_from_the_web_reads_no_file(folder: Path) -> None:
    with pytest.raises(FetchError, match="not read from this machine"):
        load((folder / "pictures" / "a ship.jpg").as_uri())


@pytest.mark.parametrize(
    "address",
    ["file://server/share/x.jpg", "file:///a%00b.jpg", "file:///etc", "file:", "ftp://x.example/a"],
)
def test_odd_addresses_are_refused(folder: Path, address: str) -> None:
    with pytest.raises(FetchError):
        load(address, folder)


def test_a_missing_picture_is_an_error(folder: Path) -> None:
    with pytest.raises(FetchError, match="no such file"):
        load((folder / "none.jpg").as_uri(), folder)


def test_an_internal_address_is_not_fetched() -> None:
    with pytest.raises(FetchError, match="not a public address"):
        load("http://127.0.0.1:8/x.jpg")


def test_a_picture_in_the_address_itself_is_decoded() -> None:
    packed = base64.b64encode(b"ship").decode()
    assert load(f"data:image/png;base64,{packed}") == b"ship"
    assert load(f"data:image/png;base64,{packed.rstrip('=')}") == b"ship"
    assert load("data:image/svg+xml,%3Csvg%2F%3E") == b"<svg/>"


@pytest.mark.parametrize(
    "address",
    ["data:text/html,x", "data:,x", "data:image/png;base64,!!!", "data:image/png;base64,a"],
)
def test_data_that_is_no_picture_is_refused(address: str) -> None:
    with pytest.raises(FetchError):
        load(address)


def test_a_picture_too_large_for_an_address_is_refused() -> None:
    with pytest.raises(FetchError, match="larger than 20 MB"):
        load("data:image/png," + "x" * 20_000_001)


def test_a_stranger_s_page_that_claims_a_private_address_gets_no_picture_there() -> None:
    inside = "http://127.0.0.1:8999/"
    draft = Draft(identity="x", title="x", body=Body(""), url=inside)
    reading = Reading(draft=draft, raw=b"", media_type="text/html", url="https://stranger.example/")
    with Fetcher("test", allow={"127.0.0.1"}) as fetcher:
        own = fetcher.as_source(Access(url=inside))
        with pytest.raises(FetchError, match="not a public address"):
            load_picture(f"{inside}a.png", reading, own)
