"""When a failed request is worth another try, and after how long.

tenacity itself and not stamina, which is built on it: stamina sleeps by its own
clock, so that Ctrl-C would wait for it, and writes every retry to stderr.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pressday.fetch.deadline import remaining
from pressday.fetch.faults import BodyError, StatusError, is_bad_certificate
from pressday.fetch.freshness import moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from tenacity import RetryCallState, Retrying

    from pressday.fetch.limits import Limits

_PASSING = frozenset({429, 502, 503, 504})


def retrying(limits: Limits, sleep: Callable[[float], None]) -> Retrying:
    """Return a caller that tries again where the fault may pass; the last fault is raised.

    A server's Retry-After (RFC 9110, 10.2.3) is honoured up to
    `limits.longest_pause_s`; for a longer one, and for one that outlasts the
    deadline, nothing is waited. Without it, pauses double and are jittered.
    """
    import tenacity

    backoff = tenacity.wait_random_exponential(
        multiplier=2 * limits.backoff_s, max=limits.longest_pause_s
    )

    def pause(state: RetryCallState) -> float:
        error = _error(state)
        asked = error.retry_after if isinstance(error, StatusError) else None
        # At least half a turn: a random pause may be next to nothing.
        return limits.backoff_s / 2 + backoff(state) if asked is None else asked

    def stop(state: RetryCallState) -> bool:
        longest = min(limits.longest_pause_s, remaining())
        return state.attempt_number > limits.retries or state.upcoming_sleep > longest

    return tenacity.Retrying(retry=_is_worth_it, wait=pause, stop=stop, sleep=sleep, reraise=True)


def retry_after_s(header: str) -> float | None:
    """Return the seconds that a Retry-After header asks for (a number or a date), None for none."""
    if header.strip().isdecimal():
        return float(header.strip()[:9])  # thirty years are enough
    when = moment(header)
    return max(0.0, (when - datetime.now(UTC)).total_seconds()) if when else None


def _is_worth_it(state: RetryCallState) -> bool:
    """Say whether the fault may pass: not a certificate, not a client's error."""
    import httpcore

    error = _error(state)
    if isinstance(error, StatusError):
        return error.status in _PASSING
    if isinstance(error, BodyError):
        return state.attempt_number == 1
    passing = (httpcore.NetworkError, httpcore.RemoteProtocolError)
    return isinstance(error, passing) and not is_bad_certificate(error)


def _error(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None
