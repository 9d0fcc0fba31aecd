"""What a page says about its article, field by field, each with where it came from.

JSON-LD first, then meta elements, then what is marked up in the page, then what
readers see. What the site states is declared; what a rule read out of the page
is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pressday.body.vocabulary import HEADINGS
from pressday.extract.describe import headline_area
from pressday.extract.describe.authors import read_bylines
from pressday.extract.describe.declared import clean, read_declared
from pressday.extract.describe.language import normalise_tag, settle_language
from pressday.extract.describe.lead_picture import LeadPicture, read_lead_picture
from pressday.extract.describe.licences import read_licence
from pressday.extract.describe.published import read_modified, read_published
from pressday.extract.describe.sites import canonical, read_site
from pressday.extract.describe.titles import read_title, without_site
from pressday.extract.read import dom

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lxml.etree import _Element as Element

    from pressday.extract.describe.declared import Declared
    from pressday.extract.describe.headline_area import Area
    from pressday.model import Provenance

__all__ = ["Metadata", "read_metadata", "without_site"]

_SUMMARY = frozenset(
    "standfirst dek deck subtitle subhead subheadline subheading subheader chapo chapeau vorspann"
    " sottotitolo bajada entradilla ingress strapline kicker-text summary lede excerpt".split()
)
_ITEMS = frozenset({"description", "alternativeHeadline"})
_CUT_SHORT = re.compile(r"(?:\u2026|\.\.\.|\[\u2026\])\W*$")
_DECK_TAGS = frozenset("h2 h3 h4 p div span section".split())
_DECK = range(40, 401)  # characters
_TEXT = 250  # characters of a paragraph that is text: what follows is other articles'
_NO_SECTION = re.compile(
    r"^(?:nil|null|none|all|home(?:page)?|default|uncategori[sz]ed|undefined"
    r"|front[ -]?page|index|articles?)$",
    re.IGNORECASE,
)
# Names that machines give: `section-Articles`, `Tag:Nodejs`, `ctp_video`, `@hp-top`.
_NO_TAG = re.compile(r"^[@#_]|\w[:=]\w|_|^\d+$|^https?:", re.IGNORECASE)
_LABEL = re.compile(r"^(?:category|section|tag|topic|keyword)s?:\s+(?:section:)?", re.IGNORECASE)
_LONGEST_TAG, _MOST_TAGS = 60, 12
_SAMPLE = 2500  # characters that tell a language


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
    picture_caption: str = ""
    picture_credit: str = ""
    provenance: dict[str, Provenance] = field(default_factory=dict)


def read_metadata(root: Element, url: str, base: str) -> Metadata:
    """Read the metadata of a whole page, before cleaning.

    `url` is where it was fetched, or empty; `base` is what relative addresses
    belong to.
    """
    heads = read_declared(root)
    area = headline_area.read_area(heads)
    site, site_from = read_site(heads, url)
    section, own = _section(heads), canonical(heads, url)
    published, published_from = read_published(heads, area, url)
    fields: dict[str, tuple[object, Provenance]] = {
        "title": read_title(heads, site, section), "site": (site, site_from),
        "bylines": read_bylines(heads, area, site, own), "licence": read_licence(heads, base),
        "standfirst": _standfirst(heads, area), "section": (section, "declared"),
        "tags": (_tags(heads), "declared"), "language": _language(heads),
        "published": (published, published_from),
        "modified": (read_modified(heads, published), "declared"),
        "url": (own, "declared"),
    }  # fmt: skip
    return _metadata(
        {name: pair for name, pair in fields.items() if pair[0]},
        read_lead_picture(heads, site, base),
    )


def _metadata(fields: dict[str, tuple[object, Provenance]], opener: LeadPicture) -> Metadata:
    values = {name: value for name, (value, _) in fields.items()}
    provenance = {name: source for name, (_, source) in fields.items()}
    if opener.url:
        provenance["picture"] = "declared"
    return Metadata(
        **values,  # type: ignore[arg-type]  # names and types stand side by side above
        picture=opener.url, picture_alt=opener.alt, picture_caption=opener.caption,
        picture_credit=opener.credit, provenance=provenance,
    )  # fmt: skip


def _standfirst(heads: Declared, area: Area) -> tuple[str, Provenance]:
    """Return the line that readers see below the headline, else the description."""
    decks = [text for text in _decks(area) if text]
    found = [*heads.thing("description"), heads.meta("og:description", "dc.description")]
    found += [heads.meta("description", "twitter:description"), *heads.item("description")]
    stated = next((text for text in found if text), "")
    torn = not stated or _CUT_SHORT.search(stated)
    shown = next((text for text in decks if torn or _is_deck(text)), "")
    return (shown, "guessed") if shown and shown not in found else (shown or stated, "declared")


def _decks(area: Area) -> Iterator[str]:
    """Yield the lines near the headline that class or microdata call its second line."""
    behind = None if area.headline is None else area.headline.getnext()
    for element in area.near:
        item = set((element.get("itemprop") or "").split())
        named = element is behind and element.tag == "h2"
        if element.tag == "p" and len(dom.inner_text(element)) > _TEXT:
            return
        if (
            (named or _SUMMARY & headline_area.names(element) or item & _ITEMS)
            and element.tag in _DECK_TAGS
            and not area.is_foreign(element)
            and next(element.iterdescendants("a", *HEADINGS), None) is None
        ):
            yield clean(dom.visible_text(element))


def _is_deck(text: str) -> bool:
    return dom.ends_sentence(text) and len(text) in _DECK


def _section(heads: Declared) -> str:
    found = [*heads.thing("articleSection"), heads.meta("article:section", "parsely-section")]
    found += [heads.meta("dc.subject.section", "sailthru.section"), *heads.item("articleSection")]
    names = (name.split(",")[0].strip() for name in found if not name.startswith("http"))
    return next((n for n in names if 1 < len(n) <= _LONGEST_TAG and not _NO_SECTION.match(n)), "")


def _tags(heads: Declared) -> tuple[str, ...]:
    lists = [heads.thing("keywords"), heads.metas.get("article:tag", [])]
    lists.append([heads.meta("news_keywords", "keywords", "parsely-tags", "sailthru.tags")])
    lists += [heads.metas.get("citation_keywords", []), heads.item("keywords")]
    texts = next((names for names in lists if any(names)), [])
    names = [_LABEL.sub("", name.strip()) for text in texts for name in re.split(r"[,;，、]", text)]
    kept: dict[str, str] = {}
    for name in filter(_is_tag, names):
        kept.setdefault(name.casefold(), name)
    return tuple(kept.values())[:_MOST_TAGS]


def _is_tag(name: str) -> bool:
    useless = _NO_TAG.search(name) or _NO_SECTION.match(name)
    return 0 < len(name) <= _LONGEST_TAG and not useless


def _language(heads: Declared) -> tuple[str, Provenance]:
    html = heads.root if heads.root.tag == "html" else heads.root.find("html")
    own = ("", "") if html is None else (html.get("lang") or "", html.get("xml:lang") or "")
    found = [*own, *heads.thing("inLanguage"), heads.meta("content-language", "dc.language")]
    found += [heads.meta("og:locale", "language"), *heads.item("inLanguage")]
    stated = next(filter(None, map(normalise_tag, found)), "")
    return settle_language(stated, _sample(heads.root)) if stated else ("", "declared")


def _sample(root: Element) -> str:
    """Return the beginning of the page's running text, enough to tell its language."""
    texts: list[str] = []
    for paragraph in root.iter("p"):
        text = dom.inner_text(paragraph)
        if len(text) > 80:  # noqa: PLR2004 - characters; shorter ones are often menus
            texts.append(text)
        if sum(map(len, texts)) > _SAMPLE:
            break
    return " ".join(texts)[:_SAMPLE]
