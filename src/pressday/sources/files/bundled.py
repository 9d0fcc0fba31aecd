"""Pages that bring their pictures along: read as though what holds them were a site of its own.

Before extraction each picture that is inside gets a short address of the web that
no server can have, so that readers see an ordinary page and no megabytes; behind
it, those that the article shows become `file:` or `data:` addresses.
"""

from __future__ import annotations

import base64
import mimetypes
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from pressday.body import Body
from pressday.body.figures import take_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

    from pressday.model import Draft, DraftImage

HOME = "https://inside.invalid/"  # a name that is never given to anybody (RFC 6761, 6.4)

_DATA = re.compile(r"data:image/[\w.+-]+[;,]", re.IGNORECASE)
_LEAST_DATA = 1500  # characters: shorter ones are shown while the picture itself is on its way
_ELSEWHERE = ("srcset", "data-src", "data-srcset", "data-original", "data-lazy-src", "loading")
_NAME = re.compile(r"[^\w.-]+")


@dataclass(slots=True)
class Cabinet:
    """The pictures inside one page: short addresses given out, and what each stands for."""

    _places: dict[str, str] = field(default_factory=dict)
    _targets: dict[str, str] = field(default_factory=dict)

    def place(self, target: str, name: str = "") -> str:
        """Return the short address that stands for `target`; the same one for the same target."""
        if target not in self._places:
            shown = quote(_NAME.sub("-", name)[-60:]) or "picture"
            address = f"{HOME}{len(self._places)}/{shown}"
            self._places[target], self._targets[address] = address, target
        return self._places[target]

    def data(self, address: str) -> str:
        """Return the short address of a picture written as a `data:` address, else nothing."""
        found = _DATA.match(address.strip()) and len(address) >= _LEAST_DATA
        return self.place(address.strip()) if found else ""

    @property
    def is_filled(self) -> bool:
        """Whether any picture is inside."""
        return bool(self._places)

    def target(self, address: str) -> str:
        """Return what a short address stands for, or an empty string."""
        return self._targets.get(address, "")


def point(root: Element, place: Callable[[Element], str]) -> None:
    """Let each `img` for which `place` returns an address show that, and nothing else."""
    for image in list(root.iter("img")):
        address = place(image)
        if not address:
            continue
        for name in _ELSEWHERE:
            image.attrib.pop(name, "")
        image.set("src", address)
        for picture in image.iterancestors("picture"):
            for source in list(picture.iter("source")):
                source.attrib.pop("srcset", "")


def settle(draft: Draft, target: Callable[[str], str]) -> Draft:
    """Return `draft` with the real address of each picture that is inside.

    One that is missing there is left out, with a warning; links to what is inside
    lead nowhere and become plain text.
    """
    if not any(HOME in said for said in (draft.body.html, draft.lead, str(draft.images))):
        return draft
    found = {i.url: target(i.url) if _is_inside(i.url) else i.url for i in draft.images}
    lost = (unquote(url.rpartition("/")[2]) for url, real in found.items() if not real)
    missing = tuple(f"picture {name}: it is not in the file" for name in lost)
    return replace(
        draft,
        body=_body(draft.body, found),
        lead=found.get(draft.lead, ""),
        images=tuple(_moved(image, found) for image in draft.images if found[image.url]),
        warnings=(*draft.warnings, *missing),
    )


def data_address(data: bytes, media_type: str = "", name: str = "") -> str:
    """Return picture `data` as a `data:` address (RFC 2397)."""
    told = media_type if media_type.startswith("image/") else mimetypes.guess_type(name)[0] or ""
    shown = told if told.startswith("image/") else "image/*"
    return f"data:{shown};base64,{base64.b64encode(data).decode('ascii')}"


def _is_inside(address: str) -> bool:
    return address.startswith(HOME)


def _moved(image: DraftImage, found: dict[str, str]) -> DraftImage:
    return replace(image, url=found[image.url])


def _body(before: Body, found: dict[str, str]) -> Body:
    body = before.tree()
    for image in list(body.iter("img")):
        address = image.get("src", "")
        if real := found.get(address, "" if _is_inside(address) else address):
            image.set("src", real)
        else:
            take_out(image)
    for link in list(body.iter("a")):
        if _is_inside(link.get("href", "")):
            link.drop_tag()
    return Body.of(body)
