"""The folder in which an edition is made, and the one for what is kept from build to build."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pressday.atomic import passing_folder, try_writing
from pressday.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator

_STAGING = ".building-"


@contextmanager
def staging(output: Path) -> Iterator[Path]:
    """Give a folder beside the finished files, which is gone afterwards whatever happens.

    Folders that were made for it go as well where nothing came into them.
    """
    made = [folder for folder in (output, *output.parents) if not folder.exists()]
    with ExitStack() as stack:
        stack.callback(_remove_empty, made)
        try:
            output.mkdir(parents=True, exist_ok=True)
            folder = stack.enter_context(passing_folder(output, _STAGING))
        except OSError as error:
            raise WriteError.of(error, output) from error
        yield folder


@contextmanager
def cache_of(folder: Path) -> Iterator[Path]:
    """Give the folder of the cache; where that takes no writes a passing one."""
    try:
        folder.mkdir(exist_ok=True)
        try_writing(folder)
    except OSError:
        with tempfile.TemporaryDirectory(prefix="pressday-cache-") as passing:
            yield Path(passing)
    else:
        yield folder


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
