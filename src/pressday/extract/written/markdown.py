"""Markdown with a YAML head to a draft: CommonMark, tables, footnotes, boxes, interviews."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pressday.errors import ConfigError, ExtractError
from pressday.extract.build.builder import Builder
from pressday.extract.build.finish import as_body, finish
from pressday.extract.build.fragment import build_body, picture_of, pictures
from pressday.extract.describe.bylines import clean_bylines
from pressday.extract.describe.dates import read_date
from pressday.extract.describe.language import guess_language, normalise_tag
from pressday.extract.describe.titles import title_of_file
from pressday.extract.read import addresses, dom
from pressday.extract.read.prepare import prepare
from pressday.extract.written import boxes, interviews
from pressday.extract.written.frontmatter import FrontMatter, split
from pressday.model import Draft, DraftImage, Guess
from pressday.text import squash

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    from pressday.body import Body
    from pressday.model import Provenance, Weight

# Names of the draft's fields where the front matter has others.
_NAMES = {"authors": "bylines", "date": "published", "source": "site", "image": "lead"}
OPEN, CLOSE = "<!--", "-->"  # of a comment in HTML
_ABOUT_OTHERS = ("image_alt", "image_caption", "image_credit", "pull_quote")


def extract_markdown(text: str, *, identity: str, name: str, base: str, source: str = "") -> Draft:
    """Return a Markdown file as a draft.

    `name` is the file's, for messages and as a last resort for the title. `base`
    is the `file:` URI of its folder: relative pictures become absolute `file:`
    URLs, and none from outside the folder is kept.

    Raises ConfigError for wrong front matter, with its line, and ExtractError
    where nothing stands behind it.
    """
    base = base if base.endswith("/") or not base else f"{base}/"
    front, rest = split(text, name)
    body, warnings = _body(rest, base)
    heading = _take_title(body, front.get("title"))
    lead = _lead(front, body, base)
    kind, guesses = interviews.arrange(body, front.get("kind"))
    boxes.insert_pull_quote(body, front.get("pull_quote"))
    finish(body)
    made = as_body(body)
    if not made and not lead:
        raise ExtractError("there is no text in the file", where=name)
    if _is_picture(body, lead) and not front.get("kind"):
        kind, guesses = "picture", (Guess(rule="picture", text="nothing but pictures"),)
    draft = _draft(front, made, heading or front.get("title"), name)
    return replace(
        draft, identity=identity, source=source, kind=kind, guesses=guesses,
        lead=lead.url if lead else "",
        images=tuple(dict.fromkeys([*([lead] if lead else []), *pictures(body)])),
        warnings=(*front.warnings, *warnings),
        provenance=draft.provenance | _provenance(guesses, lead, front),
    )  # fmt: skip


def _is_picture(body: Element, lead: DraftImage | None) -> bool:
    """Whether the file shows pictures and says nothing but their captions."""
    return bool(lead) and all(block.tag == "figure" for block in body)


def _provenance(
    guesses: tuple[Guess, ...], lead: DraftImage | None, front: FrontMatter
) -> dict[str, Provenance]:
    found: dict[str, Provenance] = {}
    if guesses:
        found["kind"] = "guessed"
    if lead:
        found["lead"] = "declared" if front.get("image") else "guessed"
    return found


def _draft(front: FrontMatter, body: Body, title: str, name: str) -> Draft:
    declared = [key for key in (*front.fields, *front.lists) if key not in _ABOUT_OTHERS]
    provenance: dict[str, Provenance] = {_NAMES.get(key, key): "declared" for key in declared}
    language = normalise_tag(front.get("language")) or guess_language(body.text)
    guessed = {"title": not title, "language": "language" not in provenance and bool(language)}
    provenance |= {key: "guessed" for key, holds in guessed.items() if holds}
    if title:
        provenance["title"] = "declared"
    weight: Weight | None = front.get("weight") or None  # type: ignore[assignment]  # checked in the front matter
    return Draft(
        identity="", title=title or title_of_file(name), body=body,
        standfirst=front.get("standfirst"),
        bylines=clean_bylines(front.lists.get("authors", ()), ""), site=front.get("source"),
        section=front.get("section"), tags=front.lists.get("tags", ()), language=language,
        published=read_date(front.get("date")), licence=front.get("licence"),
        url=addresses.link(front.get("url"), ""), weight=weight, provenance=provenance,
    )  # fmt: skip


def _body(text: str, base: str) -> tuple[Element, list[str]]:
    """Return the Markdown's loose blocks, and what had to be left out."""
    source = dom.parse_fragment(render(text))
    boxes.rename(source)
    warnings = check_pictures(source, base)
    prepare(source, base)
    return build_body(Builder(base), source), warnings


def render(text: str) -> str:
    """Return Markdown as HTML; HTML in it is text, and notes to oneself are left out."""
    return str(reader().render(dom.seen(text)))


def reader() -> MarkdownIt:
    """Return what reads Markdown: CommonMark with tables, footnotes, definitions, deletions."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    made = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return made.use(footnote_plugin).use(deflist_plugin).use(_leave_out_comments)


def _leave_out_comments(reader: MarkdownIt) -> None:
    """Let `reader` skip notes to oneself; one never closed, or in code, stays text."""
    reader.inline.ruler.before("autolink", "comment", _skip_inline)
    # What may be cut short by a comment, as CommonMark has it for HTML blocks.
    cut: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
    reader.block.ruler.before("html_block", "comment", _skip_lines, cut)


def _skip_inline(state: StateInline, silent: bool) -> bool:  # noqa: ARG001, FBT001 - markdown-it's signature
    if not state.src.startswith(OPEN, state.pos):
        return False
    end = state.src.find(CLOSE, state.pos + len(OPEN), state.posMax)
    if end < 0:
        return False
    state.pos = end + len(CLOSE)
    return True


def _skip_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the same
    """Skip lines that are nothing but one comment, blank lines inside it included."""
    if state.is_code_block(start) or not _line(state, start).startswith(OPEN):
        return False
    for number in range(start, end):
        text = _line(state, number).removeprefix(OPEN if number == start else "")
        if number > start and text and state.sCount[number] < state.blkIndent:
            return False
        _, closed, rest = text.partition(CLOSE)
        if closed and rest.strip():
            return False  # words behind it: the paragraph's own rule skips it
        if closed:
            state.line = state.line if silent else number + 1
            return True
    return False


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def check_pictures(source: Element, base: str) -> list[str]:
    """Warn of pictures that will not do; those from outside the folder are strangers."""
    return [
        f"the picture {image.get('src')} does not lie in the file's folder and was left out"
        for image in source.iter("img")
        if not addresses.picture(image.get("src") or "", base)
    ]


def _take_title(body: Element, declared: str) -> str:
    """Take the first h1 out of the body; with a title in the head only if it says the same."""
    heading = next(body.iter("h1"), None)
    if heading is None:
        return ""
    text = squash(dom.inner_text(heading))
    if declared and dom.tokens(text) != dom.tokens(declared):
        return ""
    dom.drop(heading)
    return declared or text


def _lead(front: FrontMatter, body: Element, base: str) -> DraftImage | None:
    """Take the head's picture, or a figure that stands before all text, out of the body."""
    path = front.get("image")
    if not path:
        first = body[0] if len(body) else None
        return _take(first) if first is not None and first.tag == "figure" else None
    url = addresses.picture(path, base)
    if not url:
        raise ConfigError(
            f"the picture {path} does not lie in the file's folder",
            where=front.places["image"],
            hint="put it beside the file and name it without .. or a leading /",
        )
    same = next((f for f in body.iter("figure") if picture_of(f).url == url), None)
    shown = DraftImage(url=url) if same is None else _take(same)
    said = {n: front.get(f"image_{n}") for n in ("alt", "caption", "credit")}
    return replace(shown, **{n: value for n, value in said.items() if value})


def _take(figure: Element) -> DraftImage:
    found = picture_of(figure)
    dom.drop(figure)
    return found
