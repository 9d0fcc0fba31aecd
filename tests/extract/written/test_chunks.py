"""The blocks of a Markdown file as they stand in it."""

from __future__ import annotations

import pytest

from pressday.extract.written.chunks import chunks


@pytest.mark.parametrize(
    "block",
    [
        "## A heading",
        "Two lines\nof one paragraph",
        "- one\n\n- two\n\n  and more",
        "<!-- a note\n\nto oneself -->",
        "[^1]: A footnote.\n\n    Its second paragraph.",
        "[place]: https://x.example/",
        "> A quotation.\n>\n> Of two paragraphs.",
        "Term\n\n: Meaning",
        "```\na\n\n\nb\n```",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
        "> [!block] 0123456789ab-1 table of 3 words: a b c",
    ],
)
def test_a_block_is_one_whatever_stands_beside_it(block: str) -> None:
    assert chunks(f"Before.\n\n{block}\n\nAfter.\n") == ("Before.", block, "After.")
    text = f"{block}\n\n\nAnd.\n\n{block}".replace("\n", "\r\n")
    assert chunks(text) == (block, "And.", block)


def test_nothing_is_no_block() -> None:
    assert chunks(" \n\n") == ()
