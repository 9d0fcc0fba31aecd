"""The language of a text, declared or told from its commonest words."""

from __future__ import annotations

import re
from collections import Counter

# The commonest words of each language, less those it shares with a neighbour.
_COMMON = {
    "en": "the and of to is that it was for with as his he be at by this had not are but from they",
    "de": "der die und das nicht von ist des sich mit dem den ein eine auf wird auch als für sind",
    "fr": "le les et des est une dans qui que du pas pour sur plus par avec sont il au cette",
    "es": "el los y las una que del por con para su al lo como más pero fue sus ha esta",
    "it": "il di che è gli della per non una sono con del alla nel anche più dei le questo",
    "pt": "o os e não uma com do da em para dos das mais ao foi pelo pela são seu também",
    "nl": "de het een van en is niet zijn op te voor met aan er dat ook door naar maar bij",
    "pl": "w i na się nie z że jest do to jak po przez od o za ale które oraz był",
}
_LISTS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SAMPLE = 2000  # words are plenty
_LEAST = 8  # common words, below that nothing is said
_MARGIN = 1.2  # times the runner-up
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@].*)?")


def normalise_tag(value: str) -> str:
    """Return a language tag in the form BCP 47 recommends (`en-GB`), or an empty string."""
    found = _TAG.fullmatch(value.strip())
    if not found:
        return ""
    language, script, region = found.groups()
    parts = [language.lower(), (script or "").title(), (region or "").upper()]
    return "-".join(part for part in parts if part)


def guess_language(text: str) -> str:
    """Return the likely language of `text` (en, de, fr, es, it, pt, nl, pl), or an empty string."""
    words = re.findall(r"[^\W\d_]+", text.lower())[:_SAMPLE]
    counts = Counter({name: sum(w in common for w in words) for name, common in _LISTS.items()})
    (best, most), (_, next_most) = counts.most_common(2)
    return best if most >= max(_LEAST, _MARGIN * next_most) else ""
