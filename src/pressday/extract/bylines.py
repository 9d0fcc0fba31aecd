"""Names of authors, out of what sites put in the field for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressday.extract import dom

if TYPE_CHECKING:
    from collections.abc import Iterable

_PREFIX = re.compile(
    r"^(?:posted |written |words |text |story |reported |published |analysis |opinion |review )?"
    r"by\b\s*:?\s*|^(?:authors?|autore?|auteur|autor)\s*:\s*|^follow\s+"
    # Words that also begin names: only before a first and a last name.
    r"|^(?:von|par|por|di|door|przez)\s+(?=\S+\s+\S)",
    re.IGNORECASE,
)
# What follows the name: role, agency, time, a call to act.
_BEHIND = re.compile(
    r"\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\(?https?:|(?:\||\u2022|\u00b7|/)\s"
    r"|(?:on|at|in)\s+\w+ \d|(?:published|posted|updated)\b|@\w).*$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:writer|editor|reporter|correspondent|columnist|staff|contributor|press|bureau|desk|agency"
    r"|redaktion|today|news)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"https?:|www\.|\d{2,}|[<>{}]|^(?:admin|administrator|editor|staff|author|authors|user|guest|unknown"
    r"|none|null|undefined)$|\b(?:minutes?|hours?|days?) ago\b"
    r"|\b(?:follow|share|comments?|view all|read more)\b",
    re.IGNORECASE,
)
_LIST = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s*", re.IGNORECASE)
_LONGEST = 60  # characters of one name
_PARTICLES = frozenset("de da di del der den van von la le du dos das bin al el y e".split())


def clean_bylines(texts: Iterable[str], site: str) -> tuple[str, ...]:
    """Return the names in `texts`, each once; what is no name, or is the site's, is left out."""
    names = [name for text in texts for name in _split(_bare(text))]
    own = dom.tokens(site)
    kept = [name for name in names if _is_name(name) and dom.tokens(name) != own]
    return tuple(dict.fromkeys(kept))


def _bare(text: str) -> str:
    return _BEHIND.sub("", _PREFIX.sub("", " ".join(text.split()))).strip(" ,;|-\u2013\u2014")


def _split(text: str) -> list[str]:
    """Divide a list of names; of "Ana Lopez, chief reporter" the name is taken."""
    parts = [part for part in _LIST.split(text) if part]
    names = [part for part in parts if is_full_name(part)]
    if len(parts) > 1 and parts[0] in names:
        return [parts[0], *(name for name in names[1:] if not _ROLE.search(name))]
    return [text]


def is_full_name(text: str) -> bool:
    """Return whether `text` reads like first and last name: capitals, but for particles."""
    words = text.split()
    proper = [word for word in words if word.lower() not in _PARTICLES]
    return 2 <= len(words) <= 5 and all(word[0].isupper() for word in proper)  # noqa: PLR2004 - words of a name


def _is_name(text: str) -> bool:
    return 1 < len(text) <= _LONGEST and not _NO_NAME.search(text) and bool(dom.tokens(text))
