"""Outcomes as the command line shows them: JSON objects, and cells of tables."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pressday.console import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from pressday import (
        Artifact,
        Check,
        CheckedFile,
        Draft,
        Fate,
        Finding,
        Listed,
        Merged,
        Outcome,
        Planned,
        Row,
        Saved,
        StatusLine,
        Tally,
        Tip,
        Update,
        Waiting,
    )


def tally(outcome: Outcome[Tally]) -> dict[str, Any]:
    """Return what a source gave."""
    value = outcome.value
    return {
        "source": outcome.subject,
        "new": value.new if value else 0,
        "updated": value.updated if value else 0,
        "mended": list(value.mended) if value else [],
        "unchanged": value.unchanged if value else 0,
        "copies": value.copies if value else 0,
        "left_out": value.left_out if value else 0,
        "changed": [update(one) for one in value.updates] if value else [],
        "failed": list(value.failed) if value else [],
        "error": outcome.error or None,
        "warnings": list(outcome.warnings),
    }


def update(one: Update) -> str:
    """Return an updated article with what changed."""
    return f"{one.title} ({', '.join(one.changed)})"


def merged(one: Merged) -> dict[str, Any]:
    """Return what became of an own version whose article has a new text."""
    return {
        "article": one.article, "title": one.title, "path": str(one.path),
        "taken": one.taken, "conflicts": one.conflicts, "error": one.error,
    }  # fmt: skip


def tip(source: str, found: Tip) -> dict[str, Any]:
    """Return an article that a source names, and what collecting would do with it."""
    return {
        "source": source,
        "title": found.title,
        "url": found.url or None,
        "published": _time(found.published),
        "state": found.state,
    }


def saved(outcome: Outcome[Saved]) -> dict[str, Any]:
    """Return what became of an input that was added."""
    article = outcome.value.article if outcome.value else None
    return {
        "subject": outcome.subject,
        "id": article.id if article else None,
        "title": article.title if article else None,
        "status": outcome.value.status if outcome.value else None,
        "changed": list(outcome.value.changed) if outcome.value else [],
        "copy_of": (outcome.value.copy_of or None) if outcome.value else None,
        "error": outcome.error or None,
        "warnings": list(outcome.warnings),
    }


def listed(row: Listed) -> dict[str, Any]:
    """Return an article of the library, without its text."""
    article = row.article
    return {
        "id": article.id,
        "title": article.title,
        "site": article.site,
        "section": article.section,
        "language": article.language,
        "published": _time(article.published),
        "fetched": _time(article.fetched),
        "words": article.words,
        "pictures": len(article.images),
        "url": article.url,
        "source": article.source,
        "edition": row.edition or None,
        "copies": list(row.copies),
        "copy_of": row.copy_of or None,
        "warnings": list(article.warnings),
    }


def planned(result: Planned) -> dict[str, Any]:
    """Return a run sheet after planning."""
    return {
        "edition": result.sheet.name,
        "number": result.number,
        "date": result.sheet.date.isoformat(),
        "created": result.created,
        "words": result.words,
        "minutes": result.minutes,
        "pages": result.pages,
        "pieces": [_row(row) for row in result.rows],
        "waiting": [_waiting(one) for one in result.waiting],
        "corrected": [asdict(one) for one in result.corrected],
        "unknown": [one.piece.article for one in result.unknown],
        "older": result.older,
        "newer": result.newer,
    }


def _waiting(one: Waiting) -> dict[str, Any]:
    article = one.offer.article
    return {
        "article": article.id,
        "section": one.section,
        "title": article.title,
        "state": one.offer.state,
        "why": one.why or None,
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "article": row.piece.article,
        "section": row.section,
        "title": row.piece.title or (row.article.title if row.article else None),
        "site": row.article.site if row.article else None,
        "weight": row.piece.weight,
        "words": row.words,
        "minutes": row.minutes,
        "pictures": len(row.article.images) if row.article else 0,
        "cut": row.piece.cut,
        "hold": row.piece.hold,
        "new": row.new,
        "state": row.state or None,
        "why": row.why or None,
    }


def artifact(value: Artifact, folder: Path) -> dict[str, Any]:
    """Return a finished file; its path as seen from the publication's `folder`."""
    return {
        "path": _path(value.path, folder),
        "format": value.format,
        "profile": value.profile,
        "bytes": value.bytes,
        "sha256": value.sha256,
        "pages": value.pages,
        "faults": list(value.faults),
    }


def _path(path: Path, folder: Path) -> str:
    """Return a path as seen from `folder`, where it lies inside."""
    return (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix()


def draft(outcome: Outcome[Draft]) -> dict[str, Any]:
    """Return a text that was extracted, or why it was not."""
    found = outcome.value
    if found is None:
        return {"source": outcome.subject, "error": outcome.error}
    return {
        "source": outcome.subject,
        "url": found.url,
        "title": found.title,
        "standfirst": found.standfirst,
        "byline": ", ".join(found.bylines),
        "bylines": list(found.bylines),
        "site": found.site,
        "section": found.section,
        "tags": list(found.tags),
        "published": _time(found.published),
        "modified": _time(found.modified),
        "language": found.language,
        "licence": found.licence,
        "kind": found.kind,
        "words": found.body.words,
        "text": found.body.text,
        "html": found.body.html,
        "lead": found.lead or None,
        "images": [
            {"url": i.url, "alt": i.alt, "caption": i.caption, "credit": i.credit}
            for i in found.images
        ],
        "provenance": dict(found.provenance),
        "text_from": found.text_from,
        "guesses": [{"rule": guess.rule, "text": guess.text} for guess in found.guesses],
        "warnings": list(found.warnings),
    }


def fates(found: Draft) -> list[dict[str, Any]]:
    """Return what became of each block of a page."""
    return [
        {
            "kind": fate.kind,
            "text": fate.text,
            "words": fate.words,
            "printed": not fate.why,
            "why": fate.why or None,
            "warned": fate.warned,
        }
        for fate in found.account
    ]


def account(found: Draft) -> Iterator[tuple[str, str, int, str]]:
    """Yield what became of the blocks of a page: fate, kind, words, and how they begin.

    Blocks of one fate and kind in a row share a line, but those that a warning is about.
    """
    for (why, kind, warned), run in groupby(found.account, _alike):
        fates = list(run)
        for some in [[fate] for fate in fates] if warned else [fates]:
            count = f"{len(some)} {kind}s" if len(some) > 1 else kind
            fate = f"! {why}" if warned else why or "printed"
            yield fate, count, sum(one.words for one in some), some[0].text


def _alike(fate: Fate) -> tuple[str, str, bool]:
    return fate.why, fate.kind, fate.warned


def heading(found: Draft) -> list[str]:
    """Return the lines that stand over a text: title, standfirst, who, where, when."""
    day = found.published.date().isoformat() if found.published else ""
    origin = " · ".join(filter(None, (", ".join(found.bylines), found.site, day, found.url)))
    return [line for line in (one_line(found.title), one_line(found.standfirst), origin) if line]


def finding(checked: CheckedFile, found: Finding, folder: Path) -> dict[str, Any]:
    """Return one finding of a check of finished files."""
    return {
        "path": _path(checked.path, folder),
        "rule": found.rule,
        "severity": found.severity,
        "page": found.page,
        "place": found.place or None,
        "message": found.message,
        "hint": found.hint,
    }


def found_lines(found: Finding) -> str:
    """Return a finding in two lines: where and what, then what to do."""
    page = f"page {found.page}" if found.page is not None else ""
    where = ", ".join(filter(None, (page, one_line(found.place))))
    head = f"{found.severity}  {where}: {found.message}" if where else ""
    return f"{head or f'{found.severity}  {found.message}'}\n      {found.hint}"


def check(found: Check) -> dict[str, Any]:
    """Return what was found of one thing that building needs."""
    return {
        "name": found.name,
        "ok": found.ok,
        "needed": found.needed,
        "found": found.found,
        "hint": found.hint if not found.ok else None,
    }


def status(line: StatusLine) -> dict[str, Any]:
    """Return one line of a status."""
    return {"name": line.name, "count": line.count, "said": line.said, "todo": line.todo or None}


def _time(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def placed(subject: str, error: str) -> str:
    """Return `error` with its subject, unless it begins with the place: that says as much."""
    place, colon, _ = error.partition(": ")
    there = colon and (place.startswith(subject) or place.endswith(subject))
    return error if there else f"{subject}: {error}"


def day(published: datetime | None) -> str:
    """Return a date as it stands in tables, empty where there is none."""
    return published.date().isoformat() if published else ""
