"""Who says a quotation, where the words beside it leave no doubt.

A name is two capitalised words or more; the verb between it and the quotation is any
short word of four letters that is no preposition, pronoun or conjunction.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from regex import Pattern

_PARTICLES = "af al bin da de del della den der di do dos du el ibn la le ten ter van von zu"
_SHORT_VERBS = "say dit zei ha has hat"
_AND = "and und et y e en i och og oraz"
# Of four letters and more: beside a quotation they lead to something else than its speaker.
_NO_VERBS = (
    "about according after against because before from into like once over since than that their"
    " them then they this though through under until upon were what when where which while whose"
    " with without your"
    " aber auch doch durch eine einem einen einer eines gegen ihre ihren mehr nach nicht ohne oder"
    " sein seine sich sind über unter wenn wird laut"
    " avec cette chez comme contre dans depuis elle elles leur leurs mais notre pour quand sans"
    " selon sous tout vers"
    " como contra cuando desde ella ellos entre esta este hacia hasta para pero porque quien según"
    " sino sobre"
    " anche come contro dalla dalle della delle dello dopo fino nella perché quando secondo senza"
    " sono sulla"
    " door geen haar meer naar niet omdat onder over tegen toen tussen voor want waar volgens"
    " bardzo jako jego jest kiedy ponieważ przed przez przy według"
    " depois essa pela pelas pelo segundo"
)


def speaker(text: str, start: int, end: int, whole: str) -> str:
    """Return who says the quotation that stands in `text` from `start` to `end`, marks included.

    Nothing where the words beside it do not tell. A family name alone counts when
    `whole`, the piece's text, has one full name that ends in it.
    """
    before, behind = text[:start].rstrip(), text[end:]
    goes_on = text[start : end - 1].rstrip().endswith((",", "?", "!")) or behind.startswith(",")
    found = _pattern("behind").match(behind) if goes_on else None
    found = found or _pattern("before").search(before) or _pattern("earlier").search(before)
    return _full(found["name"], whole) if found else ""


def names(text: str, whole: str) -> tuple[str, ...]:
    """Return the full names in `text`, each once; none of their words is written small in `whole`.

    So titles and the first words of sentences and headlines are no part of them.
    """
    small = _written_small(whole)
    runs = (run for found in _pattern("name").finditer(text) for run in _proper(found[0], small))
    return tuple(dict.fromkeys(run for run in runs if " " in run))


def _full(name: str, whole: str) -> str:
    """Return a name without what is none of it; a family name as the one full name it ends."""
    proper = _proper(name, _written_small(whole))
    own = proper[-1] if proper else ""
    if " " in own:
        return own
    full = _by_family_name(whole).get(own, ())
    return full[0] if len(full) == 1 else ""


@lru_cache(maxsize=4)
def _by_family_name(whole: str) -> dict[str, tuple[str, ...]]:
    """Return the full names in a text by their last word; a novel's quotations ask very often."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names(whole, whole):
        last = name.rpartition(" ")[2]
        found[last] = (*found.get(last, ()), name)
    return found


def _proper(name: str, small: Collection[str]) -> list[str]:
    """Return what is left of capitalised words between those that are written small as well."""
    parts: list[list[str]] = [[]]
    for word in name.split():
        common = word.lower() in small and word not in _PARTICLES.split()
        if common or word.endswith(("’s", "'s")):
            parts.append([])
        else:
            parts[-1].append(word)
    return [" ".join(part) for part in parts if part]


@lru_cache(maxsize=4)
def _written_small(text: str) -> frozenset[str]:
    return frozenset(_pattern("small").findall(text))


@cache
def _pattern(name: str) -> Pattern[str]:
    import regex  # the standard library's `re` does not know capitals of all languages

    blank = r"[ \u00a0\u202f]"
    title = r"(?:[B-DF-HJ-NP-TV-Z][b-df-hj-np-tv-z]{0,2}|Prof|Col|Gen|Sen|Rep|Gov)\."  # Dr., Mrs.
    word = rf"(?:\p{{Lu}}\.(?={blank})|\p{{Lu}}[\p{{L}}\p{{M}}'’-]*+)"
    particle = f"(?:{'|'.join(_PARTICLES.split())})"
    further = rf"{blank}(?:{particle}{blank}){{0,2}}{word}"
    full = rf"(?:{title}{blank})*{word}(?:{further}){{0,4}}+(?<!['’]s)(?!\w)"
    no_verb, short = "|".join(_NO_VERBS.split()), "|".join(_SHORT_VERBS.split())
    verb = rf"(?!(?:{no_verb})\b)(?:\p{{Ll}}{{4,14}}|{short})(?!\w)"
    verbs = rf"{verb}(?:{blank}{verb}){{0,2}}"
    ands = rf"(?!{blank}(?:{'|'.join(_AND.split())}){blank})"
    behind = rf"(?:{verbs}{blank}(?P<name>{full}){ands}|(?P<name>{full}){blank}{verb})"
    return regex.compile(
        {
            "small": r"\b\p{Ll}[\p{L}\p{M}]*",
            "name": full,
            "behind": rf"[,\s]*{behind}",
            "before": rf"(?:^|[.!?…][”’»“]?\s)(?P<name>{full})(?:{blank}{verbs}[,:]|:)$",
            "earlier": rf"(?:[,?!][”’»“]|[”’»“],)\s*{behind}[^.!?“”«»„]*[.,:]$",
        }[name]
    )
