"""Pressday turns a week of articles into an edition that people print and read.

The names below are the Python API; `docs/python.md` explains each. They load
their modules when they are first asked for, so that `import pressday` is quick.
"""

from __future__ import annotations

from importlib import import_module

from pressday.version import __version__

# Not from `typing`, which takes ten milliseconds in which nobody answers Ctrl-C yet.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from pressday.api import (
        Paper,
        open,  # noqa: A004 - read as pressday.open
        read,
    )
    from pressday.body import Block, Body
    from pressday.config import Publication, SourceRule
    from pressday.edition import Changes, Offer, Sheet, SheetPiece, SheetSection
    from pressday.errors import (
        BusyError,
        ConfigError,
        DamagedError,
        ExtractError,
        FetchError,
        FrozenError,
        LayoutError,
        NothingToBuild,
        PagesError,
        PressdayError,
        SourceError,
        UsageError,
        WriteError,
    )
    from pressday.extract import extract_markdown, extract_page, extract_text
    from pressday.library import Saved
    from pressday.library.checking import Damage
    from pressday.limits import PageTarget
    from pressday.logbook import Log
    from pressday.model import (
        Article,
        Artifact,
        Draft,
        Edition,
        Fate,
        Image,
        Job,
        Outcome,
        PageFacts,
        Piece,
        Section,
        Spare,
        Step,
        Summary,
    )
    from pressday.pipeline import (
        Check,
        CheckedFile,
        Listed,
        Planned,
        Row,
        Standing,
        Tally,
        Tip,
        Tips,
        Update,
        Waiting,
    )
    from pressday.pipeline.edits import Edited, Versions
    from pressday.pipeline.ledger import Appearance, EditionLedger, Known
    from pressday.pipeline.merging import Merged
    from pressday.pipeline.naming import Naming
    from pressday.pipeline.run_sheets import Deed, RunSheet
    from pressday.pipeline.schedules import Schedule
    from pressday.pipeline.short_forms import Editing
    from pressday.pipeline.source_checks import Health
    from pressday.pipeline.status import StatusLine
    from pressday.pipeline.strangers import check_file
    from pressday.pipeline.subscriptions import Subscription
    from pressday.pipeline.week_report import Part, Week
    from pressday.press.checked import Finding
    from pressday.sources import Item, Reading, Session
    from pressday.standalone import examine, formats, init, kinds, log_to, profiles, themes

_HOMES = {
    "api": "Paper RunSheet open read",
    "body": "Block Body",
    "config": "Publication SourceRule",
    "edition": "Changes Offer Sheet SheetPiece SheetSection",
    "errors": "BusyError ConfigError DamagedError ExtractError FetchError FrozenError LayoutError"
    " NothingToBuild PagesError PressdayError SourceError UsageError WriteError",
    "extract": "extract_markdown extract_page extract_text",
    "library": "Saved",
    "limits": "PageTarget",
    "library.checking": "Damage",
    "logbook": "Log",
    "model": "Article Artifact Draft Edition Fate Image Job Outcome PageFacts Piece"
    " Section Spare Step Summary",
    "pipeline": "Check CheckedFile Listed Planned Row Standing Tally Tip Tips Update Waiting",
    "press.checked": "Finding",
    "pipeline.edits": "Edited Versions",
    "pipeline.ledger": "Appearance EditionLedger Known",
    "pipeline.merging": "Merged",
    "pipeline.naming": "Naming",
    "pipeline.run_sheets": "Deed RunSheet",
    "pipeline.schedules": "Schedule",
    "pipeline.short_forms": "Editing",
    "pipeline.source_checks": "Health",
    "pipeline.status": "StatusLine",
    "pipeline.strangers": "check_file",
    "pipeline.subscriptions": "Subscription",
    "pipeline.week_report": "Part Week",
    "sources": "Item Reading Session",
    "standalone": "examine formats init kinds log_to profiles themes",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "Appearance",
    "Article",
    "Artifact",
    "Block",
    "Body",
    "BusyError",
    "Changes",
    "Check",
    "CheckedFile",
    "ConfigError",
    "Damage",
    "DamagedError",
    "Deed",
    "Draft",
    "Edited",
    "Editing",
    "Edition",
    "EditionLedger",
    "ExtractError",
    "Fate",
    "FetchError",
    "Finding",
    "FrozenError",
    "Health",
    "Image",
    "Item",
    "Job",
    "Known",
    "LayoutError",
    "Listed",
    "Log",
    "Merged",
    "Naming",
    "NothingToBuild",
    "Offer",
    "Outcome",
    "PageFacts",
    "PageTarget",
    "PagesError",
    "Paper",
    "Part",
    "Piece",
    "Planned",
    "PressdayError",
    "Publication",
    "Reading",
    "Row",
    "RunSheet",
    "Saved",
    "Schedule",
    "Section",
    "Session",
    "Sheet",
    "SheetPiece",
    "SheetSection",
    "SourceError",
    "SourceRule",
    "Spare",
    "Standing",
    "StatusLine",
    "Step",
    "Subscription",
    "Summary",
    "Tally",
    "Tip",
    "Tips",
    "Update",
    "UsageError",
    "Versions",
    "Waiting",
    "Week",
    "WriteError",
    "__version__",
    "check_file",
    "examine",
    "extract_markdown",
    "extract_page",
    "extract_text",
    "formats",
    "init",
    "kinds",
    "log_to",
    "open",
    "profiles",
    "read",
    "themes",
]


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    return found


def __dir__() -> list[str]:
    """Return the public names."""
    return list(__all__)
