"""Names of authors, out of what sites put in the field for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressday.extract.describe.dates import DATE_WORD, opens_with_date

if TYPE_CHECKING:
    from collections.abc import Iterable

_LABELS = (
    "authors? contributors? autore? auteur autora? autorzy verfasser(?:in)? forfatter(?:e)?"
    " skribent författare kirjoittaja yazar penulis oleh tekst texte? testo texto words story"
    " reporting автор текст автори סופר مؤلف"
)
_PREFIX = re.compile(
    r"^(?:(?:posted|written|words|text|story|reported|published|analysis|opinion|review"
    r"|compiled|article|post|guest post|contributed)\s+)?by\b\s*:?\s*"
    rf"|^(?:{'|'.join(_LABELS.split())})\s*[:\uff1a]\s*"
    r"|^(?:作者|文|記者|记者|責任編輯|责任编辑|글|기자)\s*[:\uff1a/|]\s*|^(?:文|撰文)\s*[/|]\s*"
    # Words that also begin names: only before a first and a last name.
    r"|^(?:von|par|por|di|door|przez|av|af|da|de|od|от|від|yazan)\s+(?=[^\s\W\d]\S*\s+\S)",
    re.IGNORECASE,
)
# What follows the name: role, agency, time, a call to act.
_BEHIND = re.compile(
    r"\s+(?:\(?https?:|(?:\||\u2022|\u00b7|/)\s|(?:on|at|in)\s+\w+ \d"
    r"|(?:published|posted|updated)\b|@\w"
    rf"|(?:{DATE_WORD}\.?,? ){{0,2}}\d).*$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:writer|editor|reporter|correspondent|columnist|staff|team|contributor|press|bureau|desk|agency"
    r"|redaktion|redakteur(?:in)?|today|news|producer|photographer|journalist|author|analyst|associate"
    r"|critic|fellow|professor|director)\b",
    re.IGNORECASE,
)
# Nobody in particular: who signs as a house leaves the article unsigned.
_HOUSE = re.compile(
    r"\b(?:staff|desk|bureau|newsroom|redaktion|redaktionen|redactie|redacción|redação|redazione"
    r"|rédaction|toimitus|redakcja|редакция|editorial (?:team|board)|web ?team"
    r"|(?:wire|news) services?)$"
    r"|^(?:our|the) (?:editors|staff)\b|^(?:the )?(?:editorial|newsroom|staff|team)\b"
    r"|編集部|编辑部",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"https?:|www\.|\b\d{2,}\b|[<>{}=?:]|@|^\w*admin\w*$|^(?:editors?|authors?|user|guest|unknown|anonymous"
    r"|none|null|nil|undefined|false|true|n/?a|by|von|web ?master|default|super ?user|root|test)$"
    r"|^(?:photo|foto|photograph|illustration|video|bild|image|picture|graphic|fotos|photos)s?\b"
    r"|^(?:edited|translated|produced|reviewed|(?:fact|medically)[ -](?:checked|reviewed)) by\b"
    r"|\b(?:minutes?|hours?|days?|weeks?) ago\b"
    r"|\b(?:follow|share|comments?|view all|read more|subscribe|(?:sign|log) ?(?:in|up|out)"
    r"|register|profile|updated|published)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\s*(?:[,;、，；،&]|\s\(?(?:and|und|et|y|e|en|och|og|i|ja|ve|и|и|та|with|avec|mit|con|com)\s)\s*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:and|und|et|y|e|en|och|og)\s")
# Of "Ana Lopez in Berlin", "Ana Lopez for The Evening Paper"; but houses are named like that whole.
_PLACE = re.compile(r"\s(?:in|aus|à|from|bei|for|for the)\s[^\W\d_a-z].*$")
_COMPANY = re.compile(
    r"\b(?:organi[sz]ation|association|cent(?:re|er)|society|institute?|foundation|agency|committee|council|school"
    r"|university|alliance|academy|office|federation|network|fund|project|campaign|coalition|group)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\s*,\s*(?=(?:jr|sr|ii|iii|iv)\b\.?)", re.IGNORECASE)  # part of the name
_DEGREE = re.compile(
    r"[,\s]+(?:ph\.?\s?d|m\.?d|m\.?sc?|b\.?sc?|m\.?a|m\.?p\.?h|r\.?[dn]|d\.?o|esq|mba|cpa|llm|jd)\b\.?",
    re.IGNORECASE,
)
_HELD = "\ue000"  # stands for the comma of "Smith, Jr." while a list is divided
_AGENCY = re.compile(
    r"\s+\(?(?:the )?(?:associated press|ap|reuters|afp|dpa|efe|ansa|pa|upi|pti|ians|ritzau|tt|ntb"
    r"|apa|sda|keystone-sda|lusa|belga|xinhua|tass|kyodo|bloomberg)\)?$",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"(?:the|our|team|staff|writers?|editors?|editorial|contributors?|authors?|blog|news)+"
)
_LONGEST = 60  # characters of one name
_LONGEST_LIST = 600  # characters of a list of names
_MOST_WORDS = 6  # of one name
_MOST = 20  # names
_PARTICLES = frozenset(
    "de da di del der den van von la le du dos das bin al el y e af zu ten ter ibn ben dela".split()
)


def clean_bylines(texts: Iterable[str], site: str) -> tuple[str, ...]:
    """Return the names in `texts`, each once; what is no name, or is the site's, is left out."""
    names = [name for text in texts for name in _split(bare(text), site)]
    people: dict[str, str] = {}
    for name in names:
        if _is_name(name) and not _is_house(name, site):
            people.setdefault(squeeze(name), name)
    return tuple(people.values())[:_MOST]


def is_person(text: str) -> bool:
    """Return whether `text` reads like the full name of a person rather than of a house."""
    return is_full_name(text) and not _ROLE.search(text) and not _COMPANY.search(text)


def after_label(line: str) -> str:
    """Return what stands behind "By", "Written by:", "Texte :" in a line that begins so."""
    label = _PREFIX.match(line)
    return line[label.end() :].strip() if label else ""


def turned(name: str) -> str:
    """Return "Lopez, Ana" of library catalogues as "Ana Lopez"."""
    last, comma, first = (part.strip() for part in name.partition(","))
    family = bool(last) and (not is_full_name(last) or last[0].islower())
    if not comma or not family or "," in first or len(first) < 2 or _TITLED.search(name):  # noqa: PLR2004 - letters
        return name
    return f"{first} {last}"


def squeeze(name: str) -> str:
    """Return a name for comparing: letters and digits alone, no article and no domain behind."""
    bare = re.sub(r"^the\s|\.(?:com|org|net|co\.uk|[a-z]{2})$", "", name.strip().lower())
    return re.sub(r"[\W_]", "", bare)


def is_full_name(text: str) -> bool:
    """Return whether `text` reads like first and last name: capitals, but for particles."""
    words = text.split()
    proper = [word for word in words if word.lower() not in _PARTICLES]
    return 2 <= len(words) <= 5 and all(_is_proper(word) for word in proper)  # noqa: PLR2004 - words of a name


def _is_proper(word: str) -> bool:
    return not word[0].islower() and any(sign.isalpha() for sign in word)


def bare(text: str) -> str:
    """Return a by-line without its label and what follows the names; nothing for a date."""
    text = " ".join(text[:_LONGEST_LIST].split())
    text = _PREFIX.sub("", text)
    if opens_with_date(text):
        return ""
    return _BEHIND.sub("", _PREFIX.sub("", text)).strip(" ,;|:/*-\u2013\u2014\u2022\u00b7")


def _split(text: str, site: str) -> list[str]:
    """Divide a list of names; of "Ana Lopez, chief reporter" the name is taken."""
    held = _DEGREE.sub("", _TITLED.sub(_HELD, text))
    parts = [part.strip(" .,") if _is_sentence_end(part) else part for part in _LIST.split(held)]
    parts = [_own(part.replace(_HELD, ", "), site) for part in parts if part]
    names = [part for part in parts if is_full_name(part.replace(",", ""))]
    if len(parts) > 2 and _AND.search(text) and all(map(_is_proper, parts)):  # noqa: PLR2004 - "Ana, Jo and Li"
        return parts
    if len(parts) > 1 and parts[0] in names:
        return [parts[0], *(name for name in names[1:] if not _ROLE.search(name))]
    if "、" in text or "，" in text:
        return parts
    return [_own(held.replace(_HELD, ", "), site)]


def _is_sentence_end(part: str) -> bool:
    return part.endswith(".") and len(re.split(f"[ {_HELD}]", part)[-1]) > 4  # noqa: PLR2004 - "Jr." and "Y." keep theirs


def _own(name: str, site: str) -> str:
    """Cut what stands behind a full name: place, agency, site ("Ana Lopez Dock Street")."""
    placed = name if _COMPANY.search(name) else _PLACE.sub("", name)
    bare = _AGENCY.sub("", placed).strip(" ,/|-\u2013")
    words = (bare if is_full_name(bare) else name).split()
    name = " ".join(words)
    if _is_sentence_end(name):
        name = name.rstrip(".")
    if name.endswith(")") and "(" not in name:
        name = name.rstrip(")")
    for count in range(len(words) - 1, 1, -1) if site else ():
        if squeeze(" ".join(words[count:])) == squeeze(site):
            return " ".join(words[:count]).rstrip(" ,/|-")
    return name


def _is_house(name: str, site: str) -> bool:
    """Return whether a name is the site's, or its staff's ("Dock Street Writers")."""
    bare, own = squeeze(name), squeeze(site)
    rest = bare.replace(own, "", 1) if own else bare
    return bare == own or (rest != bare and bool(_STAFF.fullmatch(rest)))


def _is_name(text: str) -> bool:
    plausible = 1 < len(text) <= _LONGEST and len(squeeze(text)) > 1
    plausible = plausible and len(text.split()) <= _MOST_WORDS
    return plausible and not _NO_NAME.search(text) and not _HOUSE.search(text)
