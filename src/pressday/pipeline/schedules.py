"""What runs a publication's week by itself: a systemd timer, a crontab line, a job of CI."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING, Literal

from pressday.assets import asset_dir
from pressday.edition import read_sheets
from pressday.pipeline.planning import next_day
from pressday.text import slug, squash
from pressday.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from pressday.config import Publication

Keeper = Literal["systemd", "cron", "ci"]

_WHEEL = f"pressday-{__version__}-py3-none-any.whl"  # it is on no index yet
_LAST_DAY = 28  # of a month: every month has it
_STEPS = {
    "systemd": (
        "save the two parts under the names above them",
        "systemctl --user daemon-reload && systemctl --user enable --now {unit}.timer",
        "loginctl enable-linger   # so that it runs while nobody is logged in, too",
    ),
    "cron": ("crontab -e   # add the line; its times are those of this machine",),
    "ci": (
        "save it as .github/workflows/pressday.yml in the repository of the publication",
        "copy {wheel} from Pressday's dist/ (make wheel) beside pressday.toml",
        "git add -A && git commit -m Pressday && git push   # its times are in UTC",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What is to be saved, and the steps by which it is switched on, words or commands."""

    text: str
    steps: tuple[str, ...]


def schedule(
    publication: Publication, keeper: Keeper, program: Sequence[str], at: time, *, today: date
) -> Schedule:
    """Return what runs the week at the hour `at` of each day of issue, by the `program`."""
    unit = f"pressday-{slug(publication.masthead.title)}"
    words = [*program, "-C", str(publication.folder), "week", "--finish"]
    quoted = {"systemd": _for_systemd(words), "cron": shlex.join(words).replace("%", r"\%")}
    day = next_day(publication, read_sheets(publication.editions), today)
    text = (asset_dir("templates") / "schedule" / f"{keeper}.txt").read_text("utf-8")
    filled = Template(text).substitute(
        unit=unit,
        wheel=_WHEEL,
        title=_plain(publication.masthead.title),
        command=quoted.get(keeper, ""),
        calendar=_calendar(publication, day, at),
        cron=_cron(publication, day, at),
    )
    steps = tuple(step.format(unit=unit, wheel=_WHEEL) for step in _STEPS[keeper])
    return Schedule(text=filled.rstrip(), steps=steps)


def _plain(title: str) -> str:
    """Return a title that means nothing else in a unit, a crontab or YAML."""
    return squash(re.sub(r"[^\w\s.,'’-]", " ", title))


def _for_systemd(words: Sequence[str]) -> str:
    """Return a command line for `ExecStart`: https://www.freedesktop.org/software/systemd/man/systemd.service.html."""
    escaped = (word.replace("\\", r"\\").replace('"', r"\"") for word in words)
    return " ".join(f'"{word.replace("%", "%%").replace("$", "$$")}"' for word in escaped)


def _calendar(publication: Publication, day: date, at: time) -> str:
    """Return the times for `OnCalendar`."""
    hour = f"{at:%H:%M}:00"
    days = {
        "weekly": f"{day:%a} *-*-* {hour}",
        "daily": f"*-*-* {hour}",
        "monthly": f"*-*-{min(day.day, _LAST_DAY):02} {hour}",
    }
    return days[publication.cadence]


def _cron(publication: Publication, day: date, at: time) -> str:
    """Return the five fields of a crontab."""
    days = {
        "weekly": f"* * {day.isoweekday() % 7}",
        "daily": "* * *",
        "monthly": f"{min(day.day, _LAST_DAY)} * *",
    }
    return f"{at.minute} {at.hour} {days[publication.cadence]}"
