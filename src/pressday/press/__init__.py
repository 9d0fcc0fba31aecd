"""Edition to files: one writer a format, by name. A new format is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pressday.model import Artifact, Edition, Job, Outcome, Step

Writer = Callable[[Edition, Job], Iterator[Outcome[Artifact] | Step]]


def _pdf(edition: Edition, job: Job) -> Iterator[Outcome[Artifact] | Step]:
    from pressday.press.pdf import write_pdf

    return write_pdf(edition, job)


def _epub(edition: Edition, job: Job) -> Iterator[Outcome[Artifact] | Step]:
    from pressday.press.epub import write_epub

    return write_epub(edition, job)


WRITERS: Mapping[str, Writer] = {"pdf": _pdf, "epub": _epub}
"""Format to writer; each loads its libraries when it is called."""
