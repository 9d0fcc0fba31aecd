"""Random themes over invented texts: whether any word is lost on paper without a word said.

    python benchmarks/themes.py [--themes 500] [--seed 1] [--show]

Each theme is the shipped stylesheet and some random rules: page counters, columns
of any number and gap, floats, odd margins and heights, positions, breaks, and
what else makes text vanish. Each is set over one of a few flows as an edition has
them. What the press says of the words is compared with what pdftotext finds in
the file: its own proof is not taken for granted. `--show` prints the rules of each
theme with which words were lost in silence. The exit code is their number.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

    from pressday.layout.print.book import Book, Flow
    from pressday.model import Edition, Piece
    from pressday.press.pdf.fragment import Fragment

KINDS = ("whole", "told", "failed", "slow", "silent")
_PATIENCE_S = 10  # WeasyPrint walks in circles with some rules; that is no word lost

_SELECTORS = (
    "html", "body", "*", "p", "p + p", "p:nth-child(3n)", "li", "ul", "ol", "blockquote", "h1",
    "h2", "h3", "table", "td", "tr", "thead", "pre", "figure", "img", "figcaption", "em", "a",
    "dl", "dt", "dd", "aside", ".galley", ".part", ".head", ".across", ".headline", ".standfirst",
    ".byline", ".source", ".source p", ".factbox", ".brief", ".brief-text", ".question", ".answer",
    ".footnotes", ".pullquote", ".drop", ".galley > *", ".galley p", ".galley li", ".wide",
    ".galley blockquote", ".galley p:first-of-type", ".span-1", ".pair", ".interlude",
)  # fmt: skip
_PSEUDO = ("::before", "::after", "::first-letter", "::first-line", "::marker")
_LENGTHS = (
    "0 1px 3pt 7.3pt 12pt 1.7em 40px 13% 50% 100% 300pt 110% -3pt -20px -2em -60% auto".split()
)
_CONTENTS = (
    "counter(page)", "counter(pages)", '"x" counter(pages) "y" counter(page)',
    'counter(pages, upper-roman) " of a great many pages that make the line longer"',
    "target-counter(attr(href url), page)", 'target-counter("#" attr(id), page)',
    'target-counter(url("#nowhere"), page)', '"note "', "none", "leader('.') counter(page)",
    "target-text(attr(href url))", "open-quote", 'counter(item) ". "', "normal",
)  # fmt: skip
_LENGTHY = (
    "margin", "margin-top", "margin-bottom", "margin-left", "margin-right", "padding",
    "padding-top", "padding-left", "width", "height", "min-height", "max-height", "max-width",
    "min-width", "text-indent", "column-gap", "column-width", "top", "left", "font-size",
    "line-height", "letter-spacing", "word-spacing", "gap",
)  # fmt: skip
_WORDY = {
    "float": "left right none footnote",
    "clear": "left right both none",
    "display": (
        "block inline inline-block flex inline-flex grid inline-grid table table-row table-cell"
        " list-item none contents flow-root"
    ),
    "position": "relative absolute fixed static running(head)",
    "column-count": "1 2 3 4 7 auto",
    "columns": "2 4 auto 80pt 3",
    "column-span": "all none",
    "column-fill": "auto balance",
    "column-gap": "normal 0 12% 40pt",
    "break-before": "page column left right avoid auto always",
    "break-after": "page column left right avoid auto",
    "break-inside": "avoid auto",
    "orphans": "1 3 9 40",
    "widows": "1 3 9 40",
    "overflow": "visible hidden auto",
    "visibility": "visible hidden collapse",
    "white-space": "nowrap pre pre-wrap pre-line normal",
    "text-transform": "uppercase lowercase capitalize full-width none",
    "hyphens": "auto manual none",
    "hyphenate-character": '"-" "=" "~~" ""',
    "direction": "rtl ltr",
    "text-align": "left right center justify",
    "word-break": "break-all normal",
    "overflow-wrap": "anywhere break-word normal",
    "font-weight": "200 700 900",
    "font-style": "italic normal",
    "font-variant-caps": "small-caps all-small-caps normal",
    "list-style": "disc decimal inside none",
    "opacity": "0 0.5 1",
    "color": "transparent red #0000",
    "page": "odd other auto",
    "transform": "rotate(90deg) scale(0.4) translate(900pt) scale(0) none",
    "flex-direction": "row column row-reverse column-reverse",
    "flex-wrap": "wrap nowrap",
    "grid-template-columns": "1fr 80pt 40pt",
    "order": "-1 2 9",
    "vertical-align": "top super 40pt middle",
    "box-sizing": "content-box border-box",
    "box-decoration-break": "clone slice",
    "max-lines": "1 3 none",
    "block-ellipsis": "auto none",
    "continue": "discard auto",
    "text-overflow": "ellipsis clip",
    "table-layout": "fixed auto",
    "caption-side": "bottom top",
    "border-collapse": "separate collapse",
    "string-set": "head content()",
    "bookmark-level": "1 2",
    "z-index": "-1 2 auto",
    "clip": "rect(0,0,0,0) auto",
    "object-fit": "contain cover",
    "text-indent": "-9999px 40% 900pt",
}
_PAGES = (
    "@page { margin: 20pt }", "@page { margin: 200pt 60pt }", "@page { size: 300pt 400pt }",
    "@page { @bottom-center { content: counter(page) '/' counter(pages) } }",
    "@page { @top-left { content: element(head) } }", "@page { size: A5 landscape; margin: 1cm }",
    "@page odd { margin: 90pt }", "@page :first { margin-top: 300pt }",
    "@page { @footnote { max-height: 40pt } }", "@page { padding: 80pt }",
)  # fmt: skip


def random_theme(chance: Random) -> str:
    """Return some random rules, to stand behind a stylesheet."""
    rules = [_rule(chance) for _ in range(chance.randint(1, 5))]
    if chance.random() < 0.25:
        rules.append(chance.choice(_PAGES))
    return "\n".join(rules)


def _rule(chance: Random) -> str:
    selector = chance.choice(_SELECTORS)
    if chance.random() < 0.35:
        pseudo = chance.choice(_PSEUDO)
        content = f"content: {chance.choice(_CONTENTS)}; " if "first" not in pseudo else ""
        return f"{selector}{pseudo} {{ {content}{_declaration(chance)} }}"
    body = "; ".join(_declaration(chance) for _ in range(chance.randint(1, 3)))
    return f"{selector} {{ {body} }}"


def _declaration(chance: Random) -> str:
    if chance.random() < 0.4:
        return f"{chance.choice(_LENGTHY)}: {chance.choice(_LENGTHS)}"
    name = chance.choice(sorted(_WORDY))
    return f"{name}: {chance.choice(_WORDY[name].split())}"


def _sentences(mark: str, count: int) -> str:
    """Return sentences that hold the words `<mark>0q`, `<mark>1q`, which are nowhere else."""
    return " ".join(
        f"So the {mark}{n}q of the forme is planed and locked before the machine takes it."
        for n in range(count)
    )


def texts() -> dict[str, str]:
    """Return bodies of articles by headline, each word that is counted in one of them alone."""
    paragraphs = "".join(f"<p>Para {_sentences(f'za{n}x', 2)}</p>" for n in range(7))
    items = "".join(f"<li>{_sentences(f'zb{n}x', 1)}</li>" for n in range(5))
    cells = "".join(f"<tr><td>zd{n}xq</td><td>paper</td></tr>" for n in range(5))
    questions = "".join(
        f'<div class="question"><p>Why the zf{n}xq?</p></div>'
        f'<div class="answer"><p>{_sentences(f"zg{n}x", 2)}</p></div>'
        for n in range(3)
    )
    mixed = (
        f"<p>First {_sentences('zh', 3)}</p><h2>The zixq</h2><ul>{items}</ul>"
        f"<blockquote><p>{_sentences('zj', 2)}</p><p>{_sentences('zk', 2)}</p></blockquote>"
        f"<table><thead><tr><th>zcxq</th><th>of</th></tr></thead><tbody>{cells}</tbody></table>"
        f"<p>Last {_sentences('zl', 2)} <em>zmxq</em> and <a href='https://x.example/'>znxq</a>.</p>"
        f"<pre>zoxq = 1\nzpxq = 2</pre><dl><dt>zrxq</dt><dd>{_sentences('zs', 1)}</dd></dl>"
        f"<aside class='factbox'><h3>ztxq</h3><p>{_sentences('zu', 2)}</p></aside>"
    )
    return {"Paragraphs": paragraphs, "Of all kinds": mixed, "Questions": questions}


def _piece(headline: str, body: str) -> Piece:
    from pressday.body import Body
    from pressday.model import Article, Piece

    asked = headline == "Questions"
    article = Article(
        id=f"{len(headline):012d}", revision="1", source="texts", title=headline,
        body=Body(body),
        url="https://paper.example/", site="Paper", bylines=("Ada Quill",), language="en",
        published=datetime(2026, 11, 24, tzinfo=UTC), fetched=datetime(2026, 11, 25, tzinfo=UTC),
        kind="interview" if asked else "article", provenance={"published": "declared"},
    )  # fmt: skip
    return Piece(
        article=article, headline=headline, body=article.body, words=article.body.words,
        weight="feature",
        standfirst="What it weighs and who carries it",
    )  # fmt: skip


@cache
def book() -> Book:
    """Return a book of a few flows, in the shipped styles."""
    from pressday.layout.print import lay_out
    from pressday.layout.theme import Theme
    from pressday.model import Edition, Masthead, Section

    sections = tuple(
        Section(name=headline, number=number, pieces=(_piece(headline, body),))
        for number, (headline, body) in enumerate(texts().items(), start=1)
    )
    edition: Edition = Edition(
        name="2026-W48", identifier="urn:uuid:00000000-0000-5000-8000-000000000048",
        masthead=Masthead(title="The Proof", language="en"), number=48, date=date(2026, 11, 29),
        span=(date(2026, 11, 23), date(2026, 11, 29)), sections=sections,
    )  # fmt: skip
    return lay_out(edition, Theme(), "A4")


def flows() -> list[Flow]:
    """Return the flows that hold pieces."""
    return [*book().pieces]


def set_in(theme: str, flow: Flow, folder: Path) -> Fragment:
    """Return `flow` set in the shipped styles and the rules of `theme`; in this process."""
    from pressday.press.pdf.manuscript import Copy
    from pressday.press.pdf.setting import set_flow

    styles = f"{book().stylesheet}\n{theme}"
    copy = Copy(name=flow.name, html=flow.html, stylesheet=styles, galley=True)
    return set_flow(copy, folder)


def lost(flow: Flow, fragment: Fragment) -> int:
    """Return how many of the counted words of `flow` cannot be read in the file once each."""
    import pikepdf

    from pressday.press.pdf.join import unite_fonts

    with pikepdf.open(io.BytesIO(fragment.pdf)) as pdf:
        unite_fonts(pdf, [fragment])
        out = io.BytesIO()
        pdf.save(out)
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=out.getvalue(), capture_output=True, check=True
    )
    printed = re.sub(r"[\W_]+", "", done.stdout.decode("utf-8", "replace").casefold())
    body = flow.html.partition("<body")[2]
    wanted = re.findall(r"\bz[a-z]\w*q\b", re.sub(r"<[^>]*>", " ", body))
    counts = Counter({word: printed.count(word) for word in wanted})
    wrong = sum(counts[word] != 1 for word in wanted)
    letters = Counter("".join(wanted)) - Counter(printed)  # a word that is parted is not lost
    return wrong if letters or any(n > 1 for n in counts.values()) else 0


def judge(theme: str, flow: Flow, folder: Path) -> tuple[str, str]:
    """Return one of `KINDS`, and what the press said or how many words are gone in silence."""
    try:
        fragment = set_in(theme, flow, folder)
    except Exception as error:  # noqa: BLE001 - the press tells of it and sets the flow otherwise
        return "failed", f"{type(error).__name__}: {error}"
    if fault := fragment.findings.fault:
        return "told", fault
    if fragment.findings.hidden:
        return "told", f"{fragment.findings.hidden} words hidden"
    gone = lost(flow, fragment)
    return ("silent", f"{gone} words") if gone else ("whole", "")


class _SlowError(BaseException):
    """A flow takes too long; no `Exception`, so that nobody takes it for a fault of the text."""


def judge_in_time(theme: str, flow: Flow, folder: Path) -> tuple[str, str]:
    """Return what `judge` does, or that there was no end to it."""

    def give_up(*_: object) -> None:
        raise _SlowError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(_PATIENCE_S)
    try:
        return judge(theme, flow, folder)
    except _SlowError:
        return "slow", f"no end within {_PATIENCE_S} s"
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _try(seed: int, folder: str) -> tuple[int, str, str, str]:
    chance = random.Random(seed)
    theme = random_theme(chance)
    flow = chance.choice(flows())
    return seed, *judge_in_time(theme, flow, Path(folder)), f"{flow.head}\n{theme}"


def ready(font_config: str) -> None:
    """Make this process one that can set flows."""
    from pressday.press.pdf.setting import prepare

    os.environ["FONTCONFIG_FILE"] = font_config
    prepare(font_config)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--themes", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print the themes that lost words")
    options = parser.parse_args()
    from pressday.press.fonts import private_config

    begun, counts = time.monotonic(), Counter(dict.fromkeys(KINDS, 0))
    with tempfile.TemporaryDirectory() as folder:
        config = (str(private_config(Path(folder))),)
        with ProcessPoolExecutor(os.cpu_count(), initializer=ready, initargs=config) as pool:
            seeds = range(options.seed, options.seed + options.themes)
            for seed, kind, said, theme in pool.map(
                _try, seeds, [folder] * len(seeds), chunksize=5
            ):
                counts[kind] += 1
                if options.show and kind in {"silent", "failed", "slow"}:
                    print(f"--- {seed} {kind}: {said}\n{theme}", flush=True)
    print(f"{options.themes} themes in {time.monotonic() - begun:.0f} s")
    print("  ".join(f"{kind} {counts[kind]}" for kind in KINDS))
    sys.exit(min(counts["silent"], 100))


if __name__ == "__main__":
    main()
