"""Under which licence a page says that its article stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressday.extract.read import addresses
from pressday.extract.read.microdata import carriers

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pressday.extract.describe.declared import Declared
    from pressday.model import Provenance

_CC = re.compile(
    r"(?:https?:)?//(?:www\.)?creativecommons\.org/"
    r"(?:licen[sc]es/([a-z+-]{2,20})/(\d\.\d)(?:/([a-z]{2,3})\b(?!\.))?|publicdomain/(zero|mark))",
    re.IGNORECASE,
)
_CC_CODE = re.compile(
    r"\bcc[ -](by(?:-(?:nc|nd|sa)){0,2}|0)(?: |-)?v?(\d\.\d)?(?: (?-i:([A-Z]{2}))\b)?",
    re.IGNORECASE,
)
_CC_WORDS = {"noncommercial": "nc", "noderivatives": "nd", "noderivs": "nd", "sharealike": "sa"}
_KNOWN = {
    "gnu.org/licenses/fdl": "GFDL", "gnu.org/copyleft/fdl": "GFDL",
    "nationalarchives.gov.uk/doc/open-government-licence": "OGL",
    "etalab.gouv.fr": "Licence Ouverte",
}  # fmt: skip
_NONE = re.compile(
    r"all rights reserved|alle rechte|tous droits|todos los derechos|©|copyright", re.IGNORECASE
)
_LONGEST = 80  # characters of a licence's name
_PICTURE = ("figure", "figcaption", "picture")


def read_licence(heads: Declared, base: str) -> tuple[str, Provenance]:
    """Return the licence: stated, or guessed from a link that may mean something else."""
    linked = carriers(heads.root, "rel[contains(., 'icense')]")
    stated = [*heads.thing("license"), *heads.thing("license", "url"), *heads.item("license")]
    stated += [heads.meta("dc.license"), heads.meta("dc.rights.license"), heads.meta("dc.rights")]
    stated += [element.get("href") or "" for element in linked if not _is_of_picture(element)]
    found = next(filter(None, (_name(value, base) for value in stated)), "")
    if found:
        return found, "declared"
    anchors = carriers(heads.root, "href[contains(., 'creativecommons.org')]")
    hrefs = (a.get("href") or "" for a in anchors if not _is_of_picture(a))
    return next((_name(href, base) for href in hrefs if _CC.match(href)), ""), "guessed"


def _is_of_picture(element: Element) -> bool:
    """Tell the licence of a picture: inside its figure, or in a line that credits it."""
    for level, parent in enumerate(element.iterancestors()):
        if parent.tag in _PICTURE:
            return True
        names = f"{parent.get('class') or ''} {parent.get('id') or ''}".lower()
        if level < 4 and re.search(r"caption|credit|photo|image", names[:500]):  # noqa: PLR2004 - levels of a line
            return True
    return False


def _name(value: str, base: str) -> str:
    """Return a licence as it is printed under articles; what grants nothing gives nothing."""
    value = value.strip()
    for read in (_of_address, _of_code, _of_words):
        found = read(value)
        if found:
            return found
    if _NONE.search(value) or value.startswith("#"):
        return ""
    if re.match(r"https?:|/", value):
        return addresses.link(value, base) if addresses.link(value, base).startswith("http") else ""
    return (
        value
        if len(value) <= _LONGEST and re.search(r"licen[cs]e|public domain", value, re.IGNORECASE)
        else ""
    )


def _of_address(value: str) -> str:
    known = next((name for part, name in _KNOWN.items() if part in value), "")
    found = _CC.match(value)
    if not found:
        return known
    kind, version, port, dedication = found.groups()
    if dedication:
        return "CC0 1.0" if dedication.lower() == "zero" else "Public domain"
    return " ".join(filter(None, ("CC", kind.upper(), version, (port or "").upper())))


def _of_code(value: str) -> str:
    found = _CC_CODE.search(value)
    if not found:
        return ""
    kind, version, port = found.groups()
    if kind == "0":
        return "CC0 1.0"
    return " ".join(filter(None, ("CC", kind.upper(), version, port)))


def _of_words(value: str) -> str:
    """Read "Creative Commons Attribution-ShareAlike 4.0 International"."""
    words = re.findall(r"[a-z]+|\d\.\d", value[:200].lower().replace("-", ""))
    if words[:2] != ["creative", "commons"] or not any(w.startswith("attribution") for w in words):
        return ""
    joined = "".join(words)
    terms = dict.fromkeys(code for word, code in _CC_WORDS.items() if word in joined)
    version = next((word for word in words if word[0].isdigit()), "")
    return " ".join(filter(None, ("CC", "-".join(["BY", *(t.upper() for t in terms)]), version)))
