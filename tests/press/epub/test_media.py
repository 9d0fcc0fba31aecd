from __future__ import annotations

import pytest

from pressday.press.epub.media import is_inert

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    "inside",
    ['<path d="M0 0"/>', '<use xlink:href="#a"/>', '<rect fill="url(#g)"/>', "<!-- note -->"],
)
def test_a_drawing_that_keeps_to_itself_passes(inside: str) -> None:
    assert is_inert(SVG.format(inside).encode())


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="https://tracker.example/p.png"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<rect onclick="x()"/>',
        "<style>@import 'https://x.example/a.css';</style>",
        '<rect style="fill: url(https://x.example/a)"/>',
        "<foreignObject><p/></foreignObject>",
        '<?xml-stylesheet href="https://x.example/a.css"?>',
        "<unclosed>",
    ],
)
def test_a_drawing_that_runs_code_or_reaches_out_is_refused(inside: str) -> None:
    assert not is_inert(SVG.format(inside).encode())


def test_a_drawing_with_entities_of_its_own_is_refused() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("&a;").encode()
    assert not is_inert(bomb)
    assert not is_inert(b"<html/>")
