"""Finds articles by their words: SQLite's FTS5 is used as an index of folded words.

Folding is done here rather than by FTS5's tokenizer, which knows neither every
accent nor scripts without blanks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from pressday.library.folding import folded, tokens
from pressday.library.records import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from pressday.model import Article


def create_index(connection: Connection) -> None:
    """Make the search index; a step of the migrations."""
    connection.execute(
        text("CREATE VIRTUAL TABLE article_words USING fts5(id UNINDEXED, words, detail = full)")
    )


def index(connection: Connection, article: Article) -> None:
    """Put the words of `article` into the index as its only ones."""
    forget(connection, article.id)
    connection.execute(
        text("INSERT INTO article_words (rowid, id, words) VALUES (:number, :id, :words)"),
        {
            "number": number(article.id),
            "id": article.id,
            "words": folded(words_of(article)),
        },
    )


def words_of(article: Article) -> str:
    """Return all that an article is found by."""
    seen = (article.title, article.standfirst, *article.bylines, article.site, article.body.text)
    return "\n".join(seen)


def forget(connection: Connection, article_id: str) -> None:
    """Take an article out of the index."""
    query = text("DELETE FROM article_words WHERE rowid = :number")
    connection.execute(query, {"number": number(article_id)})


def find(connection: Connection, words: Sequence[str]) -> set[str]:
    """Return the ids of the articles that have every one of `words`, or words they begin."""
    phrases = [phrase for word in words if (phrase := _phrase(word))]
    if len(phrases) < len(words):
        return set()  # a word without letter or digit stands in no text
    query = text("SELECT id FROM article_words WHERE words MATCH :phrases")
    return set(connection.scalars(query, {"phrases": " AND ".join(phrases)}))


def _phrase(word: str) -> str:
    """Return `word` as an FTS5 prefix query; quotation marks make everything in it text."""
    parts = tokens(word)
    return f'"{" ".join(parts)}" *' if parts else ""


def says(words: Sequence[str], text: str) -> bool:
    """Tell whether a text that is in no index has every one of `words`, as `find` would."""
    there = f" {' '.join(tokens(text))}"
    parts = [tokens(word) for word in words]
    return all(part and f" {' '.join(part)}" in there for part in parts)
