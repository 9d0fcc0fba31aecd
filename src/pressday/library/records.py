"""Articles as JSON and back, and the hash of what a reader sees of one."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from pressday.body import Body
from pressday.errors import DamagedError
from pressday.model import Article, Image
from pressday.text import sha256

ID_LENGTH = 12  # hex digits

_OFFSET = "published_offset"  # minutes from UTC where it was written; not there where none
_MEND = 'run "pressday library repair"'

_TIMES = ("published", "modified", "fetched")
_LISTS = ("bylines", "tags", "warnings")
# What is known about the text rather than part of it; a change here is no new revision.
_CIRCUMSTANCES = frozenset(
    f"id revision source modified fetched provenance text_from warnings {_OFFSET}".split()
)


def article_id(identity: str) -> str:
    """Return the id that an article keeps for ever: 12 hex digits of its identity's sha256."""
    return sha256(identity.encode("utf-8", "surrogatepass"))[:ID_LENGTH]


def number(article_id: str) -> int:
    """Return an article's id as a number of 48 bits, by which indexes name it."""
    return int(article_id, 16)


def from_number(number: int) -> str:
    """Return the id whose `number` is given."""
    return f"{number:0{ID_LENGTH}x}"


def revision(article: Article) -> str:
    """Return the sha256 of the canonical JSON of the article's content."""
    content = {k: v for k, v in _plain(article).items() if k not in _CIRCUMSTANCES}
    return sha256(_dump(content).encode("utf-8", "surrogatepass"))


def to_record(article: Article) -> str:
    """Return `article` as JSON, keys sorted, times in UTC and one's own offset beside it."""
    return _dump(_plain(article))


def from_record(record: str) -> Article:
    """Return the article that `to_record` wrote.

    Fields that a later release added take their defaults. Raises DamagedError.
    """
    try:
        fields: dict[str, Any] = json.loads(record)
        fields |= {name: tuple(fields[name]) for name in _LISTS}
        fields |= {name: _moment(fields[name]) for name in _TIMES}
        fields["published"] = _where_written(fields["published"], fields.pop(_OFFSET, 0))
        fields["images"] = tuple(_image(image) for image in fields["images"])
        fields["body"] = Body(fields["body"])
        return Article(**fields)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedError("an article's record cannot be read", hint=_MEND) from error


def stamp(moment: datetime) -> str:
    """Return `moment` as text in UTC that sorts by time: the form of every time in the tables."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _plain(article: Article) -> dict[str, Any]:
    fields = dataclasses.asdict(article)
    fields["body"] = article.body.html
    offset = article.published.utcoffset() if article.published else None
    if offset:
        fields[_OFFSET] = offset // timedelta(minutes=1)
    return fields | {name: fields[name] and stamp(fields[name]) for name in _TIMES}


def _dump(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _where_written(moment: datetime | None, minutes: int) -> datetime | None:
    offset = timezone(timedelta(minutes=minutes))
    return moment.astimezone(offset) if moment and minutes else moment


def _image(fields: dict[str, Any]) -> Image:
    return Image(**fields | {"focus": tuple(fields["focus"])})
