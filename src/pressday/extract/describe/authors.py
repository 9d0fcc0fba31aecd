"""Who signed an article: what the page declares, else the by-line that readers see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.extract.describe.bylines import after_label, clean_bylines, is_person, turned
from pressday.extract.describe.signatures import signatures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pressday.extract.describe.declared import Declared
    from pressday.extract.describe.headline_area import Area
    from pressday.model import Provenance


def read_bylines(
    heads: Declared, area: Area, site: str, url: str
) -> tuple[tuple[str, ...], Provenance]:
    """Return the names of the authors in order: stated, or guessed from the page.

    `url` is the page's own address. Where only short names are stated, a full name that
    readers see is the author's, unless it is one of many in a thread.
    """
    stated = [names for texts in _stated(heads) if (names := clean_bylines(texts, site))]
    person = next((names for names in stated if any(map(is_person, names))), ())
    if person or (stated and _is_thread(heads)):
        return person or stated[0], "declared"
    seen = _first(signatures(heads.root, area, url), site)
    if any(map(is_person, seen)):
        return seen, "guessed"
    stated += [clean_bylines(_namesakes(heads), "")]
    found = next(filter(None, stated), ())
    return (found, "declared") if found else (seen, "guessed")


def _is_thread(heads: Declared) -> bool:
    """Return whether a page says that people talk on it, under names as they like."""
    kinds = (str(node.get("@type")) for node in (*heads.things, *heads.items))
    return any(name in kind for kind in kinds for name in ("DiscussionForumPosting", "Question"))


def _first(lines: Iterable[list[str]], site: str) -> tuple[str, ...]:
    return next(filter(None, (clean_bylines(texts, site) for texts in lines)), ())


def _namesakes(heads: Declared) -> list[str]:
    """Return authors that are people, so that a site of the same name may be theirs."""
    kinds = heads.thing("author", "@type")
    names = heads.thing("author", "name") if set(kinds) == {"Person"} else []
    stated = names or ([] if kinds else [*heads.metas.get("author", []), _carded(heads)])
    return [name for name in stated if is_person(name)]


def _stated(heads: Declared) -> Iterator[list[str]]:
    metas = heads.metas
    yield heads.thing("author", "name")
    yield [turned(name) for name in metas.get("dc.creator", [])]
    for name in ("author", "parsely-author", "article:author"):
        yield metas.get(name, [])
    yield [turned(name) for name in metas.get("citation_author", [])]
    yield heads.item("author", "name")
    yield heads.thing("creator", "name")
    yield [_carded(heads)]


def _carded(heads: Declared) -> str:
    """Return the author on the card that messengers show: a label such as "Written by", a name."""
    label, value = heads.meta("twitter:label1"), heads.meta("twitter:data1")
    return after_label(f"{label} {value}") if label else ""
