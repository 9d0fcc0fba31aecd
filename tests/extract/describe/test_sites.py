from __future__ import annotations

import pytest
from tests.extract.pages import URL, ld, meta, read


@pytest.mark.parametrize(
    ("head", "site", "provenance"),
    [
        (meta(og__site_name="Dock Street"), "Dock Street", "declared"),
        (ld({"@type": "Article", "publisher": {"name": "Dock Street"}}), "Dock Street", "declared"),
        (
            meta(og__site_name="Dock Street")
            + ld({"@type": "Article", "publisher": {"name": "Agency"}}),
            "Dock Street",
            "declared",
        ),
        (
            ld({"@type": "Article", "publisher": {"name": "Dock Media Ltd"}})
            + ld({"@type": "WebSite", "name": "Dock Street"}),
            "Dock Street",
            "declared",
        ),
        (
            meta(og__site_name="Platform")
            + ld(
                {
                    "@type": "Article",
                    "publisher": {"name": "Dock Street", "url": "https://www.dockstreet.example/a"},
                }
            )
            + '<link rel="canonical" href="https://www.dockstreet.example/a/night">',
            "Dock Street",
            "declared",
        ),
        ("<title>Night shift at the docks | DockStreet</title>", "DockStreet", "guessed"),
        (meta(twitter__site="@dockst"), "dockst", "guessed"),
        (meta(og__site_name="https://dockstreet.example"), "dockstreet.example", "guessed"),
    ],
)
def test_the_site_is_named_as_it_names_itself(head: str, site: str, provenance: str) -> None:
    found = read(head)
    assert (found.site, found.provenance["site"]) == (site, provenance)


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://dockstreet.example/b", "https://dockstreet.example/b"),
        ("/b?x=1", "https://www.dockstreet.example/b?x=1"),
        ("https://elsewhere.example/b", URL),
        ("https://dockstreet.example/", URL),
        ("javascript:x", URL),
    ],
)
def test_a_canonical_address_is_believed_on_its_own_host(canonical: str, url: str) -> None:
    assert read(f'<link rel="canonical" href="{canonical}">').url == url
