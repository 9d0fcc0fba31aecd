"""What pictures show to those who cannot see them, in the run sheet's words. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pressday.body import Body
from pressday.body.body import MEDIA
from pressday.edition.overrides import picture_named
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressday.edition.sheet import SheetPiece
    from pressday.model import Image


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A body and its pictures with what they show; `decorations` are those nobody need hear of."""

    body: Body
    images: tuple[Image, ...]
    decorations: tuple[str, ...] = ()


def described(body: Body, images: tuple[Image, ...], entry: SheetPiece) -> Described:
    """Return pictures as the table `alt` of the sheet describes them, by digits of their names.

    Raises ConfigError with the line for digits that name no picture, or several.
    """
    if not isinstance(entry.alt, dict):
        return Described(body=body, images=images)
    told = {
        picture_named(digits, images, entry.where): squash(alt or "")
        for digits, alt in entry.alt.items()
    }
    return Described(
        body=_told(body, told),
        images=tuple(replace(i, alt=told.get(i.media, i.alt)) for i in images),
        decorations=tuple(media for media, alt in told.items() if not alt),
    )


def _told(body: Body, told: Mapping[str, str]) -> Body:
    """Return `body` with these texts at its pictures, by their hash."""
    if told.keys().isdisjoint(body.media):
        return body
    root = body.tree()
    for img in root.iter("img"):
        media = (img.get("src") or "").removeprefix(MEDIA)
        if media in told:
            img.set("alt", told[media])
    return Body.of(root)
