"""The pool of typesetters ends with the process that started it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

START = """
import sys, time
from pathlib import Path
from pressday.press.pdf.typesetters import Typesetters

if __name__ == "__main__":
    pool = Typesetters(Path(sys.argv[1]), workers=2)._pool()
    list(pool.map(abs, range(8)))
    print(*pool._processes, flush=True)
    time.sleep(60)
"""


def test_workers_leave_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "start.py"
    script.write_text(START)
    command = [sys.executable, str(script), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        workers = [Path("/proc") / pid for pid in process.stdout.readline().split()]
        process.kill()
    for _ in range(200):
        if not any(worker.exists() for worker in workers):
            break
        time.sleep(0.05)
    assert workers
    assert not any(worker.exists() for worker in workers)
