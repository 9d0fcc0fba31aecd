"""Every error Pressday raises on purpose, with its exit code.

    PressdayError                 1   (never raised itself)
    ├── UsageError                2   the command line asks for something impossible
    ├── SourceError               4   a source or an input could not be read
    │   ├── FetchError            4   the network or the server said no
    │   └── ExtractError          4   it was read, but no article came out
    ├── ConfigError               5   pressday.toml, run sheet or front matter is wrong
    │   └── PinError              5   pieces cannot stand as the run sheet pins them
    ├── NothingToBuild            6   the edition has no article
    ├── LayoutError               7   template, stylesheet or typesetting fault
    ├── PagesError                9   the pages that were asked for cannot be reached
    ├── BusyError                10   another run does the same at this moment
    ├── WriteError                8   a file could not be written, or what was made is not valid
    │   └── FrozenError           8   a frozen edition would not come out as it was
    └── DamagedError              8   the library is not as it was left

Exit code 3 (done, but something was left out) is no error: it is a result with
failed outcomes in it. 1 is a bug, 130 an interruption.
"""

from __future__ import annotations

import errno
import re
import shlex
from pathlib import Path
from typing import ClassVar

_NO_ROOM = "make room on the disk and run the command again"
_NO_FOLDER = "a file stands where a folder belongs: move it, or name another folder"
_HINTS = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EROFS: "this disk takes no writes: work in another folder, or make it writable",
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NO_FOLDER,
}
# A command that is told; `init` names its folder itself.
_TOLD = re.compile(
    r"\bpressday (?=(?:add|articles|build|check|collect|cut|dismiss|doctor|edit|edition|extract"
    r"|hold|ledger|library|move|plan|remove|retitle|revise|schedule|source|status|take|uncut|week"
    r"|weight)\b)"
)


def command(*words: str | Path) -> str:
    """Return a command as it can be pasted into a shell, whatever words and paths hold."""
    return shlex.join(_as_argument(word) for word in words)


def commands_for(folder: str, text: str) -> str:
    """Return `text`, its commands told for the publication in `folder`, wherever they are pasted.

    Who told them knows the publication alone, and not how the editor came to it.
    """
    start = f"{command('pressday', '-C', Path(folder))} "
    return _TOLD.sub(lambda _: start, text)


def _as_argument(word: str | Path) -> str:
    """Return a word of a command; a path that looks like an option begins with its folder."""
    text = str(word)
    return f"./{text}" if isinstance(word, Path) and text.startswith("-") else text


class PressdayError(Exception):
    """The root: one line for the editor, an exit code, perhaps a hint.

    `where` is a file with line, or a URL. `hint` says what to try.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """Return the line to show: where, if that is known, then what."""
        return f"{self.where}: {self.message}" if self.where else self.message


class UsageError(PressdayError):
    """The command line asks for something impossible."""

    exit_code = 2


class SourceError(PressdayError):
    """A source or an input could not be read."""

    exit_code = 4


class FetchError(SourceError):
    """The network or the server said no, or the guard did.

    `passing` means that the same question may be answered another time.
    """

    def __init__(
        self,
        message: str,
        *,
        where: str | None = None,
        hint: str | None = None,
        passing: bool = False,
    ) -> None:
        super().__init__(message, where=where, hint=hint)
        self.passing = passing


class ExtractError(SourceError):
    """The input was read, but no article came out of it."""


class ConfigError(PressdayError):
    """`pressday.toml`, a run sheet or front matter is wrong."""

    exit_code = 5


class PinError(ConfigError):
    """Pieces cannot stand as the run sheet pins them; `where` is the piece's id until it is told.

    Whoever knows the sheet puts its file and line there.
    """


class NothingToBuild(PressdayError):  # noqa: N818 - it reads as what it means
    """The edition has no article in it."""

    exit_code = 6


class LayoutError(PressdayError):
    """A template, a stylesheet or the typesetter is at fault."""

    exit_code = 7


class PagesError(PressdayError):
    """The pages that were asked for cannot be reached."""

    exit_code = 9


class WriteError(PressdayError):
    """A file could not be written, or what was written is not valid."""

    exit_code = 8

    @classmethod
    def of(cls, error: OSError, where: object) -> WriteError:
        """Return the error for what the system said when something was to be written at `where`."""
        hint = _HINTS.get(error.errno or 0, "check that the folder is there, and who owns it")
        reason = error.strerror or type(error).__name__
        return cls(f"cannot be written ({reason})", where=str(where), hint=hint)


class FrozenError(WriteError):
    """A frozen edition would not come out as it was, so nothing is replaced."""


class BusyError(PressdayError):
    """Another run does the same at this moment."""

    exit_code = 10


class DamagedError(PressdayError):
    """The library, or a file of it, is not as it was left and must be mended."""

    exit_code = 8
