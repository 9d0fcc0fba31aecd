from __future__ import annotations

import pytest

from pressday.extract import clean_fragment


@pytest.mark.parametrize(
    "hidden",
    [
        "<span class='sr-only'>Image</span>", "<p hidden>x</p>", "<i aria-hidden=true>x</i>",
        "<div role=tooltip>Jo is a printer</div>", "<div class='hover-card'>Jo is a printer</div>",
        "<div role=navigation><a href='/a'>One</a> <a href='/b'>Two</a></div>",
        "<span class='mw-editsection'>[edit]</span>", "<p class='no-print'>x</p>",
        "<div style='visibility : hidden'>x</div>", "<div class='vjs-control-bar'>Play</div>",
        "<dialog open>x</dialog>", "<div role=dialog>We value your privacy</div>",
        "<div role=alertdialog>x</div>", "<div role=toolbar><a href='/x'>Share</a></div>",
    ],
)  # fmt: skip
def test_what_nobody_sees_is_no_text(hidden: str) -> None:
    assert clean_fragment(f"<p>Ink.</p>{hidden}<p>Dry.</p>")[0].html == "<p>Ink.</p><p>Dry.</p>"


@pytest.mark.parametrize(
    "shown",
    [
        "<div aria-hidden=true>" + "a page behind its dialog " * 60 + "</div>",
        "<div hidden=until-found>a part that searching opens</div>",
        "<div role=navigation><p>Of the sixty papers four were printed here.</p></div>",
    ],
)
def test_what_readers_get_to_see_stays(shown: str) -> None:
    assert clean_fragment(shown)[0].html.startswith("<p>")
