"""Captions and credits told apart by their words."""

from __future__ import annotations

import pytest

from pressday.edition.credits import credit_apart


@pytest.mark.parametrize(
    "text",
    [
        "Getty Images", "Photo: Reuters", "Foto: dpa", "Bild: Ada Finch / Keystone", "© Ada Finch",
        "Photo by Ada Finch", "photo by ada finch", "Image source: Finch Press.",
        "AP Photo/Ben Yew", "Courtesy of the artist",
        "Amr Finch / Reuters", "Amr Finch/AOL", "Ada Finch, Associated Press",
        "Copyright 2020 Ada Finch", "Crédit photo : Ada Finch", "Fuente: EFE", "fot. Ada Finch",
        "Photo courtesy the artist.", "Image by Ada Finch from Pixabay",
    ],
)  # fmt: skip
def test_who_is_only_thanked_is_a_credit(text: str) -> None:
    assert credit_apart(text) == ("", text)


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("The hall. Photo: Ada Finch", "The hall.", "Photo: Ada Finch"),
        ("The hall | photo by Ada Finch", "The hall", "photo by Ada Finch"),
        ("The hall (Reuters)", "The hall", "Reuters"),
        ("The hall. (Photo by A. Finch/Getty Images for Ink)", "The hall.",
         "Photo by A. Finch/Getty Images for Ink"),
        ("In Graz, Nov. 19, 2019. (Ben Yew/AP)", "In Graz, Nov. 19, 2019.", "Ben Yew/AP"),
        ("Asleep? Ada Finch/Moment via Getty Images", "Asleep?",
         "Ada Finch/Moment via Getty Images"),
        ("Ink House, Graz, 1797 — via Wikimedia Commons", "Ink House, Graz, 1797",
         "via Wikimedia Commons"),
        ("Ink, 1990. Photo: Ada. Courtesy Ink House.", "Ink, 1990.",
         "Photo: Ada. Courtesy Ink House."),
        ("It is lit. Ink House. Ada Finch/Reuters", "It is lit. Ink House.", "Ada Finch/Reuters"),
        ("CreditAda Finch/Getty Images", "", "Ada Finch/Getty Images"),
        ("Source", "", ""),
    ],
)  # fmt: skip
def test_a_credit_at_the_end_is_split_off(text: str, caption: str, credit: str) -> None:
    assert credit_apart(text) == (caption, credit)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Finch", "Michael Bloomberg", "Elizabeth II, Queen of New Zealand", "The hall (1863)",
        "Aoraki / Mount Cook",
        "Photo: the mayor opens the bridge", "Bild: der Bürgermeister", "Photo of the mayor",
        "Image by image, the film unrolls before us all", "Credit cards are accepted here.",
        "Credit Harbour sends us alerts.", "Copyright law is changing",
        "Courtesy calls on the mayor",
        "Via Roma in Turin", "Fuente de Cibeles", "Source: the river rises in a meadow above Graz",
        "Photo by Ada. Then everybody went home.", "Ink and paper - the mayor at the press",
    ],
)  # fmt: skip
def test_what_says_something_is_a_caption(text: str) -> None:
    assert credit_apart(text) == (text, "")
