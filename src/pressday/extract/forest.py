"""A forest of small trees that says how likely something with such measures is.

The files `weights.json` were grown by the benchmarks, which say on what and how.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

# The number of a measure, a bound, the branch up to it, the one beyond; of a leaf the number
# is `_LEAF`, and the bound what it answers.
_Tree = tuple[int, float, Any, Any]
_LEAF = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """Trees that are asked one by one, and whose answers are added up."""

    trees: tuple[_Tree, ...]

    def likelihood(self, row: Sequence[float]) -> float:
        """Return how likely it is for something with these measures, 0 to 1."""
        answer = 0.0
        for tree in self.trees:
            number, bound, under, over = tree
            while number != _LEAF:
                number, bound, under, over = under if row[number] <= bound else over
            answer += bound
        return 1 / (1 + exp(-answer))


@cache
def shipped(room: str, names: tuple[str, ...]) -> Forest:
    """Return the forest that comes with the program in a room of it."""
    return read_forest(files(room).joinpath("weights.json").read_text("utf-8"), names)


def read_forest(text: str, names: tuple[str, ...]) -> Forest:
    """Return the forest that a file's text describes, on the measures `names`.

    Raises ValueError where it was grown on others.
    """
    stored = json.loads(text)
    if tuple(stored["measures"]) != names:
        raise ValueError("the forest was grown on other measures")
    return Forest(trees=tuple(map(_tree, stored["trees"])))


def _tree(stored: object) -> _Tree:
    if isinstance(stored, (int, float)):
        return _LEAF, float(stored), None, None
    if not isinstance(stored, list):
        raise ValueError("a tree is neither a number nor a list of four")  # noqa: TRY004 - a bad file
    number, bound, under, over = stored
    return int(number), float(bound), _tree(under), _tree(over)
