"""An HTML page to a draft: whose text, in which structure, with what said about it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pressday.errors import ExtractError
from pressday.extract import addresses, dom
from pressday.extract.decoding import decode
from pressday.extract.finish import finish, serialise
from pressday.extract.footnotes import Notes
from pressday.extract.fragment import build_body, pictures, read_body
from pressday.extract.graft import graft
from pressday.extract.judges import Verdict, judge
from pressday.extract.language import guess_language
from pressday.extract.leads import take_picture, take_standfirst
from pressday.extract.metadata import Metadata, read_metadata
from pressday.extract.prepare import prepare
from pressday.extract.vocabulary import Builder
from pressday.model import Draft
from pressday.text import plain, words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pressday.extract.leads import Lead
    from pressday.model import DraftImage, Provenance

_FEW_WORDS = 120
_LEAST_KEPT = 0.7  # of the words the judges found
_TITLE_CHARACTERS = 80
_TRACKING = re.compile(
    r"(?<=[?&])(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid|_hs\w+|cmp|ref)=[^&#]*&?"
)
_NOT_FREE = re.compile(r"\"isAccessibleForFree\"\s*:\s*\"?false", re.IGNORECASE)
_PAYWALL = re.compile(
    r"subscribe (?:now )?to (?:continue|read)|subscribers? only|for subscribers"
    r"|already a subscriber|to continue reading|jetzt weiterlesen"
    r"|réservé aux abonnés|solo para suscriptores",
    re.IGNORECASE,
)
_NEEDS_SCRIPT = re.compile(
    r"(?:enable|turn on|activate|requires?|without) javascript"
    r"|javascript (?:is )?(?:disabled|required)",
    re.IGNORECASE,
)


def extract_page(  # noqa: PLR0913 - the address, its charset and its base are three facts of one page
    data: bytes,
    *,
    identity: str,
    url: str = "",
    charset: str = "",
    source: str = "",
    base: str = "",
) -> Draft:
    """Return the article of an HTML page as a draft.

    `url` is where the page came from, empty for a saved one. Relative addresses
    belong to `base`, else to the page's `<base>`, else to `url`. Who reads a saved
    page passes the `file:///` URI of its folder, with a slash at the end, as `base`:
    its pictures then keep `file:` addresses, and only those inside that folder.
    Without any of these relative pictures are left out. An `identity` that is
    the URL itself gives way to the canonical address.

    Raises ExtractError for an empty page and for one without an article.
    """
    page = decode(data, charset)
    root = dom.parse(page)
    if root is None:
        raise ExtractError("the page is empty", where=url or identity)
    base = base or _base(root, url)
    meta = read_metadata(root, url, base)
    verdict = judge(root, page, url)
    warnings = _warnings(root, page, verdict)
    body = _body(root, verdict, base, meta.title)
    draft = _draft(body, meta, warnings)
    if not draft.body:
        raise ExtractError(
            "no article found on the page",
            where=url or identity,
            hint="give the address of one article, or paste its text into a file",
        )
    return replace(draft, identity=_identity(identity, url, meta.url), source=source)


def _base(root: Element, url: str) -> str:
    element = root.find(".//base[@href]")
    declared = "" if element is None else addresses.resolve(element.get("href") or "", url)
    return declared if declared.startswith(("http://", "https://")) else url


def _body(root: Element, verdict: Verdict, base: str, title: str) -> Element:
    """Return the blocks in the page's structure or, where that fails, in a judge's own."""
    found = root.find("body")
    source = root if found is None else found
    prepare(source, base)
    notes = Notes(source, base, verdict.text)
    builder = Builder(base)
    body = build_body(builder, source)
    kept = graft(body, builder.origins, verdict.text, title) + len(dom.tokens(notes.text))
    notes.put(body, builder)
    if kept >= _LEAST_KEPT * len(dom.tokens(verdict.text)) or not verdict.fragment:
        return body
    return read_body(dom.parse_fragment(verdict.fragment), base)


def _draft(body: Element, meta: Metadata, warnings: list[str]) -> Draft:
    # White space first: the opening is recognised by what its lines say.
    finish(body)
    lead = take_picture(body, meta)
    standfirst = take_standfirst(body, meta.standfirst, meta.title)
    finish(body)
    html = serialise(body)
    text = plain(html)
    count = words(text)
    title, language = meta.title or _first_words(text), meta.language or guess_language(text)
    guessed = {"title": title, "language": language}
    few = [f"only {count} words came out"] if count < _FEW_WORDS else []
    return Draft(
        identity="", title=title, body=html, url=meta.url, standfirst=standfirst,
        bylines=meta.bylines, site=meta.site, section=meta.section, tags=meta.tags,
        language=language, published=meta.published, modified=meta.modified,
        licence=meta.licence, lead=lead.image.url if lead else "",
        images=_images(body, lead), provenance=_provenance(meta, guessed, lead, standfirst),
        warnings=(*few, *warnings),
    )  # fmt: skip


def _provenance(
    meta: Metadata, guessed: dict[str, str], lead: Lead | None, standfirst: str
) -> dict[str, Provenance]:
    """Where each field of the draft that is set came from."""
    found: dict[str, Provenance] = {name: "guessed" for name, value in guessed.items() if value}
    found |= {n: p for n, p in meta.provenance.items() if n not in ("picture", "picture_alt")}
    if lead:
        found["lead"] = lead.provenance
    if not standfirst:
        found.pop("standfirst", None)
    return found


def _images(body: Element, lead: Lead | None) -> tuple[DraftImage, ...]:
    first = [lead.image] if lead else []
    shown = {image.url: image for image in [*pictures(body), *first]}
    return tuple(shown[url] for url in dict.fromkeys([*(i.url for i in first), *shown]))


def _first_words(text: str) -> str:
    line = text.split("\n", 1)[0]
    if len(line) <= _TITLE_CHARACTERS:
        return line
    return f"{line[:_TITLE_CHARACTERS].rpartition(' ')[0] or line[:_TITLE_CHARACTERS]}\u2026"


def _identity(identity: str, url: str, canonical: str) -> str:
    """Return the caller's identity; for the plain address the canonical one, untracked."""
    if not url or identity != url:
        return identity
    return _TRACKING.sub("", canonical or url).rstrip("?&")


def _warnings(root: Element, page: str, verdict: Verdict) -> list[str]:
    """Say what an editor should look at before trusting the text."""
    body = root.find("body")
    text = dom.visible_text(root if body is None else body)
    short = len(dom.tokens(verdict.text)) < 3 * _FEW_WORDS
    checks = {
        "two ways of reading the page found very different lengths of text": verdict.disagree,
        "the page says that it needs a subscription": bool(
            _NOT_FREE.search(page) or (short and _PAYWALL.search(text))
        ),
        "the page says that it needs JavaScript": bool(short and _NEEDS_SCRIPT.search(text)),
    }
    return [message for message, holds in checks.items() if holds]
