"""A new revision of a frozen edition, made on purpose; the files of the old one are kept."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pressday.atomic import one_at_a_time, replace_file
from pressday.edition import read_sheets
from pressday.edition.editing import with_changes
from pressday.edition.lock import write_lock
from pressday.edition.sheet import check_sheet
from pressday.errors import NothingToBuild, UsageError, WriteError
from pressday.library import Library
from pressday.model import Artifact, Outcome, Step
from pressday.pipeline.building import Rewritten, build
from pressday.pipeline.freezing import changed_since, lock_of, lock_told
from pressday.pipeline.merging import merges
from pressday.pipeline.own_texts import said_of
from pressday.pipeline.report import REPORT, made_in
from pressday.pipeline.run_sheets import run_sheet
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping
    from typing import Any

    from pressday.config import Publication
    from pressday.edition import Lock, Sheet, SheetPiece
    from pressday.model import Article
    from pressday.pipeline.building import Event
    from pressday.pipeline.merging import Merged


def revise(
    publication: Publication, name: str = "", note: str = "", *, workers: int = 0
) -> Generator[Event, None, None]:
    """Make a frozen edition anew from the texts as they are now, and freeze that.

    It keeps number, date and identifier, and is made as the profiles are now. `note` says
    below each piece whose words have changed what was corrected; the editor may say so in the
    sheet instead. What is killed in the middle leaves the sheet as it was. Yields what
    `build` does, and which pages of the PDF say something else. Raises NothingToBuild
    where no edition is frozen, UsageError where nothing says what was corrected.
    """
    with one_at_a_time(publication.folder):
        sheet, lock = _frozen(publication, name)
        own = (sheet.path.parent / piece.body for piece in sheet.pieces if piece.body)
        with _put_back(*filter(Path.is_file, own)):
            made = yield from _made(publication, sheet, lock, note, workers)
    for event in made:
        yield event
        if isinstance(event, Outcome) and isinstance(event.value, Artifact):
            yield from _changed(event.value, _earlier(publication.output / sheet.name, lock))


@contextmanager
def _put_back(*paths: Path) -> Iterator[None]:
    """Put the editor's own versions back as they were where what is done with them does not end."""
    before = {path: path.read_bytes() for path in paths}
    try:
        yield
    except BaseException:
        for path, data in before.items():
            replace_file(path, data)
        raise


def _made(
    publication: Publication, sheet: Sheet, lock: Lock, note: str, workers: int
) -> Generator[Event, None, list[Event]]:
    """Make the files, then write sheet and lock; return what is to be told when all are there."""
    new = _corrected(publication, sheet, lock, note)
    _refuse_silence(publication, new, lock)
    with Library.open(publication.library) as library:
        yield from map(_told, list(merges(sheet, library)))
    output = publication.output / sheet.name
    yield from _kept(lock, output, _earlier(output, lock))
    made: list[Event] = []
    for event in build(publication, sheet.name, workers=workers, anew=new):
        if isinstance(event, Step):
            yield event
        else:
            made.append(event)
    replace_file(sheet.path, new.text.encode())
    _lock_anew(sheet, lock, output)
    return made


def _earlier(output: Path, lock: Lock) -> Path:
    """Return where the files of the revision are kept that readers have."""
    return output / f"revision-{lock.revision}"


def _lock_anew(sheet: Sheet, lock: Lock, output: Path) -> None:
    former = (asdict(replace(lock, earlier=())), *lock.earlier)
    new = lock_told(made_in(output), finished=lock.finished)
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


def _corrected(publication: Publication, sheet: Sheet, lock: Lock, note: str) -> Rewritten:
    """Return the run sheet with `note` below the pieces that say something else than then."""
    text = sheet.path.read_bytes().decode("utf-8")
    with Library.open(publication.library) as library:
        for piece in sheet.pieces if note else ():
            known = lock.articles.get(piece.article)
            now, then = library.article(piece.article), library.article(piece.article, known or "")
            head = said_of(sheet, piece) if piece.runs else {}
            if piece.runs and known and now and then and _says_otherwise(piece, head, then, now):
                before = piece.correction or head.get("correction") or ""
                said = _with_note(before, note)
                text = with_changes(text, sheet.path, piece.article, {"correction": said})
    return Rewritten(sheet=check_sheet(text.removeprefix("\ufeff"), sheet.path), text=text)


def _says_otherwise(
    piece: SheetPiece, head: Mapping[str, Any], then: Article, now: Article
) -> bool:
    """Tell whether words have changed that readers have of the article, and not of the editor.

    `head` is that of an own version, which takes in what the source has changed of the text.
    """
    shown = [
        (piece.headline or head.get("headline"), then.title, now.title),
        (piece.standfirst or head.get("standfirst"), then.standfirst, now.standfirst),
        (None, then.body.text, now.body.text),
    ]
    return any(own is None and before != after for own, before, after in shown)


def _with_note(said: str, note: str) -> str:
    """Return a correction with one more sentence; one that was killed may have written it."""
    return said if said.endswith(note) else f"{said} {note}".strip()


def _refuse_silence(publication: Publication, new: Rewritten, lock: Lock) -> None:
    """Raise where nothing has changed, or nothing says what was corrected."""
    sheet = new.sheet
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
    """Keep the files of the revision that readers have; yield a warning for one that is gone.

    Its report goes with them: it alone says what the headlines were. A revision that was
    killed may have kept them already, and begun to replace them.
    """
    try:
        earlier.mkdir(parents=True, exist_ok=True)
        for name, digest in lock.made.items():
            if (earlier / name).is_file():
                _refuse_other(earlier / name, digest)
            elif _is(output / name, digest):
                replace_file(earlier / name, (output / name).read_bytes(), durable=True)
            else:
                said = "is gone or changed, so that this revision is not kept"
                yield Outcome(subject=name, warnings=(said,))
        if (output / REPORT).is_file() and not (earlier / REPORT).is_file():
            replace_file(earlier / REPORT, (output / REPORT).read_bytes(), durable=True)
    except OSError as error:
        raise WriteError.of(error, earlier) from error


def _refuse_other(path: Path, digest: str) -> None:
    if not _is(path, digest):
        hint = "those are files that readers have: move the folder, and revise again"
        message = f"{path.parent.name} has another {path.name}"
        raise WriteError(message, where=str(path.parent), hint=hint)


def _is(path: Path, digest: str) -> bool:
    return path.is_file() and sha256(path.read_bytes()) == digest


def _changed(made: Artifact, earlier: Path) -> Iterator[Event]:
    """Yield which pages of a PDF say something else than those of the `earlier` file."""
    from pressday.press.pdf.checks import changed_pages

    before = earlier / made.path.name
    if made.format == "pdf" and before.is_file():
        pages = ", ".join(map(str, changed_pages(before, made.path)))
        said = f"pages that say something else: {pages or 'none'}"
        yield Outcome(subject=made.path.name, warnings=(said,))
