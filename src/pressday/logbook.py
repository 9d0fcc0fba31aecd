"""The log for a report of a bug: what the rooms tell `logging`, as JSON lines without any secret.

Rooms log to `logging.getLogger("pressday.…")`, facts as `extra={"facts": {…}}`. Nothing is
written unless `opened`. Each line is appended by one call to the system, so that
worker processes write to the same file; they find it by `join` (`processes.py`).
"""

from __future__ import annotations

import json
import logging
import os
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pressday.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOGGER = logging.getLogger("pressday")
_HIDDEN = "[hidden]"

# What a parameter, a field or a header with a secret is called, as part of its name.
_NAMES = (
    r"pass|pwd|secret|token|auth|credential|cookie|session|sid\b|api|key|sig|jwt|bearer|code|nonce"
)
_IS_SECRET = re.compile(_NAMES, re.IGNORECASE)
# The same in running text, where "code: 404" is none.
_IN_TEXT = r"passw|passphrase|pwd|secret|token|auth|credential|cookie|session|api.?key|jwt|bearer"
_USER = re.compile(r"(?<=://)[^\s/?#]*@")
_PARAMETER = re.compile(r"(?<=[?&;])([^\s=&;#?]+)=([^\s&;#'\"<>]*)")
_HEADER = re.compile(
    r"\b((?:proxy-)?authorization|(?:set-)?cookie)\b(\W{1,4})[^\n]*", re.IGNORECASE
)
_SCHEME = re.compile(r"\b(basic|bearer|digest)(\s+)[\w.~+/=-]{4,}", re.IGNORECASE)
_ASSIGNED = re.compile(
    rf"(\b[\w-]*(?:{_IN_TEXT})[\w-]*[\"']?(?:\s+is)?\s*[=:]\s*)(\"[^\"\n]*\"|'[^'\n]*'|[^\s,;&]+)",
    re.IGNORECASE,
)
_PART = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{16,}(?![A-Za-z0-9])")
_HASH = re.compile("[0-9a-f]{64}")
_LONG = 16  # characters of a parameter's value: longer ones are rarely words

_OF_ENVIRONMENT = re.compile(r"PRESSDAY_\w+_(?:TOKEN|PASSWORD|COOKIE)")
_SHORTEST = 4  # characters of a secret: shorter ones would blot out words
_secrets: set[str] = set()


def hide(*secrets: str) -> None:
    """Never write these texts, wherever they turn up."""
    _secrets.update(secret for secret in secrets if len(secret) >= _SHORTEST)


def redacted(text: str) -> str:
    """Return `text` without secrets: those that are known, and whatever looks like one.

    Out go user names in addresses, parameters with telling names or long values,
    headers that open something, values behind names such as `password`, and long
    mixtures of letters and digits, which private addresses have in their path. Files
    of the library keep their names, which are hashes.
    """
    for secret in sorted(_known(), key=len, reverse=True):
        text = text.replace(secret, _HIDDEN)
    text = _USER.sub("", text)
    text = _PARAMETER.sub(_parameter, text)
    text = _HEADER.sub(rf"\1\2{_HIDDEN}", text)
    text = _SCHEME.sub(rf"\1\2{_HIDDEN}", text)
    text = _ASSIGNED.sub(rf"\1{_HIDDEN}", text)
    return _PART.sub(_part, text)


def _part(found: re.Match[str]) -> str:
    """Return a long mixture hidden, unless it is the name of a file of the library: its hash."""
    before = found.string[: found.start()]
    is_named_by_hash = before.endswith((f"/{found[0][:2]}/", "media:"))
    return found[0] if is_named_by_hash and _HASH.fullmatch(found[0]) else _HIDDEN


def _known() -> set[str]:
    of_environment = (v for name, v in os.environ.items() if _OF_ENVIRONMENT.fullmatch(name))
    known = _secrets | {value.strip() for value in of_environment if len(value) >= _SHORTEST}
    return known | {quote(secret, safe="") for secret in known}


def _parameter(found: re.Match[str]) -> str:
    name, value = found[1], found[2]
    secret = _IS_SECRET.search(name) or len(value) >= _LONG
    return f"{name}={_HIDDEN if secret else value}"


def _safe(value: Any, name: str = "") -> Any:  # noqa: ANN401 - whatever JSON knows
    """Return `value` as JSON takes it, without secrets; `name` is the field it stands in."""
    if isinstance(value, dict):
        return {redacted(str(key)): _safe(inner, str(key)) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_safe(inner, name) for inner in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return _HIDDEN if _IS_SECRET.search(name) else redacted(str(value))


@dataclass(slots=True)
class Log:
    """A log that is kept: its path and, once lines of this process were lost, why.

    Mutable, because a log that cannot be kept must not stop the work: it is asked at the end.
    """

    path: str
    lost: str = ""


class _Lines(logging.Handler):
    """Appends records to a file, each as one line of JSON."""

    def __init__(self, path: str) -> None:
        super().__init__(logging.INFO)
        self.log = Log(path)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self._file = os.open(path, flags, 0o600)
        self._torn = False

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = json.dumps(_entry(record), ensure_ascii=False)
            self._append(f"{line}\n".encode("utf-8", "backslashreplace"))
        except Exception as error:  # noqa: BLE001 - see `Log`
            reason = error.strerror if isinstance(error, OSError) else None
            self.log.lost = self.log.lost or reason or type(error).__name__

    def _append(self, line: bytes) -> None:
        """Write a line behind what is there, also behind half of one that found no room."""
        rest = b"\n" + line if self._torn else line
        while rest:
            rest = rest[os.write(self._file, rest) :]
            self._torn = bool(rest)

    def close(self) -> None:
        with suppress(OSError):
            os.close(self._file)
        super().close()


def _entry(record: logging.LogRecord) -> dict[str, Any]:
    moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    head = {"time": moment, "process": record.process, "room": record.name}
    facts = {"what": record.getMessage(), **getattr(record, "facts", {})}
    if record.exc_info:
        facts["traceback"] = logging.Formatter().formatException(record.exc_info)
    return {**head, **_safe(facts)}


def join(path: str) -> None:
    """Write what this process logs to the log `path`; nothing more where that is empty."""
    for handler in _open():
        _LOGGER.removeHandler(handler)
        handler.close()
    _LOGGER.setLevel(logging.INFO if path else logging.NOTSET)
    if path:
        _LOGGER.addHandler(_Lines(path))


def current() -> str:
    """Return the path of the open log, for `join` in a worker; empty where none is."""
    return next((handler.log.path for handler in _open()), "")


def _open() -> list[_Lines]:
    return [handler for handler in _LOGGER.handlers if isinstance(handler, _Lines)]


@contextmanager
def opened(path: Path) -> Iterator[Log]:
    """Write to the file `path` until the context ends; what is there stays.

    Errors that leave the context are written with their traceback. Raises WriteError.
    """
    whole = str(path.resolve())
    try:
        join(whole)
    except OSError as error:
        join("")
        raise WriteError.of(error, path) from error
    (lines,) = _open()
    try:
        yield lines.log
    except Exception as error:
        _LOGGER.exception("failed", extra={"facts": {"error": str(error)}})
        raise
    finally:
        join("")


_LOGGER.addHandler(logging.NullHandler())  # else logging itself would print what nobody wants
