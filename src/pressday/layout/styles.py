"""Stylesheets with the file that each is from, so that a fault can be told with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A stylesheet: its text, the file it is from, and whether that is the publication's own."""

    text: str
    where: str
    own: bool = False


def joined(styles: Iterable[Style]) -> str:
    """Return `styles` as one text, each from a line of its own on."""
    return "\n".join(style.text for style in styles)


def origin(styles: Iterable[Style], line: int) -> str:
    """Return file and line of what is in line `line`, from 1, of the joined `styles`."""
    for style in styles:
        count = style.text.count("\n") + 1
        if line <= count:
            return f"{style.where}:{line}"
        line -= count
    return ""
