"""A whole week in one go, for timers and CI: collect, plan, build, check.

What fails stops nothing that can be done without it, and stands in the report.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pressday.atomic import alone
from pressday.edition import open_sheet, read_sheets
from pressday.edition.merging import CONFLICT
from pressday.errors import ConfigError, NothingToBuild, PressdayError
from pressday.model import Artifact, Outcome, Step
from pressday.pipeline.building import build
from pressday.pipeline.checking import check
from pressday.pipeline.collecting import collect
from pressday.pipeline.freezing import freeze
from pressday.pipeline.merging import merge_versions
from pressday.pipeline.naming import Naming
from pressday.pipeline.planning import next_day, plan
from pressday.pipeline.progress import Standing, Tally
from pressday.pipeline.status import status
from pressday.pipeline.week_report import Part, Week, refuse_other, written
from pressday.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from pressday.config import Publication
    from pressday.edition import Sheet
    from pressday.pipeline.planning import Planned
    from pressday.pipeline.run_sheets import Deed
    from pressday.pipeline.week_report import State

    Events = Generator[Step, None, Part]

_LOCK = "week.lock"


def week(
    publication: Publication,
    *,
    now: datetime,
    finish: bool = False,
    reports: Sequence[Path] = (),
) -> Generator[Step | Part | Week, None, None]:
    """Collect, plan, build and check; yield each part at its end, and the whole at last.

    With `finish` an open edition whose day has passed is frozen before, built anew where it
    is not what was built. Raises BusyError where another week is under way, UsageError for
    a report of no known form.
    """
    for path in reports:
        refuse_other(path)
    with alone(publication.cache / _LOCK, now.isoformat(timespec="seconds")):
        desk = _Week(publication=publication, now=now)
        works = [desk.collect, desk.merge, desk.plan, desk.build, desk.check]
        for work in [desk.finish, *works] if finish else works:
            part = yield from _tried(work)
            desk.parts.append(part)
            yield part
        whole = desk.told()
        for path in reports:
            written(whole, path, publication)
        yield whole


def _tried(work: Callable[[], Events]) -> Events:
    """Do one part; what goes wrong is its end, and not that of the others."""
    name = work.__name__
    try:
        return (yield from work())
    except NothingToBuild as error:
        return Part(name=name, said=str(error), state="nothing")
    except PressdayError as error:
        problem = f"{error} ({error.hint})" if error.hint else str(error)
        return Part(name=name, said="", state="failed", problems=(problem,))


@dataclass(slots=True, kw_only=True)
class _Week:
    """A week under way: each method is a part, named as the report names it."""

    publication: Publication
    now: datetime
    parts: list[Part] = field(default_factory=list)
    files: list[Artifact] = field(default_factory=list)
    planned: Planned | None = None

    @property
    def _today(self) -> date:
        return self.now.astimezone().date()

    @property
    def _open(self) -> Sheet | None:
        return open_sheet(read_sheets(self.publication.editions))

    def finish(self) -> Events:
        yield Step(name="finish", done=0, total=1)
        sheet = self._open
        if sheet is None or sheet.date >= self._today:
            return Part(name="finish", said="no edition whose day has passed is open")
        deed = yield from self._finished(sheet)
        return Part(name="finish", said=deed.said, warnings=deed.warnings, undo=deed.undo)

    def _finished(self, sheet: Sheet) -> Generator[Step, None, Deed]:
        try:
            return freeze(self.publication, sheet.name, now=self.now)
        except (ConfigError, NothingToBuild):  # it has changed, or was never built
            try:
                yield from self.build()
            except NothingToBuild:  # no piece is left: the sheet serves for the next day of issue
                day = next_day(self.publication, [sheet], self._today)
                return Naming(publication=self.publication, name=sheet.name).date(day)
            self.files.clear()
            return freeze(self.publication, sheet.name, now=self.now)

    def collect(self) -> Events:
        ended: list[Outcome[Tally]] = []
        for event in collect(self.publication, now=self.now):
            if isinstance(event, Standing):
                total = len(self.publication.sources)
                yield Step(name="collect", done=len(ended), total=total, detail=event.source)
            else:
                ended.append(event)
        counts: Counter[str] = Counter()
        for tally in (outcome.value for outcome in ended if outcome.value):
            counts.update(new=tally.new, updated=tally.updated, unchanged=tally.unchanged)
        said = ", ".join(f"{counts[name]} {name}" for name in ("new", "updated", "unchanged"))
        return _part("collect", f"{said}, from {counted(len(ended), 'source')}", ended)

    def merge(self) -> Events:
        yield Step(name="merge", done=0, total=1)
        merged = merge_versions(self.publication)
        taken = [one.taken for one in merged if one.taken]
        waiting = [one for one in merged if one.conflicts]
        problems = tuple(f'"{one.title}": {one.error}' for one in merged if one.error)
        changes, versions = counted(sum(taken), "change"), counted(len(taken), "own version")
        return Part(
            name="merge",
            said=f"{changes} of sources in {versions}",
            state="partly" if problems else "done",
            problems=problems,
            warnings=tuple(f"{one.path}: look for {CONFLICT}" for one in waiting),
        )

    def plan(self) -> Events:
        yield Step(name="plan", done=0, total=1)
        planned = self.planned = plan(self.publication, today=self._today, why=True)
        added = sum(row.new for row in planned.rows)
        said = f"{added} added to {planned.sheet.name}, {counted(len(planned.rows), 'piece')}"
        left = f"; {len(planned.waiting)} find no room" if planned.waiting else ""
        unknown = tuple(one.told for one in planned.unknown)
        state: State = "partly" if unknown else "done"
        return Part(name="plan", said=f"{said}{left}", state=state, problems=unknown)

    def build(self) -> Events:
        ended: list[Outcome[Any]] = []
        for event in build(self.publication, self._edition()):
            if isinstance(event, Step):
                yield event
            else:
                ended.append(event)
        self.files += [o.value for o in ended if isinstance(o.value, Artifact)]
        return _part("build", ", ".join(made.path.name for made in self.files), ended)

    def check(self) -> Events:
        yield Step(name="check", done=0, total=1)
        if not self.files:
            raise NothingToBuild("nothing was built that could be checked")
        found = [one for file in check(self.publication, self._edition()) for one in file.findings]
        told = {
            severity: tuple(
                f"{one.place or 'the file'}: {one.message} ({one.hint})"
                for one in found
                if one.severity == severity
            )
            for severity in ("mend", "look")
        }
        return Part(
            name="check",
            said=f"{len(told['mend'])} to mend, {len(told['look'])} to look at",
            state="partly" if told["mend"] else "done",
            problems=told["mend"],
            warnings=told["look"],
        )

    def told(self) -> Week:
        """Return what the week came to."""
        sheet = self._open
        return Week(
            title=self.publication.masthead.title,
            began=self.now.astimezone(),
            edition=sheet.name if sheet else "",
            parts=tuple(self.parts),
            files=tuple(self.files),
            planned=self.planned,
            lines=status(self.publication, today=self._today),
        )

    def _edition(self) -> str:
        """Return the open edition: a frozen one is never built by a timer."""
        sheet = self._open
        if sheet is None:
            raise NothingToBuild("no edition is open")
        return sheet.name


def _part(name: str, said: str, ended: list[Outcome[Any]]) -> Part:
    problems = tuple(problem for outcome in ended for problem in _problems(outcome))
    warnings = tuple(f"{o.subject}: {warning}" for o in ended for warning in o.warnings)
    part = Part(name=name, said=said, problems=problems, warnings=warnings)
    return replace(part, state="partly") if problems else part


def _problems(outcome: Outcome[Any]) -> Iterator[str]:
    if outcome.error:
        yield f"{outcome.subject}: {outcome.error}"
    if isinstance(outcome.value, Tally):
        yield from outcome.value.failed
    if isinstance(outcome.value, Artifact):
        yield from (f"{outcome.value.path.name}: {fault}" for fault in outcome.value.faults)
