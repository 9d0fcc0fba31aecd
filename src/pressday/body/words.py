"""What a word is: one rule for counting, comparing and finding.

Words are those of Unicode Standard Annex 29, section 4: runs of letters, figures
and their marks, apostrophes and decimal points inside them included. Korean is
written with blanks and divided by them. Chinese, Japanese, Thai, Lao, Khmer and
Burmese are not, and without a dictionary nobody can tell their words apart: each
character stands alone, and two of them count as one word.
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from regex import Pattern

CHARACTERS_PER_WORD = 2
"""Characters of a script without blanks that take as long to read as a word: 480 a minute."""

STRETCH = 5
"""Words in a row that nobody says twice by chance."""
MORE = 3
"""Words beside a repeated text that make it no new one."""

_SPACELESS = (
    r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
    "\N{KATAKANA-HIRAGANA PROLONGED SOUND MARK}"
)
# The classes of table 3 of the annex, and its rules 4 to 13b; what follows is ignored by rule 4.
_MARKS = r"[\p{WB=Extend}\p{WB=Format}\p{WB=ZWJ}]*"
_LETTER = rf"[[\p{{WB=ALetter}}\p{{WB=Hebrew_Letter}}]--[{_SPACELESS}]]{_MARKS}"
_FIGURE = rf"\p{{WB=Numeric}}{_MARKS}"
_IN_LETTERS = rf"[\p{{WB=MidLetter}}\p{{WB=MidNumLet}}\p{{WB=Single_Quote}}]{_MARKS}"
_IN_FIGURES = rf"[\p{{WB=MidNum}}\p{{WB=MidNumLet}}\p{{WB=Single_Quote}}]{_MARKS}"
_JOINER = rf"[\p{{WB=ExtendNumLet}}--\u202f]{_MARKS}"  # a narrow blank joins in Mongolian alone
_WORD = (
    rf"[{_SPACELESS}]\p{{M}}*"
    rf"|(?:{_JOINER})*(?:{_LETTER}(?:(?:{_IN_LETTERS})?{_LETTER})*"
    rf"|{_FIGURE}(?:(?:{_IN_FIGURES})?{_FIGURE})*|\p{{N}})"
    rf"(?:{_LETTER}(?:(?:{_IN_LETTERS})?{_LETTER})*"
    rf"|{_FIGURE}(?:(?:{_IN_FIGURES})?{_FIGURE})*|{_JOINER})*"
    r"|\p{Alphabetic}\p{M}*"  # of the rarer scripts without blanks
)
# The same for the letters of most texts, many times as fast.
_ASCII_WORD = re.compile(
    "_*(?:[A-Za-z](?:[.':]?[A-Za-z])*|[0-9](?:[.,;']?[0-9])*)"
    "(?:[A-Za-z](?:[.':]?[A-Za-z])*|[0-9](?:[.,;']?[0-9])*|_)*"
)
# Latin, Greek and Cyrillic with the usual signs: there the parts are what `re` takes for words.
_EUROPEAN = re.compile(
    "[\x00-\x7f\xa0-\xa9\xab\xac\xae-\xb1\xb4-\xb8\xbb\xbf-\u0236\u0386\u0388-\u0481\u048a-\u052f"
    "\u2010-\u2027\u2030-\u203e\u20a0-\u20bf\u2122\u2190-\u245f\u2500-\u2775]*"
)
_EUROPEAN_PART = re.compile(r"\w+")
# No word goes over a blank, so that one strange sign slows down the lines around it alone.
_STRETCH = re.compile(r".{1,400}(?=\s|\Z)|\S+", re.DOTALL)


@cache
def _pattern(text: str) -> Pattern[str]:
    import regex  # the standard library's `re` knows neither scripts nor the classes of the annex

    return regex.compile(text, regex.VERSION1)


def split(text: str) -> list[str]:
    """Return the words of `text` in their order, as they are written.

    In scripts without blanks each character, with the marks upon it, is one.
    """
    if text.isascii():
        return _ASCII_WORD.findall(text)
    found: list[str] = []
    for stretch in _STRETCH.findall(text):
        pattern = _ASCII_WORD if stretch.isascii() else _pattern(_WORD)
        found += pattern.findall(stretch)
    return found


def compared(text: str) -> list[str]:
    """Return the words of `text` as texts are compared by: lower case, no marks inside.

    An apostrophe or a point is written in many ways, so the word falls apart there;
    a line of nothing but low lines, which divides a text, is one.
    """
    text = text.lower()
    if _EUROPEAN.fullmatch(text):  # most texts, as a whole
        return _EUROPEAN_PART.findall(text)
    found: list[str] = []
    for stretch in _STRETCH.findall(text):
        european = _EUROPEAN.fullmatch(stretch)
        found += _EUROPEAN_PART.findall(stretch) if european else _parts(stretch)
    return found


def _parts(text: str) -> list[str]:
    inside = _pattern(rf"(?:{_IN_LETTERS}|{_IN_FIGURES})+")
    words = _pattern(rf"{_WORD}|(?:{_JOINER})+").findall(text)
    return [part for word in words for part in inside.split(word) if part]


def repeats(text: str, other: str) -> bool:
    """Tell whether `text` says what `other` has said: all of it, or a stretch of some words.

    A few words more than `other` has, such as the name of a site, say nothing new.
    """
    own, said = compared(text), compared(other)
    if not own or not said:
        return False
    if own == said or (len(own) >= STRETCH and _holds(said, own)):
        return True
    return len(said) >= STRETCH and len(own) - len(said) <= MORE and _holds(own, said)


def said_in(text: str, others: Iterable[str]) -> bool:
    """Tell whether `text` repeats any of `others`."""
    return any(repeats(text, other) for other in others)


def _holds(words: list[str], part: list[str]) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(words)} "


def count(text: str) -> int:
    """Return the number of words in `text`; in scripts without blanks two characters are one."""
    words = split(text)
    characters = sum(map(is_spaceless, words))
    return len(words) - characters + math.ceil(characters / CHARACTERS_PER_WORD)


def is_spaceless(word: str) -> bool:
    """Tell whether a word of `split` is a character of a script without blanks."""
    return word[0] >= "\u0e00" and _pattern(f"[{_SPACELESS}]").match(word) is not None
