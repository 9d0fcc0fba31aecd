"""Plain text as people paste it to a draft: title, standfirst and by-line by rule, no word lost.

Every decision is a `Guess` whose text is the line it was made on, so an editor
can see it. What the rules cannot prove stays an ordinary paragraph in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pressday.errors import ExtractError
from pressday.extract.describe.bylines import clean_bylines
from pressday.extract.describe.dates import read_date
from pressday.extract.describe.language import guess_language, normalise_tag
from pressday.extract.describe.titles import title_of_file
from pressday.extract.read import dom
from pressday.extract.written.textblocks import TextBlock, build, classify, read_blocks
from pressday.model import Draft, Guess
from pressday.text import no_language

if TYPE_CHECKING:
    from datetime import datetime

    from pressday.body import Body
    from pressday.model import Provenance

_PREFIX = re.compile(
    r"(?:you[\u2019']re reading|now reading|reading|article|title|headline|subject|fwd?|re)"
    r"\s*[:\uff1a]\s*",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"(title|author|byline|by|date|published|source|site|url|link|tags|lang|language|section"
    r"|standfirst|subtitle|licen[cs]e)\s*:\s+(\S.*)",
    re.IGNORECASE,
)
_FIELDS = {
    "author": "by", "byline": "by", "published": "date", "link": "url", "site": "source",
    "language": "lang", "subtitle": "standfirst", "license": "licence",
}  # fmt: skip
_BY = re.compile(r"(?:(?:words |text |story )?by|von|par|por|di)\s+(\S.{1,80})", re.IGNORECASE)
_DATED = re.compile(
    r"(?:published|posted|updated|date)?\s*(?:on\b)?\s*:?\s*(.{6,40})", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://\S+")
_QUOTE_SIGNS = (
    '"',
    "\u201c",
    "\u201e",
    "\u2018",
    "\u00ab",
    "\u00bb",
    "'",
    "\u2014",
    "\u2013",
    "- ",
)
_SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Mr|Dr|St))[.!?\u2026](?=\s|[\u201d\"')]|$)")
_LONGEST_TITLE = 140  # characters
_STANDFIRST = (40, 320)  # characters
_STANDFIRST_SENTENCES = 2
_HEAD_BLOCKS = 8  # by-line, date and address stand among the first lines or not at all


@dataclass(slots=True, kw_only=True)
class _Head:
    """What the lines before the text say; filled line by line."""

    fields: dict[str, str] = field(default_factory=dict)
    provenance: dict[str, Provenance] = field(default_factory=dict)
    guesses: list[Guess] = field(default_factory=list)

    def guess(self, name: str, value: str, rule: str, line: str) -> None:
        self.fields[name] = value
        self.provenance[name] = "guessed"
        self.guesses.append(Guess(rule=rule, text=line))


def extract_text(text: str, *, identity: str, name: str, source: str = "") -> Draft:
    """Return pasted text as a draft; `name` is the file's, its title if the text has none.

    Raises ExtractError where there is no text, or nothing behind the title.
    """
    blocks = read_blocks(dom.seen(text))
    if not blocks:
        raise ExtractError("the text is empty", where=identity)
    head = _Head()
    blocks = _read_keys(blocks, head)
    blocks = _read_title(blocks, head)
    blocks = _read_opening(blocks, head)
    blocks, guesses = classify(blocks)
    body = build(blocks)
    if not body:
        raise ExtractError("there is a title but no text", where=identity)
    return _draft(head, body, guesses, identity=identity, name=name, source=source)


def _draft(  # noqa: PLR0913 - a draft's parts, gathered in one place
    head: _Head, body: Body, guesses: list[Guess], *, identity: str, name: str, source: str
) -> Draft:
    fields, provenance = head.fields, dict(head.provenance)
    tag = normalise_tag(fields.get("lang", ""))
    language = ("" if no_language(tag) else tag) or _guessed_language(body, provenance)
    published = _published(fields.get("date", ""))
    kept = {"by": "bylines", "lang": "language", "date": "published", "source": "site"}
    return Draft(
        identity=identity, source=source, body=body,
        title=fields.get("title") or _guessed_title(name, provenance),
        standfirst=fields.get("standfirst", ""),
        bylines=clean_bylines([fields.get("by", "")], ""),
        published=published, url=fields.get("url", ""), site=fields.get("source", ""),
        section=fields.get("section", ""), licence=fields.get("licence", ""), language=language,
        tags=tuple(filter(None, (t.strip() for t in fields.get("tags", "").split(",")))),
        provenance={kept.get(key, key): value for key, value in provenance.items()},
        guesses=(*head.guesses, *guesses),
        warnings=_unread(fields, published),
    )  # fmt: skip


def _unread(fields: dict[str, str], published: datetime | None) -> tuple[str, ...]:
    date, tag = fields.get("date", ""), fields.get("lang", "")
    faults = [f'the date "{date}" cannot be read'] if date and not published else []
    fault = no_language(normalise_tag(tag) or tag) if tag else ""
    return (*faults, *([f"the language {fault}"] if fault else []))


def _published(line: str) -> datetime | None:
    dated = _DATED.fullmatch(line)
    return (read_date(line) or (read_date(dated[1]) if dated else None)) if line else None


def _guessed_language(body: Body, provenance: dict[str, Provenance]) -> str:
    found = guess_language(body.text)
    if found:
        provenance["language"] = "guessed"
    return found


def _guessed_title(name: str, provenance: dict[str, Provenance]) -> str:
    provenance["title"] = "guessed"
    return title_of_file(name)


def _read_keys(blocks: list[TextBlock], head: _Head) -> list[TextBlock]:
    """`Key: value` lines before everything else; a key comes once."""
    while blocks and blocks[0].is_line:
        line = blocks[0].text
        found = _KEY.fullmatch(line)
        key = "" if not found else _FIELDS.get(found[1].lower(), found[1].lower())
        if not found or key in head.fields or (key == "title" and _is_last(blocks)):
            break
        head.fields[key] = found[2].strip()
        head.provenance[key] = "declared"
        head.guesses.append(Guess(rule=f"{key} line", text=line))
        blocks = blocks[1:]
    return blocks


def _is_last(blocks: list[TextBlock]) -> bool:
    return len(blocks) < 2  # noqa: PLR2004 - a title needs something behind it


def _read_title(blocks: list[TextBlock], head: _Head) -> list[TextBlock]:
    if "title" in head.fields or _is_last(blocks) or not blocks[0].is_line:
        return blocks
    line = blocks[0].text
    prefix = _PREFIX.match(line)
    title = (line[prefix.end() :] if prefix else line).strip(" #=*")
    if not title or len(title) > _LONGEST_TITLE or title.endswith((".", ";", ",")):
        return blocks
    if prefix:
        head.guesses.append(Guess(rule="title prefix removed", text=prefix[0].strip()))
    head.guess("title", title, "title", line)
    rest = blocks[1:]
    underlined = rest and re.fullmatch(r"=+|-{3,}", rest[0].text)
    return rest[1:] if underlined else rest


def _read_opening(blocks: list[TextBlock], head: _Head) -> list[TextBlock]:
    """Standfirst, by-line, date and address, in any order, each once."""
    readers = (_read_by, _read_date, _read_address, _read_standfirst)
    blocks = _single_lines(blocks)
    for _ in range(_HEAD_BLOCKS):
        if _is_last(blocks) or not any(reader(blocks, head) for reader in readers):
            break
        blocks = blocks[1:]
    return blocks


def _single_lines(blocks: list[TextBlock]) -> list[TextBlock]:
    """By-line, date and address often stand in one group: its lines become blocks."""
    found: list[TextBlock] = []
    for index, block in enumerate(blocks):
        signed = block.kind == "p" and any(_is_furniture(line) for line in block.lines)
        singly = index < _HEAD_BLOCKS and signed
        found += [TextBlock(lines=(line,)) for line in block.lines] if singly else [block]
    return found


def _is_furniture(line: str) -> bool:
    by = _BY.fullmatch(line)
    signed = by is not None and _is_signature(by[1])
    return signed or bool(_published(line)) or bool(_ADDRESS.fullmatch(line))


def _read_by(blocks: list[TextBlock], head: _Head) -> bool:
    line = blocks[0].text
    found = _BY.fullmatch(line)
    if not found or "by" in head.fields or not blocks[0].is_line or not _is_signature(found[1]):
        return False
    head.guess("by", line, "by-line", line)
    return True


def _is_signature(names: str) -> bool:
    """Names alone: capitals but for particles, no digits, no end of a sentence."""
    if re.search(r"[\d!?:]|\.$", names) or not clean_bylines([names], ""):
        return False
    small = {"and", "und", "et", "y", "e", "de", "da", "van", "von", "der", "den", "la", "le", "di"}
    words = [word for word in re.findall(r"[^\W\d_][^\s,&]*", names) if word not in small]
    return 0 < len(words) <= 10 and all(word[0].isupper() for word in words)  # noqa: PLR2004 - words of three names


def _read_date(blocks: list[TextBlock], head: _Head) -> bool:
    line = blocks[0].text
    if "date" in head.fields or not blocks[0].is_line or not _published(line):
        return False
    head.guess("date", line, "date line", line)
    return True


def _read_address(blocks: list[TextBlock], head: _Head) -> bool:
    line = blocks[0].text
    if "url" in head.fields or not _ADDRESS.fullmatch(line):
        return False
    head.guess("url", line, "address line", line)
    return True


def _read_standfirst(blocks: list[TextBlock], head: _Head) -> bool:
    """Take the first block if it is short, no quotation, and shorter than the next paragraph."""
    after = next((b for b in blocks[1:] if not (b.is_line and _is_furniture(b.text))), None)
    if "standfirst" in head.fields or after is None or not (blocks[0].is_line and after.is_line):
        return False
    text = blocks[0].text
    if not _STANDFIRST[0] <= len(text) <= _STANDFIRST[1] or len(text) >= len(after.text):
        return False
    if text.startswith(_QUOTE_SIGNS) or len(_SENTENCE.findall(text)) > _STANDFIRST_SENTENCES:
        return False
    head.guess("standfirst", text, "standfirst", text)
    return True
