"""Worker processes start without the main module, which is as it was afterwards."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

import pressday
from pressday.cli.root import came_of_interruption
from pressday.processes import ForkServer, unbroken

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


@pytest.mark.parametrize(("error", "is_told"), [("FileNotFoundError", False), ("ValueError", True)])
def test_a_worker_that_starts_when_its_pool_is_gone_says_nothing(
    error: str, *, is_told: bool
) -> None:
    code = f"import pressday.worker_start; raise {error}('the pool')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert ("the pool" in done.stderr) == is_told


def test_the_package_itself_loads_nothing_that_takes_time() -> None:
    source = Path(pressday.__file__).parents[1]
    code = f"import sys; sys.path.insert(0, {str(source)!r}); import pressday; print(*sys.modules)"
    words = [sys.executable, "-I", "-S", "-c", code]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert "pressday.version" in done.stdout.split()
    assert not {"typing", "re", "enum", "signal"} & set(done.stdout.split())


def test_an_interruption_in_a_terminal_is_one_word(tmp_path: Path) -> None:
    """At moments of which the first lie in the loading; before our first line Python answers."""
    words = [sys.executable, "-m", "pressday", "init", str(tmp_path / "paper")]
    subprocess.run(words, check=True, capture_output=True)
    for moment in (0.2, 0.3, 0.5, 0.8):
        pid, terminal = pty.fork()
        if pid == 0:
            words = ["-m", "pressday", "-C", str(tmp_path / "paper"), "collect"]
            os.execv(sys.executable, [sys.executable, *words])  # noqa: S606 - no shell is wanted
        time.sleep(moment)
        os.write(terminal, b"\x03")
        said = b""
        with suppress(OSError):  # the other end is closed
            while read := os.read(terminal, 65_536):
                said += read
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        os.close(terminal)
        assert b"Traceback" not in said, (moment, said)
        assert code == 0 or (code, b"interrupted" in said) == (130, True), (moment, said)


def test_what_a_library_complains_of_when_it_is_interrupted_is_an_interruption() -> None:
    with pytest.raises(RuntimeError) as complaint:
        _left_unstarted()
    assert came_of_interruption(complaint.value)
    assert not came_of_interruption(RuntimeError("of its own"))


def _left_unstarted() -> None:
    try:
        raise KeyboardInterrupt
    finally:
        threading.Thread().join()  # never started
