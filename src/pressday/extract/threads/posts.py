"""A built body whose kept blocks are a thread: each post into one element, signed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain, islice, takewhile
from statistics import mode
from typing import TYPE_CHECKING

from lxml import etree

from pressday.body.vocabulary import HEADINGS
from pressday.extract.judge.leaves import leaf_of, leaves_of
from pressday.extract.read import dom
from pressday.extract.threads.names import named
from pressday.extract.threads.signatures import find_thread
from pressday.extract.threads.spots import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml.etree import _Element as Element

    from pressday.extract.judge.leaves import Leaf
    from pressday.extract.threads.containers import Post
    from pressday.extract.threads.signatures import Thread
    from pressday.extract.threads.spots import Mention

_BESIDE = 4  # words beside a name and a day that make no sentence: "Posted by … on …"
_ALIKE = 3  # posts that say the same in a line of its own, if they are most
_SHORT = 20  # words of such a line
_AGAIN = 1  # word beside a day that is shown twice: "Posted …"
_RANK = 12  # words of all that stands with a name
_WHOLE = frozenset("p h1 h2 h3 h4 h5 h6 pre figure hr ul ol dl table blockquote aside".split())
_PARTS = frozenset({"dt", "caption"})  # lines that stand alone once what held them is undone
_ANSWER = re.compile(r"^(?:re|aw|sv|odp)\b\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Homes:
    """A thread, and which post the built blocks belong to."""

    thread: Thread
    origins: Mapping[Element, Element]
    owners: Mapping[Element, Post]
    leaves: Mapping[Element, Post | None]

    def of(self, block: Element) -> Post | None:
        """Return the post in which the page has a built block."""
        origin = self.origins.get(block)
        return None if origin is None else self.thread.cut.owner(origin, self.owners)


def set_posts(
    body: Element, origins: Mapping[Element, Element], removed: dict[Element, str] | None = None
) -> None:
    """Gather the kept blocks of a thread in `body` post by post, each signed, in place.

    `origins` leads from built blocks to the page's elements, which tell the posts apart
    and say who wrote them. A body that is no thread stays as it is. The page's elements
    whose lines go, as the signature says the same, are noted in `removed`, with the reason.
    """
    leaves = [leaf_of(element, origins) for element in leaves_of(body)]
    words: Counter[Element] = Counter()
    for leaf in leaves:
        words[leaf.origin] += len(leaf.words)
    thread = find_thread(words)
    if thread is None or body.find(".//div[@class='posting']") is not None:
        return  # no thread, or one that was set before
    owners = thread.cut.owners()
    posts = {leaf.element: thread.cut.owner(leaf.origin, owners) for leaf in leaves}
    for leaf, why in [*_names(leaves, posts, thread), *_furniture(leaves, posts)]:
        if removed is not None:
            removed.setdefault(leaf.origin, why)
        dom.drop(leaf.element)
    _quote_again(body, origins)
    _gather(body, _Homes(thread=thread, origins=origins, owners=owners, leaves=posts))


def _names(
    leaves: Sequence[Leaf], posts: Mapping[Element, Post | None], thread: Thread
) -> Iterator[tuple[Leaf, str]]:
    """Yield the lines that say no more than a signature does, and what else is said of a writer."""
    inside: defaultdict[Post, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        if (post := posts[leaf.element]) is not None:
            inside[post].append(leaf)
    beside = _beside(thread.writers.spots, inside) | _beside(thread.days.spots, inside)
    for post, own in inside.items():
        told = (thread.writers.spots.get(post), thread.days.spots.get(post))
        for leaf in own:
            near = [spot for spot in told if spot and _meet(leaf.origin, spot.element)]
            if leaf.element in beside or _only_says(leaf, near) or _dates_again(leaf, told[1]):
                yield leaf, "name and day of a post"


def _beside(spots: Mapping[Post, Mention], inside: Mapping[Post, Sequence[Leaf]]) -> set[Element]:
    """Return the short lines that stand with a name or a day and apart from the text: a rank.

    How far the part with the name reaches, most posts tell: some have no text to speak of.
    """
    told = {spots[post].element: leaves for post, leaves in inside.items() if post in spots}
    levels = {element: _levels(element, leaves) for element, leaves in told.items()}
    usual = mode(levels.values()) if levels else 0
    found: set[Element] = set()
    for element, leaves in told.items():
        reach = min(usual, levels[element])
        part = next(islice(chain([element], element.iterancestors()), reach, None))
        lines = [leaf for leaf in leaves if part in (leaf.origin, *leaf.origin.iterancestors())]
        if sum(len(leaf.words) for leaf in lines) <= _RANK and not any(map(_ends, lines)):
            found |= {leaf.element for leaf in lines if leaf.element.tag not in HEADINGS}
    return found


def _ends(leaf: Leaf) -> bool:
    """Whether a line ends a sentence, as text does and a rank does not."""
    return leaf.text.rstrip("\"'\u201d\u2019)").endswith((".", "!", "?", "\u2026"))


def _levels(element: Element, leaves: Sequence[Leaf]) -> int:
    """Return how many levels above a name the part ends that has none of a post's longest text."""
    text = max(leaves, key=lambda leaf: len(leaf.words)).origin
    around = {text, *text.iterancestors()}
    return sum(1 for _ in takewhile(lambda above: above not in around, element.iterancestors()))


def _meet(one: Element, other: Element) -> bool:
    """Whether one element holds the other, or both stand in one: a line may begin with either."""
    if one.getparent() is other.getparent():
        return True
    return one in other.iterancestors() or other in one.iterancestors()


def _only_says(leaf: Leaf, spots: Sequence[Mention]) -> bool:
    left = _left(leaf, spots)
    if left.total() == len(leaf.words):
        return False
    apart = line(leaf.origin) is not None and left.total() <= _BESIDE
    return apart or all(word.isdecimal() for word in left)


def _dates_again(leaf: Leaf, day: Mention | None) -> bool:
    """Whether a line says the day of its post once more: some pages show it over and under."""
    return day is not None and _left(leaf, [day]).total() <= _AGAIN < len(leaf.words)


def _left(leaf: Leaf, spots: Iterable[Mention]) -> Counter[str]:
    """Return the words of a line without those of the names and days that it holds in full."""
    left = Counter(leaf.words)
    for spot in spots:
        tokens = Counter(dom.tokens(spot.text))
        left -= Counter() if tokens - left else tokens
    return left


def _furniture(
    leaves: Sequence[Leaf], posts: Mapping[Element, Post | None]
) -> Iterator[tuple[Leaf, str]]:
    """Yield the short lines that most posts have alike: titles of answers, ranks, buttons."""
    said: defaultdict[str, set[Post]] = defaultdict(set)
    lines = [(leaf, post) for leaf in leaves if (post := posts[leaf.element]) is not None]
    short = [(leaf, post) for leaf, post in lines if 0 < len(leaf.words) <= _SHORT]
    for leaf, post in short:
        said[_alike(leaf)].add(post)
    most = len({post for _, post in lines}) / 2
    for leaf, _ in short:
        count = len(said[_alike(leaf)])
        if count > most and count >= (2 if leaf.element.tag in HEADINGS else _ALIKE):
            yield leaf, "said in most posts"


def _alike(leaf: Leaf) -> str:
    return _ANSWER.sub("", leaf.text).casefold()


def _quote_again(body: Element, origins: Mapping[Element, Element]) -> None:
    """Make quotations of pull quotes that the page has as such: in a thread they answer a post."""
    for box in list(body.iter("aside")):
        origin = origins.get(box)
        if box.get("class") == "pullquote" and origin is not None and origin.tag == "blockquote":
            box.tag = "blockquote"
            for element in (box, *box.iterfind("p[@class='credit']")):
                element.attrib.pop("class")


def _gather(body: Element, homes: _Homes) -> None:
    boxes: dict[Post, Element] = {}
    pieces = [piece for block in list(body) for piece in _pieces(block, homes)]
    del body[:]
    for block, post in pieces:
        if post is None or not (boxes or _signature(homes.thread, post)):
            # Between posts a rule says what their signatures say.
            body.extend([] if block.tag == "hr" else [block])
        else:
            if post not in boxes:
                boxes[post] = etree.SubElement(body, "div", {"class": "posting"})
            boxes[post].append(block)
    for post, box in boxes.items():
        for rule in takewhile(lambda block: block.tag == "hr", reversed(list(box))):
            box.remove(rule)
        box.extend(_signature(homes.thread, post))


def _pieces(block: Element, homes: _Homes) -> Iterator[tuple[Element, Post | None]]:
    """Yield a block with its post, or, where it holds several, the blocks that hold one."""
    if block in homes.leaves:
        block.tag = "p" if block.tag in _PARTS else block.tag
        yield block, homes.leaves[block]
        return
    posts = {homes.leaves.get(leaf) for leaf in leaves_of(block) if leaf.tag != "hr"}
    if block.tag in _WHOLE and posts <= {homes.of(block)}:
        yield block, homes.of(block)
        return
    for child in list(block):
        yield from _pieces(child, homes)


def _signature(thread: Thread, post: Post) -> list[Element]:
    """Return the line that signs a post, or nothing where nobody knows what to say."""
    spot, day = thread.writers.spots.get(post), thread.days.of.get(post)
    if spot is None and day is None:
        return []
    signed = etree.Element("p", {"class": "signature"})
    signed.text = named(spot) if spot else None
    if day:
        signed.text = f"{signed.text}, " if signed.text else None
        written = etree.SubElement(signed, "time", {"datetime": f"{day:%Y-%m-%d}"})
        written.text = f"{day:%Y-%m-%d}"
    return [signed]
