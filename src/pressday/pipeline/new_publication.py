"""A new publication: the files of `templates/init`, copied into a folder."""

from __future__ import annotations

from contextlib import suppress
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
    wanted = tuple(folder / name for name in names)
    folders = {parent for path in wanted for parent in path.parents if not parent.exists()}
    try:
        for name, path in zip(names, wanted, strict=True):
            replace_file(path, (source / name).read_bytes())
    except BaseException:
        for path in wanted:
            path.unlink(missing_ok=True)
        for made in sorted(folders, reverse=True):
            with suppress(OSError):
                made.rmdir()
        raise
    return wanted
