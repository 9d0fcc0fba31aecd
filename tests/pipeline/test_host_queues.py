"""Tasks in lanes: each done once, never more of a lane at a time than allowed."""

from __future__ import annotations

import threading
from collections import Counter
from functools import partial
from time import sleep

from hypothesis import given, settings
from hypothesis import strategies as st

from pressday.pipeline.host_queues import Lanes


class _Watch:
    """Counts how many tasks of a lane are inside at once."""

    def __init__(self, pause_s: float = 0) -> None:
        self._pause_s = pause_s
        self._lock = threading.Lock()
        self._inside: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.most_at_once = 0

    def visit(self, lane: str) -> str:
        with self._lock:
            self._inside[lane] += 1
            self.most[lane] = max(self.most[lane], self._inside[lane])
            self.most_at_once = max(self.most_at_once, self._inside.total())
        sleep(self._pause_s)
        with self._lock:
            self._inside[lane] -= 1
        return lane


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from("abcd"), max_size=40), st.integers(1, 4), st.integers(1, 3))
def test_every_task_is_done_once_within_the_limits(names: list[str], most: int, few: int) -> None:
    watch = _Watch()
    with Lanes[int](most=most, per_lane=few) as lanes:
        for number, lane in enumerate(names):
            lanes.put(lane, number, partial(watch.visit, lane))
        done = [(key, future.result()) for key, future in lanes.done()]
    assert sorted(done) == list(enumerate(names))
    assert watch.most_at_once <= most
    assert all(count <= few for count in watch.most.values())


def test_sixteen_work_at_once_and_two_of_them_for_one_host() -> None:
    watch = _Watch(pause_s=0.02)
    with Lanes[int]() as lanes:
        for number in range(60):
            lane = "large" if number < 12 else f"host{number % 12}"
            lanes.put(lane, number, partial(watch.visit, lane))
        assert len(list(lanes.done())) == 60
    assert max(watch.most.values()) == 2
    assert 8 < watch.most_at_once <= 16


def test_tasks_of_one_lane_start_in_their_order() -> None:
    order: list[int] = []
    with Lanes[int](per_lane=1) as lanes:
        for number in range(20):
            lanes.put("a", number, partial(order.append, number))
        assert len(list(lanes.done())) == 20
    assert order == list(range(20))


def test_a_task_may_bring_others() -> None:
    with Lanes[str]() as lanes:
        lanes.put("a", "list", lambda: ["b", "c"])
        found = []
        for key, future in lanes.done():
            found.append(key)
            for name in future.result():
                lanes.put(name, name, list)
    assert sorted(found) == ["b", "c", "list"]


def test_a_long_lane_does_not_keep_a_short_one_waiting() -> None:
    started: list[str] = []
    with Lanes[int](most=1, per_lane=1) as lanes:
        for number in range(10):
            lanes.put("long", number, partial(started.append, "long"))
        lanes.put("short", 99, partial(started.append, "short"))
        list(lanes.done())
    assert started.index("short") <= 1


def test_what_a_task_raises_is_its_own() -> None:
    with Lanes[str]() as lanes:
        lanes.put("a", "bad", partial(int, "no number"))
        lanes.put("a", "good", partial(int, "7"))
        found = {key: future.exception() for key, future in lanes.done()}
    assert isinstance(found["bad"], ValueError)
    assert found["good"] is None


def test_leaving_early_starts_nothing_more_and_does_not_wait_for_what_hangs() -> None:
    started: list[int] = []
    hangs = threading.Event()

    def hang(number: int) -> None:
        started.append(number)
        hangs.wait(60)

    with Lanes[int](most=2, per_lane=2) as lanes:
        lanes.put("a", 0, partial(int, "7"))
        for number in range(1, 9):
            lanes.put("a", number, partial(hang, number))
        next(lanes.done())
    assert not hangs.is_set()
    assert set(started) <= {1, 2}
    hangs.set()
