"""Collecting through a web in which everything goes wrong: a process of its own, real sockets."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests import reports
from tests.faults import EXPIRED, Web, web
from tests.measure import Run, measured, python

from pressday.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator

DRIVER = Path(__file__).with_name("driver.py")
ARTICLES = 40
MOST_MB = 300


@dataclass(frozen=True, kw_only=True)
class Days:
    """Three collections, the second after the faults are healed, and what each asked for."""

    web: Web
    folder: Path
    runs: tuple[Run, ...]
    asked: tuple[dict[str, list[dict[str, str]]], ...]
    lacking: tuple[list[str], ...]


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Days]:
    folder = tmp_path_factory.mktemp("paper")
    with web(tmp_path_factory.mktemp("secret"), ARTICLES) as there:
        (folder / "pressday.toml").write_text(there.settings())
        runs, asked, lacking = [], [], []
        for number in range(3):
            if number == 1:
                there.heal()
            runs.append(
                measured(
                    python(DRIVER, "-C", folder, "collect", "--json"), SSL_CERT_FILE=str(EXPIRED)
                )
            )
            asked.append(_by_address(there))
            with Library.open(folder / "library") as library:
                lacking.append(reports.missing(there, library))
        made = Days(
            web=there,
            folder=folder,
            runs=tuple(runs),
            asked=tuple(asked),
            lacking=tuple(lacking),
        )
        yield made


def _by_address(there: Web) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for url, headers in there.asked():
        found.setdefault(url, []).append(headers)
    return found


def test_exactly_the_planted_faults_are_reported(days: Days) -> None:
    said = reports.said(days.runs[0].lines)
    assert reports.unreported(days.web.faults, said) == []
    assert reports.unexpected(days.web.faults, said) == []
    assert days.runs[0].code == 3
    assert days.runs[0].errors == ""


def test_everything_else_is_in_the_library(days: Days) -> None:
    assert days.lacking[0] == []
    new = sum(line["new"] for line in days.runs[0].lines)
    assert new == len(days.web.stories)


def test_nothing_is_asked_for_twice_but_what_may_pass(days: Days) -> None:
    # A cut body and one that is too long are asked for once more, as is what is busy; and
    # that an address leads to itself shows when it is asked again, with the cookies it set.
    again = {url for url, asked in days.asked[0].items() if len(asked) > 1}
    names = {url.rpartition("/")[2] for url in again}
    assert names >= {"short", "long", "busy", "cut"}
    assert len(names - {"short", "long", "busy", "cut", "loop"}) <= 1  # on a busy machine


def test_a_wrong_charset_comes_out_legible(days: Days) -> None:
    with Library.open(days.folder / "library") as library:
        bodies = "".join(one.body.html for one in library.articles(["naïve"]))
    assert "The naïve café’s last word" in bodies


def test_the_secret_server_and_file_are_left_alone(days: Days) -> None:
    assert days.web.secret.asked == []
    with Library.open(days.folder / "library") as library:
        texts = "".join(f"{one}" for one in library.articles(copies=True))
    assert days.web.token not in texts


def test_a_second_run_asks_for_the_feeds_and_what_was_missing(days: Days) -> None:
    feeds = set(days.web.feeds)
    assert set(days.asked[1]) == feeds | days.web.pages_again
    assert {url for url, asked in days.asked[1].items() if len(asked) > 1} == set()
    read_before = feeds - {fault.name for fault in days.web.faults if not fault.lasting}
    for url in read_before:
        assert "if-none-match" in days.asked[1][url][0], url


def test_a_second_run_completes_the_library(days: Days) -> None:
    said = reports.said(days.runs[1].lines)
    lasting = [fault for fault in days.web.faults if fault.lasting and fault.retried]
    assert reports.unreported(lasting, said) == []
    assert reports.unexpected(lasting, said) == []
    healed = replace(days.web, stories=days.web.healing)
    with Library.open(days.folder / "library") as library:
        assert reports.missing(healed, library) == []
        assert len(library.articles(copies=True)) == len(days.web.stories) + len(healed.stories)
    assert sum(line["updated"] for line in days.runs[1].lines) == 2  # a picture, a summary


def test_a_third_run_asks_for_the_feeds_alone(days: Days) -> None:
    assert set(days.asked[2]) == set(days.web.feeds)
    assert all("if-none-match" in asked[0] for asked in days.asked[2].values())
    assert sum(line["new"] + line["updated"] for line in days.runs[2].lines) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_memory_stays_small(days: Days) -> None:
    for run in days.runs:
        assert 0 < run.own_mb < MOST_MB
        assert 0 < run.all_mb < MOST_MB
