"""The elements of a body, and which elements of any HTML are blocks.

Bodies are HTML fragments in one small vocabulary (`BLOCKS`, `INLINES`,
`ATTRIBUTES`, `CLASSES`): extraction, Markdown, print and EPUB know these and no
others. Pictures in an article's body are `<img src="media:SHA256">`.
"""

from __future__ import annotations

BLOCKS = frozenset(
    "p h2 h3 h4 ul ol li dl dt dd blockquote pre table caption thead tbody tr th td"
    " figure figcaption img hr math aside div".split()
)
INLINES = frozenset(
    "a em strong code sub sup q cite abbr time mark del ins ruby rt br span".split()
)
ATTRIBUTES = frozenset(
    "href src alt title colspan rowspan scope start reversed lang dir datetime id class"
    " cite".split()
)
CLASSES = frozenset(
    "pullquote factbox embed note noteref question answer posting signature credit footnotes"
    " footnote".split()
)

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
CELLS = frozenset({"td", "th"})
BLOCK_TAGS = (
    HEADINGS
    | CELLS
    | frozenset(
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset"
        " figcaption figure footer form header hgroup hr li main menu nav ol p pre section summary"
        " table tbody tfoot thead tr ul".split()
    )
)
"""The elements of any HTML that begin a line of their own (html.spec.whatwg.org, 15.3)."""
