"""When editions appear, what their folders are called and which days they cover."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from pressday.config import Cadence

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_DECEMBER = 12


def edition_name(day: date, cadence: Cadence = "weekly", taken: Collection[str] = ()) -> str:
    """Return the folder of the edition of `day`: its ISO week, its day, or its month.

    A second edition of the same week, day or month gets `-2`, and so on.
    """
    week = day.isocalendar()
    names = {
        "weekly": f"{week.year:04}-W{week.week:02}",
        "daily": day.isoformat(),
        "monthly": f"{day:%Y-%m}",
    }
    name, count = names[cadence], 1
    while (numbered := name if count == 1 else f"{name}-{count}") in taken:
        count += 1
    return numbered


def next_date(cadence: Cadence, last: date | None, today: date) -> date:
    """Return the first day of issue from `today` on that keeps step with the `last` edition.

    Without a last edition that is today.
    """
    day = last or today
    while day < today or day == last:
        day = _after(cadence, day)
    return day


def span(cadence: Cadence, day: date, previous: date | None) -> tuple[date, date]:
    """Return the first and the last day that an edition covers, the day of issue included."""
    if previous is not None and previous < day:
        return previous + _DAY, day
    firsts = {"weekly": day - _WEEK + _DAY, "daily": day, "monthly": _month_before(day) + _DAY}
    return firsts[cadence], day


def _after(cadence: Cadence, day: date) -> date:
    if cadence == "monthly":
        year, month = (day.year + 1, 1) if day.month == _DECEMBER else (day.year, day.month + 1)
        return _clipped(year, month, day.day)
    return day + (_WEEK if cadence == "weekly" else _DAY)


def _month_before(day: date) -> date:
    year, month = (day.year - 1, _DECEMBER) if day.month == 1 else (day.year, day.month - 1)
    return _clipped(year, month, day.day)


def _clipped(year: int, month: int, day: int) -> date:
    """Return that day, or the last of the month where the month is shorter."""
    following = date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
    return min(date(year, month, 1) + (day - 1) * _DAY, following - _DAY)
