"""What no packaged font has is left out, and a reader sees where."""

from __future__ import annotations

import pytest

from pressday.press.pdf.missing_characters import without_absent


@pytest.mark.parametrize(
    ("html", "printed"),
    [
        ("<p>Plain – text, “quoted”.</p>", "<p>Plain – text, “quoted”.</p>"),
        ("<p>It is called 한겨레신문 at home.</p>", "<p>It is called [Hangul] at home.</p>"),
        ("<p>인쇄기는 아침 여섯 시에 3, 시작.</p>", "<p>[Hangul].</p>"),
        ("<p>Hello 🙂!</p>", "<p>Hello !</p>"),
        ("<p>한 <b>글</b></p>", "<p>[Hangul] <b>[Hangul]</b></p>"),
        ("<p>\ue123 Home\U000f0001 and \u0378on</p>", "<p> Home and on</p>"),
        ('<img alt="한글">', '<img alt="한글">'),
        ('<html lang="de"><p>日本語の</p>', '<html lang="de"><p>[Japanisch]</p>'),
        ("<p>Hot: 40 ℉</p>", "<p>Hot: 40 °F</p>"),
    ],
)
def test_words_leave_the_name_of_their_script_and_pictographs_nothing(
    html: str, printed: str
) -> None:
    assert without_absent(html) == printed
