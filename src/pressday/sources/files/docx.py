"""A .docx file to an article: its structure, notes and pictures, and what it says of itself."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pressday.body.markup import parse_fragment
from pressday.errors import ExtractError
from pressday.model import Draft
from pressday.sources.files.bundled import HOME, Cabinet, data_address, settle
from pressday.sources.files.drafts import finished
from pressday.sources.files.zips import Archive, check_plain_xml
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from lxml.etree import _Element as Element

    from pressday.sources.files.original import Original

# Word's own names of styles, which stay English in every language's files.
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='caption'] => p.caption:fresh
r[style-name='Emphasis'] => em
r[style-name='Strong'] => strong
r[style-name='Intense Emphasis'] => em
r[style-name='Source Text'] => code
p[style-name='Preformatted Text'] => pre:separator('\\n')
p[style-name='HTML Preformatted'] => pre:separator('\\n')
strike => s
"""
_PRINTABLE = frozenset(
    {"image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/svg+xml",
     "image/bmp", "image/tiff", "image/avif"}
)  # fmt: skip
_UNPRINTABLE = "a drawing is left out, which only an office program can show: save it as a PNG"
_ELSEWHERE = "a picture is left out, which the file only links to: put it into the file"
_FORMULA = "a formula is left out: put it into the file as a picture"
_CORE = "docProps/core.xml"
_TERMS = "{http://purl.org/dc/terms/}"
_SAYING = "{http://purl.org/dc/elements/1.1/}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_NOBODY = re.compile(
    r"(?:user|owner|admin(?:istrator)?|author|unknown|windows|microsoft|office|benutzer|utilisateur"
    r"|usuario|utente|python-docx|google|apple|libreoffice)\b.*",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:microsoft word\b.*|word document|document\s*\d*|dokument\s*\d*|untitled.*|.*\.docx?)",
    re.IGNORECASE,
)


def draft_docx(original: Original) -> Draft:
    """Return the article in a .docx file.

    The title is the paragraph of that style, else what the file's properties say,
    else a heading that opens the text. The day it was made is only a guess at when
    it was published. Raises ExtractError when the file is damaged or made to harm.
    """
    from pressday.extract import clean_fragment

    archive = Archive(original.data)
    check_plain_xml(_xml_parts(archive))
    cabinet, warnings = Cabinet(), set[str]()
    root = parse_fragment(_converted(original.data, cabinet, warnings))
    said = _Properties(archive)
    title = _taken(root, ".//h1[@class='title']") or said.title
    standfirst = _taken(root, ".//p[@class='subtitle']")
    body, images = clean_fragment(root, base=HOME)
    draft = Draft(
        identity=original.identity,
        title=title,
        body=body,
        source=original.source,
        url=original.url,
        standfirst=standfirst,
        bylines=said.bylines,
        language=said.language,
        published=said.created,
        modified=said.modified,
        tags=said.tags,
        images=images,
        provenance={"published": "guessed"} if said.created else {},
        warnings=tuple(sorted(warnings)),
    )
    return settle(finished(draft, original.name), cabinet.target)


def _taken(root: Element, path: str) -> str:
    """Return the text of the first element at `path`, and take it out."""
    found = root.find(path)
    if found is None:
        return ""
    text = squash(str(found.text_content()))  # type: ignore[attr-defined] # lxml.html
    found.drop_tree()  # type: ignore[attr-defined] # lxml.html
    return text


def _converted(data: bytes, cabinet: Cabinet, warnings: set[str]) -> str:
    import mammoth

    def picture(image: Any) -> Mapping[str, str]:  # noqa: ANN401 - mammoth ships no types
        kind = str(image.content_type or "")
        if kind not in _PRINTABLE:
            warnings.add(_UNPRINTABLE if kind else _ELSEWHERE)
            return {"src": ""}
        with image.open() as opened:
            return {"src": cabinet.place(data_address(opened.read(), kind), "picture")}

    try:
        done = mammoth.convert_to_html(
            BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,  # a stranger's
            external_file_access=False,
            convert_image=mammoth.images.img_element(picture),
        )
    except ExtractError:
        raise
    except Exception as error:  # the border to a parser that raises anything
        raise ExtractError(
            f"is a damaged file ({type(error).__name__})", hint="save it once more as .docx"
        ) from error
    if any("/math}" in str(message.message) for message in done.messages):
        warnings.add(_FORMULA)
    return str(done.value)


def _xml_parts(archive: Archive) -> list[bytes]:
    names = [n for n in archive.names if n.lower().endswith((".xml", ".rels"))]
    return [archive.read(name) for name in names]


class _Properties:
    """What the file says of itself (ECMA-376 part 2, 11); all of it may be missing."""

    def __init__(self, archive: Archive) -> None:
        self._root = archive.xml(_CORE) if _CORE in archive.names else None

    @property
    def title(self) -> str:
        found = self._text(f"{_SAYING}title")
        return "" if _NO_TITLE.fullmatch(found) else found

    @property
    def bylines(self) -> tuple[str, ...]:
        from pressday.extract.describe.bylines import clean_bylines

        names = self._text(f"{_SAYING}creator").split(";")
        return clean_bylines([n for n in names if not _NOBODY.fullmatch(n.strip())], "")

    @property
    def language(self) -> str:
        from pressday.extract.describe.language import normalise_tag

        return normalise_tag(self._text(f"{_SAYING}language"))

    @property
    def created(self) -> datetime | None:
        return self._date(f"{_TERMS}created")

    @property
    def modified(self) -> datetime | None:
        return self._date(f"{_TERMS}modified")

    @property
    def tags(self) -> tuple[str, ...]:
        words = re.split(r"[,;]", self._text(f"{_PACKAGE}keywords"))
        return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))

    def _text(self, name: str) -> str:
        found = None if self._root is None else self._root.find(name)
        return "" if found is None else squash("".join(str(t) for t in found.itertext()))

    def _date(self, name: str) -> datetime | None:
        from pressday.extract.describe.dates import read_date

        return read_date(self._text(name))
