"""Checking what was built: every file of an edition against the edition itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pressday.errors import ExtractError, NothingToBuild, WriteError
from pressday.library import Library
from pressday.pipeline.building import assembled
from pressday.pipeline.report import REPORT
from pressday.pipeline.sessions import Workers
from pressday.press.checked import Expected, Finding, expect
from pressday.processes import limit_memory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pressday.config import Publication
    from pressday.model import Edition

_SECONDS = 300.0  # for one file; a hundred pages take two
_BYTES = 3_000_000_000
_KINDS = ("pdf", "epub")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A file that was looked at, and what is wrong with it."""

    path: Path
    format: str
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing in it must be mended."""
        return all(finding.severity != "mend" for finding in self.findings)


def check(
    publication: Publication, name: str, *, output: Path | None = None
) -> Iterator[CheckedFile]:
    """Yield each file of edition `name` with what is wrong with it.

    Raises NothingToBuild for an edition that has not been built, ConfigError for one
    that has no run sheet.
    """
    folder = (output or publication.output) / name
    said = _report(folder, name)
    with Library.open(publication.library) as library:
        edition = assembled(publication, name, library).edition
    stale = [*_stale(edition, said)]
    for artifact in said["artifacts"]:
        path = folder / artifact["path"]
        found = (*stale, *look(path, artifact["format"], edition, artifact))
        yield CheckedFile(path=path, format=artifact["format"], findings=found)


def _report(folder: Path, name: str) -> Mapping[str, Any]:
    try:
        said: Mapping[str, Any] = json.loads((folder / REPORT).read_text("utf-8"))
    except (OSError, ValueError) as error:
        message = f"edition {name} has not been built"
        raise NothingToBuild(message, where=str(folder), hint="pressday build") from error
    return said


def _stale(edition: Edition, said: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what has changed in the edition since its files were built."""
    built = {piece["article"]: piece["revision"] for piece in said["pieces"]}
    for piece in edition.pieces:
        if built.get(piece.id) != piece.article.revision:
            yield Finding(
                rule="built", severity="look", place=piece.headline, hint="pressday build",
                message="the text has changed since the file was built",
            )  # fmt: skip


def look(
    path: Path, kind: str, edition: Edition, artifact: Mapping[str, Any]
) -> tuple[Finding, ...]:
    """Return what is wrong with one file, read in another process under limits.

    `artifact` is what the report says of it.
    """
    if kind not in _KINDS:
        return ()
    with Workers(_SECONDS) as run:
        try:
            return tuple(run(_checked, kind, path, _expected(kind, edition, artifact)))
        except (ExtractError, WriteError) as error:
            hint = "build the edition again"
            return (Finding(rule="file", severity="mend", message=error.message, hint=hint),)


def _checked(kind: str, path: Path, expected: Expected) -> list[Finding]:
    """Check a file; in a process of its own, which may not eat up the machine."""
    from pressday.press.epub.checks import check_epub
    from pressday.press.pdf.checks import check_pdf

    limit_memory(_BYTES)
    return (check_pdf if kind == "pdf" else check_epub)(path, expected)


def _expected(kind: str, edition: Edition, artifact: Mapping[str, Any]) -> Expected:
    """Return what should be in a file: paper leaves out what no packaged font has."""
    from pressday.press.pdf.legibility import legible

    expected = expect(legible(edition) if kind == "pdf" else edition)
    fill = artifact.get("fill") or {}
    first = min(map(int, fill), default=0)
    return replace(expected, pages=artifact.get("pages"), first=first, fill=tuple(fill.values()))
