"""A second process changes no answer: where it is missing, dies, finds a fault or is not listened to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

import pytest

from conftest import Answer, Run, environment
from orgcli.graph import beside, cache
from orgcli.org import load, yamlquick
from orgcli.search import indexing

if TYPE_CHECKING:
    from collections.abc import Callable

    from orgcli.graph.beside import Send
    from orgcli.org.model import Org
    from orgcli.org.yaml_reader import Document

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="one process does all elsewhere")
QUESTIONS = (("find", "paint", "boats"), ("tree", "--match", "boats", "--json"), ("path", "u-7"), ("show", "Section 9"))


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where tables are kept."""
    monkeypatch.setenv("ORGCLI_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Return an organisation that is large enough for two processes."""
    unit = "  - id: u-{0}\n    name: Section {0}\n    duties: [{{ref: '{0}.1', text: 'Paint boats, {1}'}}]\n"
    file = tmp_path / "large.yaml"
    units = "".join(unit.format(number, f"as chapter {number} has it, " * 90) for number in range(1, 500))
    file.write_text(f"lang: en\nunits:\n{units}", encoding="utf-8")
    assert file.stat().st_size > 2**20
    return file


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return, as they are asked for, whether second processes were begun."""
    noted: list[bool] = []
    real = beside.begin

    def begin(work: Callable[[Send], None], size: int) -> beside.Beside | None:
        found = real(work, size)
        noted.append(found is not None)
        return found

    monkeypatch.setattr(beside, "begin", begin)
    return noted


def alone(run: Run, *question: str | Path) -> Answer:
    """Return the answer of one process that keeps nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(beside, "begin", lambda _work, _size: None)
        patch.setenv("ORGCLI_CACHE", "off")
        return run(*question)


def kinds(folder: Path) -> list[str]:
    return sorted(file.name.split("-")[1] for file in folder.iterdir())


@pytest.mark.parametrize("question", QUESTIONS)
def test_two_processes_answer_as_one(
    question: tuple[str, ...], large: Path, folder: Path, run: Run, begun: list[bool]
) -> None:
    asked = ("--file", large, *question)
    expected = alone(run, *asked)
    assert expected.code == 0
    assert [run(*asked), run(*asked)] == [expected, expected]
    is_search = question[0] == "find" or "--match" in question
    assert begun == [True, True]
    assert kinds(folder) == (["graph", "words"] if is_search else ["graph"])


@pytest.fixture(params=["small", "one core", "no process", "no pipe"])
def hindrance(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let something be in the way of a second process."""

    def refused(*_given: object) -> int:
        raise BlockingIOError

    match request.param:
        case "small":
            monkeypatch.setattr(beside, "LARGE", 2**30)
        case "one core":
            monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0})
        case way:
            monkeypatch.setattr(os, {"no process": "fork", "no pipe": "pipe"}[way], refused)


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.usefixtures("hindrance")
def test_one_process_does_all_where_a_second_is_of_no_use_or_cannot_be_had(
    large: Path, folder: Path, run: Run, begun: list[bool]
) -> None:
    asked = ("--file", large, "find", "boats")
    expected = alone(run, *asked)
    before = open_files()
    assert run(*asked) == expected
    assert begun == [False, False]
    assert kinds(folder) == ["graph", "words"]
    assert open_files() <= before + 2  # the two tables


@pytest.mark.parametrize(
    ("work", "question"),
    [
        ((yamlquick, "_json"), ("path", "u-7")),
        ((yamlquick, "_has_odd_order"), ("path", "u-7")),
        ((cache, "_keep"), ("path", "u-7")),
        ((cache, "_checksum"), ("path", "u-7")),
        ((indexing, "write"), ("find", "boats")),
    ],
)
@pytest.mark.usefixtures("folder")
def test_where_the_second_process_dies_the_first_does_its_work(
    work: tuple[object, str], question: tuple[str, ...], large: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("--file", large, *question)
    expected = alone(run, *asked)
    first, real = os.getpid(), getattr(*work)

    def dies(*given: object) -> object:
        if os.getpid() != first:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given)

    monkeypatch.setattr(*work, dies)
    assert run(*asked) == expected
    assert {"graph", "words"} & {*kinds(large.parent / "kept")} == (
        {"graph", "words"} if "find" in question else {"graph"}
    )


@pytest.mark.parametrize("question", [("find", "boats"), ("path", "u-8")])
@pytest.mark.usefixtures("folder")
def test_a_fault_is_told_as_by_one_process(question: tuple[str, ...], large: Path, run: Run) -> None:
    large.write_text(large.read_text().replace("u-7\n", "u-8\n"))
    asked = ("--file", large, *question)
    expected = alone(run, *asked)
    assert (expected.code, "“u-8” is used twice" in expected.err) == (2, True)
    assert [run(*asked), run(*asked)] == [expected, expected]


@pytest.mark.parametrize("question", [("find", "boats"), ("path", "u-8")])
def test_nothing_is_kept_of_a_faulty_file_however_long_its_faults_take_to_be_found(
    question: tuple[str, ...], large: Path, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = "    links: [{type: serves, with: x}]\n"
    large.write_text(large.read_text().replace("name: Section 7\n", f"name: Section 7\n{link}"))
    real = load.verify

    def late(document: Document, org: Org) -> None:
        time.sleep(2)  # longer than the tables take
        real(document, org)

    monkeypatch.setattr(load, "verify", late)
    for _time in range(2):
        answer = run("--file", large, *question)
        assert (answer.code, answer.out) == (2, "")
        assert "“x” is no unit, post, group or body" in answer.err
        assert list(folder.iterdir()) == []


def test_groups_of_more_members_than_can_be_are_not_made_beside(
    large: Path, folder: Path, run: Run, begun: list[bool]
) -> None:
    group = "  - {{id: g-{0}, name: G {0}, below: [{1}]}}\n"
    groups = "".join(group.format(number, ", ".join(["top"] * 100)) for number in range(100))
    units = indent(large.read_text().removeprefix("lang: en\nunits:\n"), "    ")
    large.write_text(f"units:\n  - id: top\n    name: Top\n    units:\n{units}groups:\n{groups}")
    answer = run("--file", large, "find", "boats")
    assert (answer.code, "the groups have more than 2000000 members" in answer.err) == (2, True)
    assert begun == [True]
    assert not folder.exists()


def test_what_is_unusual_is_left_to_the_careful_reader(large: Path, folder: Path, run: Run, begun: list[bool]) -> None:
    large.write_text(large.read_text().replace("lang: en", "lang: &l en"))
    assert run("--file", large, "tree", "u-3").out == "• Section 3\n"
    assert begun == [True, True]
    assert kinds(folder) == ["graph"]


def test_whoever_reads_the_answer_does_not_wait_for_the_second_process(large: Path, folder: Path) -> None:
    line = [sys.executable, "-m", "orgcli", "--file", str(large), "find", "7.1"]
    ran = subprocess.run(line, env=environment(ORGCLI_CACHE=str(folder)), capture_output=True, timeout=60, check=False)
    assert ran.returncode == 1  # a clause: nothing is searched for
    assert b"orgcli cite 7.1" in ran.stderr


def test_a_work_that_nobody_listens_to_stops_and_puts_its_things_away(tmp_path: Path) -> None:
    def work(send: Send) -> None:
        (tmp_path / "begun").touch()
        try:
            while True:
                send(b".")
                time.sleep(0.01)
        finally:
            (tmp_path / "left").touch()

    second = beside.begin(work, beside.LARGE)
    assert second
    assert next(part for part in second.received() if part).startswith(b".")
    second.leave()
    assert (tmp_path / "left").exists()
    third = beside.begin(lambda _send: time.sleep(60), beside.LARGE)
    assert third
    start = time.monotonic()
    third.stop()
    assert time.monotonic() - start < 30


def test_silence_is_told_now_and_then_and_what_is_long_comes_whole() -> None:
    def work(send: Send) -> None:
        time.sleep(0.7)
        send(b"x" * 5_000_000)

    second = beside.begin(work, beside.LARGE)
    assert second
    parts = list(second.received())
    assert parts[0] == b""
    assert b"".join(parts) == b"x" * 5_000_000


def test_the_index_says_how_far_it_is(large: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "SLOW_BYTES", 1)
    told: dict[str, list[float]] = {}

    class Progress:
        def __init__(self, work: str) -> None:
            self.told = told.setdefault(work, [])

        def __enter__(self) -> Callable[[float], None]:
            return self.told.append

        def __exit__(self, *_error: object) -> None:
            pass

    cache.open_graph(large, Progress, search=True).words()
    assert list(told) == ["graph", "words"]
    assert all(shares == sorted(shares) and 0 <= shares[0] <= shares[-1] <= 1 for shares in told.values())
    assert kinds(folder) == ["graph", "words"]
    assert load.load(large).lang == "en"
