"""Old libraries are brought up to date, newer ones are left alone."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, select, text

from pressday.body import Body
from pressday.errors import ConfigError
from pressday.library import Library, Listing
from pressday.library.database import open_engine
from pressday.library.migrations import STEPS, migrate
from pressday.library.tables import ARTICLES, METADATA, USES
from pressday.model import Draft
from pressday.text import sha256

DATA = Path(__file__).parents[1] / "data"


def version_1(folder: Path) -> Path:
    """Return `folder` with a library as the first release wrote it."""
    with closing(sqlite3.connect(folder / "library.db")) as database:
        database.executescript((DATA / "source-library-1.sql").read_text("utf-8"))
    return folder


def test_a_library_of_the_first_release_still_opens(tmp_path: Path) -> None:
    with Library.open(version_1(tmp_path)) as library:
        (article,) = library.articles(["pressen"])
    assert article.title == "Sechzig Zeitungen, eine Nacht"
    assert article.bylines == ("Ann Öhrn",)
    assert article.images[0].focus == (0.5, 0.25)


def test_a_library_of_a_newer_release_is_refused_with_a_hint(tmp_path: Path) -> None:
    with closing(sqlite3.connect(version_1(tmp_path) / "library.db")) as database:
        database.execute("UPDATE schema_version SET version = 99")
        database.commit()
    with pytest.raises(ConfigError, match="version 99") as caught:
        Library.open(tmp_path)
    assert caught.value.hint == "update Pressday"
    assert caught.value.where == str(tmp_path / "library.db")


def test_each_step_is_applied_once(tmp_path: Path) -> None:
    steps = (*STEPS, ("ALTER TABLE articles ADD COLUMN mood TEXT",))
    engine = open_engine(version_1(tmp_path))
    for _ in range(2):
        with engine.begin() as connection:
            migrate(connection, steps)
    columns = {column["name"] for column in inspect(engine).get_columns("articles")}
    engine.dispose()
    assert "mood" in columns


def test_a_step_that_fails_leaves_the_library_as_it_was(tmp_path: Path) -> None:
    steps = (*STEPS, ("CREATE TABLE half (x INTEGER)", "not SQL at all"))
    engine = open_engine(version_1(tmp_path))
    with pytest.raises(Exception, match="syntax error"), engine.begin() as connection:
        migrate(connection, steps)
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT version FROM schema_version")) == 1
    assert "half" not in inspect(engine).get_table_names()
    engine.dispose()


def test_the_steps_make_the_tables_that_queries_expect(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'library.db'}")
    with engine.begin() as connection:
        migrate(connection)
    made = inspect(engine)
    for table in METADATA.sorted_tables:
        columns = {column["name"]: column["nullable"] for column in made.get_columns(table.name)}
        assert set(columns) == set(table.columns.keys()), table.name
    engine.dispose()


def test_articles_of_the_first_release_are_compared_and_found(tmp_path: Path) -> None:
    """Two papers had one text then; nobody had noticed."""
    words = " ".join(f"word{number}" for number in range(60))
    database = sqlite3.connect(version_1(tmp_path) / "library.db")
    (row,) = database.execute("SELECT * FROM articles").fetchall()
    for name, body in (("full", f"{words} and so on"), ("cut", words)):
        identity = sha256(name.encode())[:12]
        fields = json.loads(row[-1]) | {"id": identity, "title": name, "body": f"<p>{body}</p>"}
        fields["source"] = name
        record = json.dumps(fields)
        database.execute(
            f"INSERT INTO articles VALUES ({','.join('?' * len(row))})",  # noqa: S608 - placeholders
            (identity, name, *row[2:-1], record),
        )
        database.execute("UPDATE articles SET source = ? WHERE id = ?", (name, identity))
    database.commit()
    database.close()
    with Library.open(tmp_path) as library:
        (full,) = library.articles(["word1"])
        (old,) = library.articles(["pressen"])
        assert full.title == "full"
        assert library.copies() == {full.id: (sha256(b"cut")[:12],)}
        assert old.images
        with library._read() as connection:
            used = connection.scalars(select(USES.c.media).where(USES.c.article == old.id))
            assert used.all() == [old.lead]
            by_size = select(ARTICLES.c.id).where(ARTICLES.c.size > 0).order_by(ARTICLES.c.size)
            assert connection.scalars(by_size).all()[-2:] == [sha256(b"cut")[:12], full.id]


def version_2(folder: Path) -> Path:
    """Return `folder` with a library as it was before it had summaries."""
    engine = open_engine(version_1(folder))
    with engine.begin() as connection:
        migrate(connection, STEPS[:2])
    engine.dispose()
    return folder


def test_articles_of_the_second_version_are_summed_up(tmp_path: Path) -> None:
    with Library.open(version_2(tmp_path)) as library:
        (listed,), (article,) = library.listed(), library.articles()
        assert (listed.id, listed.title, listed.site) == (article.id, article.title, article.site)
        assert (listed.published, listed.lead) == (article.published, article.lead)
        assert listed.words == article.body.words > 0
        assert [i.media for i in listed.images] == [i.media for i in article.images]
        assert [i.id for i in library.published(date.max)] == [article.id]


def test_articles_of_the_third_version_are_summed_up_anew(tmp_path: Path) -> None:
    engine = open_engine(version_2(tmp_path))
    with engine.begin() as connection:
        migrate(connection, STEPS[:3])
    engine.dispose()
    with Library.open(tmp_path) as library:
        (summary,), (article,) = library.published(date.max), library.articles()
        assert " ".join(article.body.text.split()[:9]) in summary.opening
        assert summary.words == article.body.words


def test_copies_of_the_second_version_stay_copies(tmp_path: Path) -> None:
    with closing(sqlite3.connect(version_2(tmp_path) / "library.db")) as database:
        names = [row[1] for row in database.execute("PRAGMA table_info(articles)")]
        row = dict(zip(names, database.execute("SELECT * FROM articles").fetchone(), strict=True))
        fields = json.loads(row["record"]) | {"id": "0" * 12, "title": "Copy"}
        copy = row | {"id": "0" * 12, "record": json.dumps(fields), "fuller": row["id"]}
        places = ",".join("?" * len(names))
        database.execute(f"INSERT INTO articles VALUES ({places})", list(copy.values()))  # noqa: S608 - placeholders
        database.commit()
    with Library.open(tmp_path) as library:
        assert [summary.id for summary in library.listed()] == [row["id"]]
        assert library.copies() == {row["id"]: ("0" * 12,)}
        assert library.summaries(["0" * 12])["0" * 12].title == "Copy"


def test_an_article_of_the_first_release_takes_a_new_text(tmp_path: Path) -> None:
    with Library.open(version_1(tmp_path)) as library:
        (old,) = library.articles()
        draft = Draft(identity="articles/nacht.md", title=old.title, body=Body("<p>Die Räder.</p>"))
        listing = Listing(source="Eigene", key="articles/nacht.md")
        saved = library.add(
            draft, {}, raw=b"x", media_type="text/plain", fetched=old.fetched, listing=listing
        )
        assert (saved.status, saved.article.source) == ("updated", "Eigene")
        assert library.article(old.id, old.revision) == old
        assert library.articles(["pressen"]) == ()
        assert len(library.articles(["rader"])) == 1
