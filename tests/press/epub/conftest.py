"""An issue with everything in it that an EPUB can trip over."""
# ruff: noqa: E501 - bodies are as long as their lines

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from PIL import Image as Pillow

from pressday.body import Body
from pressday.layout.theme import Theme
from pressday.model import Article, Edition, Image, Job, Masthead, Piece, Section
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PARAGRAPH = (
    "It had been out for three weeks, which is the rule, and before that it had stood for six years "
    "on the second shelf from the floor, which is where our library keeps the novels that nobody "
    "asks for. I stamped it in. Then, because it was raining and the desk was quiet, I began to turn "
    "the pages, and found that I was not the first to have been idle over it."
)


def photograph() -> bytes:
    out = io.BytesIO()
    sky = Pillow.linear_gradient("L").resize((1200, 750))
    mid = sky.point(lambda v: 90 + v // 3)
    Pillow.merge("RGB", (sky, mid, Pillow.new("L", (1200, 750), 120))).save(out, "JPEG", quality=80)
    return out.getvalue()


def plan() -> bytes:
    image = Pillow.new("RGB", (640, 400), "#e8e4d2")
    image.paste("#1f5563", (80, 60, 300, 220))
    image.paste("#8c2f24", (340, 180, 560, 340))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><title>Two hills</title>'
    b'<defs><linearGradient id="g"><stop offset="0" stop-color="#1f5563"/>'
    b'<stop offset="1" stop-color="#86c1cf"/></linearGradient></defs>'
    b'<path d="M0 100L60 20L120 100L150 50L200 100Z" fill="url(#g)"/></svg>'
)
PICTURES = {sha256(data): data for data in (photograph(), plan(), DRAWING)}
PHOTOGRAPH, PLAN, SKETCH = PICTURES

IMAGES = {
    PHOTOGRAPH: Image(media=PHOTOGRAPH, media_type="image/jpeg", width_px=1200, height_px=750,
                      alt="A wide evening sky over the marsh.", caption="The marsh on Tuesday evening.",
                      credit="Picture: The Proof"),
    PLAN: Image(media=PLAN, media_type="image/png", width_px=640, height_px=400,
                alt="A plan of two rooms, one blue and one red."),
    SKETCH: Image(media=SKETCH, media_type="image/svg+xml", width_px=200, height_px=100,
                  alt="Two hills."),
}  # fmt: skip

LEAD = f"""
<p>The book came back in October with its "spine" taped. {PARAGRAPH}<a class="noteref" href="#fn-1" id="fnref-1">1</a></p>
<p>{PARAGRAPH} It's <em>"worth"</em> reading -- see <a href="https://dock.example/maps">the map room</a>,
or <a href="#a-b00000000002">the same by its anchor</a>, or <a href="https://else.example/x?a=1&amp;b=[2]">elsewhere</a>.</p>
<h3>A conversation with long pauses</h3>
<blockquote cite="not a url"><p>I don't mind what they think. I mind that they think it on page nine.</p></blockquote>
<p>{PARAGRAPH}<a class="noteref" href="#fn-2" id="fnref-2">2</a></p>
<aside class="pullquote"><p>A stranger had asked something of the page, and years afterwards another stranger replied.</p></aside>
<p>{PARAGRAPH}</p>
<h4>What the screen forgets</h4>
<p>{PARAGRAPH}</p>
<aside class="footnotes"><ol><li class="footnote" id="fn-1"><p>The slips were meant to be torn out. <a href="#fnref-1">↩</a></p></li>
<li class="footnote" id="fn-2"><p>Nor can it be found by accident.</p></li></ol></aside>
"""

MAPS = f"""
<p>For nine years the map room at Ashby was a store for chairs. {PARAGRAPH}</p>
<figure><img src="media:{PLAN}" alt="Plan of the rooms"><figcaption>Two rooms. <span class="credit">Drawing: Margin</span></figcaption></figure>
<h2>What people ask for</h2>
<table><caption>Sheets asked for, April to October 2026</caption>
<thead><tr><th>Kind of map</th><th>Drawers</th><th>Requests</th><th>First visits</th></tr></thead>
<tbody><tr><th>Town plans</th><td>11</td><td>412</td><td>188</td></tr>
<tr><th>Drains and culverts</th><td>4</td><td>297</td><td>41</td></tr>
<tr><th>Footpaths and walks</th><td>9</td><td>1,036</td><td>622</td></tr></tbody></table>
<p>Footpaths lead. {PARAGRAPH}</p>
<h2>How to do it elsewhere</h2>
<ol><li>Find the table first.</li><li>Label the drawers in words, not in shelf marks. "Rivers" will do.<ul><li>Large ones</li><li>Small ones</li></ul></li><li>Keep a notebook.</li></ol>
<figure><img src="media:{SKETCH}"></figure>
<pre><code>$ pressday build --edition 2026-W48
wrote output/2026-W48/margin-12.epub  "not curly" -- here</code></pre>
<p>{PARAGRAPH} The formula is <math><mrow><mi>a</mi><mo>=</mo><mfrac><mi>b</mi><mn>2</mn></mfrac></mrow></math>.</p>
<aside class="factbox"><h3>Going there</h3><p>Ashby Library, Corn Street. The map room is open from Tuesday to Saturday, 10 to 5.</p></aside>
"""

HOSTILE = """
<p id="1 bad id">One <a href="#1 bad id">self</a> <a href="#nowhere">nowhere</a> <a href="javascript:alert(1)">script</a>
<a href="http://[broken">broken</a> <a href="https://ümlaut.example/ä b?q=%zz#a#b">umlaut</a> <a>bare</a></p>
<p id="1 bad id">The same id again<p id="a-b00000000009">and the article's own</p></p>
<p id="x&quot;&lt;&gt;">Quoted id</p>
<ul>stray<p>paragraph</p><li>item</li></ul>
<em><p>Block in emphasis</p></em>
<table><td>cell</td><caption>Late caption <table><tr><td>inner</td></tr></table></caption></table>
<table></table>
<dl><dd>only</dd></dl>
<dl><dt>Term <h2>heading</h2></dt><dd>text</dd></dl>
<ol start="3" reversed="reversed"><li>c</li></ol><ol start="-x" reversed="no"><li>x</li></ol>
<li>lonely</li><td>lonely cell</td><figcaption>lonely caption</figcaption>
<figure><figcaption>first</figcaption><p>middle</p><figcaption>second</figcaption></figure>
<figure><img src="media:0000000000000000000000000000000000000000000000000000000000000000" alt="never seen"></figure>
<p><img src="https://tracker.example/pixel.gif"><img src="file:///etc/passwd" alt="secret"></p>
<p><time datetime="yesterday">yesterday</time> <time datetime="2026-11-23">Monday</time> <q cite="::">q</q>
<ruby>漢<rt>kan</rt></ruby> <ruby>bare</ruby> <rt>loose</rt> <mark>m</mark> <del>d</del><ins>i</ins></p>
<p lang="x y" dir="up" onclick="x()" style="color:red">Attributes</p>
<a href="https://a.example/"><div><p>A block in a link</p></div></a>
<script>alert(1)</script><iframe src="https://evil.example"></iframe><form><input name="a"></form>
<math><mfrac><mi>only one</mi></mfrac></math><math><annotation-xml><p>x</p></annotation-xml></math>
<svg><circle r="3"/></svg>
<pre><p>block in pre</p></pre>
<p><a class="noteref" href="#fn-9" id="r 9">9</a></p>
<aside class="footnotes"><ol><li class="footnote" id="fn-7"><p>No one refers to it</p></li></ol></aside>
<!-- comment --><h4>Deep <strong>heading</strong></h4><h2></h2>
<p>Control \x0b \ufffe characters &amp; &nbsp; entities ]]&gt; done</p>
"""

FRENCH = (
    "<p>On l'entend avant de le voir. Il y a d'abord le klaxon, puis la voix de Marc : \"Alors, ce "
    'roman, vous l\'avez fini ?" Il est neuf heures dix. <q lang="en">Quite "right"</q>, dit-il.</p>'
    "<p>Le bibliobus passe ici depuis 1974. C'est le troisième du nom ; les deux premiers ont rendu "
    "l'âme dans la même côte. À l'intérieur, les rayonnages penchent de quelques degrés.</p>"
)
ARABIC = (
    "<p>هذا نص عربي قصير عن المكتبة المتنقلة التي تزور القرى كل خميس.</p><p>ثم تعود في المساء.</p>"
)
INTERVIEW = "".join(
    f'<div class="question"><p>Question {n}: why paper?</p></div><div class="answer"><p>{PARAGRAPH}</p></div>'
    for n in range(1, 5)
)
BRIEF = (
    "<p>A bindery in Leiden has finished a two-year trial of a paste made from wheat starch. "
    "It holds a spine for a century, the makers think, and comes away in warm water.</p>"
)


def piece(number: int, title: str, body: str, **more: object) -> Piece:
    known = {"standfirst", "weight", "image", "layout"}
    article = {k: v for k, v in more.items() if k not in known}
    image = more.get("image")
    images = tuple(IMAGES.values())
    return Piece(
        article=Article(
            **{  # type: ignore[arg-type]
                "id": f"b0000000000{number:x}", "revision": "", "source": "s", "title": title,
                "body": Body(body), "fetched": datetime(2026, 11, 20, tzinfo=UTC), "images": images,
                "published": datetime(2026, 11, 24, 8, tzinfo=UTC), "site": "The Lending Session",
                "url": f"https://session.example/{number}", "language": "en",
            } | article
        ),
        headline=title,
        standfirst=str(more.get("standfirst", "")),
        body=Body(body),
        weight=more.get("weight", "feature"),  # type: ignore[arg-type]
        layout=more.get("layout"),  # type: ignore[arg-type]
        image=IMAGES[str(image)] if image else None,
        words=Body(body).words,
    )  # fmt: skip


def sections() -> tuple[Section, ...]:
    return (
        Section(name="Essay", number=1, pieces=(
            piece(1, "In Pencil, Lightly", LEAD, weight="lead", image=PHOTOGRAPH, bylines=("Edith Marrow",),
                  standfirst="What four generations of borrowers wrote in the margins of one library book, "
                  "and what they were saying to each other.", licence="CC BY 4.0"),
            piece(3, "In praise of the blank page", f"<p>{PARAGRAPH}</p>", bylines=("R. Okafor",), url="", site="Endpapers"),
        )),
        Section(name="Maps & Plans", number=2, pieces=(
            piece(2, "The map room opens again", MAPS, image=PLAN, bylines=("Tobias Fenn", "Helen Rudd"),
                  standfirst='A county library put its "paper" maps back within reach.',
                  url="https://dock.example/maps/", site="Northern Quarter"),
            piece(4, "Why paper?", INTERVIEW, kind="interview", bylines=("Ines Halloran",)),
        )),
        Section(name="Lettres", number=3, pieces=(
            piece(5, "Le bibliobus du jeudi", FRENCH * 5, language="fr", bylines=("Claire Vautrin",),
                  standfirst="Quinze villages, un vieil autocar et deux mille livres : la bibliothèque prend la route."),
            piece(6, "المكتبة المتنقلة", ARABIC * 20, language="ar"),
            piece(9, "Hostile <b>& strange", HOSTILE * 1, url='https://session.example/"><script>', layout="plain"),
        )),
        Section(name="Notes", number=7, pieces=(
            piece(10, "Glue that lets go", BRIEF, weight="brief"),
            piece(11, "A shelf by the tram", BRIEF + HOSTILE, weight="brief", language="de", bylines=("A. B.",)),
            piece(12, "Quiet hours, counted", BRIEF, weight="brief", published=None),
        )),
    )  # fmt: skip


def issue(language: str = "en", *, cover: str = "b00000000001") -> Edition:
    return Edition(
        name="2026-W48",
        identifier="urn:uuid:4f2b7a52-8f3d-5d39-9a3e-1200000000c8",
        masthead=Masthead(
            title="Margin", language=language, editor="Ines Halloran", licence="CC BY 4.0",
            tagline="A weekly review of reading, libraries, maps and paper.",
            contact="desk@margin.example", url="https://margin.example",
        ),
        number=12,
        date=date(2026, 11, 29),
        span=(date(2026, 11, 23), date(2026, 11, 29)),
        editorial=Body(
            '<p>Dear readers, this week\'s lead is <a href="#a-b00000000001">here</a>.</p>'
            f"<p>{PARAGRAPH}</p>"
        ),
        next_week=Body("<p>No. 13, 6 December: the paper issue.</p>"),
        sections=sections(),
        cover=cover,
    )  # fmt: skip


def job(folder: Path, name: str = "margin-12.epub") -> Job:
    media = folder / "media"
    media.mkdir(exist_ok=True, parents=True)
    for key, data in PICTURES.items():
        (media / key).write_bytes(data)
    return Job(
        theme=Theme(), size="A4", media=lambda key: media / key, cache=folder / "cache",
        target=folder / name, workers=2,
    )  # fmt: skip


@pytest.fixture(scope="session")
def make_issue() -> Callable[..., Edition]:
    """Return `issue`: a language, and perhaps another cover, to an edition."""
    return issue


@pytest.fixture(scope="session")
def make_job() -> Callable[..., Job]:
    """Return `job`: a folder, and perhaps a file name, to a job with media in it."""
    return job
