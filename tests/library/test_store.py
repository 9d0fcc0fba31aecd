"""Files by their hash, with a suffix that other programs know them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressday.library.store import Store
from pressday.text import sha256

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("media_type", "suffix"),
    [
        ("image/jpeg", ".jpg"),
        ("image/svg+xml", ".svg"),
        ("text/html", ".html"),
        ("text/markdown", ".md"),
        ("text/plain", ".txt"),
        ("text/xml", ".xml"),
        ("application/atom+xml", ".xml"),
        ("application/json", ".json"),
        ("multipart/related", ".mhtml"),
        ("message/rfc822", ".eml"),
        ("application/epub+zip", ".epub"),
        ("application/x-unheard-of", ".bin"),
    ],
)
def test_a_file_is_named_by_its_hash_and_its_type(
    tmp_path: Path, media_type: str, suffix: str
) -> None:
    store = Store(tmp_path)
    digest = store.put(b"some bytes", media_type)
    assert digest == sha256(b"some bytes")
    path = store.path(digest, media_type)
    assert path == tmp_path / digest[:2] / f"{digest}{suffix}"
    assert path.read_bytes() == b"some bytes"


def test_a_file_that_is_there_is_left_alone_and_half_of_one_is_mended(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = store.path(store.put(b"some bytes", "text/plain"), "text/plain")
    before = path.stat()
    store.put(b"some bytes", "text/plain")
    assert path.stat() == before
    path.write_bytes(b"some")
    store.put(b"some bytes", "text/plain")
    assert path.read_bytes() == b"some bytes"
