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

_LATER = "try again later"
_BY_HAND = "save the page in a browser and add the file"

_STATUS_HINTS = {
    401: "the page needs a password; " + _BY_HAND,
    402: "the page is behind a paywall; " + _BY_HAND,
    403: "the site keeps programs out; " + _BY_HAND,
    404: "check the address",
    410: "the page is gone for good; take the address out",
    429: "the site asks for a pause; " + _LATER,
    451: "the page is withheld for legal reasons",
}
_FIRST_SERVER_FAULT = 500


def refusal(status: int) -> FetchError:
    """Return the error for an answer of `status` that is no success."""
    phrase = next((f" ({s.phrase})" for s in HTTPStatus if s == status), "")
    hint = _STATUS_HINTS.get(status, _LATER if status >= _FIRST_SERVER_FAULT else None)
    return FetchError(f"the server answered {status}{phrase}", hint=hint)


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
        raise FetchError("no answer in time", where=where, hint=_LATER) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError) as error:
        raise FetchError(_reason(error), where=where, hint=_hint(error)) from error
    except (httpx.InvalidURL, httpx.CookieConflict, UnicodeError) as error:
        raise FetchError(f"not a usable address ({error})", where=where) from error


def is_bad_certificate(error: Exception) -> bool:
    """Say whether a connection failed because the host could not prove its name."""
    return isinstance(_root(error), ssl.SSLCertVerificationError)


def _root(error: Exception) -> BaseException:
    """Return what the operating system or TLS said: httpcore keeps it as its only argument."""
    first = error.args[0] if error.args else None
    return first if isinstance(first, BaseException) else error


def _reason(error: Exception) -> str:
    root = _root(error)
    if isinstance(root, ssl.SSLCertVerificationError):
        return f"the site's certificate is not valid ({root.verify_message})"
    said = root.strerror if isinstance(root, OSError) and root.strerror else str(root)
    return f"no proper answer ({squash(said) or type(error).__name__})"


def _hint(error: Exception) -> str:
    return "check the address in a browser" if is_bad_certificate(error) else _LATER
