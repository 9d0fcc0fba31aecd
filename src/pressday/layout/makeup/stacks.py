"""Stacks: short pieces that fill a column of a given height, one under another."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from pressday.layout.makeup.fitting import START, Fitting
from pressday.layout.makeup.parts import BETWEEN, Part, shapes, spans

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORT = 75  # lines of a piece that one column holds with its head
_POOL = 11  # short pieces of which stacks are made
_DEEPEST = 4  # pieces in a stack
_KEPT = 260  # stacks kept for each height
_WHITE = 4  # lines that may be white in a piece of a stack


class Stack(NamedTuple):
    """Pieces one under another in a column."""

    white: int
    used: int
    parts: tuple[Part, ...]


class Stacks:
    """All stacks that pieces of a section can make."""

    def __init__(self, fittings: Sequence[Fitting], page: int) -> None:
        self.fittings, self.page = fittings, page
        self._by_height = self._all_stacks()

    def _all_stacks(self) -> list[list[Stack]]:
        """Return, for every height, columns of short pieces that fill it, the fullest first."""
        table: list[list[Stack]] = [[] for _ in range(self.page + 1)]
        single = {n: kept for n, f in enumerate(self.fittings) if (kept := self._in_column(f))}
        small = sorted(single, key=lambda n: min(single[n]))[: 4 * _POOL]
        for count in range(1, _DEEPEST + 1):
            for chosen in combinations(small if count == 1 else small[:_POOL], count):
                for height, stack in self._stacked(chosen, single).items():
                    table[height].append(stack)
        for stacks in table:
            stacks.sort(key=lambda s: (s.white, -s.used.bit_count(), s.used))
            del stacks[_KEPT:]
        return table

    def _in_column(self, fitting: Fitting) -> dict[int, Part]:
        """Return how a short piece stands in one column, by height."""
        kept: dict[int, Part] = {}
        if fitting.size > _SHORT or 1 not in spans(fitting):
            return kept
        for shape in shapes(fitting, 1):
            for height, _ in fitting.heights(START, shape):
                setting = fitting.whole(START, shape, height)
                assert setting is not None  # noqa: S101 - `heights` names what `whole` can do
                if setting.white <= _WHITE and setting.end == fitting.end:
                    kept.setdefault(height, Part(fitting, START, shape, setting, 0, 0, height))
        return kept

    def _stacked(
        self, chosen: Sequence[int], single: dict[int, dict[int, Part]]
    ) -> dict[int, Stack]:
        """Return the stacks of all `chosen` pieces, the weightiest on top, by height."""
        table = {0: Stack(0, 0, ())}
        for index in sorted(chosen):
            longer: dict[int, Stack] = {}
            for height, stack in table.items():
                top = height + BETWEEN if height else 0
                for part in single[index].values():
                    end, white = top + part.height, stack.white + part.setting.white
                    if end <= self.page and (end not in longer or white < longer[end].white):
                        placed = part._replace(top=top)
                        longer[end] = Stack(white, stack.used | 1 << index, (*stack.parts, placed))
            table = longer
        return table

    def of(self, height: int, taken: int, most: int) -> list[Stack]:
        """Return up to `most` stacks of `height` lines without the pieces `taken`."""
        found: list[Stack] = []
        for stack in self._by_height[height]:
            if not stack.used & taken:
                found.append(stack)
                if len(found) == most:
                    break
        return found
