"""The collector of cycles rests while a page is read, and is as it was afterwards."""

import gc

import pytest

from pressday.errors import ExtractError
from pressday.extract import extract_page
from pressday.extract.garbage import put_off


def test_no_cycles_are_collected_until_the_end() -> None:
    with put_off():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with put_off():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_page_that_cannot_be_read_leaves_the_collector_on() -> None:
    with pytest.raises(ExtractError):
        extract_page(b"", identity="x")
    assert gc.isenabled()
