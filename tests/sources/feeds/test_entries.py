"""Feeds as strangers write them, to entries."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressday.errors import SourceError
from pressday.sources.feeds.entries import Feed, FeedEntry, is_cut_off, parse_feed
from pressday.text import sha256

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Dock &amp; Street</title><link>https://paper.example/</link><language>en-GB</language>
{items}</channel></rss>"""


def parse(items: str) -> Feed:
    return parse_feed(RSS.format(items=items).encode(), where="feed.xml")


def entry(inside: str) -> FeedEntry:
    (only,) = parse(f"<item>{inside}</item>").entries
    return only


def test_the_feed_names_itself() -> None:
    feed = parse("")
    assert (feed.title, feed.language, feed.link) == (
        "Dock & Street",
        "en-GB",
        "https://paper.example/",
    )
    assert feed.entries == ()


def test_an_entry_tells_what_it_knows() -> None:
    found = entry(
        "<title>Ships &amp;amp; &lt;em&gt;men&lt;/em&gt;</title><link>/a?x=1</link>"
        "<guid isPermaLink='false'>g1</guid><pubDate>Mon, 23 Nov 2026 10:00:00 +0100</pubDate>"
        "<dc:creator>Ann O</dc:creator><category>Sea</category><category>Sea</category>"
        "<description>Short</description><content:encoded>&lt;p&gt;Long&lt;/p&gt;</content:encoded>"
        "<media:thumbnail url='https://p.example/small.jpg'/>"
        "<media:content url='https://p.example/big.jpg' medium='image'/>"
    )
    assert found == FeedEntry(
        link="https://paper.example/a?x=1",
        guid="g1",
        title="Ships & men",
        content="<p>Long</p>",
        summary="Short",
        authors=("Ann O",),
        tags=("Sea",),
        published=datetime(2026, 11, 23, 9, tzinfo=UTC),
        picture="https://p.example/big.jpg",
    )


def test_an_atom_feed_is_read_as_well() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>One</title>'
        '<link href="https://paper.example/1"/><id>tag:1</id><author><name>Bo</name></author>'
        "<updated>2026-11-20T08:00:00Z</updated>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text</p></div>'
        "</content></entry></feed>"
    )
    (found,) = parse_feed(atom.encode(), where="-").entries
    assert (found.title, found.authors, found.guid) == ("One", ("Bo",), "tag:1")
    assert found.published == found.modified == datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert "<p>Text</p>" in found.content
    assert found.summary == ""


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("ann@paper.example (Ann O)", ("Ann O",)),
        ("noreply@paper.example", ()),
        ("admin", ()),
        ("Ann O &lt;ann@paper.museum&gt;", ("Ann O",)),
        ("Ann O", ("Ann O",)),
    ],
)
def test_an_author_is_a_name_and_no_mail_address(author: str, names: tuple[str, ...]) -> None:
    assert entry(f"<title>x</title><author>{author}</author>").authors == names


def test_an_entry_without_title_is_called_by_its_first_words() -> None:
    title = entry(f"<description>{'word ' * 40}</description>").title
    assert title.startswith("word word")
    assert title.endswith("…")
    assert len(title) <= 81


def test_an_impossible_date_is_none() -> None:
    assert entry("<title>x</title><pubDate>Someday, 99 Foo</pubDate>").published is None


def test_a_teaser_called_content_does_not_hide_the_text() -> None:
    found = entry(
        f"<title>x</title><description>{'long ' * 400}</description>"
        "<content:encoded>short</content:encoded>"
    )
    assert found.summary == "short"
    assert found.is_full


@pytest.mark.parametrize(
    ("content", "summary", "full"),
    [
        ("a " * 800, "", True),
        ("", "a " * 800, True),
        ("a " * 100, "a " * 20, True),
        ("a " * 100, "a " * 90, False),
        ("a " * 100, "", False),
        ("a " * 800 + "[…]", "", False),
        ("a " * 800 + "<a>Continue reading</a>", "", False),
        ("a " * 800 + "<p>Read more »</p>", "", False),
        ("a " * 800 + "He said: read more. So they did it all.", "", True),
        ("", "", False),
    ],
)
def test_whole_texts_are_told_from_teasers(content: str, summary: str, *, full: bool) -> None:
    found = FeedEntry(link="", guid="", title="", content=content, summary=summary)
    assert found.is_full is full


def test_a_long_last_sentence_is_not_a_cut() -> None:
    assert not is_cut_off("They could read more about it in the papers. Then it ended.")
    assert is_cut_off("It began in the harbour, when suddenly …")


@pytest.mark.parametrize(
    "broken",
    [
        "<item><title>a &nbsp; b & c</title></item>",
        "<item><title>a</title><unknown:x>y</unknown:x></item>",
        "<item><title>a</title></item><item><title>cut",
        "<item><title>a\x0c</title></item>",
    ],
)
def test_badly_written_feeds_are_read_all_the_same(broken: str) -> None:
    assert parse(broken).entries[0].title.startswith("a")


@pytest.mark.parametrize("data", [b"", b"  \n", b"Dear reader", b"\x89PNG\r\n", b"{}"])
def test_what_is_no_feed_is_an_error(data: bytes) -> None:
    with pytest.raises(SourceError, match="no RSS, Atom or JSON feed"):
        parse_feed(data, where="x")


def test_a_feed_cannot_name_a_file_of_this_machine(tmp_path: object) -> None:
    """The parser would open bytes that look like a path."""
    secret = f"{tmp_path}/feed.xml"
    with open(secret, "w", encoding="utf-8") as file:  # noqa: PTH123 - a path as text is the point
        file.write(RSS.format(items="<item><title>secret</title></item>"))
    with pytest.raises(SourceError):
        parse_feed(secret.encode(), where="x")


def test_an_entity_of_the_feed_reads_no_file() -> None:
    data = (
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
        "<item><title>a &x;</title></item></channel></rss>"
    )
    assert "root:" not in str(parse_feed(data.encode(), where="x"))


def test_a_laughing_feed_does_not_grow() -> None:
    """Ten entities of ten others each, nine deep: a thousand million in one title."""
    entities = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "ha">' for n in range(10)
    )
    data = (
        f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss version="2.0"><channel>'
        "<item><title>&a9;</title></item></channel></rss>"
    )
    assert len(str(parse_feed(data.encode(), where="x"))) < 1000


@pytest.mark.parametrize(
    "trap",
    [
        "<item><author>" + "a." * 100_000,
        "<item><title>" + "\n" * 300_000,
        "<item><author>a@" * 9000,
    ],
    ids=["author", "blanks", "many"],
)
def test_a_feed_made_to_keep_the_parser_busy_does_not(trap: str) -> None:
    """Each would take minutes, because the time grows with the square of the length."""
    assert parse(trap).entries


def test_rdf_is_read() -> None:
    data = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="x"><title>Old</title><link>https://old.example/</link></channel>'
        '<item rdf:about="https://old.example/1"><title>One</title>'
        "<link>https://old.example/1</link><dc:date>2026-11-20T08:00:00+01:00</dc:date>"
        "<dc:creator>Bo</dc:creator></item></rdf:RDF>"
    )
    feed = parse_feed(data.encode(), where="x")
    (found,) = feed.entries
    assert (feed.title, found.link, found.authors) == ("Old", "https://old.example/1", ("Bo",))
    assert found.published == datetime(2026, 11, 20, 7, tzinfo=UTC)


@pytest.mark.parametrize("version", ["0.91", "0.92", "2.0", "nonsense"])
def test_every_version_of_rss_is_read(version: str) -> None:
    data = f'<rss version="{version}"><channel><title>S</title><item><title>A</title></item>'
    assert parse_feed(f"{data}</channel></rss>".encode(), where="x").entries[0].title == "A"


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (b"<?xml version='1.0' encoding='utf-8'?>{}", "iso-8859-1"),
        (b"<?xml version='1.0' encoding='iso-8859-1'?>{}", ""),
        (b"\xef\xbb\xbf<?xml version='1.0'?>{}", ""),
        (b"\n  junk before it <?xml version='1.0' encoding='nonsense'?>{}", ""),
    ],
)
def test_utf_8_is_read_as_such_whatever_it_is_called(data: bytes, charset: str) -> None:
    rss = '<rss version="2.0"><channel><item><title>Überfluß “so”</title></item></channel></rss>'
    found = parse_feed(data.replace(b"{}", rss.encode()), where="x", charset=charset)
    assert found.entries[0].title == "Überfluß “so”"


def test_latin_1_means_windows_1252_as_browsers_know() -> None:
    text = "<?xml version='1.0' encoding='iso-8859-1'?><rss version='2.0'><channel><item><title>“é”"
    data = f"{text}</title></item></channel></rss>".encode("cp1252")
    assert parse_feed(data, where="x").entries[0].title == "“é”"


@pytest.mark.parametrize("declaration", ["", '<?xml version="1.0" encoding="utf-16"?>'])
def test_utf_16_is_read(declaration: str) -> None:
    data = f'{declaration}<rss version="2.0"><channel><item><title>Ü</title></item></channel></rss>'
    found = parse_feed(data.encode("utf-16"), where="x")
    assert found.entries[0].title == "Ü"


def test_cdata_in_cdata_is_one_text() -> None:
    found = entry("<title>x</title><description><![CDATA[<p>a <![CDATA[b]]> c</p>]]></description>")
    assert found.summary == "<p>a b c</p>"
    mention = entry("<title>x</title><description><![CDATA[write <![CDATA[ so]]></description>")
    assert "write" in mention.summary


def test_a_reader_counting_service_does_not_hide_the_address() -> None:
    found = entry(
        "<title>x</title><link>https://proxy.example/~r/1</link>"
        "<feedburner:origLink xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'>"
        "https://paper.example/1</feedburner:origLink>"
    )
    assert found.link == "https://paper.example/1"


def test_the_widest_picture_of_a_group_is_taken() -> None:
    found = entry(
        "<title>x</title><media:group><media:content url='/s.jpg' type='image/jpeg' width='90'/>"
        "<media:content url='/b.jpg' type='image/jpeg' width='900'/>"
        "<media:content url='/c.mp4' type='video/mp4' width='1900'/></media:group>"
    )
    assert found.picture == "https://paper.example/b.jpg"


def test_a_podcast_tells_its_author_and_picture() -> None:
    name = "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'"
    found = entry(
        f"<title>x</title><itunes:author {name}>Ann O</itunes:author>"
        f"<itunes:image {name} href='/i.jpg'/>"
    )
    assert found.authors == ("Ann O",)
    assert found.picture == "https://paper.example/i.jpg"


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2026-11-20", 20),
        ("Fri, 20 Nov 2026 09:30:00 PST", 20),
        ("20 November 2026", 20),
        ("20. November 2026", 20),
        ("Friday, November 20, 2026 - 09:30", 20),
    ],
)
def test_dates_are_read_however_they_are_written(date: str, day: int) -> None:
    published = entry(f"<title>x</title><pubDate>{date}</pubDate>").published
    assert published is not None
    assert (published.year, published.month, published.day) == (2026, 11, day)


def test_an_entry_has_its_own_language() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>A</title><entry'
        ' xml:lang="fr"><title>Un</title><content type="html">texte</content></entry></feed>'
    )
    feed = parse_feed(atom.encode(), where="-")
    assert (feed.language, feed.entries[0].language) == ("de", "fr")


def test_a_mark_changes_with_anything_that_is_said() -> None:
    first = entry("<title>x</title><description>a</description>")
    assert first.mark == entry("<title>x</title><description>a</description>").mark
    assert first.mark != entry("<title>x</title><description>b</description>").mark


@given(st.binary(max_size=200), st.sampled_from([b"", b"<rss version='2.0'><channel><item>"]))
def test_any_bytes_are_a_feed_or_an_error(data: bytes, start: bytes) -> None:
    with suppress(SourceError):
        parse_feed(start + data, where="x")


SAMPLE = (Path(__file__).parents[2] / "data" / "source-feed.xml").read_bytes()


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(SAMPLE)),
            st.integers(0, 30),
            st.sampled_from(
                [b"", b"<", b"&", b"]]>", b"<![CDATA[", b"\0", b"\xff", b"<item>", b"'"]
            ),
        ),
        max_size=6,
    )
)
def test_a_damaged_feed_is_a_feed_or_an_error(cuts: list[tuple[int, int, bytes]]) -> None:
    data = SAMPLE
    for at, length, put in cuts:
        data = data[:at] + put + data[at + length :]
    with suppress(SourceError):
        parse_feed(data, where="x", url="https://paper.example/feed")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mon, 09 Nov 2026 18:15:00 Asia/Tokyo", "2026-11-09T18:15:00+09:00"),
        ("Mon, 09 Nov 2026 06:15:00 PM", "2026-11-09T18:15:00+00:00"),
        ("20261109T1815-0300", "2026-11-09T18:15:00-03:00"),
        ("2026-11-09T18:15:00.25-03:00", "2026-11-09T18:15:00-03:00"),
    ],
)
def test_a_date_keeps_its_own_offset_and_is_read_to_the_second(written: str, expected: str) -> None:
    found = entry(f"<title>A</title><pubDate>{written}</pubDate>").published
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize("written", ["Mon,", "2026-11", "--11-09", "18:15"])
def test_what_names_no_day_gives_none(written: str) -> None:
    assert entry(f"<title>A</title><pubDate>{written}</pubDate>").published is None


def test_one_moment_leaves_one_mark_whatever_its_offset() -> None:
    ways = ["Mon, 09 Nov 2026 18:15:00 GMT", "Mon, 09 Nov 2026 12:15:00 -0600"]
    told = [entry(f"<title>A</title><pubDate>{way}</pubDate>") for way in ways]
    assert told[0].mark == told[1].mark
    assert told[0].mark == sha256(repr(told[0]).encode())
