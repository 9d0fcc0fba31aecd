"""Which by-lines of an article are printed: names, and not what stands in their place. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressday.edition.sites import host_of, label_of, letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressday.model import Article

_LONGEST = 60  # characters of one name
_LEAST_TITLE = 12  # letters of a title that can be known again inside a by-line
_MOST_PARTS = 2  # runs of figures in a name; more are an identifier
_NO_NAME = re.compile(
    r"[@:<>{}=|]|\bwww\.|\w\.(?:com|net|org)\b"
    r"|(?<!\w)\d+(?:st|nd|rd|th)?(?!\w)"  # a day, a year, an hour
    r"|\b(?:publish|posted|updated|published|veröffentlicht|publié|publicado|pubblicato"
    r"|gepubliceerd|opublikowano)\b",
    re.IGNORECASE,
)
# Of a by-line that holds nothing else nobody can tell who wrote the article.
_ROLES = frozenset(
    "admin administrator agencies anonymous author authors board contributing contributor"
    " contributors correspondent correspondents desk editor editors editorial guest moderator"
    " newsdesk newsroom news poster publisher reporter reporters staff team unknown user webmaster"
    " webteam writer writers"
    " redaktion onlineredaktion redakteur redakteurin autor autorin gastautor gastautorin"
    " gastbeitrag redaccion redactor invitado equipo colaborador auteur redaction equipe invite"
    " redazione autore ospite redactie gastauteur redakcja zespol goscinny redacao".split()
)
_SMALL = frozenset("a and at by da de del der die do for in la le of our the und von web".split())


def printed_bylines(article: Article, *houses: str, title: str) -> tuple[str, ...]:
    """Return those by-lines of `article` that name somebody, each once.

    Left out are what `houses` are called (its site, its section), roles without a name,
    addresses, dates, what repeats the article's title or the piece's `title`, and what is too
    long for one name.
    """
    printed: dict[str, str] = {}
    for name in article.bylines:
        said_again = _repeats(name, title) or _repeats(name, article.title)
        if not (said_again or _is_no_name(name) or _is_house(name, article, houses)):
            printed.setdefault(letters(name) or name, name)
    return tuple(printed.values())


def _is_no_name(byline: str) -> bool:
    long = len(byline) > _LONGEST
    return long or bool(_NO_NAME.search(byline)) or len(re.findall(r"\d+", byline)) > _MOST_PARTS


def _is_house(byline: str, article: Article, houses: Iterable[str]) -> bool:
    """Tell a house from a person, who may have a site under their own name."""
    called = [name for name in (article.site, article.section, *houses) if name]
    label = label_of(host_of(article.url))
    own = letters(byline)
    if own == label or own in map(letters, called):
        return not _is_person(byline, article.body.text)
    words = {letters(word) for word in re.findall(r"\w+", byline)} - _SMALL
    theirs = {letters(word) for name in called for word in re.findall(r"\w+", name)}
    return bool(words & _ROLES) and words <= _ROLES | theirs | {label}


def _is_person(byline: str, text: str) -> bool:
    """Tell a person's name from a house's, whose words are words of the language too.

    Those `text` has in small letters: *tree* of One Tree Planted, never *Erin* of Erin Vale.
    """
    words = re.findall(r"[^\W\d_]+", byline)
    proper = len(words) > 1 and all(word.istitle() for word in words)
    return proper and not {word.lower() for word in words} & set(re.findall(r"\w+", text))


def _repeats(byline: str, title: str) -> bool:
    own, said = letters(byline), letters(title)
    return own == said or (len(said) >= _LEAST_TITLE and said in own)
