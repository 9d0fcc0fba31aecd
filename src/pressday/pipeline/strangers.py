"""Looking at anybody's PDF or EPUB, which may be locked, cut off, endless or hostile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pressday.config import did_you_mean
from pressday.errors import UsageError
from pressday.pipeline.checking import CheckedFile
from pressday.pipeline.looking import look_at_any
from pressday.press.checked import AGAIN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pressday.press.checked import Finding

_PROFILES = ("screen", "press")
_HEAD = 1024  # bytes in which a PDF says that it is one (ISO 32000-1, annex H, note 13)
_THEIRS = "tell whoever made the file"


def check_file(path: Path, *, profile: str = "") -> CheckedFile:
    """Return what is wrong with anybody's PDF or EPUB, read in another process under limits.

    A PDF is looked at as one of `profile`, `screen` or `press`; without that as what it says it
    is. Raises UsageError for another profile, and for what is neither PDF nor EPUB.
    """
    if profile and profile not in _PROFILES:
        raise UsageError(f'no profile "{profile}"', hint=did_you_mean(profile, _PROFILES))
    kind = _kind(path)
    found = _grouped(look_at_any(path, kind, profile))
    return CheckedFile(path=path, format=kind, findings=found)


def _kind(path: Path) -> str:
    """Return the format of a file, by its first bytes."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise UsageError(error.strerror or "cannot be read", where=str(path)) from error
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK"):
        return "epub"
    raise UsageError("is neither a PDF nor an EPUB", where=str(path))


def _grouped(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings, of those that say the same the first, with how many more there are."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.rule, finding.message), []).append(finding)
    return tuple(_one_of(group) for group in alike.values())


def _one_of(group: list[Finding]) -> Finding:
    first = group[0]
    more = f" (and {len(group) - 1} more times)" if len(group) > 1 else ""
    hint = _THEIRS if first.hint == AGAIN else first.hint
    return replace(first, message=f"{first.message}{more}", hint=hint)
