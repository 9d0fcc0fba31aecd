"""The library's upkeep: what is damaged is found and mended, and a copy of all is kept."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from pressday.errors import DamagedError
from pressday.library import adding, checking, media, mending, summaries
from pressday.library.backup import back_up
from pressday.library.database import WHAT_TO_DO
from pressday.library.tables import ARTICLES, ORIGINALS
from pressday.model import Image, Outcome
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from pressday.library.checking import Damage
    from pressday.library.media import Stores
    from pressday.library.transactions import Database
    from pressday.model import Draft, Summary

    Derive = Callable[[bytes], tuple[bytes, str]]
    ReadAgain = Callable[[bytes, Summary], Draft | None]

_COLLECT = 'run "pressday collect"; what was added by hand, add again'
_LATEST = datetime.min.replace(tzinfo=UTC) + media.LASTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """The database and the stores of one library."""

    database: Database
    stores: Stores

    def check(self) -> tuple[Damage, ...]:
        """Return all that is damaged."""
        found: list[Damage] = []
        try:
            with self.database.read() as connection:
                found.extend(checking.check(connection, self.stores))
        except DamagedError as error:  # so badly that SQLite cannot even check it
            found.append(
                checking.Damage(part="database", subject="library.db", fault=error.message)
            )
        return tuple(found)

    def repair(self, derive: Derive, read_again: ReadAgain) -> Iterator[Outcome[Damage]]:
        """Mend what can be mended; yield what was damaged, with an error where it still is.

        `derive` makes a printable picture and its type of an original, `read_again` a
        draft of an article's original and what lists say of it.
        """
        found = self.check()
        if any(damage.part == "database" for damage in found):
            found = self._reindexed()
        if any(damage.part == "database" for damage in found):
            yield from (_told(damage, WHAT_TO_DO) for damage in found)
            return
        for damage in sorted(found, key=lambda one: one.part == "record"):
            if damage.part == "picture":
                yield self._picture(damage, derive)
            elif damage.part in {"original", "answer"}:
                yield self._file(damage)
            elif damage.part == "record":
                yield self._record(damage, read_again)
        yield from self._indexes(found)

    def back_up(self, target: Path) -> list[str]:
        """Write a whole copy of the library; see `backup.back_up`."""
        stores = {"media": self.stores.media, "raw": self.stores.originals}
        return back_up(self.database, stores, target)

    def _reindexed(self) -> tuple[Damage, ...]:
        with suppress(DamagedError), self.database.write() as connection:
            connection.exec_driver_sql("REINDEX")
        return self.check()

    def _picture(self, damage: Damage, derive: Derive) -> Outcome[Damage]:
        with self.database.write() as connection:
            original = mending.original_of_picture(connection, self.stores, damage.subject)
            if original is not None:
                data, media_type = derive(original)
                if sha256(data) == damage.subject:
                    self.stores.media.put(data, media_type)
                    return _told(damage)
            mending.put_aside(connection, self.stores, damage.subject)
        return _told(damage, _COLLECT)

    def _file(self, damage: Damage) -> Outcome[Damage]:
        with self.database.write() as connection:
            mending.forget_answer(connection, damage.subject)
            mending.put_aside(connection, self.stores, damage.subject)
        return _told(damage, _COLLECT if damage.part == "original" else "")

    def _record(self, damage: Damage, read_again: ReadAgain) -> Outcome[Damage]:
        if damage.fault.startswith("an earlier text"):
            with self.database.write() as connection:
                mending.forget_earlier(connection)
            return replace(_told(damage), warnings=("the earlier text is lost",))
        if damage.fault != checking.UNREADABLE:
            return _told(damage, _COLLECT)
        with self.database.write() as connection:
            is_read = self._restored(connection, damage.subject, read_again)
        return _told(damage, "" if is_read else WHAT_TO_DO)

    def _restored(self, connection: Connection, article: str, read_again: ReadAgain) -> bool:
        """Read an article again from its original; say whether that gave one."""
        query = select(ORIGINALS, ARTICLES.c.source).join(
            ARTICLES, ARTICLES.c.original == ORIGINALS.c.sha256
        )
        row = connection.execute(query.where(ARTICLES.c.id == article)).first()
        said = next(iter(summaries.of(connection, [article])), None)
        raw = self.stores.originals.get(row.sha256, row.media_type) if row else None
        draft = read_again(raw, said) if raw and said else None
        if draft is None or row is None or said is None:
            return False
        draft = replace(
            draft,
            source=row.source,
            title=said.title,
            section=said.section,
            language=said.language or draft.language,
        )
        pictures: dict[str, Image | str] = {
            image.url: media.at(connection, image.url, _LATEST) or "lost" for image in draft.images
        }
        offered = adding.offer(draft, pictures, said.fetched)
        mending.replace_record(connection, replace(offered.article, id=article))
        return True

    def _indexes(self, found: tuple[Damage, ...]) -> Iterator[Outcome[Damage]]:
        """Make again what is made of the records, when these can all be read."""
        wrong = [damage for damage in found if damage.part == "index"]
        if not wrong and not any(damage.part == "record" for damage in found):
            return
        with self.database.write() as connection:
            is_readable = not any(checking.unreadable(connection))
            if is_readable:
                mending.remake(connection)
        for damage in wrong:
            yield _told(damage, "" if is_readable else WHAT_TO_DO)


def _told(damage: Damage, what_to_do: str = "") -> Outcome[Damage]:
    error = f"{damage.fault}: {what_to_do}" if what_to_do else ""
    return Outcome(subject=damage.subject, value=damage, error=error)
