"""TOML files: their values, and the line on which each key stands."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pressday.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    Key = tuple[str | int, ...]

SCHEMA = 1

_TOKEN = re.compile(
    r"""
    (?P<blank>[ \t\r]+|\#[^\n]*)
  | (?P<text>\"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5} | '{3}(?:[^']|'{1,2}(?!'))*'{3,5}
           | "(?:[^"\\\n]|\\.)*" | '[^'\n]*')
  | (?P<word>[\w+-]+)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


_HINT = 'TOML wants: name = "text in quotation marks"'
# What tomllib says in its own words, as the beginning of its message; in ours; what to try.
_SAID = (
    ("Cannot overwrite a value", "this key stands twice", "take one of them out"),
    ("Cannot declare", "this table stands twice", "make one of the two"),
    ("Invalid value", "this is no value", f"{_HINT}, or a number, or true, or false"),
    ("Illegal character '\\n'", "a quotation mark is missing", _HINT),
)


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """Return the values and the text of a TOML file.

    Raises ConfigError with file and line when it cannot be read.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(error.strerror or "cannot be read", where=str(path)) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        hint = "save the file as UTF-8"
        raise ConfigError("not UTF-8 text", where=f"{path}:{line}", hint=hint) from error
    return parse_toml(text, path), text


def parse_toml(text: str, path: Path) -> dict[str, Any]:
    """Return the values of TOML that stands in the file `path`; ConfigError with its line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(path, text, str(error)) from error


def _broken(path: Path, text: str, said: str) -> ConfigError:
    message, _, place = said.partition(" (at ")
    found = re.match(r"line (\d+)", place)
    line = int(found[1]) if found else len(text.splitlines()) or 1
    ours = ((text, hint) for start, text, hint in _SAID if message.startswith(start))
    problem, hint = next(ours, (message[:1].lower() + message[1:], _HINT))
    return ConfigError(f"not valid TOML: {problem}", where=f"{path}:{line}", hint=hint)


def check_schema(data: Mapping[str, Any], *, path: Path, text: str) -> None:
    """Refuse a file that does not say which schema it follows, or a newer one."""
    schema = data.get("schema")
    if schema is None:
        hint = f'put "schema = {SCHEMA}" in the first line'
        raise ConfigError("schema is missing", where=f"{path}:1", hint=hint)
    if isinstance(schema, int) and schema != SCHEMA:
        raise ConfigError(
            f"this file follows schema {schema}, this Pressday knows schema {SCHEMA}",
            where=f"{path}:{locate(text, ('schema',))}",
            hint="use a newer Pressday" if schema > SCHEMA else f'put "schema = {SCHEMA}"',
        )


def locate(text: str, path: Sequence[str | int]) -> int:
    """Return the line, from 1, on which a key path of the TOML `text` stands.

    A path is names and indices: `("source", 1, "url")`. What is not there gives
    the line of the table it would belong to, else 1.
    """
    lines = _scan(text).lines
    for length in range(len(path), 0, -1):
        if found := lines.get(tuple(path[:length])):
            return found
    return 1


def last_line(text: str, path: Sequence[str | int]) -> int:
    """Return the line, from 1, on which the table `path` ends, its own tables included.

    Comments and blank lines after the last value are not counted. A path that
    is not there gives 0.
    """
    return _scan(text).ends.get(tuple(path), 0)


def extent(text: str, path: Sequence[str | int], lines: Sequence[str]) -> tuple[int, int]:
    """Return the first line of the table `path` of an array, from 0, and the one behind its last.

    Comments right above its header and right below its last line are its own, unless
    the latter run on into the next header. `lines` are those of `text`.
    """
    start = locate(text, path) - 1
    while start > 0 and _is_comment(lines[start - 1]):
        start -= 1
    end = after = last_line(text, path)
    while after < len(lines) and _is_comment(lines[after]):
        after += 1
    runs_on = after < len(lines) and lines[after].strip()
    return start, end if runs_on else after


def _is_comment(line: str) -> bool:
    return line.lstrip("\ufeff \t").startswith("#")


@lru_cache(maxsize=4)
def _scan(text: str) -> _Scanner:
    return _Scanner(text)


class _Scanner:
    """Walks valid TOML once and notes the line of every table, key and item.

    tomllib knows values and no lines. Grammar: https://toml.io/en/v1.0.0.
    """

    def __init__(self, text: str) -> None:
        self.lines: dict[Key, int] = {}
        self.ends: dict[Key, int] = {}
        self._tokens = list(_tokens(text))
        self._at = 0
        self._last: dict[Key, int] = {}  # index of the newest table of each array of tables
        table: Key = ()
        while self._peek():
            if self._peek() == "[":
                table = self._header()
            elif not self._take("\n"):
                self._pair(table)

    def _peek(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _take(self, token: str) -> bool:
        found = self._peek() == token
        self._at += found
        return found

    def _header(self) -> Key:
        line = self._tokens[self._at][1]
        self._take("[")
        array = self._take("[")
        names = self._names()
        while self._take("]"):
            pass
        path: Key = ()
        for name in names:
            path = (*path, name)
            self.lines.setdefault(path, line)
            if array and len(path) - _indices(path) == len(names):
                self._last[path] = self._last.get(path, -1) + 1
            if path in self._last:
                path = (*path, self._last[path])
                self.lines.setdefault(path, line)
        self._end(path)
        return path

    def _end(self, path: Key) -> None:
        """Note for `path` and all around it that they reach the token just read."""
        token, line = self._tokens[self._at - 1]
        for length in range(1, len(path) + 1):
            self.ends[path[:length]] = line + token.count("\n")

    def _names(self) -> list[str]:
        names = [self._name()]
        while self._take("."):
            names.append(self._name())
        return names

    def _name(self) -> str:
        token = self._peek()
        self._at += 1
        if token.startswith('"'):
            return str(tomllib.loads(f"key = {token}")["key"])
        return token.strip("'")

    def _pair(self, table: Key) -> None:
        line = self._tokens[self._at][1]
        path = table
        for name in self._names():
            path = (*path, name)
            self.lines.setdefault(path, line)
        self._take("=")
        self._value(path)
        self._end(path)

    def _value(self, path: Key) -> None:
        if self._take("["):
            self._array(path)
        elif self._take("{"):
            while self._peek() and not self._take("}"):
                if not (self._take(",") or self._take("\n")):
                    self._pair(path)
        else:
            while self._peek() not in {"", "\n", ",", "]", "}"}:
                self._at += 1

    def _array(self, path: Key) -> None:
        index = 0
        while self._peek() and not self._take("]"):
            if self._take(","):
                index += 1
            elif not self._take("\n"):
                self.lines[*path, index] = self._tokens[self._at][1]
                self._value((*path, index))


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "blank":
            yield match[0], line
        line += match[0].count("\n")


def _indices(path: Key) -> int:
    return sum(isinstance(part, int) for part in path)
