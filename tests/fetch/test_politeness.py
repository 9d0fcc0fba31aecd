"""Turns: eight at a time, two a host, apart in time, fair, and nobody left waiting."""

from __future__ import annotations

import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest
from tests.fetch.fetchers import fetcher

from pressday.errors import FetchError
from pressday.fetch import Access, Limits
from pressday.fetch.deadline import deadline, remaining
from pressday.fetch.politeness import Turns

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler

    from tests.servers import Site


@dataclass
class Watch:
    """Counts who is at work, over all and for each host."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    running: dict[str, int] = field(default_factory=dict)
    most: int = 0
    most_a_host: int = 0
    starts: list[tuple[str, float]] = field(default_factory=list)

    def work(self, turns: Turns, host: str, gap: float, seconds: float) -> None:
        with turns.turn(host, gap):
            with self.lock:
                self.starts.append((host, monotonic()))
                self.running[host] = self.running.get(host, 0) + 1
                self.most = max(self.most, sum(self.running.values()))
                self.most_a_host = max(self.most_a_host, self.running[host])
            sleep(seconds)
            with self.lock:
                self.running[host] -= 1


def test_eight_are_at_work_and_two_for_one_host() -> None:
    watch, turns = Watch(), Turns(Limits())
    with ThreadPoolExecutor(40) as pool:
        for number in range(60):
            pool.submit(watch.work, turns, f"host{number % 6}", 0, 0.01)
    assert (watch.most, watch.most_a_host) == (8, 2)
    assert len(watch.starts) == 60


def test_who_waits_for_a_busy_host_keeps_no_place_from_another() -> None:
    watch, turns = Watch(), Turns(Limits())
    with ThreadPoolExecutor(30) as pool:
        for _ in range(20):
            pool.submit(watch.work, turns, "busy", 0, 0.05)
        while watch.running.get("busy") != 2:
            sleep(0.001)
        pool.submit(watch.work, turns, "idle", 0, 0).result()
        assert len(watch.starts) < 12


def test_requests_to_one_host_start_apart_and_others_do_not_wait_for_that() -> None:
    watch, turns = Watch(), Turns(Limits())
    begun = monotonic()
    with ThreadPoolExecutor(12) as pool:
        for host in ("slow", "slow", "slow", "quick", "quick", "quick"):
            pool.submit(watch.work, turns, host, 0.4 if host == "slow" else 0, 0)
    assert watch.starts[-1][1] - begun >= 0.8
    assert [host for host, _ in watch.starts][-2:] == ["slow", "slow"]


def test_a_request_without_a_gap_passes_one_that_keeps_it() -> None:
    watch, turns = Watch(), Turns(Limits())
    watch.work(turns, "a", 60, 0)
    watch.work(turns, "a", 0, 0)
    assert len(watch.starts) == 2


def test_who_came_first_goes_first() -> None:
    order: list[int] = []
    turns = Turns(Limits(at_once=1))

    def work(number: int) -> None:
        with turns.turn(f"host{number}", 0):
            order.append(number)

    with ThreadPoolExecutor(8) as pool, turns.turn("first", 0):
        for number in range(8):
            pool.submit(work, number)
            while len(turns._waiting) <= number:
                sleep(0.001)
    assert order == list(range(8))


def test_the_wait_for_a_turn_is_not_taken_off_the_deadline() -> None:
    turns = Turns(Limits())
    with turns.turn("a", 0.2):
        pass
    with deadline(10), turns.turn("a", 0.2):
        assert remaining() > 9.95


def test_who_waits_for_a_place_goes_on_after_a_rest_that_begins_meanwhile() -> None:
    watch, turns = Watch(), Turns(Limits(at_once=1))
    with ThreadPoolExecutor(1) as pool:
        with turns.turn("a", 0):
            waiting = pool.submit(watch.work, turns, "a", 0, 0)
            while not turns._waiting:
                sleep(0.001)
            turns.rest("a", 0.2)
        with suppress(TimeoutError):
            waiting.result(10)
        turns.close()  # so that a request which nobody woke does not keep the test
    assert len(watch.starts) == 1


def test_a_turn_is_given_back_when_the_work_fails() -> None:
    turns = Turns(Limits(at_once=1))
    with suppress(ZeroDivisionError), turns.turn("a", 0):
        _ = 1 / 0
    with turns.turn("a", 0):
        pass


def test_closing_sends_home_who_waits_and_who_sleeps() -> None:
    turns = Turns(Limits(at_once=1))
    with ThreadPoolExecutor(4) as pool, turns.turn("a", 0):
        waiting = pool.submit(lambda: turns.turn("a", 0).__enter__())
        sleeping = pool.submit(turns.sleep, 60)
        while not turns._waiting:
            sleep(0.001)
        turns.close()
        for future in (waiting, sleeping):
            with pytest.raises(FetchError, match="ended before"):
                future.result(5)


def test_ctrl_c_ends_the_wait_and_leaves_the_queue() -> None:
    turns = Turns(Limits(at_once=1))
    with turns.turn("a", 0):
        here = threading.get_ident()
        threading.Timer(0.1, signal.pthread_kill, (here, signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt), turns.turn("b", 0):
            pass
    assert not turns._waiting
    with turns.turn("b", 0):
        pass


def test_many_threads_in_disorder_all_come_to_an_end() -> None:
    watch, turns = Watch(), Turns(Limits())
    with ThreadPoolExecutor(64) as pool:
        for number in range(400):
            gap = (0, 0.002, 0.01)[number % 3]
            pool.submit(watch.work, turns, f"host{number % 5}", gap, 0.0005)
            if not number % 40:
                turns.rest(f"host{number % 5}", 0.02)
    assert len(watch.starts) == 400
    assert watch.most <= 8
    assert not turns._waiting
    assert turns._running == 0


def slowly(handler: BaseHTTPRequestHandler) -> None:
    sleep(0.02)
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "1")
    handler.end_headers()
    handler.wfile.write(b"x")


def test_a_server_sees_no_more_than_two_at_once_and_gets_its_answers_right(site: Site) -> None:
    for number in range(20):
        site.answer(f"/{number}", slowly)
    with fetcher() as web, ThreadPoolExecutor(16) as pool:
        urls = [site.url(f"/{number}") for number in range(20)]
        answers = list(pool.map(lambda url: web.get(url, "page"), urls))
    assert [answer.url for answer in answers] == urls
    assert site.most == 2


def test_the_rate_of_a_source_holds_for_pages_and_pictures_of_its_host(site: Site) -> None:
    starts: list[float] = []

    def noted(handler: BaseHTTPRequestHandler) -> None:
        starts.append(monotonic())
        slowly(handler)

    site.answer("/a", noted)
    with fetcher() as web:
        source = web.as_source(Access(name="paper", url=site.url("/feed")), 0.4)
        begun = monotonic()
        source.get(site.url("/a"), "page")
        with suppress(FetchError):
            source.get(site.url("/a"), "picture")
        source.get(site.url("/a"), "document")
    assert starts[2] - begun >= 0.8
