"""Frozen editions: what they were made from, and that they are never made otherwise."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from importlib import metadata
from typing import TYPE_CHECKING

from pressday.atomic import one_at_a_time
from pressday.config import profile_of
from pressday.edition import read_sheets
from pressday.edition.lock import FILE, Lock, Recipe, is_frozen, read_lock, write_lock
from pressday.edition.merging import CONFLICT
from pressday.errors import (
    ConfigError,
    FrozenError,
    NothingToBuild,
    UsageError,
    WriteError,
    command,
)
from pressday.library import Library
from pressday.pipeline.report import made_in
from pressday.pipeline.run_sheets import Deed, run_sheet
from pressday.pipeline.undecided import undecided
from pressday.text import counted, sha256, some
from pressday.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path
    from typing import Any

    from pressday.config import Publication
    from pressday.edition import Sheet
    from pressday.model import Artifact, Outcome

_PACKAGES = (
    "ebooklib", "fonttools", "lxml", "pikepdf", "pillow", "pydyf", "pyphen", "uharfbuzz",
    "weasyprint",
)  # fmt: skip
_DIGITS = 12  # of a hash that stands for many files


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """An article whose source has another text now than the frozen edition that has it."""

    edition: str
    article: str
    title: str


def lock_of(publication: Publication, sheet: Sheet, sheets: Sequence[Sheet]) -> Lock | None:
    """Return the lock of the edition of `sheet`, or None while it may still change.

    Editions of a time without locks are frozen as soon as another one follows, and what was
    built of them last tells what they were made from.
    """
    if is_frozen(sheet) or sheet is sheets[-1]:
        return read_lock(sheet)
    said = made_in(publication.output / sheet.name)
    return lock_told(said) if said else None


def freeze(publication: Publication, name: str = "", *, now: datetime) -> Deed:
    """Finish an edition as it was built last: what is made of it from now on is the same.

    Raises UsageError for one that is frozen, NothingToBuild for one that is not built,
    ConfigError for one that has changed since.
    """
    with one_at_a_time(publication.folder), Library.open(publication.library) as library:
        sheet = run_sheet(publication, name).sheet
        if is_frozen(sheet):
            hint = '"pressday revise" makes a new revision of it'
            raise UsageError(f"edition {sheet.name} is frozen already", hint=hint)
        output = publication.output / sheet.name
        said = made_in(output)
        if not said:
            message = f"edition {sheet.name} has not been built"
            raise NothingToBuild(message, hint="pressday build, look at it, and freeze it then")
        lock = lock_told(said, finished=now.isoformat())
        _refuse_stale(lock, publication, sheet, library, output)
        write_lock(sheet, lock)
    return Deed(
        subject=sheet.name,
        said=f"{sheet.name}: frozen, with {some(sorted(lock.made))}",
        undo=command("pressday", "edition", "freeze", "--undo", sheet.name),
        warnings=tuple(_disputed(sheet)),
    )


def _disputed(sheet: Sheet) -> Iterator[str]:
    counts = undecided(sheet)
    for piece in (one for one in sheet.pieces if one.article in counts):
        said = f"{counted(counts[piece.article], 'conflict')} undecided, your text is in the paper"
        yield f"{sheet.path.parent / (piece.body or '')}: {said}: look for {CONFLICT}"


def thaw(publication: Publication, name: str = "") -> Deed:
    """Open the newest edition again: for a lock that came too early, before anybody reads it.

    Raises UsageError for an edition that another one follows, that has been revised, or that
    is open.
    """
    with one_at_a_time(publication.folder):
        sheet = run_sheet(publication, name).sheet
        newest = read_sheets(publication.editions)[-1]
        if newest.name != sheet.name:
            raise UsageError(
                f"edition {newest.name} follows {sheet.name}", hint=_way_past(newest, sheet)
            )
        if not is_frozen(sheet):
            raise UsageError(f"edition {sheet.name} is open", hint="there is nothing to undo")
        if (lock := read_lock(sheet)) and lock.revision > 1:
            message = f"edition {sheet.name} has been revised: readers have {lock.revision} of it"
            raise UsageError(message, hint='"pressday revise" makes a further revision')
        try:
            (sheet.path.parent / FILE).unlink()
        except OSError as error:
            raise WriteError.of(error, sheet.path.parent) from error
    return Deed(
        subject=sheet.name,
        said=f"{sheet.name}: open again",
        undo=command("pressday", "edition", "freeze", sheet.name),
    )


def _way_past(newest: Sheet, sheet: Sheet) -> str:
    """Return what to do about an edition that another one follows."""
    revise = f'"{command("pressday", "revise", sheet.name)}" makes a new revision of it'
    if is_frozen(newest):
        return revise
    folder = newest.path.parent
    return f"{revise}; to open it, move {folder} away: what is in that edition is on offer again"


def refuse_otherwise(
    lock: Lock, publication: Publication, sheet: Sheet, made: Sequence[Outcome[Artifact]]
) -> None:
    """Raise FrozenError where a file of a frozen edition is not made as it was."""
    artifacts = [outcome.value for outcome in made if outcome.value]
    known = {profile_of(name) for name in lock.made}
    again = [one for one in artifacts if profile_of(one.path.name) in known]
    other = [one.path.name for one in again if lock.made.get(one.path.name) != one.sha256]
    if not other and len(artifacts) > len(again):
        other = _added_from_elsewhere(lock, publication, sheet, artifacts)
    if other:
        why = "; ".join(lock.recipe.changes(recipe_of(publication, sheet)))
        message = f"edition {sheet.name} is frozen, and {some(other)} would come out otherwise"
        raise FrozenError(
            f"{message}: {why or 'nothing that is known of has changed'}",
            where=str(sheet.path),
            hint='put it back as it was; or make a new revision: "pressday revise"',
        )


def _added_from_elsewhere(
    lock: Lock, publication: Publication, sheet: Sheet, made: Sequence[Artifact]
) -> list[str]:
    """Return the files of `made` that the lock does not know, where their sources have changed."""
    now = recipe_of(publication, sheet)
    changed = Recipe(files=lock.recipe.files).changes(Recipe(files=now.files))
    if not lock.recipe.files or not any(changed):
        return []
    return [one.path.name for one in made if one.path.name not in lock.made]


def refuse_gaps(lock: Lock, sheet: Sheet, library: Library) -> None:
    """Raise FrozenError where the library lacks a revision of a frozen edition."""
    gone = [key for key, revision in lock.articles.items() if not library.article(key, revision)]
    gone = [key for key in gone if key in {piece.article for piece in sheet.pieces}]
    if gone:
        hint = "put the library back from a backup that has them"
        message = f"edition {sheet.name} is frozen, and the library lacks the texts of"
        raise FrozenError(f"{message} {some(gone)}", where=str(sheet.path), hint=hint)


def recipe_of(publication: Publication, sheet: Sheet, text: str = "") -> Recipe:
    """Return what goes into an edition besides its articles, as it is now.

    `text` is that of the run sheet, where it will be another than it is.
    """
    folders = [
        sheet.path.parent,
        publication.house,
        *(publication.folder / name for name in ("templates", "styles")),
    ]
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    named = (publication.logo, publication.press.icc)
    paths += [path for path in named if path and path.is_file()]
    data = {path: path.read_bytes() for path in paths} | (
        {sheet.path: text.encode()} if text else {}
    )
    hashes = {p.relative_to(publication.folder): sha256(raw) for p, raw in data.items()}
    files = {path.as_posix(): digest for path, digest in hashes.items()}
    return Recipe(
        files={k: v for k, v in files.items() if not k.endswith(f"/{FILE}") and "/." not in k},
        settings=_settings(publication),
        versions=_versions(),
    )


def _settings(publication: Publication) -> dict[str, str]:
    head = publication.masthead
    words = "title language tagline editor contact url licence colophon".split()
    said = {name: str(getattr(head, name)) for name in words}
    said |= {name: str(getattr(publication, name)) for name in ("theme", "size", "cadence")}
    press = publication.press
    order = f"{press.condition}, {press.intent}, {press.ink} %, {press.bleed:g} mm, {press.marks}"
    folds = " ".join(str(value) for value in astuple(publication.booklet))
    return said | {"pages": str(publication.pages or ""), "press": order, "booklet": folds}


def _versions() -> dict[str, str]:
    from pressday.press.fonts import fonts_by_hash

    fonts = sha256("".join(sorted(fonts_by_hash())).encode())[:_DIGITS]
    known = {name: metadata.version(name) for name in _PACKAGES}
    return {"pressday": __version__, "fonts": fonts} | known


def lock_told(said: Mapping[str, Any], *, finished: str = "") -> Lock:
    """Return the lock of what a report tells was made, and was `finished` then."""
    recipe = said.get("recipe", {})
    return Lock(
        number=said["number"],
        previous=said.get("previous", ""),
        pages=said.get("asked", 0),
        finished=finished,
        articles={piece["article"]: piece["revision"] for piece in said["pieces"]},
        made={made["path"]: made["sha256"] for made in said["artifacts"]},
        recipe=Recipe(**recipe),
    )


def corrected(publication: Publication, library: Library) -> tuple[Corrected, ...]:
    """Return the articles that have another text now than the frozen edition that has them."""
    sheets = read_sheets(publication.editions)
    locks = ((sheet.name, lock_of(publication, sheet, sheets)) for sheet in sheets)
    printed = [
        (name, article, revision)
        for name, lock in locks
        for article, revision in (lock.articles.items() if lock else ())
    ]
    now = library.revisions({article for _, article, _ in printed})
    changed = [(n, a) for n, a, revision in printed if now.get(a, revision) != revision]
    titles = library.summaries([article for _, article in changed])
    return tuple(
        Corrected(edition=name, article=article, title=titles[article].title)
        for name, article in changed
    )


def _refuse_stale(
    lock: Lock, publication: Publication, sheet: Sheet, library: Library, output: Path
) -> None:
    changes = list(changed_since(lock, publication, sheet, library))
    changes += [f"{name} is gone or changed" for name in _spoilt(lock, output)]
    if changes:
        raise ConfigError(
            f"edition {sheet.name} is not what was built: {'; '.join(changes)}",
            where=str(sheet.path),
            hint="pressday build, look at it, and freeze it then",
        )


def changed_since(
    lock: Lock, publication: Publication, sheet: Sheet, library: Library
) -> Iterator[str]:
    """Yield what has changed of an edition since it was built."""
    if lock.recipe.files:
        yield from lock.recipe.changes(recipe_of(publication, sheet))
    for key, revision in lock.articles.items():
        article = library.article(key)
        if article and article.revision != revision:
            yield f'"{article.title}" has another text'


def _spoilt(lock: Lock, output: Path) -> Iterator[str]:
    for name, digest in lock.made.items():
        path = output / name
        if not path.is_file() or sha256(path.read_bytes()) != digest:
            yield name
