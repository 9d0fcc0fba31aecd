"""What readers work with, and what they hand back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias, Union

from pressday.model import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.config import SourceRule
    from pressday.errors import PressdayError
    from pressday.fetch import Fetcher
    from pressday.model import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The publication's folder, to which paths are relative, and the way to the network."""

    folder: Path
    fetcher: Fetcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A draft with the bytes that it was made from.

    `folder` is the only place from which its pictures may be read on this
    machine; None where there is no such place.
    """

    draft: Draft
    raw: bytes
    media_type: str
    folder: Path | None = None


Found: TypeAlias = Union[Reading, "Outcome[Reading]"]


def failed(subject: str, error: PressdayError) -> Outcome[Reading]:
    """Return what became of one file or entry that could not be read."""
    message = f"{error.message} ({error.hint})" if error.hint else error.message
    return Outcome(subject=subject, error=message)


def with_defaults(reading: Reading, rule: SourceRule) -> Reading:
    """Return `reading` with what its source's rule says where the draft itself says nothing.

    A language that was only guessed gives way to the rule's, and so does the
    section that a stranger's page names: the editor's sections are others.
    """
    draft = reading.draft
    guessed = draft.provenance.get("language") == "guessed"
    language = (rule.language if guessed else "") or draft.language or rule.language or ""
    filled = replace(
        draft,
        source=draft.source or rule.name,
        section=_section(reading, rule),
        language=language,
        licence=draft.licence or rule.licence or "",
    )
    return replace(reading, draft=filled)


def _section(reading: Reading, rule: SourceRule) -> str:
    named, ruled = reading.draft.section, rule.section or ""
    return (ruled or named) if reading.media_type == "text/html" else (named or ruled)
