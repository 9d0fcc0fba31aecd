"""Which of the fields that a page declares about itself an extractor reads right.

Only what the reference has counts; a value where it has none is shown beside. Equal means:

- title: the same letters and digits, also where one side has a head or tail of at most five words
  more, cut off at a dash, bar, colon, dot or guillemet: the site's name.
- byline: the same words without by, von, par, and without dates; a name without its addition
  ("Ana Sandoiu" for "Fact checked by Ana Sandoiu", at least two words) is right. A declared byline
  that is nothing but a date is none.
- site: the same letters and digits.
- date: the same moment, or the same day as written.
- language: the same primary subtag.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from benchmarks.extraction.elements import normal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.extraction.ours import Extracted

_SEPARATOR = re.compile(r"\s+[|\-\u2013\u2014:\u00b7\u2022\u00bb\u00ab/]+\s+|[|\u00bb\u00ab_]|:\s")
_SITE_WORDS = 5
_SMALL = frozenset("by von par por di door av and und et y e the".split())
_MONTHS = re.compile(r"^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*$", re.IGNORECASE)
_NAME_WORDS = 2


@dataclass(slots=True, kw_only=True)
class Count:
    """Values `right` of those `declared`, and how many were given where none is."""

    declared: int = 0
    right: int = 0
    beside: int = 0


def same_title(wanted: str, got: str) -> bool:
    """Return whether two titles are the same but for the site's name."""
    return normal(wanted) == normal(got) or bool(
        {normal(wanted)} & _without_site(got) or {normal(got)} & _without_site(wanted)
    )


def _without_site(title: str) -> set[str]:
    found = set()
    for cut in _SEPARATOR.finditer(title):
        for rest, site in (
            (title[: cut.start()], title[cut.end() :]),
            (title[cut.end() :], title[: cut.start()]),
        ):
            if len(site.split()) <= _SITE_WORDS and rest.strip():
                found.add(normal(rest))
    return found


def same_byline(wanted: str, got: str) -> bool:
    """Return whether two bylines name the same people."""
    names, ours = name_words(wanted), name_words(got)
    return names == ours or (len(ours) >= _NAME_WORDS and set(ours) <= set(names))


def name_words(byline: str) -> list[str]:
    """Return the words of a byline that are names, sorted."""
    text = re.split(r"\d", byline)[0]
    found = [word.casefold() for word in re.findall(r"[^\W\d_]+", text)]
    return sorted(w for w in found if w not in _SMALL and not _MONTHS.match(w))


def same_site(wanted: str, got: str) -> bool:
    """Return whether two names of a site are the same."""
    return normal(wanted) == normal(got)


def same_date(wanted: str, got: str) -> bool:
    """Return whether two dates in ISO 8601 are one moment or, as written, one day."""
    if wanted[:10] == got[:10]:
        return True
    moments = (_moment(wanted), _moment(got))
    return None not in moments and moments[0] == moments[1]


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def same_language(wanted: str, got: str) -> bool:
    """Return whether two language tags begin alike."""
    return re.split("[-_]", wanted.lower())[0] == re.split("[-_]", got.lower())[0]


FIELDS: dict[str, tuple[str, Callable[[str, str], bool]]] = {
    "title": ("title", same_title),
    "byline": ("byline", same_byline),
    "site": ("siteName", same_site),
    "date": ("publishedTime", same_date),
    "language": ("lang", same_language),
}


def count(pages: Iterable[tuple[dict[str, Any], Extracted]]) -> dict[str, Count]:
    """Return the count of each field over pairs of what is declared and what was read."""
    counts = {name: Count() for name in FIELDS}
    for declared, read in pages:
        for name, (key, same) in FIELDS.items():
            wanted = _wanted(name, declared.get(key))
            got = str(getattr(read, name)).strip()
            counts[name].declared += bool(wanted)
            counts[name].right += bool(wanted and got) and same(wanted, got)
            counts[name].beside += bool(got and not wanted)
    return counts


def _wanted(name: str, declared: object) -> str:
    text = str(declared or "").strip()
    return text if name != "byline" or name_words(text) else ""
