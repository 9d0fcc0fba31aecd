"""A damaged database is told from a new one, and from a disk that takes no writes."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.disks import mounting

from pressday.errors import DamagedError, PressdayError, WriteError
from pressday.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAGE = 4096


def filled(library: Library, save: Callable[..., object], prose: Callable[..., str]) -> None:
    for number in range(20):
        save(f"a{number}", prose(number, 400))
    library.close()


def use(folder: Path) -> None:
    """Read all that commands read."""
    with Library.open(folder) as library:
        list(library.listed())
        list(library.listed(["boat"]))
        library.copies()
        for article in library.ids():
            library.article(article)
            library.original(article)


@pytest.fixture
def database(
    library: Library, save: Callable[..., object], prose: Callable[..., str], tmp_path: Path
) -> Path:
    filled(library, save, prose)
    return tmp_path / "library" / "library.db"


@pytest.mark.parametrize("page", range(40))
def test_whatever_page_is_damaged_there_is_an_error_and_no_crash(database: Path, page: int) -> None:
    data = database.read_bytes()
    count = len(data) // PAGE
    at = page * count // 40 * PAGE
    junk = bytes(255 - byte for byte in data[at : at + PAGE])
    database.write_bytes(data[:at] + junk + data[at + PAGE :])
    try:
        use(database.parent)
    except PressdayError as error:
        said = error
    else:
        return  # a page that no list needs
    assert isinstance(said, DamagedError)
    assert said.exit_code == 8
    assert said.hint


def test_a_cut_database_is_damaged(database: Path) -> None:
    data = database.read_bytes()
    for length in (10, 100, 1000, PAGE, len(data) // 2):
        database.write_bytes(data[:length])
        with pytest.raises(DamagedError, match="damaged"):
            use(database.parent)


def test_an_emptied_database_is_no_new_library(database: Path) -> None:
    database.write_bytes(b"")
    with pytest.raises(DamagedError, match="emptied") as caught:
        Library.open(database.parent)
    assert "backup" in (caught.value.hint or "")
    assert database.read_bytes() == b""


def test_a_record_of_nonsense_is_named_with_what_to_do(
    library: Library, save: Callable[..., object], prose: Callable[..., str]
) -> None:
    save("a", prose(1))
    with library._database.write() as connection:
        connection.exec_driver_sql("UPDATE articles SET record = '{\"title\"'")
    with pytest.raises(DamagedError, match="record") as caught:
        library.articles()
    assert "pressday library repair" in (caught.value.hint or "")


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    with mounting(tmp_path / "disk") as close:
        yield close


@pytest.mark.parametrize("how", ["read-only", "full"])
def test_a_library_is_read_where_nothing_can_be_written(
    database: Path, mounted: Callable[..., Path], how: str
) -> None:
    disk = mounted("")
    subprocess.run(["cp", "-r", str(database.parent), str(disk)], check=True)
    mounted(how)
    use(disk / "library")
    with Library.open(disk / "library") as library:
        assert len(list(library.listed())) == 20
        with pytest.raises(WriteError, match=r"cannot be written|disk is full"):
            library.remove(next(iter(library.ids())))
        assert len(list(library.listed())) == 20


@pytest.mark.usefixtures("library")
def test_what_a_killed_command_left_in_the_log_is_read_from_a_read_only_disk(
    save: Callable[..., object], prose: Callable[..., str],
    mounted: Callable[..., Path], tmp_path: Path,
) -> None:  # fmt: skip
    save("last", prose(3))
    disk = mounted("")
    (disk / "library").mkdir()
    for name in ("library.db", "library.db-wal"):
        data = (tmp_path / "library" / name).read_bytes()
        assert data
        (disk / "library" / name).write_bytes(data)
    mounted("read-only")
    with Library.open(disk / "library") as copied:
        assert [one.title for one in copied.articles()] == ["last"]
