"""Sources put into and taken out of `pressday.toml`: everything else stays as it is."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressday.config.editing import with_tables, without_source
from pressday.errors import ConfigError

FILE = """\
# Ours.
schema = 1   # always

[publication]
title = "The Proof"


# Above the first,
# in two lines.
[[source]]
kind = "folder"   # of texts
path = 'a'

# Between, and nobody's own.

[[source]]
url  = "https://a.example/f"   # spaced so
kind = "feed"
# still of the second
[[section]]
name = "News"

# Above the third.
[[source]]
kind = "page"
url = "https://b.example/"
drop = [
  ".ad",  # in many lines
]
# Below the third.

# The end.
"""
ADDED = {"kind": "feed", "name": 'The "Wire"', "url": "https://c.example/feed", "limit": 3}


def test_what_is_added_stands_at_the_end_and_all_before_it_is_as_it_was() -> None:
    new = with_tables(FILE, [{"name": "Sport"}], [ADDED])
    assert new.startswith(FILE)
    assert tomllib.loads(new)["source"][-1] == ADDED
    assert tomllib.loads(new)["section"] == [{"name": "News"}, {"name": "Sport"}]
    assert new.endswith(
        '\n[[section]]\nname = "Sport"\n\n[[source]]\nkind = "feed"\nname = "The \\"Wire\\""\n'
        'url = "https://c.example/feed"\nlimit = 3\n'
    )


def test_a_source_goes_with_its_own_comments_and_nothing_else() -> None:
    assert without_source(FILE, 0) == FILE.replace(
        '\n\n# Above the first,\n# in two lines.\n[[source]]\nkind = "folder"   # of texts\n'
        "path = 'a'\n",
        "",
    )
    third = without_source(FILE, 2)
    assert third == FILE[: FILE.index("\n# Above the third.")] + "\n# The end.\n"


def test_a_comment_that_runs_into_the_next_header_is_the_next_one_s() -> None:
    left = without_source(FILE, 1)
    assert "# still of the second\n[[section]]\n" in left
    assert "a.example" not in left
    assert "# Between, and nobody's own.\n" in left


@pytest.mark.parametrize(
    "text",
    [
        "source = []\n",
        'schema = 1\nsource = [{kind = "page", url = "https://a.example"}, {kind = "x"}]\n',
    ],
)
def test_a_file_that_takes_no_tables_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match=r"\[\[source\]\]"):
        with_tables(text, [], [ADDED])
    if "kind" in text:
        with pytest.raises(ConfigError, match=r"\[\[source\]\]"):
            without_source(text, 0)


def test_line_ends_of_windows_and_the_mark_at_the_beginning_stay() -> None:
    text = "\ufeff" + FILE.replace("\n", "\r\n")
    new = with_tables(text, [], [ADDED])
    assert new.startswith(text)
    assert "\n" not in new.replace("\r\n", "")
    assert without_source(new, 3) == text
    assert without_source("\ufeff[[source]]\nkind = 1\n\nx = 1\n".replace("x = 1", "[a]"), 0) == (
        "\ufeff[a]\n"
    )


def test_a_last_line_without_an_end_gets_one() -> None:
    assert with_tables("schema = 1", [], [ADDED]).startswith("schema = 1\n\n[[source]]\n")


_BLANKS = st.sampled_from(["", "\n", "\n\n", "# x\n", "\n# x\n\n", "# a\n\n# b\n"])
_TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=8)
_SOURCES = st.fixed_dictionaries(
    {"kind": _TEXTS, "url": _TEXTS}, optional={"limit": st.integers(1, 9)}
)


@settings(deadline=None)
@given(st.lists(st.tuples(_BLANKS, _SOURCES), max_size=3), _BLANKS, _SOURCES)
def test_what_was_added_can_be_taken_out_again(
    before: list[tuple[str, dict[str, object]]], tail: str, added: dict[str, object]
) -> None:
    text = "schema = 1\n"
    for blank, source in before:
        text = with_tables(text + blank, [], [source])
    text += tail.rstrip("\n") + "\n" * bool(tail.strip())
    new = with_tables(text, [], [added])
    assert new.startswith(text)
    assert without_source(new, len(before)).rstrip("\n") == text.rstrip("\n")


@settings(deadline=None)
@given(st.lists(st.tuples(_BLANKS, _SOURCES), min_size=1, max_size=4), st.data())
def test_any_source_can_be_taken_out_and_the_others_stay(
    written: list[tuple[str, dict[str, object]]], data: st.DataObject
) -> None:
    text = "schema = 1\n"
    for blank, source in written:
        text = with_tables(text + blank, [], [source])
    index = data.draw(st.integers(0, len(written) - 1))
    left = tomllib.loads(without_source(text, index)).get("source", [])
    assert left == [source for n, (_, source) in enumerate(written) if n != index]
