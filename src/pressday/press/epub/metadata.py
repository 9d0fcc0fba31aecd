"""What the package says of the edition: Dublin Core, series, accessibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ebooklib.epub import EpubBook as Package

    from pressday.layout.epub import EpubBook

Meta = tuple[str | None, str, str, dict[str, str]]  # namespace, name, value, attributes


def describe(book: EpubBook, package: Package) -> None:
    """Add to `package` everything that can be said of `book`."""
    package.set_identifier(book.identifier)
    package.set_title(book.title)
    for language in book.languages:
        package.set_language(language)
    package.language = book.languages[0]
    package.direction = book.direction or None
    for namespace, name, value, attributes in (*_people(book), *_dublin_core(book)):
        package.add_metadata(namespace, name, value, attributes)
    for attributes, value in (*_roles(book), *_series(book), *_accessibility(book)):
        package.add_metadata(None, "meta", value, attributes)


def _people(book: EpubBook) -> Iterator[Meta]:
    """Yield the editor, else the paper itself, as creator, and the authors as contributors."""
    yield "DC", "creator", book.editor or book.publication, {"id": "creator"}
    for number, author in enumerate(book.authors, 1):
        yield "DC", "contributor", author, {"id": f"author-{number}"}


def _dublin_core(book: EpubBook) -> Iterator[Meta]:
    yield "DC", "publisher", book.publication, {}
    yield "DC", "date", book.date.isoformat(), {}
    yield "DC", "type", "periodical", {}
    if book.rights:
        yield "DC", "rights", book.rights, {}
    if book.description:
        yield "DC", "description", book.description, {}


def _refine(target: str, key: str, value: str, scheme: str = "") -> tuple[dict[str, str], str]:
    attributes = {"refines": f"#{target}", "property": key}
    return (attributes | {"scheme": scheme} if scheme else attributes), value


def _roles(book: EpubBook) -> Iterator[tuple[dict[str, str], str]]:
    """Yield roles by the MARC code list for relators: edt editor, pbl publisher, aut author."""
    yield _refine("creator", "role", "edt" if book.editor else "pbl", "marc:relators")
    for number in range(1, len(book.authors) + 1):
        yield _refine(f"author-{number}", "role", "aut", "marc:relators")


def _series(book: EpubBook) -> Iterator[tuple[dict[str, str], str]]:
    yield {"property": "belongs-to-collection", "id": "series"}, book.publication
    yield _refine("series", "collection-type", "series")
    yield _refine("series", "group-position", str(book.number))


def _accessibility(book: EpubBook) -> Iterator[tuple[dict[str, str], str]]:
    """Yield schema.org properties that hold for this very edition; no conformance is claimed.

    Source: EPUB Accessibility 1.1, 2.2 (discovery metadata).
    """
    pictures = bool(book.media)
    formulas = any("mathml" in document.properties for document in book.documents)
    sufficient = "textual" if book.described else "textual,visual"
    values = (
        ("accessMode", "textual", True),
        ("accessMode", "visual", pictures),
        ("accessModeSufficient", sufficient, True),
        ("accessibilityFeature", "alternativeText", pictures and book.described),
        ("accessibilityFeature", "displayTransformability", True),
        ("accessibilityFeature", "MathML", formulas),
        ("accessibilityFeature", "readingOrder", True),
        ("accessibilityFeature", "structuralNavigation", True),
        ("accessibilityFeature", "tableOfContents", True),
        ("accessibilityHazard", "none", True),
        ("accessibilitySummary", book.summary, True),
    )
    for name, value, holds in values:
        if holds:
            yield {"property": f"schema:{name}"}, value
