"""Old libraries are brought up to date, newer ones are left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from pressday.errors import ConfigError
from pressday.library import Library
from pressday.library.engine import open_engine
from pressday.library.migrations import STEPS, migrate
from pressday.library.tables import METADATA

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
