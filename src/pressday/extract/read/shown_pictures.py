"""Which of a page's pictures show something: no icon, portrait of the author or counting pixel."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pressday.extract.read import dom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SMALLEST_PX = 48  # icons, avatars and counting pixels are no larger
_SMALLEST_MARK_PX = 10
_ORNAMENT = re.compile(
    r"(?:^|[\s_/.-])(?:avatar|gravatar|icons?|favicon|emoji|smiley|wp-smiley|spacer|pixel|1x1|blank"
    r"|transparent|sprite|badge|spinner|loading|tracking|beacon|author-?(?:image|photo|pic|avatar)"
    r"|profile-?(?:image|photo|pic))(?:[\s_/.-]|$)",
    re.IGNORECASE,
)
_AROUND = 3  # levels up to the element that says it shows the author
_PERSON = re.compile(
    r"(?:^|[\s_-])(?:gravatar|avatar|author_{0,2}-?(?:image|photo|pic|avatar)|profile_{0,2}-?(?:image|photo|pic)"
    r"|headshot|mugshot|byline-?(?:image|photo))(?:[\s_-]|$)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:^|[\s_-])(?:image-?)?(?:credits?|copyright|photographer|photo-?credit|attribution|bildquelle"
    r"|agency)(?:[\s_-]|$)|(?:photo|image|caption)credits?|copyrightholder",
    re.IGNORECASE,
)
# The same inside a caption, where these words can mean nothing else.
_CAPTION_CREDIT = re.compile(
    r"(?:^|[\s_-])(?:\w*credits?|source|sources?-?name|byline|by|author|agency|courtesy|rights|provider|creator"
    r"|contributor|photo(?:graph)?er|copyright|attribution|owner|cr[e\u00e9]dit\w*|quelle|bildquelle|urheber|fotograf\w*"
    r"|fuente|fonte|bron|autor|auteur)(?:[\s_-]|$)"
    r"|[a-z](?:Credit|Source|Byline|Author|Copyright|Photographer|Attribution)(?![a-z])"
)
_CREDIT_LINE = re.compile(
    r"\W{0,3}(?:\u00a9|\(c\)|(?:photo|image|picture|foto|bild|illustration|photograph)s?(?:\s(?:credit|by|courtesy)\b|\s?[:/\u00a9])"
    r"|credits?\s?:|cr[e\u00e9]dit\w*\s?:|source\s?:|courtesy of\b|quelle\s?:|via\s)",
    re.IGNORECASE,
)
_CREDIT_WORDS = 25
_LONGEST_SIGN = 4  # characters of an emoji, joiners included


def is_credit(element: Element) -> bool:
    """Return whether class or microdata say that an element names who made the picture."""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    return dom.says(_CREDIT, names)


def is_credit_in_caption(element: Element) -> bool:
    """Return whether an element of a caption is its credit: by its name, or by how it begins.

    That is the innermost one, which says nothing else.
    """
    return _tells_credit(element) and not any(map(_tells_credit, element.iterdescendants()))


def _tells_credit(element: Element) -> bool:
    words = dom.inner_text(element).split()
    if not 0 < len(words) <= _CREDIT_WORDS or element.tag in ("figcaption", "a"):
        return is_credit(element)
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    told = _CAPTION_CREDIT.search(names) or _CREDIT_LINE.match(" ".join(words))
    return bool(told) or is_credit(element)


def sign(image: Element) -> str:
    """Return the characters an emoji picture stands for, else an empty string."""
    alt = (image.get("alt") or "").strip()
    return alt if 0 < len(alt) <= _LONGEST_SIGN and not re.search(r"[\w.,:;!?*]", alt) else ""


def is_small(image: Element) -> bool:
    """Return whether an `img` says that it is no larger than an icon or a counting pixel."""
    found = (
        re.match(r"\s*(\d{1,6})(?![\d\s.]*%)", image.get(n) or "") for n in ("width", "height")
    )
    sizes = [int(size[1]) for size in found if size]
    # Nothing beside a large one: who wrote the page did not know it.
    unknown = 0 in sizes and max(sizes) > _SMALLEST_PX
    return any(size <= _SMALLEST_PX for size in sizes) and not unknown


def is_picture(image: Element) -> bool:
    """Return whether an `img` with an absolute source shows something worth printing."""
    source = image.get("src") or ""
    if not source or is_small(image):
        return False
    around = islice(image.iterancestors(), _AROUND)
    if any(_PERSON.search(element.get("class") or "") for element in around):
        return False
    path = "" if source.startswith("data:") else source.rpartition("/")[2]
    return not _ORNAMENT.search(dom.class_names(image)) and not _ORNAMENT.search(path)


def is_mark(image: Element) -> bool:
    """Return whether a small `img` is all that its table cell says: a tick, a flag."""
    cell = next(image.iterancestors("td", "th"), None)
    sizes = (re.match(r"\s*(\d{1,6})", image.get(name) or "") for name in ("width", "height"))
    seen = all(int(size[1]) >= _SMALLEST_MARK_PX for size in sizes if size)
    if cell is None or not seen or not image.get("src"):
        return False
    return not dom.inner_text(cell).strip() and len(list(islice(cell.iter("img"), 2))) == 1
