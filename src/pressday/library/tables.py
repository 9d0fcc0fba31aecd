"""The tables as queries see them; `migrations.py` is what makes them.

Times are text in UTC, always of the same length, so that they sort and so that
every database keeps them alike.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table, Text

METADATA = MetaData()

SCHEMA = Table("schema_version", METADATA, Column("version", Integer, primary_key=True))

# `record` is the whole article as JSON; the other columns are there to be asked for.
ARTICLES = Table(
    "articles",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("identity", Text, nullable=False),
    Column("revision", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("published", Text),
    Column("fetched", Text, nullable=False),
    Column("dated", Text, nullable=False),
    Column("original", Text, nullable=False),
    Column("record", Text, nullable=False),
)

REVISIONS = Table(
    "revisions",
    METADATA,
    Column("article", Text, primary_key=True),
    Column("revision", Text, primary_key=True),
    Column("fetched", Text, nullable=False),
    Column("original", Text, nullable=False),
    Column("record", Text, nullable=False),
)

MEDIA = Table(
    "media",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
)

ORIGINALS = Table(
    "originals",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
)

FETCHED = Table(
    "fetched",
    METADATA,
    Column("url", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("charset", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
)
