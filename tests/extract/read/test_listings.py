from __future__ import annotations

import pytest

from pressday.extract import clean_fragment

CODE = "if tide:\n    open()"
ROWS = (
    "<tr><td data-line-number=4></td><td class=blob-code>if tide:</td></tr>"
    "<tr><td data-line-number=5></td><td class=blob-code>    open()</td></tr>"
)


def cleaned(html: str) -> str:
    return clean_fragment(html)[0].html


@pytest.mark.parametrize(
    "html",
    [
        f"<table><tr><td><pre>1\n2</pre></td><td><pre>{CODE}</pre></td></tr></table>",
        f"<table class=sheet>{ROWS}</table>",
        (
            "<table class=code><tr><td>8</td><td>if tide:</td></tr>"
            "<tr><td>9</td><td>    open()</td></tr></table>"
        ),
        f"<div><pre>1\n2</pre><pre><code>{CODE}</code></pre></div>",
        "<pre><code><b>1</b>if tide:\n<b>2</b>    open()</code></pre>",
    ],
)
def test_the_numbers_of_lines_go_and_the_indentation_stays(html: str) -> None:
    made = cleaned(html).replace("<code>", "").replace("</code>", "")
    assert made == f"<pre>{CODE}</pre>"


def test_lines_that_only_styles_keep_apart_are_lines() -> None:
    first, second = "<i>if</i> tide:", "    <i>open</i>()"
    lines = "".join(f"<span class=line>{line}</span>" for line in (first, "", second))
    assert (
        cleaned(f"<pre><code>{lines}</code></pre>")
        == "<pre><code>if tide:\n\n    open()</code></pre>"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<pre><code><b>if</b><b> tide</b></code></pre>",
        "<pre><code><b><i>if</i></b><b><i> tide</i></b>:</code></pre>",
        "<pre><code><b><i>if</i></b><u><i> tide</i></u></code></pre>",
    ],
)
def test_the_parts_of_one_line_stay_in_it(html: str) -> None:
    assert "\n" not in cleaned(html)


@pytest.mark.parametrize(
    "html",
    [
        "<pre>1\n2\n3</pre>",
        "<pre>1\n2</pre><pre>a\nb\nc</pre>",
        "<pre><b>1</b>a\n<b>3</b>b</pre>",
    ],
)
def test_numbers_that_count_no_lines_stay(html: str) -> None:
    assert cleaned(html).count("1") == 1


def test_a_table_that_numbers_its_rows_is_a_table() -> None:
    made = cleaned("<table><tr><th>1<td>oil<tr><th>2<td>rope</table>")
    assert made.startswith("<table>")
