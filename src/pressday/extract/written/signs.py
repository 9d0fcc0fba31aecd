"""What mdformat does not write by itself: tables, definitions, notes, captions, deletions."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mdformat.renderer import RenderContext, RenderTreeNode

_INDENT = "    "  # of what goes on with a note or a meaning


def _said(node: RenderTreeNode, context: RenderContext, between: str = "") -> str:
    return between.join(child.render(context) for child in node.children)


def _table(node: RenderTreeNode, context: RenderContext) -> str:
    head, *rows = (child.render(context) for child in node.children)
    rule = "|".join(["", *(" --- " for _ in node.children[0].children), ""])
    return "\n".join([head, rule, *rows])


def _row(node: RenderTreeNode, context: RenderContext) -> str:
    return "|".join(["", *(f" {cell.render(context)} " for cell in node.children), ""])


def _cell(node: RenderTreeNode, context: RenderContext) -> str:
    return _said(node, context).replace("|", "\\|").strip()


def _deleted(node: RenderTreeNode, context: RenderContext) -> str:
    return f"~~{_said(node, context)}~~"


def _definitions(node: RenderTreeNode, context: RenderContext) -> str:
    return _said(node, context, "\n\n")


def _meaning(node: RenderTreeNode, context: RenderContext) -> str:
    return _hung(": ", _said(node, context, "\n\n"))


def _note(node: RenderTreeNode, context: RenderContext) -> str:
    opening = node.nester_tokens.opening if node.nester_tokens else None
    return _hung(f"[^{opening.content if opening else ''}]: ", _said(node, context, "\n\n"))


def _hung(sign: str, text: str) -> str:
    first, *others = text.split("\n")
    return "\n".join([f"{sign}{first}", *(f"{_INDENT}{line}" if line else "" for line in others)])


def _image(node: RenderTreeNode, context: RenderContext) -> str:
    """Write a picture; mdformat leaves quotation marks and brackets in its words as they are."""
    alt = "".join(child.render(context) for child in node.children)
    said = _escaped(str(node.attrs.get("title", "")))
    return f"![{alt}]({node.attrs['src']}" + (f' "{said}")' if said else ")")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;").replace("<", "\\<")


def _tildes(text: str, _: RenderTreeNode, __: RenderContext) -> str:
    return text.replace("~", "\\~")


def _line_starts(text: str, _: RenderTreeNode, __: RenderContext) -> str:
    """Hide from definition lists and tables what begins a line of them."""
    lines = (f"\\{line}" if line.startswith((":", "|")) else line for line in text.split("\n"))
    return "\n".join(lines)


SIGNS = SimpleNamespace(
    RENDERERS={
        "table": _table, "tr": _row, "td": _cell, "del": _deleted, "image": _image,
        "dl": _definitions, "dt": _said, "dd": _meaning, "footnote": _note,
    },
    POSTPROCESSORS={"text": _tildes, "paragraph": _line_starts},
)  # fmt: skip
"""The extension that mdformat is given."""
