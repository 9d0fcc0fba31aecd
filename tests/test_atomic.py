"""Files appear whole or not at all."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pressday import atomic
from pressday.atomic import passing_folder, replace_file
from pressday.errors import WriteError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("durable", [True, False])
def test_a_file_is_written_with_its_folders_and_nothing_beside_it(
    tmp_path: Path, *, durable: bool
) -> None:
    path = tmp_path / "a" / "b" / "c.txt"
    replace_file(path, b"one", durable=durable)
    replace_file(path, b"two", durable=durable)
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "private"
    path.write_bytes(b"one")
    path.chmod(0o600)
    replace_file(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o600


def test_without_room_the_old_file_stays_and_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "file"
    replace_file(path, b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with pytest.raises(WriteError, match="cannot be written"):
            replace_file(path, bytes(200_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_file_s_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "name").mkdir()
    with pytest.raises(WriteError) as caught:
        replace_file(tmp_path / "name", b"x")
    assert caught.value.where == str(tmp_path / "name")
    assert list(tmp_path.iterdir()) == [tmp_path / "name"]


KILLED = """
import os, signal, sys
from pathlib import Path
from pressday import atomic
where = Path(sys.argv[1])
_, file = atomic._made(lambda: atomic._new_file(where))
with atomic.passing_folder(where) as folder:
    (folder / "half").write_text("half")
    print("ready", flush=True)
    signal.pause()
"""


def test_what_a_killed_process_left_goes_with_the_next_and_a_living_one_keeps_its_own(
    tmp_path: Path,
) -> None:
    own = tmp_path / ".new-notes-of-mine"
    own.write_text("not made by us")
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.readline()
        with passing_folder(tmp_path) as folder:
            assert len(list(tmp_path.glob(".new-????????"))) == 3
        assert not folder.exists()
        process.kill()
    assert len(list(tmp_path.glob(".new-????????"))) == 2
    with passing_folder(tmp_path):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == [own.name]


def test_a_file_cleared_between_its_making_and_its_locking_is_made_again(tmp_path: Path) -> None:
    made: list[Path] = []

    def make() -> tuple[Path, int]:
        path, handle = atomic._new_file(tmp_path)
        if not made:
            atomic._clear(tmp_path, ".new-")  # another process, just then
        made.append(path)
        return path, handle

    path, handle = atomic._made(make)
    os.close(handle)
    assert [one.exists() for one in made] == [False, True]
    assert path == made[1]
