"""What names an entry: within its feed, and in the library for ever. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.fetch import canonical_url
from pressday.sources.feeds.addresses import WEB
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pressday.sources.feeds.entries import FeedEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEntry:
    """An entry with its `key` in the feed, and the `part` of its link's page that it is.

    `part` is empty where no other entry of the feed has the same link.
    """

    key: str
    entry: FeedEntry
    part: str = ""

    @property
    def identity(self) -> str:
        """What the article's id is made of: the address, with the part behind it."""
        entry = self.entry
        page = address_of(entry) or entry.guid or entry.link or entry.title
        return f"{page}#{self.part}" if self.part else page

    @property
    def mark(self) -> str:
        """A hash of all that the feed says; another one once the entry is only a part of a page."""
        mark = self.entry.mark
        return sha256(f"{mark} {self.part}".encode("utf-8", "replace")) if self.part else mark


def address_of(entry: FeedEntry) -> str:
    """Return the address of the entry's page in its one form, empty where it has none."""
    return canonical_url(entry.link) if entry.link.startswith(WEB) else ""


def named(entries: Iterable[FeedEntry]) -> dict[str, NamedEntry]:
    """Return entries by what names them: id, else address, else a hash; each once, the first.

    An id that entries of several addresses or, under one address, several titles have
    names none of them. Entries that say different things under one link are told apart by
    their ids, else their titles. Without link, id and text there is nothing to name.
    """
    given = [entry for entry in entries if entry.link or entry.guid or entry.text]
    groups: dict[str, list[FeedEntry]] = {}
    ids: dict[str, set[str]] = {}
    for entry in given:
        groups.setdefault(address_of(entry), []).append(entry)
        ids.setdefault(entry.guid, set()).add(address_of(entry))
    shared = {guid for guid, addresses in ids.items() if len(addresses) > 1}
    found: dict[str, NamedEntry] = {}
    for address, group in groups.items():
        for one in _of_one_page(address, group, shared):
            found.setdefault(one.key, one)
    order = {id(entry): number for number, entry in enumerate(given)}
    return dict(sorted(found.items(), key=lambda pair: order[id(pair[1].entry)]))


def _of_one_page(
    address: str, group: Sequence[FeedEntry], shared: Collection[str]
) -> Iterator[NamedEntry]:
    """Yield the entries of one address named, those without any by their ids or texts."""
    guids = ["" if entry.guid in shared else entry.guid for entry in group]
    titles: dict[str, set[str]] = {}
    for entry, guid in zip(group, guids, strict=True):
        titles.setdefault(guid, set()).add(entry.title)
    own = [guid if len(titles[guid]) == 1 else "" for guid in guids]
    parts = [guid or entry.title for entry, guid in zip(group, own, strict=True)]
    is_one = len(set(parts)) == 1 or len({_said(entry) for entry in group}) == 1
    for entry, guid, own_guid, part in zip(group, guids, own, parts, strict=True):
        if not address or is_one:
            yield NamedEntry(key=guid or address or _said(entry), entry=entry)
        else:
            yield NamedEntry(key=own_guid or f"{address}#{part}", entry=entry, part=part)


def _said(entry: FeedEntry) -> str:
    return sha256(f"{entry.title}\n{entry.text}".encode("utf-8", "replace"))
