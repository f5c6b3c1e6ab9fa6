"""What is kept of a file changes no answer, whatever happens to it, to the folder it is in, or to the clock."""

from __future__ import annotations

import errno
import os
import pwd
import random
import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from conftest import BUNDLED, DATA, MATRIX, Answer, Run, Screen, environment, orgcli
from orgcli import bundled
from orgcli.graph import cache, store
from orgcli.graph import compile as compiling
from orgcli.graph import organisation as g
from orgcli.org import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

QUESTIONS = Path(__file__).parent / "search"
ASKED = {
    BUNDLED: [("tree",), ("path", "FPP"), ("show", "UNMAS"), ("find", "budget", "formation"), ("find", "desarmemant")],
    MATRIX: [("tree",), ("path", "hull", "engine-workshop"), ("show", "Fleet Operations"), ("find", "engines")],
}
ORG = "units: [{id: a, name: Alpha, duties: [{text: Paint boats}]}]"
root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where this test's tables are kept; it is not there yet."""
    kept = tmp_path / "kept"
    monkeypatch.setenv("ORGCLI_CACHE", str(kept))
    return kept


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a small organisation."""
    small = tmp_path / "org.yaml"
    small.write_text(ORG)
    return small


@pytest.fixture
def without(run: Run) -> Run:
    """Run one command that keeps nothing."""

    def ask(*argv: str | Path) -> Answer:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("ORGCLI_CACHE", "off")
            return run(*argv)

    return ask


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the files that were read through, as they are: nothing is added where tables are used."""
    files: list[Path] = []
    real = load.read

    def noted(path: Path, *more: Any) -> Any:
        files.append(path)
        return real(path, *more)

    monkeypatch.setattr(load, "read", noted)
    return files


def tables(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def warm(run: Run, file: Path) -> Answer:
    """Ask what makes all that is kept of a file; return the last answer."""
    for question in (("tree",), ("find", "boats")):
        answer = run("--file", file, *question)
        assert (answer.code, answer.err) == (0, "")
    return answer


def questions(file: Path) -> Iterator[tuple[str, ...]]:
    """Yield a question of each kind about every unit and post, and a sample of searches."""
    graph = store.build(load.load(file))
    yield from (("tree", "--json"), ("tree", "--heads", "--duties"), ("tree", "--plain"))
    for number, name in enumerate(g.nodes(graph, g.Kind.UNIT, g.Kind.POST)):
        yield from (("path", name, "--json"), ("show", name, "--json"))
        yield from () if number % 4 else (("path", "--prose", name), ("path", name), ("show", name, "--lang", "fr"))
    for name in g.nodes(graph, g.Kind.UNIT):
        yield "tree", name, "--json"
    listed = "questions-dev.yaml" if file == BUNDLED else "questions-matrix.yaml"
    for question in yaml.safe_load((QUESTIONS / listed).read_text(encoding="utf-8"))[::7]:
        yield from (("find", "--json", "--", question["q"]), ("find", "--why", "--lang", "fr", "--", question["q"]))
    yield from (("show", "nobody at all"), ("find", "zzzz"), ("find", "--in", "nobody", "budget"), ("path", "chef"))


def test_every_question_has_the_same_answer_both_ways(
    organisation: Path, run: Run, without: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = lru_cache(maxsize=None)(load.read)
    monkeypatch.setattr(load, "read", lambda path, *more: once(path, *more[:1]))  # what is read is not at stake
    assert run("--file", organisation, "--lang", "fr", "tree").code == 0
    for question in questions(organisation):
        assert run("--file", organisation, *question) == without("--file", organisation, *question), question
    assert len(tables(folder)) == 2


def test_the_first_answer_is_the_same(
    organisation: Path, run: Run, without: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, question in enumerate(ASKED[organisation]):
        for form in ((), ("--json",)):
            asked = ("--file", organisation, *question, *form)
            expected = without(*asked)
            monkeypatch.setenv("ORGCLI_CACHE", str(tmp_path / f"{number}{form}"))
            assert [run(*asked), run(*asked)] == [expected, expected]
            assert tables(tmp_path / f"{number}{form}")


def test_a_file_kept_is_not_read_again(file: Path, run: Run, folder: Path, read: list[Path]) -> None:
    warm(run, file)
    assert read
    read.clear()
    warm(run, file)
    assert (read, len(tables(folder))) == ([], 2)


def test_the_same_content_elsewhere_is_known(file: Path, run: Run, folder: Path, read: list[Path]) -> None:
    before = warm(run, file)
    read.clear()
    copy = file.with_name("copy.yaml")
    shutil.copy(file, copy)
    assert warm(run, copy) == before
    assert (read, len(tables(folder))) == ([], 2)


def test_a_changed_file_is_never_answered_from_what_was_kept(file: Path, run: Run, folder: Path) -> None:
    before = warm(run, file)
    status = file.stat()
    file.write_text(ORG.replace("Alpha", "Omega"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert file.stat().st_size == status.st_size
    assert run("--file", file, "tree").out == "• Omega\n"
    assert "Omega" in run("--file", file, "find", "boats").out
    file.write_text(ORG)
    assert warm(run, file) == before
    assert len(tables(folder)) == 4


@pytest.mark.parametrize("days", [-10_000, 10_000])
def test_the_clock_does_not_matter(days: int, file: Path, run: Run, folder: Path, read: list[Path]) -> None:
    before = warm(run, file)
    then = time.time() + days * 86400
    for kept in (file, *tables(folder)):
        os.utime(kept, (then, then))
    read.clear()
    assert warm(run, file) == before
    assert read == []
    file.write_text(ORG.replace("Alpha", "Omega"))
    os.utime(file, (then, then))
    assert "Omega" in warm(run, file).out


def truncated(size: float) -> Callable[[Path], None]:
    def cut(kept: Path) -> None:
        with kept.open("rb+") as stream:
            stream.truncate(int(kept.stat().st_size * size) if size < 1 else kept.stat().st_size - int(size))

    return cut


def flipped(seed: int) -> Callable[[Path], None]:
    def flip(kept: Path) -> None:
        content = bytearray(kept.read_bytes())
        chance = random.Random(seed)  # noqa: S311 - damage, not secrets
        for _ in range(chance.choice((1, 3, 100))):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        kept.write_bytes(content)

    return flip


def garbage(kept: Path) -> None:
    kept.write_bytes(random.Random(1).randbytes(kept.stat().st_size))  # noqa: S311 - as above


def a_directory(kept: Path) -> None:
    kept.unlink()
    kept.mkdir()


def another_database(kept: Path) -> None:
    kept.unlink()
    with sqlite3.connect(kept) as connection:
        connection.execute("CREATE TABLE other(name)")
    connection.close()


DAMAGE: dict[str, Callable[[Path], None]] = {
    **{f"cut to {share}": truncated(share) for share in (0.01, 0.3, 0.5, 0.99)},
    "last byte lost": truncated(1),
    "last page lost": truncated(4096),
    **{f"flipped {seed}": flipped(seed) for seed in range(8)},
    "garbage": garbage,
    "empty": lambda kept: kept.write_bytes(b"") and None,
    "zeros": lambda kept: kept.write_bytes(bytes(kept.stat().st_size)) and None,
    "longer": lambda kept: kept.write_bytes(kept.read_bytes() * 2) and None,
    "a directory": a_directory,
    "another database": another_database,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_is_made_anew(damage: str, file: Path, run: Run, folder: Path, read: list[Path]) -> None:
    before, names = warm(run, file), [kept.name for kept in tables(folder)]
    for kept in tables(folder):
        DAMAGE[damage](kept)
    assert warm(run, file) == before
    assert [kept.name for kept in tables(folder)] == names
    if damage != "a directory":
        read.clear()
        assert warm(run, file) == before
        assert read == []


@pytest.mark.parametrize("seed", range(6))
def test_damage_to_large_tables_costs_one_answer_at_most(
    seed: int, file: Path, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Large tables are not compared with their checksum: SQLite may notice their damage only while they are read."""
    monkeypatch.setattr(cache, "VERIFIED_BYTES", 0)
    before = warm(run, file)
    for kept in tables(folder):
        content = bytearray(kept.read_bytes())
        start = seed * 4096
        content[start:] = random.Random(seed).randbytes(len(content[start:]))  # noqa: S311 - as above
        kept.write_bytes(content)
    monkeypatch.setenv("ORGCLI_COMPLETE", "zsh")
    assert run("tree", "--file", file, "alp").out.splitlines()[1:] in ([], ["Alpha\tAlpha  -- unit"])
    monkeypatch.delenv("ORGCLI_COMPLETE")
    for _ in range(2):
        answer = run("--file", file, "find", "boats")
        assert (answer.code, answer.out, answer.err.count("\n")) in ((0, before.out, 0), (2, "", 1))
    assert warm(run, file) == before


def test_tables_with_the_right_name_and_the_wrong_content_cost_one_answer(file: Path, run: Run, folder: Path) -> None:
    before = warm(run, file)
    for kept in tables(folder):
        another_database(kept)
        content = kept.read_bytes()
        key = kept.name.rsplit("-", 2)[0]
        kept.rename(folder / f"{key}-{len(content)}-{zlib.crc32(content):08x}.tables")
    for _ in range(2):
        answer = run("--file", file, "find", "boats")
        assert answer == before or (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert warm(run, file) == before


def test_another_version_has_tables_of_its_own(
    file: Path, run: Run, folder: Path, read: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundled, "version", lambda: "0.0.0")
    before = warm(run, file)
    of_old = tables(folder)
    monkeypatch.undo()
    monkeypatch.setenv("ORGCLI_CACHE", str(folder))
    monkeypatch.setenv("ORGCLI_LANG", "en")
    assert warm(run, file) == before
    assert len(set(tables(folder)) - set(of_old)) == 2
    assert read


BARRED = {
    "a file in the way": lambda folder: str(folder / "file"),
    "a file in the way of the folder above": lambda folder: str(folder / "file" / "below"),
    "a device": lambda _: "/dev/full",
    "no place for files": lambda _: "/proc/orgcli/kept",
    "a name too long": lambda folder: str(folder / ("x" * 300)),
    "a path too long": lambda folder: str(folder) + "/x" * 3000,
    "a loop": lambda folder: str(folder / "loop"),
}


@pytest.mark.parametrize("barred", BARRED)
def test_where_nothing_can_be_kept_answers_are_the_same(
    barred: str, run: Run, without: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "loop").symlink_to("loop")
    monkeypatch.setenv("ORGCLI_CACHE", BARRED[barred](tmp_path))
    for question in ASKED[MATRIX]:
        asked = ("--file", MATRIX, *question)
        assert run(*asked) == without(*asked)
    monkeypatch.setenv("ORGCLI_COMPLETE", "zsh")
    assert run("tree", "--file", MATRIX, "fle").out.startswith("insert\nFleet Operations\t")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "loop"]
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("limit", [0, 4096, 20_000])
def test_a_full_disk_changes_no_answer(limit: int, tmp_path: Path, without: Run) -> None:
    expected = without("--file", MATRIX, "find", "engines")
    folder = tmp_path / "kept"
    ran = subprocess.run(
        [sys.executable, "-m", "orgcli", "--file", str(MATRIX), "find", "engines"],
        env=environment(ORGCLI_CACHE=str(folder)),
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        timeout=60,
    )
    assert (ran.returncode, ran.stdout.decode(), ran.stderr) == (0, expected.out, b"")
    assert tables(folder) == []


@pytest.mark.usefixtures("folder")
def test_a_folder_on_a_read_only_disk_is_used(
    file: Path, run: Run, read: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    before = warm(run, file)
    for name in ("utime", "unlink", "mkdir", "rename", "replace", "open"):
        monkeypatch.setattr(os, name, refuse)
    read.clear()
    assert warm(run, file) == before
    assert read == []


@contextmanager
def unprivileged() -> Iterator[None]:
    """Do without what root may do to any file."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_folder_that_may_not_be_written_or_entered(run: Run, without: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Path(tempfile.mkdtemp())  # pytest's own folders are closed to others
    file, kept = place / "org.yaml", place / "folder" / "kept"
    shutil.copy(MATRIX, file)
    place.chmod(0o755)
    kept.mkdir(parents=True)
    expected = without("--file", file, "find", "engines")
    monkeypatch.setenv("ORGCLI_CACHE", str(kept))
    try:
        for barred in (kept, kept.parent, place / "folder" / "not there"):
            monkeypatch.setenv("ORGCLI_CACHE", str(kept if barred == kept.parent else barred))
            for mode in (0o555, 0o111, 0o000):
                (barred if barred.exists() else barred.parent).chmod(mode)
                with unprivileged():
                    assert run("--file", file, "find", "engines") == expected
                (barred if barred.exists() else barred.parent).chmod(0o755)
                assert tables(kept) == []
        assert run("--file", file, "find", "engines") == expected
        for mode in (0o555, 0o111, 0o000):
            kept.chmod(mode)
            with unprivileged():
                assert run("--file", file, "find", "engines") == expected
            kept.chmod(0o755)
    finally:
        shutil.rmtree(place)


def test_ten_at_once_do_not_disturb_each_other(folder: Path, without: Run) -> None:
    asked = ("--file", MATRIX, "find", "engines")
    expected = without(*asked)
    settings = environment(ORGCLI_CACHE=str(folder))
    with ThreadPoolExecutor(10) as pool:
        runs = list(pool.map(lambda _: orgcli(*asked, env=settings), range(10)))
    assert {(ran.returncode, ran.stdout.decode(), ran.stderr) for ran in runs} == {(0, expected.out, b"")}
    assert len(tables(folder)) == 2
    for kept in tables(folder):
        with sqlite3.connect(kept) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()


def test_another_may_remove_everything_at_any_time(
    file: Path, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = warm(run, file)
    real = sqlite3.connect

    def too_late(*argv: Any, **options: Any) -> sqlite3.Connection:
        if "mode=ro" in str(argv[0]):
            shutil.rmtree(folder, ignore_errors=True)
        return real(*argv, **options)

    monkeypatch.setattr(sqlite3, "connect", too_late)
    assert warm(run, file) == before
    assert tables(folder) == []


def test_what_is_kept_is_the_users_alone(file: Path, run: Run, folder: Path) -> None:
    before = os.umask(0)
    try:
        warm(run, file)
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(kept.stat().st_mode) for kept in tables(folder)} == {0o600}


def writable_by_others(kept: Path) -> None:
    kept.chmod(0o660)


def anothers(kept: Path) -> None:
    os.chown(kept, 65534, 65534)


def a_link(kept: Path) -> None:
    aside = kept.parent.parent / kept.name
    kept.rename(aside)
    kept.symlink_to(aside)


@pytest.mark.parametrize("suspect", [writable_by_others, pytest.param(anothers, marks=root_only), a_link])
def test_what_others_may_have_written_is_not_used(
    suspect: Callable[[Path], None], file: Path, run: Run, folder: Path, read: list[Path]
) -> None:
    before = warm(run, file)
    for kept in tables(folder):
        suspect(kept)
    read.clear()
    assert warm(run, file) == before
    assert read
    for kept in tables(folder):
        status = kept.lstat()
        assert (stat.S_ISREG(status.st_mode), stat.S_IMODE(status.st_mode), status.st_uid) == (True, 0o600, os.getuid())


def organisations(tmp_path: Path, run: Run, number: int) -> Iterator[Path]:
    """Yield one file after the other, each asked for as soon as it is there."""
    for name in range(number):
        file = tmp_path / f"{name}.yaml"
        file.write_text(ORG.replace("Alpha", f"Alpha {name}"))
        assert run("--file", file, "tree").code == 0
        yield file


def test_no_more_is_kept_than_is_useful(
    tmp_path: Path, run: Run, folder: Path, read: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MAX_FILES", 3)
    files = []
    for number, file in enumerate(organisations(tmp_path, run, 6)):
        for kept in tables(folder):
            os.utime(kept, (kept.stat().st_atime, kept.stat().st_mtime - 60))
        files.append(file)
        assert run("--file", files[0], "tree").code == 0
        assert len(tables(folder)) == min(number + 1, 3)
    read.clear()
    assert run("--file", files[0], "tree").code == 0
    assert read == []  # asked for again and again
    assert run("--file", files[1], "tree").code == 0
    assert read == [files[1]]
    monkeypatch.setattr(cache, "MAX_BYTES", 1)
    assert run("--file", files[2], "tree").code == 0
    assert len(tables(folder)) == 1


def test_what_was_left_half_written_is_removed_and_nothing_else(tmp_path: Path, run: Run, folder: Path) -> None:
    folder.mkdir()
    day = 86400
    for name, age in (("new-old", 2 * day), ("new-future", -2 * day), ("new-now", 0), ("mine", 9 * day)):
        (folder / f"{name}.tables").write_text("")
        os.utime(folder / f"{name}.tables", (time.time() - age, time.time() - age))
    (folder / "notes").mkdir()
    (folder / "notes" / "new-x.tables").write_text("")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "MAX_FILES", 1)
        list(organisations(tmp_path, run, 3))
    cache.forget()
    assert {kept.name for kept in tables(folder)} >= {"mine.tables", "notes"}
    assert not {"new-old.tables", "new-future.tables"} & {kept.name for kept in tables(folder)}


def test_a_process_that_is_writing_is_let_be(tmp_path: Path, run: Run, folder: Path) -> None:
    folder.mkdir()
    (folder / "new-now.tables").write_text("")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "MAX_FILES", 1)
        list(organisations(tmp_path, run, 2))
    assert (folder / "new-now.tables") in tables(folder)


def test_nothing_is_kept_where_none_is_wanted(
    file: Path, run: Run, tmp_path: Path, read: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "all"))
    monkeypatch.chdir(tmp_path)
    for number, word in enumerate(("off", "OFF", "no", "0"), 1):
        monkeypatch.setenv("ORGCLI_CACHE", word)
        warm(run, file)
        assert len(read) == number * 2
        assert list(tmp_path.iterdir()) == [file]
    monkeypatch.delenv("ORGCLI_CACHE")
    warm(run, file)
    if sys.platform == "linux":
        assert len(tables(tmp_path / "all" / "orgcli")) == 2


def test_a_user_without_a_home_finds_no_folder_of_ours_in_his_own(
    file: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(_: int) -> Any:
        raise KeyError

    for name in ("HOME", "XDG_CACHE_HOME", "ORGCLI_CACHE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    monkeypatch.chdir(tmp_path)
    warm(run, file)
    assert list(tmp_path.iterdir()) == [file]


def test_the_folder_may_have_any_name(
    file: Path, run: Run, tmp_path: Path, read: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a ?b=c#d%20é&", "[x]*", "sub/folder"):
        monkeypatch.setenv("ORGCLI_CACHE", name)
        before = warm(run, file)
        read.clear()
        assert warm(run, file) == before
        assert (read, len(tables(tmp_path / name))) == ([], 2)


@pytest.mark.parametrize("name", sorted(file.name for file in (DATA / "unusable").glob("*.yaml")))
def test_nothing_is_kept_of_a_file_that_cannot_be_used(name: str, run: Run, folder: Path) -> None:
    assert run("--file", DATA / "unusable" / name, "find", "boats").code == 2
    assert tables(folder) == []


def test_commands_that_ask_nothing_keep_nothing(run: Run, folder: Path) -> None:
    for command in (("--help",), ("--version",), ("tree", "--help"), ("check",), ("cite", "8.14"), ("schema",)):
        assert run(*command).code == 0
    assert tables(folder) == []


def test_what_can_be_read_only_once_is_answered(
    file: Path, run: Run, folder: Path, read: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ORGCLI_LANG")  # the language might be looked for in the file
    expected = warm(run, file)
    pipe = file.with_name("pipe")
    os.mkfifo(pipe)
    read.clear()
    for content, number in ((ORG, 0), (ORG.replace("Alpha", "Omega"), 1)):
        writer = threading.Thread(target=pipe.write_text, args=(content,))
        writer.start()
        answer = run("--file", pipe, "find", "boats")
        writer.join()
        assert (answer.code, answer.out) == (0, expected.out.replace("Alpha", "Omega") if number else expected.out)
        assert len(read) == number
        ran = subprocess.run(
            [sys.executable, "-m", "orgcli", "--file", "/dev/stdin", "find", "boats"],
            input=content.encode(),
            env=environment(ORGCLI_CACHE=str(folder)),
            capture_output=True,
            check=True,
        )
        assert ran.stdout.decode() == answer.out


def test_who_waits_for_a_large_file_sees_how_far_it_is(
    file: Path, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run("--file", file, "tree")
    assert expected.err == ""
    monkeypatch.setattr(cache, "SLOW_BYTES", 1)
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, number in (("Alpha", 0), ("Omega", 1)):
        file.write_text(ORG.replace("Alpha", name))
        screen = Screen()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stderr", screen)
            assert run("--file", file, "tree").out == expected.out.replace("Alpha", name)
        assert ("reading the organisation for the first time" in screen.getvalue()) == bool(number)
    file.write_text(ORG.replace("Alpha", "Gamma"))
    assert run("--file", file, "tree").err == ""  # not a terminal
    shutil.rmtree(folder)
    monkeypatch.setenv("ORGCLI_COMPLETE", "zsh")
    assert run("tree", "--file", file, "gam").out == "list\n"  # a shell that completes does not wait


@pytest.mark.parametrize("place", ["kept", "off"])
def test_the_share_of_the_work_that_is_done_only_grows(
    place: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "SLOW_BYTES", 1)
    monkeypatch.setattr(compiling, "TELL_EVERY", 1)
    monkeypatch.setenv("ORGCLI_CACHE", str(folder) if place == "kept" else "off")
    told: list[list[float]] = []

    @contextmanager
    def progress(work: str) -> Iterator[Callable[[float], None]]:
        assert work == ("graph", "words")[len(told)]
        told.append([])
        yield told[-1].append

    graph = cache.open_graph(MATRIX, progress)
    graph.words()
    assert len(told) == 2
    for shares in told:
        assert shares == sorted(shares)
        assert 0 <= shares[0] < shares[-1] <= 1
        assert len(shares) >= len(graph.nodes)
    assert told[0][0] > 0  # the file takes its time to be read
    assert told[1][0] == 0
