"""A page with one article on it, for tests that put something beside or inside."""

from __future__ import annotations

from pressday.extract import extract_page

URL = "https://dockstreet.example/news/night-shift"
SENTENCES = (
    "At ten in the evening the floor of the hall begins to hum, and it does not stop before dawn.",
    "Sixty towns read what is printed here, and none of them knows the names of the printers.",
    "The paper arrives in rolls that weigh more than a car, and one roll lasts for ten minutes.",
    "Ana Lopez has worked the night shift for thirty years and says that she never counted them.",
    "Nobody in the hall wears a watch, because the press itself tells everybody what time it is.",
    "When the last van has left the yard, somebody opens the doors, and the cold air comes in.",
    "The ink is made in the next street, by a company that makes nothing else and never has.",
    "A town that loses its paper, people in the hall like to say, forgets where its river runs.",
)


def page(*inside: str, before: str = "", after: str = "", head: str = "") -> str:
    """An article of eight paragraphs with `inside` in its middle."""
    lines = [f"<p>{sentence} {sentence[::-1]}</p>" for sentence in SENTENCES]
    text = "".join([*lines[:4], *inside, *lines[4:]])
    return (
        f"<html><head><title>Night shift</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"{before}<article class='story'><div class='text'>{text}</div></article>{after}"
        "</body></html>"
    )


def lines(html: str) -> list[str]:
    draft = extract_page(html.encode(), identity=URL, url=URL)
    return draft.body.text.split("\n\n")
