"""A file of any format to its articles: the table from format to reader, and plain writing."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from pressday.errors import ExtractError, SourceError
from pressday.fetch import canonical_url
from pressday.sources.files.docx import draft_docx
from pressday.sources.files.epub import list_book
from pressday.sources.files.formats import READABLE, REFUSED, format_of
from pressday.sources.files.original import LARGEST, LARGEST_BOOK, Original, read_bytes, relative
from pressday.sources.files.saved import draft_mhtml, draft_page, draft_webarchive
from pressday.sources.mail.letters import letter_item, list_mailbox, read_letter
from pressday.sources.reading import Item, Reading
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from pressday.config import SourceRule
    from pressday.model import Draft, TextFrom
    from pressday.sources.files.formats import Format
    from pressday.sources.reading import Found, Session


def _draft_text(original: Original) -> Draft:
    """Return pasted text as an article."""
    from pressday.extract import extract_text

    return extract_text(**_writing(original))


def _draft_markdown(original: Original) -> Draft:
    """Return Markdown as an article; its pictures lie in its own folder or below."""
    from pressday.extract import extract_markdown

    folder = original.base[: original.base.rfind("/") + 1]
    return extract_markdown(**_writing(original), base=folder)


def _writing(original: Original) -> dict[str, Any]:
    from pressday.extract import decode

    return {
        "text": decode(original.data, original.charset),
        "identity": original.identity,
        "name": original.name,
        "source": original.source,
    }


_DRAFTERS: Mapping[Format, Callable[[Original], Draft]] = {
    "markdown": _draft_markdown,
    "text": _draft_text,
    "page": draft_page,
    "mhtml": draft_mhtml,
    "webarchive": draft_webarchive,
    "docx": draft_docx,
}
_MEDIA_TYPES: Mapping[Format, str] = {
    "markdown": "text/markdown",
    "text": "text/plain",
    "page": "text/html",
    "mhtml": "multipart/related",
    "webarchive": "application/x-webarchive",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# Formats that hold many articles.
_LISTERS: Mapping[Format, Callable[[Original, Session], Iterator[Found]]] = {
    "epub": list_book,
    "mailbox": list_mailbox,
}
_PAGES = frozenset({"page", "mhtml", "webarchive"})
_TEXTS = frozenset({"markdown", "text", "page"})
_PACKED = frozenset({"epub", "docx", "mailbox"})
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROLS_IN_TEXT = 0.02  # of all characters: compressed bytes have a tenth, a text has none
_LOOKED_AT = 100_000  # characters


def list_file(
    path: Path,
    session: Session,
    *,
    url: str = "",
    rule: SourceRule | None = None,
    only: Collection[Format] = (),
) -> Iterator[Found]:
    """Yield the articles in the file `path`, most often one; `only` names the formats looked for.

    Its identity is `url` if given, else its path relative to the publication. It is
    read again when the item is, so that a file that vanishes meanwhile is that item's
    fault. Raises SourceError for a file that cannot be read or holds no text.
    """
    data = read_bytes(path, LARGEST_BOOK)
    original = original_of_file(path, data, session, url=url, rule=rule)
    kind = _checked(original, format_of(data, path.suffix))
    if only and kind not in only:
        raise SourceError(f"is no {' or '.join(only)}", where=str(path))
    if len(data) > LARGEST and kind not in _PACKED:
        raise SourceError(f"larger than {LARGEST // 1_000_000} MB", where=str(path))
    if kind in _LISTERS:
        yield from _LISTERS[kind](original, session)
        return
    read = partial(_read_file, path, session, url, rule)
    if kind == "mail":
        yield replace(letter_item(original, session), read=read)
    else:
        yield Item(key=original.identity, read=read, mark=sha256(data) if kind == "docx" else "")


def list_original(original: Original, kind: Format, session: Session) -> Iterator[Found]:
    """Yield the articles in `original`, whose format is `kind`."""
    kind = _checked(original, kind)
    if kind == "mail":
        yield letter_item(original, session)
    elif kind in _LISTERS:
        yield from _LISTERS[kind](original, session)
    else:
        yield Item(key=original.identity, read=partial(read_original, original, kind, session))


def read_original(original: Original, kind: Format, session: Session) -> Reading:
    """Return the one article in `original`; raises ExtractError when there is none, or many.

    A page that says where it lives is known by that address, wherever it was saved.
    """
    kind = _checked(original, kind)
    if kind == "mail":
        return session.run(read_letter, original)
    if kind not in _DRAFTERS:
        hint = 'save it, and write "pressday add" and its name'
        raise ExtractError("holds many articles, not one", where=original.url or None, hint=hint)
    draft = session.run(_DRAFTERS[kind], original)
    web = "" if draft.url.startswith("file:") else draft.url
    identity = canonical_url(web) if kind in _PAGES and web else draft.identity
    told: TextFrom = "page" if original.path is None and original.url else "file"
    return Reading(
        draft=replace(draft, url=web or original.url, identity=identity, text_from=told),
        raw=original.data,
        media_type=_MEDIA_TYPES[kind],
        folder=original.folder,
    )


def _read_file(path: Path, session: Session, url: str, rule: SourceRule | None) -> Reading:
    data = read_bytes(path, LARGEST_BOOK)
    kind = format_of(data, path.suffix)
    return read_original(original_of_file(path, data, session, url=url, rule=rule), kind, session)


def original_of_file(
    path: Path, data: bytes, session: Session, *, url: str = "", rule: SourceRule | None = None
) -> Original:
    """Return the file `path`, whose bytes are `data`, as what an article is read from."""
    real = path.resolve()
    return Original(
        data=data,
        identity=canonical_url(url) if url else relative(path, session.folder),
        name=path.name,
        url=url,
        base=real.as_uri(),
        path=real,
        keep=rule.keep if rule else (),
        drop=rule.drop if rule else (),
    )


def _checked(original: Original, kind: Format) -> Format:
    """Return `kind`; raises ExtractError for what holds no text, with what to do."""
    if kind in REFUSED:
        message, hint = REFUSED[kind]
        raise ExtractError(message, hint=hint)
    if kind in _TEXTS and _is_binary(original):
        raise ExtractError("is no text: a picture, a PDF or a program", hint=READABLE)
    return kind


def _is_binary(original: Original) -> bool:
    """Say whether too many characters are controls; a stray one in a text is the extractor's."""
    from pressday.extract import decode

    start = decode(original.data[: 4 * _LOOKED_AT], original.charset)[:_LOOKED_AT]
    return len(_CONTROL.findall(start)) > _CONTROLS_IN_TEXT * len(start)
