"""The picture that a page names for its article, with what is said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.extract.describe.same_picture import is_stand_in, same_picture
from pressday.extract.read import addresses
from pressday.extract.read.microdata import carriers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.extract.describe.declared import Declared

_LEAST_PX = 200  # of a side: less is an icon
_LABEL = re.compile(
    r"^(?:(?:photo|image|picture|foto|bild)?\s?(?:credits?|by)?\s?:\s*|(?:photo )?credit\s+)",
    re.IGNORECASE,
)
_CREDITS = ("creditText", "creator", "author", "copyrightHolder", "copyrightNotice")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadPicture:
    """A picture's address and words; all empty where the page names none."""

    url: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""


def read_lead_picture(heads: Declared, site: str, base: str) -> LeadPicture:
    """Return the declared picture, less those that stand for the site."""
    own = [addresses.picture(value, base) for value in _of_site(heads)]
    for value in _candidates(heads):
        url = addresses.picture(value, base)
        if (
            url
            and not is_stand_in(url, site)
            and not any(same_picture(url, other) for other in own if other)
        ):
            return _described(heads, url, base)
    return LeadPicture()


def _candidates(heads: Declared) -> Iterator[str]:
    small = any(_is_small(heads.meta(f"og:image:{side}")) for side in ("width", "height"))
    if not small:
        yield heads.meta("og:image:secure_url", "og:image", "og:image:url")
    yield from (*heads.thing("image", "url"), *heads.thing("image", "contentUrl"))
    yield from (*heads.thing("image"), *heads.item("image", "url"), *heads.item("image"))
    yield heads.meta(
        "twitter:image", "twitter:image:src", "parsely-image-url", "sailthru.image.full"
    )


def _is_small(value: str) -> bool:
    return value.isdecimal() and int(value[:9]) < _LEAST_PX


def _of_site(heads: Declared) -> list[str]:
    """Return the addresses of logos and icons that the page names as such."""
    logos = [*heads.thing("publisher", "logo", "url"), *heads.thing("publisher", "logo")]
    icons = [e.get("href") or "" for e in carriers(heads.root, "rel[contains(., 'icon')]")]
    others = [n for node in heads.others for n in heads.texts(node, "logo", "url")]
    return [*logos, *icons[:20], *others[:20]]


def _described(heads: Declared, url: str, base: str) -> LeadPicture:
    nodes = [node for thing in heads.things for node in _pictures(thing.get("image"))]
    nodes += [node for node in heads.others if "ImageObject" in str(node.get("@type"))]
    own = [node for node in nodes if any(same_picture(url, u) for u in _urls(heads, node, base))]
    captions = [text for node in own for text in heads.texts(node, "caption")]
    said = [t for node in own for key in _CREDITS for t in heads.texts(node, key, "name")]
    caption, credit = next(iter(captions), ""), next(iter(said), "")
    return LeadPicture(
        url=url, alt=heads.meta("og:image:alt", "twitter:image:alt"),
        caption="" if caption == credit else caption, credit=_LABEL.sub("", credit),
    )  # fmt: skip


def _pictures(value: object) -> list[dict[str, object]]:
    values = value if isinstance(value, list) else [value]
    return [node for node in values[:20] if isinstance(node, dict)]


def _urls(heads: Declared, node: dict[str, object], base: str) -> list[str]:
    found = [*heads.texts(node, "url"), *heads.texts(node, "contentUrl")]
    return [url for url in (addresses.picture(value, base) for value in found) if url]
