from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.extract.pages import URL, ld, meta, read


@pytest.mark.parametrize(
    "head",
    [
        ld({"@type": "NewsArticle", "datePublished": "2026-11-27T08:30:00+01:00"}),
        meta(article__published_time="2026-11-27T07:30:00Z"),
        '<meta name="parsely-pub-date" content="2026-11-27T07:30:00Z">',
        '<meta itemprop="datePublished" content="2026-11-27T07:30:00Z">',
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


def test_a_day_of_change_is_not_taken_for_the_day_of_publication() -> None:
    body = '<h1>Night shift</h1><p class="date">Updated 27 November 2026</p>'
    assert read("<title>Night shift</title>", body).published is None
