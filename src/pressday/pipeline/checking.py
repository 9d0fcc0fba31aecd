"""Checking what was built: every file of an edition against the edition itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pressday.errors import NothingToBuild
from pressday.library import Library
from pressday.pipeline.building import assembled, chosen
from pressday.pipeline.looking import look
from pressday.pipeline.report import REPORT
from pressday.press.checked import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pressday.config import Publication
    from pressday.model import Edition


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
        edition = assembled(publication, chosen(publication, name), library).edition
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
    for piece in edition.offered:
        if built.get(piece.id) != piece.article.revision:
            yield Finding(
                rule="built", severity="look", place=piece.headline, hint="pressday build",
                message="the text has changed since the file was built",
            )  # fmt: skip
