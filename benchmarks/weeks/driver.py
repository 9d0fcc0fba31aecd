"""The command line in a process of its own, on the day that the environment names."""

from __future__ import annotations

import os
import shutil
from datetime import datetime

import pressday.api
from pressday.cli import main
from pressday.press import validators

if __name__ == "__main__":
    now = datetime.fromisoformat(os.environ["PRESSDAY_NOW"])
    pressday.api._now = lambda: now
    validators.find_spec = lambda _: None  # type: ignore[assignment]  # Java takes seconds
    shutil.which = lambda _: None  # type: ignore[assignment]
    main()
