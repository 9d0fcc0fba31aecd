"""A command that is killed while it adds articles loses and duplicates nothing."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from pressday.library import Library
from pressday.library.tables import ARTICLES, LISTINGS, MEDIA, ORIGINALS, REVISIONS
from pressday.text import sha256

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 10
LONGEST_S = 0.3  # that a command may run before it is killed

# Each article comes twice with another text, has a picture with an original, and a copy.
COMMAND = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pressday.body import Body
from pressday.library import Library, Listing
from pressday.model import Draft, DraftImage, Image

NOW = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://a.example/p.jpg"

def add(library, number, text, source):
    data = f"picture {number} {len(text)}".encode()
    media = library.put_picture(data, "image/jpeg", original=b"of " + data, url=URL)
    image = Image(media=media, media_type="image/jpeg", width_px=3, height_px=2)
    identity = f"{source}-{number}"
    draft = Draft(
        identity=identity, title=f"Ship {number}", source=source, images=(DraftImage(url=URL),),
        body=Body(f"<p>{text}</p><img src='{URL}'>"),
    )
    library.add(draft, {URL: image}, raw=text.encode(), media_type="text/plain", fetched=NOW,
                listing=Listing(source=source, key=identity, mark=text[-5:]))

with Library.open(Path(sys.argv[1])) as library:
    print("ready", flush=True)
    for number in range(int(sys.argv[2]), int(sys.argv[3])):
        text = " ".join(f"{number}word{place}" for place in range(80))
        for source, words in (("A", text), ("A", text + " more"), ("B", text[:600])):
            if not (seen := library.seen(source, f"{source}-{number}")) or seen.mark != words[-5:]:
                add(library, number, words, source)
        print(number, flush=True)
"""


def command(folder: Path, first: int, last: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, str(folder), str(first), str(last)],
        stdout=subprocess.PIPE,
        text=True,
    )


def killed(folder: Path, first: int, wait: float) -> int:
    """Start to add from `first` on, kill after `wait` seconds, return where to go on."""
    with command(folder, first, 10_000) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(wait)
        process.kill()
        done = process.stdout.read().split()
    return int(done[-1]) + 1 if done else first


def check(folder: Path) -> None:
    """Every row is whole, every file that a row names is there with its bytes."""
    with Library.open(folder) as library, library._read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        rows = [*connection.execute(ARTICLES.select()), *connection.execute(REVISIONS.select())]
        originals = {row.sha256 for row in connection.execute(ORIGINALS.select())}
        media = {row.sha256: row for row in connection.execute(MEDIA.select())}
        places = connection.execute(LISTINGS.select()).all()
    for row in rows:
        article = library.article(getattr(row, "article", None) or row.id, row.revision)
        assert article is not None
        assert {row.original, media[article.images[0].media].original} <= originals
        assert f"media:{article.images[0].media}" in article.body.html
    for digest in media:
        assert sha256(library.media_path(digest).read_bytes()) == digest
    stored = {p.stem: p for p in (folder / "raw").glob("??/*.*") if p.stem in originals}
    assert {digest for digest, path in stored.items() if sha256(path.read_bytes()) == digest} == (
        originals
    )
    assert {row.id for row in rows if hasattr(row, "id")} == {row.article for row in places}


def test_a_killed_command_loses_and_duplicates_nothing(tmp_path: Path) -> None:
    draw = random.Random(7)  # noqa: S311 - moments, not secrets
    first = 0
    for _ in range(KILLS):
        first = killed(tmp_path, first, draw.uniform(0, LONGEST_S))
        check(tmp_path)
    with command(tmp_path, 0, first + 1) as process:
        assert process.wait(60) == 0
    check(tmp_path)
    with Library.open(tmp_path) as library:
        count = len(library.articles(copies=True))
        assert count == 2 * (first + 1)
        assert len(library.articles()) == count // 2
        assert sum(map(len, library.copies().values())) == count // 2
