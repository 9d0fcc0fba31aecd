"""Looking at one finished file: in another process under limits, unless it was made in this one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pressday.errors import ExtractError, WriteError
from pressday.pipeline.sessions import Workers
from pressday.press.checked import Expected, Finding, expect
from pressday.processes import limit_memory

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pressday.config import Publication
    from pressday.model import Edition

_SECONDS = 300.0  # for one file; a hundred pages take two
_BYTES = 3_000_000_000
_KINDS = ("pdf", "epub")


def look(path: Path, kind: str, expected: Expected) -> tuple[Finding, ...]:
    """Return what is wrong with one file, read in another process under limits."""
    if kind not in _KINDS:
        return ()
    with Workers(_SECONDS) as run:
        try:
            return tuple(run(_limited, kind, path, expected))
        except (ExtractError, WriteError) as error:
            hint = "build the edition again"
            return (Finding(rule="file", severity="mend", message=error.message, hint=hint),)


def draw(path: Path, findings: Sequence[Finding], folder: Path) -> list[Path]:
    """Draw the pages of a PDF that have findings into `folder`, in another process under limits.

    Raises UsageError where the extra is missing, WriteError for what cannot be drawn.
    """
    with Workers(_SECONDS) as run:
        try:
            return list(run(_draw_limited, path, findings, folder))
        except ExtractError as error:
            raise WriteError(f"cannot be drawn ({error.message})", where=str(path)) from error


def _draw_limited(path: Path, findings: Sequence[Finding], folder: Path) -> list[Path]:
    from pressday.press.pdf.checks.drawing import draw_findings

    limit_memory(_BYTES)
    return draw_findings(path, findings, folder)


def look_at_own(path: Path, kind: str, expected: Expected) -> tuple[Finding, ...]:
    """Return what is wrong with a file that this process has just made, and need not fear."""
    return tuple(_checked(kind, path, expected)) if kind in _KINDS else ()


def _limited(kind: str, path: Path, expected: Expected) -> list[Finding]:
    """Check a file in a process of its own, which may not eat up the machine."""
    limit_memory(_BYTES)
    return _checked(kind, path, expected)


def look_at_any(path: Path, kind: str, profile: str) -> tuple[Finding, ...]:
    """Return what is wrong with anybody's file, read in another process under limits.

    A PDF of no `profile` is looked at as what it says it is.
    """
    with Workers(_SECONDS) as run:
        try:
            return tuple(run(_any_limited, kind, path, profile))
        except (ExtractError, WriteError, MemoryError) as error:
            message = getattr(error, "message", "") or "takes too much memory to read"
            hint = "if other programs open it, save it anew from there"
            return (Finding(rule="file", severity="mend", message=message, hint=hint),)


def _any_limited(kind: str, path: Path, profile: str) -> list[Finding]:
    from pressday.press.epub.checks import check_any_epub
    from pressday.press.pdf.checks import check_any_pdf

    limit_memory(_BYTES)
    expected = Expected(title="", language="en", pieces=(), profile=profile)
    return (check_any_pdf if kind == "pdf" else check_any_epub)(path, expected)


def _checked(kind: str, path: Path, expected: Expected) -> list[Finding]:
    from pressday.press.epub.checks import check_epub
    from pressday.press.pdf.checks import check_pdf

    return (check_pdf if kind == "pdf" else check_epub)(path, expected)


def expected_of(
    publication: Publication, edition: Edition, artifact: Mapping[str, Any]
) -> Expected:
    """Return what should be in a file, spare pieces that are in it among the others.

    `artifact` is what the report says of it. Paper leaves out what no packaged font has.
    """
    from pressday.press.pdf.legibility import legible

    printed = artifact.get("spares") or ()
    edition = edition.filled([s for s in edition.spares if s.piece.id in printed])
    paper = artifact["format"] == "pdf"
    expected = expect(legible(edition) if paper else edition, paper=paper)
    fill = artifact.get("fill") or {}
    first = min(map(int, fill), default=0)
    return replace(
        expected, profile=artifact["profile"], press=publication.press,
        pages=artifact.get("pages"), first=first, fill=tuple(fill.values()),
    )  # fmt: skip
