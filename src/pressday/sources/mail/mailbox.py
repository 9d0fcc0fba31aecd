"""Letters in their files: one each (.eml, maildir) or all in one (mbox), as items."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pressday.errors import ExtractError
from pressday.sources.mail.letters import read_head, read_letter
from pressday.sources.reading import Item, Reading, cut_off
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.sources.files.original import Original
    from pressday.sources.reading import Found, Session

# The line before each letter, and how one in a letter itself is written (RFC 4155).
_ENVELOPE = re.compile(rb"^From \S+ [^\r\n]*\d\d:\d\d[^\r\n]*\r?\n", re.MULTILINE)
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_MOST = 5_000  # letters


def letter_item(original: Original, session: Session) -> Item:
    """Return the letter in `original` as an item, known by its Message-ID."""
    head = read_head(original)
    return Item(
        key=head.identity,
        read=partial(_read, original, session),
        mark=sha256(original.data),
        title=head.title,
        published=head.published,
    )


def list_mailbox(original: Original, session: Session) -> Iterator[Found]:
    """Yield an item for each letter of an mbox file; of too many the last, which are the newest."""
    starts = [found.span() for found in _ENVELOPE.finditer(original.data)]
    if not starts:
        raise ExtractError("there is no letter in this mailbox")
    if len(starts) > _MOST:
        yield cut_off(original.identity, _MOST, "letters")
        starts = starts[-_MOST:]
    ends = [start for start, _ in starts[1:]] + [len(original.data)]
    for number, ((_, start), end) in enumerate(zip(starts, ends, strict=True), start=1):
        data = _QUOTED.sub(rb"\1", original.data[start:end])
        named = replace(original, data=data, identity=f"{original.identity}#{number}", url="")
        yield letter_item(named, session)


def _read(original: Original, session: Session) -> Reading:
    return session.run(read_letter, original)
