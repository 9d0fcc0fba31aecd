"""The flow, top to bottom: sources to library, library to run sheet, run sheet to files.

What takes long is a generator of `Step` or `Standing` (how far it is) and
`Outcome` (what became of one thing); nothing here prints. Each part is loaded
when it is asked for: who lists the library waits for no reader and no press.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pressday.pipeline.adding import add, extract
    from pressday.pipeline.building import build
    from pressday.pipeline.catalogue import Listed, articles, remove
    from pressday.pipeline.checking import CheckedFile, check
    from pressday.pipeline.collecting import collect
    from pressday.pipeline.doctor import Check, examine
    from pressday.pipeline.listing import Choice, Tip, Tips, preview
    from pressday.pipeline.new_publication import init
    from pressday.pipeline.offering import Waiting
    from pressday.pipeline.planning import Planned, Row, plan
    from pressday.pipeline.progress import Standing, Tally, Update
    from pressday.pipeline.refreshing import refresh
    from pressday.pipeline.run_sheets import choose_edition

__all__ = [
    "Check",
    "CheckedFile",
    "Choice",
    "Listed",
    "Planned",
    "Row",
    "Standing",
    "Tally",
    "Tip",
    "Tips",
    "Update",
    "Waiting",
    "add",
    "articles",
    "build",
    "check",
    "choose_edition",
    "collect",
    "examine",
    "extract",
    "init",
    "plan",
    "preview",
    "refresh",
    "remove",
]

_PARTS = {
    "adding": "add extract",
    "building": "build",
    "catalogue": "Listed articles remove",
    "checking": "CheckedFile check",
    "collecting": "collect",
    "doctor": "Check examine",
    "listing": "Choice Tip Tips preview",
    "new_publication": "init",
    "offering": "Waiting",
    "planning": "Planned Row plan",
    "progress": "Standing Tally Update",
    "refreshing": "refresh",
    "run_sheets": "choose_edition",
}
_HOMES = {name: part for part, names in _PARTS.items() for name in names.split()}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the part holds
    """Return what stands in one of the parts: https://peps.python.org/pep-0562/."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
