"""Every command ends well: closed streams, signals, pipes in place of files, too little memory, files replaced."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
import time
from contextlib import suppress
from itertools import product
from string import ascii_lowercase, punctuation
from typing import TYPE_CHECKING

import pytest

from conftest import BUNDLED, environment
from orgcli.errors import AmbiguousName, UnknownName
from orgcli.graph import names

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run
    from orgcli.graph.organisation import Organisation

ORGCLI = [sys.executable, "-m", "orgcli"]


def large_file(folder: Path, units: int) -> Path:
    file = folder / "large.yaml"
    lines = [f"- {{id: u{number}, name: Unit number {number}, kind: office}}" for number in range(units)]
    file.write_text("\n".join(["name: All", "units:", *lines]), encoding="utf-8")
    return file


@pytest.mark.parametrize("command", [["tree"], ["check"], ["init", "new.yaml", "--from-csv"], ["cite", "1", "--text"]])
def test_a_pipe_is_refused_at_once(command: list[str], run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    argv = ["--file", pipe, *command] if command[0] in {"tree", "check"} else [*command, pipe]
    answer = run(*argv)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"error: {pipe}: a pipe or device, not a file\n"


def test_a_device_is_refused_at_once(run: Run) -> None:
    assert run("--file", "/dev/zero", "tree").err == "error: /dev/zero: a pipe or device, not a file\n"


@pytest.mark.parametrize("command", [["export", "csv", "--output"], ["init"]])
def test_a_name_that_ends_as_a_folder_is_none_of_a_file(command: list[str], run: Run, tmp_path: Path) -> None:
    answer = run(*command, f"{tmp_path}/new/")
    assert (answer.code, answer.err) == (2, f"error: {tmp_path}/new: not a file\n")
    assert not list(tmp_path.iterdir())


def test_a_replaced_file_keeps_its_owner_and_permissions_but_runs_as_nobody_else(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "units.csv"
    file.write_text("old", encoding="utf-8")
    if os.getuid() == 0:
        os.chown(file, 4321, 4322)
    before = file.stat()
    file.chmod(0o6750)
    assert run("export", "csv", "--output", file, "--force").code == 0
    after = file.stat()
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)
    assert stat.S_IMODE(after.st_mode) == 0o750
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("closed", ["2>&-", ">&- 2>&-", "<&- 2>&-"])
def test_errors_keep_their_exit_code_where_stderr_is_closed(closed: str, tmp_path: Path) -> None:
    for command, code in (("show nobody-of-this-name", 2), ("find zzyzx", 1), ("tree", 0)):
        line = f"{' '.join(ORGCLI)} {command} {closed}"
        ended = subprocess.run(["/bin/bash", "-c", line], capture_output=True, env=environment(), check=False)
        assert ended.returncode == code, line
        assert bool(ended.stdout) == (code == 0 and not closed.startswith(">"))
    file = large_file(tmp_path, 1)
    file.write_text(file.read_text() + "# of more than 1 MiB\n" * 60_000)  # a bar says that it is being read
    line = f"{' '.join(ORGCLI)} --file {file} tree --depth 0 {closed}"
    assert (
        subprocess.run(["/bin/bash", "-c", line], capture_output=True, env=environment(), check=False).returncode == 0
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_no_temporary_file(number: signal.Signals, tmp_path: Path) -> None:
    file = large_file(tmp_path, 3_000)
    folder = tmp_path / "new"
    folder.mkdir()
    argv = [*ORGCLI, "--file", str(file), "export", "markdown", "--output", str(folder / "chart.md")]
    process = subprocess.Popen(argv, env=environment(), stderr=subprocess.DEVNULL)
    while not list(folder.iterdir()) and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(number)
    assert process.wait(timeout=60) in {128 + number, 0}  # 0: it was faster
    assert [path.name for path in folder.iterdir()] in ([], ["chart.md"])


def test_too_little_memory_is_said(tmp_path: Path) -> None:
    file = large_file(tmp_path, 20_000)
    ended = subprocess.run(
        [*ORGCLI, "--file", str(file), "tree"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (150_000_000, 150_000_000)),
        env=environment(ORGCLI_CACHE="off", ORGCLI_LANG="en"),
        capture_output=True,
        check=False,
        text=True,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "out of memory" in ended.stderr


SHORT = [
    *ascii_lowercase,
    *map("".join, product(ascii_lowercase, repeat=2)),
    *punctuation,
    "«",
    "»",
    "’",
    "…",
    "é",
    "ß",
    "ﬁ",
]


def test_every_short_word_is_a_name_or_none(department: Organisation) -> None:
    for name in (*SHORT[::5], *(f"{one} {other}" for one in SHORT[::97] for other in SHORT[::151])):
        with suppress(UnknownName, AmbiguousName):
            assert names.resolve(department, name, names.EVERYTHING) in department


@pytest.mark.parametrize("command", ["tree", "path", "show", "find", "cite"])
def test_every_letter_and_mark_ends_well_in_every_command(command: str, run: Run) -> None:
    for word in [*ascii_lowercase[::7], *punctuation[::3], "x p", "zz q", "« »", "’", "--", "", " ", "\u0301"]:
        answer = run("--file", BUNDLED, command, "--", word)
        assert answer.code in {0, 1, 2}
        assert "internal error" not in answer.err
