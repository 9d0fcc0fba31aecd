"""Who speaks for a block: two judges, what the page declares, and the company the block keeps."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pressday.extract.judge import surroundings
from pressday.extract.read import dom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from pressday.extract.judge.judges import Verdict
    from pressday.extract.judge.leaves import Leaf

SHINGLE = 4  # words
_COVERED = 0.5  # share of a leaf's shingles that a text must hold
_CORE = 0.1  # share of the undisputed words that makes a container the article's home
_LINKED = 0.7  # share of a leaf's words that makes it a link and nothing else
_SHORT, _SENTENCE = 8, 12  # words
_BRIDGE, _RUN, _HALF = 25, 8, 0.5
_CREDIBLE = 0.7  # share of the undisputed words that a declared text must hold

# What counts for a leaf, and how much. The bar is set so that the first judge alone
# is enough; the second needs the leaf to stand where the article stands.
_BAR = 1.5
_FIRST, _SECOND, _AT_HOME = 1.5, 1.0, 0.5
_DECLARED, _UNDECLARED = 0.5, -1.0
_LINK_LINE, _LINK_ITEM, _ASTRAY, _FOREIGN = -2.0, -1.0, -0.5, -1.5

# Classes of the sentence that leads into an article, which often stands apart from its text.
_LEAD_CLASS = re.compile(
    r"(?:^|[\s_-])(?:summary|standfirst|lead|lede|intro|introduction|dek|deck|sub-?headline|subtitle"
    r"|abstract|chapeau|vorspann|bajada|sapo|ingress|sommario)(?:[\s_-]|$)",
    re.IGNORECASE,
)
# Classes of what stands beside an article on its page, or is pasted into it.
_FOREIGN_CLASS = surroundings.named(
    r"recommend\w*", r"teasers?", r"subscri\w+", r"sign-?up", r"respond", r"author-?(?:info|card)",
    r"popular", r"more-?(?:from|stories)", r"popup", r"modal", r"rail", r"carousel", r"slider",
    r"slides?", r"slideshow", r"swiper", r"gallery", r"vjs", r"menu", r"nav", r"navigation",
    r"pagination", r"widgets", r"widget-?area",
)  # fmt: skip


def shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the runs of four words in `words`."""
    return [tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]


def share(words: Sequence[str], known: set[tuple[str, ...]]) -> float:
    """Return how much of `words` the runs in `known` hold, 0 for fewer than five words."""
    if len(words) <= SHINGLE:
        return 0.0
    own = shingles(words)
    return sum(run in known for run in own) / len(own)


def vote(leaves: list[Leaf], verdict: Verdict, site: str) -> int:
    """Set `keep` on every leaf with text; return the words the preferred judge spoke for.

    `site` is the host of the page: lines of links that stay there are mostly its furniture.
    """
    spoken = [leaf for leaf in leaves if leaf.words and leaf.element.tag != "figure"]
    first, second = (_covered(spoken, text) for text in (verdict.text, verdict.other))
    declared = _declared(spoken, verdict, first)
    weight = _weights(spoken, first, second)
    heaviest = max(weight, key=lambda home: weight[home], default=None)
    around = {e for leaf in spoken if leaf.home == heaviest for e in leaf.origin.iterancestors()}
    core = _core(spoken, weight, around)
    for index, leaf in enumerate(spoken):
        score = _FIRST * first[index] + _SECOND * second[index] + declared[index]
        score += _standing(leaf, site, at_home=leaf.home in core)
        score += _FOREIGN * (leaf.home not in core and _is_foreign(leaf.origin, around))
        leaf.keep = score >= _BAR
    _bridge(spoken, core, site)
    return sum(len(leaf.words) for leaf, agreed in zip(spoken, first, strict=True) if agreed)


def _covered(leaves: list[Leaf], text: str) -> list[bool]:
    """Whether a text holds each leaf, as a line of its own or word by word."""
    lines = {" ".join(dom.tokens(line)) for line in text.split("\n")}
    known = set(shingles(dom.tokens(text)))
    return [
        any(
            " ".join(words) in lines or share(words, known) >= _COVERED
            for words in (leaf.words, *leaf.unsigned)
        )
        for leaf in leaves
    ]


def _declared(leaves: list[Leaf], verdict: Verdict, first: list[bool]) -> list[float]:
    """Return what the page's own statement of its text says of each leaf, if it can be believed."""
    inside = [False] * len(leaves)
    if verdict.declared:
        inside = _covered(leaves, verdict.declared)
    elif verdict.marked:
        marked = set(verdict.marked)
        inside = [
            leaf.origin in marked or any(e in marked for e in leaf.origin.iterancestors())
            for leaf in leaves
        ]
    taken = sum(len(leaf.words) for leaf, yes in zip(leaves, first, strict=True) if yes)
    both = zip(leaves, first, inside, strict=True)
    shared = sum(len(leaf.words) for leaf, yes, within in both if yes and within)
    if shared <= _CREDIBLE * taken:
        return [0.0] * len(leaves)
    return [_DECLARED if yes else _UNDECLARED for yes in inside]


def _weights(leaves: list[Leaf], first: list[bool], second: list[bool]) -> Counter[object]:
    """Return the words of the undisputed text in each container."""
    both = [one and other for one, other in zip(first, second, strict=True)]
    agreed = both if any(both) else first
    weight: Counter[object] = Counter()
    for leaf, yes in zip(leaves, agreed, strict=True):
        if yes:
            weight[leaf.home] += len(leaf.words)
    return weight


def _core(leaves: list[Leaf], weight: Counter[object], around: set[Element]) -> set[object]:
    """Return the containers that hold much of the undisputed text and are not foreign to most."""
    enough = _CORE * weight.total()
    core = {home for home, words in weight.items() if words >= enough}
    named = (leaf for leaf in leaves if leaf.home in core)
    return core - {leaf.home for leaf in named if _is_foreign(leaf.origin, around)}


def _is_foreign(origin: Element, around: set[Element]) -> bool:
    """Whether class or name say so, between a leaf and what holds the article as well."""
    for element in [origin, *origin.iterancestors()]:
        if element in around:
            return False
        if element.tag in ("aside", "nav", "footer") or _FOREIGN_CLASS.search(
            dom.class_names(element)
        ):
            return True
    return False


def _bridge(leaves: list[Leaf], core: set[object], site: str) -> None:
    """Keep runs of short lines that stand at home between kept ones: the judges missed them."""
    run: list[Leaf] = []
    begun = False
    for leaf in leaves:
        if not leaf.keep:
            run.append(leaf)
            continue
        if begun and len(run) <= _RUN and all(_fits(other, core, site) for other in run):
            for other in run:
                other.keep = True
        run, begun = [], True


def _fits(leaf: Leaf, core: set[object], site: str) -> bool:
    if len(leaf.words) > _BRIDGE or leaf.home not in core:
        return False
    in_table = next(leaf.element.iterancestors("table"), None) is not None
    return not in_table and leaf.linked(site) < _HALF


def _standing(leaf: Leaf, site: str, *, at_home: bool) -> float:
    """Return what a leaf's place and links add to its votes."""
    leads = len(leaf.words) >= _SENTENCE and _LEAD_CLASS.search(dom.class_names(leaf.origin))
    score = _AT_HOME if at_home or leads else 0.0
    if leaf.linked(site) >= _LINKED:
        listed = next(leaf.element.iterancestors("li", "td", "th", "dd"), None) is not None
        score += _LINK_ITEM if listed else _LINK_LINE
    if not at_home and len(leaf.words) < _SHORT:
        score += _ASTRAY
    return score
