"""A new publication: the files of `templates/init`, copied into a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.assets import asset_dir
from pressday.atomic import replace_file
from pressday.errors import UsageError, WriteError

if TYPE_CHECKING:
    from pathlib import Path


def init(folder: Path) -> tuple[Path, ...]:
    """Make a publication that can be built at once in `folder`; return its files.

    Raises UsageError, naming them, when any of its files is there already: nothing
    is ever overwritten.
    """
    source = asset_dir("templates") / "init"
    names = sorted(path.relative_to(source) for path in source.rglob("*") if path.is_file())
    if folder.exists() and not folder.is_dir():
        raise WriteError("a file, not a folder", where=str(folder), hint="name another folder")
    if there := [str(name) for name in names if (folder / name).exists()]:
        hint = "name another folder, or move them away"
        message = f"these files are there already: {', '.join(there)}"
        raise UsageError(message, where=str(folder), hint=hint)
    made = []
    try:
        for name in names:
            replace_file(folder / name, (source / name).read_bytes())
            made.append(folder / name)
    except WriteError:
        for path in made:
            path.unlink()
        raise
    return tuple(made)
