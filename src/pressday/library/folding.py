"""Words folded for search and sameness, divided as the index of SQLite divides them. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Written without blanks, so each character is made a word: kana, Han, Thai, Lao, Burmese, Khmer.
_SPACELESS = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
# Letters that carry no separable accent.
_PLAIN: Mapping[int, str] = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "\u0131": "i"}
)
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Return `text` in lower case and without accents, characters of spaceless scripts apart."""
    spaced = _SPACELESS.sub(r" \g<0> ", text)
    split = unicodedata.normalize("NFKD", spaced).casefold()
    marks = {ord(c): "" for c in set(split) if unicodedata.combining(c)}
    return split.translate({**_PLAIN, **marks})


def tokens(text: str) -> list[str]:
    """Return the words of `text`, folded; in scripts without blanks each character is one."""
    return _WORD.findall(folded(text))


def is_spaceless(words: list[str]) -> bool:
    """Tell whether most of `words` are single characters of a script without blanks."""
    return len(_SPACELESS.findall("".join(words))) * 2 > len(words)
