"""Characters that no packaged font has: on paper they are named, or go where they say nothing."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from pressday.press.fonts import missing

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAG = re.compile(r"(<[^>]*>)")
_LANGUAGE = re.compile(r"<html lang=\"([\w-]+)\"")
_SILENT = frozenset({"So", "Sk", "Cf", "Mn", "Me", "Co", "Cn"})
"""Categories of emoji, ornaments, marks on their own, and icons of fonts that are not ours."""

_HAN = "CJK"  # as Unicode's names of its characters begin, which name no script


def without_absent(html: str) -> str:
    """Return `html`, whose root says its language, without characters that cannot be printed."""
    return printable(html, match[1] if (match := _LANGUAGE.search(html)) else "en")


def printable(text: str, language: str) -> str:
    """Return `text` without characters that cannot be printed, with names in `language`.

    One that says the same as others that can be (℉, °F) becomes these. Words of a foreign
    script become its name in brackets, together with the blanks, points and digits between
    them, a sign its own name; pictographs and icons go without a trace.
    """
    absent = missing(set(text))
    if not absent:
        return text
    same: dict[str, str | int | None] = {
        c: plain for c in absent if not missing(plain := unicodedata.normalize("NFKC", c))
    }
    silent = "".join(c for c in absent if is_silent(c) and c not in same)
    spoken = "".join(c for c in absent if c not in silent and c not in same)
    parts = _TAG.split(text.translate(str.maketrans(same)))
    parts[::2] = [_without(part, spoken, silent, language) for part in parts[::2]]
    return "".join(parts)


def is_silent(character: str) -> bool:
    """Tell whether a character can go without a trace: it says nothing."""
    return unicodedata.category(character) in _SILENT


def _without(text: str, spoken: str, silent: str, language: str) -> str:
    if silent:
        text = re.sub(f"[{re.escape(silent)}]", "", text)
    if not spoken:
        return text
    one = f"[{re.escape(spoken)}]"
    passage = re.compile(rf"{one}(?:[\s\d.,:;!?()\-–—]*{one})*")
    return passage.sub(lambda match: f"[{_named(match[0], language)}]", text)


def _named(passage: str, language: str) -> str:
    """Return what a reader is told of a passage: its script, or the sign's name."""
    names = _scripts(language.partition("-")[0])
    heads = [unicodedata.name(c, "").split(" ")[0] for c in passage if c.isalpha()]
    known = [head for head in heads if head in names]
    if any(head in {"HIRAGANA", "KATAKANA"} for head in known):
        return names["JAPANESE"]
    if known:
        return ", ".join(names[head] for head in dict.fromkeys(known))
    return unicodedata.name(passage[0], f"U+{ord(passage[0]):04X}").lower()


@cache
def _scripts(language: str) -> Mapping[str, str]:
    """Return the names of scripts in a language, by how Unicode names their characters."""
    from babel import Locale, UnknownLocaleError

    english = Locale("en").scripts
    try:
        own = Locale(language).scripts
    except UnknownLocaleError:
        own = english
    names = {name.upper(): own.get(code, name) for code, name in english.items()}
    return names | {_HAN: own.get("Hani", "Han")}
