"""How long an answer may be used without asking again (RFC 9111), and whether it may be kept."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Request headers that are the same in every request for one key.
_ALIKE = frozenset({"accept-encoding", "user-agent", "authorization", "cookie", "origin"})
_DIRECTIVE = re.compile(r'\s*([\w-]+)\s*(?:=\s*(?:"([^"]*)"|([^\s,]*)))?\s*(?:,|$)')


def directives(cache_control: str) -> dict[str, str]:
    """Return the directives of a Cache-Control header, names in lower case."""
    found = _DIRECTIVE.findall(cache_control)
    return {name.lower(): quoted or bare for name, quoted, bare in reversed(found)}


def may_be_kept(headers: Mapping[str, str]) -> bool:
    """Say whether the server lets an answer be stored at all (RFC 9111, 3)."""
    return "no-store" not in directives(headers.get("cache-control", ""))


def varies(headers: Mapping[str, str]) -> bool:
    """Say whether another question to the same address may bring another answer (RFC 9111, 4.1)."""
    named = {name.strip().lower() for name in headers.get("vary", "").split(",")}
    return bool(named - _ALIKE - {""})


def fresh_until(headers: Mapping[str, str], now: datetime, longest_s: float) -> datetime | None:
    """Return the moment until which an answer that came at `now` is fresh; None for not at all.

    max-age goes before Expires, and what the answer's age was on arrival is taken
    off (RFC 9111, 4.2). Nothing is guessed where the server says nothing.
    `immutable` (RFC 8246) adds nothing here: what is fresh is never asked for again.
    """
    said = directives(headers.get("cache-control", ""))
    if "no-store" in said or "no-cache" in said or varies(headers):
        return None
    sent = moment(headers.get("date", "")) or now
    lifetime = _lifetime(said, headers, sent)
    age = max((now - sent).total_seconds(), _seconds(headers.get("age", "")), 0.0)
    left = min(lifetime - age, longest_s)
    return now + timedelta(seconds=left) if left > 0 else None


def moment(http_date: str) -> datetime | None:
    """Return an HTTP date (RFC 9110, 5.6.7) in UTC, or None where it is none."""
    try:
        found = parsedate_to_datetime(http_date)
    except (ValueError, OverflowError):
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _lifetime(said: Mapping[str, str], headers: Mapping[str, str], sent: datetime) -> float:
    if "max-age" in said:
        return _seconds(said["max-age"])
    expires = moment(headers.get("expires", ""))
    return (expires - sent).total_seconds() if expires else 0.0


def _seconds(text: str) -> float:
    """Return a number of seconds; what is none counts as 0, that is as stale."""
    text = text.strip()
    return float(text[:12]) if text.isascii() and text.isdecimal() else 0.0
