"""Sentences of a text worth quoting beside it: what somebody says in it, or its author."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from pressday.body import words
from pressday.layout.print.galley_blocks import GalleyBlock
from pressday.layout.print.speakers import names, speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.model import Piece

LENGTH = (45, 120)
"""Characters of a sentence of direct speech that is worth quoting."""

SENTENCE = (60, 110)
"""Characters of a sentence of the author's: one that is quoted stands for itself."""

COMMAS = 3
"""Commas of a sentence that is more than a list."""

STRETCH = 250
"""Words of the text for each quotation: so a page has some to choose from."""

ENDS = 2
"""Paragraphs at the head and the foot of a text from which nothing is quoted."""

LONG = 6
"""Letters of a word that says what a sentence is about; the first ones tell it from others."""

ABOUT = 2
"""Words that a sentence of the author's shares at least with what the text is about."""

COMMON, OFTEN = 12, 3
"""Words that a text has most often, and how often: it is about these and its headline."""

_QUOTATION = re.compile(r"[“‘«„]\s?([^“”‘«»„]+?[.!?,])\s?[”’»“]|[“«„]\s?([^“”‘«»„]+?)\s?[”»“](?=,)")
_COMMA = re.compile(r",(?=\s?.$)")  # before the closing mark
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_PLAIN = re.compile(r"[^\W\d_][^“”‘«»„\"()\[\]/@…:;#*|$]*[^\W\d_]\.")
_SHORT = re.compile(
    r"(?:\b[^\W\d_a-z]\w{0,3}|\.\w+)\.$"
)  # a title or another short form, "Dr." or "U.S."
_GLUED = re.compile(r"[a-z][A-Z]")  # words of two elements that nothing parts
_WORD = re.compile(r"[^\W\d_]+")

# What a sentence begins with that leans on the one before it, in all languages that we set.
_LEANING = frozenset(
    (
        "a aber additionally además afterwards ainda ainsi al ale alle allerdings allora allí"
        " alors als also altri altro além ambos anche ancora and andere anderen another antes"
        " any ao aos après após as así at até au auch auf aunque aussi autre autres aux außerdem"
        " avec aún because bei beide besides bij bo both but by był była było car ce cela celle"
        " celles celui ces cet cette ceux che chez ci co com come comme como con consequently"
        " contudo così cuando cui da daar daardoor daarna daarom dabei dadurch dafür dagegen"
        " daher damit dan danach dann dans daran darauf daraus darin darum das dat dazu de del"
        " dela dele denn depois depuis desde deshalb después dessen deze die dies diese dieser"
        " dieses dit dla do doch donc donde dopo dort dos dove dus e each ebenso ecco echter ed"
        " egli einige either ela elas ele eles ella ellas elle elles ello ellos em en enfin"
        " ensuite entonces entre então er era es esa ese eso esos essa esse esso esta este esto"
        " estos et even finally first for furthermore für haar he hen hence her here hers het"
        " hier hij him his how however hun i ich ici if ihr ihre il ils im in indeed infatti"
        " inoltre instead isso isto it its jak jednak jedoch jego jej jene jest jeśli już já"
        " kiedy która który last lecz leur leurs likewise loro luego lui là lá ma maar mais many"
        " mas meanwhile mentre met mit moreover most más même na nach nas natomiast ne neither"
        " nel nella nevertheless next nie no noi non nonetheless nor nos nun o ob oder of ogni"
        " omdat on ona ondanks onder one oni ono ook op or oraz other others otherwise otra otro"
        " ou our ours over overall où par para parce pela pelo pendant per perché pero però più"
        " po podczas poi pois por porque porém pour pourtant przez przy pues puis quand quando"
        " que quella quelle quelli quello questa queste questi questo qui sa sans schließlich se"
        " second según selon sem ses seu seus she si sie similarly sin since sino so sob sobre"
        " solche some son sondern sono sotto sous still su sua suas such sue suo suoi sur sus są"
        " ta tak także tam también também te tego ten też that their theirs them then there"
        " therefore these they third this those though thus to toch today toen too tot tous tout"
        " toutes tras trotzdem tuttavia uit un und unlike van veel verder viele voor w waar want"
        " was wat we weil wenn wer what when where which while who why wie with więc wo wtedy y"
        " ya yet you your z za ze zij zijn zo zoals zudem à że"
    ).split()
)


# And what points at something outside of it.
_POINTING = frozenset(
    (
        "these this those they them it he she ones such latter former above below following diese"
        " dieser dieses diesen diesem jene jener celui celle ceux celles ils elles eux ese esa esos"
        " esas ellos ellas questo questa questi queste quello quella essi deze zij hen tych tego"
        " oni esse essa eles elas"
    ).split()
)


def with_quotations(blocks: Sequence[GalleyBlock], piece: Piece) -> list[GalleyBlock]:
    """Return `blocks`, some paragraphs each with a sentence that may be `lifted` out.

    One for every `STRETCH` words: direct speech whose speaker the text names, or a
    sentence of the one author, nearest to what headline and standfirst are about.
    """
    found = [*blocks]
    for number, (at, quotation) in enumerate(_chosen(blocks, piece)):
        blocks[at].elements[0].set("data-quote", str(number))
        found[at] = replace(blocks[at], lifted=quotation)
    return found


def _chosen(blocks: Sequence[GalleyBlock], piece: Piece) -> Iterator[tuple[int, GalleyBlock]]:
    """Yield the best quotation of each stretch, and the block that says it."""
    best: dict[int, tuple[int, int, GalleyBlock]] = {}
    said = 0
    paragraphs = [n for n, b in enumerate(blocks) if _is_paragraph(b)][ENDS:-ENDS]
    quoted = _Quoted("\n".join(block.text for block in blocks), piece)
    for at, block in enumerate(blocks):
        stretch = said // STRETCH
        said += words.count(block.text)
        if at not in paragraphs:
            continue
        for worth, quotation in quoted.sentences(block):
            if stretch not in best or worth > best[stretch][0]:
                best[stretch] = (worth, at, quotation)
    yield from ((at, quotation) for _, at, quotation in best.values())


class _Quoted:
    """What a piece says, and who."""

    def __init__(self, whole: str, piece: Piece) -> None:
        self.whole, self.author = whole, _author(piece, whole)
        common = Counter(_stems(whole)).most_common(COMMON)
        said_often = (stem for stem, times in common if times >= OFTEN)
        self.topic = {*_stems(f"{piece.headline} {piece.standfirst}"), *said_often}

    def sentences(self, block: GalleyBlock) -> Iterator[tuple[int, GalleyBlock]]:
        """Yield what may be quoted from a paragraph, each with its worth."""
        if spoken := self._speech(block.text):
            yield 100, spoken
        if self.author and not block.elements[0].xpath(".//a | .//sup"):
            for sentence in filter(_stands_alone, _sentences(block.text)):
                quotation = GalleyBlock(kind="quote", quote=sentence, speaker=self.author)
                about = len(self.topic.intersection(_stems(sentence)))
                if about >= ABOUT:
                    yield about, quotation

    def _speech(self, text: str) -> GalleyBlock | None:
        """Return the first sentence of direct speech that has a speaker and some length."""
        low, high = LENGTH
        for match in _QUOTATION.finditer(text):
            sentence = (match[1] or match[2]).rstrip(",")
            worth = low <= len(sentence) <= high and sentence[0].isupper()
            if worth and (name := speaker(text, *match.span(), self.whole)):
                return GalleyBlock(kind="quote", quote=_COMMA.sub("", match[0]), speaker=name)
        return None


def _is_paragraph(block: GalleyBlock) -> bool:
    return block.kind == "text" and block.elements[0].tag == "p"


def _author(piece: Piece, whole: str) -> str:
    """Return the one person who wrote `piece`; nothing where it was several, or a site."""
    if len(piece.article.bylines) != 1:
        return ""
    (name,) = piece.article.bylines
    is_site = name.casefold() == piece.article.site.casefold()
    return name if not is_site and names(name, whole) == (name,) else ""


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of `text`, none that begins behind a short form such as a title."""
    before = ""
    for sentence in _SENTENCES.split(text.strip()):
        if not _SHORT.search(before):
            yield sentence
        before = sentence


def _stands_alone(sentence: str) -> bool:
    """Tell whether `sentence` says something without those around it."""
    low, high = SENTENCE
    said = [word.lower() for word in _WORD.findall(sentence)]
    return (
        low <= len(sentence) <= high
        and sentence[0].isupper()
        and _PLAIN.fullmatch(sentence) is not None
        and not _SHORT.search(sentence)
        and not _GLUED.search(sentence)
        and sentence.count(",") <= COMMAS
        and said[0] not in _LEANING
        and _POINTING.isdisjoint(said)
    )


def _stems(text: str) -> list[str]:
    """Return the beginnings of the long words of `text`."""
    return [w.lower()[:LONG] for w in _WORD.findall(text) if len(w) >= LONG]
