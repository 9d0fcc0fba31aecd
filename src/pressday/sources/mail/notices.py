"""What a newsletter says of itself: where it is on the web, why you got it, how to leave it."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pressday.body import words
from pressday.extract.read import dom
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

_NOTICE_WORDS = 30  # of a line that offers the letter as a page
_FOOTER_FROM = 0.4  # of the letter's words, before which no footer begins
_LINE_WORDS = 100  # that one line of a footer may have
_TOP = 6  # blocks


def _any(*patterns: str) -> re.Pattern[str]:
    """Return the pattern for any of these, which may hold no group that is numbered."""
    return re.compile("|".join(patterns), re.IGNORECASE)


# "View in browser", in the languages met.
_VIEW = _any(
    r"\b(?:view|read|see|open)\b.{0,30}\b(?:in|on|with) (?:your |a |the )?(?:web|browser)\b",
    r"\bin (?:your |a |the )?web browser\b",
    r"\b(?:view|read|see) (?:it |this |this (?:email|newsletter) |the email )?online\b",
    r"\b(?:web|online|browser)[ -]?version\b|\bhaving trouble (?:view|read)ing\b|\bread in app\b",
    r"\bim (?:web)?browser (?:an(?:zeigen|sehen)|öffnen|lesen)|\bonline (?:lesen|ansehen)\b",
    r"\bwebansicht\b|\bnicht (?:richtig|korrekt) (?:angezeigt|dargestellt)\b",
    r"\b(?:voir|lire|afficher|ouvrir)\b.{0,30}\b(?:navigateur|en ligne)\b|\bversion en ligne\b",
    r"\bver\b.{0,30}\b(?:navegador|en línea|online)\b|\bversión (?:web|en línea)\b",
    r"\bvisualizza\b.{0,30}\bbrowser\b|\bversione (?:online|web)\b|\b(?:leggi|vedi) online\b",
    r"\b(?:bekijk|lees|open)\b.{0,30}\b(?:browser|online)\b|\b(?:online|web)versie\b",
    r"\b(?:visa|öppna|läs|vis|åpne|åbn)\b.{0,30}\b(?:webbläsare|nettleser|browser)",
    r"\b(?:zobacz|otwórz|wyświetl)\b.{0,30}\bprzeglądarce\b|\bzobrazit v prohlížeči\b",
    r"\b(?:ver|leia|visualizar)\b.{0,20}\bno navegador\b|в браузере",
    r"ブラウザ(?:ー)?で(?:見る|読む|表示|開く)|ウェブで(?:見る|読む)|在浏览器中(?:查看|打开)",
)
# How to leave, why one got it: what makes a line part of the footer.
_LEAVING = _any(
    r"\bunsubscribe\b|\bopt[ -]?out\b|\bstop receiving\b|\bno longer (?:wish|want) to receive\b",
    r"\b(?:manage|update|change|edit) (?:your |my )?(?:e?mail )?"
    r"(?:preferences|subscriptions?|settings)\b",
    r"\byou(?:['’]re| are| have been)? (?:receiv\w+|getting|subscribed)\b"
    r".{0,60}\b(?:because|e?mail)\b",
    r"\bthis (?:e-?mail|newsletter|message) was sent to\b",
    r"\b(?:newsletter )?(?:abmelden|abbestellen|austragen)\b|\bsie (?:erhalten|bekommen) diesen?\b",
    r"\bse désabonner\b|\bdésinscri\w+|\bvous recevez cet?\b",
    r"\bdarse de baja\b|\bcancelar (?:la |tu |su )?suscripción\b|\brecibes? este\b",
    r"\bannulla(?:re)? l['’]iscrizione\b|\bdisiscriv\w+|\bcancellati\b|\bricevi questa\b",
    r"\bafmelden\b|\buitschrijven\b|\bu ontvangt deze\b",
    r"\bavprenumerera\b|\bavregistrera\b|\bafmeld\b|\bavmeld\b",
    r"\bwypisz\b|\brezygnuj\w*|\bcancelar (?:a )?inscrição\b|\bodhlásit\b",
    r"配信停止|登録解除|購読解除|メール配信の解除|退订|取消订阅|отписаться",
)
# Lines that come along with a footer.
_COMPANY = _any(
    r"(?:©|\(c\)|copyright\b|all rights reserved|alle rechte vorbehalten|tous droits).{0,200}",
    r"(?:our mailing address is|sent (?:by|with|from|to)|powered by|follow us|made with).{0,120}",
    r"(?:privacy(?: policy)?|terms(?: of (?:use|service))?|contact(?: us)?|impressum|datenschutz"
    r"|facebook|twitter|x|instagram|linkedin|youtube|tiktok|mastodon|bluesky|threads|website"
    r"|share|tweet|forward(?: to a friend)?|email|pocket|rss|help|[\s|•·,/–-])+",
)
# Buttons and requests that stand between the paragraphs for the house's own sake.
_BUTTON = _any(
    r"(?:like|comments?|restack|share(?: this post)?|(?:read|open) in app|listen(?: now)?"
    r"|upgrade to paid|subscribe(?: now)?|leave a comment|view comments|[\s|•·❤♡]|\d)+",
    r"(?:was this|forwarded this) (?:e-?mail|newsletter|message).{0,30}\?.{0,80}",
    r"you(?:['’]re| are) on the free list.{0,160}",
    r"add \S+@\S+ to your (?:address book|contacts).{0,60}",
)
# What a link carries of its reader: an address with it must not be printed.
_PERSONAL = frozenset(
    "e email mc_eid subscriber_id subscriber ck_subscriber_id sid uid user userid user_id"
    " recipient token r isfreemail triedredirect jwt contact contact_id _bhlid".split()
)
_WEB = re.compile(r"https?://[^\s<>\")\]]+")
_TITLES = ("h2", "h3", "h4")


def web_address(root: HtmlElement) -> str:
    """Return the page that a letter offers to show itself, without what names its reader."""
    for link in root.iter("a"):
        address = (link.get("href") or "").strip()
        if address.lower().startswith(("http://", "https://")) and _offers(link):
            return impersonal(address)
    return ""


def address_in_text(text: str) -> str:
    """Return the page that a letter without markup offers to show itself."""
    for line, after in zip(lines := text.split("\n"), [*lines[1:], ""], strict=False):
        if _VIEW.search(line) and words.count(line) <= _NOTICE_WORDS:
            found = _WEB.search(line) or _WEB.fullmatch(after.strip())
            if found:
                return impersonal(found[0].rstrip(".,;"))
    return ""


def impersonal(address: str) -> str:
    """Return `address` without the parameters by which a sender knows the reader."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    kept = [(n, v) for n, v in parse_qsl(parts.query) if n.lower() not in _PERSONAL]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), ""))


def drop_notices(body: HtmlElement) -> None:
    """Take notices and the footer out of a built `body`, whose blocks stand in a row."""
    # Notes stand last, behind the footer, and are the text's all the same.
    blocks = [block for block in body if block.get("class") != "footnotes"]
    texts = [squash(dom.visible_text(block)) or f"[{block.tag}]" for block in blocks]
    gone = set(range(_footer(texts), len(blocks)))
    for index, text in enumerate(texts):
        top = index < _TOP and words.count(text) <= _NOTICE_WORDS and _VIEW.search(text)
        if top or (_BUTTON.fullmatch(text) and text and blocks[index].find(".//img") is None):
            gone.add(index)
    for index in gone:
        blocks[index].drop_tree()
    _trim(body)


def without_notices(text: str) -> str:
    """Return a text without its notices and its footer; paragraphs are parted by blank lines."""
    parts = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    flat = [squash(part) for part in parts]
    end = _footer(flat)
    kept = [
        part
        for index, (part, line) in enumerate(zip(parts[:end], flat[:end], strict=True))
        if not (index < _TOP and words.count(line) <= _NOTICE_WORDS and _VIEW.search(line))
        and not _BUTTON.fullmatch(line)
    ]
    return "\n\n".join(kept)


def _offers(link: HtmlElement) -> bool:
    """Say whether a link, or the short line it stands in, offers the letter as a page."""
    if _VIEW.search(squash(dom.inner_text(link))):
        return True
    line = next(link.iterancestors("p", "td", "div"), None)
    text = "" if line is None else squash(dom.inner_text(line))
    alone = line is not None and len(list(line.iter("a"))) == 1
    return alone and words.count(text) <= _NOTICE_WORDS and bool(_VIEW.search(text))


def _footer(texts: Sequence[str]) -> int:
    """Return where the footer begins: before the line about leaving, with what belongs to it.

    Long paragraphs are the text's, whatever they speak of: no footer goes above one.
    """
    counts = [words.count(text) for text in texts]
    before = [0, *accumulate(counts)]
    long = (index for index in reversed(range(len(counts))) if counts[index] > _LINE_WORDS)
    for index in range(next(long, -1) + 1, len(texts)):
        late = before[index] >= _FOOTER_FROM * before[-1]
        if late and _LEAVING.search(texts[index]):
            return _upwards(texts, index)
    return len(texts)


def _upwards(texts: Sequence[str], start: int) -> int:
    """Return the first of the lines right above `start` that come along with a footer."""
    while start and (_COMPANY.fullmatch(texts[start - 1]) or texts[start - 1] == "[hr]"):
        start -= 1
    return start


def _trim(body: HtmlElement) -> None:
    """Take rules off the end, and headings that head nothing."""
    while len(body) and body[-1].tag in ("hr", *_TITLES):
        body[-1].drop_tree()
