"""The way in from Python, and for the command line: a publication, and what can be done with it.

Rooms are imported where they are needed, so that opening a publication is quick.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from datetime import date, datetime, time

    from pressday.config import Publication, SourceRule
    from pressday.library import Saved
    from pressday.library.checking import Damage
    from pressday.model import Article, Artifact, Draft, Outcome, Piece, Step
    from pressday.pipeline import CheckedFile, Listed, Planned, Standing, Tally, Tips
    from pressday.pipeline.edits import Versions
    from pressday.pipeline.ledger import EditionLedger
    from pressday.pipeline.naming import Naming
    from pressday.pipeline.run_sheets import Deed, RunSheet
    from pressday.pipeline.schedules import Keeper, Schedule
    from pressday.pipeline.short_forms import Editing
    from pressday.pipeline.source_checks import Health
    from pressday.pipeline.status import StatusLine
    from pressday.pipeline.subscriptions import Subscription
    from pressday.pipeline.week_report import Part, Week


def open(folder: str | Path = ".") -> Paper:  # noqa: A001 - read as pressday.open
    """Return the publication in `folder`; raises ConfigError when there is none, or a wrong one."""
    from pressday.config import load_publication

    load_publication(Path(folder))  # what is wrong is said here, with the path as it is given
    return Paper(folder=Path(folder).resolve())


def read(
    *inputs: str, url: str = "", data: bytes | None = None, paper: Paper | None = None
) -> Generator[Outcome[Draft] | Step, None, None]:
    """Yield the readable text of files, addresses or bytes (`-`, which are `data`).

    Nothing is kept. `url` is where the one input came from. With a `paper` its `[fetch]` holds.
    """
    from pressday import pipeline
    from pressday.pipeline.diary import noted

    publication = paper.publication if paper else None
    return noted("read", pipeline.extract(inputs, url=url, data=data, publication=publication))


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A publication: `folder` has its `pressday.toml`, which is read anew for everything done."""

    folder: Path

    @property
    def publication(self) -> Publication:
        """What `pressday.toml` says now; raises ConfigError when it is wrong."""
        from pressday.config import load_publication

        return load_publication(self.folder)

    # ---- sources

    @property
    def sources(self) -> tuple[SourceRule, ...]:
        """The sources in the order of the file."""
        return self.publication.sources

    def add_source(
        self, given: str, *, name: str = "", section: str = "", limit: int | None = None,
        kind: str = "",
    ) -> Generator[Outcome[Subscription] | Step, None, None]:  # fmt: skip
        """Write the source at an address or a path into the file; an OPML file gives many.

        Without a `kind` it is found out by asking. Raises UsageError, SourceError, ConfigError.
        """
        from pressday.pipeline.diary import noted
        from pressday.pipeline.subscriptions import Wish, add_sources

        wish = Wish(name=name, section=section, limit=limit, kind=kind or None)
        return noted("add source", add_sources(self.publication, given, wish))

    def check_sources(self, *names: str) -> Generator[Outcome[Health] | Step, None, None]:
        """Yield how each source does, or those of these names; nothing is kept."""
        from pressday.pipeline.diary import noted
        from pressday.pipeline.source_checks import check_sources

        return noted("check sources", check_sources(self.publication, names))

    def remove_source(self, name: str) -> SourceRule:
        """Take the source of this name or address out of the file, and return it."""
        from pressday.pipeline.subscriptions import remove_source

        return remove_source(self.publication, name)

    def opml(self) -> str:
        """Return the feeds as an OPML file, for other feed readers."""
        from pressday.pipeline.subscriptions import export_feeds

        return export_feeds(self.publication)

    # ---- library

    def collect(
        self, *, sources: Sequence[str] = (), since: datetime | None = None,
        offline: bool = False, refresh: Sequence[str] = (),
    ) -> Generator[Standing | Outcome[Tally], None, None]:  # fmt: skip
        """Read the sources into the library; yield how they stand, and a tally of each at its end.

        All sources without names; only what came out `since` then, which is aware of
        its time zone; `offline` asks no server. `refresh` names sources of which is read again
        what is known as well. Raises UsageError for an unknown source.
        """
        from pressday import pipeline
        from pressday.pipeline.diary import noted

        choice = pipeline.Choice(
            sources=tuple(sources), since=since, offline=offline, refresh=tuple(refresh)
        )
        return noted("collect", pipeline.collect(self.publication, now=_now(), choice=choice))

    def preview(
        self, *, sources: Sequence[str] = (), since: datetime | None = None,
        offline: bool = False, refresh: Sequence[str] = (),
    ) -> Generator[Outcome[Tips], None, None]:  # fmt: skip
        """Yield for each source what collecting would read; nothing is kept."""
        from pressday import pipeline
        from pressday.pipeline.diary import noted

        choice = pipeline.Choice(
            sources=tuple(sources), since=since, offline=offline, refresh=tuple(refresh)
        )
        return noted("preview", pipeline.preview(self.publication, now=_now(), choice=choice))

    def add(
        self, *inputs: str, url: str = "", data: bytes | None = None
    ) -> Generator[Outcome[Saved] | Step, None, None]:
        """Put files, addresses or bytes (`-`, which are `data`) into the library.

        `url` is where the one input came from.
        """
        from pressday import pipeline
        from pressday.pipeline.diary import noted

        events = pipeline.add(self.publication, inputs, now=_now(), url=url, data=data)
        return noted("add", events)

    def refresh(self, *ids: str) -> Generator[Outcome[Saved] | Step, None, None]:
        """Read articles of the library again, by id or the beginning of one; ConfigError for none.

        One that cannot be read is an outcome with an error, and keeps its text.
        """
        from pressday import pipeline
        from pressday.pipeline.diary import noted

        return noted("refresh", pipeline.refresh(self.publication, ids, now=_now()))

    def uses(self, *ids: str) -> dict[str, str]:
        """Return in which editions these articles are planned or printed, in words, by id."""
        from pressday.pipeline.run_sheets import uses

        return uses(self.publication, ids)

    def articles(
        self, *words: str, offered: bool = False, copies: bool = False
    ) -> Iterator[Listed]:
        """Yield the articles that have all these words, newest first, as the library is read.

        Only those on offer, if `offered`; with `copies` also those that say the same.
        """
        from pressday import pipeline

        return pipeline.articles(self.publication, words, offered=offered, copies=copies)

    def remove(self, *ids: str) -> Iterator[Outcome[Article]]:
        """Take articles out of the library, by id or the beginning of one; ConfigError for none."""
        from pressday import pipeline

        return pipeline.remove(self.publication, ids)

    def bring_up_to_date(self) -> Iterator[Step]:
        """Bring a library of an earlier release up to date, as all that opens it would do first.

        Yields a step before it begins, whose `total` are the articles, and else nothing.
        """
        from pressday.pipeline import catalogue

        return catalogue.bring_up_to_date(self.publication)

    def check_library(self) -> tuple[Damage, ...]:
        """Return what is damaged in the library; ConfigError where there is none yet."""
        from pressday.pipeline import upkeep

        return upkeep.check(self.publication)

    def repair_library(self) -> Iterator[Outcome[Damage]]:
        """Mend the library from its originals, as it is read; an error is still to mend."""
        from pressday.pipeline import upkeep

        return upkeep.repair(self.publication)

    def back_up_library(self, target: str | Path) -> list[str]:
        """Write a whole copy to a new folder, or a new file that ends in `.tar`.

        Returns the files that the library lacks itself. UsageError when `target` is there.
        """
        from pressday.pipeline import upkeep

        return upkeep.back_up(self.publication, Path(target).expanduser().resolve())

    # ---- editions

    @property
    def editions(self) -> tuple[str, ...]:
        """The names of the run sheets, the oldest first."""
        from pressday.edition import read_sheets

        return tuple(sheet.name for sheet in read_sheets(self.publication.editions))

    def plan(self, day: date | None = None, *, why: bool = False) -> Planned:
        """Write the run sheet of the next edition, or that of `day`, or add to it.

        With `why` each piece has the reasons for which it is there. Raises NothingToBuild
        when there is nothing for a new one.
        """
        from pressday import pipeline

        return pipeline.plan(self.publication, today=_now().astimezone().date(), day=day, why=why)

    def week(
        self, *, finish: bool = False, reports: Sequence[str | Path] = ()
    ) -> Generator[Step | Part | Week, None, None]:
        """Collect, plan, build and check; yield each part at its end, and the whole at last.

        With `finish` an open edition whose day has passed is frozen before. What it came to is
        written into `reports`, files whose names end in .html, .json or .txt. Raises BusyError
        where another week is under way, UsageError for another name.
        """
        from pressday.pipeline.diary import noted
        from pressday.pipeline.weeks import week

        paths = [Path(path).expanduser().resolve() for path in reports]
        events = week(self.publication, now=_now(), finish=finish, reports=paths)
        return noted("week", events)

    def schedule(self, keeper: Keeper, program: Sequence[str], at: time) -> Schedule:
        """Return what runs the week at that hour of each day of issue, by the `program`."""
        from pressday.pipeline.schedules import schedule

        today = _now().astimezone().date()
        return schedule(self.publication, keeper, program, at, today=today)

    def status(self) -> tuple[StatusLine, ...]:
        """Return how the open edition stands, line by line; nothing is written."""
        from pressday.pipeline.status import status

        return status(self.publication, today=_now().astimezone().date())

    def edition(self, name: str = "") -> RunSheet:
        """Return the run sheet of an edition, the newest; ConfigError, NothingToBuild for none."""
        from pressday.pipeline.run_sheets import run_sheet

        return run_sheet(self.publication, name)

    def editing(self, name: str = "") -> Editing:
        """Return the short forms of editing: of the open edition, or of that called `name`."""
        from pressday.pipeline.short_forms import Editing

        return Editing(publication=self.publication, name=name)

    def versions(self, name: str = "") -> Versions:
        """Return what begins own versions: in the open edition, or in that called `name`."""
        from pressday.pipeline.edits import Versions

        return Versions(editing=self.editing(name))

    def ledger(self) -> EditionLedger:
        """Return what tells which text ran where, and finds it."""
        from pressday.pipeline.ledger import EditionLedger

        return EditionLedger(publication=self.publication)

    def naming(self, name: str = "") -> Naming:
        """Return what gives the open edition, or that called `name`, its day, number and name."""
        from pressday.pipeline.naming import Naming

        return Naming(publication=self.publication, name=name)

    def freeze(self, name: str = "") -> Deed:
        """Finish an edition, the newest without a name, as it was built last.

        Raises UsageError for one that is frozen, NothingToBuild for one that is not built,
        ConfigError for one that has changed since.
        """
        from pressday.pipeline.freezing import freeze

        return freeze(self.publication, name, now=_now())

    def thaw(self, name: str = "") -> Deed:
        """Open the newest edition again that was frozen; UsageError where there is none."""
        from pressday.pipeline.freezing import thaw

        return thaw(self.publication, name)

    def revise(
        self, name: str = "", *, note: str = "", workers: int = 0
    ) -> Generator[Outcome[Artifact] | Outcome[Piece] | Step, None, None]:
        """Make a frozen edition anew, the newest without a name, and freeze that.

        `note` says below the pieces whose text has changed what was corrected. Yields what
        `build` does. Raises NothingToBuild where none is frozen, UsageError where nothing
        says what was corrected.
        """
        from pressday.pipeline.diary import noted
        from pressday.pipeline.revising import revise

        return noted("revise", revise(self.publication, name, note, workers=workers))

    def build(  # noqa: PLR0913 - what the command has
        self,
        name: str = "",
        *,
        profiles: Sequence[str] = (),
        formats: Sequence[str] = (),
        workers: int = 0,
        output: str | Path | None = None,
        pages: int = 0,
    ) -> Generator[Outcome[Artifact] | Outcome[Piece] | Step, None, None]:
        """Make the files of an edition, the newest: its profiles or these, as far as of `formats`.

        Yields an outcome for each file, for each piece left out (with an error) and
        for whatever has warnings. `workers` is how many processes set pages, 0 one
        for each core; `output` a folder in place of the publication's own, `pages` the
        number of pages in place of its target, 0 for that. Raises what `edition` does,
        UsageError for an unknown profile or format, LayoutError, PagesError, WriteError.
        """
        from pressday import pipeline
        from pressday.pipeline.diary import noted

        publication = self.publication
        events = pipeline.build(
            publication,
            pipeline.choose_edition(publication, name),
            profiles=profiles,
            formats=formats,
            workers=workers,
            output=Path(output).resolve() if output else None,
            pages=pages,
        )
        return noted("build", events)

    def check(
        self, name: str = "", *, output: str | Path | None = None, picture: bool = False
    ) -> Iterator[CheckedFile]:
        """Yield each file of an edition, of the newest without a name, with what is wrong with it.

        `output` is the folder in place of the publication's own; with `picture` the findings
        are drawn on the pages. Raises what `edition` does, NothingToBuild for an edition
        that has not been built, and UsageError where the extra for pictures is missing.
        """
        from pressday import pipeline

        publication = self.publication
        where = Path(output).resolve() if output else None
        chosen = pipeline.choose_edition(publication, name)
        return pipeline.check(publication, chosen, output=where, picture=picture)


def _now() -> datetime:
    from datetime import UTC, datetime

    return datetime.now(UTC)
