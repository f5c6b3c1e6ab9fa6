"""The cache: answers are the same with it, without it and with whatever is in it, and nothing in it is believed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from conftest import MATRIX, environment, orgcli
from orgcli.graph import cache
from orgcli.org import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Run

QUESTIONS = (("tree",), ("path", "Grid"), ("show", "Grid"), ("find", "budget"), ("tree", "--match", "power"))
CHART = "units:\n  - id: top\n    name: Top\n    units: [{id: low, name: Low}]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("ORGCLI_CACHE", str(folder))
    return folder


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    file = tmp_path / "chart.yaml"
    file.write_text(CHART)
    return file


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the files that are read as YAML, in turn."""
    files: list[Path] = []
    read = load.load

    def note(path: Path, content: bytes | None = None) -> object:
        files.append(path)
        return read(path, content)

    monkeypatch.setattr(load, "load", note)
    return files


def cached(folder: Path) -> list[Path]:
    return sorted(folder.glob("org-*.json"))


def test_a_file_is_read_once(run: Run, folder: Path, reads: list[Path]) -> None:
    for question in QUESTIONS:
        answers = [run("--file", MATRIX, *question) for _time in range(3)]
        assert answers[0] == answers[1] == answers[2]
    assert reads == [MATRIX]
    assert len(cached(folder)) == 1


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_answers_are_the_same_without_a_cache(
    question: tuple[str, ...], run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("--file", MATRIX, *question)
    with_cache = run("--file", MATRIX, *question)
    monkeypatch.setenv("ORGCLI_CACHE", "off")
    assert run("--file", MATRIX, *question) == with_cache
    assert len(cached(folder)) == 1


def test_a_changed_file_is_read_anew_even_with_the_same_date(run: Run, folder: Path, chart: Path) -> None:
    run("--file", chart, "tree")
    times = chart.stat().st_atime_ns, chart.stat().st_mtime_ns
    chart.write_text(CHART.replace("Low", "New"))
    os.utime(chart, ns=times)
    assert "New" in run("--file", chart, "tree").out
    assert len(cached(folder)) == 2


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _content: b"",
    "cut short": lambda content: content[: len(content) // 2],
    "one byte changed": lambda content: content.replace(b"Low", b"Law"),
    "no header": lambda content: content.partition(b"\n")[2],
    "another digest": lambda content: content.replace(b'"digest": "', b'"digest": "0'),
    "a list": lambda _content: b"[]\n[]",
    "not a number": lambda content: content.replace(b"[0, ", b'["0", ', 1),
    "the end changed": lambda content: content[:-400] + b"#" + content[-399:],
    "noise": lambda content: os.urandom(len(content)),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_made_anew(
    damage: Callable[[bytes], bytes], run: Run, folder: Path, chart: Path, reads: list[Path]
) -> None:
    other = chart.with_name("other.yaml")
    other.write_text(CHART.replace("Low", "Other"))
    answer = run("--file", chart, "find", "low")
    run("--file", other, "tree")
    file = next(file for file in cached(folder) if b"Low" in file.read_bytes())
    file.write_bytes(damage(file.read_bytes()))
    for _time in range(2):
        assert run("--file", chart, "find", "low") == answer
    run("--file", other, "tree")
    assert reads == [chart, other, chart]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner here")
@pytest.mark.parametrize("others_may", [stat.S_IWGRP, stat.S_IWOTH])
def test_what_others_may_write_is_not_believed(
    others_may: int, run: Run, folder: Path, chart: Path, reads: list[Path]
) -> None:
    run("--file", chart, "tree")
    file = cached(folder)[0]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    file.chmod(0o600 | others_may)
    run("--file", chart, "tree")
    assert len(reads) == 2
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    folder.chmod(0o700 | others_may)
    run("--file", chart, "tree")
    assert len(reads) == 3


def test_a_link_in_place_of_a_cache_file_is_not_followed(run: Run, folder: Path, chart: Path) -> None:
    run("--file", chart, "tree")
    file = cached(folder)[0]
    mine = file.with_name("mine")
    file.rename(mine)
    file.symlink_to(mine)
    content = mine.read_bytes()
    run("--file", chart, "find", "low")
    assert mine.read_bytes() == content
    assert not file.is_symlink()


def test_where_nothing_can_be_written_the_file_is_read_each_time(
    run: Run, tmp_path: Path, chart: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("ORGCLI_CACHE", str(tmp_path / "a file" / "below"))
    for _time in range(2):
        assert "Low" in run("--file", chart, "tree").out
    assert len(reads) == 2


def test_a_faulty_file_is_never_cached(run: Run, folder: Path, chart: Path) -> None:
    chart.write_text(CHART.replace("id: low", "id: top"))
    assert [run("--file", chart, "tree").code for _time in range(2)] == [2, 2]
    assert not folder.exists()


def test_the_oldest_go_first(run: Run, folder: Path, chart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MAX_FILES", 2)
    for number, name in enumerate(("One", "Two", "One", "Three")):
        chart.write_text(CHART.replace("Low", name))
        run("--file", chart, "tree")
        for file in cached(folder):
            if name.encode() in file.read_bytes():
                os.utime(file, (time.time() - 100 + number,) * 2)
    texts = [file.read_bytes() for file in cached(folder)]
    assert [any(name in text for text in texts) for name in (b"One", b"Two", b"Three")] == [True, False, True]


def test_many_at_once_answer_alike(folder: Path) -> None:
    command = [sys.executable, "-m", "orgcli", "--file", str(MATRIX), "find", "budget"]
    settings = environment(ORGCLI_CACHE=str(folder))
    running = [subprocess.Popen(command, env=settings, stdout=subprocess.PIPE) for _process in range(6)]
    answers = [process.communicate(timeout=60)[0] for process in running]
    assert len(set(answers)) == 1
    assert answers[0] == orgcli("--file", MATRIX, "find", "budget", env=settings).stdout
    assert len(cached(folder)) == 1
    assert not list(folder.glob("new-*"))


@pytest.mark.parametrize("command", [("--help",), ("--version",), ("tree", "--depth", "x")])
def test_what_needs_no_organisation_leaves_the_file_alone(
    command: tuple[str, ...], run: Run, reads: list[Path]
) -> None:
    run(*command)
    assert reads == []
