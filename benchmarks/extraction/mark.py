"""Mark by hand which blocks of a saved page are its article.

    python -m benchmarks.extraction.mark PAGE [--drop CSS ...] [--tag CSS=TAG ...] [CHOICE ...]

Without a choice the blocks of the page are listed: number, kind, where they stand, text. `--drop`
leaves elements out before (hidden text, buttons inside of paragraphs), `--tag` gives elements
another meaning (`div` to tables for layout). Choices are numbers in reading order:

    12-40       these blocks, of the kind they are listed as
    12-40/td    those among them that are listed as cells
    17=h3       a block as another kind: h2 h3 h4 p li blockquote td pre figcaption img video,
                standfirst, text (of whatever kind), aside (in a box beside the text), footnote,
                may (right either way)
    31+32=figcaption  several blocks that are one
    31|31+32=figcaption  the same block in two forms that are both right

Writes `marked/PAGE.json`: no text, but fingerprints (see `marks`); pictures of formulas are `may`.
Numbers are those of the listing with the same `--drop` and `--tag`.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.extraction import corpus, marks
from benchmarks.extraction.elements import Element, elements, empty, normal
from benchmarks.extraction.names import file_names, is_formula
from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTED = frozenset("h p li blockquote td pre figcaption img video".split())
_CHOICE = re.compile(r"(\d+(?:[+|]\d+)*)(?:-(\d+)(?:/([a-z]+))?)?(?:=([a-z]+)(\d)?)?")


def blocks(page: corpus.StructurePage, drop: list[str], tags: list[str]) -> list[Element]:
    """Return the blocks of the page as served, those without a role in reading left out."""
    root = _tree(page)
    for selector in drop:
        for element in root.cssselect(selector):
            empty(element)
            element.tag = "template"
    for selector, _, tag in (choice.rpartition("=") for choice in tags):
        for element in root.cssselect(selector):
            element.tag = tag
    return _without_placeholders([e for e in elements(root) if e.kind in LISTED])


def _without_placeholders(found: list[Element]) -> list[Element]:
    """Take from pictures the names that many share."""
    sets = {element.names for element in found}
    count = Counter(name for names in sets for name in names)
    often = {name for name, number in count.items() if number > 2}
    return [replace(e, names=e.names - often or e.names) for e in found]


def _tree(page: corpus.StructurePage) -> html.HtmlElement:
    from pressday.extract.read.decoding import decode

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)
    return html.document_fromstring(decode(page.data, "").encode(), parser=parser)


def formulas(page: corpus.StructurePage) -> Iterator[marks.Mark]:
    """Yield marks of the pictures of formulas: who keeps them keeps what MathML says as well."""
    for names in {file_names(image) for image in _tree(page).iter("img") if is_formula(image)}:
        yield marks.Mark(kind="may", prints=tuple(marks.prints(names)))


def choose(found: list[Element], choices: list[str]) -> Iterator[marks.Mark]:
    """Yield the marks that the choices name."""
    for choice in choices:
        matched = _CHOICE.fullmatch(choice)
        if matched is None:
            raise SystemExit(f"error: {choice!r} is no choice")
        numbers, last, only, kind, level = matched.groups()
        if last:
            for element in found[int(numbers) : int(last) + 1]:
                if only in (None, element.kind):
                    yield _mark([element], kind, level)
        else:
            yield _mark([_joined(found, form) for form in numbers.split("|")], kind, level)


def _joined(found: list[Element], form: str) -> Element:
    parts = [found[int(number)] for number in form.split("+")]
    names = frozenset().union(*(part.names for part in parts))
    return replace(parts[0], text=" ".join(part.text for part in parts), names=names)


def _mark(forms: list[Element], kind: str | None, level: str | None) -> marks.Mark:
    kind = kind or forms[0].kind
    own = forms[0].level if kind == "h" else 0
    prints = [p for form in forms for p in marks.prints(form.names or {normal(form.text)})]
    return marks.Mark(kind=kind, level=int(level or own), prints=tuple(prints))


def main() -> None:
    """List a page's blocks, or write the marks of those chosen."""
    options = _options()
    (page,) = corpus.structure_pages(options.corpus, (options.page,))
    found = blocks(page, options.drop, options.tag)
    if options.choice:
        title = str(page.metadata.get("title") or "")
        path = marks.FOLDER / f"{page.name}.json"
        chosen = [*choose(found, options.choice), *sorted(formulas(page), key=str)]
        marks.write(path, chosen, [title, *options.title])
        print(f"wrote {path}")
        return
    for number, element in enumerate(found):
        place = f"{element.kind}{element.level or ''}"
        print(f"{number:4} {place:10} {_home(element):50.50} {element.text[: options.width]}")


def _home(element: Element) -> str:
    homes: list[str] = []
    node = element.home
    while node is not None and len(homes) < 3:
        homes.append(f"{node.tag}.{(node.get('class') or node.get('id') or '').split(' ')[0]}")
        node = node.getparent()
    return "<".join(homes)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("page")
    parser.add_argument("choice", nargs="*")
    parser.add_argument("--drop", action="append", default=[], metavar="CSS")
    parser.add_argument("--tag", action="append", default=[], metavar="CSS=TAG")
    parser.add_argument("--title", action="append", default=[], help="another form of the title")
    parser.add_argument("--width", type=int, default=110, help="characters of each text shown")
    parser.add_argument("--corpus", type=Path, default=corpus.CORPUS)
    return parser.parse_intermixed_args()


if __name__ == "__main__":
    main()
