"""The articles that the editor has dismissed: `editions/dismissed.toml`, a line for each."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from pressday.atomic import replace_file
from pressday.config import SCHEMA, check_schema, locate, read_toml
from pressday.errors import ConfigError
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

FILE = "dismissed.toml"

_HEAD = f"""\
# What is not offered for an edition any more. Take a line out, and its article is offered again.
schema = {SCHEMA}

[dismissed]
"""
_ID = re.compile("[0-9a-f]{12}")


def read_dismissed(editions: Path) -> dict[str, str]:
    """Return the title of each dismissed article by id; ConfigError for a wrong file."""
    path = editions / FILE
    if not path.exists():
        return {}
    data, text = read_toml(path)
    check_schema(data, path=path, text=text)
    table: dict[str, Any] = data.get("dismissed", {})
    for key, value in table.items():
        if not _ID.fullmatch(key) or not isinstance(value, str):
            where = f"{path}:{locate(text, ('dismissed', key))}"
            hint = 'write each as 3fa9c2d81b7e = "its title"'
            raise ConfigError(f'"{key}" is no article and its title', where=where, hint=hint)
    return dict(table)


def dismiss(editions: Path, titles: Mapping[str, str]) -> None:
    """Write articles, by id with their titles, to the dismissed; those that are there stay."""
    known = read_dismissed(editions)
    new = {key: title for key, title in titles.items() if key not in known}
    if new:
        _write(editions / FILE, _text(editions) + "".join(map(_line, new.items())), known | new)


def bring_back(editions: Path, ids: Collection[str]) -> None:
    """Take articles out of the dismissed, with their lines and nothing else."""
    known = read_dismissed(editions)
    gone = re.compile(rf"[ \t]*[\"']?(?:{'|'.join(map(re.escape, ids))})[\"']?[ \t]*=")
    lines = _text(editions).splitlines(keepends=True)
    kept = "".join(line for line in lines if not gone.match(line))
    _write(editions / FILE, kept, {k: title for k, title in known.items() if k not in ids})


def _text(editions: Path) -> str:
    path = editions / FILE
    text = path.read_bytes().decode("utf-8") if path.exists() else _HEAD
    return text if text.endswith("\n") else f"{text}\n"


def _line(entry: tuple[str, str]) -> str:
    import tomlkit

    return tomlkit.dumps({entry[0]: squash(entry[1])})


def _write(path: Path, text: str, wanted: Mapping[str, str]) -> None:
    """Put `text` in place if it says what is wanted."""
    said = tomllib.loads(text.removeprefix("\ufeff")).get("dismissed", {})
    if set(said) != set(wanted):
        hint = "write the articles in lines of their own, below the line [dismissed], at the end"
        raise ConfigError("articles cannot be put in or taken out", where=str(path), hint=hint)
    replace_file(path, text.encode("utf-8"))
