"""What one fetch asks for and may show on its way: who sent it, where it may go, its cookies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pressday.fetch.addresses import host_of
from pressday.fetch.limits import EMBEDDED

if TYPE_CHECKING:
    from collections.abc import Collection

    import httpx

    from pressday.fetch.access import Access
    from pressday.fetch.limits import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestScope:
    """One fetch on its way from address to address.

    `inside` says whether it may still reach hosts that are not public, `own`
    whether it may still show the source's credentials. Both can only be lost:
    once a stranger's server has had a say in where it goes, they do not come back.
    """

    kind: Kind
    access: Access
    cookies: httpx.Cookies
    referer: str = ""
    discovered: bool = False
    inside: bool = False
    own: bool = False

    def at(self, url: str, house: Collection[str]) -> RequestScope:
        """Return the scope as it goes on to `url`; `house` are the hosts allowed though private.

        Credentials go over https, and over http on a host of the house.
        """
        inside = self.inside and host_of(url) in house
        secure = inside or url.startswith("https:")
        own = self.own and secure and host_of(url) == self.access.host
        return replace(self, inside=inside, own=own)

    def shown_cookies(self) -> tuple[tuple[str, str | None], ...]:
        """Return the cookies that the answers on the way have set."""
        return tuple((cookie.name, cookie.value) for cookie in self.cookies.jar)

    def key(self, url: str) -> str:
        """Return the key of `url` in the cache: its own where the source's credentials open it."""
        return f"{url}#{self.access.name}" if self.own and self.access.opens else url


def new_cookies() -> httpx.Cookies:
    """Return an empty jar: what one fetch is given to carry is not shown by the next."""
    import httpx

    return httpx.Cookies()


def sets_out(scope: RequestScope, url: str, house: Collection[str]) -> RequestScope:
    """Return `scope` with what it may do at its first address.

    A host of the `house` is reached only where the editor wrote its name: in the
    address itself, or in that of the source which led to it. An address that
    was discovered, and every picture or script, is a stranger's word: without a source in
    the house it stays outside, and also when a page outside the house (`referer`)
    asks for it. Credentials are for the source's own host, and for its own pages.
    """
    source, page = scope.access.host, host_of(scope.referer)
    written = not scope.discovered and scope.kind not in EMBEDDED
    trusted = (written or source in house) and (not page or page in house)
    own = bool(source) and page in {"", source}
    return replace(scope, inside=trusted, own=own).at(url, house)
