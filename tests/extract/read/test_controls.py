from __future__ import annotations

import pytest

from pressday.extract import clean_fragment

ANSWER = "<p>It was sold in spring, as the book of the guild shows.</p>"


def cleaned(html: str) -> str:
    return clean_fragment(html, base="https://a.example/")[0].html


@pytest.mark.parametrize("closed", ["aria-hidden=true", "hidden", "style='display:none'"])
def test_what_a_button_opens_is_text(closed: str) -> None:
    button = "<button aria-controls=p1 aria-expanded=false>Where is the oil?</button>"
    panel = f"<div id=p1 {closed}>{ANSWER}</div>"
    assert cleaned(f"<div><h3>{button}</h3>{panel}</div>") == f"<h2>Where is the oil?</h2>{ANSWER}"
    assert cleaned(f"<div>{button}{panel}</div>") == (
        f"<p><strong>Where is the oil?</strong></p>{ANSWER}"
    )


@pytest.mark.parametrize("closed", ["aria-hidden=true", "hidden", "style='display:none'"])
@pytest.mark.parametrize("tag", ["b", "button"])
def test_panels_behind_tabs_stand_under_what_their_tabs_say(closed: str, tag: str) -> None:
    tab = f"<{tag} role=tab id=t{{0}} aria-controls=p{{0}}>{{1}}</{tag}>".format
    tabs = f"<div role=tablist>{tab(1, 'Oak')}{tab(2, 'Ash')}</div>"
    panel = "<section role=tabpanel id=p{0} aria-labelledby=t{0} {1}>{2}</section>".format
    shut = panel(2, closed, "<p>Cut it in spring.</p>")
    made = cleaned(f"{tabs}<div>{panel(1, '', ANSWER)}{shut}</div>")
    assert made == (
        f"<p><strong>Oak</strong></p>{ANSWER}<p><strong>Ash</strong></p><p>Cut it in spring.</p>"
    )
    assert cleaned(f"{tabs}<div>{panel(1, '', ANSWER)}</div>") == ANSWER


@pytest.mark.parametrize(
    "panel",
    [
        "<div id=p1 hidden><a href='/a'>All news</a> <a href='/b'>All letters</a></div>",
        "<ul id=p1 hidden><li>One of the towns</li></ul>",
        "<div id=p1 hidden>Write to us <input name=q></div>",
    ],
)
def test_menus_and_forms_stay_closed(panel: str) -> None:
    assert cleaned(f"<p>Ink.</p><button aria-controls=p1>Menu</button>{panel}") == "<p>Ink.</p>"


def test_a_button_shows_its_picture_and_its_heading_and_no_words() -> None:
    made = cleaned("<button><img src='/q.jpg'>Enlarge</button><button><h2>Oil</h2></button>")
    assert made == ('<figure><img src="https://a.example/q.jpg" alt=""/></figure><h2>Oil</h2>')
    assert cleaned("<p>Ink.</p><button>Share</button>") == "<p>Ink.</p>"
