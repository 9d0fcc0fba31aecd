"""Small changes to a module, each of which a test should notice."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_NAME = re.compile(r"[\w./-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One place of a module, in bytes of its text, and what is written there instead.

    `function` is the first line of the function around it, 0 for none.
    """

    path: Path
    line: int
    begin: int
    end: int
    new: str
    function: int

    def applied(self, data: bytes) -> bytes:
        """Return the module's text with the change."""
        return data[: self.begin] + self.new.encode() + data[self.end :]


def changes(path: Path) -> Iterator[Change]:
    """Yield all changes of one module in the order of its text."""
    data = path.read_bytes()
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node, function in _nodes(ast.parse(data), 0):
        for new in _instead(node):
            begin = starts[node.lineno - 1] + node.col_offset
            end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
            yield Change(
                path=path, line=node.lineno, begin=begin, end=end, new=new, function=function
            )


def _nodes(node: ast.AST, function: int) -> Iterator[tuple[ast.stmt | ast.expr, int]]:
    """Yield what can be changed; annotations, docstrings and messages of errors cannot."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_comment"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_left_out(child):
                continue
            if isinstance(child, ast.stmt | ast.expr):
                yield child, function
            yield from _nodes(child, _first_line(child) or function)


def _is_left_out(node: ast.AST) -> bool:
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    names = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {"__all__", "_HOMES"}
    formatted = isinstance(node, ast.JoinedStr)  # its parts have no true places before 3.12
    return is_text or types or names or formatted or isinstance(node, ast.Raise)


def _first_line(node: ast.AST) -> int:
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return 0
    return min([node.lineno, *(d.lineno for d in node.decorator_list)])


def _instead(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.BinOp(op=operator) if type(operator) in _ARITHMETIC:
            changed = ast.BinOp(node.left, _ARITHMETIC[type(operator)](), node.right)
            yield f"({ast.unparse(changed)})"
        case ast.Constant(value=value):
            yield from _constants(value)
        case ast.expr():
            yield from _conditions(node)
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield "return None"
        case ast.Expr(value=ast.Call()):
            yield "pass"
        case ast.Continue():
            yield "break"
        case ast.Assign(value=value) if not isinstance(value, ast.Constant):
            yield f"{' = '.join(ast.unparse(target) for target in node.targets)} = None"


def _conditions(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Compare(ops=[operator, *others]):
            other = _COMPARISONS[type(operator)]()
            yield f"({ast.unparse(ast.Compare(node.left, [other, *others], node.comparators))})"
        case ast.BoolOp(op=ast.And()):
            yield f"({ast.unparse(ast.BoolOp(ast.Or(), node.values))})"
        case ast.BoolOp(op=ast.Or()):
            yield f"({ast.unparse(ast.BoolOp(ast.And(), node.values))})"
        case ast.UnaryOp(op=ast.Not()):
            yield f"bool({ast.unparse(node.operand)})"


def _constants(value: object) -> Iterator[str]:
    if isinstance(value, bool):
        yield str(not value)
    elif isinstance(value, int | float):
        yield str(value + 1)
    elif isinstance(value, str) and _NAME.fullmatch(value):
        yield repr(f"{value}-changed")


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
