"""Worker processes start without the main module, which is as it was afterwards."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pressday.processes import ForkServer, unbroken

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """\
from concurrent.futures import ProcessPoolExecutor
from pressday.processes import ForkServer

print("here")
with ProcessPoolExecutor(1, ForkServer()) as pool:
    print(pool.submit(len, "four").result())
print(__file__.endswith("run.py"), __spec__)
"""
AHEAD = """\
from concurrent.futures import ProcessPoolExecutor
from pressday.processes import ForkServer, load_ahead

load_ahead("colorsys")
with ProcessPoolExecutor(1, ForkServer()) as pool:
    print(pool.submit(eval, "'colorsys' in __import__('sys').modules").result())
"""


def test_an_interruption_waits_until_processes_are_started() -> None:
    done = False
    with pytest.raises(KeyboardInterrupt), unbroken():  # noqa: PT012 - what comes after the signal
        signal.raise_signal(signal.SIGINT)
        done = True
    assert done


def test_a_script_without_a_guard_runs_once(tmp_path: Path) -> None:
    (tmp_path / "run.py").write_text(SCRIPT)
    command = [sys.executable, str(tmp_path / "run.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("here\n4\nTrue None\n", "")


def test_workers_have_what_was_loaded_ahead(tmp_path: Path) -> None:
    (tmp_path / "run.py").write_text(AHEAD)
    command = [sys.executable, str(tmp_path / "run.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("True\n", "")


def test_the_main_module_is_whole_after_a_start() -> None:
    main = sys.modules["__main__"]
    before = dict(vars(main))
    process = ForkServer().Process(target=len, args=("four",))
    process.start()
    process.join()
    assert process.exitcode == 0
    assert {name: vars(main)[name] for name in before} == before
