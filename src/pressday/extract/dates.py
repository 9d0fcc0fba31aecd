"""Dates as sites and people write them, to aware UTC datetimes."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio janeiro januari stycznia",
            "february feb februar février febrero febbraio fevereiro februari lutego",
            "march mar märz mars marzo março maart marca",
            "april apr avril abril aprile kwietnia",
            "may mai mayo maggio maio mei maja",
            "june jun juni juin junio giugno junho czerwca",
            "july jul juli juillet julio luglio julho lipca",
            "august aug août agosto augustus sierpnia",
            "september sep sept septembre septiembre settembre setembro września",
            "october oct oktober okt octobre octubre ottobre outubro października",
            "november nov novembre noviembre novembro listopada",
            "december dec dezember dez décembre diciembre dicembre dezembro grudnia",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = r"(?:[^\W\d]+,?\s+)?"
_DAY_FIRST = re.compile(
    _WEEKDAY
    + r"(?:den |le |el |il )?(\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
    + r"(?: de)? ([^\W\d]+)\.?,?(?: de)? (\d{4})",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    _WEEKDAY + r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.IGNORECASE
)
_NUMBERS = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_FIRST_YEAR, _LAST_YEAR = 1600, 2200


def read_date(text: str) -> datetime | None:
    """Return the moment `text` names, in UTC, or None.

    Reads ISO 8601, RFC 2822 and dates with the month in words (eight European
    languages). Without a zone UTC is meant, without a time midnight. Numbers
    alone that leave day and month open (3/4/2026) are not read.
    """
    text = " ".join(text.split())
    found = _iso(text) or _mail(text) or _words(text)
    if found is None:
        return None
    try:
        moment = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except OverflowError:
        return None
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None


def _iso(text: str) -> datetime | None:
    numbers = _NUMBERS.match(text)
    if not numbers:
        return None
    # Some write the zone apart from the time, or after "UTC".
    tidied = re.sub(r"\s*(?:UTC|GMT|Z)$", "+00:00", text)
    tidied = re.sub(r"(\d)\s+([+-]\d\d:?\d\d)$", r"\1\2", tidied)
    try:
        return datetime.fromisoformat(tidied)
    except ValueError:
        return _day(*(int(number) for number in numbers.groups()))


def _mail(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text) if re.search(r"\d:\d\d", text) else None
    except (ValueError, IndexError):
        return None


def _words(text: str) -> datetime | None:
    day_first = _DAY_FIRST.fullmatch(text)
    if day_first:
        day, month, year = day_first.groups()
        return _day(int(year), _MONTHS.get(month.lower(), 0), int(day))
    month_first = _MONTH_FIRST.fullmatch(text)
    if month_first:
        month, day, year = month_first.groups()
        return _day(int(year), _MONTHS.get(month.lower(), 0), int(day))
    return None


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
