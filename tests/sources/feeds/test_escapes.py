"""Markup that is escaped once too often, and texts about markup that are not."""

from __future__ import annotations

from html import escape

import pytest

from pressday.sources.feeds.entries import parse_feed
from pressday.sources.feeds.escapes import unescaped, unescaped_line

PROSE = "The ferry was late again, and nobody on the pier was surprised by it in the least."


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{PROSE}</p><p>{PROSE}</p>",
        f"<h2>Late</h2>\n<ul><li>{PROSE}</li><li>{PROSE}</li></ul>",
        f'<p>{PROSE}<br/>{PROSE}</p>\n<figure><img src="https://h.example/a.jpg"></figure>',
        f'{PROSE} <a href="https://h.example/pier">The pier</a> was full.',
        f"{PROSE}<br>{PROSE}",
        f"{PROSE} <em>Nobody</em> waved.",
        f"<p>{PROSE} Fish &amp; chips</p>",
        '<p>The new tags of HTML are here.</p><p>An element <a href="/x">more</a>.</p>',
    ],
)
def test_tags_that_readers_would_see_are_read_as_tags(text: str) -> None:
    assert unescaped(escape(text)) == text
    assert unescaped(escape(escape(text))) == text


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{PROSE}</p>",
        "",
        "<p>Use &lt;p&gt; where a paragraph begins, and all is well.</p>",
        "&lt;p&gt; opens a paragraph and &lt;/p&gt; ends it",
        "The HTML element &lt;b&gt;bold&lt;/b&gt; is back.",
        "<p>Write it so:</p><pre><code>&lt;p&gt;Dear reader&lt;/p&gt;</code></pre>",
        "<p>One writes <code>&lt;p&gt;x&lt;/p&gt;</code></p>",
        "A list of &lt;String&gt; is what it wants: &lt;p&gt;x&lt;/p&gt;",
        "5 &lt; 7 and 9 &gt; 8",
        "Write to &lt;ann@h.example&gt; about it",
        "&lt;ul&gt;&lt;li&gt;One&lt;/ul&gt;&lt;/li&gt;",
        "<p>In source code: &lt;em&gt;x&lt;/em&gt;</p>",
    ],
)
def test_a_text_that_shows_tags_on_purpose_stays(text: str) -> None:
    assert unescaped(text) == text


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Ships &amp; men", "Ships & men"),
        ("It&#8217;s late", "It\u2019s late"),
        ("&lt;em&gt;Dune&lt;/em&gt;, read again", "Dune, read again"),
        ("<em>Dune</em>, read again", "Dune, read again"),
        ("AT&amp;amp;T", "AT&T"),
        ("Why the <b> tag is back", "Why the <b> tag is back"),
        ("What the HTML entity &amp;nbsp; does", "What the HTML entity &amp;nbsp; does"),
        ("<details> explained", "<details> explained"),
        ("R&D; and after", "R&D; and after"),
    ],
)
def test_a_title_is_read_as_people_read_it(line: str, read: str) -> None:
    assert unescaped_line(line) == read


def test_a_feed_that_escapes_twice_reads_as_one_that_does_not() -> None:
    def feed(times: int) -> bytes:
        title, text = "Ships & <em>men</em>", f"<p>{PROSE}</p><p>{PROSE}</p>"
        for _ in range(times):
            title, text = escape(title), escape(text)
        inside = f"<item><title>{title}</title><description>{text}</description></item>"
        return f'<rss version="2.0"><channel><title>S</title>{inside}</channel></rss>'.encode()

    once, twice = (parse_feed(feed(n), where="-").entries[0] for n in (1, 2))
    assert (twice.title, twice.summary) == (once.title, once.summary)
    assert twice.title == "Ships & men"
