"""The documents of an EPUB: cover, contents, editorial, articles, briefs, colophon."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pressday.body.markup import printable
from pressday.errors import LayoutError
from pressday.layout.epub.addresses import same_page, web_address
from pressday.layout.epub.bodies import Place, SetBody, set_body
from pressday.layout.epub.book import Document, EpubBook, Front, Landmark, NavPoint
from pressday.layout.epub.stories import (
    Story,
    StoryContext,
    anchor,
    direction,
    fills,
    focus,
    layout_of,
    own_language,
    story_context,
    tell,
)
from pressday.layout.epub.views import Chapter, Cover, Page, Paper, Part
from pressday.layout.typography import polish_text
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml import etree

    from pressday.body import Body
    from pressday.layout.theme import Theme
    from pressday.layout.words import Furniture
    from pressday.model import Edition, Image, Piece, Section

COVER, CONTENTS, EDITORIAL, COLOPHON = (
    "cover.xhtml", "contents.xhtml", "editorial.xhtml", "colophon.xhtml",
)  # fmt: skip
TEASERS = 4


def lay_out(edition: Edition, theme: Theme) -> EpubBook:
    """Return `edition` as an EPUB's documents in reading order, with `theme`'s templates and style.

    Raises LayoutError for a fault in a template or stylesheet, with file and line.
    """
    files = {p.id: name for name, pieces in _groups(edition) for p in pieces}
    at = story_context(edition, files, _targets(edition, files))
    parts = tuple(_part(section, at) for section in edition.sections if section.pieces)
    matter = {
        "editorial": _fragment(edition.editorial, "editorial", at),
        "next_week": _fragment(edition.next_week, "next", at, closing=False),
    }
    return _book(edition, parts, matter, (theme, _paper(edition, at.words)))


def _groups(edition: Edition) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    """Yield the name and pieces of each chapter; briefs come together where the first stands."""
    taken: Counter[str] = Counter()
    for section in edition.sections:
        briefs = tuple(p for p in section.pieces if layout_of(p, section) == "brief")
        for piece in section.pieces:
            if piece in briefs[1:]:
                continue
            stem = f"briefs-{section.number}" if piece in briefs else anchor(piece)
            taken[stem] += 1
            name = f"{stem}.xhtml" if taken[stem] == 1 else f"{stem}-{taken[stem]}.xhtml"
            yield name, briefs if piece in briefs else (piece,)


def _targets(edition: Edition, files: Mapping[str, str]) -> dict[str, str]:
    """Return where links to pieces lead, by anchor and by address."""
    targets: dict[str, str] = {}
    for piece in edition.pieces:
        href = f"{files[piece.id]}#{anchor(piece)}"
        targets[f"#a-{piece.id}"] = href
        if piece.article.url:
            targets[same_page(piece.article.url)] = href
    return targets


def _part(section: Section, at: StoryContext) -> Part:
    stories = [tell(piece, section, at) for piece in section.pieces]
    by_file: dict[str, list[Story]] = {}
    for story in stories:
        by_file.setdefault(story.file, []).append(story)
    chapters = tuple(_chapter(file, group, at.words) for file, group in by_file.items())
    return Part(name=section.name, colour=stories[0].colour, chapters=chapters)


def _chapter(file: str, stories: list[Story], words: Furniture) -> Chapter:
    first, briefs = stories[0], stories[0].layout == "brief"
    title = words.word("in_brief") if briefs else first.headline
    section = "" if briefs and first.section == title else first.section
    return Chapter(
        file=file,
        section=section,
        colour=first.colour,
        title=title,
        briefs=briefs,
        stories=tuple(stories),
    )


def _fragment(body: Body, stem: str, at: StoryContext, *, closing: bool = True) -> SetBody | None:
    if not body:
        return None
    place = Place(
        anchor=stem,
        language=own_language(at.edition),
        level=2,
        words=at.words,
        images={i.media: i for p in at.edition.pieces for i in p.article.images},
        targets=at.targets,
        closing=closing,
    )
    return set_body(body, place)


def _paper(edition: Edition, words: Furniture) -> Paper:
    head = edition.masthead
    volume = (words.word("volume"), str(edition.volume)) if edition.volume else ()
    number = " ".join((*volume, words.word("number"), str(edition.number)))
    return Paper(
        title=head.title,
        tagline=polish_text(head.tagline, head.language),
        issue=f"{head.title}, {number}",
        number=number.replace(" ", "\N{NO-BREAK SPACE}"),
        span=words.span(*edition.span),
        language=own_language(edition),
        spoken=_spoken(edition, words),
        editor=head.editor,
        contact=head.contact,
        address=web_address(head.url),
        licence=head.licence,
        colophon=polish_text(head.colophon, head.language),
        logo=f"media:{head.logo.media}" if head.logo else "",
        words=words,
    )


def _spoken(edition: Edition, words: Furniture) -> str:
    """Return the language that the furniture is really in."""
    own = own_language(edition)
    return own if own.partition("-")[0].lower() == words.language else words.language


Matter = dict[str, SetBody | None]
Press = tuple["Theme", Paper]


def _book(edition: Edition, parts: tuple[Part, ...], matter: Matter, press: Press) -> EpubBook:
    theme, paper = press
    words = paper.words
    stories = [s for p in parts for s in p.stories]
    lead = next(
        (s for s, p in zip(stories, edition.pieces, strict=True) if p.id == edition.cover), None
    )
    documents = tuple(_documents(parts, matter, press, (edition, lead)))
    images = _images(edition, stories, matter)
    described = all(b.described for b in _bodies(stories, matter)) and all(
        p.image is None or p.image.alt or p.image.media in p.decorations for p in edition.pieces
    )
    summary = (
        "accessible_text"
        if not images
        else "accessible_pictures"
        if described
        else "accessible_some"
    )
    return EpubBook(
        identifier=edition.identifier,
        title=f"{paper.issue}: {paper.span}",
        publication=paper.title,
        number=edition.number,
        date=edition.date,
        languages=tuple(dict.fromkeys((paper.language, *(s.language for s in stories)))),
        direction=direction(paper.language),
        editor=paper.editor,
        authors=tuple(dict.fromkeys(a for s in stories for a in s.authors)),
        rights=paper.licence,
        description=paper.tagline,
        summary=words.word(summary),
        described=described,
        undescribed={
            p.id: s.undescribed
            for s, p in zip(stories, edition.pieces, strict=True)
            if s.undescribed
        },
        documents=documents,
        css=theme.style("epub.css"),
        media=images,
        nav_title=words.word("contents"),
        landmarks_title=words.word("in_this_issue"),
        nav=tuple(_nav(parts, matter, paper)),
        landmarks=_landmarks(documents, words),
        front=_front(paper, lead or (stories[0] if stories else None), _cover_image(edition)),
    )


def _bodies(stories: Iterable[Story], matter: Matter) -> list[SetBody]:
    return [*(b for b in matter.values() if b is not None), *(s.body for s in stories)]


def _images(edition: Edition, stories: Iterable[Story], matter: Matter) -> tuple[Image, ...]:
    """Return every picture that a document shows, once, in the order of their hashes."""
    known = {i.media: i for p in edition.pieces for i in (*p.article.images, p.image) if i}
    used = {m for s in stories for m in s.media} | {m for b in _bodies((), matter) for m in b.media}
    logo = (edition.masthead.logo,) if edition.masthead.logo else ()
    return (*(known[m] for m in sorted(used)), *logo)


def _documents(
    parts: tuple[Part, ...], matter: Matter, press: Press, front: tuple[Edition, Story | None]
) -> Iterator[Document]:
    """Yield the documents in reading order."""
    edition, lead = front
    words = press[1].words
    stories = [s for p in parts for s in p.stories]
    cover = _cover(edition, lead, stories)
    yield _document(COVER, words.word("cover"), press, {"cover": cover, "kind": "cover"})
    yield _document(CONTENTS, words.word("contents"), press, {"parts": parts, "kind": "contents"})
    if matter["editorial"]:
        signature = _signature(edition)
        values = {"body": matter["editorial"], "kind": "editorial", "signature": signature}
        yield _document(EDITORIAL, words.word("from_the_desk"), press, values)
    for chapter in (c for p in parts for c in p.chapters):
        yield _chapter_document(chapter, press)
    values = {"stories": stories, "next_week": matter["next_week"], "kind": "colophon"}
    yield _document(COLOPHON, words.word("colophon"), press, values)


def _signature(edition: Edition) -> str:
    """Return the editor's name, or nothing if the editorial's last paragraph holds it already."""
    blocks = [e for e in edition.editorial.tree() if e.tag != "aside"]
    last = squash(blocks[-1].text_content()) if blocks else ""
    editor = edition.masthead.editor
    name = rf"(?<!\w){re.escape(_folded(editor))}(?!\w)"
    return "" if re.search(name, _folded(last)) else editor


def _folded(name: str) -> str:
    return squash(name).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold()


def _chapter_document(chapter: Chapter, press: Press) -> Document:
    story = chapter.stories[0]
    kind = "briefs" if chapter.briefs else "article"
    values = {"chapter": chapter, "story": story, "kind": kind}
    language = press[1].language if chapter.briefs else story.language
    return _document(chapter.file, chapter.title, press, values | {"language": language})


def _document(name: str, title: str, press: Press, values: Mapping[str, object]) -> Document:
    """Fill the template of the document's kind and check that XML came out."""
    from lxml import etree

    theme, paper = press
    kind = str(values["kind"])
    language = str(values.get("language", paper.language))
    page = Page(kind=kind, title=squash(title), language=language, direction=direction(language))
    text = theme.render(f"epub/{kind}.xhtml", **{**values, "page": page, "paper": paper})
    try:
        root = etree.fromstring(printable(text).encode(), _parser())
    except etree.XMLSyntaxError as error:
        where = f"templates/epub/{kind}.xhtml"
        raise LayoutError(f"{name} is not well-formed XML: {error.msg}", where=where) from error
    etree.cleanup_namespaces(root, keep_ns_prefixes=["epub"])
    formulas = root.find(".//{http://www.w3.org/1998/Math/MathML}math") is not None
    return Document(
        name=name,
        title=page.title,
        language=language,
        root=root,
        properties=("mathml",) if formulas else (),
        subject=page.title,
    )


def _parser() -> etree.XMLParser:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)


def _cover_image(edition: Edition) -> Image | None:
    """Return the picture of the cover's piece, if it can fill half a screen."""
    image = next((p.image for p in edition.pieces if p.id == edition.cover), None)
    return image if image and fills(image) else None


def _cover(edition: Edition, lead: Story | None, stories: list[Story]) -> Cover | None:
    if not stories:
        return None
    chosen = lead or stories[0]
    image = _cover_image(edition)
    others = [s for s in stories if s is not chosen and s.layout != "brief"]
    first_of_section = {s.section: s for s in reversed(others) if s.section != chosen.section}
    ranked = sorted(others, key=lambda s: s not in first_of_section.values())[:TEASERS]
    return Cover(
        lead=chosen,
        picture=f"media:{image.media}" if image else "",
        alt=chosen.plate.alt if chosen.plate else "",
        focus=focus(image) if image else "",
        variant="pictured" if image else "typographic",
        teasers=tuple(s for s in others if s in ranked),
    )


def _front(paper: Paper, lead: Story | None, image: Image | None) -> Front:
    return Front(
        title=paper.title,
        issue=f"{paper.number} · {paper.span}",
        kicker=lead.section if lead else "",
        headline=lead.headline if lead else "",
        image=image,
    )


def _nav(parts: tuple[Part, ...], matter: Matter, paper: Paper) -> Iterator[NavPoint]:
    """Yield the table of contents: sections lead to their first piece."""
    words, language = paper.words, paper.language

    def entry(key: str, href: str) -> NavPoint:
        return NavPoint(label=words.word(key), href=href, language=language)

    yield entry("cover", COVER)
    yield entry("contents", CONTENTS)
    if matter["editorial"]:
        yield entry("from_the_desk", EDITORIAL)
    for part in parts:
        lines = tuple(
            NavPoint(label=squash(s.headline), href=s.href, language=s.language)
            for s in part.stories
        )
        first = part.chapters[0].file
        yield NavPoint(
            label=squash(part.name),
            href=first,
            language=language,
            colour=part.colour,
            children=lines,
        )
    yield entry("colophon", COLOPHON)


def _landmarks(documents: tuple[Document, ...], words: Furniture) -> tuple[Landmark, ...]:
    names = [d.name for d in documents]
    body = next((n for n in names if n not in {COVER, CONTENTS}), COLOPHON)
    return (
        Landmark(kind="cover", label=words.word("cover"), href=COVER),
        Landmark(kind="toc", label=words.word("contents"), href=CONTENTS),
        Landmark(kind="bodymatter", label=words.word("start"), href=body),
    )
