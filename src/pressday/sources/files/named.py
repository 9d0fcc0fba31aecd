"""What the editor names on the command line: a file, a folder, an address, or piped text."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pressday.errors import SourceError
from pressday.fetch import canonical_url
from pressday.model import Outcome
from pressday.sources.feeds.feed import Fetched, read_entries
from pressday.sources.files.address_lists import entries_of, is_list, listed
from pressday.sources.files.answers import ANY, fetch_page, format_of_answer, original_of
from pressday.sources.files.documents import list_file, list_original
from pressday.sources.files.folder import list_folder
from pressday.sources.files.formats import SUFFIXES, format_of
from pressday.sources.files.original import LARGEST_BOOK, Original, is_folder, read_bytes
from pressday.sources.files.paging import read_whole
from pressday.sources.reading import Item
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.sources.reading import Found, Session

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


def read_input(
    text: str, session: Session, url: str = "", *, data: bytes | None = None
) -> Iterator[Found]:
    """Yield what stands in `text`: a file or folder by its path, an http(s) address, or `-`.

    `-` reads `data`, which the caller has taken from standard input. A file or piped
    text that is a list of addresses gives their pages. `url` is where a file or
    piped text came from, and becomes the article's identity.
    Raises SourceError when there is nothing to read.
    """
    if text == "-":
        yield from _piped(data or b"", session, url)
    elif _ADDRESS.match(text):
        yield from _from_web(text, session)
    elif not text:
        raise SourceError("an empty name is no file and no address")
    elif is_folder(Path(text)):
        yield from _from_folder(Path(text), session)
    else:
        yield from _from_file(text, session, url)


def _piped(data: bytes, session: Session, url: str) -> Iterator[Found]:
    if not data.strip():
        raise SourceError("nothing came from standard input", where="-")
    kind = format_of(data)
    if kind == "feed":
        yield from read_entries(Fetched(data=data, where="-", url=url), session)
    elif kind == "text" and is_list(data):
        yield from listed(entries_of(data), session, where="-")
    else:
        identity = canonical_url(url) if url else f"sha256:{sha256(data)}"
        original = Original(data=data, identity=identity, name="", url=url, base=url)
        yield from list_original(original, kind, session)


def _from_web(address: str, session: Session) -> Iterator[Found]:
    answer = fetch_page(address, ANY, session)
    kind = format_of_answer(answer)
    if kind == "feed":
        yield from read_entries(Fetched.from_answer(answer), session)
    elif kind == "page":
        yield Item(key=canonical_url(answer.url), read=partial(read_whole, answer, session))
    else:
        yield from list_original(original_of(answer), kind, session)


def _from_folder(folder: Path, session: Session) -> Iterator[Found]:
    empty = True
    for found in list_folder(folder, session):
        empty = empty and isinstance(found, Outcome) and not found.error
        yield found
    if empty:
        raise SourceError(f"no text in this folder ({', '.join(SUFFIXES)})", where=str(folder))


def _from_file(name: str, session: Session, url: str) -> Iterator[Found]:
    path = Path(name)
    try:
        data = read_bytes(path, LARGEST_BOOK)
    except SourceError as error:
        if _BARE_ADDRESS.fullmatch(name) and path.suffix.lower() not in SUFFIXES:
            error.hint = f"if it is an address, write https://{name}"
        raise
    kind = format_of(data, path.suffix)
    if kind == "feed":
        yield from read_entries(Fetched(data=data, where=name, url=url), session)
    elif kind == "text" and not url and is_list(data):
        yield from listed(entries_of(data), session, where=name)
    else:
        yield from list_file(path, session, url=url)
