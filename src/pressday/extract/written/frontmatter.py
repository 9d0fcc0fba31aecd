"""The YAML head of a Markdown file: read, checked, every mistake with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, get_args

from pressday.errors import ConfigError
from pressday.extract.describe.dates import read_date
from pressday.extract.describe.language import normalise_tag
from pressday.extract.read.dom import seen
from pressday.model import Kind, Weight
from pressday.text import nearest, no_language

_SYNONYMS = {
    "subtitle": "standfirst",
    "author": "authors",
    "lang": "language",
    "license": "licence",
}
_KEYS = frozenset(
    "title standfirst authors date source url section tags language licence image image_alt"
    " image_caption image_credit pull_quote weight kind".split()
)
_LISTS = frozenset({"authors", "tags"})
_CHOICES = {"kind": get_args(Kind), "weight": get_args(Weight)}
_FENCE = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The head's fields as strings, its lists, where each stands, and what nobody knows."""

    fields: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        """Return a field, empty where the head does not set it."""
        return self.fields.get(name, "")


def split(text: str, where: str) -> tuple[FrontMatter, str]:
    """Return the front matter and the Markdown behind it.

    Raises ConfigError, with `where` and the line, for YAML that cannot be read
    and for values of the wrong kind.
    """
    found = _FENCE.match(text)
    if not found:
        return FrontMatter(), text
    loaded = _load(found[1], where)
    if isinstance(loaded, str):  # two rules with prose between them
        return FrontMatter(), text
    return _read(loaded, found[1], where), text[found.end() :]


def _load(head: str, where: str) -> dict[str, Any] | str:
    import yaml

    try:
        loaded = yaml.safe_load(head)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = 2 if mark is None else mark.line + 2  # after the fence, counting from 1
        raise ConfigError(
            f"the front matter is not valid YAML: {error.problem or error.context}",
            where=f"{where}:{line}",
            hint='put values that hold ": " or begin with a sign into quotation marks',
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        message = f"the front matter is not valid YAML: {str(error).splitlines()[0]}"
        raise ConfigError(message, where=f"{where}:2") from error
    if loaded is None:
        return {}
    if isinstance(loaded, str):
        return loaded
    if not isinstance(loaded, dict):
        raise ConfigError("the front matter is no list of `key: value` lines", where=f"{where}:2")
    return {str(key): value for key, value in loaded.items()}


def _read(loaded: dict[str, Any], head: str, where: str) -> FrontMatter:
    fields: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    places: dict[str, str] = {}
    warnings = []
    for key, value in loaded.items():
        name = _SYNONYMS.get(key.lower(), key.lower())
        place = f"{where}:{_line_of(head, key)}"
        places[name] = place
        if name not in _KEYS:
            warnings.append(_unknown(key, place))
        elif name in _LISTS:
            lists[name] = _several(value, key, place)
        elif value is not None:
            fields[name] = _checked(name, _one(value, key, place), place)
    return FrontMatter(fields=fields, lists=lists, places=places, warnings=tuple(warnings))


def _line_of(head: str, key: str) -> int:
    lines = head.splitlines()
    pattern = re.compile(rf"[\"']?{re.escape(key)}[\"']?\s*:")
    return next((n for n, line in enumerate(lines, start=2) if pattern.match(line)), 2)


def _unknown(key: str, place: str) -> str:
    near = nearest(key, _KEYS | _SYNONYMS.keys())
    return f"{place}: unknown key {key}" + (f", did you mean {near}?" if near else "")


def _one(value: object, key: str, place: str) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str | int | float):
        return " ".join(seen(str(value)).split())
    raise ConfigError(f"{key} must be one value", where=place)


def _several(value: object, key: str, place: str) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",") if _SYNONYMS.get(key, key) == "tags" else [value]
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ConfigError(f"{key} must be a text or a list of texts", where=place)
    return tuple(text for item in value if (text := _one(item, key, place)))


def _checked(name: str, value: str, place: str) -> str:
    known = _CHOICES.get(name, ())
    if known and value not in known:
        near = nearest(value, known)
        hint = f"did you mean {near}?" if near else f"use one of {', '.join(known)}"
        raise ConfigError(f"{name} cannot be {value}", where=place, hint=hint)
    if name == "date" and read_date(value) is None:
        raise ConfigError(
            f"the date {value} cannot be read", where=place, hint="write it as 2026-11-27"
        )
    tag = normalise_tag(value) if name == "language" else ""
    if name == "language" and (fault := no_language(tag or value)):
        raise ConfigError(f"language {fault}", where=place)
    return value
