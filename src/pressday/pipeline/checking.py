"""Checking what was built: every file of an edition against the edition itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pressday.errors import NothingToBuild
from pressday.library import Library
from pressday.pipeline.building import assembled, chosen
from pressday.pipeline.looking import draw, expected_of, look
from pressday.pipeline.report import REPORT
from pressday.press.checked import Finding
from pressday.press.validators import ask

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pressday.config import Publication
    from pressday.model import Edition


FINDINGS = "findings"
"""The folder of pictures of findings, beside the files; that of the press has its name behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A file that was looked at, and what is wrong with it.

    `unasked` is the validator that could say more, and is not installed; `pictures` are
    pages with the findings drawn on them.
    """

    path: Path
    format: str
    findings: tuple[Finding, ...]
    unasked: str = ""
    pictures: tuple[Path, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing in it must be mended."""
        return all(finding.severity != "mend" for finding in self.findings)


def check(
    publication: Publication, name: str, *, output: Path | None = None, picture: bool = False
) -> Iterator[CheckedFile]:
    """Yield each file of edition `name` with what is wrong with it, drawn with `picture`.

    Raises NothingToBuild for an edition that has not been built, ConfigError for one
    that has no run sheet.
    """
    folder = (output or publication.output) / name
    report = _report(folder, name)
    with Library.open(publication.library) as library:
        edition = assembled(publication, chosen(publication, name), library).edition
    stale = [*_stale(edition, report)]
    for artifact in report["artifacts"]:
        path = folder / artifact["path"]
        kind = artifact["format"]
        expected = expected_of(publication, edition, artifact)
        found = (*stale, *look(path, kind, expected))
        is_readable = all(finding.rule != "file" for finding in found)
        said, unasked = ask(artifact["profile"], path) if is_readable else ((), "")
        made = CheckedFile(path=path, format=kind, findings=(*found, *said), unasked=unasked)
        is_drawn = picture and is_readable and kind == "pdf"
        yield _with_pictures(made, artifact["profile"]) if is_drawn else made


def _with_pictures(checked: CheckedFile, profile: str) -> CheckedFile:
    """Return `checked` with pictures of its findings, in a folder beside it that is made anew."""
    name = FINDINGS if profile == "screen" else f"{FINDINGS}-{profile}"
    folder = checked.path.parent / name
    for earlier in folder.glob("page-*.png"):
        earlier.unlink()
    return replace(checked, pictures=tuple(draw(checked.path, checked.findings, folder)))


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
