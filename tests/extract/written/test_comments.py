from __future__ import annotations

import pytest

from pressday.extract import extract_markdown


def body(text: str) -> str:
    return extract_markdown(text, identity="x", name="x.md", base="file:///home/jo/").body.html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ink <!-- check --> dries.", "<p>Ink dries.</p>"),
        ("Ink\n<!-- one\n\ntwo -->\ndries", "<p>Ink</p><p>dries</p>"),
        ("<!-- a --> Ink <!-- b -->", "<p>Ink</p>"),
        ("- Ink\n  <!-- a -->\n- dries", "<ul><li>Ink</li><li>dries</li></ul>"),
        ("> Ink\n<!-- a -->", "<blockquote><p>Ink</p></blockquote>"),
    ],
)
def test_a_comment_vanishes(text: str, expected: str) -> None:
    assert body(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`<!-- a -->`", "<p><code>&lt;!-- a --&gt;</code></p>"),
        ("Ink\n\n    <!-- a -->", "<p>Ink</p><pre><code>&lt;!-- a --&gt;</code></pre>"),
        ("<!-- never closed", "<p>&lt;!-- never closed</p>"),
    ],
)
def test_what_is_code_or_never_closed_stays_text(text: str, expected: str) -> None:
    assert body(text) == expected
