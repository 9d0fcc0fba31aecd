"""What runs a week by itself, for the day of issue and whatever a folder is called."""

from __future__ import annotations

import shlex
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from pressday.pipeline.schedules import schedule
from pressday.version import __version__

if TYPE_CHECKING:
    from pressday.config import Cadence

FRIDAY = date(2026, 11, 27)
NAME = "/papers/a b's 100% $x"


def made(week: Any, keeper: Any, cadence: Cadence = "weekly") -> str:
    publication = replace(week.publication(), cadence=cadence, folder=Path(NAME))
    return schedule(publication, keeper, ["/bin/press day"], time(5, 30), today=FRIDAY).text


def test_a_crontab_line_runs_on_the_day_of_issue(week: Any) -> None:
    line = made(week, "cron").splitlines()[-1]
    fields, command = line.split(" '", 1)
    assert fields == "30 5 * * 5"
    assert r"100\% " in command
    words = shlex.split(f"'{command}".replace(r"\%", "%"))
    assert words == ["/bin/press day", "-C", NAME, "week", "--finish"]


def test_a_systemd_unit_quotes_what_it_would_read_otherwise(week: Any) -> None:
    text = made(week, "systemd")
    assert (
        f'ExecStart="/bin/press day" "-C" "{NAME[:-1].replace("%", "%%").replace("$", "$$")}x"'
        in text
    )
    assert "OnCalendar=Fri *-*-* 05:30:00" in text
    steps = schedule(week.publication(), "systemd", ["p"], time(6), today=FRIDAY).steps
    assert steps[1].endswith("enable --now pressday-the-proof.timer")
    assert "# ~/.config/systemd/user/pressday-the-proof.timer" in text


def test_a_job_of_ci_is_yaml_that_takes_partly_done_for_done(week: Any) -> None:
    said = yaml.safe_load(made(week, "ci", "monthly"))
    assert said[True]["schedule"] == [{"cron": "30 5 27 * *"}]
    steps = [step.get("run", "") for step in said["jobs"]["week"]["steps"]]
    assert [step for step in steps if "test $? -eq 3" in step]
    assert f"pipx install ./pressday-{__version__}-py3-none-any.whl" in steps
    assert said["jobs"]["week"]["steps"][1]["with"]["key"] == "pressday-${{ github.run_id }}"


@pytest.mark.parametrize(("cadence", "said"), [("daily", "* * *"), ("monthly", "27 * *")])
def test_the_cadence_says_how_often(week: Any, cadence: Cadence, said: str) -> None:
    assert made(week, "cron", cadence).splitlines()[-1].startswith(f"30 5 {said} ")
