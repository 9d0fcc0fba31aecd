"""Three versions of a text to one, by blocks: what it was made from, the editor's, the source's.

Where both changed the same block, the editor's stands and a box before it tells what the
source says. Pure.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CONFLICT = "[!conflict]"

_BOTH = "The source has changed this too. It says now:"
_TAKEN_OUT = "You took this out, and the source has changed it. It says now:"
_GONE = "The source has taken out what you changed below. It said:"
_ALIKE = 0.5  # of the words that two forms of one block share at least
_MOST = 40_000  # pairs that are compared; a text written anew is no version of the old one
_CODE = ("```", "~~~")

_Node = tuple[str, int]  # of the base, or an addition of the editor's ("ours") or the source's


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedBlocks:
    """The blocks of both sides, and how many of the source's changes came in, and wait."""

    blocks: tuple[str, ...]
    taken: int = 0
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class _Side:
    """One side's blocks, and which of them is which block of the base."""

    blocks: Sequence[str]
    of: Mapping[int, int]
    moved: bool

    @classmethod
    def of_pairs(cls, blocks: Sequence[str], of: Mapping[int, int]) -> _Side:
        order = [of[number] for number in sorted(of)]
        return cls(blocks, of, order != sorted(order))

    def order(self, name: str) -> list[_Node]:
        known = {there: base for base, there in self.of.items()}
        return [("base", known[n]) if n in known else (name, n) for n in range(len(self.blocks))]

    def block(self, base: int) -> str | None:
        return self.blocks[self.of[base]] if base in self.of else None


def merge_blocks(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> MergedBlocks:
    """Return the editor's blocks with what the source has changed since they were made."""
    was, mine = _with_what_was_gone(base, ours)
    source = _side(was, theirs)
    lead, other = mine.order("ours"), _without_doubles(source, mine)
    if source.moved and not mine.moved:
        lead, other = other, lead
    made = [(node, *_settled(node, was, mine, source)) for node in _woven(lead, other)]
    blocks = tuple(_without_old_boxes(made, _told_anew(base, was, source)))
    return MergedBlocks(
        blocks=blocks,
        taken=sum(change == "taken" for _, _, change in made),
        conflicts=boxes(blocks),
    )


def _with_what_was_gone(base: Sequence[str], ours: Sequence[str]) -> tuple[list[str], _Side]:
    """Return the base with what boxes say is gone from it, and which of that the editor has.

    The source may put it back, and has to meet what the editor has made of it.
    """
    of = _pairs(base, ours)
    rows = [(block, of.get(number)) for number, block in enumerate(base)]
    paired = {there: number for number, there in of.items()}
    for at, (box, own) in reversed(list(enumerate(pairwise(ours)))):
        if at + 1 not in paired and _is_gone(box) and _differs(own, box):
            before = next((paired[n] for n in range(at, -1, -1) if n in paired), -1)
            rows.insert(before + 1, (_said(box), at + 1))
    found = {number: there for number, (_, there) in enumerate(rows) if there is not None}
    return [block for block, _ in rows], _Side.of_pairs(ours, found)


def _settled(
    node: _Node, base: Sequence[str], mine: _Side, source: _Side
) -> tuple[tuple[str, ...], str]:
    """Return what stands for a node, and whether the source's change came in or waits."""
    kind, number = node
    if kind == "ours":
        return (mine.blocks[number],), ""
    if kind == "theirs":
        return (source.blocks[number],), "taken"
    return _of_base(base[number], mine.block(number), source.block(number))


def _of_base(before: str, own: str | None, new: str | None) -> tuple[tuple[str, ...], str]:
    if _same(own, new) or _same(new, before):
        return _present(own), ""
    if _same(own, before):
        return _present(new), "taken"
    if own is None:
        return (boxed(_TAKEN_OUT, new or ""),), "conflict"
    if new is None:
        return (boxed(_GONE, before), own), "conflict"
    return (boxed(_BOTH, new), own), "conflict"


def _present(block: str | None) -> tuple[str, ...]:
    return () if block is None else (block,)


def boxed(said: str, block: str) -> str:
    """Return the box that tells what the source says where the editor says otherwise."""
    lines = [f"{CONFLICT} {said}", "", *block.split("\n")]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _told_anew(base: Sequence[str], was: Sequence[str], source: _Side) -> set[str]:
    """Return the keys of what the source has changed, taken out or put back since `base`."""
    changed = {_key(b) for n, b in enumerate(was) if not _same(b, source.block(n))}
    return changed | set(map(_key, source.blocks)) - set(map(_key, base))


def _without_old_boxes(
    made: Iterable[tuple[_Node, tuple[str, ...], str]], anew: set[str]
) -> Iterable[str]:
    """Yield the blocks without boxes of which the source says something else by now."""
    for (kind, _), blocks, _ in made:
        for block in blocks:
            if kind != "ours" or not is_conflict(block) or _key(_said(block)) not in anew:
                yield block


def boxes(blocks: Iterable[str]) -> int:
    """Return how many boxes wait for the editor."""
    return sum(map(is_conflict, blocks))


def _is_gone(block: str) -> bool:
    return is_conflict(block) and _GONE in block


def _differs(own: str, box: str) -> bool:
    return not is_conflict(own) and not _same(own, _said(box))


def _said(box: str) -> str:
    """Return what the source says in a box."""
    lines = [line.removeprefix(">").removeprefix(" ") for line in box.split("\n")]
    return "\n".join(lines[2:])


def is_conflict(block: str) -> bool:
    """Tell whether a block is a box that waits for the editor."""
    return block.startswith(f"> {CONFLICT}")


def _woven(lead: list[_Node], other: list[_Node]) -> list[_Node]:
    """Return `lead` with each node that only `other` has behind the one it follows there."""
    found = list(lead)
    there = set(lead)
    place = 0
    for node in other:
        if node in there:
            place = found.index(node) + 1
        else:
            found.insert(place, node)
            place += 1
    return found


def _without_doubles(source: _Side, mine: _Side) -> list[_Node]:
    """Return the source's order; what both have added alike is the editor's."""
    own = {_key(mine.blocks[n]): n for kind, n in mine.order("ours") if kind == "ours"}
    return [
        ("ours", own[_key(source.blocks[number])])
        if kind == "theirs" and _key(source.blocks[number]) in own
        else (kind, number)
        for kind, number in source.order("theirs")
    ]


def _side(base: Sequence[str], blocks: Sequence[str]) -> _Side:
    return _Side.of_pairs(blocks, _pairs(base, blocks))


def _pairs(base: Sequence[str], blocks: Sequence[str]) -> dict[int, int]:
    """Return for each block of the base where it is now: in its place, moved, or changed."""
    was, now = [_key(b) for b in base], [_key(b) for b in blocks]
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    found: dict[int, int] = {}
    for start, there, length in matcher.get_matching_blocks():
        found |= {start + n: there + n for n in range(length)}
    _pair_moved(was, now, found)
    free = {n for n, block in enumerate(blocks) if not is_conflict(block)} - set(found.values())
    for name, start, end, first, last in matcher.get_opcodes():
        if name == "replace":
            gap = [n for n in range(start, end) if n not in found]
            _pair_changed(base, blocks, gap, [n for n in range(first, last) if n in free], found)
            free -= set(found.values())
    left = [n for n in range(len(base)) if n not in found]
    _pair_alike(base, blocks, left, sorted(free), found)
    return found


def _pair_moved(was: Sequence[str], now: Sequence[str], found: dict[int, int]) -> None:
    taken = set(found.values())
    for number, key in enumerate(was):
        if number not in found:
            there = next((n for n, k in enumerate(now) if k == key and n not in taken), None)
            if there is not None:
                found[number] = there
                taken.add(there)


def _pair_changed(
    base: Sequence[str],
    blocks: Sequence[str],
    gap: Sequence[int],
    there: Sequence[int],
    found: dict[int, int],
) -> None:
    """Pair what stands between the same neighbours: one with one, else what is alike."""
    if len(gap) == len(there) == 1:
        found[gap[0]] = there[0]
    else:
        _pair_alike(base, blocks, gap, there, found)


def _pair_alike(
    base: Sequence[str],
    blocks: Sequence[str],
    gap: Sequence[int],
    there: Sequence[int],
    found: dict[int, int],
) -> None:
    """Pair blocks that share half of their words, the likest first."""
    if len(gap) * len(there) > _MOST:
        return
    was = {number: Counter(base[number].split()) for number in gap}
    now = {number: Counter(blocks[number].split()) for number in there}
    likeness = sorted((-_likeness(was[n], now[m]), n, m) for n in was for m in now)
    taken: set[int] = set()
    for minus, number, at in likeness:
        if -minus >= _ALIKE and number not in found and at not in taken:
            found[number] = at
            taken.add(at)


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def _same(one: str | None, other: str | None) -> bool:
    return (one is None) == (other is None) and _key(one or "") == _key(other or "")


def _key(block: str) -> str:
    """Return what makes a block another: in code every blank does, elsewhere none."""
    return block if block.startswith(_CODE) else " ".join(block.split())
