"""The title of an article: what a page declares and shows, or the name of a file."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pressday.extract.describe.bylines import squeeze
from pressday.extract.describe.headline_area import likeness
from pressday.extract.read import dom
from pressday.extract.read.dom import seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressday.extract.describe.declared import Declared
    from pressday.model import Provenance

_SUFFIXES = (".txt", ".text", ".md", ".markdown")
_DASH = "[|\\-\u2013\u2014\u00b7\u2022:\u00bb\u00ab/\u2039\u203a\u2190\u2192\uff5c_~]"
_SEPARATOR = re.compile(rf"\s{{1,8}}{_DASH}{{1,4}}\s{{1,8}}|\s?[|\u00bb\uff5c]\s?|\s_(?=\S)")
_LEAST_TITLE = 4  # words left of a title, for an unknown name behind it to be cut on suspicion
_LONGEST_NAME = 5  # words of such a name
_ALIKE = 0.5  # of the words of a heading and of what the page calls itself, to be one title
_DECLARED = ("dc.title", "og:title", "title", "twitter:title", "citation_title")


def title_of_file(name: str) -> str:
    """Return the name of a file as a title: no suffix, blanks for hyphens, a capital first."""
    path = PurePosixPath(name.replace("\\", "/"))
    stem = path.stem if path.suffix.lower() in _SUFFIXES else path.name
    words = " ".join(re.split(r"[\s_-]+", seen(stem))).strip()
    return words[:1].upper() + words[1:] or "Untitled"


def read_title(heads: Declared, site: str, section: str) -> tuple[str, Provenance]:
    """Return the article's title without the site's name: stated, or guessed from the page."""
    shown = " ".join([heads.title, *heads.headings]).lower()
    # Some put a description into the headline: it counts when readers see it as a title.
    stated = [h for h in heads.thing("headline") if h.lower() in shown]
    stated += [heads.meta(name) for name in _DECLARED]
    stated += [h for h in heads.item("headline") if h in heads.headings]
    useful = [t for t in stated if t and not _is_name_of(t, site) and not _is_name_of(t, section)]
    if not useful:
        return _guess(heads, site, section), "guessed"
    said = without_site(useful[0], site, heads.headings)
    heading = _shown_as(said, heads, site, section)
    same = not heading or likeness(said, heading) == 1
    return (said, "declared") if same else (heading, "guessed")


def _shown_as(said: str, heads: Declared, site: str, section: str) -> str:
    """Return the heading that says in other words what the page calls itself for machines."""
    own = [h for h in heads.headings if not _is_name_of(h, site) and not _is_name_of(h, section)]
    bare = [without_site(heading, site) for heading in own]
    like = {h: max(likeness(h, said), likeness(h, heads.title)) for h in bare if h}
    best = max(like, key=lambda heading: like[heading], default="")
    return best if best and like[best] >= _ALIKE else ""


def without_site(title: str, site: str, headings: Sequence[str] = ()) -> str:
    """Return a title without the site's name, or what no heading shows, at either end."""
    for _ in range(3):
        shorter = _shorter(title, site, headings)
        if shorter == title:
            break
        title = shorter
    return title


def parts_of(title: str) -> list[str]:
    """Return what stands between the separators of a title."""
    return [part for part in _SEPARATOR.split(title) if part]


def _guess(heads: Declared, site: str, section: str) -> str:
    cut = without_site(heads.title, site, heads.headings)
    shown = _shown_as(cut, heads, site, section)
    if cut == heads.title and cut not in heads.headings:
        cut = _without_tail(cut)
    others = [*heads.headings, *heads.thing("headline"), heads.meta("title")]
    return next(filter(None, [shown, cut, *others]), "")


def _shorter(title: str, site: str, headings: Sequence[str]) -> str:
    parts = parts_of(title)
    for edge in (-1, 0) if len(parts) > 1 else ():
        rest = _cut(title, parts[edge], at_end=edge == -1)
        whole = rest in headings and len(dom.tokens(rest)) > 1
        if rest and (whole or _is_name_of(parts[edge], site)):
            return rest
    return title


def _is_name_of(text: str, site: str) -> bool:
    bare = squeeze(text)
    return bool(bare) and bare in (squeeze(site), squeeze(site).removeprefix("the"))


def _without_tail(title: str) -> str:
    """Cut a short last part that nothing on the page explains: most often the site's name."""
    parts = parts_of(title)
    rest = _cut(title, parts[-1], at_end=True) if len(parts) > 1 else ""
    short = len(dom.tokens(parts[-1])) <= _LONGEST_NAME if parts else False
    return rest if short and len(dom.tokens(rest)) >= _LEAST_TITLE else title


def _cut(title: str, part: str, *, at_end: bool) -> str:
    rest = title.removesuffix(part) if at_end else title.removeprefix(part)
    return re.sub(rf"^\s*{_DASH}+\s*|\s*{_DASH}+\s*$", "", rest)
