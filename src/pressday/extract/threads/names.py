"""Whose posts they are: the short text at one place of each that is a name and changes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pressday.body.vocabulary import HEADINGS
from pressday.extract.describe.bylines import squeeze
from pressday.extract.describe.dates import find_date
from pressday.extract.threads.spots import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml.etree import _Element as Element

    from pressday.extract.threads.containers import Post
    from pressday.extract.threads.spots import Mention, Slot

_LONGEST, _WORDS = 40, 4  # characters and words of a name
_LEAST = 0.5  # share of posts
_SURE, _LIKELY = 3.0, 0.25  # what must speak for a place: alone, and beside the time of each post
_MOST = 6.0  # what speaks for a place beyond that makes no difference
_NEAR = 3  # elements around a name that may say what it is
_COUNTED = re.compile(r"\s*\(\d+\)$")  # how much somebody wrote
_NO_NAME = re.compile(
    r"https?:|www\.|[<>{}=?!;#\u00bb\u203a]|[.:,]$|^[\W\d]*[km]?\W*$|^\d[\d.,]*\s|\bago\b|\d[-/:.]\d"
    r"|^(?:re|quote|reply|report|share|like|edit|edited|delete|deleted|link|permalink|top|posts?"
    r"|more|flag|save|follow|new|answers?|comments?|commented|guest|anonymous|yesterday|today|now"
    r"|member|moderator|admin\w*|online|offline|author|op)$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"author|user|nick|poster|writer|creator|member|byline|\bby\b|vcard|h-card|p-name"
    r"|screen-?name|owner",
    re.IGNORECASE,
)
_PROFILE = re.compile(r"user|member|profile|author|people|account|/u/|/@|/~", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"title|rank|role|location|status|badge|group|signature|count|stat|categor|tag|crumb|like|react"
    r"|edit|vote|share|repl(?:y|ies)|quote|content|message-?body|subject|number|date|time|solution"
    r"|accept",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Writers:
    """Where each post says who wrote it, and the share of posts that name several there."""

    spots: Mapping[Post, Mention] = field(default_factory=dict)
    crowded: float = 0.0


def writers(slots: Iterable[Slot], posts: Sequence[Post], *, timed: bool) -> Writers:
    """Return who wrote the posts; nobody where nothing is sure.

    `timed` tells that the posts say at what time they were written, as nothing but
    posts does: then a text that stands at the same place and changes is enough.
    """
    rated = []
    for found in slots:
        firsts = {post: spot for post, there in found.items() if (spot := _first(there))}
        rated.append((_score(firsts, len(posts), timed=timed), firsts, found))
    sure = sorted((place for place in rated if place[0]), key=lambda p: p[0], reverse=True)
    if not sure:
        return Writers()
    crowded = (sum(map(_is_crowded, f.values())) for _, s, f in sure if _agree(s, sure[0][1]))
    return Writers(_filled([firsts for _, firsts, _ in sure]), max(crowded) / len(posts))


def _is_crowded(there: Iterable[Mention]) -> bool:
    return len({squeeze(spot.text) for spot in there if is_name(spot.text)}) > 1


def _filled(places: Sequence[Mapping[Post, Mention]]) -> dict[Post, Mention]:
    """Return the best place of each post: another, where one lacks it and both say the same."""
    best = dict(places[0])
    for place in places[1:]:
        if _agree(place, best):
            best = {**place, **best}
    return best


def _agree(place: Mapping[Post, Mention], best: Mapping[Post, Mention]) -> bool:
    """Whether two places name the same writers, in most posts both."""
    common = best.keys() & place.keys()
    alike = all(squeeze(best[post].text) == squeeze(place[post].text) for post in common)
    return alike and len(common) >= _LEAST * len(best)


def named(spot: Mention) -> str:
    """Return the name that a place says."""
    return _COUNTED.sub("", spot.text)


def is_name(text: str) -> bool:
    """Return whether a short text may be what a writer calls himself."""
    if not 1 < len(text) <= _LONGEST or len(text.split()) > _WORDS or _NO_NAME.search(text):
        return False
    return any(sign.isalpha() for sign in text) and find_date(text) is None


def _first(there: Iterable[Mention]) -> Mention | None:
    return next((s for s in there if is_name(s.text) and not _is_mixed(s)), None)


def _is_mixed(spot: Mention) -> bool:
    """Whether a text is put together from several, as a name with a rank is."""
    return spot.whole and sum(bool(str(piece).strip()) for piece in spot.element.itertext()) > 1


def _score(named: Mapping[Post, Mention], posts: int, *, timed: bool) -> float:
    """Return what speaks for a place: 0 where it is too little, or where one wrote all."""
    values = [squeeze(spot.text) for spot in named.values()]
    if len(named) < _LEAST * posts or _are_alike(set(values)):
        return 0.0
    told = [_evidence(spot) for spot in named.values()]
    evidence = (sum(told) / len(told) + min(told)) / 2
    varied = len(set(values)) / len(named)
    if evidence + (varied if timed else 0) < (_LIKELY if timed else _SURE):
        return 0.0
    return (1 + max(0.0, min(evidence, _MOST)) + varied / 10) * len(named) / posts


def _are_alike(values: set[str]) -> bool:
    """Whether all are one name, once perhaps with a word before it: "by Ana Lopez"."""
    if len(values) > 2:  # noqa: PLR2004 - a name, and what may be the same
        return False
    shortest, *longer = sorted(values, key=len)
    return all(value.endswith(shortest) for value in longer)


def _evidence(spot: Mention) -> float:
    """Return what an element says for its being the writer's name, and against it."""
    near = spot.around[: _NEAR + 1]
    classes = [element.get("class") or "" for element in near]
    said = 4.0 if _is_stated(spot) else 0.0
    said += 2.0 if _NAMED.search(classes[0]) else 1.5 if _NAMED.search(" ".join(classes)) else 0.0
    said += _link(spot, near)
    said -= 3.0 * any(_OTHERWISE.search(name) for name in classes[:2])
    return said - 0.2 * spot.text.count(" ")


def _is_stated(spot: Mention) -> bool:
    """Whether the page itself says that an element names an author (schema.org, rel)."""
    scoped = "name" in (spot.element.get("itemprop") or "")
    around = spot.around if scoped else spot.around[:_NEAR]
    marks = " ".join(f"{e.get('itemprop') or ''} {e.get('rel') or ''}" for e in around)
    return "author" in marks or "creator" in marks


def _link(spot: Mention, near: Sequence[Element]) -> float:
    """Return 2 for a link to somebody's page; one to elsewhere, or a heading, is a title."""
    whole = (a for a in spot.element.iterdescendants("a") if line(a) == spot.text)
    links = [e.get("href") or "" for e in (*near, *whole) if e.tag == "a"]
    links = [link for link in links if not link.startswith("#")]
    if any(_PROFILE.search(link) or _repeats(link, spot.text) for link in links):
        return 2.0
    return -1.0 if links or any(e.tag in HEADINGS for e in near) else 0.0


def _repeats(link: str, name: str) -> bool:
    return len(squeeze(name)) > 2 and squeeze(name) in squeeze(link)  # noqa: PLR2004 - by chance
