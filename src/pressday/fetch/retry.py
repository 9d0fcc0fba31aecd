"""When a failed request is worth another try, and after how long."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from pressday.fetch.faults import is_bad_certificate

if TYPE_CHECKING:
    from pressday.fetch.limits import Limits

_PASSING = frozenset({429, 502, 503})


def pause_after_fault(error: Exception, attempt: int, limits: Limits) -> float | None:
    """Return the seconds to wait after a connection failed, or None to give up.

    `attempt` counts from 0.
    """
    if attempt >= limits.retries or is_bad_certificate(error):
        return None
    return limits.backoff_s * 2.0**attempt


def pause_after_status(status: int, retry_after: str, attempt: int, limits: Limits) -> float | None:
    """Return the seconds to wait after an answer of `status`, or None to take the answer.

    A server's Retry-After (RFC 9110, 10.2.3: seconds or a date) is honoured up
    to `limits.longest_pause_s`; a longer one is not waited for.
    """
    if attempt >= limits.retries or status not in _PASSING:
        return None
    asked = _seconds(retry_after)
    pause = limits.backoff_s * 2.0**attempt if asked is None else asked
    return pause if pause <= limits.longest_pause_s else None


def _seconds(retry_after: str) -> float | None:
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
