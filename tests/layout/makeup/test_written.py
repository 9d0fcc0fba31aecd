"""Galleys through JSON and back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.layout.makeup.galleys import prose, random_edition, weighed

from pressday.layout.makeup.written import read, written


@given(st.integers(0, 10**6))
def test_a_galley_comes_back_from_json_as_it_was(seed: int) -> None:
    for made in random_edition(seed):
        for copy in made.copies:
            assert read(json.loads(json.dumps(written(copy.galley)))) == copy.galley


@pytest.mark.parametrize("gone", ["heads", "plates", "lifts", "quotes", "runs"])
def test_what_lacks_a_measure_is_refused(gone: str) -> None:
    values = written(weighed(prose(9)).galley)
    del values[gone]
    with pytest.raises(LookupError):
        read(values)
