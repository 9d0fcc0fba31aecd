"""The flow, top to bottom: sources to library, library to run sheet, run sheet to files.

What takes long is a generator of `Step` (how far it is) and `Outcome` (what
became of one thing); nothing here prints.
"""

from pressday.pipeline.building import build, choose_edition
from pressday.pipeline.collecting import Tally, add, collect, extract
from pressday.pipeline.doctor import Check, examine
from pressday.pipeline.planning import Planned, Row, plan
from pressday.pipeline.shelves import Listed, articles, remove
from pressday.pipeline.starting import init

__all__ = [
    "Check",
    "Listed",
    "Planned",
    "Row",
    "Tally",
    "add",
    "articles",
    "build",
    "choose_edition",
    "collect",
    "examine",
    "extract",
    "init",
    "plan",
    "remove",
]
