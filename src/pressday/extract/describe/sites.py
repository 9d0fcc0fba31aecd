"""The name and the address under which a site publishes a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressday.extract.describe.bylines import squeeze
from pressday.extract.describe.titles import parts_of
from pressday.extract.read import addresses

if TYPE_CHECKING:
    from pressday.extract.describe.declared import Declared
    from pressday.model import Provenance

_LONGEST = 100  # characters of a name
_LONGEST_ADDRESS = 2000  # characters
_SLASHES_OF_A_HOST = 3


def read_site(heads: Declared, url: str) -> tuple[str, Provenance]:
    """Return the name of the site: stated, or guessed from title, account or host."""
    publishers = [*heads.thing("publisher", "name"), *heads.item("publisher", "name")]
    sites = [n for node in heads.others if _is_site(node) for n in heads.texts(node, "name")]
    own = publishers if _is_part(heads, url) else []
    names = [*own, heads.meta("og:site_name"), *sites]
    names += [heads.meta("application-name", "apple-mobile-web-app-title")]
    names += [*publishers, heads.meta("dc.publisher")]
    found = next(filter(_is_name, names), "")
    return (found, "declared") if found else (_guess(heads, url), "guessed")


def canonical(heads: Declared, url: str) -> str:
    """Return the address the page calls its own: of the same domain and not the front page."""
    for value in [*_canonicals(heads), heads.meta("og:url")]:
        whole = len(value) <= _LONGEST_ADDRESS and re.match(
            r"(?:https?:)?/|[?]", value.strip(), re.IGNORECASE
        )
        found = addresses.link(value, url) if whole else ""
        path = re.sub(r"^https?://[^/]+/?", "", found)
        if found.startswith("http") and path and (not url or addresses.same_domain(found, url)):
            return found
    return url


def _is_part(heads: Declared, url: str) -> bool:
    """Tell a magazine on a platform: its publisher's address is a folder above the page's."""
    pages = _canonicals(heads)
    for home in heads.thing("publisher", "url"):
        folder = home.rstrip("/") + "/"
        deep = folder.count("/") > _SLASHES_OF_A_HOST
        if deep and any(page.startswith(folder) for page in (*pages, url)):
            return True
    return False


def _canonicals(heads: Declared) -> list[str]:
    links = heads.root.iter("link")
    return [
        e.get("href") or "" for e in links if "canonical" in (e.get("rel") or "").lower().split()
    ]


def _is_site(node: dict[str, object]) -> bool:
    return "WebSite" in str(node.get("@type"))


def _is_name(name: str) -> bool:
    return 1 < len(name) <= _LONGEST and not re.match(r"(?:https?:|//|www\.)", name)


def _guess(heads: Declared, url: str) -> str:
    host = addresses.host(url)
    label = squeeze(addresses.domain(url).partition(".")[0] or host)
    ends = [part for part in parts_of(heads.title) if part != heads.title]
    named = (part for part in reversed(ends) if label and squeeze(part) and squeeze(part) in label)
    behind = next((part for part in named if len(squeeze(part)) > len(label) / 2), "")
    return behind.strip("_-. ") or heads.meta("twitter:site").lstrip("@") or host
