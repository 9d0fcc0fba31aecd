"""`pressday.toml` read for real: values, and every fault with file, line and hint."""

from __future__ import annotations

import string
import tomllib
from typing import TYPE_CHECKING

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from pressday.config import SectionRule, SourceRule, load_publication, locate, profile_of
from pressday.errors import ConfigError
from pressday.orders import BookletOrder, PressOrder

if TYPE_CHECKING:
    from pathlib import Path

FEED = '[[source]]\nkind = "feed"\nurl = "https://a.example/f"\n'
KINDS = '"feed", "page", "list", "sitemap", "opml", "folder" or "mail"'
ENDLESS = "repeats what repeats already, which a title could keep busy for hours"
UNCLOSED = "is no regular expression (missing ), unterminated subpattern at position 0)"
SMALL = 'schema = 1\n[publication]\ntitle = "The Proof"\nlanguage = "en"\n'


def write(folder: Path, text: str) -> Path:
    (folder / "pressday.toml").write_text(text, "utf-8")
    return folder


def fault(folder: Path, text: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        load_publication(write(folder, text))
    assert caught.value.where is not None
    assert caught.value.where.startswith(str(folder / "pressday.toml"))
    return caught.value


def line(error: ConfigError) -> int:
    return int((error.where or "").rpartition(":")[2])


def test_a_small_publication_has_defaults(tmp_path: Path) -> None:
    publication = load_publication(write(tmp_path, SMALL))
    assert publication.masthead.title == "The Proof"
    assert (publication.cadence, publication.size, publication.theme) == (
        "weekly",
        "A4",
        "broadsheet",
    )
    assert publication.first_number == 1
    assert publication.profiles == ("screen", "epub")
    assert publication.sources == ()
    assert publication.editions == tmp_path / "editions"


def test_a_full_publication_is_read(tmp_path: Path) -> None:
    text = SMALL.replace(
        'language = "en"',
        'language = "de-AT"\ntagline = "Weekly"\neditor = "A. Person"\ncontact = "a@b.example"\n'
        'url = "https://proof.example/"\nlogo = "logo.svg"\nlicence = "CC BY"\ncolophon = "Set."\n'
        'cadence = "daily"\nfirst_number = 7',
    )
    text += (
        '[layout]\ntheme = "broadsheet"\nsize = "Letter"\n[[section]]\nname = "News"\nlimit = 6\n'
        '[[section]]\nname = "Local"\n[[source]]\nkind = "folder"\npath = "articles"\n'
        '[[source]]\nkind = "feed"\nurl = "https://n.example/f.xml"\nname = "N"\nsection = "News"\n'
        'limit = 3\nlanguage = "en"\nlicence = "CC0"\n[fetch]\nallow = ["127.0.0.1"]\n'
    )
    publication = load_publication(write(tmp_path, text))
    assert publication.masthead.editor == "A. Person"
    assert publication.logo == tmp_path / "logo.svg"
    assert publication.sections == (
        SectionRule(name="News", limit=6),
        SectionRule(name="Local"),
    )
    assert publication.sources == (
        SourceRule(name="articles", kind="folder", path="articles"),
        SourceRule(
            name="N",
            kind="feed",
            url="https://n.example/f.xml",
            section="News",
            limit=3,
            language="en",
            licence="CC0",
        ),
    )
    assert publication.allow == ("127.0.0.1",)


def test_every_key_of_a_source_is_read(tmp_path: Path) -> None:
    text = f"""{SMALL}{FEED}age = 7
include = ["Harbour", "/^The /"]
exclude = ["advert"]
keep = ["main article", "#a > p:nth-child(2)"]
drop = [".share"]
body = "page"
rate = 2
[fetch]
robots = false
"""
    publication = load_publication(write(tmp_path, text))
    assert publication.sources == (
        SourceRule(
            name="https://a.example/f",
            kind="feed",
            url="https://a.example/f",
            age=7,
            include=("Harbour", "/^The /"),
            exclude=("advert",),
            keep=("main article", "#a > p:nth-child(2)"),
            drop=(".share",),
            body="page",
            rate=2.0,
        ),
    )
    assert publication.robots is False


@pytest.mark.parametrize(
    ("extra", "message", "hint", "number"),
    [
        (
            '[layout]\nsise = "A4"',
            'unknown key "sise" in [layout]',
            'did you mean "size"?',
            6,
        ),
        ('[layuot]\nsize = "A4"', 'unknown key "layuot"', 'did you mean "layout"?', 5),
        (
            "[layout]\npages = { multiple = 8, max = 6 }",
            "no multiple of 8 is 6 or less",
            None,
            6,
        ),
        (
            '[layout]\nsize = "leter"',
            'size must be "A4" or "Letter", not "leter"',
            'did you mean "Letter"?',
            6,
        ),
        ("[layout]\nsize = 4", 'size must be "A4" or "Letter", not a number', None, 6),
        (
            '[section]\nname = "News"',
            "write [[section]] with two pairs of brackets",
            None,
            5,
        ),
        (
            '[[section]]\nname = "News"\n[[section]]\nlimit = 3',
            "name is missing from [[section]]",
            None,
            7,
        ),
        (
            '[[section]]\nname = "A"\nlimit = 0',
            "limit must be at least 1, not 0",
            None,
            7,
        ),
        ("[output]\nseconds = 0", "seconds must be more than 0, not 0", None, 6),
        ("[output]\nprofiles = {}", "profiles must be a list, not a table", None, 6),
        (
            '[[section]]\nname = "A"\nlimit = "3"',
            "limit must be a whole number, not text",
            None,
            7,
        ),
        (
            '[[section]]\nname = "A"\nlimit = true',
            "limit must be a whole number, not true or false",
            None,
            7,
        ),
        (
            '[[section]]\nname = "A"\n[[section]]\nname = "A"',
            'two sections are called "A"',
            "give one of them another name",
            7,
        ),
        (
            '[[source]]\nkind = "folder"\nurl = "https://a.example"',
            "a folder has a path, no url",
            None,
            5,
        ),
        ('[[source]]\nkind = "feed"', "a feed needs a url, or a path to a file", None, 5),
        (
            '[[source]]\nkind = "fede"\nurl = "https://a.example"',
            f'kind must be {KINDS}, not "fede"',
            'did you mean "feed"?',
            6,
        ),
        (
            '[[source]]\nkind = "feed"\nurl = "a.example"',
            "url must be an address that starts with https:// or http://",
            None,
            7,
        ),
        (
            FEED + 'include = ["good", "/(a+)+/"]',
            f"item 2 of include {ENDLESS}",
            None,
            8,
        ),
        (
            FEED + 'exclude = [\n  "/(/",\n]',
            f"item 1 of exclude {UNCLOSED}",
            None,
            9,
        ),
        (
            FEED + 'keep = ["article", "p >"]',
            'item 2 of keep is no CSS selector: "p >" (Expected selector, got <EOF at 3>)',
            None,
            8,
        ),
        (
            FEED + 'drop = [".ad::before"]',
            'item 1 of drop is no CSS selector: ".ad::before" (Pseudo-elements are not supported)',
            None,
            8,
        ),
        (FEED + "rate = -1", "rate must be a number of seconds, 0 or more", None, 8),
        (FEED + "rate = inf", "rate must be a number of seconds, 0 or more", None, 8),
        (FEED + 'rate = "slow"', "rate must be a number of seconds", None, 8),
        (FEED + "age = 0", "age must be at least 1, not 0", None, 8),
        (
            FEED + 'body = "whole"',
            'body must be "auto", "feed", "page" or "browser", not "whole"',
            None,
            8,
        ),
        (
            '[[source]]\nkind = "folder"\npath = "a"\ndrop = [".ad"]',
            "a folder has no drop",
            None,
            8,
        ),
        ('[[source]]\nkind = "mail"\npath = "a"\nrate = 2', "a mail has no rate", None, 8),
        (
            '[[source]]\nkind = "page"\nurl = "https://a.example"\nbody = "feed"',
            'a page has no feed: body cannot be "feed"',
            None,
            8,
        ),
        (
            '[output]\nprofiles = ["screen", "epbu"]',
            'item 2 of profiles must be "screen", "press", "booklet" or "epub", not "epbu"',
            'did you mean "epub"?',
            6,
        ),
        ("[output]\nprofiles = []", "profiles must name one at least", None, 6),
        ('[[source]]\nkind = "opml"', "an opml needs a url, or a path to a file", None, 5),
        (
            "[fetch]\nallow = [\n  'a',\n  3,\n]",
            "item 2 of allow must be text, not a number",
            None,
            8,
        ),
        (
            '[[section]]\nname = "News"\n[[source]]\nkind = "folder"\npath = "a"\nsection = "Newz"',
            'no [[section]] is called "Newz"',
            'did you mean "News"?',
            10,
        ),
    ],
)
def test_a_fault_is_named_with_its_line(
    tmp_path: Path, extra: str, message: str, hint: str | None, number: int
) -> None:
    error = fault(tmp_path, SMALL + extra)
    assert (error.message, error.hint, line(error)) == (message, hint, number)


def test_a_title_must_be_text(tmp_path: Path) -> None:
    error = fault(tmp_path, 'schema = 1\n[publication]\ntitle = 48\nlanguage = "en"\n')
    assert (error.message, line(error)) == ("title must be text, not a number", 3)


def test_an_empty_title_is_refused(tmp_path: Path) -> None:
    error = fault(tmp_path, 'schema = 1\n[publication]\ntitle = "  "\nlanguage = "en"\n')
    assert error.message == "title must not be empty"


@pytest.mark.parametrize("language", ["en_GB!", "german"])
def test_a_language_must_look_like_a_tag(tmp_path: Path, language: str) -> None:
    text = f'schema = 1\n[publication]\ntitle = "T"\nlanguage = "{language}"\n'
    error = fault(tmp_path, text)
    assert error.message.startswith("language must be a language tag")


@pytest.mark.parametrize(
    ("code", "hint"), [("xx", ', such as "en" or "pt-BR"'), ("jp", ': did you mean "ja"?')]
)
def test_a_language_must_be_one_that_exists(tmp_path: Path, code: str, hint: str) -> None:
    text = f'schema = 1\n[publication]\ntitle = "T"\nlanguage = "{code}"\n'
    error = fault(tmp_path, text)
    assert error.message == f'language must be the code of a language, not "{code}"{hint}'
    assert line(error) == 4
    rule = f'[[source]]\nkind = "folder"\npath = "x"\nlanguage = "{code}"\n'
    assert line(fault(tmp_path, f"{SMALL}{rule}")) == len(SMALL.splitlines()) + 4


def test_the_first_of_several_faults_is_told_and_the_rest_counted(tmp_path: Path) -> None:
    error = fault(tmp_path, 'schema = 1\n[publication]\ntitel = "T"\n[layout]\nsize = "A9"\n')
    assert line(error) == 3
    assert error.message == 'unknown key "titel" in [publication] (and 3 more)'
    assert error.hint == 'did you mean "title"?'


def test_a_missing_schema_is_asked_for(tmp_path: Path) -> None:
    error = fault(tmp_path, '[publication]\ntitle = "T"\nlanguage = "en"\n')
    assert error.message == "schema is missing"
    assert "schema = 1" in (error.hint or "")


def test_a_newer_schema_asks_for_a_newer_pressday(tmp_path: Path) -> None:
    error = fault(tmp_path, SMALL.replace("schema = 1", "schema = 2"))
    assert error.hint == "use a newer Pressday"


def test_broken_toml_is_named_with_its_line(tmp_path: Path) -> None:
    error = fault(tmp_path, SMALL + "tagline = no quotes\n")
    assert error.message.startswith("not valid TOML")
    assert line(error) == 5


@pytest.mark.parametrize(
    ("extra", "problem", "hint"),
    [
        ('title = "Again"', "this key stands twice", "take one of them out"),
        ("[publication]", "this table stands twice", "make one of the two"),
        ("tagline = yes", "this is no value", 'TOML wants: name = "text in quotation marks", or'),
        ('tagline = "open', "a quotation mark is missing", "TOML wants"),
    ],
)
def test_what_a_parser_says_is_told_in_plain_words(
    tmp_path: Path, extra: str, problem: str, hint: str
) -> None:
    error = fault(tmp_path, f"{SMALL}{extra}\n")
    assert error.message == f"not valid TOML: {problem}"
    assert (error.hint or "").startswith(hint)


def test_an_unclosed_string_at_the_end_is_named_with_the_last_line(tmp_path: Path) -> None:
    assert line(fault(tmp_path, SMALL + 'tagline = """no end')) == 5


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "pressday.toml").write_bytes(
        SMALL.encode() + 'tagline = "Überall"\n'.encode("cp1252")
    )
    with pytest.raises(ConfigError, match="not UTF-8") as caught:
        load_publication(tmp_path)
    assert line(caught.value) == 5


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path: Path) -> None:
    (tmp_path / "pressday.toml").write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert load_publication(tmp_path).masthead.title == "The Proof"


def test_a_folder_without_a_publication_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_publication(tmp_path)
    assert caught.value.exit_code == 5
    assert "pressday init" in (caught.value.hint or "")


def test_a_key_is_found_in_every_notation() -> None:
    text = """# comment with [brackets]
a.b = 1
"quoted key" = 'x'
long = \"\"\"
[not.a.table]
c = 2
\"\"\"
[one.two]
inline = { x = 1, y = { z = [1, 2] } } # [[no]]
[[three]]
name = "a"
[[three.four]]
deep = 1
[[three]]
list = [
  "x", # ]
  { k = 1 },
]
[[three.four]]
[[three.four]]
deep = 2026-11-27 10:00:00
"""
    tomllib.loads(text)
    assert [
        locate(text, path)
        for path in [
            ("a", "b"),
            ("quoted key",),
            ("long",),
            ("one", "two", "inline", "y", "z", 1),
            ("three", 0, "name"),
            ("three", 0, "four", 0, "deep"),
            ("three", 1, "list", 1, "k"),
            ("three", 1, "four", 1, "deep"),
            ("three", 1, "four", 1, "absent"),
            ("nowhere",),
        ]
    ] == [2, 3, 4, 9, 11, 13, 17, 21, 20, 1]


_NAMES = st.text(string.ascii_lowercase + "-_", min_size=1, max_size=4)
_SCALARS = st.one_of(
    st.integers(-9, 9), st.booleans(), st.text(max_size=8), st.floats(-5, 5), st.dates()
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(_NAMES, inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(_NAMES, _VALUES, max_size=4), st.integers(0, 3))
def test_any_key_that_is_there_is_found_where_it_stands(
    data: dict[str, object], blank: int
) -> None:
    text = "# head\n" * blank + tomlkit.dumps(data)
    lines = [*text.split("\n"), ""]
    for name in data:
        found = lines[locate(text, (name,)) - 1]
        assert name in found


def test_what_a_press_is_made_for_is_read(tmp_path: Path) -> None:
    said = '[press]\ncondition = "Ours"\nicc = "our.icc"\nbleed = 5\n'
    publication = load_publication(write(tmp_path, SMALL + said))
    assert publication.press == PressOrder(condition="Ours", icc=tmp_path / "our.icc", bleed=5)
    assert load_publication(write(tmp_path, SMALL)).press == PressOrder()
    message = "bleed must be a number of millimetres, 0 or more"
    assert fault(tmp_path, SMALL + "[press]\nbleed = -1\n").message == message


def test_how_a_booklet_is_folded_is_read(tmp_path: Path) -> None:
    said = (
        '[booklet]\nsheet = "A3"\nsignature = 16\nthickness = 0.12\nflip = "long"\nguide = false\n'
    )
    publication = load_publication(write(tmp_path, SMALL + said))
    assert publication.booklet == BookletOrder(
        sheet="A3", signature=16, thickness=0.12, flip="long", guide=False
    )
    error = fault(tmp_path, SMALL + "[booklet]\nsignature = 6\n")
    assert error.message.startswith("signature must be 4, 8, 12")


@pytest.mark.parametrize(
    ("file", "profile"),
    [
        ("the-proof-48.pdf", "screen"),
        ("the-proof-48-press.pdf", "press"),
        ("the-press-48.pdf", "screen"),
        ("the-proof-48-booklet.pdf", "booklet"),
        ("the-proof-48.epub", "epub"),
        ("the-proof-48.txt", "txt"),
    ],
)
def test_the_profile_of_a_file_is_told_by_its_name(file: str, profile: str) -> None:
    assert profile_of(file) == profile
