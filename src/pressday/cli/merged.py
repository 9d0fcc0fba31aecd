"""What became of own versions whose articles have new texts, told to the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.cli import display

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressday import Merged
    from pressday.cli.root import State


def tell_merged(state: State, versions: Iterable[Merged], *, as_json: bool) -> None:
    """Name the own versions into which changes of the source came, and those that wait."""
    for one in versions:
        if as_json:
            state.console.json(display.merged(one))
            continue
        if one.error:
            state.console.warn(f'"{one.title}": your version stays as it is: {one.error}')
        elif one.taken:
            came = "1 change" if one.taken == 1 else f"{one.taken} changes"
            state.console.say(f'merged: "{one.title}": {came} of the source in {one.path}')
        if one.conflicts:
            state.console.warn(
                f"{one.path}: the source has changed what you have changed ({one.conflicts});"
                " yours is printed until you decide: look for [!conflict]"
            )
