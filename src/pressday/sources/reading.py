"""What readers work with, and what they hand back."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeAlias, TypeVar, Union

from pressday.model import Outcome
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from _typeshed import DataclassInstance

    from pressday.config import SourceRule
    from pressday.errors import PressdayError
    from pressday.fetch import Fetcher
    from pressday.model import Draft


_CHOOSE = "choose with age, include or exclude, or make several sources of it"

P = ParamSpec("P")
T = TypeVar("T")


class Run(Protocol):
    """Runs a pure function of `extract`: here, or in another process under a time limit."""

    def __call__(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `work` returns; raise what it raises."""


def here(work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run `work` in this process."""
    return work(*args, **kwargs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The publication's folder, to which paths are relative, and the way to the network.

    `run` is how readers call what may take long: the pure functions of `extract`.
    """

    folder: Path
    fetcher: Fetcher
    run: Run = here


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A draft with the bytes that it was made from, and the `url` at which they were read.

    What a page says of its own address is the draft's. `folder` is the only place from
    which its pictures may be read on this machine; None where there is no such place.
    `complete` is False where the
    whole text could not be had for the moment, so that it is worth another try.
    """

    draft: Draft
    raw: bytes
    media_type: str
    folder: Path | None = None
    url: str = ""
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article as its source lists it, not read yet.

    `key` names it within its source: a GUID, an address, a path. `mark` changes
    when the source says something new of it; an empty one tells nothing, so that
    the item is always read. `url` is the page that reading will ask for, empty
    where none. `read` makes the reading, in any thread, and raises PressdayError.
    `place` is set by who asks: where it stands in the source's list, from 1.
    """

    key: str
    read: Callable[[], Reading]
    mark: str = ""
    title: str = ""
    published: datetime | None = None
    url: str = ""
    place: int = 0


Found: TypeAlias = Union[Item, "Outcome[Reading]"]


def mark_of(listed: DataclassInstance) -> str:
    """Return the hash of all that a source says of an article, a dataclass, its times in UTC.

    An offset that is read today and was not by an earlier release makes nothing new of it.
    """
    said = {field.name: getattr(listed, field.name) for field in fields(listed)}
    times = {name: v.astimezone(UTC) for name, v in said.items() if isinstance(v, datetime)}
    return sha256(repr(replace(listed, **times)).encode("utf-8", "replace"))


def failed(subject: str, error: PressdayError) -> Outcome[Reading]:
    """Return what became of one file or entry that could not be read."""
    message = f"{error.message} ({error.hint})" if error.hint else error.message
    return Outcome(subject=subject, error=message)


def cut_off(subject: str, most: int, what: str = "articles") -> Outcome[Reading]:
    """Return the warning that a source names more than `most`, and what the editor can do."""
    warning = f"names more than {most:,} {what}: the others are left out ({_CHOOSE})"
    return Outcome(subject=subject, warnings=(warning,))


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
