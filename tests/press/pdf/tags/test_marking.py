"""What is drawn on a page, in the order in which it is heard."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from pressday.press.pdf.tags.marking import _leaves


def box(name: str, *children: Any, **said: str) -> Any:
    element = SimpleNamespace(attrib={key.replace("_", "-"): v for key, v in said.items()})
    return SimpleNamespace(name=name, element=element, children=children)


def test_what_follows_a_listing_is_heard_behind_it_though_it_stands_beside_it() -> None:
    late = box("p", box("after"), data_late="")
    pair = box("pair", box("text", box("before"), late), box("listing"), data_pair="")
    assert [leaf.name for leaf in _leaves(box("page", pair, box("next")))] == [
        "before", "listing", "after", "next",
    ]  # fmt: skip
    assert [leaf.name for leaf in _leaves(late)] == ["after"]
