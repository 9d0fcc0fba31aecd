"""What an editor writes to choose articles: patterns of titles, and CSS selectors of pages.

A pattern is words, found anywhere in a title whatever their case and accents, or
a regular expression between slashes. Titles come from strangers, so expressions
that some title could keep busy for hours are refused.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING

from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = 200  # characters of a title that patterns look at

_LONGEST = 200  # characters of a pattern
_MOST_ENDLESS = 4  # repetitions without end: each multiplies the time by the title's length
_EXPRESSION = re.compile(r"/(.*)/", re.DOTALL)
_REPETITION = re.compile(r"[*+]|\{\d*,?\d*\}")
_ENDLESS = re.compile(r"[*+]|\{\d*,\}")
# An escape, a set of characters, the beginning of a group, a repetition, any other character.
_PART = re.compile(
    rf"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[:=!<>#P\w]*|{_REPETITION.pattern}|.", re.DOTALL
)


@lru_cache(maxsize=512)
def title_test(pattern: str) -> Callable[[str], bool]:
    """Return the question whether a title fits `pattern`; raises ValueError for a wrong one."""
    if len(pattern) > _LONGEST:
        raise ValueError(f"must have at most {_LONGEST} characters")
    expression = _EXPRESSION.fullmatch(pattern)
    if expression is None:
        wanted = folded(pattern)
        return lambda title: wanted in folded(title[:TITLE])
    found = _compiled(expression[1])
    return lambda title: bool(found.search(squash(title[:TITLE])))


def folded(text: str) -> str:
    """Return `text` in small letters without accents, white space folded."""
    apart = unicodedata.normalize("NFKD", squash(text).casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def check_title_pattern(pattern: str) -> str:
    """Return `pattern`; raises ValueError when it is none."""
    title_test(pattern)
    return pattern


def check_selector(selector: str) -> str:
    """Return the CSS `selector`; raises ValueError when it is none that finds elements."""
    from cssselect import HTMLTranslator, SelectorError

    try:
        HTMLTranslator().css_to_xpath(selector)
    except (SelectorError, RecursionError) as error:
        said = squash(str(error)).rstrip(".") or "nested too deeply"
        raise ValueError(f'is no CSS selector: "{selector[:_LONGEST]}" ({said})') from None
    return selector


def _compiled(expression: str) -> re.Pattern[str]:
    if not expression:
        raise ValueError("holds no expression between its slashes")
    if _repeats_itself(expression):
        raise ValueError("repeats what repeats already, which a title could keep busy for hours")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)  # of sets that will mean something else
            return re.compile(expression, re.IGNORECASE)
    except (re.error, FutureWarning, OverflowError, RecursionError) as error:
        raise ValueError(f"is no regular expression ({squash(str(error))})") from None


def _repeats_itself(expression: str) -> bool:
    """Say whether a group with a choice or a repetition in it is repeated, or too many are."""
    inside = [False]  # for each open group, whether it holds a choice or a repetition
    closed = False  # whether the part just read was such a group
    count = 0
    for part in _PART.findall(expression):
        if _REPETITION.fullmatch(part):
            count += bool(_ENDLESS.fullmatch(part))
            if closed or count > _MOST_ENDLESS:
                return True
            inside[-1] = True
        closed = part == ")" and len(inside) > 1 and inside.pop()
        if closed:
            inside[-1] = True
        elif part.startswith("("):
            inside.append(False)
        elif part == "|":
            inside[-1] = True
    return False
