from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.extract.pages import URL, ld, meta, read

TEXT = f"<p>{'It was late, and the ink was wet. ' * 10}</p>"


@pytest.mark.parametrize(
    "head",
    [
        ld({"@type": "NewsArticle", "datePublished": "2026-11-27T08:30:00+01:00"}),
        meta(article__published_time="2026-11-27T07:30:00Z"),
        '<meta name="parsely-pub-date" content="2026-11-27T07:30:00Z">',
        '<meta itemprop="datePublished" content="2026-11-27T07:30:00Z">',
        '<meta name="house-published-date" content="2026-11-27T07:30:00Z">',
        '<meta name="date-pub" content="2026-11-27T07:30:00Z">',
    ],
)
def test_a_stated_day_of_publication_is_declared(head: str) -> None:
    found = read(head)
    assert found.published == datetime(2026, 11, 27, 7, 30, tzinfo=UTC)
    assert found.provenance["published"] == "declared"


@pytest.mark.parametrize(
    ("body", "url"),
    [
        ('<h1>Night shift</h1><time datetime="2026-11-27">today</time>', URL),
        ('<h1>Night shift</h1><p class="post-date">Freitag, 27. November 2026</p>', URL),
        ('<p class="byline">Ana Lopez, 27.11.2026</p><h1>Night shift</h1>', URL),
        ("<h1>Night shift</h1><div>Ana Lopez · November 27, 2026 · 8 min read</div>", URL),
        (
            '<i class="widget"><h1>Night shift</h1></i><p class="widget">27 Nov 2026</p>',
            URL,
        ),
        (
            "<article><h1>Night shift</h1><footer>By Ana Lopez, 27 Nov 2026</footer></article>",
            URL,
        ),
        ("", "https://dockstreet.example/2026/11/27/night-shift"),
        ("", "https://dockstreet.example/news/2026-11-27-night-shift.html"),
        ("", "https://dockstreet.example/2026/nov/27/night-shift"),
    ],
)
def test_a_date_that_is_only_seen_is_a_guess(body: str, url: str) -> None:
    found = read("<title>Night shift</title>", body, url=url)
    assert found.published == datetime(2026, 11, 27, tzinfo=UTC)
    assert found.provenance["published"] == "guessed"


@pytest.mark.parametrize(
    "body",
    [
        '<h1>Night shift</h1><aside><time datetime="2026-11-27">x</time></aside>',
        '<h1>Night shift</h1><div class="comments"><time datetime="2026-11-27">x</time></div>',
        "<h1>Night shift</h1><p>On 27 November 2026 the presses stopped.</p>",
        "<h1>Night shift</h1><p>So much had happened in the hall before 27 November 2026 came</p>",
        "<h1>Night shift</h1><dl><dt>Founded</dt><dd>27 November 2026</dd></dl>",
        "<h1>Night shift</h1><p>Member since 27 November 2026</p>",
        f"<h1>Night shift</h1>{TEXT}{TEXT}<p>27 November 2026</p>",
        "",
    ],
)
def test_dates_of_comments_teasers_and_stories_are_not_taken(body: str) -> None:
    assert read("<title>Night shift</title>", body).published is None


def test_items_that_name_different_days_leave_the_day_a_guess() -> None:
    body = "".join(f'<i itemprop="datePublished" content="2026-11-{day}"></i>' for day in (20, 21))
    assert read("", body).provenance["published"] == "guessed"


def test_nothing_changes_before_it_is_published() -> None:
    head = meta(
        article__published_time="2026-11-27T08:30:00Z",
        article__modified_time="2026-11-01T08:30:00Z",
    )
    assert read(head).modified is None


@pytest.mark.parametrize(
    "line",
    [
        '<p class="date">Updated 27 November 2026</p>',
        "<p>Last updated on: 27 November 2026</p>",
        "<p><span>Updated</span> <span>27 November 2026</span></p>",
        '<p>Updated <time datetime="2026-11-27">yesterday</time></p>',
    ],
)
def test_a_day_of_change_is_not_taken_for_the_day_of_publication(line: str) -> None:
    body = f"<h1>Night shift</h1>{line}"
    assert read("<title>Night shift</title>", body).published is None


def test_a_first_day_in_a_line_of_two_is_the_one_of_publication() -> None:
    line = "<div>Posted on Nov 27, 2026 · <b>Updated Nov 30, 2026</b></div>"
    found = read("<title>Night shift</title>", f"<h1>Night shift</h1>{line}")
    assert found.published == datetime(2026, 11, 27, tzinfo=UTC)


def test_a_day_that_readers_see_long_before_the_stated_one_is_likelier() -> None:
    head = f"<title>Night shift</title>{meta(article__published_time='2026-11-27T07:30:00Z')}"
    found = read(head, "<h1>Night shift</h1><div>March 3, 2024</div>")
    assert found.published == datetime(2024, 3, 3, tzinfo=UTC)
    assert found.provenance["published"] == "guessed"


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("2026-11-27T23:30:00+00:00", "2026-11-28T04:30:00+05:00"),
        ("2026-11-28T02:30:00+03:00", "2026-11-28T02:30:00+03:00"),
    ],
)
def test_a_stated_moment_has_the_clock_of_its_place(stated: str, shown: str) -> None:
    head = f"<title>Night shift</title>{meta(article__published_time=stated)}"
    time = '<time datetime="2026-11-28T04:30:00+0500">yesterday</time>'
    found = read(head, f"<h1>Night shift</h1>{time}")
    assert found.published is not None
    assert found.published.isoformat() == shown
    assert found.provenance["published"] == "declared"


def test_a_thread_has_the_day_of_its_first_post() -> None:
    post = "<tr><td>{} Posts: 12</td><td>{}</td></tr><tr><td>My press eats paper.</td></tr>"
    body = (
        "<table><tr><td><strong>My press eats its own paper</strong></td></tr>"
        f"{post.format('inkling77', '27th November 2026, 16:26')}"
        f"{post.format('rollerball', '29th November 2026, 08:10')}</table>"
    )
    found = read("<title>My press eats its own paper - Ink Boards</title>", body)
    assert found.published == datetime(2026, 11, 27, 16, 26, tzinfo=UTC)


def test_a_moment_in_a_line_is_surer_than_its_words() -> None:
    time = '<time datetime="2026-11-27T08:30:00+01:00">27 November 2026</time>'
    found = read("<title>Night shift</title>", f"<h1>Night shift</h1><p>{time}</p>")
    assert found.published == datetime(2026, 11, 27, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="2026-11-30"><meta name="publish-date" content="2026-11-27">',
        '<meta itemprop="datePublished" content="2026-11-30">'
        + meta(article__published_time="2026-11-27"),
    ],
)
def test_what_speaks_of_publishing_and_stands_for_sharing_comes_first(head: str) -> None:
    assert read(head).published == datetime(2026, 11, 27, tzinfo=UTC)
