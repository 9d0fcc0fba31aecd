"""The lines that a mail program puts above a letter that is passed on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.body import words
from pressday.sources.mail.mime import first_mailbox
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_LOOKED_AT = 40  # lines
_NOTE_WORDS = 40  # above the headers; a longer text is no note
_LEAST = 3  # headers in a row
# The headers in the languages met, by what they say.
_NAMES = {
    name: field
    for field, names in {
        "from": "from von de da van från od fra expéditeur remitente absender mittente afzender",
        "date": "date datum fecha data dato sent gesendet envoyé enviado inviato verzonden skickat",
        "subject": "subject betreff objet asunto oggetto onderwerp ämne temat assunto emne",
        "to": "to an à para a aan till do til cc kopie copie reply-to reply answer antwort",
    }.items()
    for name in names.split()
}
_HEADER = re.compile(r"[\s>*_]*([^\W\d_][\w-]{0,11})[*_]?\s?[:：][*_]?\s*(.*)")
_ZONE = re.compile(r"\s+(?:at|um|à|a las|alle|om)\s+\d{1,2}[:.h]\d\d.*$|\s+\d{1,2}:\d\d.*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forward:
    """What a passed-on letter's headers say; its text begins at the line `end`."""

    end: int
    title: str
    sender: str
    published: datetime | None


def read_forward(lines: Sequence[str]) -> Forward | None:
    """Return the headers of a passed-on letter near the top of `lines`, or None."""
    for start in range(min(_LOOKED_AT, len(lines))):
        found, end = _headers(lines, start)
        if len(found) >= _LEAST and {"from", "subject"} <= found.keys():
            if sum(words.count(line) for line in lines[:start]) > _NOTE_WORDS:
                return None
            return Forward(
                end=end,
                title=squash(found["subject"]),
                sender=_name(found["from"]),
                published=_date(found.get("date", "")),
            )
    return None


def _headers(lines: Sequence[str], start: int) -> tuple[dict[str, str], int]:
    """Return the run of headers from line `start`, and the line behind it; blank lines may part."""
    found: dict[str, str] = {}
    end = start
    for index in range(start, min(len(lines), start + _LOOKED_AT)):
        header = _HEADER.fullmatch(lines[index])
        field = _NAMES.get(header[1].lower()) if header else None
        if header and field:
            found.setdefault(field, header[2].strip(" *_"))
            end = index + 1
        elif lines[index].strip():
            break
    return found, end


def _name(value: str) -> str:
    name, address = first_mailbox(squash(value))
    return name or address.rpartition("@")[2] or squash(value)


def _date(value: str) -> datetime | None:
    from pressday.extract.describe.dates import read_date

    return read_date(value) or read_date(_ZONE.sub("", squash(value)).strip(" ,"))
