"""Zip files of strangers, such as .docx and .epub: what is inside, within limits."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, LargeZipFile, ZipFile

from pressday.errors import ExtractError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

MAGIC = b"PK\x03\x04"
_ENTRY = b"PK\x01\x02"  # begins each entry of the directory

_MOST_ENTRIES = 5_000
_LARGEST = 300_000_000  # bytes of all entries, unpacked
_LARGEST_PART = 40_000_000  # bytes of one entry, unpacked
_LARGEST_RATIO = 200  # unpacked to packed; text takes a tenth, a bomb a thousandth
_RATIO_FROM = 5_000_000  # bytes unpacked, below which no ratio harms
_ENCRYPTED = 0x1  # bit of the flags (APPNOTE.TXT 4.4.4)
_FAULTS = (BadZipFile, LargeZipFile, zlib.error, struct.error, EOFError, OSError, ValueError,
           KeyError, IndexError, NotImplementedError, RuntimeError, MemoryError)  # fmt: skip
_REFERENCE = re.compile(r"&#(x[0-9a-f]{1,40}|\d{1,40});?", re.IGNORECASE)
_HALVES = (0xD800, 0xDFFF)  # surrogates
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"^[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]+)", re.DOTALL)
_PLAIN = frozenset({b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1"})


class Archive:
    """An opened zip file whose parts are read by name.

    Raises ExtractError for one that is damaged, locked, or unpacks to more than it should.
    """

    def __init__(self, data: bytes) -> None:
        if _is_crowded(data):
            raise ExtractError(f"holds more than {_MOST_ENTRIES} files: it is not opened")
        try:
            self._zip = ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except _FAULTS as error:
            raise _damaged(error) from error
        unpacked = sum(entry.file_size for entry in entries)
        ratio = unpacked / max(1, len(data))
        if unpacked > _LARGEST or (unpacked > _RATIO_FROM and ratio > _LARGEST_RATIO):
            raise ExtractError("unpacks to far more than it should: it is not opened")
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            hint = "open it with the password, and save it without one"
            raise ExtractError("is protected by a password", hint=hint)
        self.names = frozenset(entry.filename for entry in entries)

    def read(self, name: str) -> bytes:
        """Return the part called `name`; raises ExtractError when it cannot be had."""
        if name not in self.names:
            raise ExtractError(f"has no part {name[:80]}: it is damaged")
        try:
            if self._zip.getinfo(name).file_size > _LARGEST_PART:
                raise ExtractError(f"the part {name[:80]} is larger than 40 MB")
            return self._zip.read(name)
        except _FAULTS as error:
            raise _damaged(error) from error

    def xml(self, name: str) -> Element:
        """Return the root of an XML part; entities are not resolved, nothing else is loaded."""
        return parse_xml(self.read(name))


def parse_xml(data: bytes) -> Element:
    """Return the root of `data`, mended where it is broken; raises ExtractError where none is."""
    from lxml import etree

    from pressday.extract import decode

    parser = etree.XMLParser(
        encoding="utf-8",  # whatever is declared: bytes that fit no charset are mended before
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        recover=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(_REFERENCE.sub(_seen, decode(data)).encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise ExtractError("a part of it is no XML: it is damaged") from error
    if root is None:
        raise ExtractError("a part of it is no XML: it is damaged")
    return root


def _seen(reference: re.Match[str]) -> str:
    """Return a reference to a character, but for those to half of one, which nothing can hold."""
    digits = reference[1].lower()
    number = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    return "" if _HALVES[0] <= number <= _HALVES[1] else reference[0]


def check_plain_xml(parts: Iterable[bytes]) -> None:
    """Raise ExtractError for XML that declares a document type, or hides one.

    Office files have none (ECMA-376 part 2, 6.2.5): only attacks do. In an
    encoding other than the usual ones it could not be seen here.
    """
    for data in parts:
        legible = data.replace(b"\0", b"")
        encoding = _ENCODING.match(legible)
        if _DOCTYPE.search(legible) or (encoding and encoding[1].lower() not in _PLAIN):
            raise ExtractError("declares entities, which no office program writes: not opened")


def names_of(data: bytes) -> frozenset[str]:
    """Return the names in a zip file, none where it is damaged."""
    try:
        return frozenset() if _is_crowded(data) else frozenset(ZipFile(BytesIO(data)).namelist())
    except _FAULTS:
        return frozenset()


def _is_crowded(data: bytes) -> bool:
    """Say, before its directory is read, whether a zip file has too many entries."""
    return data.count(_ENTRY) > _MOST_ENTRIES


def _damaged(error: Exception) -> ExtractError:
    return ExtractError(f"is a damaged file ({type(error).__name__})", hint="save it once more")
