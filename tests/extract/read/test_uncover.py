"""The text of a page is found where its markup hides it, and only there."""

from __future__ import annotations

import pytest

from pressday.errors import ExtractError
from pressday.extract import extract_page
from pressday.extract.read import dom
from pressday.extract.read.uncover import uncover

TEXT = "".join(
    f"<p>The ferry to the island left at {hour} with {hour * 3} passengers on board, and the"
    f" harbour master wrote the number {hour} into his book.</p>"
    for hour in range(5, 21)
)
MENU = "<ul><li><a href='/a'>News</a></li><li><a href='/b'>Harbour</a></li></ul>"


def _text(html: str) -> str:
    page = f"<html><head><title>The ferry</title></head>{html}</html>"
    return extract_page(page.encode(), identity="x:1", url="https://paper.example/ferry").body.text


@pytest.mark.parametrize(
    "page",
    [
        f"<body><template id='B:0'></template><p hidden></p><div hidden id='S:0'>{TEXT}</div>",
        f"<body><div><template id='P:a'></template></div><div hidden id='S:a'>{TEXT}</div></body>",
        f"<body><div id='app'></div><noscript><div>{TEXT}</div></noscript></body>",
        f"<body><div style='visibility:hidden'><h1>The ferry</h1>{TEXT}</div></body>",
        f"<body><button class='menu'><div>{MENU}</div><article>{TEXT}</article></body>",
        f"<body><nav>{MENU}<main><article>{TEXT}</article></main></body>",
        f"<body><div role='tablist'><div role='tabpanel'>{TEXT}</div></div></body>",
        f"<body>{MENU}</body></html><div class='post'>{TEXT}</div></body>",
    ],
    ids=["streamed", "segment", "noscript", "fade-in", "button", "nav", "tabs", "early end"],
)
def test_the_text_of_a_page_is_shown(page: str) -> None:
    text = _text(page)
    assert text.count("harbour master") == 16
    assert "News" not in text


def test_late_parts_stand_where_they_belong() -> None:
    half = TEXT.index("<p>", len(TEXT) // 2)
    page = (
        f"<body><main>{TEXT[:half]}<template id='B:1'></template><p>Tickets are sold on the pier,"
        f" as they were a hundred years ago.</p></main><div hidden id='S:1'>{TEXT[half:]}</div>"
    )
    text = _text(page)
    assert text.index("at 5 with") < text.index("at 20 with") < text.index("Tickets")


def test_what_little_of_a_page_is_hidden_stays_so() -> None:
    asks = "<p>We ask every reader of these pages to accept our biscuits, all of them.</p>"
    hidden = f"<div hidden id='S:9'>{asks}</div><noscript>{asks}</noscript><nav>{MENU}</nav>"
    assert "biscuits" not in _text(f"<body><main>{TEXT}</main>{hidden}</body>")


def test_a_menu_longer_than_the_text_stays_one() -> None:
    links = "".join(f"<li><a href='/{n}'>Everything on pier {n}</a></li>" for n in range(500))
    root = dom.parse(f"<body><nav><ul>{links}</ul></nav><main>{TEXT}</main></body>")
    assert root is not None
    uncover(root)
    assert root.find(".//nav") is not None


def test_a_hidden_box_as_long_as_the_text_stays_hidden() -> None:
    asks = "<p>We ask every reader of these pages to accept our biscuits, all of them.</p>" * 40
    hidden = f"<div class='consent' style='display:none'>{asks}</div>"
    assert "biscuits" not in _text(f"<body><main>{TEXT}</main>{hidden}</body>")


def test_a_shell_that_asks_for_a_script_is_no_article() -> None:
    shell = "<div id='root'></div><noscript>Please switch on scripts to read this page.</noscript>"
    with pytest.raises(ExtractError, match="no article"):
        _text(f"<body>{shell}</body>")
