"""Typewriter punctuation to that of the language: quotes, dashes, ellipses, spaces that hold.

Works on a *line*: the inline content of one block, joined into a string in
which `SEAM` marks the border between two text nodes and `THING` stands for
something that is not prose (code, a formula, an address, a passage in another
language). Control characters serve as marks because XML text cannot hold them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from pressday.body.markup import inner, printable
from pressday.body.vocabulary import BLOCK_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from pressday.body import Body

NBSP = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"
SEAM = "\x00"
THING = "\x01"
BREAK = "\N{ZERO WIDTH SPACE}"
LONGEST_LAST_WORD = 9
# characters within which a single quote must be closed again; bounds the work on hostile text
_HORIZON = 600

# longer than any word or address that people write; its pieces fit in a column
_ENDLESS = re.compile(rf"[^\s{BREAK}]{{160,}}")
_PIECE = re.compile(r".{24}(?=.)")

_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_PRIMES = {"'": "\N{PRIME}", '"': "\N{DOUBLE PRIME}"}
_VERBATIM = frozenset({"code", "pre", "math", "svg", "script", "style"})
_BREAKS = BLOCK_TAGS | {"br", "img"}
_ADDRESS = re.compile(
    r"(?:https?://|www\.|mailto:)[^\s\"'<>\x00“”«»]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{0,190}\w",
    re.IGNORECASE,
)
# words that begin with an apostrophe, in lower case
_ELIDED = re.compile(
    r"(?:tis|twas|twere|em|n|til|cause|bout|round|t|s|k|ne|nen|ner|\d\ds?)(?![\w'])|n(?='\s)",
    re.IGNORECASE,
)


class Quotes(NamedTuple):
    """Outer pair, inner pair, and the space inside the outer pair."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str
    space: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Custom:
    """What a language does with quotation marks, dashes and high punctuation."""

    quotes: Quotes
    dash: str = NBSP + "– "
    spaced_punctuation: bool = False


_CURLY = Quotes("“", "”", "‘", "’")
_LOW = Quotes("„", "“", "‚", "‘")
_ANGLED = Quotes("«", "»", "“", "”")
_RIGHT = Quotes("”", "”", "’", "’")
_ENGLISH = Custom(quotes=_CURLY, dash="—")
# Source: Unicode CLDR delimiters; The Oxford Guide to Style; Lexique de l'Imprimerie nationale
_CUSTOMS = {
    "en": _ENGLISH,
    "de": Custom(quotes=_LOW),
    "de-ch": Custom(quotes=Quotes("«", "»", "‹", "›")),
    "fr": Custom(quotes=Quotes("«", "»", "“", "”", THIN), spaced_punctuation=True),
    "es": Custom(quotes=_ANGLED),
    "it": Custom(quotes=_ANGLED),
    "pt": Custom(quotes=_CURLY, dash=NBSP + "— "),
    "nl": Custom(quotes=_CURLY),
    "pl": Custom(quotes=Quotes("„", "”", "«", "»")),
    "cs": Custom(quotes=_LOW),
    "sk": Custom(quotes=_LOW),
    "sl": Custom(quotes=_LOW),
    "hu": Custom(quotes=Quotes("„", "”", "»", "«")),
    "ro": Custom(quotes=Quotes("„", "”", "«", "»")),
    "sv": Custom(quotes=_RIGHT),
    "fi": Custom(quotes=_RIGHT),
    "da": Custom(quotes=_CURLY),
    "nb": Custom(quotes=Quotes("«", "»", "‘", "’")),
    "no": Custom(quotes=Quotes("«", "»", "‘", "’")),
    "ca": Custom(quotes=_ANGLED),
    "el": Custom(quotes=_ANGLED),
    "ru": Custom(quotes=Quotes("«", "»", "„", "“"), dash=NBSP + "— "),
    "uk": Custom(quotes=Quotes("«", "»", "„", "“"), dash=NBSP + "— "),
    "tr": Custom(quotes=_CURLY),
}


def polish(root: HtmlElement, language: str) -> None:
    """Make the typewriter punctuation inside `root` typographic, in place.

    Straight quotes become the language's own, an element's `lang` counts before
    `language`; what is curly already stays. Code, formulas, addresses and
    attributes are not touched, words never change, and polishing twice is
    polishing once. A language of unknown custom keeps its quotes.
    """
    _polish_element(root, language)
    for element in root.iter():
        element.text, element.tail = _breakable(element.text), _breakable(element.tail)


def polished(body: Body, language: str) -> Markup:
    """Return `body` as a template prints it, its punctuation that of `language`."""
    root = body.tree()
    polish(root, language)
    return Markup(inner(root))  # noqa: S704 - elements of a body


def polish_text(text: str, language: str) -> str:
    """Return one line of plain text (a headline, a caption) with typographic punctuation."""
    return _breakable(_polish_line(printable(text), _custom(language))) or ""


def _breakable(text: str | None) -> str | None:
    """Return `text`, its endless words divided: a typesetter needs the square of their length."""
    return _ENDLESS.sub(lambda word: _PIECE.sub(f"\\g<0>{BREAK}", word[0]), text) if text else text


def tie_last(text: str, longest: int = LONGEST_LAST_WORD) -> str:
    """Return `text` with a short last word tied to the one before, so that it never stands alone.

    For print only: screens balance lines themselves. Two words are left loose,
    so that a narrow column can still break them.
    """
    head, _, last = text.rpartition(" ")
    if " " not in head or len(last) > longest:
        return text
    return f"{head}{NBSP}{last}"


class _Slot(NamedTuple):
    """One text node: the `text` or `tail` of an element."""

    element: HtmlElement
    field: str

    @property
    def text(self) -> str:
        return getattr(self.element, self.field) or ""


def _polish_element(root: HtmlElement, language: str) -> None:
    for line in _lines(root, language):
        slots = [part for part in line.parts if isinstance(part, _Slot)]
        joined = SEAM.join(p.text if isinstance(p, _Slot) else THING for p in line.parts)
        if not joined.strip(f" \t\r\n{SEAM}{THING}"):
            continue
        polished = _polish_line(joined, _custom(line.language)).split(SEAM)
        texts = (t for t, p in zip(polished, line.parts, strict=True) if isinstance(p, _Slot))
        for slot, text in zip(slots, texts, strict=True):
            setattr(slot.element, slot.field, text)


class _Line(NamedTuple):
    """The inline content of a block in reading order; `None` stands for a thing."""

    language: str
    parts: list[_Slot | None]


def _lines(element: HtmlElement, language: str) -> Iterator[_Line]:
    """Yield the lines of `element`, split at blocks; foreign passages are lines of their own."""
    done: list[_Line] = []
    language = element.get("lang") or language
    last = _gather(element, _Line(language, []), done)
    yield from (*done, last)


def _gather(element: HtmlElement, line: _Line, done: list[_Line]) -> _Line:
    """Append the content of `element` to `line`; return the line that its sibling continues."""
    line.parts.append(_Slot(element, "text"))
    for child in element:
        line = _gather_child(child, line, done)
        line.parts.append(_Slot(child, "tail"))
    return line


def _gather_child(child: HtmlElement, line: _Line, done: list[_Line]) -> _Line:
    tag = child.tag if isinstance(child.tag, str) else ""
    if not tag or tag in _VERBATIM:
        line.parts.append(None)
        return line
    if tag in _BREAKS:
        done.extend((line, *_lines(child, line.language)))
        return _Line(line.language, [])
    if child.get("lang", line.language) != line.language:
        done.extend(_lines(child, line.language))
        line.parts.append(None)
        return line
    return _gather(child, line, done)


@lru_cache
def _custom(language: str) -> Custom | None:
    tag = language.replace("_", "-").lower() or "en"
    return _CUSTOMS.get(tag) or _CUSTOMS.get(tag.partition("-")[0])


def _polish_line(line: str, custom: Custom | None) -> str:
    addresses: list[str] = []

    def put_away(match: re.Match[str]) -> str:
        addresses.append(match[0])
        return THING + THING

    text = _ADDRESS.sub(put_away, line)
    text = _TIED.sub(_loosened, re.sub(r"[ \t\r\n]+", " ", text))
    text = re.sub(r"(?<!\.)\.{3}(?!\.)", "…", text)
    if custom is not None:
        text = _dash(text, custom.dash)
        text = _quote(text, custom.quotes)
    if custom is not None and custom.spaced_punctuation:
        text = _space_punctuation(text)
    text = _tie_numbers(text)
    kept = iter(addresses)
    return re.sub(THING + THING, lambda _: next(kept), text)


_TIED = re.compile(rf"[ {SEAM}]*{NBSP}[ {NBSP}{SEAM}]*")
_TIES_BEFORE = re.compile(rf"(?:^|[\s(“”‘’„«»‹›\"'{SEAM}])[^\W\d_]\.?$|[«‹–—]$")
_TIES_AFTER = frozenset("–—:;!?%»›")


def _loosened(match: re.Match[str]) -> str:
    """Let a line break where a page tied words for its own width: that tears a column's lines.

    Lone letters, initials, figures with what is before them, and marks stay tied.
    """
    before, after = (
        match.string[max(0, match.start() - 6) : match.start()],
        match.string[match.end() :][:1],
    )
    counts = after.isdigit() and before[-1:].replace(".", "a").isalnum()
    is_all = not before.strip(SEAM) and not after
    if is_all or counts or after in _TIES_AFTER or _TIES_BEFORE.search(before):
        return match[0]
    seams = "".join(re.split(f"({SEAM})", match[0])[1::2])
    return f" {seams}" if before.strip(SEAM) else f"{seams} "


def _dash(text: str, unspaced: str) -> str:
    """Turn ` - ` and ` -- ` into spaced en dashes, `word--word` into the language's dash."""
    spaced = unspaced if " " in unspaced else NBSP + "– "
    text = re.sub(r"(?<=[^\s\d\x00–—-]) -{1,3} (?=[^\s\x00–—-])", spaced, text)
    text = re.sub(r"(?<=\d) -{1,3} (?=[^\s\d\x00–—-])", spaced, text)
    return re.sub(r"(?<=[^\W\d_])-{2,3}(?=[^\W\d_])", unspaced, text)


# French: narrow no-break space before ; ! ? and inside guillemets, no-break space before the colon
_HIGH = re.compile(r"(?<=[\w»)\]”’…%\x01])(\x00*)[ \xa0\u202f]?(\x00*)([;!?]+)(?=[\s\x00»”)\]]|$)")
_COLON = re.compile(r"(?<=[\w»)\]”’…%\x01])(\x00*)[ \xa0\u202f]?(\x00*):(?=[\s\x00]|$)")
_OPENED = re.compile(r"«(\x00*)[ \xa0\u202f]?(?![ \xa0\u202f])")
_CLOSED = re.compile(r"(?<![ \xa0\u202f])[ \xa0\u202f]?(\x00*)»")


def _space_punctuation(text: str) -> str:
    text = _OPENED.sub(rf"«{THIN}\1", text)
    text = _CLOSED.sub(rf"\1{THIN}»", text)
    text = _HIGH.sub(rf"\1\2{THIN}\3", text)
    return _COLON.sub(rf"\1\2{NBSP}:", text)


_UNITS = (
    r"%|‰|°[CF]?|€|£|\$|[kcmµn]?m[²³]?|[kmµ]?g|[mcdh]?l|t|ha|[kMGT]?Wh?|[kM]?V|m?A|[kMG]?Hz|[kMGT]B"
    r"|min|h|s|px|pt|dpi|km/h|a\.m\.|p\.m\.|million|billion|Mio\.|Mrd\.|Millionen|Milliarden"
    r"|millions?|milliards?|millones|milioni|miliardi|milhões|miljoen|miljard|mln|mld"
)
_UNIT = re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?![\w/]))")
_LABELS = r"(?:Nos?|Nr|pp?|S|Fig|Abb|Vol|Bd|Kap|Ch|[Aa]rt|str|pág|pag)\.|§|[Nn]º|N°"
_LABEL = re.compile(rf"(?<!\w)({_LABELS}) (?=\d)")


def _tie_numbers(text: str) -> str:
    text = _UNIT.sub(NBSP, text)
    return _LABEL.sub(rf"\1{NBSP}", text)


_OPENERS = frozenset("([{<—–-/=¿¡“‘„‚«‹")
_SHUT = frozenset(".,;:!?)]}…")


class _Spot(NamedTuple):
    """Where a straight quote stands: the character before it and the text after it."""

    before: str
    after: str

    @property
    def begins(self) -> bool:
        """Whether something can open here."""
        return self.before.isspace() or self.before in _OPENERS

    @property
    def ends(self) -> bool:
        """Whether nothing follows that a quotation could begin with."""
        following = self.after[:1] or " "
        return following.isspace() or following in _SHUT

    @property
    def elides(self) -> bool:
        """Whether letters are left out here: it's, 'tis, the '90s."""
        if self.begins:
            return _ELIDED.match(self.after) is not None
        return self.before.isalnum() and self.after[:1].isalpha()


def _quote(text: str, quotes: Quotes) -> str:
    """Turn straight quotes into pairs, apostrophes and primes, one character at a time."""
    if "'" not in text and '"' not in text:
        return text
    out: list[str] = []
    open_marks: list[str] = []
    for i, char in enumerate(text):
        if char not in _PRIMES:
            out.append(char)
            continue
        before = next((c for c in reversed(out[-8:]) if c[-1] != SEAM), " ")[-1]
        after = text[i + 1 : i + 1 + _HORIZON].lstrip(SEAM)
        out.append(_mark(char, _Spot(before, after), open_marks, quotes))
    return "".join(out)


def _mark(char: str, spot: _Spot, open_marks: list[str], quotes: Quotes) -> str:
    """Return what the straight quote `char` means where it stands."""
    if char == "'" and _is_apostrophe(spot, open_marks):
        return _APOSTROPHE
    if spot.before.isdigit() and char not in open_marks:
        return _PRIMES[char]
    if spot.begins and not spot.ends:
        return _open(char, open_marks, quotes)
    if char in open_marks:
        return _close(char, open_marks, quotes)
    return char if spot.begins else _stray(char, quotes)


def _is_apostrophe(spot: _Spot, open_marks: list[str]) -> bool:
    if spot.elides:
        return True
    if "'" in open_marks or (spot.ends if spot.begins else spot.before.isdigit()):
        return False
    closes = re.search(r"(?<=[^\s\x00])\x00*'(?!\w)", spot.after)
    return not (spot.begins and closes)


def _open(char: str, open_marks: list[str], quotes: Quotes) -> str:
    outer = char == '"' and '"' not in open_marks
    open_marks.append(char)
    return quotes.opening + quotes.space if outer else quotes.inner_opening


def _close(char: str, open_marks: list[str], quotes: Quotes) -> str:
    """Close the innermost quotation of this kind, and whatever was left open inside it."""
    while open_marks.pop() != char:
        pass
    outer = char == '"' and '"' not in open_marks
    return quotes.space + quotes.closing if outer else quotes.inner_closing


def _stray(char: str, quotes: Quotes) -> str:
    """Return the closing mark of a quotation that began in an earlier block."""
    return quotes.space + quotes.closing if char == '"' else _APOSTROPHE
