"""Which edition is open, and what the frozen ones were made from: `edition.lock`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from pressday.atomic import replace_file
from pressday.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pressday.edition.sheet import Sheet

FILE = "edition.lock"
SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What went into an edition besides its articles: hashes of files, settings, versions."""

    files: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)

    def changes(self, now: Recipe) -> Iterator[str]:
        """Yield what was otherwise than it is `now`, as far as that was written down."""
        yield from (f"{name} has changed" for name in _differing(self.files, now.files))
        for name in _differing(self.settings, now.settings):
            yield f'pressday.toml: {name} was "{self.settings.get(name, "")}"'
        for name in _differing(self.versions, now.versions):
            has = now.versions.get(name, "none")
            yield f"it needs {name} {self.versions.get(name, 'none')}, here is {has}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """A frozen edition: its articles' revisions by id, and its files' hashes by name.

    `previous` is the day of the edition before, as ISO 8601 or empty, `pages` how many were
    asked for where the settings were not. `finished` is when it was frozen, empty in locks that
    do not say. `earlier` are the locks of earlier revisions.
    """

    number: int
    previous: str = ""
    pages: int = 0
    revision: int = 1
    finished: str = ""
    articles: Mapping[str, str]
    made: Mapping[str, str]
    recipe: Recipe = field(default_factory=Recipe)
    earlier: Sequence[Mapping[str, Any]] = ()


def is_frozen(sheet: Sheet) -> bool:
    """Tell whether the edition of a run sheet has been frozen."""
    return (sheet.path.parent / FILE).exists()


def open_sheet(sheets: Sequence[Sheet]) -> Sheet | None:
    """Return the run sheet of the open edition: the newest of `sheets`, unless that is frozen."""
    return sheets[-1] if sheets and not is_frozen(sheets[-1]) else None


def read_lock(sheet: Sheet) -> Lock | None:
    """Return the lock of an edition, None where it has none; ConfigError for one that is wrong."""
    path = sheet.path.parent / FILE
    if not path.exists():
        return None
    try:
        said = json.loads(path.read_text("utf-8"))
        if said.pop("schema") != SCHEMA:
            raise ConfigError("a lock of a newer Pressday", where=str(path), hint="update Pressday")
        return Lock(**said | {"recipe": Recipe(**said["recipe"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        hint = "put it back from a copy: without it nobody knows what the edition was made from"
        raise ConfigError("the lock cannot be read", where=str(path), hint=hint) from error


def write_lock(sheet: Sheet, lock: Lock) -> Path:
    """Write the lock of an edition, and return its file."""
    path = sheet.path.parent / FILE
    text = json.dumps({"schema": SCHEMA} | asdict(lock), ensure_ascii=False, indent=2)
    replace_file(path, f"{text}\n".encode(), durable=True)
    return path


def _differing(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return [name for name in sorted({*then, *now}) if then.get(name) != now.get(name)]
