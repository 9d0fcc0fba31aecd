"""The command line in a process of its own, with limits under which slow servers take no minute."""

from __future__ import annotations

from functools import partial

from pressday.cli import main
from pressday.fetch import Fetcher, Limits
from pressday.pipeline import sessions

QUICK = Limits(silence_s=1.5, total_s=10, slow_s=1, backoff_s=0.05)

if __name__ == "__main__":
    setattr(sessions, "Fetcher", partial(Fetcher, limits=QUICK))  # noqa: B010 - the module does not offer it
    main()
