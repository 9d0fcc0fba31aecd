"""Time zones as people and programs write them behind a time, to offsets from UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

# Hours from UTC, of names that mean one zone to nearly everybody who writes them.
_HOURS = {
    "UTC": 0, "GMT": 0, "UT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2,
    "MEZ": 1, "MESZ": 2, "MET": 1, "MEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "SAST": 2,
    "NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "BRT": -3,
    "PKT": 5, "IST": 5.5, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9,
    "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
MONTH_FIRST = frozenset(
    "AST ADT EST EDT CST CDT MST MDT PST PDT AKST AKDT HST AT ET CT MT PT".split()
)
"""Zones where 3/4 is the fourth of March; elsewhere it is the third of April."""
DAY_FIRST = _HOURS.keys() - MONTH_FIRST - {"UTC", "GMT", "UT", "Z"}
"""Zones where it is the third of April: of places, and not of programs anywhere."""
# Names that leave open whether it is summer: the day says it.
_PLACES = {
    "AT": "America/Halifax", "ET": "America/New_York", "CT": "America/Chicago",
    "MT": "America/Denver", "PT": "America/Los_Angeles",
}  # fmt: skip
_PLACE = (
    r"(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific|US)"
)
_OFFSET = r"[+-]\d{1,2}(?::?\d{2})?"
ZONE = (
    rf"(?:(?:UTC|GMT|UT|Z)?\s?{_OFFSET}(?!\d)"
    rf"|{_PLACE}/[A-Za-z_+-]+\d*(?:/[A-Za-z_-]+)?"
    rf"|(?:{'|'.join(sorted(_HOURS, key=len, reverse=True))})\b|(?-i:{'|'.join(_PLACES)})\b)"
)
"""What `with_zone` understands, without groups, for any case; but `et` and `at` are words."""

_NUMBERS = re.compile(r"(?:UTC|GMT|UT|Z)?\s?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
# Nowhere on earth is it earlier or later; beyond it stands a slip of somebody's program.
_EARLIEST, _LATEST = timedelta(hours=-12), timedelta(hours=14)


def with_zone(moment: datetime, name: str) -> datetime:
    """Return a naive `moment` as that of the zone `name`, its offset fixed; UTC where unknown."""
    numbers = _NUMBERS.fullmatch(name)
    if numbers:
        return moment.replace(tzinfo=_fixed(_offset(*numbers.groups())))
    hours = _HOURS.get(name.upper())
    if hours is not None:
        return moment.replace(tzinfo=_fixed(timedelta(hours=hours)))
    zone = _zone(_PLACES.get(name.upper(), name))
    offset = None if zone is None else zone.utcoffset(moment)
    return moment.replace(tzinfo=_fixed(offset or timedelta(0)))


def settled(moment: datetime) -> datetime:
    """Return `moment` with an offset in whole minutes; in UTC where it is that of no place.

    Raises OverflowError at the ends of time.
    """
    offset = moment.utcoffset()
    if offset is None:
        return moment.replace(tzinfo=UTC)
    whole = timedelta(minutes=offset // timedelta(minutes=1))
    return moment.astimezone(_fixed(whole) if _EARLIEST <= whole <= _LATEST else UTC)


def _offset(sign: str, hours: str, minutes: str | None) -> timedelta:
    """Return what `+7`, `-05` or `+05:30` says; nothing for what cannot be an offset."""
    found = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if found > timedelta(hours=23, minutes=59):
        return timedelta(0)
    return -found if sign == "-" else found


def _fixed(offset: timedelta) -> timezone:
    return timezone(offset) if offset else UTC


@lru_cache
def _zone(name: str) -> ZoneInfo | None:
    """Return a zone of the IANA database, however its capitals are; None where it is none."""
    place = "/".join(part.title() if part.islower() else part for part in name.split("/"))
    try:
        return ZoneInfo(place)
    except (ValueError, OSError):
        return None
    except KeyError:  # ZoneInfoNotFoundError: no such place, or no database
        return None
