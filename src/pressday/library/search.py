"""Finds articles by their words: the only place that knows how a database does it.

SQLite's FTS5 is used as an index of folded words. Folding is done here rather
than by FTS5's tokenizer, so that it is the same wherever the words are kept.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sqlalchemy import text

from pressday.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from pressday.model import Article

# Written without blanks, so each character is made a word: kana, Han, Thai.
_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")
# Letters that carry no separable accent.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "\u0131": "i"}
)


def create_index(connection: Connection) -> None:
    """Make the search index; a step of the migrations."""
    connection.execute(
        text("CREATE VIRTUAL TABLE article_words USING fts5(id UNINDEXED, words, detail = full)")
    )


def index(connection: Connection, article: Article) -> None:
    """Put the words of `article` into the index, in place of those it had."""
    forget(connection, article.id)
    seen = (article.title, article.standfirst, *article.bylines, article.site, plain(article.body))
    connection.execute(
        text("INSERT INTO article_words (id, words) VALUES (:id, :words)"),
        {"id": article.id, "words": folded("\n".join(seen))},
    )


def forget(connection: Connection, article_id: str) -> None:
    """Take an article out of the index."""
    connection.execute(text("DELETE FROM article_words WHERE id = :id"), {"id": article_id})


def find(connection: Connection, words: Sequence[str]) -> set[str]:
    """Return the ids of the articles that have every one of `words`, or words they begin."""
    phrases = [phrase for word in words if (phrase := _phrase(word))]
    if len(phrases) < len(words):
        return set()  # a word without letter or digit stands in no text
    query = text("SELECT id FROM article_words WHERE words MATCH :phrases")
    return set(connection.scalars(query, {"phrases": " AND ".join(phrases)}))


def folded(words: str) -> str:
    """Return `words` in lower case and without accents."""
    spaced = _SPACELESS.sub(r" \g<0> ", words)
    split = unicodedata.normalize("NFKD", spaced.casefold())
    return "".join(c for c in split if not unicodedata.combining(c)).translate(_PLAIN)


def _phrase(word: str) -> str:
    """Return `word` as an FTS5 prefix query; quotation marks make everything in it text."""
    parts = re.findall(r"[^\W_]+", folded(word))
    return f'"{" ".join(parts)}" *' if parts else ""
