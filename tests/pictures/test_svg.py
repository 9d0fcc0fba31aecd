from __future__ import annotations

import pytest
from lxml import etree

from pressday.errors import ExtractError
from pressday.pictures.printable import normalise_picture

OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' viewBox="0 0 200 100"'
)


def drawn(inside: str, head: str = OPEN) -> str:
    return normalise_picture(f"{head}>{inside}</svg>".encode()).data.decode()


@pytest.mark.parametrize(
    "inside",
    [
        "<script>steal()</script>",
        '<rect onclick="steal()"/>',
        "<foreignObject><p>steal</p></foreignObject>",
        '<image href="https://steal.example/x.png"/>',
        '<use xlink:href="https://steal.example/x.svg#a"/>',
        '<rect fill="url(https://steal.example/x#a)"/>',
        "<rect style=\"fill:url('//steal.example')\"/>",
        '<rect style="fill:u\\72l(//steal.example)"/>',
        "<style>@import 'https://steal.example'</style>",
        '<a href="javascript:steal()"><rect/></a>',
        '<animate attributeName="href" values="steal"/>',
        '<set attributeName="onclick" to="steal()"/>',
        '<x:steal xmlns:x="urn:steal"/>',
        '<rect style="fill:url(#a);background:image-set(steal)"/>',
    ],
)
def test_what_acts_or_reaches_out_does_not_survive(inside: str) -> None:
    assert "steal" not in drawn(inside)


def test_an_entity_reads_no_file() -> None:
    head = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{OPEN}'
    assert "root:" not in drawn("<text>&x;</text>", head)


def test_entities_do_not_multiply() -> None:
    bombs = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 9))
    head = f'<!DOCTYPE svg [<!ENTITY b0 "ha">{bombs}]>{OPEN}'
    with pytest.raises(ExtractError, match="damaged"):
        drawn("<text>&b8;</text>", head)


def test_shapes_and_inner_references_stay() -> None:
    made = drawn(
        '<defs><path id="p" d="M0 0L9 9"/></defs><use xlink:href="#p"/>'
        '<rect fill="url(#p)" style="stroke: #f00"/><text x="1">Ink</text>'
    )
    root = etree.fromstring(made.encode())
    assert len(list(root.iter())) == 6
    assert '<use xlink:href="#p"/>' in made
    assert 'fill="url(#p)" style="stroke: #f00"' in made
    assert ">Ink</text>" in made


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 200 100"', (200, 100)),
        ('viewBox="0,0,200,100" width="50"', (50, 25)),
        ('viewBox="0 0 200 100" width="100%" height="100%"', (200, 100)),
        ('width="1in" height="25.4mm"', (96, 96)),
        ("", (300, 150)),
        ('viewBox="0 0 0 0"', (300, 150)),
    ],
)
def test_the_size_comes_from_attributes_or_view_box(attributes: str, size: tuple[int, int]) -> None:
    picture = normalise_picture(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode())
    assert (picture.width_px, picture.height_px) == size
    assert f'width="{size[0]}" height="{size[1]}"'.encode() in picture.data


def test_cleaning_twice_changes_nothing() -> None:
    once = normalise_picture(f'{OPEN}><g><use href="#a"/></g></svg>'.encode())
    assert normalise_picture(once.data) == once


@pytest.mark.parametrize(
    "data", [b"<svg", b"<html><svg/></html>", b"<svg>" + b"<g>" * 9 + b"</svg>"]
)
def test_damaged_svg_is_refused(data: bytes) -> None:
    with pytest.raises(ExtractError):
        normalise_picture(data)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="1e999" height="5"', (100_000, 5)),
        ('viewBox="0 0 1e-320 1e300" width="3"', (3, 100_000)),
        ('viewBox="0 0 1e300 1e-320" height="3"', (100_000, 3)),
        ('viewBox="0 0 1e999 1e999"', (300, 150)),
        ('viewBox="0 0 nan url(#a)"', (300, 150)),
    ],
)
def test_absurd_sizes_stay_within_reason(attributes: str, size: tuple[int, int]) -> None:
    picture = normalise_picture(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode())
    assert (picture.width_px, picture.height_px) == size
    assert b"nan" not in picture.data


@pytest.mark.parametrize(
    ("inside", "again"),
    [('<rect id="p0"/>', '<use xlink:href="#p{}"/>'), ('<g id="p0"/>', '<rect fill="url(#p{})"/>')],
)
def test_parts_do_not_multiply(inside: str, again: str) -> None:
    levels = "".join(f'<g id="p{n}">{again.format(n - 1) * 10}</g>' for n in range(1, 9))
    with pytest.raises(ExtractError, match="too many parts"):
        drawn(inside + levels)


def test_markers_count_at_every_corner() -> None:
    marker = f'<marker id="m">{"<rect/>" * 300}</marker>'
    path = f'<path d="M0 0{"L1 1" * 300}" style="marker-mid: url(#m)"/>'
    with pytest.raises(ExtractError, match="too many parts"):
        drawn(marker + path)


def test_a_part_that_uses_itself_or_a_long_chain_is_no_trap() -> None:
    assert "use" in drawn('<g id="a"><use xlink:href="#a"/></g>')
    chain = "".join(f'<g id="p{n}"><use xlink:href="#p{n + 1}"/></g>' for n in range(5000))
    with pytest.raises(ExtractError, match="too many parts"):
        drawn(chain)


def test_a_base_makes_no_reference_lead_out() -> None:
    made = drawn('<g xml:base="https://steal.example/" xml:space="preserve"><use href="#a"/></g>')
    assert "steal" not in made
    assert 'xml:space="preserve"' in made
