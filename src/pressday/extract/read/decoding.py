"""Bytes of a page to text, by the rules browsers follow."""

from __future__ import annotations

import codecs
import re

# What Python calls an encoding of text and no browser knows: some cannot replace bytes that do
# not fit, some spell characters that no document may hold.
_NONE = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"}
)
_LONGEST = 4  # bytes of a character in UTF-8
# Bytes 80 to BF, which go on with a character in UTF-8, as Latin-1 and Windows-1252 show them.
_REST = "\x80-\xbf" + "".join(bytes([n]).decode("cp1252", "ignore") for n in range(0x80, 0xA0))
_TWICE = re.compile(f"[\xe0-\xef][{_REST}]{{2}}|[\xf0-\xf4][{_REST}]{{3}}|[\xc2-\xdf][{_REST}]")
_LONG_TWICE = re.compile(f"[\xe0-\xef][{_REST}]{{2}}")
_LEADS = tuple(map(chr, range(0xE0, 0xF0)))
_LEAST_TWICE = 3  # long ones; a text on the matter shows one or two
# Labels that servers put on everything: valid UTF-8 under one of them is UTF-8.
_CARELESS = frozenset({"", "utf-8", "cp1252", "ascii"})


def decode(data: bytes, charset: str = "") -> str:
    """Return the text of `data`: byte order mark, then `charset`, then what the page declares.

    With none of these, and against a careless Latin-1 label, UTF-8 where the
    bytes are valid UTF-8, else Windows-1252; so it is where UTF-8 is declared and
    less of what is no ASCII is that than is not. Bytes that fit nothing become U+FFFD.
    What a site encoded twice is read twice.
    """
    return _read_twice(_decode(data, charset))


def _decode(data: bytes, charset: str) -> str:
    from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

    marked, mark = read_bom(data)
    if marked and mark:
        return str(data[len(mark) :].decode(marked, "replace"))
    names = (resolve_encoding(charset) if charset else "", html_body_declared_encoding(data))
    declared = next((name for name in names if name and _exists(name)), "")
    if declared in _CARELESS and _is_utf8(data):
        return data.decode("utf-8")
    if declared == "utf-8" and _is_mostly_broken(data):
        declared = "cp1252"
    return data.decode(declared or "cp1252", "replace")


def _read_twice(text: str) -> str:
    """Return `text`, and where it holds mostly UTF-8 that was taken for Windows-1252, as meant."""
    if not any(lead in text for lead in _LEADS):  # faster than the pattern, and mostly enough
        return text
    found = _LONG_TWICE.findall(text)
    right = sum(text.count(sign) for sign in {_once(said) for said in found} - set(found))
    if len(found) < max(_LEAST_TWICE, right):
        return text
    return _TWICE.sub(lambda said: _once(said[0]), text)


def _once(said: str) -> str:
    """Return the character whose bytes `said` shows, or `said` where they are of none."""
    try:
        return b"".join(
            sign.encode("latin-1" if sign < "\u0100" else "cp1252") for sign in said
        ).decode()
    except UnicodeDecodeError:
        return said


def _is_mostly_broken(data: bytes) -> bool:
    """Say whether of what is no ASCII less is UTF-8 than is not; the end may be cut."""
    text = data[:-_LONGEST].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken > sum(char > "\x7f" for char in text) - broken


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _exists(charset: str) -> bool:
    try:
        known = codecs.lookup(charset)
    except (LookupError, ValueError):  # a name with a NUL in it is a ValueError
        return False
    return known._is_text_encoding and known.name not in _NONE  # noqa: SLF001 - "zlib" and kin are codecs too
