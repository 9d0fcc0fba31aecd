"""An HTML page to a draft: whose text, in which structure, with what said about it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pressday.body.vocabulary import HEADINGS
from pressday.errors import ExtractError
from pressday.extract.account import missed
from pressday.extract.account.fates import Accounted, Ledger, printed_words, settle, told
from pressday.extract.account.passages import take
from pressday.extract.build.builder import Builder
from pressday.extract.build.finish import as_body, finish
from pressday.extract.build.footnotes import Notes
from pressday.extract.build.fragment import build_body, pictures, read_body
from pressday.extract.describe.language import guess_language
from pressday.extract.describe.metadata import Metadata, read_metadata
from pressday.extract.describe.opening import take_picture, take_standfirst
from pressday.extract.garbage import put_off
from pressday.extract.judge.claims import PageClaims, read_claims
from pressday.extract.judge.judging import judge
from pressday.extract.judge.leaves import leaf_of, leaves_of
from pressday.extract.read import addresses, dom
from pressday.extract.read.clearing import chosen, clear
from pressday.extract.read.decoding import decode
from pressday.extract.read.prepare import prepare
from pressday.extract.read.uncover import uncover
from pressday.extract.select.doubts import FEW_WORDS, Signs, doubts, read_signs
from pressday.extract.select.selection import in_doubt, readings, select, undeclared
from pressday.extract.threads.posts import set_posts
from pressday.model import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from pressday.extract.describe.opening import Lead
    from pressday.extract.judge.leaves import Leaf
    from pressday.model import DraftImage, Provenance

_LOG = logging.getLogger("pressday.extract")
_TITLE_CHARACTERS = 80
# Of a page that can be read in seconds; the longest encyclopedia entries have a sixth of either.
_MOST_ELEMENTS, _MOST_CHARACTERS = 60_000, 3_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A parsed page, where it stands, and what it says of itself."""

    root: Element
    base: str
    meta: Metadata
    signs: Signs

    @property
    def body(self) -> Element:
        found = self.root.find("body")
        return self.root if found is None else found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The loose blocks of the article, all pictures of the page, and what makes one doubt them.

    `blocks` are those that were judged, None where an editor's selectors chose the article.
    """

    body: Element
    shown: tuple[DraftImage, ...] = ()
    warnings: Sequence[str] = ()
    blocks: _Blocks | None = None


@put_off()
def extract_page(  # noqa: PLR0913 - the address, its charset and its base are three facts of one page
    data: bytes,
    *,
    identity: str,
    url: str = "",
    charset: str = "",
    source: str = "",
    base: str = "",
    keep: Sequence[str] = (),
    drop: Sequence[str] = (),
) -> Draft:
    """Return the article of an HTML page as a draft.

    `url` is where the page came from, empty for a saved one. Relative addresses
    belong to `base`, else to the page's `<base>`, else to `url`. Who reads a saved
    page passes the `file:///` URI of its folder, with a slash at the end, as `base`:
    its pictures then keep `file:` addresses, and only those inside that folder.
    Without any of these relative pictures are left out. An `identity` that is
    the URL itself gives way to the address the page calls canonical, as it stands there.

    `keep` and `drop` are valid CSS selectors. What `drop` matches is removed first. Where
    `keep` matches, exactly that is the article and nobody is asked; else a warning says so.

    Raises ExtractError for an empty page, one of boundless size and one without an article.
    """
    identity, url = dom.seen(identity), dom.seen(url)
    page = _read(data, charset, url, base)
    if page is None:
        raise ExtractError("the page is empty", where=url or identity)
    read = _accounted(page, url or identity, url, keep, drop)
    own = page.meta.url if url and identity == url else ""
    lost = missed.probable(read)
    return replace(
        read.draft, identity=own or identity, source=source, text_from="page",
        account=told(read.traces, lost),
        warnings=(*read.draft.warnings, *missed.warnings(read, lost)),
    )  # fmt: skip


def read_accounted(data: bytes, url: str) -> Accounted:
    """Return a page's draft with what its account is made of: for who grows the forest of losses.

    Raises ExtractError as `extract_page` does.
    """
    page = _read(data, "utf-8", url, "")
    if page is None:
        raise ExtractError("the page is empty", where=url)
    return _accounted(page, url, url, (), ())


def _accounted(
    page: _Page, where: str, url: str, keep: Sequence[str], drop: Sequence[str]
) -> Accounted:
    uncover(page.root)
    passages, ledger = take(page.body), Ledger()
    found = _article(page, url, keep, drop, ledger)
    draft = _draft(found, page.meta)
    if not draft.body:
        raise ExtractError("no article found on the page", where=where, hint=_hint(page))
    blocks = found.blocks
    others = None if blocks is None else readings(blocks.leaves)
    traces = settle(passages, printed_words(draft), others, ledger)
    if blocks is None:
        return Accounted(draft=draft, traces=traces)
    return Accounted(draft=draft, traces=traces, leaves=blocks.leaves, claims=blocks.claims)


def _read(data: bytes, charset: str, url: str, base: str) -> _Page | None:
    root = dom.parse(decode(data, charset))
    if root is None:
        return None
    _check_size(root, url)
    base = base or _base(root, url)
    meta = read_metadata(root, url, base)
    return _Page(root=root, base=base, meta=meta, signs=read_signs(root))


def _check_size(root: Element, url: str) -> None:
    elements, characters = 0, 0
    for element in root.iter():
        elements += 1
        if element.tag not in ("script", "style"):
            characters += len(element.text or "")
        characters += len(element.tail or "")
    if elements > _MOST_ELEMENTS or characters > _MOST_CHARACTERS:
        message = f"the page is too long: {elements} elements with {characters} characters of text"
        raise ExtractError(message, where=url, hint="give the address of one part of it")


def _base(root: Element, url: str) -> str:
    element = root.find(".//base[@href]")
    declared = "" if element is None else addresses.resolve(element.get("href") or "", url)
    return declared if declared.startswith(("http://", "https://")) else url


def _hint(page: _Page) -> str:
    if page.signs.needs_script:
        return 'the page is made by a script: write body = "browser" for its source'
    return "give the address of one article, or paste its text into a file"


def _article(
    page: _Page, url: str, keep: Sequence[str], drop: Sequence[str], ledger: Ledger
) -> _Found:
    clear(page.root, drop, ledger.parts)
    own = chosen(page.root, keep)
    if own is not None:
        warnings = doubts(page.signs, len(dom.tokens(dom.visible_text(own))))
        return _Found(body=_untitled(read_body(own, page.base), page.meta.title), warnings=warnings)
    blocks = _blocks(page, url, ledger.parts)
    judge(blocks.leaves, blocks.claims)
    return _judged(page, blocks, ledger, unmatched=bool(keep))


def _untitled(body: Element, title: str) -> Element:
    """Drop a first heading that only repeats the title."""
    first = next(iter(body), None)
    if first is None or first.tag not in HEADINGS:
        return body
    if dom.tokens(dom.visible_text(first)) == dom.tokens(title):
        dom.drop(first)
    return body


@dataclass(frozen=True, slots=True, kw_only=True)
class _Blocks:
    """A page built anew as a whole: its loose blocks, where each came from, and what it claims."""

    body: Element
    builder: Builder
    notes: Notes
    leaves: list[Leaf]
    claims: PageClaims


def _blocks(page: _Page, url: str, removed: dict[Element, str]) -> _Blocks:
    claims = read_claims(page.root, page.meta.url or url, page.meta.title, page.meta.standfirst)
    prepare(page.body, page.base, removed)
    notes = Notes(page.body, page.base)
    builder = Builder(page.base)
    body = build_body(builder, page.body)
    leaves = [leaf_of(element, builder.origins) for element in leaves_of(body)]
    return _Blocks(body=body, builder=builder, notes=notes, leaves=leaves, claims=claims)


def _judged(page: _Page, blocks: _Blocks, ledger: Ledger, *, unmatched: bool) -> _Found:
    """Return the blocks that are the article, with what belongs beside them and their notes."""
    body, shown = blocks.body, pictures(blocks.body)
    site, talk = addresses.host(page.base), blocks.claims.is_talk
    select(body, blocks.leaves, page.meta.title, site, ledger.lines, talk=talk)
    if talk:
        set_posts(body, blocks.builder.origins, ledger.lines)
    checks = {
        "the selectors to keep match nothing on the page: its text was found without them":
            unmatched,
        "much of the page may be text or not, its likelier half was kept": in_doubt(blocks.leaves),
        "the text that the page declares leaves out paragraphs that look like text": undeclared(
            blocks.leaves
        ),
    }  # fmt: skip
    warnings = [message for message, holds in checks.items() if holds]
    warnings += doubts(page.signs, len(dom.tokens(dom.visible_text(body))))
    blocks.notes.put(body, blocks.builder)
    _log(page, blocks)
    return _Found(body=body, shown=shown, warnings=warnings, blocks=blocks)


def _log(page: _Page, blocks: _Blocks) -> None:
    kept = [leaf for leaf in blocks.leaves if leaf.keep]
    words = sum(len(leaf.words) for leaf in kept)
    facts = {"url": page.base, "blocks": len(blocks.leaves), "kept": len(kept), "words": words}
    _LOG.info("judged", extra={"facts": facts})


def read_leaves(data: bytes, url: str) -> tuple[list[Leaf], PageClaims]:
    """Return what is judged of a page, not judged yet: for who grows the forest or looks at it.

    Raises ExtractError for a page of boundless size; an empty one has no leaves.
    """
    page = _read(data, "", url, "")
    if page is None:
        return [], PageClaims()
    uncover(page.root)
    clear(page.root, ())
    blocks = _blocks(page, url, {})
    return blocks.leaves, blocks.claims


def _draft(found: _Found, meta: Metadata) -> Draft:
    body, warnings = found.body, found.warnings
    # White space first: the opening is recognised by what its lines say.
    finish(body)
    lead = take_picture(body, meta, found.shown)
    standfirst = take_standfirst(body, meta)
    finish(body)
    made = as_body(body)
    title = meta.title or _first_words(made.text)
    language = meta.language or guess_language(made.text)
    guessed = {"title": title, "language": language}
    few = [f"only {made.words} words came out"] if made.words < FEW_WORDS else []
    return Draft(
        identity="", title=title, body=made, url=meta.url, standfirst=standfirst,
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
