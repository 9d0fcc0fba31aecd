from __future__ import annotations

import pytest
from tests.extract.pages import ld, read


def test_a_link_to_a_licence_is_declared_only_with_rel() -> None:
    link = "https://creativecommons.org/licenses/by/4.0/"
    declared = read("", f'<a rel="license" href="{link}">x</a>')
    assert (declared.licence, declared.provenance["licence"]) == ("CC BY 4.0", "declared")
    assert read("", f'<a href="{link}">x</a>').provenance["licence"] == "guessed"


@pytest.mark.parametrize(
    ("markup", "licence"),
    [
        (
            '<a rel="license" href="//creativecommons.org/licenses/by-sa/3.0/de/">x</a>',
            "CC BY-SA 3.0 DE",
        ),
        (
            '<link rel="license" href="http://creativecommons.org/publicdomain/zero/1.0/">',
            "CC0 1.0",
        ),
        (
            ld(
                {
                    "@type": "Article",
                    "license": {"url": "https://creativecommons.org/licenses/by-nc/4.0/deed.en"},
                }
            ),
            "CC BY-NC 4.0",
        ),
        (
            (
                '<meta name="dcterms.license" content="Creative Commons Attribution-ShareAlike '
                '4.0 International">'
            ),
            "CC BY-SA 4.0",
        ),
        ('<meta name="dc.rights" content="CC-BY 4.0">', "CC BY 4.0"),
        ('<meta name="dc.rights" content="All rights reserved">', ""),
        ('<a rel="license" href="#licence">x</a>', ""),
        (
            (
                '<figure><a rel="license" '
                'href="https://creativecommons.org/licenses/by/4.0/">x</a></figure>'
            ),
            "",
        ),
        (
            (
                '<p class="photo-credit"><a '
                'href="https://creativecommons.org/licenses/by/4.0/">x</a></p>'
            ),
            "",
        ),
        ('<a rel="license" href="javascript:x">x</a>', ""),
    ],
)
def test_licences_have_the_names_printed_under_articles(markup: str, licence: str) -> None:
    found = read("", markup)
    assert (found.licence, found.provenance.get("licence")) == (
        licence,
        "declared" if licence else None,
    )
