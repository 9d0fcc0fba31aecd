"""What a page says about its article, field by field, each with where it came from.

JSON-LD first, then Open Graph, then other meta elements, then the page itself.
What the site states is declared; what a rule read out of the page is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pressday.extract import addresses, dom
from pressday.extract.bylines import clean_bylines
from pressday.extract.dates import read_date
from pressday.extract.heads import Heads, clean, read_heads
from pressday.extract.language import normalise_tag

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from lxml.etree import _Element as Element

    from pressday.model import Provenance

_DASH = "[|\\-\u2013\u2014\u00b7\u2022:\u00bb\u00ab/]"
_SEPARATOR = re.compile(rf"\s+{_DASH}+\s+|\s*[|\u00bb]\s*")
_LEAST_TITLE = 3  # words left of a title, for the site's name to be cut on suspicion
_CC = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(?:licenses/([a-z-]+)/(\d\.\d)|publicdomain/(zero|mark))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The fields of a draft that a page declares; `provenance` names those that are set."""

    title: str = ""
    standfirst: str = ""
    bylines: tuple[str, ...] = ()
    site: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    licence: str = ""
    url: str = ""
    picture: str = ""
    picture_alt: str = ""
    provenance: dict[str, Provenance] = field(default_factory=dict)


def read_metadata(root: Element, url: str, base: str) -> Metadata:
    """Read the metadata of a whole page, before cleaning.

    `url` is where it was fetched, or empty; `base` is what relative addresses
    belong to.
    """
    heads = read_heads(root)
    site, site_from = _site(heads, url)
    title, title_from = _title(heads, site)
    bylines, bylines_from = _bylines(heads, site)
    licence, licence_from = _licence(heads)
    published = _date(heads, ("datePublished", "dateCreated"), _PUBLISHED, "datePublished")
    modified = _date(heads, ("dateModified",), _MODIFIED, "dateModified")
    fields: dict[str, tuple[object, Provenance]] = {
        "title": (title, title_from), "site": (site, site_from),
        "bylines": (bylines, bylines_from), "licence": (licence, licence_from),
        "standfirst": (_description(heads), "declared"),
        "section": (_section(heads), "declared"), "tags": (_tags(heads), "declared"),
        "language": (_language(heads), "declared"),
        "published": (published, "declared"), "modified": (modified, "declared"),
        "url": (_canonical(heads, url), "declared"),
        "picture": (_picture(heads, base), "declared"),
        "picture_alt": (heads.meta("og:image:alt", "twitter:image:alt"), "declared"),
    }  # fmt: skip
    return _metadata({name: pair for name, pair in fields.items() if pair[0]})


def _metadata(fields: dict[str, tuple[object, Provenance]]) -> Metadata:
    values = {name: value for name, (value, _) in fields.items()}
    provenance = {name: source for name, (_, source) in fields.items()}
    return Metadata(**values, provenance=provenance)  # type: ignore[arg-type]  # names and types stand side by side above


def _site(heads: Heads, url: str) -> tuple[str, Provenance]:
    names = [heads.meta("og:site_name"), *heads.thing("publisher", "name")]
    names.append(heads.meta("application-name", "apple-mobile-web-app-title"))
    found = next((name for name in names if name and not name.startswith("http")), "")
    return (found, "declared") if found else (addresses.host(url), "guessed")


def _title(heads: Heads, site: str) -> tuple[str, Provenance]:
    element = clean(heads.root.findtext(".//title") or "")
    headings = [clean(dom.visible_text(h)) for h in heads.root.iter("h1")]
    metas = heads.meta(
        "og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title",
        "parsely-title", "sailthru.title",
    )  # fmt: skip
    headlines = heads.thing("headline")
    # Some put a description into the headline: it counts when readers see it as a title.
    shown = " ".join([element, *headings]).lower()
    declared = [*(h for h in headlines if h.lower() in shown), metas]
    found = next((title for title in declared if title and not _is_site(title, site)), "")
    if found:
        return without_site(found, site, headings), "declared"
    inside = [h for h in headings if len(h) > 8 and h.lower() in element.lower()]  # noqa: PLR2004 - "News" is no title
    guessed = [*inside, without_site(element, site, headings), *headings, *headlines, metas]
    return next(filter(None, guessed), ""), "guessed"


def _is_site(title: str, site: str) -> bool:
    return dom.tokens(title) == dom.tokens(site)


def without_site(title: str, site: str, headings: Sequence[str] = ()) -> str:
    """Return a title without the site's name before or behind a dash."""
    parts = _SEPARATOR.split(title)
    if len(parts) == 1:
        return title
    for edge in (-1, 0):
        rest = _cut(title, parts[edge], at_end=edge == -1)
        named = _is_site(parts[edge], site) or _squeezed(parts[edge]) == _squeezed(site)
        if rest and (named or rest in headings):
            return rest
    return title


def _squeezed(name: str) -> str:
    return re.sub(r"\W|\.(?:com|org|net)$", "", name.lower())


def _cut(title: str, part: str, *, at_end: bool) -> str:
    rest = title.removesuffix(part) if at_end else title.removeprefix(part)
    return re.sub(rf"^\s*{_DASH}+\s*|\s*{_DASH}+\s*$", "", rest)


def _bylines(heads: Heads, site: str) -> tuple[tuple[str, ...], Provenance]:
    declared = [
        heads.thing("author", "name"),
        [heads.meta("author")], heads.metas.get("article:author", []),
        [heads.meta("parsely-author")], [heads.meta("dc.creator", "dcterms.creator")],
        [heads.meta("sailthru.author", "byl", "citation_author")],
    ]  # fmt: skip
    for names in declared:
        found = clean_bylines(names, site)
        if found:
            return found, "declared"
    seen = [clean(dom.visible_text(element)) for element in _signed(heads.root)]
    return next(filter(None, (clean_bylines([name], site) for name in seen)), ()), "guessed"


def _signed(root: Element) -> list[Element]:
    """Elements that look like a by-line, the surest first."""
    sure, likely = [], []
    for element in root.iter("a", "span", "p", "div", "address", "li", "cite", "h2", "h3", "h4"):
        classes = set(re.split(r"[\s_-]+", dom.class_names(element).lower()))
        if element.get("rel") == "author" or "author" in (element.get("itemprop") or "").split():
            sure.append(element)
        elif "byline" in classes or "author" in classes:
            likely.append(element)
    return [*sure[:3], *likely[:4]]


_PUBLISHED = (
    "article:published_time", "og:published_time", "parsely-pub-date", "datepublished",
    "dc.date.issued",
    "dcterms.created", "dcterms.date", "dc.date", "citation_publication_date", "pubdate",
    "publishdate", "sailthru.date", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
    "lastmod", "last-modified",
)  # fmt: skip


def _date(
    heads: Heads, keys: tuple[str, ...], metas: tuple[str, ...], item: str
) -> datetime | None:
    """Return the first date that can be read; a `time` counts only if it says what it dates."""
    texts = [text for key in keys for text in heads.thing(key)]
    texts += [text for name in metas for text in heads.metas.get(name, [])]
    for element in heads.root.iter("time", "span", "abbr", "meta"):
        marked = item in (element.get("itemprop") or "").split()
        if marked or (item == "datePublished" and element.get("pubdate") is not None):
            texts += [element.get(name) or "" for name in ("datetime", "content", "title")]
    return next(filter(None, (read_date(text) for text in texts)), None)


def _description(heads: Heads) -> str:
    found = [*heads.thing("description"), heads.meta("og:description")]
    found.append(heads.meta("description", "twitter:description", "dc.description"))
    return next((text for text in found if text), "")


def _section(heads: Heads) -> str:
    found = [*heads.thing("articleSection"), heads.meta("article:section", "parsely-section")]
    names = (name.split(",")[0].strip() for name in found)
    return next((name for name in names if name and not name.startswith("http")), "")


def _tags(heads: Heads) -> tuple[str, ...]:
    lists = [heads.thing("keywords"), heads.metas.get("article:tag", [])]
    lists.append([heads.meta("news_keywords", "keywords", "parsely-tags")])
    texts = next((names for names in lists if any(names)), [])
    names = [name.strip() for text in texts for name in re.split(r"[,;]", text)]
    return tuple(dict.fromkeys(name for name in names if 0 < len(name) <= 60))[:12]  # noqa: PLR2004 - longer ones are sentences


def _language(heads: Heads) -> str:
    html = heads.root if heads.root.tag == "html" else heads.root.find("html")
    own = "" if html is None else html.get("lang") or html.get("xml:lang") or ""
    found = [own, *heads.thing("inLanguage"), heads.meta("og:locale", "dc.language", "language")]
    return next(filter(None, (normalise_tag(value) for value in found)), "")


def _licence(heads: Heads) -> tuple[str, Provenance]:
    """Return a declared licence; a mere link to one may be a picture's: guessed."""
    declared = [*heads.thing("license"), heads.meta("dcterms.license", "dc.rights.license")]
    linked = [e for e in heads.root.iter("a", "link") if "license" in (e.get("rel") or "").split()]
    declared += [element.get("href") or "" for element in linked]
    found = next((value for value in declared if value), "")
    if found:
        return _licence_name(found), "declared"
    hrefs = (anchor.get("href") or "" for anchor in heads.root.iter("a"))
    return _licence_name(next((href for href in hrefs if _CC.match(href)), "")), "guessed"


def _licence_name(value: str) -> str:
    """Creative Commons licences by the name printed under articles, others as they are."""
    found = _CC.match(value)
    if not found:
        return value
    kind, version, dedication = found.groups()
    if dedication:
        return "CC0 1.0" if dedication == "zero" else "Public domain"
    return f"CC {kind.upper()} {version}"


def _canonical(heads: Heads, url: str) -> str:
    """Return the address the page calls its own, on the same host and not the front page."""
    links = [e.get("href") or "" for e in heads.root.iter("link") if e.get("rel") == "canonical"]
    for value in [*links, heads.meta("og:url")]:
        found = addresses.link(value, url)
        path = re.sub(r"^https?://[^/]+/?", "", found)
        same = not url or _site_host(found) == _site_host(url)
        if found.startswith("http") and path and same:
            return found
    return url


def _site_host(url: str) -> str:
    return re.sub(r"^(?:m|mobile|amp)\.", "", addresses.host(url))


def _picture(heads: Heads, base: str) -> str:
    found = [heads.meta("og:image:secure_url", "og:image", "og:image:url")]
    found += [*heads.thing("image", "url"), *heads.thing("image")]
    found.append(heads.meta("twitter:image", "twitter:image:src"))
    return next(filter(None, (addresses.picture(value, base) for value in found)), "")
