"""What no packaged font has is left out, and a reader sees where."""

from __future__ import annotations

import pytest

from pressday.press.pdf.missing_characters import without_absent


@pytest.mark.parametrize(
    ("html", "printed"),
    [
        ("<p>Plain – text, “quoted”.</p>", "<p>Plain – text, “quoted”.</p>"),
        ("<p>It is called 한겨레신문 at home.</p>", "<p>It is called […] at home.</p>"),
        ("<p>인쇄기는 아침 여섯 시에 3, 시작.</p>", "<p>[…].</p>"),
        ("<p>Hello 🙂!</p>", "<p>Hello !</p>"),
        ("<p>한 <b>글</b></p>", "<p>[…] <b>[…]</b></p>"),
        ("<p>\ue123 Home\U000f0001 and \u0378on</p>", "<p> Home and on</p>"),
        ('<img alt="한글">', '<img alt="한글">'),
    ],
)
def test_words_leave_a_mark_and_pictographs_none(html: str, printed: str) -> None:
    assert without_absent(html) == printed
