"""Edition to files: one writer a format; the formats are entry points, ours in `pyproject.toml`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pressday.model import Artifact, Edition, Job, Outcome, Step
from pressday.plugins import Table

Writer = Callable[[Edition, Job], Iterator[Outcome[Artifact] | Step]]

WRITERS: Table[Writer] = Table("pressday.formats")
"""Format to writer; each loads its libraries when it is asked for."""
