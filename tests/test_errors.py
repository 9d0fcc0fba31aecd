"""Every error says what and where in one line, and has the exit code of its kind."""

from __future__ import annotations

import inspect
import pickle

import pytest

from pressday import errors
from pressday.errors import (
    BusyError,
    ConfigError,
    DamagedError,
    ExtractError,
    FetchError,
    FrozenError,
    LayoutError,
    NothingToBuild,
    PagesError,
    PinError,
    PressdayError,
    SourceError,
    UsageError,
    WriteError,
)

CODES = {
    PressdayError: 1,
    UsageError: 2,
    SourceError: 4,
    FetchError: 4,
    ExtractError: 4,
    ConfigError: 5,
    PinError: 5,
    NothingToBuild: 6,
    LayoutError: 7,
    PagesError: 9,
    WriteError: 8,
    FrozenError: 8,
    BusyError: 10,
    DamagedError: 8,
}


@pytest.mark.parametrize(("kind", "code"), CODES.items())
def test_a_kind_of_error_has_its_exit_code(kind: type[PressdayError], code: int) -> None:
    assert kind("x").exit_code == code


def test_the_table_of_exit_codes_is_complete() -> None:
    kinds = {
        c for _, c in inspect.getmembers(errors, inspect.isclass) if c.__module__ == errors.__name__
    }
    assert kinds == set(CODES)
    assert all(issubclass(kind, PressdayError) for kind in kinds)


def test_3_is_free_for_results_with_something_left_out() -> None:
    assert 3 not in CODES.values()


def test_the_documented_tree_says_the_same_codes() -> None:
    said = [line.split() for line in (errors.__doc__ or "").splitlines()]
    codes = {
        words[n]: int(words[n + 1])
        for words in said
        for n, word in enumerate(words[:-1])
        if words[n + 1].isdigit() and hasattr(errors, word)
    }
    assert codes == {kind.__name__: code for kind, code in CODES.items()}


def test_an_error_says_where_before_what() -> None:
    error = ConfigError("unknown key colour", where="pressday.toml:4", hint="did you mean cadence?")
    assert str(error) == "pressday.toml:4: unknown key colour"
    assert (error.message, error.hint) == ("unknown key colour", "did you mean cadence?")


def test_an_error_without_a_place_says_what() -> None:
    assert str(WriteError("the disk is full")) == "the disk is full"


def test_an_error_survives_the_way_from_a_worker_process() -> None:
    error = LayoutError("no template x", where="templates/x:1", hint="write it")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - pickled just now
    assert type(again) is LayoutError
    assert (str(again), again.where, again.hint) == (str(error), error.where, error.hint)
