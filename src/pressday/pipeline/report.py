"""What became of an edition, as JSON: the same for the same edition, wherever it is built."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from pressday.edition import Assembled, Recipe
    from pressday.model import Artifact, Outcome, PageFacts, Piece

REPORT = "report.json"
SCHEMA = 1


def report(
    made: Assembled, outcomes: Sequence[Outcome[Artifact]], recipe: Recipe, asked: int, folder: Path
) -> str:
    """Return the report on an edition: files, what was left out, warnings, guesses.

    It tells what they were made from, too, and how many pages were `asked` for. No clock
    and no path outside the publication's `folder` gets into it.
    """
    edition = made.edition
    said = {
        "schema": SCHEMA,
        "edition": edition.name,
        "identifier": edition.identifier,
        "title": edition.masthead.title,
        "number": edition.number,
        "date": edition.date.isoformat(),
        "previous": made.previous.isoformat() if made.previous else "",
        "asked": asked,
        "artifacts": [artifact(o.value) for o in outcomes if o.value],
        "left_out": [{"title": o.subject, "reason": o.error} for o in made.left_out],
        "problems": [*made.problems, *(f"{o.subject}: {w}" for o in outcomes for w in o.warnings)],
        "pieces": [_piece(piece) for piece in edition.offered],
        "recipe": asdict(recipe),
    }
    text = json.dumps(said, ensure_ascii=False, indent=2)
    return text.replace(_inside(folder), "") + "\n"


def made_in(output: Path) -> Mapping[str, Any]:
    """Return what the report in an edition's folder says; nothing where there is none."""
    with suppress(OSError, ValueError):
        said: dict[str, Any] = json.loads((output / REPORT).read_text("utf-8"))
        return said
    return {}


def remove_made(
    output: Path, others: Collection[str] = (), kept: Collection[str] = ()
) -> list[str]:
    """Remove the files that the report names, and `others`; return their names.

    Those of the names `kept` stay.
    """
    told = [one["path"] for one in made_in(output).get("artifacts", ())]
    gone = [output / name for name in dict.fromkeys([*told, *others]) if name not in kept]
    gone = [path for path in gone if path.is_file()]
    for path in gone:
        path.unlink()
    return [path.name for path in gone]


def artifact(made: Artifact) -> dict[str, Any]:
    """Return a finished file as JSON knows it; its name only, for it lies beside the report."""
    return {
        "path": made.path.name,
        "format": made.format,
        "profile": made.profile,
        "bytes": made.bytes,
        "sha256": made.sha256,
        "pages": made.pages,
        "faults": list(made.faults),
        "spares": list(made.spares),
        "fill": _by_page(made, lambda sheet: sheet.fill),
        "ppi": _by_page(made, lambda sheet: sheet.ppi or None),
        "holes": _by_page(made, lambda sheet: sheet.holes or None),
        "dropped": _by_page(made, lambda sheet: sheet.dropped or None),
    }


def _by_page(made: Artifact, fact: Callable[[PageFacts], Any]) -> dict[str, Any]:
    """Return a fact by page number, where there is one."""
    facts = ((str(n), fact(sheet)) for n, sheet in enumerate(made.sheets, start=made.first))
    return {number: value for number, value in facts if value is not None}


def _piece(piece: Piece) -> dict[str, Any]:
    guessed = sorted(k for k, v in piece.article.provenance.items() if v == "guessed")
    return {
        "article": piece.id,
        "revision": piece.article.revision,
        "headline": piece.headline,
        "words": piece.words,
        "warnings": list(piece.article.warnings),
        "guessed": guessed,
    }


def _inside(folder: Path) -> str:
    """Return what stands before a path in the folder, as JSON writes it."""
    return json.dumps(f"{folder}{os.sep}", ensure_ascii=False)[1:-1]
