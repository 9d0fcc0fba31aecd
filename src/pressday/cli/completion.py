"""What the shell may complete: names of editions, sources, profiles, formats and kinds.

Files are read as they are, without the checks that all commands make: between two
keys there is no time for them. What cannot be read completes nothing.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import typer  # noqa: TC002 - Typer reads the types at run time

import pressday
from pressday.cli.root import folder_of

if TYPE_CHECKING:
    from collections.abc import Iterable


def edition_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the names of editions that begin so, the newest first."""
    sheets = folder_of(ctx).glob("editions/*/edition.toml")
    return _beginning(incomplete, sorted((path.parent.name for path in sheets), reverse=True))


def source_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the names of sources that begin so."""
    try:
        data = tomllib.loads((folder_of(ctx) / "pressday.toml").read_text("utf-8-sig"))
    except (OSError, ValueError):
        return []
    tables = [one for one in data.get("source", ()) if isinstance(one, dict)]
    names = (one.get("name") or one.get("path") or one.get("url") for one in tables)
    return _beginning(incomplete, map(str, filter(None, names)))


def format_names(incomplete: str) -> list[str]:
    """Return the formats that begin so."""
    return _beginning(incomplete, pressday.formats())


def profile_names(incomplete: str) -> list[str]:
    """Return the profiles that begin so."""
    return _beginning(incomplete, pressday.profiles())


def kind_names(incomplete: str) -> list[str]:
    """Return the kinds of sources that begin so."""
    return _beginning(incomplete, pressday.kinds())


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
