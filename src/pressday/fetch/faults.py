"""What goes wrong on the network, in one line for the editor."""

from __future__ import annotations

import ssl
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

from pressday.errors import FetchError
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterator

LATER = "try again later"
_BY_HAND = "save the page in a browser and add the file"
_ACCESS = "if you have an account, set PRESSDAY_<SOURCE>_USER and PRESSDAY_<SOURCE>_PASSWORD"

_STATUS_HINTS = {
    401: f"the page needs a password; {_ACCESS}",
    402: "the page is behind a paywall; " + _BY_HAND,
    403: "the site keeps programs out; " + _BY_HAND,
    404: "check the address",
    410: "the page is gone for good; take the address out",
    429: "the site asks for a pause; " + LATER,
    451: "the page is withheld for legal reasons",
}
_FIRST_SERVER_FAULT = 500
_PASSING = frozenset({408, 425, 429})
# X509_V_ERR_* of OpenSSL, in the words of an editor.
_CERTIFICATES = {
    9: "is not valid yet",
    10: "has expired",
    18: "is signed by itself",
    19: "is signed by nobody known",
    20: "is signed by nobody known",
    62: "is for another site",
    64: "is for another site",
}


class StatusError(FetchError):
    """A server's answer that is no success: its `status`, and the pause it asks for in seconds."""

    status: int = 0
    retry_after: float | None = None


class BodyError(FetchError):
    """An answer that is shorter or longer than its server said, or badly compressed."""


def refusal(status: int, retry_after: float | None = None, source: str = "<SOURCE>") -> StatusError:
    """Return the error for an answer of `status` that is no success.

    `source` is what the names of its variables say of the source.
    """
    phrase = next((f" ({s.phrase})" for s in HTTPStatus if s == status), "")
    hint = _STATUS_HINTS.get(status, LATER if status >= _FIRST_SERVER_FAULT else "")
    error = StatusError(
        f"the server answered {status}{phrase}",
        hint=hint.replace("<SOURCE>", source) or None,
        passing=status >= _FIRST_SERVER_FAULT or status in _PASSING,
    )
    error.status, error.retry_after = status, retry_after
    return error


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn every fault of the network inside into a FetchError at `where`."""
    import httpcore
    import httpx

    try:
        yield
    except FetchError as error:
        error.where = error.where or where
        raise
    except httpcore.TimeoutException as error:
        raise FetchError("no answer in time", where=where, hint=LATER, passing=True) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError) as error:
        broken = is_bad_certificate(error)
        hint = "check the address in a browser" if broken else LATER
        raise FetchError(_reason(error), where=where, hint=hint, passing=not broken) from error
    except (httpx.InvalidURL, httpx.CookieConflict, UnicodeError) as error:
        raise FetchError(f"not a usable address ({error})", where=where) from error


def is_bad_certificate(error: BaseException) -> bool:
    """Say whether a connection failed because the host could not prove its name."""
    return isinstance(_root(error), ssl.SSLCertVerificationError)


def _root(error: BaseException) -> BaseException:
    """Return what the operating system or TLS said: httpcore keeps it as its only argument."""
    first = error.args[0] if error.args else None
    return first if isinstance(first, BaseException) else error


def _reason(error: Exception) -> str:
    root = _root(error)
    if isinstance(root, ssl.SSLCertVerificationError):
        wrong = _CERTIFICATES.get(root.verify_code, f"is refused: {root.verify_message}")
        return f"the site's certificate is not valid (it {wrong})"
    said = root.strerror if isinstance(root, OSError) and root.strerror else str(root)
    return f"no proper answer ({squash(said) or type(error).__name__})"
