"""What a week came to, and the reports of it: as JSON, as text, as a page."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pressday.atomic import replace_file
from pressday.errors import UsageError
from pressday.layout.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from pressday.config import Publication
    from pressday.model import Artifact
    from pressday.pipeline.planning import Planned
    from pressday.pipeline.status import StatusLine

    State = Literal["done", "partly", "failed", "nothing"]

_TEMPLATE = "report/week.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a week, and how it ended.

    `problems` failed or were left out, `warnings` are worth a look. *Nothing* is a part for
    which there was nothing to do; `undo` is the command that takes back what was done.
    """

    name: str
    said: str
    state: State = "done"
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    undo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What a week came to: its parts, the files, and how the open edition stands then."""

    title: str
    began: datetime
    edition: str = ""
    parts: tuple[Part, ...] = ()
    files: tuple[Artifact, ...] = ()
    planned: Planned | None = None
    lines: tuple[StatusLine, ...] = field(default=())

    @property
    def facts(self) -> dict[str, Any]:
        """All of it in values that JSON has."""
        planned = self.planned
        return {
            "title": self.title,
            "began": self.began.isoformat(timespec="seconds"),
            "edition": self.edition,
            "parts": [asdict(part) for part in self.parts],
            "files": [
                {
                    "path": made.path.name,
                    "pages": made.pages,
                    "bytes": made.bytes,
                    "sha256": made.sha256,
                }
                for made in self.files
            ],
            "pieces": [
                {
                    "article": row.piece.article,
                    "section": row.section,
                    "title": row.piece.title or (row.article.title if row.article else ""),
                    "new": row.new,
                    "why": row.why,
                }
                for row in (planned.rows if planned else ())
            ],
            "left_over": [
                {
                    "article": one.offer.article.id,
                    "section": one.section,
                    "title": one.offer.article.title,
                    "why": one.why,
                }
                for one in (planned.waiting if planned else ())
            ],
            "status": [asdict(line) for line in self.lines],
        }

    @property
    def is_whole(self) -> bool:
        """Whether no part failed and nothing was left out."""
        return all(part.state in {"done", "nothing"} for part in self.parts)

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to plan or to build."""
        return any(part.name == "plan" and part.state == "nothing" for part in self.parts)


def written(week: Week, path: Path, publication: Publication) -> None:
    """Write what a week came to into a file whose name ends in .html, .json or .txt.

    Raises UsageError for another one, WriteError.
    """
    refuse_other(path)
    replace_file(path, _FORMS[path.suffix](week, publication).encode())


def refuse_other(path: Path) -> None:
    """Raise UsageError for a file whose name says no form of a report."""
    if path.suffix not in _FORMS:
        hint = f"end its name in {', '.join(_FORMS)}"
        raise UsageError(f"{path.name} is no form of a report", hint=hint)


def _as_page(week: Week, publication: Publication) -> str:
    theme = Theme(name=publication.theme, overrides=(publication.folder,))
    return theme.render(_TEMPLATE, **week.facts)


def _as_json(week: Week, _: Publication) -> str:
    return f"{json.dumps(week.facts, ensure_ascii=False, indent=2)}\n"


def _as_text(week: Week, _: Publication) -> str:
    began = week.began.isoformat(sep=" ", timespec="minutes")
    head = f"{week.title}, {week.edition or 'no edition'}, {began}"
    lines = [line for part in week.parts for line in _lines(part)]
    stand = [f"{line.name:9}  {line.said}  {line.todo}".rstrip() for line in week.lines]
    return "\n".join([head, "", *lines, "", *stand, ""])


def _lines(part: Part) -> Iterator[str]:
    yield f"{part.name:9}  {part.state:7}  {part.said}"
    yield from (f"  failed: {problem}" for problem in part.problems)
    yield from (f"  warning: {warning}" for warning in part.warnings)
    yield from [f"  undo: {part.undo}"] * bool(part.undo)


_FORMS = {".html": _as_page, ".json": _as_json, ".txt": _as_text}
