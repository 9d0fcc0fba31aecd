"""From the run sheet to finished files; never the network."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from pressday.atomic import replace_file
from pressday.config import did_you_mean, file_name
from pressday.config import profiles as known_profiles
from pressday.edition import Numbering, assemble, read_sheets, unknown_articles
from pressday.errors import (
    ConfigError,
    LayoutError,
    PinError,
    UsageError,
    WriteError,
)
from pressday.library import Library
from pressday.library.illustrations import without
from pressday.limits import PageTarget
from pressday.model import Job, Outcome, Piece, Step
from pressday.orders import Orders
from pressday.pipeline.cautions import (
    doubles,
    lost_pictures,
    told_dropped,
    told_lost,
    unaccepted,
    warned,
    without_doubles,
)
from pressday.pipeline.freezing import lock_of, recipe_of, refuse_gaps, refuse_otherwise
from pressday.pipeline.looking import expected_of, look_at_own
from pressday.pipeline.own_texts import read_texts
from pressday.pipeline.planning import sheet_number
from pressday.pipeline.report import REPORT, artifact, made_in, remove_made, report
from pressday.pipeline.run_sheets import choose_edition
from pressday.pipeline.staging import cache_of, staging
from pressday.plugins import blaming
from pressday.press import WRITERS
from pressday.text import slug

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
    from pathlib import Path

    from pressday.config import Publication
    from pressday.edition import Assembled, Lock, Sheet
    from pressday.edition.sheet import Unknown
    from pressday.model import Artifact, Edition, Piece

    Event = Outcome[Artifact] | Outcome[Piece] | Step


def build(  # noqa: PLR0913 - what the command has
    publication: Publication,
    name: str,
    *,
    profiles: Sequence[str] = (),
    formats: Sequence[str] = (),
    workers: int = 0,
    output: Path | None = None,
    pages: int = 0,
    anew: Rewritten | None = None,
) -> Generator[Event, None, None]:
    """Make the files of edition `name`: its profiles, or these, as far as of these `formats`.

    Yields an outcome for each file, for each piece left out (with an error) and
    for whatever has warnings. All files are put in their place together when the
    last is whole: earlier ones stay when anything fails. `workers` 0 is one for
    each core. `output` takes the place of the publication's own folder, `pages`
    that of its page target. With `anew`, which is its run sheet as it will be, a frozen
    edition is made of the texts as they are now. Raises PagesError where that target cannot be
    reached, FrozenError where a frozen edition would not come out as it was.
    """
    wanted = _wanted(profiles or publication.profiles, formats)
    output = output or publication.output
    with _elsewhere(output), Library.open(publication.library) as library:
        yield Step(name="read", done=0, total=1, detail=name)
        place = chosen(publication, name)
        asked = pages or (place.lock.pages if place.lock else 0)
        place = replace(place, sheet=anew.sheet, lock=None) if anew else place
        sheet, lock = place.sheet, place.lock
        made = assembled(publication, place, library)
        yield from _told(made)
        with staging(output / name) as folder, cache_of(publication.cache) as cache:
            if cache != publication.cache:
                said = f"{cache}, as {publication.cache} cannot be written"
                yield Step(name="cache", done=0, total=0, detail=said)
            outcomes = [*doubles(made.edition, library.alike)]
            for kind, as_ in wanted.items():
                target = folder / f"{_stem(made.edition)}.{kind}"
                job = replace(_job(publication, library, target, workers, as_), cache=cache)
                if asked:
                    job = replace(job, pages=PageTarget(exact=asked))
                for event in _pinned(_written(kind, made.edition, job), made.places):
                    if isinstance(event, Step):
                        yield event
                    elif (outcome := _named(event, made.edition)) not in outcomes:
                        outcomes.append(outcome)  # what two formats say is told once
            yield Step(name="check", done=0, total=1, detail="the finished files")
            seen = (unaccepted(one, made.accepted) for one in outcomes)
            outcomes = [_checked(one, publication, made.edition) for one in seen]
            if lock:
                refuse_otherwise(lock, publication, sheet, outcomes)
            recipe = recipe_of(publication, sheet, anew.text if anew else "")
            text = report(made, outcomes, recipe, asked, publication.folder)
            built = {*publication.profiles, *(name for as_ in wanted.values() for name in as_)}
            kept = () if lock else _names(made.edition, built)
            outcomes = [*_without_earlier(folder.parent, made.edition, kept), *outcomes]
            told = _put_in_place(folder, outcomes, "" if lock and made_in(folder.parent) else text)
    yield from told


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A run sheet as it will be, and its text."""

    sheet: Sheet
    text: str


def _names(edition: Edition, profiles: Collection[str]) -> list[str]:
    return [file_name(_stem(edition), profile) for profile in profiles]


def _without_earlier(
    output: Path, edition: Edition, kept: Collection[str]
) -> Iterator[Outcome[Artifact]]:
    """Remove what an edition that may change was called or made as before; tell it.

    Nothing is removed where no names are `kept`.
    """
    old = remove_made(output, [*_names(edition, known_profiles())], kept) if kept else []
    if old:
        said = f"{', '.join(old)} left: the edition has another number, title or profile now"
        yield Outcome(subject=edition.name, warnings=(said,))


@contextmanager
def _elsewhere(output: Path) -> Iterator[None]:
    """Name the way out where the finished files find no place."""
    try:
        yield
    except WriteError as error:
        if str(error.where).startswith(str(output)):
            error.hint = "make room there, or put it elsewhere: pressday build --output DIR"
        raise


def _wanted(profiles: Sequence[str], only: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return `profiles` by their formats, paper first, those that are in `only` if it has any.

    Raises UsageError for a profile or a format that nobody makes, and when none is left.
    """
    known = known_profiles()
    for name in profiles:
        if name not in known:
            raise UsageError(f'no profile "{name}"', hint=did_you_mean(name, tuple(known)))
    for kind in only:
        if kind not in WRITERS:
            message, hint = WRITERS.why_unknown(kind)
            raise UsageError(message, hint=hint)
    made = {known[name] for name in profiles}
    if not (wanted := made.intersection(only or made)):
        name = next(name for name, kind in known.items() if kind in only)
        message = f"no profile of this edition is made as {' or '.join(only)}"
        raise UsageError(message, hint=f"add --profile {name}, or write it into [output]")
    kinds = sorted(wanted, key=lambda kind: (kind != "pdf", kind))
    return {kind: tuple(n for n in known if n in profiles and known[n] == kind) for kind in kinds}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The run sheet of an edition, its place among all, and its lock if it is frozen."""

    sheet: Sheet
    numbering: Numbering
    lock: Lock | None = None


def chosen(publication: Publication, name: str) -> Chosen:
    """Return the run sheet of an edition, where it stands among all; ConfigError for none."""
    sheets = read_sheets(publication.editions)
    sheet = next((s for s in sheets if s.name == choose_edition(publication, name)), sheets[-1])
    lock = lock_of(publication, sheet, sheets)
    if lock:
        previous = date.fromisoformat(lock.previous) if lock.previous else None
        numbering = Numbering(number=lock.number, previous=previous)
        return Chosen(sheet=sheet, numbering=numbering, lock=lock)
    before = [s for s in sheets if s.date < sheet.date]
    numbering = Numbering(
        number=sheet_number(publication, before, sheet),
        previous=before[-1].date if before else None,
    )
    return Chosen(sheet=sheet, numbering=numbering)


def assembled(publication: Publication, place: Chosen, library: Library) -> Assembled:
    """Return the edition that a run sheet and the library make, and what is wrong with it.

    Of a frozen one it is what it was. Raises ConfigError for a run sheet that names what is
    not there, FrozenError where the library lacks a text of a frozen one.
    """
    sheet, lock = place.sheet, place.lock
    if lock:
        refuse_gaps(lock, sheet, library)
    then = lock.articles if lock else {}
    found = (library.article(p.article, then.get(p.article, "")) for p in sheet.pieces if p.runs)
    articles = {article.id: article for article in found if article}
    lost = {
        article.id: lost_pictures(article, library.has_picture) for article in articles.values()
    }
    texts, bare = read_texts(publication, sheet, library)
    unknown = unknown_articles(sheet, library.ids())
    if unknown and not articles:
        raise ConfigError(unknown[0].told)
    whole = {
        key: without(article, lost[key]) if lost[key] else article
        for key, article in articles.items()
    }
    made = assemble(publication, place.numbering, sheet, whole, texts)
    edition = without_doubles(made.edition, library.alike)
    lost_in = [told_lost(articles[key].title, gone) for key, gone in lost.items() if gone]
    left_out = (*map(_unknown, unknown), *made.left_out, *bare, *lost_in)
    problems = (*made.problems, *told_dropped(edition))
    return replace(made, edition=edition, left_out=left_out, problems=problems)


def _unknown(one: Unknown) -> Outcome[Piece]:
    return Outcome(subject=one.piece.title or one.piece.article, error=one.told)


def _told(made: Assembled) -> Iterator[Outcome[Piece]]:
    """Yield what the editor should know of the edition before anything is set."""
    yield from made.left_out
    edition = made.edition
    said: list[Outcome[Piece]] = [
        Outcome(subject=p.headline, value=p, warnings=warned(p)) for p in edition.offered
    ]
    said.append(Outcome(subject=edition.name, warnings=made.problems))
    yield from (told for one in said if (told := unaccepted(one, made.accepted)).warnings)


def _stem(edition: Edition) -> str:
    return f"{slug(edition.masthead.title)}-{edition.number}"


def _job(
    publication: Publication, library: Library, target: Path, workers: int, as_: tuple[str, ...]
) -> Job:
    from pressday.layout.theme import Theme

    return Job(
        theme=Theme(name=publication.theme, overrides=(publication.folder,)),
        size=publication.size,
        media=library.media_path,
        cache=publication.cache,
        target=target,
        workers=workers or os.cpu_count() or 1,
        limits=publication.limits,
        pages=publication.pages,
        orders=Orders(profiles=as_, press=publication.press, booklet=publication.booklet),
    )


def _pinned(
    events: Iterator[Outcome[Artifact] | Step], places: Mapping[str, str]
) -> Iterator[Outcome[Artifact] | Step]:
    """Yield `events`; what the sheet pins in vain is named with its file and line."""
    try:
        yield from events
    except PinError as error:
        error.where = places.get(str(error.where), error.where)
        raise


def _written(kind: str, edition: Edition, job: Job) -> Iterator[Outcome[Artifact] | Step]:
    """Run the writer of a format; a disk that is full or closed is no bug of its.

    Steps and faults are told under names that the editor knows: the temporary
    folder is none.
    """
    headlines = {f"a-{piece.id}": piece.headline for piece in edition.offered}
    try:
        for event in _each(kind, edition, job):
            if isinstance(event, Step):
                yield replace(event, detail=headlines.get(event.detail, event.detail))
            else:
                yield event
    except WriteError as error:
        error.where = (error.where or "").replace(f"{job.target.parent.name}{os.sep}", "")
        raise
    except OSError as error:
        raise WriteError.of(error, job.target.parent.parent) from error


def _each(kind: str, edition: Edition, job: Job) -> Iterator[Outcome[Artifact] | Step]:
    with blaming(WRITERS.owner(kind), LayoutError):
        for event in WRITERS[kind](edition, job):
            if not isinstance(event, Outcome | Step):
                raise TypeError(f"{event!r} is neither an Outcome nor a Step")
            yield event


def _named(outcome: Outcome[Artifact], edition: Edition) -> Outcome[Artifact]:
    """Return a writer's outcome under a name the editor knows: a headline, or a file's name."""
    if outcome.value is not None:
        return replace(outcome, subject=outcome.value.path.name)
    headlines = {piece.id: piece.headline for piece in edition.offered}
    return replace(outcome, subject=headlines.get(outcome.subject, outcome.subject))


def _checked(
    outcome: Outcome[Artifact], publication: Publication, edition: Edition
) -> Outcome[Artifact]:
    """Return the outcome of a file with what must be mended in it."""
    made = outcome.value
    if made is None:
        return outcome
    expected = expected_of(publication, edition, artifact(made))
    findings = look_at_own(made.path, made.format, expected)
    grave = [finding for finding in findings if finding.severity == "mend"]
    faults = tuple(f"{f.place}: {f.message}" if f.place else f.message for f in grave)
    return replace(outcome, value=replace(made, faults=faults))


def _put_in_place(
    folder: Path, outcomes: Sequence[Outcome[Artifact]], text: str
) -> list[Outcome[Artifact]]:
    """Move what was made into the folder around `folder`, the report last if there is one."""
    output = folder.parent
    placed = []
    try:
        for outcome in outcomes:
            if outcome.value is not None:
                path = outcome.value.path.replace(output / outcome.value.path.name)
                outcome = replace(outcome, value=replace(outcome.value, path=path))  # noqa: PLW2901 - the same, in its place
            placed.append(outcome)
        if text:
            replace_file(output / REPORT, text.encode())
    except OSError as error:
        raise WriteError.of(error, output) from error
    return placed
