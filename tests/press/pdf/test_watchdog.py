"""A flow that takes too long or too much is stopped by itself, and the others go on."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from pressday.limits import FlowLimits
from pressday.press.fonts import private_config
from pressday.press.pdf.manuscript import Copy
from pressday.press.pdf.watchdog import STRETCH, WatchedPool, seconds_for, why_stopped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHORT = Copy(name="f", html="<p>Ink</p>", stylesheet="")
LIMITS = FlowLimits(seconds=0.5, megabytes=400)


def hang(_: Copy) -> None:
    time.sleep(60)


def gorge(_: Copy) -> int:
    return len(bytearray(800_000_000))


def crash(_: Copy) -> None:
    os.abort()


def sound(copy: Copy) -> str:
    return copy.html


def told(pool: WatchedPool, work: Callable[[Copy], object]) -> str:
    error = pool.submit(work, SHORT).exception()
    assert isinstance(error, Exception)
    return str(why_stopped(error, SHORT, LIMITS))


def test_what_hangs_or_crashes_or_gorges_is_stopped_and_the_next_is_set(tmp_path: Path) -> None:
    pool = WatchedPool(1, LIMITS, (), str(private_config(tmp_path)))
    try:
        assert told(pool, hang) == "stopped after 0.5 seconds"
        assert told(pool, gorge) == "stopped at 400 megabytes of memory"
        assert told(pool, crash) == "it brought its typesetter down, or took all memory"
        assert pool.submit(sound, SHORT).result() == "<p>Ink</p>"
    finally:
        pool.shutdown(cancel_futures=True)


def test_a_long_text_may_take_longer() -> None:
    long = Copy(name="f", html="x" * 3 * STRETCH, stylesheet="")
    assert seconds_for(SHORT, LIMITS) == 0.5
    assert seconds_for(long, LIMITS) == 2.0


def test_an_error_of_the_flow_is_its_own() -> None:
    assert why_stopped(ValueError("odd"), SHORT, LIMITS) is None
