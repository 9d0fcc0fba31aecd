"""Parts and headers of messages that nobody built with care."""

from __future__ import annotations

import pytest

from pressday.sources.mail.mime import first_mailbox


@pytest.mark.parametrize(
    ("written", "mailbox"),
    [
        ("Ida Reed <ida@quay.example>", ("Ida Reed", "ida@quay.example")),
        ("ida@quay.example (Ida Reed), bo@quay.example", ("Ida Reed", "ida@quay.example")),
        ("", ("", "")),
    ],
)
def test_the_first_mailbox_has_a_name_and_an_address(
    written: str, mailbox: tuple[str, str]
) -> None:
    assert first_mailbox(written) == mailbox


def test_comments_without_end_do_not_stop_the_reader() -> None:
    assert first_mailbox("(" * 50_000 + "ida@quay.example") == ("", "ida@quay.example")
