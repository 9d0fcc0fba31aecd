"""The flow, top to bottom: sources to library, library to run sheet, run sheet to files.

What takes long is a generator of `Step` or `Standing` (how far it is) and
`Outcome` (what became of one thing); nothing here prints.
"""

from pressday.pipeline.adding import add, extract
from pressday.pipeline.articles import Listed, articles, remove
from pressday.pipeline.building import build, choose_edition
from pressday.pipeline.collecting import collect
from pressday.pipeline.doctor import Check, examine
from pressday.pipeline.listing import Choice, Tip, Tips, preview
from pressday.pipeline.new_publication import init
from pressday.pipeline.planning import Planned, Row, plan
from pressday.pipeline.progress import Standing, Tally

__all__ = [
    "Check",
    "Choice",
    "Listed",
    "Planned",
    "Row",
    "Standing",
    "Tally",
    "Tip",
    "Tips",
    "add",
    "articles",
    "build",
    "choose_edition",
    "collect",
    "examine",
    "extract",
    "init",
    "plan",
    "preview",
    "remove",
]
