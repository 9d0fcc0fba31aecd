"""What the editor should know of a press run: of the stylesheet, and of single flows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.layout.makeup import below_the_foot
from pressday.model import Artifact, Outcome
from pressday.press.pdf.culprit import placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.press.pdf.run import PressRun


def complaints(run: PressRun) -> Iterator[Outcome[Artifact]]:
    """Yield what went wrong with the stylesheet and with single flows, in the order of the book."""
    if style := _style_faults(run):
        yield Outcome(subject="styles", warnings=style)
    for anchor, reason in (*run.book.bare, *run.plain.items()):
        warning = f"set as plain paragraphs: {reason}"
        yield Outcome(subject=anchor.removeprefix("a-"), warnings=(warning,))
    cut = below_the_foot(run.composed.pages, run.book.geometry.lines)
    for flow, fragment in run.placed():
        subject = flow.name.removeprefix("a-")
        yield from (Outcome(subject=subject, error=f"picture {x}") for x in fragment.lost)
        lost = fragment.findings.fault
        said = [f"not whole on paper: {lost}"] if lost else []
        if flow.name in cut:
            page, lines = cut[flow.name]
            at = run.first_page() + page
            said.append(f"{lines} lines are cut off at the foot of page {at}")
        if warnings := (*fragment.faults, *said):
            yield Outcome(subject=subject, warnings=warnings)


def _style_faults(run: PressRun) -> tuple[str, ...]:
    styles = run.book.styles
    own = [f for flow, f in run.placed() if flow not in run.by_theme]
    faults = dict.fromkeys(fault for fragment in own for fault in fragment.style_faults)
    told = [placed(fault, styles) for fault in faults]
    hiding = [(flow, f) for flow, f in run.placed() if f.findings.hidden and not flow.late]
    if hiding:
        words = sum(fragment.findings.hidden for _, fragment in hiding)
        where = next((f"{style.where}: " for style in reversed(styles) if style.own), "")
        told.append(f"{where}hides {words} words in {len(hiding)} flows")
    return (*([run.blame] if run.blame else []), *told)
