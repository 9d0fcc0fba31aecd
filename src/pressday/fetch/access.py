"""A source's credentials: read from the environment or the keyring, shown to its own host alone."""

from __future__ import annotations

import base64
import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pressday import logbook
from pressday.errors import FetchError
from pressday.fetch.addresses import checked, host_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from http.cookiejar import CookieJar

_SERVICE = "pressday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How a source is asked: its name, its address, and what opens it; secrets never show.

    `authorization` is the value of that header, `cookie` that of the Cookie header,
    `jar` the cookies of a browser's file. All of it is for the host of `url`.
    """

    name: str = ""
    url: str = ""
    authorization: str = field(default="", repr=False)
    cookie: str = field(default="", repr=False)
    jar: CookieJar | None = field(default=None, repr=False, compare=False)

    @property
    def host(self) -> str:
        """The source's own host; "" for a source on this machine."""
        try:
            return host_of(checked(self.url))
        except FetchError:
            return ""

    @property
    def opens(self) -> bool:
        """Whether there are credentials at all."""
        return bool(self.authorization or self.cookie or self.jar is not None)

    def headers(self, url: str) -> dict[str, str]:
        """Return the headers that open `url`, which the caller knows to be on the source's host."""
        found = {
            "Authorization": self.authorization,
            "Cookie": "; ".join(filter(None, (self.cookie, self._from_jar(url)))),
        }
        return {name: value for name, value in found.items() if value}

    def _from_jar(self, url: str) -> str:
        from urllib.request import Request

        if self.jar is None:
            return ""
        request = Request(url)  # noqa: S310 - nothing is opened; the jar reads the address off it
        self.jar.add_cookie_header(request)
        return request.get_header("Cookie") or ""


def access_for(name: str, url: str) -> Access:
    """Return the credentials of the source `name`, none where there are none.

    From the environment: PRESSDAY_<NAME>_TOKEN, or _USER and _PASSWORD; _COOKIE (a
    header's value) or _COOKIES_FILE (Netscape's cookies.txt). NAME is the source's
    name in capitals, with _ for whatever is no ASCII letter or digit. Without
    any of these from the keyring, where the extra is installed: service
    "pressday", user name the source's name, password either "user:password" or a
    token. Raises FetchError when what is found cannot be used.
    """
    secrets = _Secrets(name, os.environ)
    access = Access(
        name=name,
        url=url,
        authorization=secrets.authorization(),
        cookie=secrets.header("COOKIE"),
        jar=secrets.jar(),
    )
    if not access.opens and host_of(url):
        access = Access(name=name, url=url, authorization=_of(_from_keyring(name), _SERVICE))
    _hide(access)
    return access


def _hide(access: Access) -> None:
    """Keep the secrets out of a log, also a password as it was before it was encoded."""
    authorization = access.authorization.partition(" ")[2]
    logbook.hide(authorization, *_decoded(authorization), access.cookie)
    logbook.hide(*(part.partition("=")[2] for part in access.cookie.split("; ")))
    logbook.hide(*(cookie.value or "" for cookie in access.jar or ()))


def _decoded(authorization: str) -> tuple[str, ...]:
    """Return the password of a Basic header; nothing for a token."""
    try:
        pair = base64.b64decode(authorization, validate=True).decode()
    except ValueError:
        return ()
    return (pair.partition(":")[2],)


def in_capitals(source: str) -> str:
    """Return a source's name as it stands in the names of its variables."""
    return re.sub("[^A-Z0-9]", "_", source.upper())


@dataclass(frozen=True, slots=True)
class _Secrets:
    """The variables of one source."""

    source: str
    environment: Mapping[str, str]

    def variable(self, kind: str) -> str:
        return f"PRESSDAY_{in_capitals(self.source)}_{kind}"

    def get(self, kind: str) -> str:
        return self.environment.get(self.variable(kind), "").strip()

    def header(self, kind: str) -> str:
        return _in_header(self.get(kind), self.variable(kind))

    def authorization(self) -> str:
        if token := self.header("TOKEN"):
            return f"Bearer {token}"
        user = self.get("USER")
        return _basic(user, self.get("PASSWORD")) if user else ""

    def jar(self) -> CookieJar | None:
        from http.cookiejar import LoadError, MozillaCookieJar

        path = self.get("COOKIES_FILE")
        if not path:
            return None
        jar = MozillaCookieJar()
        try:
            jar.load(path, ignore_discard=True, ignore_expires=True)
        except (OSError, LoadError, UnicodeError) as error:
            raise FetchError(
                f"the file that {self.variable('COOKIES_FILE')} names holds no readable cookies",
                hint="export the cookies in the Netscape format (cookies.txt)",
            ) from error
        return _lasting(jar)


def _lasting(jar: CookieJar) -> CookieJar:
    """Return the cookies with those of a session, which files mark as expired in 1970, valid."""
    for cookie in jar:
        cookie.expires = cookie.expires or None
    return jar


def _of(secret: str, where: str) -> str:
    """Return the Authorization header for "user:password" or a token; "" for nothing."""
    user, colon, password = secret.partition(":")
    if colon:
        return _basic(user, password)
    return f"Bearer {_in_header(secret, where)}" if secret else ""


def _basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def _in_header(value: str, where: str) -> str:
    """Return `value` when it can stand in a header; the error does not repeat it."""
    if not (value.isascii() and value.isprintable()):
        raise FetchError(f"the secret in {where} holds characters that cannot be sent")
    return value


def _from_keyring(name: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError, NoKeyringError
    except ImportError:  # the extra is not installed
        return ""
    try:
        return keyring.get_password(_SERVICE, name) or ""
    except NoKeyringError:
        return ""
    except KeyringError as error:
        raise FetchError(
            f"the keyring does not open ({type(error).__name__})",
            where=name,
            hint="unlock it, or set the source's PRESSDAY_ variables",
        ) from error
