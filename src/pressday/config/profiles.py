"""Profiles: what an edition can be made as, and the format of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.plugins import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

_OURS = {"screen": "pdf", "epub": "epub"}
_FORMATS: Table[object] = Table("pressday.formats")


def profiles() -> Mapping[str, str]:
    """Return the format of each profile by its name; a plugin's format is a profile by itself."""
    return _OURS | {kind: kind for kind in _FORMATS if kind not in _OURS.values()}
