"""Worker processes: results and errors come back, hangs and crashes cost one call."""

from __future__ import annotations

import os
import time
from concurrent.futures import CancelledError, ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from pressday.errors import ConfigError, ExtractError
from pressday.extract import extract_page
from pressday.pipeline.sessions import Workers

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCE = "The harbour was quiet when the boats came in, and nobody spoke of the strike. "


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(seconds=20) as made:
        yield made


def refuse() -> None:
    raise ConfigError("no", where="a.md:3", hint="try another")


def test_a_page_is_read_in_another_process(workers: Workers) -> None:
    page = f"<html><head><title>Quay</title></head><body><p>{SENTENCE * 20}</p></body></html>"
    assert workers(extract_page, page.encode(), identity="quay").title == "Quay"
    assert workers(os.getpid) != os.getpid()


def test_an_error_comes_back_with_its_place_and_its_hint(workers: Workers) -> None:
    with pytest.raises(ConfigError) as caught:
        workers(refuse)
    assert (caught.value.where, caught.value.hint) == ("a.md:3", "try another")


def test_a_call_that_hangs_is_ended_and_the_next_one_works() -> None:
    with Workers(seconds=1) as impatient:
        with pytest.raises(ExtractError, match="more than 1 s"):
            impatient(time.sleep, 60)
        assert impatient(abs, -3) == 3


def test_a_process_that_dies_costs_its_own_call_only() -> None:
    with Workers(seconds=20) as mortal:
        with pytest.raises(ExtractError, match="down"):
            mortal(os.abort)
        assert mortal(abs, -3) == 3


def test_leaving_ends_the_call_that_runs() -> None:
    with ThreadPoolExecutor(1) as threads:
        with Workers(seconds=60) as left:
            assert left(abs, -3) == 3
            call = threads.submit(left, time.sleep, 60)
            while not left._calls:
                time.sleep(0.01)
        with pytest.raises(CancelledError):
            call.result(10)
