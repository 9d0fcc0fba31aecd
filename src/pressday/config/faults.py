"""What pydantic found wrong, as one clear line for the editor with file, line and key."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from pressday.config.toml import locate
from pressday.errors import ConfigError
from pressday.text import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from pydantic_core import ErrorDetails

    Key = tuple[str | int, ...]

M = TypeVar("M", bound=BaseModel)

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "date_type": "a date such as 2026-11-27, without quotation marks",
    "tuple_type": "a list",
    "model_type": "a table",
    "dict_type": "a table",
}
_FOUND: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),
    (str, "text"),
    (int, "a number"),
    (float, "a number with a point"),
    (datetime, "a date with a time"),
    (date, "a date"),
    (list, "a list"),
    (dict, "a table"),
    (time, "a time"),
)


def check(model: type[M], data: Mapping[str, Any], *, path: Path, text: str) -> M:
    """Return `data` as `model`.

    Raises ConfigError for the first fault in the file, saying how many more there are.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = sorted(error.errors(), key=lambda fault: _order(text, fault))
        raise _fault(model, faults, path=path, text=text) from None


def _order(text: str, fault: ErrorDetails) -> tuple[bool, int]:
    """Return what sorts faults by line, what is missing last: a misspelt key explains it."""
    return fault["type"] == "missing", locate(text, fault["loc"])


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return a hint: the nearest known word, else all of them."""
    near = nearest(word, known)
    return f'did you mean "{near}"?' if near else "known are " + ", ".join(known)


def _fault(
    model: type[BaseModel], faults: Sequence[ErrorDetails], *, path: Path, text: str
) -> ConfigError:
    message, hint = _explain(model, faults[0])
    if len(faults) > 1:
        message += f" (and {len(faults) - 1} more)"
    where = f"{path}:{locate(text, faults[0]['loc'])}"
    return ConfigError(message, where=where, hint=hint)


def _explain(model: type[BaseModel], fault: ErrorDetails) -> tuple[str, str | None]:
    """Return message and hint for one of pydantic's faults."""
    return _EXPLAINED.get(fault["type"], _explain_type)(model, fault)


def _explain_unknown(model: type[BaseModel], fault: ErrorDetails) -> tuple[str, str | None]:
    loc = fault["loc"]
    table = f" in {_table(loc[:-1])}" if loc[:-1] else ""
    known = _keys(model, loc[:-1])
    return f'unknown key "{loc[-1]}"{table}', did_you_mean(str(loc[-1]), known)


def _explain_missing(_model: type[BaseModel], fault: ErrorDetails) -> tuple[str, str | None]:
    *outer, name = fault["loc"]
    table = f" from {_table(tuple(outer))}" if outer else ""
    return f"{name} is missing{table}", None


def _explain_choice(model: type[BaseModel], fault: ErrorDetails) -> tuple[str, str | None]:
    name, given = _said(fault["loc"]), fault["input"]
    known = fault.get("ctx", {}).get("known") or get_args(_annotation(model, fault["loc"]))
    choices = [str(choice) for choice in known]
    quoted = [f'"{choice}"' for choice in choices]
    listed = " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))
    if not isinstance(given, str):
        return f"{name} must be {listed}, not {_kind(given)}", None
    near = nearest(given, choices)
    hint = f'did you mean "{near}"?' if near else None
    return f'{name} must be {listed}, not "{given}"', hint


def _explain_least(_model: type[BaseModel], fault: ErrorDetails) -> tuple[str, str | None]:
    said = fault.get("ctx", {})
    least = f"more than {said['gt']}" if "gt" in said else f"at least {said['ge']}"
    return f"{_said(fault['loc'])} must be {least}, not {fault['input']}", None


def _explain_value(_model: type[BaseModel], fault: ErrorDetails) -> tuple[str, str | None]:
    said = fault.get("ctx", {}).get("error")
    whole_table = isinstance(fault["input"], dict)
    return (f"{said}" if whole_table else f"{_said(fault['loc'])} {said}"), None


def _explain_type(model: type[BaseModel], fault: ErrorDetails) -> tuple[str, str | None]:
    name, given = _said(fault["loc"]), fault["input"]
    if isinstance(given, dict) and _is_table(_annotation(model, fault["loc"])):
        return f"write [{_table(fault['loc'])}] with two pairs of brackets", None
    return f"{name} must be {_EXPECTED.get(fault['type'], fault['msg'])}, not {_kind(given)}", None


# pydantic's names: https://docs.pydantic.dev/latest/errors/validation_errors/
_EXPLAINED: dict[str, Callable[[type[BaseModel], ErrorDetails], tuple[str, str | None]]] = {
    "extra_forbidden": _explain_unknown,
    "missing": _explain_missing,
    "literal_error": _explain_choice,
    "unknown_name": _explain_choice,
    "greater_than": _explain_least,
    "greater_than_equal": _explain_least,
    "value_error": _explain_value,
}


def _said(loc: Key) -> str:
    """Return a key path as an editor would say it: `title`, `item 2 of allow`."""
    if loc and isinstance(loc[-1], int):
        return f"item {loc[-1] + 1} of {_said(loc[:-1])}"
    return str(loc[-1]) if loc else "the file"


def _kind(given: object) -> str:
    return next((word for kind, word in _FOUND if isinstance(given, kind)), "that")


def _table(loc: Key) -> str:
    """Return a table's header as it stands in the file: `[layout]`, `[[source]]`."""
    names = ".".join(str(part) for part in loc if not isinstance(part, int))
    return f"[[{names}]]" if isinstance(loc[-1], int) else f"[{names}]"


def _annotation(model: type[BaseModel], loc: Key) -> Any:  # noqa: ANN401 - types as values have no type
    """Return the type that `model` declares at a key path, containers and None taken off."""
    found: Any = model
    for name in (part for part in loc if isinstance(part, str)):
        fields = {field.alias or key: field.annotation for key, field in found.model_fields.items()}
        found = fields[name]
        while (inner := get_args(found)) and not isinstance(inner[0], str):
            found = inner[0]
    return found


def _is_table(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _keys(model: type[BaseModel], loc: Key) -> list[str]:
    fields = _annotation(model, loc).model_fields
    return [field.alias or key for key, field in fields.items()]
