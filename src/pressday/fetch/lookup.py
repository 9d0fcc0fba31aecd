"""Host names to addresses, under the deadline although the system's resolver knows none."""

from __future__ import annotations

import socket
from concurrent.futures import Future
from contextlib import suppress
from ipaddress import ip_address
from threading import TIMEOUT_MAX, BoundedSemaphore, Thread

from pressday.errors import FetchError
from pressday.fetch.faults import LATER

# A lookup cannot be broken off: one that is given up goes on by itself until the resolver
# does, half a minute at most. So many may hang before no more are begun.
_AT_ONCE = BoundedSemaphore(32)


def addresses_of(host: str, port: int, seconds: float) -> list[str]:
    """Return the addresses of `host`, each once, in the order of the resolver.

    Raises FetchError when the name is unknown or the resolver takes longer than `seconds`.
    """
    with suppress(ValueError):
        return [str(ip_address(host))]
    try:
        found = _in_a_thread(host, port, min(seconds, TIMEOUT_MAX))
    except TimeoutError as error:
        raise FetchError(
            f"the address of {host} could not be looked up in time", hint=LATER, passing=True
        ) from error
    except (OSError, UnicodeError) as error:
        raise FetchError(
            f"no host of the name {host} is known",
            hint="check the address, and the connection to the internet",
            passing=isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN,
        ) from error
    return list(dict.fromkeys(found))


def _in_a_thread(host: str, port: int, seconds: float) -> list[str]:
    if not _AT_ONCE.acquire(timeout=seconds):
        raise TimeoutError
    answer: Future[list[str]] = Future()

    def look() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.set_result([str(address[0]) for *_, address in found])
        except (OSError, UnicodeError) as error:
            answer.set_exception(error)
        finally:
            _AT_ONCE.release()

    # A daemon, so that a resolver that hangs does not keep the program from ending.
    Thread(target=look, name=f"lookup of {host}", daemon=True).start()
    return answer.result(seconds)
