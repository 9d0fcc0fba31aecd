"""Characters that no packaged font has: on paper they are left out, and words visibly so."""

from __future__ import annotations

import re
import unicodedata

from pressday.press.fonts import missing

OMISSION = "[…]"
_TAG = re.compile(r"(<[^>]*>)")
_SILENT = frozenset({"So", "Sk", "Cf", "Mn", "Me", "Co", "Cn"})
"""Categories of emoji, ornaments, marks on their own, and icons of fonts that are not ours."""


def without_absent(html: str) -> str:
    """Return `html` without characters that cannot be printed.

    Words and signs of a foreign script become one `OMISSION`, together with the
    blanks, points and digits between them; pictographs and icons go without a trace.
    """
    absent = missing(set(html))
    if not absent:
        return html
    silent = "".join(filter(is_silent, absent))
    spoken = "".join(c for c in absent if c not in silent)
    parts = _TAG.split(html)
    parts[::2] = [_without(part, spoken, silent) for part in parts[::2]]
    return "".join(parts)


def is_silent(character: str) -> bool:
    """Tell whether a character can go without a trace: it says nothing."""
    return unicodedata.category(character) in _SILENT


def _without(text: str, spoken: str, silent: str) -> str:
    if silent:
        text = re.sub(f"[{re.escape(silent)}]", "", text)
    if not spoken:
        return text
    one = f"[{re.escape(spoken)}]"
    return re.sub(rf"{one}(?:[\s\d.,:;!?()\-–—]*{one})*", OMISSION, text)
