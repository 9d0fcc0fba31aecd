"""The language of a text: declared, or told from its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from pressday.extract.describe.common_words import PLACEHOLDER, SCRIPTS, WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressday.model import Provenance

_SAMPLE = 2000  # words are plenty
_CHARACTERS = 20_000
_LEAST = 3.0  # weight of common words, below that nothing is said
_SHARE = 0.07  # of all words, in weight: running text has more
_MARGIN = 1.15  # times the runner-up
_SURE, _SURE_SHARE = 25.0, 0.2  # weight and share to contradict what a page declares
_SURE_MARGIN = 3  # times the weight of the declared language
_LEAST_LETTERS = 12  # of a script
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u05f3\u0300-\u036f\u05b0-\u05c7\u093a-\u094f][^\W\d_]*)*")
_SCRIPTS = {name: re.compile(f"[{letters}]") for name, (letters, _) in SCRIPTS.items()}
_ALONE = {name: language for name, (_, language) in SCRIPTS.items()}
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@].*)?")
_NO_LANGUAGE = ("und", "zxx", "mul", "mis")  # undetermined, none, several, uncoded
_NAMES = {
    "english": "en", "deutsch": "de", "german": "de", "french": "fr", "français": "fr",
    "spanish": "es", "español": "es",
    "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt",
    "dutch": "nl", "nederlands": "nl", "russian": "ru", "japanese": "ja", "chinese": "zh",
}  # fmt: skip
# Languages that their neighbours' words do not tell apart surely enough to contradict a page.
_FAMILIES = (
    "nb nn no da sv", "hr sr bs sl sh cnr mk bg", "cs sk", "id ms", "es gl ca pt", "hi mr ne",
    "ru uk be", "nl af", "tr az", "fi et", "fa ur ar ps", "zh ja yue wuu", "he yi",
)  # fmt: skip


def normalise_tag(value: str) -> str:
    """Return a language tag in the form BCP 47 recommends (`en-GB`), or an empty string."""
    value = value[:100].partition(",")[0].strip()
    found = _TAG.fullmatch(value)
    if not found:
        return _NAMES.get(value.lower(), "")
    language, script, region = found.groups()
    parts = [language.lower(), (script or "").title(), (region or "").upper()]
    return "" if parts[0] in _NO_LANGUAGE else "-".join(part for part in parts if part)


def guess_language(text: str) -> str:
    """Return the likely language of `text` as a two-letter code, or an empty string.

    Scripts that write one language name it; the languages of other scripts are told
    by their commonest words, of which a text must have enough.
    """
    text = text[:_CHARACTERS]
    alone = _by_script(text)
    if alone is not None:
        return alone
    words, weights = _weigh(text)
    ranked = Counter(weights).most_common(2)
    if not ranked:
        return ""
    (best, most), next_most = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
    plain = most >= max(_LEAST, _SHARE * words) and most >= _MARGIN * next_most
    return best if plain else ""


def settle_language(declared: str, text: str) -> tuple[str, Provenance]:
    """Return the declared language or, where the text plainly is in another, that as a guess."""
    base = declared.partition("-")[0]
    text = text[:_CHARACTERS]
    found = guess_language(text)
    if not found or found == base or any({base, found} <= set(f.split()) for f in _FAMILIES):
        return declared, "declared"
    words, weights = _weigh(text)
    if _by_script(text) is None:
        most, own = weights.get(found, 0.0), weights.get(base, 0.0)
        sure = most >= max(_SURE, _SURE_SHARE * words, _SURE_MARGIN * own)
        known = base in WORDS
    else:
        sure, known = len(text) > 20 * _LEAST_LETTERS, base in WORDS or base in _ALONE.values()
    return (found, "guessed") if sure and known else (declared, "declared")


def _by_script(text: str) -> str | None:
    """Return the language a script tells, empty for none at all, None where words must tell."""
    sizes = {name: len(letters.findall(text)) for name, letters in _SCRIPTS.items()}
    main = max(sizes, key=lambda name: sizes[name])
    if main == "han" and sizes["kana"] * 10 > sizes["han"]:
        main = "kana"
    if main in ("latin", "cyrillic", "arabic", "devanagari", "hebrew"):
        return None
    return _ALONE[main] if sizes[main] >= _LEAST_LETTERS else ""


def _weigh(text: str) -> tuple[int, Mapping[str, float]]:
    """Return how many words a text has, and the weight of those that each language has often."""
    found = [word.replace("\u2019", "'") for word in _WORD.findall(text.lower())[:_SAMPLE]]
    table = _table()
    weights: defaultdict[str, float] = defaultdict(float)
    for word, count in Counter(found).items():
        languages = table.get(word, ())
        for language in languages:
            # Two that share a word still say more than many.
            weights[language] += count / len(languages) ** 0.5
    return len(found), {name: weight for name, weight in weights.items() if name or weight > 0}


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    """Return the languages of each common word; the empty name stands for placeholder text."""
    table: defaultdict[str, list[str]] = defaultdict(list)
    for language, words in [*WORDS.items(), ("", PLACEHOLDER)]:
        for word in dict.fromkeys(words.split()):
            table[word].append(language)
    return {word: tuple(languages) for word, languages in table.items()}
