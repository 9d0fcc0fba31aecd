"""A new revision of a frozen edition, made on purpose; the files of the old one are kept."""

from __future__ import annotations

import filecmp
import shutil
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pressday.atomic import one_at_a_time, replace_file
from pressday.edition import change_piece, read_sheet, read_sheets
from pressday.edition.lock import write_lock
from pressday.errors import NothingToBuild, UsageError, WriteError
from pressday.library import Library
from pressday.model import Artifact, Outcome
from pressday.pipeline.building import build
from pressday.pipeline.freezing import changed_since, lock_of, lock_told
from pressday.pipeline.merging import merges
from pressday.pipeline.own_texts import said_of
from pressday.pipeline.report import made_in
from pressday.pipeline.run_sheets import run_sheet

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from pressday.config import Publication
    from pressday.edition import Lock, Sheet
    from pressday.pipeline.building import Event
    from pressday.pipeline.merging import Merged


def revise(
    publication: Publication, name: str = "", note: str = "", *, workers: int = 0
) -> Generator[Event, None, None]:
    """Make a frozen edition anew from the texts as they are now, and freeze that.

    It keeps number, date and identifier. `note` says below each piece whose text has
    changed what was corrected; the editor may say so in the sheet instead. Yields what
    `build` does, and which pages of the PDF say something else. Raises NothingToBuild
    where no edition is frozen, UsageError where nothing says what was corrected.
    """
    with one_at_a_time(publication.folder):
        sheet, lock = _frozen(publication, name)
        own = (sheet.path.parent / piece.body for piece in sheet.pieces if piece.body)
        with _put_back(sheet.path, *filter(Path.is_file, own)):
            yield from _revised(publication, sheet, lock, note, workers)


@contextmanager
def _put_back(*paths: Path) -> Iterator[None]:
    """Put the editor's files back as they were where what is done with them does not end."""
    before = {path: path.read_bytes() for path in paths}
    try:
        yield
    except BaseException:
        for path, data in before.items():
            replace_file(path, data)
        raise


def _revised(
    publication: Publication, sheet: Sheet, lock: Lock, note: str, workers: int
) -> Generator[Event, None, None]:
    if note:
        _note(publication, sheet, lock, note)
    _refuse_silence(publication, read_sheet(sheet.path), lock)
    with Library.open(publication.library) as library:
        yield from map(_told, list(merges(sheet, library)))
    output = publication.output / sheet.name
    earlier = output / f"revision-{lock.revision}"
    yield from _kept(lock, output, earlier)
    formats = sorted({made.rpartition(".")[2] for made in lock.made})
    for event in build(publication, sheet.name, formats=formats, workers=workers, anew=True):
        yield event
        if isinstance(event, Outcome) and isinstance(event.value, Artifact):
            yield from _changed(event.value, earlier)
    new = lock_told(made_in(output))
    former = (asdict(replace(lock, earlier=())), *lock.earlier)
    write_lock(sheet, replace(new, revision=lock.revision + 1, earlier=former))


def _told(merged: Merged) -> Event:
    changes = f"{merged.path.name}: changes of the source that came in: {merged.taken}"
    return Outcome(subject=merged.title, warnings=(merged.error or changes,))


def _frozen(publication: Publication, name: str) -> tuple[Sheet, Lock]:
    """Return the sheet and the lock of an edition, of the newest frozen one without a name."""
    sheets = read_sheets(publication.editions)
    locks = [(sheet, lock_of(publication, sheet, sheets)) for sheet in sheets]
    frozen = [(sheet, lock) for sheet, lock in locks if lock]
    if name:
        chosen = run_sheet(publication, name).name
        frozen = [(sheet, lock) for sheet, lock in frozen if sheet.name == chosen]
    if not frozen:
        hint = '"pressday build" makes one anew that is not; "pressday edition freeze" freezes it'
        raise NothingToBuild(
            f"edition {name} is not frozen" if name else "no edition is frozen", hint=hint
        )
    return frozen[-1]


def _note(publication: Publication, sheet: Sheet, lock: Lock, note: str) -> None:
    """Write `note` below the pieces whose text has changed since the edition was made."""
    with Library.open(publication.library) as library:
        for piece in sheet.pieces:
            article = library.article(piece.article)
            known = lock.articles.get(piece.article)
            if piece.runs and article and known not in {None, article.revision}:
                before = piece.correction or said_of(sheet, piece).get("correction")
                said = f"{before} {note}" if before else note
                change_piece(sheet.path, piece.article, {"correction": said})


def _refuse_silence(publication: Publication, sheet: Sheet, lock: Lock) -> None:
    """Raise where nothing has changed, or nothing says what was corrected."""
    with Library.open(publication.library) as library:
        changes = [*changed_since(lock, publication, sheet, library)]
    if lock.recipe.files and not changes:
        hint = "a revision needs another text, or another line in the run sheet"
        raise NothingToBuild(f"nothing of {sheet.name} has changed since it was made", hint=hint)
    corrections = (
        p.correction or said_of(sheet, p).get("correction") for p in sheet.pieces if p.runs
    )
    if not any(corrections):
        raise UsageError(
            f"nothing says what is corrected in {sheet.name}",
            where=str(sheet.path),
            hint='write correction = "…" below a piece, or give --note where its text has changed',
        )


def _kept(lock: Lock, output: Path, earlier: Path) -> Iterator[Event]:
    """Keep the files of the revision that readers have; yield a warning for one that is gone."""
    try:
        earlier.mkdir(parents=True, exist_ok=True)
        for name in lock.made:
            if (earlier / name).is_file() and _differ(output / name, earlier / name):
                hint = "those are files that readers have: move the folder, and revise again"
                raise WriteError(
                    f"{earlier.name} has another {name}", where=str(earlier), hint=hint
                )
            if (output / name).is_file():
                shutil.copy2(output / name, earlier / name)
            else:
                said = "is gone, so that this revision is not kept"
                yield Outcome(subject=name, warnings=(said,))
    except OSError as error:
        raise WriteError.of(error, earlier) from error


def _differ(one: Path, other: Path) -> bool:
    return not (one.is_file() and filecmp.cmp(one, other, shallow=False))


def _changed(made: Artifact, earlier: Path) -> Iterator[Event]:
    """Yield which pages of a PDF say something else than those of the `earlier` file."""
    from pressday.press.pdf.checks import changed_pages

    before = earlier / made.path.name
    if made.format == "pdf" and before.is_file():
        pages = ", ".join(map(str, changed_pages(before, made.path)))
        said = f"pages that say something else: {pages or 'none'}"
        yield Outcome(subject=made.path.name, warnings=(said,))
