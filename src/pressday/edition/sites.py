"""One spelling of each site's name in an edition, chosen where all its pieces stand. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pressday.model import Article

_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}")
_SECOND_LEVEL = frozenset("ac co com edu gob gov gouv net or org".split())
_LEAST_INITIALS = 2


def site_names(articles: Iterable[Article]) -> dict[str, str]:
    """Return under which name the site of each article is printed, by article id.

    What one host calls itself is one site, in the spelling used most, of those used as
    often the longest; a bare address gives way to any name. Names of one host that have
    nothing in common are those of magazines on a platform, and stay apart.
    """
    hosts: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        hosts[host_of(article.url)].append(article)
    chosen: dict[str, str] = {}
    for host, group in hosts.items():
        used = Counter(article.site for article in group)
        names = _spellings(host, used) if host else {name: name for name in used}
        chosen |= {article.id: names[article.site] for article in group}
    return chosen


def host_of(url: str) -> str:
    """Return the host of an address without `www.`; nothing where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # brackets that hold no address
        return ""


def letters(name: str) -> str:
    """Return a name as names are compared: letters and figures, no marks, no article before."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c for c in plain if c.isalnum())
    return kept.removeprefix("the") or kept


def label_of(host: str) -> str:
    """Return the part of a host that names its owner, as `letters`: bbc of news.bbc.co.uk."""
    parts = host.split(".")[:-1]
    if len(parts) > 1 and parts[-1] in _SECOND_LEVEL:
        parts.pop()
    return letters(parts[-1]) if parts else ""


def _spellings(host: str, used: Mapping[str, int]) -> dict[str, str]:
    """Return what each of the names `used` by a host is replaced by."""
    label = label_of(host)
    bare = {name for name in used if _is_bare(name, label)}
    sites: list[set[str]] = []
    for name in (n for n in used if n not in bare):
        kin = [s for s in sites if any(_akin(name, other, label) for other in s)]
        sites = [s for s in sites if s not in kin] + [{name}.union(*kin)]
    home = _home(sites, label)
    named = [site | bare if site is home else site for site in sites]
    every = named if home is not None or not bare else [*named, bare]
    return {name: _best(site - bare or site, used) for site in every for name in site}


def _home(sites: list[set[str]], label: str) -> set[str] | None:
    """Return the site that a bare address means: the only one, or the one called like the host."""
    if len(sites) == 1:
        return sites[0]
    return next((s for s in sites if any(_is_called(name, label) for name in s)), None)


def _best(site: Iterable[str], used: Mapping[str, int]) -> str:
    return max(site, key=lambda name: (used[name], len(name), name))


def _is_bare(name: str, label: str) -> bool:
    """Tell a mere address, or an account that is called like the host, from a name."""
    account = name.islower() and letters(name) == label
    return not name or account or bool(_ADDRESS.fullmatch(name.casefold()))


def _akin(one: str, other: str, label: str) -> bool:
    """Tell two spellings of one name: one holds the other or its initials, or both the host's."""
    a, b = letters(one), letters(other)
    if not a or not b:
        return False
    both = _is_called(one, label) and _is_called(other, label)
    return both or a in b or b in a or a in _initials(other) or b in _initials(one)


def _is_called(name: str, label: str) -> bool:
    own = letters(name)
    return bool(label and own) and (label in own or own in label)


def _initials(name: str) -> set[str]:
    """Return the initials of a name, with and without small words and its article."""
    words = re.findall(r"\w+", re.sub(r"^the\s", "", name, flags=re.IGNORECASE))
    found = ("".join(w[0] for w in words), "".join(w[0] for w in words if w[0].isupper()))
    return {initials.casefold() for initials in found if len(initials) >= _LEAST_INITIALS}
