"""What front page, contents and colophon have in common."""

from __future__ import annotations

from tests.layout.print.conftest import WEEK, edition, long, overview

from pressday.layout.print.colophon import colophon
from pressday.layout.print.contents import contents
from pressday.layout.print.front import front
from pressday.model import Masthead


def test_titles_of_strangers_are_text_and_never_markup() -> None:
    hostile = "<script>alert(1)</script> & more"
    masthead = Masthead(title=hostile, language="en")
    made = edition(("News", [long(hostile)]), masthead=masthead)
    for flow in (front(overview(made)), contents(overview(made)), colophon(overview(made))):
        assert "<script" not in flow.html


def test_late_pages_wait_for_the_page_numbers_of_others() -> None:
    made = overview(WEEK)
    assert all(flow.late for flow in (front(made), contents(made), colophon(made)))
