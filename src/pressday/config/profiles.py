"""Profiles: what an edition can be made as, and the format of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.plugins import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

_OURS = {"screen": "pdf", "press": "pdf", "booklet": "pdf", "epub": "epub"}
_TO_ORDER = ("press", "booklet")
_FORMATS: Table[object] = Table("pressday.formats")


def profiles() -> Mapping[str, str]:
    """Return the format of each profile by its name; a plugin's format is a profile by itself."""
    return _OURS | {kind: kind for kind in _FORMATS if kind not in _OURS.values()}


def usual_profiles() -> tuple[str, ...]:
    """Return the profiles that an edition is made as if nothing is said: those for readers."""
    return tuple(name for name in profiles() if name not in _TO_ORDER)


def file_name(stem: str, profile: str) -> str:
    """Return what the finished file of a profile is called."""
    tail = f"-{profile}" if profile in _TO_ORDER else ""
    return f"{stem}{tail}.{profiles().get(profile, profile)}"


def profile_of(file: str) -> str:
    """Return the profile that a finished file is of, by its name."""
    stem, _, kind = file.rpartition(".")
    last = stem.rpartition("-")[2]
    main = next((name for name, format_ in _OURS.items() if format_ == kind), kind)
    return last if last in _TO_ORDER else main
