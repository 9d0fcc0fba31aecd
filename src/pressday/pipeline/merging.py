"""New texts of sources brought into the editor's own versions of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.atomic import one_at_a_time, replace_file
from pressday.edition import open_sheet, read_sheets
from pressday.edition.heads import merge_head, split_head
from pressday.edition.merging import boxes, merge_blocks
from pressday.errors import ConfigError
from pressday.extract import decode
from pressday.extract.written.chunks import chunks
from pressday.library import Library
from pressday.pipeline.versions import copy_pictures, is_version_of, markdown_of, picture_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pressday.config import Publication
    from pressday.edition import Sheet
    from pressday.model import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """An own version whose article has a new text, or that waits: changes that came in, and wait.

    `path` is its file; `error` says why nothing could be merged.
    """

    article: str
    title: str
    path: Path
    taken: int = 0
    conflicts: int = 0
    error: str = ""


def merge_versions(publication: Publication) -> tuple[Merged, ...]:
    """Bring the library's texts into the own versions of the open edition that are behind them."""
    with one_at_a_time(publication.folder), Library.open(publication.library) as library:
        sheet = open_sheet(read_sheets(publication.editions))
        return tuple(merges(sheet, library)) if sheet else ()


def merges(sheet: Sheet, library: Library) -> Iterator[Merged]:
    """Bring the library's texts into the own versions of one edition, and yield what became."""
    for piece in sheet.pieces:
        path = sheet.path.parent / (piece.body or "")
        if piece.body and path.is_file():
            try:
                yield from _merge(path, piece.article, library)
            except ConfigError as error:
                where = f"{error.where}: " if error.where else ""
                yield Merged(article=piece.article, title=piece.title, path=path,
                             error=f"{where}{error.message}")  # fmt: skip


def _merge(path: Path, name: str, library: Library) -> Iterator[Merged]:
    """Merge what the source says into the version in `path` of the article called `name`."""
    raw = path.read_bytes()
    text = decode(raw).replace("\r\n", "\n")
    head, rest = split_head(text, path)
    article = library.article(head.article) if head else None
    if not head or not article or not is_version_of(head, name, library):
        return  # building says so of another's
    if head.revision == article.revision:
        yield from _waiting(path, article, head.conflicts + boxes(chunks(rest)))
        return
    before = library.article(article.id, head.revision)
    if before is None:
        error = "the library lacks the text that it was made from"
        yield Merged(article=article.id, title=article.title, path=path, error=error)
        return
    files = picture_files(before, library) | picture_files(article, library)
    top = merge_head(text, before, article, {media: name for media, (name, _) in files.items()})
    texts = ("\n\n".join(markdown_of(one, library)) for one in (before, article))
    old, new = map(chunks, texts)  # an answer, and notes, are one block there and several here
    made = merge_blocks(old, chunks(top.rest), new)
    whole = "\n".join([top.text, *(f"{block}\n" for block in made.blocks)])
    copy_pictures(article, path.parent, library)
    ending = "\r\n" if b"\r\n" in raw else "\n"
    replace_file(path, whole.replace("\n", ending).encode(), durable=True)
    yield Merged(
        article=article.id, title=article.title, path=path,
        taken=made.taken + top.taken, conflicts=made.conflicts + top.conflicts,
    )  # fmt: skip


def _waiting(path: Path, article: Article, conflicts: int) -> Iterator[Merged]:
    """Yield a version into which nothing new came, where something of before has to be decided."""
    if conflicts:
        yield Merged(article=article.id, title=article.title, path=path, conflicts=conflicts)
