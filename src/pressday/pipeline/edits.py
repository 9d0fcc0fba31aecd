"""Own versions of articles in the open edition: begun, looked through, and taken back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.atomic import one_at_a_time, replace_file
from pressday.edition import change_piece
from pressday.edition.heads import disagreements, split_head
from pressday.errors import ConfigError, ExtractError, UsageError, command
from pressday.extract import decode
from pressday.pipeline.merging import merge_versions
from pressday.pipeline.own_texts import read_version_of
from pressday.pipeline.versions import copy_pictures, version_of
from pressday.text import slug

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.edition import Sheet, SheetPiece
    from pressday.library import Library
    from pressday.pipeline.merging import Merged
    from pressday.pipeline.run_sheets import Deed
    from pressday.pipeline.short_forms import Editing

FOLDER = "articles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """An own version of an article: its file, what was done, and what has to be looked at in it."""

    path: Path
    deed: Deed


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """Own versions of articles in the edition under the editor's hand.

    Every method takes a piece as `Editing` does, and raises what that raises.
    """

    editing: Editing

    def edit(self, name: str) -> Edited:
        """Put an article's text and pictures into the edition's folder, unless they are there."""
        with one_at_a_time(self.editing.publication.folder), self.editing.library() as library:
            sheet, piece = self.editing.piece(name)
            folder = sheet.path.parent / FOLDER
            left = None if piece.body else _left(folder, piece.article)
            if piece.body:
                path = sheet.path.parent / piece.body
            else:
                path = left or _begun(sheet, piece, library)
                change_piece(sheet.path, piece.article, {"body": f"{FOLDER}/{path.name}"})
        said = "your version is" if piece.body or left else "your version begins as"
        undo = command("pressday", "edit", "--undo", piece.article)
        return Edited(path=path, deed=self.editing.deed(piece, f"{said} {path}", undo))

    def undo(self, name: str) -> Deed:
        """Print the article's own text again; the version stays where it is.

        Raises UsageError for a piece that has none.
        """
        with one_at_a_time(self.editing.publication.folder):
            sheet, piece = self.editing.piece(name)
            if piece.body is None:
                hint = f'"pressday edit {piece.article}" begins one'
                raise UsageError(f"no own version of {piece.article}", where=piece.where, hint=hint)
            change_piece(sheet.path, piece.article, {"body": None})
        said = f"the article's own text; your version stays in {sheet.path.parent / piece.body}"
        return self.editing.deed(piece, said, command("pressday", "edit", piece.article))

    def merge(self) -> tuple[Merged, ...]:
        """Bring what sources have changed into the own versions of the open edition.

        Returns those whose article had another text than the version was made from.
        """
        return merge_versions(self.editing.publication)

    def proof(self, name: str) -> tuple[str, ...]:
        """Return what would be left out of an own version, and what has to be decided in it.

        Raises ConfigError with file and line for a head that is wrong.
        """
        with self.editing.library() as library:
            sheet, piece = self.editing.piece(name)
            found = read_version_of(sheet.path.parent, piece, library)
        return (*found.left_out, *found.problems, *disagreements(piece, found.text.said))


def _begun(sheet: Sheet, piece: SheetPiece, library: Library) -> Path:
    article = library.article(piece.article)
    if article is None:
        hint = '"pressday collect" may bring it'
        raise ConfigError(
            f"no article {piece.article} in the library", where=piece.where, hint=hint
        )
    folder = sheet.path.parent / FOLDER
    path = _free(folder, f"{_number(sheet, piece):02d}-{slug(piece.title or article.title)}")
    copy_pictures(article, folder, library)
    replace_file(path, version_of(article, piece, library).encode())
    return path


def _left(folder: Path, article: str) -> Path | None:
    """Return the version of an article that was taken out of the sheet before."""
    for path in sorted(folder.glob("*.md")):
        with suppress(ConfigError, OSError, ExtractError):
            head, _ = split_head(decode(path.read_bytes()), path)
            if head and head.article == article:
                return path
    return None


def _number(sheet: Sheet, piece: SheetPiece) -> int:
    return [one.article for one in sheet.pieces].index(piece.article) + 1


def _free(folder: Path, stem: str) -> Path:
    """Return a path that is taken by no version of before."""
    names = [stem, *(f"{stem}-{n}" for n in range(2, 100))]
    return next(p for name in names if not (p := folder / f"{name}.md").exists())
