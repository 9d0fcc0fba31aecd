"""What can be named in a publication, ours and what plugins bring."""

from __future__ import annotations

from pressday.plugins import Table


def kinds() -> tuple[str, ...]:
    """Return the kinds of sources that are installed, those of plugins behind ours."""
    return tuple(Table("pressday.sources"))


def formats() -> tuple[str, ...]:
    """Return the formats that editions can be built in."""
    return tuple(Table("pressday.formats"))


def profiles() -> tuple[str, ...]:
    """Return the profiles that editions can be made as."""
    from pressday.config import profiles as known

    return tuple(known())


def themes() -> tuple[str, ...]:
    """Return the themes that are installed."""
    return tuple(Table("pressday.themes"))
