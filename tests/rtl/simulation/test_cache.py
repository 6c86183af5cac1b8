"""The cache: entries appear whole, are made once, and the oldest make room."""

from __future__ import annotations

import multiprocessing
import os
import time
from pathlib import Path

import pytest

from weft.rtl.simulation import cache
from weft.rtl.simulation.cache import cache_folder, cached, digest


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WEFT_CACHE", str(tmp_path))
    return tmp_path


def slowly(folder: Path, file: Path) -> None:
    """Tells in the file who has made it."""
    time.sleep(0.3)
    (folder / "leftover").write_text("x")
    file.write_text(str(os.getpid()))


def make_one(home: str, pipe) -> None:
    os.environ["WEFT_CACHE"] = home
    pipe.send(cached("kind", "name.txt", slowly).read_text())


def test_the_folder_follows_the_environment(monkeypatch, tmp_path):
    assert cache_folder() == tmp_path
    monkeypatch.delenv("WEFT_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/some/where")
    assert cache_folder() == Path("/some/where/weft")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path.home() / ".cache" / "weft"


def test_names_tell_parts_apart():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("ab", b"c") == digest(b"ab", "c")


def test_two_processes_share_what_one_of_them_makes(tmp_path):
    context = multiprocessing.get_context("spawn")
    pipes = [context.Pipe(duplex=False) for _ in range(3)]
    processes = [context.Process(target=make_one, args=(str(tmp_path), p[1])) for p in pipes]
    for process in processes:
        process.start()
    makers = {receiver.recv() for receiver, _ in pipes}
    for process in processes:
        process.join()
    assert len(makers) == 1
    assert [f.name for f in (tmp_path / "kind").iterdir()] == ["name.txt"]


def test_a_failure_leaves_no_entry_and_the_next_one_makes_it(tmp_path):
    def fail(folder: Path, file: Path) -> None:
        file.write_text("half")
        raise RuntimeError("out of luck")

    with pytest.raises(RuntimeError, match="out of luck"):
        cached("kind", "name.txt", fail)
    assert not (tmp_path / "kind" / "name.txt").exists()
    assert cached("kind", "name.txt", slowly).read_text() == str(os.getpid())


def test_an_entry_is_not_made_again():
    cached("kind", "name.txt", slowly).write_text("kept")
    assert cached("kind", "name.txt", slowly).read_text() == "kept"


def test_what_was_not_used_for_longest_makes_room(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "MOST_ENTRIES", 3)

    def make(_: Path, file: Path) -> None:
        file.write_text("x")

    for age, name in enumerate("abc"):
        os.utime(cached("kind", name, make), (age, age))
    cached("kind", "a", make)  # used now
    cached("kind", "d", make)
    assert sorted(f.name for f in (tmp_path / "kind").iterdir()) == ["a", "c", "d"]
