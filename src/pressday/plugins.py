"""Kinds of sources, formats and themes by name: the shipped ones, and those of other packages.

All are entry points of Python packages, Pressday's own among them
(https://packaging.python.org/en/latest/specifications/entry-points/). In a checkout
its own are read from `pyproject.toml` itself: the metadata of an installation
that can be edited is as old as the day it was made.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pressday.assets import checkout
from pressday.errors import ConfigError, PressdayError
from pressday.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.metadata import EntryPoint

T = TypeVar("T")

_OURS = "pressday"
_WHAT = {
    "pressday.sources": "kind of source",
    "pressday.formats": "format",
    "pressday.themes": "theme",
}


class Table(Mapping[str, T], Generic[T]):
    """What one group of entry points brings, by name; each is loaded when it is asked for.

    Reading names or values raises ConfigError, naming the packages, when two bring the
    same name, and when one cannot be loaded.
    """

    def __init__(self, group: str) -> None:
        self.group = group

    def __getitem__(self, name: str) -> T:
        """Return what the entry called `name` leads to."""
        found: T = _load(entries(self.group)[name])
        return found

    def __contains__(self, name: object) -> bool:
        """Tell whether anybody brings `name`; what it leads to is not loaded."""
        return name in entries(self.group)

    def __iter__(self) -> Iterator[str]:
        """Yield the names, our own first."""
        return iter(entries(self.group))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(entries(self.group))

    def owner(self, name: str) -> str:
        """Return the package that brings `name`; empty for our own."""
        return _package(entries(self.group)[name])

    def why_unknown(self, name: str) -> tuple[str, str]:
        """Return message and hint for a name that nobody brings."""
        near = nearest(name, self)
        hint = f'did you mean "{near}"?' if near else "there are " + ", ".join(self)
        return f'no {_WHAT[self.group]} "{name}"', hint


@cache
def entries(group: str) -> dict[str, EntryPoint]:
    """Return the entry points of a group by name, our own first; ConfigError for a clash."""
    from importlib.metadata import entry_points

    there = entry_points(group=group)
    own = _of_checkout(group) or [entry for entry in there if not _package(entry)]
    others = sorted((entry for entry in there if _package(entry)), key=lambda e: e.name)
    found: dict[str, EntryPoint] = {}
    for entry in [*own, *others]:
        if entry.name in found:
            raise _clash(found[entry.name], entry)
        found[entry.name] = entry
    return found


def _of_checkout(group: str) -> Iterable[EntryPoint]:
    """Return our own entry points as `pyproject.toml` has them; none in an installation."""
    from importlib.metadata import EntryPoint

    if (folder := checkout()) is None:
        return []
    tables = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
    named = tables["entry-points"][group].items()
    return [EntryPoint(name=name, value=value, group=group) for name, value in named]


def _package(entry: EntryPoint) -> str:
    """Return the name of the package that an entry comes from; empty for our own."""
    name = entry.dist.name if entry.dist else _OURS
    return "" if name.lower() == _OURS else name


def _clash(first: EntryPoint, second: EntryPoint) -> ConfigError:
    one, other = (_package(entry) or "Pressday" for entry in (first, second))
    message = f'the package {other} brings a {_WHAT[first.group]} "{first.name}", as {one} does'
    return ConfigError(message, hint=f"uninstall {other}, or ask its author for another name")


@contextmanager
def blaming(package: str, kind: type[PressdayError]) -> Iterator[None]:
    """Turn what a plugin raises by mistake into an error that names its package.

    Without a package the code is ours, and the mistake stays one.
    """
    try:
        yield
    except PressdayError:
        raise
    except Exception as fault:
        if not package:
            raise
        message = f"the package {package} fails ({type(fault).__name__}: {fault})"
        raise kind(message, hint=f"update or uninstall {package}") from fault


@cache
def _load(entry: EntryPoint) -> Any:  # noqa: ANN401 - what it is, the group says
    try:
        found = entry.load()
    except Exception as error:
        raise _broken(entry, f"cannot be loaded ({type(error).__name__}: {error})") from error
    if not callable(found):
        raise _broken(entry, f"is no function: {entry.value}")
    return found


def _broken(entry: EntryPoint, what: str) -> ConfigError:
    package = _package(entry) or "Pressday"
    message = f'the {_WHAT[entry.group]} "{entry.name}" of the package {package} {what}'
    hint = "install Pressday again" if package == "Pressday" else f"update or uninstall {package}"
    return ConfigError(message, hint=hint)
