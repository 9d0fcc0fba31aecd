"""Messages of strangers (mail, saved pages) to their parts, however they are built.

The standard library's parser, within limits, and with every header and part
made safe: its own readers raise many things over broken ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.utils import getaddresses
from typing import TYPE_CHECKING

from pressday.errors import ExtractError
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage, MIMEPart

_MOST_PARTS = 200
_DEEPEST = 12  # messages and multiparts inside one another
_NESTING = re.compile(
    rb"^[ \t]*content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE
)
_MOST_NESTING = 60
# The parsing time of headers grows faster than their length.
_LONGEST_HEAD = 100_000  # bytes of all headers
_LONG_HEADER = re.compile(
    rb"^content-(?:type|disposition):(?:[^\r\n]|\r?\n[ \t]){3000}", re.IGNORECASE | re.MULTILINE
)
_MOST_COMMENTS = 20
_FLOWED = re.compile(r"format=\"?flowed", re.IGNORECASE)  # RFC 3676
_RAW = re.compile("[\udc80-\udcff]")  # how the parser keeps bytes that are no ASCII
_COUNT = re.compile(rb"\A\d{1,10} *\r?\n(?=[!-9;-~]+:)")  # what Apple Mail puts before a letter
_WRAP = re.compile(r"[\r\n]+[ \t]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One leaf of a message: its decoded bytes, and the names others call it by."""

    data: bytes
    media_type: str
    charset: str = ""
    name: str = ""
    content_id: str = ""
    location: str = ""
    is_attached: bool = False
    is_flowed: bool = False

    @property
    def text(self) -> str:
        """The text of the part by its charset, or what a browser would take it for."""
        from pressday.extract import decode

        return decode(self.data, self.charset)


def read_message(data: bytes) -> EmailMessage:
    """Return the message in `data`; raises ExtractError for one made to break its reader."""
    data = _COUNT.sub(b"", data, count=1)
    head = re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0]
    too_long = len(head) > _LONGEST_HEAD or _LONG_HEADER.search(data)
    if too_long or len(_NESTING.findall(data)) > _MOST_NESTING:
        raise ExtractError("has far more parts or headers than a letter has: it is not read")
    try:
        return message_from_bytes(data, policy=policy.default)
    except Exception as error:  # the border to a parser that raises anything
        raise ExtractError(f"is a damaged message ({type(error).__name__})") from error


def header(message: MIMEPart, name: str) -> str:
    """Return the decoded header `name` on one line, or an empty string."""
    raw = next((str(v) for k, v in message.raw_items() if k.lower() == name.lower()), "")
    try:
        value = raw if _RAW.search(raw) else str(message.get(name) or "")
    except Exception:  # noqa: BLE001 - the border to a parser that raises anything
        value = raw
    return squash(_WRAP.sub(" ", _mended(value)))


def first_mailbox(written: str) -> tuple[str, str]:
    """Return the name and the address of the first mailbox in a header, empty where there is none.

    The standard library's reader goes as deep as comments stand in one another.
    """
    if written.count("(") > _MOST_COMMENTS:
        written = re.sub(r"[()]", " ", written)
    return next(iter(getaddresses([written])), ("", ""))


def parts_of(message: MIMEPart) -> list[Part]:
    """Return the leaves of a message in their order; letters attached to it are not opened."""
    parts: list[Part] = []
    for leaf in leaves(message):
        if len(parts) >= _MOST_PARTS:
            raise ExtractError(f"has more than {_MOST_PARTS} parts: it is not read")
        parts.append(part_of(leaf))
    return parts


def leaves(message: MIMEPart, depth: int = 0) -> Iterator[MIMEPart]:
    """Yield the parts that have no parts, in order."""
    if depth > _DEEPEST:
        raise ExtractError("has parts inside parts without end: it is not read")
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in message.iter_parts():
            yield from leaves(part, depth + 1)
    else:
        yield message


def part_of(leaf: MIMEPart) -> Part:
    """Return one leaf with its bytes decoded."""
    disposition = header(leaf, "Content-Disposition").partition(";")[0].strip().lower()
    return Part(
        data=_payload(leaf),
        media_type=leaf.get_content_type(),
        charset=_charset(leaf),
        name=_file_name(leaf),
        content_id=header(leaf, "Content-ID").strip("<> "),
        location=header(leaf, "Content-Location").replace(" ", ""),
        is_attached=disposition == "attachment",
        is_flowed=bool(_FLOWED.search(header(leaf, "Content-Type"))),
    )


def _payload(leaf: MIMEPart) -> bytes:
    try:
        payload = leaf.get_payload(decode=True)
    except Exception:  # noqa: BLE001 - the border to a parser that raises anything
        return b""
    return payload if isinstance(payload, bytes) else b""


def _charset(leaf: MIMEPart) -> str:
    try:
        return str(leaf.get_content_charset() or "")
    except Exception:  # noqa: BLE001 - the border to a parser that raises anything
        return ""


def _file_name(leaf: MIMEPart) -> str:
    try:
        return squash(str(leaf.get_filename() or ""))
    except Exception:  # noqa: BLE001 - the border to a parser that raises anything
        return ""


def _mended(value: str) -> str:
    """Return a header whose bytes were not declared, as UTF-8 or Windows-1252."""
    from pressday.extract import decode

    return decode(value.encode("utf-8", "surrogateescape")) if _RAW.search(value) else value
