"""Small questions about text that every room asks: minutes, slugs, hashes. Pure."""

from __future__ import annotations

import difflib
import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WORDS_PER_MINUTE = 240
SLUG_LENGTH = 60  # characters
_NAMED = 4  # things that one line names
_SUGGESTED = 3  # words that may have been meant

_SENTENCE = re.compile(r".+?[.!?…][”’»\"']?(?=\s|$)", re.DOTALL)
_LEAST_TOLD = 0.4  # of the room that whole sentences fill; fewer would say too little
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SCRATCH = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
_LETTERS = str.maketrans(
    _SCRATCH | {"\u0131": "i", "\u2019": "", "'": ""}
)  # an apostrophe vanishes


def minutes(words: int) -> int:
    """Return the reading time in minutes at 240 words a minute, at least 1."""
    return max(1, round(words / WORDS_PER_MINUTE))


def squash(text: str) -> str:
    """Return `text` with every run of white space folded to one blank, and none at the ends.

    Control characters and lone surrogates, which no page can show, are gone.
    """
    return " ".join(_CONTROLS.sub("", text).split())


def shortened(text: str, most: int) -> str:
    """Return `text` in at most `most` characters: whole sentences, or words and an ellipsis."""
    if len(text) <= most:
        return text
    told = ""
    for sentence in _SENTENCE.findall(text):
        if len(told) + len(sentence) > most:
            break
        told += sentence
    if len(told) >= _LEAST_TOLD * most:
        return told.strip()
    head, _, _ = text[:most].rpartition(" ")
    return f"{head.rstrip(' ,;:–—-.')}…"


def slug(text: str) -> str:
    """Return an ASCII part of a file name: lower case, hyphens, at most 60 characters.

    Text without a Latin letter or digit gives the first 8 digits of its hash, so
    the result is never empty.
    """
    folded = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    ascii_text = folded.encode("ascii", "ignore").decode()
    parts = re.findall(r"[a-z0-9]+", ascii_text)
    return _shorten("-".join(parts)) or sha256(text.encode("utf-8", "replace"))[:8]


def _shorten(name: str) -> str:
    if len(name) <= SLUG_LENGTH:
        return name
    head, _, _ = name[: SLUG_LENGTH + 1].rpartition("-")
    return head or name[:SLUG_LENGTH]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like `word`, or None: for "did you mean"."""
    return next(iter(_near(word, known, 1)), None)


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return a hint that asks for the known words most like `word`; `otherwise` for none."""
    near = [f'"{name}"' for name in _near(word, known, _SUGGESTED)]
    return f"did you mean {' or '.join(near)}?" if near else otherwise


def _near(word: str, known: Iterable[str], most: int) -> list[str]:
    by_lower = {name.lower(): name for name in known}
    found = difflib.get_close_matches(word.lower(), by_lower, n=most, cutoff=0.6)
    return [by_lower[name] for name in found]


def no_language(tag: str) -> str:
    """Return what is wrong with a language tag whose first part is no language's code, else ""."""
    from babel import Locale
    from babel.core import get_global

    code = tag.partition("-")[0].lower()
    known = {name.partition("_")[0] for name in get_global("likely_subtags")}
    if code in known or code in get_global("language_aliases") or code in Locale("en").languages:
        return ""
    spoken = get_global("territory_languages").get(code.upper(), {})  # a country's, mistaken
    meant = max(spoken, key=lambda name: spoken[name]["population_percent"], default="")
    hint = f': did you mean "{meant}"?' if meant else ', such as "en" or "pt-BR"'
    return f'must be the code of a language, not "{tag}"{hint}'


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def alike(warnings: Iterable[str]) -> Iterator[str]:
    """Yield warnings of one subject, those that begin alike (`picture left out: `) in one line."""
    groups: dict[str, list[str]] = {}
    for warning in warnings:
        kind, _, thing = warning.partition(": ")
        groups.setdefault(kind, []).append(thing)
    for kind, things in groups.items():
        yield f"{kind}: {some(things)}" if any(things) else kind


def some(names: Sequence[str]) -> str:
    """Return the first of `names`, each once, and how many more there are."""
    known = [*dict.fromkeys(filter(None, names))]
    more = f" and {len(known) - _NAMED} more" if len(known) > _NAMED else ""
    return f"{'; '.join(known[:_NAMED])}{more}"


def quoted(text: str) -> str:
    """Return a text in quotation marks, those within it escaped as in a run sheet."""
    escaped = text.replace('"', r"\"")
    return f'"{escaped}"'


def counted(number: int, thing: str) -> str:
    """Return how many of a thing there are, in words."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
