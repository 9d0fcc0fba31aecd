"""The tables as queries see them; `migrations.py` is what makes them.

Times are text in UTC, always of the same length, so that they sort.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text

METADATA = MetaData()

SCHEMA = Table("schema_version", METADATA, Column("version", Integer, primary_key=True))

# `record` is the whole article as JSON; the other columns are there to be asked for.
# `giver` is the source whose text stands, `size` the text's shingles, `fuller` the
# article of which this one is a copy: NULL, or one that is a copy of none.
ARTICLES = Table(
    "articles",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("identity", Text, nullable=False),
    Column("revision", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("fetched", Text, nullable=False),
    Column("dated", Text, nullable=False),
    Column("original", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("giver", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("fuller", Text),
)

# What lists and plans show of an article, apart from its record: thousands of such rows
# are read as quickly as some dozen texts. `images` and `warnings` are JSON.
SUMMARIES = Table(
    "summaries",
    METADATA,
    Column("article", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("published", Text),
    Column("fetched", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("weight", Text),
    Column("lead", Text, nullable=False),
    Column("images", Text, nullable=False),
    Column("words", Integer, nullable=False),
    Column("warnings", Text, nullable=False),
    Column("opening", Text, nullable=False),
    Column("headings", Integer, nullable=False),
    Column("items", Integer, nullable=False),
    Column("guessed", Integer, nullable=False),
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

# `original` is the sha256 of the bytes a picture was made from, empty where they
# were not kept; `look` its difference hash, signed; `kept` when it was last put.
MEDIA = Table(
    "media",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("original", Text, nullable=False),
    Column("look", BigInteger),
    Column("width_px", Integer, nullable=False),
    Column("height_px", Integer, nullable=False),
    Column("kept", Text, nullable=False),
)

# Which revisions of which articles show a picture.
USES = Table(
    "uses",
    METADATA,
    Column("article", Text, primary_key=True),
    Column("revision", Text, primary_key=True),
    Column("media", Text, primary_key=True),
)

PICTURE_ADDRESSES = Table(
    "picture_addresses",
    METADATA,
    Column("url", Text, primary_key=True),
    Column("media", Text, nullable=False),
    Column("fetched", Text, nullable=False),
)

ORIGINALS = Table(
    "originals",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
)

# `url` is the fetcher's key; an answer without a body, as redirects are, has no `sha256`.
FETCHED = Table(
    "fetched",
    METADATA,
    Column("url", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("charset", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("location", Text, nullable=False),
    Column("fetched", Text),
    Column("fresh_until", Text),
    Column("used", Text, nullable=False),
)

LISTINGS = Table(
    "places",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("mark", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("article", Text, nullable=False),
    Column("offered", Text, nullable=False),
    Column("complete", Integer, nullable=False),
    Column("seen", Text, nullable=False),
)

# The index of sameness; `article` is an article's id as a number.
SAMPLES = Table(
    "samples",
    METADATA,
    Column("shingle", BigInteger, primary_key=True),
    Column("article", BigInteger, primary_key=True),
)
