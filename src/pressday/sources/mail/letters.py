"""A letter (RFC 5322) to an article: who sent it and when, its text, and its own pictures.

Letters lie in files, one each (.eml, maildir) or all in one (mbox): a file is listed by
the headers alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from pressday.body import Body
from pressday.errors import ExtractError
from pressday.sources.files.bundled import HOME, Cabinet, data_address, settle
from pressday.sources.files.drafts import finished
from pressday.sources.mail.mime import first_mailbox, header, parts_of, read_message
from pressday.sources.mail.newsletter import clean_letter, clean_text
from pressday.sources.reading import Item, Reading, cut_off
from pressday.text import sha256, squash

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from email.message import MIMEPart

    from lxml.html import HtmlElement

    from pressday.model import Draft, Provenance
    from pressday.sources.files.original import Original
    from pressday.sources.mail.mime import Part
    from pressday.sources.reading import Found, Session

# What mail programs put before a subject, in the languages met, and lists their name in brackets.
_PREFIX = re.compile(
    r"(?:(?:re|aw|sv|vs|antw|fwd?|wg|tr|rv|enc|vb|doorst|odp|pd|res)(?:\[\d+\])?\s*[:：]\s*"
    r"|\[[^\]]{1,40}\]\s*)+",
    re.IGNORECASE,
)
_FORWARDED = re.compile(r"(?:fwd?|wg|tr|rv|enc|vb|doorst|pd)\s*[:：]", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_NO_PEOPLE = re.compile(r"\b(?:newsletter|team|news|no-?reply|info|editors?|mail)\b", re.IGNORECASE)
_OF = re.compile(r"\s+(?:from|at|of|von|bei|de|chez|da|van|@|\||[-\u2013\u2014])\s+.*")
_BY = re.compile(r"^(?:by|von|par|por|di|door)\s+", re.IGNORECASE)
_FEWEST = 20  # characters of a letter; fewer, and the one attached to it is meant
# The line before each letter, and how one in a letter itself is written (RFC 4155).
_ENVELOPE = re.compile(rb"^From \S+ [^\r\n]*\d\d:\d\d[^\r\n]*\r?\n", re.MULTILINE)
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_MOST_LETTERS = 5_000  # of one mailbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a letter's headers say; `identity` is its Message-ID (RFC 2392), else its file's."""

    identity: str
    title: str
    published: datetime | None


def letter_item(original: Original, session: Session) -> Item:
    """Return the letter in `original` as an item, known by its Message-ID."""
    head = _read_head(original)
    return Item(
        key=head.identity,
        read=partial(session.run, read_letter, original),
        mark=sha256(original.data),
        title=head.title,
        published=head.published,
    )


def list_mailbox(original: Original, session: Session) -> Iterator[Found]:
    """Yield an item for each letter of an mbox file; of too many the last, which are the newest."""
    starts = [found.span() for found in _ENVELOPE.finditer(original.data)]
    if not starts:
        raise ExtractError("there is no letter in this mailbox")
    if len(starts) > _MOST_LETTERS:
        yield cut_off(original.identity, _MOST_LETTERS, "letters")
        starts = starts[-_MOST_LETTERS:]
    ends = [start for start, _ in starts[1:]] + [len(original.data)]
    for number, ((_, start), end) in enumerate(zip(starts, ends, strict=True), start=1):
        data = _QUOTED.sub(rb"\1", original.data[start:end])
        named = replace(original, data=data, identity=f"{original.identity}#{number}", url="")
        yield letter_item(named, session)


def _read_head(original: Original) -> Head:
    """Return what the headers alone say of a letter; raises ExtractError as `read_message`."""
    end = re.search(rb"\r?\n\r?\n", original.data)
    message = read_message(original.data[: end.end()] if end else original.data)
    return _head(message, original)


def read_letter(original: Original) -> Reading:
    """Return a letter as an article; what is attached to it is neither kept nor opened.

    Its pictures are those that it brings along and shows, and those of the web that
    are no counters. Raises ExtractError for a letter without text.
    """
    outer = read_message(original.data)
    message = _meant(outer)
    parts = parts_of(message)
    shown = [p for p in parts if len(parts) == 1 or not (p.is_attached or _is_file(p))]
    pages = [p for p in shown if p.media_type in ("text/html", "application/xhtml+xml")]
    texts = [p for p in shown if p.media_type == "text/plain"]
    if not any(p.data.strip() for p in (*pages, *texts)):
        raise ExtractError("there is no text in this letter")
    head = _head(message, original)
    is_page = any(p.data.strip() for p in pages)
    drafted = _from_pages(pages, parts) if is_page else clean_text(texts, head.title)
    draft = _signed(drafted, message, head)
    chosen = pages if is_page else texts
    return Reading(
        draft=replace(
            _headless(finished(draft, head.title)), text_from="mail", source=original.source
        ),
        raw=b"\n".join(part.data for part in chosen),
        media_type="text/html" if is_page else "text/plain",
    )


def _is_file(part: Part) -> bool:
    return bool(part.name) and part.media_type != "text/html"


def _meant(message: MIMEPart) -> MIMEPart:
    """Return the letter that a letter without words of its own was sent to pass on."""
    if message.get_content_maintype() != "multipart":
        return message
    carried = [p for p in message.walk() if p.get_content_type() == "message/rfc822"]
    own = sum(len(p.data.strip()) for p in parts_of(message) if p.media_type.startswith("text/"))
    inside = carried[0].get_payload() if len(carried) == 1 and own < _FEWEST else None
    return inside[0] if isinstance(inside, list) and inside else message  # type: ignore[return-value] # a letter's part


def _head(message: MIMEPart, original: Original) -> Head:
    from pressday.extract.describe.dates import read_date

    name = header(message, "Message-ID").strip("<> ")
    return Head(
        identity=f"mid:{name}" if name else original.identity or f"sha256:{sha256(original.data)}",
        title=_PREFIX.sub("", header(message, "Subject"), count=1).strip(),
        published=read_date(header(message, "Date").partition(" (")[0]),
    )


def _from_pages(pages: Sequence[Part], parts: Sequence[Part]) -> Draft:
    by_name: Mapping[str, Part] = {
        **{f"cid:{p.content_id}".lower(): p for p in parts if p.content_id},
        **{p.location.lower(): p for p in parts if p.location},
    }
    cabinet = Cabinet()

    def place(image: HtmlElement) -> str:
        source = (image.get("src") or "").strip()
        part = by_name.get(source.lower())
        if part:
            return cabinet.place(data_address(part.data, part.media_type, part.name), part.name)
        return f"{HOME}{quote(source[4:])}" if source[:4] == "cid:" else cabinet.data(source)

    letter = clean_letter([p.text for p in pages], place)
    return settle(letter, cabinet.target)


def _signed(draft: Draft, message: MIMEPart, head: Head) -> Draft:
    """Return `draft` under the letter's own headers; a passed-on letter's own are in its text."""
    from pressday.extract.describe.language import normalise_tag

    passed_on = bool(draft.site or draft.published)
    sender, bylines = _sender(message)
    forwarded = bool(_FORWARDED.match(header(message, "Subject")))
    dated = draft.published or head.published
    guessed: dict[str, Provenance] = {}
    if forwarded and dated and not draft.published:
        guessed["published"] = "guessed"  # when it was passed on
    return replace(
        draft,
        identity=head.identity,
        title=_PREFIX.sub("", draft.title, count=1).strip() if passed_on else head.title,
        url=_address(message) or draft.url,
        site=draft.site or sender,
        bylines=draft.bylines if passed_on else bylines,
        language=draft.language
        or normalise_tag(header(message, "Content-Language").partition(",")[0]),
        published=dated,
        provenance=draft.provenance | guessed,
    )


def _headless(draft: Draft) -> Draft:
    """Return `draft` without the lines above the text that say again who wrote it, and when."""
    from pressday.extract.describe.dates import read_date

    root = draft.body.tree()
    said = {"", *(name.casefold() for name in (draft.title, draft.site, *draft.bylines))}
    while (
        len(root) > 1
        and root[0].tag in ("p", "h2", "h3", "h4")
        and not len(root[0].findall(".//img"))
    ):
        line = _BY.sub("", squash(str(root[0].text_content())))
        year = draft.published.year if draft.published else ""
        if not (line.casefold() in said or read_date(line) or read_date(f"{line}, {year}")):
            break
        root[0].drop_tree()
    return replace(draft, body=Body.of(root))


def _sender(message: MIMEPart) -> tuple[str, tuple[str, ...]]:
    """Return the name of the letter's list or sender, and who signs where that is a person."""
    from pressday.extract.describe.bylines import clean_bylines, is_full_name

    name, address = first_mailbox(header(message, "From"))
    listed = squash(header(message, "List-Id").partition("<")[0].strip(' "'))
    person = _OF.sub("", name)
    signed = is_full_name(person) and not _NO_PEOPLE.search(person)
    house = squash(name[len(person) :].strip().partition(" ")[2]) if signed else name
    site = listed or house or ("" if signed else name or address.rpartition("@")[2])
    return site, clean_bylines([person], site) if signed else ()


def _address(message: MIMEPart) -> str:
    """Return where the letter itself stands on the web, by its headers; else an empty string.

    `Archived-At` says so (RFC 5064); some houses put the page into `List-Post`. A
    `List-Archive` is most often the whole list's, and taken only when it names one letter.
    """
    for name in ("Archived-At", "List-Post", "List-Archive"):
        found = _WEB.search(header(message, name))
        if found and (name != "List-Archive" or re.search(r"/[^/]*\d[^/]*/?$", found[0])):
            return found[0]
    return ""
