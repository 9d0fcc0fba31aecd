"""Articles that nobody wrote, for sites on the loopback network: the same in every run."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from html import escape

from PIL import Image, ImageDraw

_WORDS = (
    "the a of and to in that it was for on with as at by from they this had were which one her"
    " all there been if more when will would who so no said what up its about into than them can"
    " only other new some could time these two may then do first any my now such like our over man"
    " me even most made after also did many before must through back years where much your way"
    " well down should because each just those people how too little state good very make world"
    " still own see men work long get here between both life being under never day same another"
    " know while last might us great old year off come since against go came right used take three"
    " harbour ferry bridge council market street tower window garden winter letter paper printer"
    " kitchen bakery engine river island captain doctor teacher village school library museum"
    " weather morning evening summer journey station carriage driver ticket question answer"
).split()
_FIRST = datetime(2026, 11, 23, 6, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Story:
    """One article: `mark` is a word that stands in its last paragraph and nowhere else."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    mark: str
    pictures: tuple[str, ...] = ()

    @property
    def date(self) -> str:
        """When it came out, as feeds write it."""
        return format_datetime(_FIRST + timedelta(minutes=self.number), usegmt=True)

    def body(self, pictures: str = "") -> str:
        """Return its text as HTML, with headings, a list and its pictures."""
        parts = [f"<p>{text}</p>" for text in self.paragraphs]
        items = "".join(f"<li>{sentence}</li>" for sentence in self.paragraphs[0].split(". ")[:3])
        parts.insert(1, f"<h2>{self.paragraphs[1][:30].title()}</h2><ul>{items}</ul>")
        parts[2:2] = [_figure(url, self.title) for url in self.pictures]
        return "".join(parts) + pictures

    def page(self, pictures: str = "") -> bytes:
        """Return the page that it stands on."""
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
            f"<title>{escape(self.title)}</title></head><body><nav><a href='/'>Home</a></nav>"
            f"<article><h1>{escape(self.title)}</h1>{self.body(pictures)}</article>"
            f"<footer>All rights reserved</footer></body></html>"
        ).encode()

    def item(self, link: str, *, full: bool = False, summary: str = "") -> str:
        """Return its entry of a feed: with its text, with a summary, or with the link alone."""
        text = f"<content:encoded>{escape(self.body())}</content:encoded>" if full else ""
        told = f"<description>{escape(summary)}</description>" if summary else ""
        return (
            f"<item><title>{escape(self.title)}</title><link>{escape(link)}</link>"
            f"<guid>story-{self.number}</guid><pubDate>{self.date}</pubDate>{told}{text}</item>"
        )


def story(number: int, pictures: tuple[str, ...] = ()) -> Story:
    """Return the article of this number."""
    chance = random.Random(number)  # noqa: S311 - the same in every run
    mark = f"zq{number:05d}x"
    paragraphs = [
        ". ".join(_sentence(chance) for _ in range(chance.randint(4, 6))) + "." for _ in range(6)
    ]
    paragraphs[-1] += f" The last word is {mark}."
    title = f"{_sentence(chance)[:40].strip()} {number}"
    return Story(
        number=number,
        title=title,
        paragraphs=tuple(paragraphs),
        mark=mark,
        pictures=pictures,
    )


def feed(title: str, items: list[str]) -> bytes:
    """Return an RSS feed."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><link>http://paper.example/</link><language>en</language>"
        f"{''.join(items)}</channel></rss>"
    ).encode()


@cache
def picture(number: int) -> bytes:
    """Return a PNG that no other number gives."""
    chance = random.Random(number)  # noqa: S311 - the same in every run
    image = Image.new("RGB", (320, 240), tuple(chance.randbytes(3)))
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        x, y = chance.randrange(280), chance.randrange(200)
        draw.ellipse((x, y, x + 60, y + 50), tuple(chance.randbytes(3)))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randint(9, 16))).capitalize()


def _figure(url: str, title: str) -> str:
    return (
        f'<figure><img src="{escape(url)}" alt="A picture of {escape(title)}">'
        f"<figcaption>Seen from the quay: {escape(title)}</figcaption></figure>"
    )
