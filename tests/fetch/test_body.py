"""Bodies read piece by piece: whatever the pieces, the bytes are the same."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.errors import FetchError
from pressday.fetch.body import read_body

_MOST = 1_000_000


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=4), st.integers(1, 40))
def test_members_of_a_gzip_body_are_joined_however_they_are_cut(
    members: list[bytes], size: int
) -> None:
    coded = b"".join(gzip.compress(member) for member in members)
    pieces = [coded[start : start + size] for start in range(0, len(coded), size)]
    assert read_body(pieces, "gzip", _MOST) == b"".join(members)


def test_padding_behind_a_gzip_body_is_passed_over() -> None:
    assert read_body([gzip.compress(b"ink"), b"\0" * 20], "gzip", _MOST) == b"ink"


def test_a_gzip_body_that_ends_too_early_is_an_error() -> None:
    with pytest.raises(FetchError, match="broken"):
        read_body([gzip.compress(b"ink" * 100)[:-9]], "gzip", _MOST)


def test_a_bomb_is_given_up_at_the_limit() -> None:
    with pytest.raises(FetchError, match="larger than 1 MB"):
        read_body([gzip.compress(bytes(50_000_000))], "gzip", _MOST)
