"""What a caption says, and whom it thanks for the picture, told apart by the words. Pure."""

from __future__ import annotations

import re

_LONGEST = 2000  # characters; a longer caption is a text of its own
_MOST_LABELLED = 14  # words behind a label such as "Photo by"
_MOST_SMALL = 4  # of them where they begin small: "photo by photo, the film unrolls"
_MOST_NAMES = 9  # words of names without one
_NOUN = (
    r"(?:(?:photo|foto)[\s-]?(?:illustration|illustración|illustratie|grafie|graphy|graph"
    r"|graphie|grafía|ilustraci[óo]n)?|image|picture|illustration|graphic|video still|bild"
    r"|abbildung|grafik|imagen|imagem|immagine|beeld|zdjęcie)(?:s|e|er|es)?"
)
_BY = r"(?:by|via|courtesy(?:\s+of)?|par|por|przez)\b"
_UPPER = "(?-i:[A-ZÀ-Þ])"
# Whoever follows these is thanked, in whatever words.
_LABEL = re.compile(
    rf"{_NOUN}\s*(?:credits?|source|{_BY}|©|\(c\))\s*[:/]?\s*"
    rf"|(?:courtesy(?:\s+of\b|\s*:|\s+(?:the\b|{_UPPER}))|cr[eé]dits?(?:\s+photos?)?\s*[:/])\s*"
    r"|(?:source|quelle|fuente|fonte|bron|źródło|bildnachweis)\s*:\s*"
    rf"|fot\.\s*(?={_UPPER})|copyright\s*(?=[©:(\d])|(?:©|\(c\))\s*",
    re.IGNORECASE,
)
# A hidden label that runs into the name.
_GLUED = re.compile(r"Credit(?:\.{3}|…)?\s*(?=[A-ZÀ-Þ])")
_ALONE = re.compile(rf"(?:credits?|source|quelle|fuente|fonte|bron|{_NOUN})\W*", re.IGNORECASE)
# What follows these may be the caption itself: "Photo: the mayor at the bridge".
_DOUBTFUL_LABEL = re.compile(rf"{_NOUN}\s*[:/|]\s*", re.IGNORECASE)
_SMALL = frozenset(
    "a al and by da de del der di do e en et file for from für in la le of on para par per por"
    " pour the und van via vía von y".split()
)
_AGENCY = (
    r"getty(?: images)?|reuters|(?:the )?associated press|ap(?: photo)?|afp|dpa|epa|efe|ansa|anp"
    r"|pap|tass|xinhua|pa(?: media| wire)?|imago(?: images)?|picture[ -]alliance|keystone|ritzau"
    r"|ntb|shutterstock|i?stock(?:photo)?|adobe stock|alamy|unsplash|pexels|pixabay|flickr"
    r"|dreamstime|depositphotos|wikimedia(?: commons)?|redux|magnum(?: photos)?|bloomberg"
    r"|zuma(?: press)?|nasa|esa"
)
_AGENCIES = re.compile(rf"\b(?:{_AGENCY})\b", re.IGNORECASE)
_OF_AGENCY = re.compile(
    rf"(?:.*(?:[/,|·(–—-]|\b(?:via|vía|for|para)\s)\s*)?(?:{_AGENCY})\W*|(?:{_AGENCY})\s*/.+"
    r"|.+\s.+/\s?(?-i:[A-Z]{2,6})\W*",
    re.IGNORECASE | re.DOTALL,
)
_BOUNDARY = re.compile(
    r"(?:(?<=[.!?…])|(?<=[.!?…][”’»\"')]))\s*(?=\S)|\s*[|•·]\s*|\s+[–—-]\s+|\s*(?=\()"
)
_SENTENCE = re.compile(r"[.!?]\s+(?:[a-zà-þ]|\S+\s+[a-zà-þ])")


def credit_apart(text: str) -> tuple[str, str]:
    """Return the caption in `text` and the credit that it is or ends in; either may be empty.

    A label opens the credit, however many names follow; without one only the last
    stretch can be names.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return text, ""
    if (whole := _credit(text)) is not None:
        return "", whole
    starts = [found.span() for found in _BOUNDARY.finditer(text) if found.start()]
    for find, spans in ((_labelled, starts), (_of_agency, starts[:-3:-1])):
        for start, end in spans:
            if credit := find(_unbracketed(text[end:])):
                return text[:start].rstrip(), credit
    return text, ""


def _credit(text: str) -> str | None:
    """Return what `text` thanks, if it does nothing else; None if it says something."""
    bare = _unbracketed(text)
    if _ALONE.fullmatch(bare):
        return ""
    glued = _GLUED.match(bare)
    if glued and _are_names(bare[glued.end() :], most=_MOST_LABELLED):
        return bare[glued.end() :]
    return _labelled(bare) or _of_agency(bare)


def _labelled(text: str) -> str | None:
    if label := _LABEL.match(text):
        rest = text[label.end() :]
        most = _MOST_SMALL if rest[:1].islower() else _MOST_LABELLED
        return text if 0 < len(rest.split()) <= most and not _SENTENCE.search(rest) else None
    doubtful = _DOUBTFUL_LABEL.match(text)
    rest = text[doubtful.end() :] if doubtful else ""
    opens = not rest[:1].islower() or _AGENCIES.match(rest)
    return text if opens and _are_names(rest) else None


def _of_agency(text: str) -> str | None:
    tells = re.search(r"\d{3}|[?!…]", text)  # a year, a question
    return text if not tells and _OF_AGENCY.fullmatch(text) and _are_names(text) else None


def _unbracketed(text: str) -> str:
    text = text.strip()
    closed = text.startswith("(") and text.endswith((")", ").")) and text.count("(") == 1
    return text.rstrip(".").strip("() ") if closed else text


def _are_names(text: str, most: int = _MOST_NAMES) -> bool:
    """Tell names from a sentence: hardly a word that begins small."""
    words = re.findall(r"[^\W\d_][\w.'’-]*", _AGENCIES.sub("A", text))
    small = [w for w in words if w[0].islower() and w.lower() not in _SMALL]
    return 0 < len(words) <= most and not small
