"""Trouble: one clear message on stderr, exit code 2, nothing on stdout, never a traceback."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from conftest import DATA, MATRIX, Answer, orgcli

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

UNUSABLE = DATA / "unusable"


@pytest.mark.parametrize("name", sorted(file.stem for file in UNUSABLE.glob("*.yaml")))
def test_unusable_file(name: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each ``NAME.yaml`` makes the message in ``NAME.txt``: every problem with file, line, column and line."""
    monkeypatch.chdir(UNUSABLE)
    answer = run("--file", f"{name}.yaml", "tree")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (UNUSABLE / f"{name}.txt").read_text("utf-8")


def test_every_command_says_the_same(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(UNUSABLE)
    messages = {
        run("--file", "colon.yaml", *command).err for command in (("tree",), ("path", "x"), ("show", "x", "--json"))
    }
    assert messages == {(UNUSABLE / "colon.txt").read_text("utf-8")}


def test_missing_file(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = tmp_path / "missing.yaml"
    answer = run("--file", missing, "tree")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"error: {missing}: No such file or directory\n"
    monkeypatch.setenv("ORGCLI_FILE", str(missing))
    assert run("tree") == answer


def test_directory(tmp_path: Path, run: Run) -> None:
    answer = run("--file", tmp_path, "tree")
    assert (answer.code, answer.out, answer.err) == (2, "", f"error: {tmp_path}: no file in it ends in .yaml or .yml\n")


def test_unreadable(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "org.yaml"
    with socket.socket(socket.AF_UNIX) as server:  # refused to everybody, the superuser too
        server.bind(str(file))
        answer = run("--file", file, "tree")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"error: {file}: ")
    assert answer.err.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_no_permission(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "org.yaml"
    file.write_text("units: []")
    file.chmod(0)
    assert run("--file", file, "tree").err == f"error: {file}: Permission denied\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may look into every folder")
@pytest.mark.parametrize("command", [["tree"], ["check"], ["history", "a"], ["export", "html"]])
def test_no_permission_to_look_into_a_folder(command: list[str], tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "2001.yaml").write_text("units: [{id: a, name: A}]")
    folder.chmod(0)
    try:
        for file in (folder, folder / "2001.yaml"):
            assert run("--file", file, *command) == Answer(2, "", f"error: {file}: Permission denied\n")
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize("command", [["tree"], ["check"], ["diff", "HEAD"]])
def test_a_path_that_the_system_refuses(command: list[str], run: Run) -> None:
    name = "a" * 300
    assert run("--file", name, *command) == Answer(2, "", f"error: {name}: File name too long\n")


def test_impossible_file_name(run: Run) -> None:
    assert run("--file", "a\0b", "tree").code == 2
    assert run("--file", "x" * 5000, "tree").code == 2


CONTENT = {
    b"units:\n  - {id: a, name: Caf\xe9}\n": "2:22 E102 the file is not UTF-8: save it as UTF-8",
    "units:\n  - {id: a, name: Café}\n".encode("utf-16"): "1:1 E102 the file is not UTF-8: save it as UTF-8",
    b"\x89PNG\r\n\x1a\n\0\0": "1:1 E102 the file is not UTF-8: save it as UTF-8",
    b"units:\n  - {id: a, name: b\x07}\n": "2:20 E101 not YAML: a character that YAML forbids",
    b"units: [" + b"[" * 500: "1:207 E110 nested deeper than 200 levels",
    b"units: [" + b"[" * 5000: " E110 nested deeper than 200 levels",
    b"units:\n" + b"".join(b" " * n + b"- units:\n" for n in range(2, 600, 2)): "nested deeper than 200 levels",
    b"a: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(b"%c: &%c [%s]\n" % (n + 1, n + 1, b",".join([b"*%c" % n] * 9)) for n in range(97, 107)): (
        "E110 aliases expand to more than the file itself: write them out"
    ),
    b"? [" * 5000: "1:3 E101 a key must be a word",
    b"*nobody": "1:1 E101 ",
    b"units: !!python/object/apply:os.system [true]\n": "E105 ",
    b"<<: {units: []}\n": "1:1 E101 merge keys (“<<”) are not supported",
    b"---\n": "E101 the file is empty",
    b"just words": "1:1 E105 expected a mapping, found “just words”",
}


@pytest.mark.parametrize("content", CONTENT, ids=range(len(CONTENT)))
def test_content(content: bytes, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "org.yaml"
    file.write_bytes(content)
    answer = run("--file", file, "tree")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"error: {file}:")
    assert CONTENT[content] in answer.err
    assert len(answer.err) < 2000


def test_byte_order_mark_and_crlf_are_fine(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "org.yaml"
    file.write_bytes(b"\xef\xbb\xbfunits:\r\n  - id: a\r\n    name: Here\r\n")
    assert run("--file", file, "tree").out == "• Here\n"


def test_a_long_cycle_is_shown_whole(tmp_path: Path, run: Run) -> None:
    number = 12
    posts = [f"{{id: p{n}, title: Post {n}, reports_to: [{{post: p{(n + 1) % number}}}]}}" for n in range(number)]
    file = tmp_path / "org.yaml"
    file.write_text(f"units: [{{id: a, name: A, posts: [{', '.join(posts)}]}}]")
    answer = run("--file", file, "tree")
    assert answer.code == 2
    chain = answer.err.splitlines()[0].partition("circle: ")[2].split(" → ")
    first = int(chain[0].split()[1])
    assert chain == [f"Post {(first + step) % number}" for step in range(number + 1)]


def test_a_post_that_answers_to_itself(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "org.yaml"
    file.write_text("units: [{id: a, name: A, head: {id: p, title: P, reports_to: [{post: p}]}}]")
    answer = run("--file", file, "tree")
    assert answer.code == 2
    assert "circle: P → P" in answer.err


CLAUSES = """
units:
  - id: a
    name: A
    ref: 8.1
    duties:
      - {ref: 8.10, text: tenth}
      - {ref: 8.9, text: ninth}
      - {ref: 8.100, text: hundredth}
      - {ref: 8, text: whole}
      - {ref: "8.10 (b)", text: lettered}
      - {ref: 8.10 a, text: first}
      - {ref: 1e3, text: no, kind: "provision"}
"""


def test_clause_numbers_stay_what_they_are(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "org.yaml"
    file.write_text(CLAUSES.replace("      - {ref: 1e3", "      # - {ref: 1e3").replace('"8.10 (b)"', "8.10 b)"))
    answer = run("--file", file, "show", "a", "--json").json
    assert [(duty["ref"], duty["text"]) for duty in answer["duties"]] == [
        ("8", "whole"),
        ("8.9", "ninth"),
        ("8.10", "tenth"),
        ("8.10 a", "first"),
        ("8.10 b", "lettered"),
        ("8.100", "hundredth"),
    ]
    assert answer["refs"] == ["8", "8.1", "8.9", "8.10", "8.10 a", "8.10 b", "8.100"]
    file.write_text(CLAUSES)
    assert "E108 “1e3” is no clause number" in run("--file", file, "tree").err


def test_words_that_yaml_takes_for_something_else(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "org.yaml"
    file.write_text(
        "units:\n  - {id: no, name: Yes, kind: off}\n  - {id: 1e3, name: 2010-01-01}\n  - {id: x, name: 0o7}\n"
    )
    answer = run("--file", file, "tree", "--json").json
    assert [(unit["id"], unit["name"], unit["kind"]) for unit in answer] == [
        ("no", "Yes", "off"),
        ("1e3", "2010-01-01", None),
        ("x", "0o7", None),
    ]


USAGE = [
    ["nope"],
    ["tree", "--nope"],
    ["tree", "--depth", "x"],
    ["tree", "--depth", "-1"],
    ["tree", "a", "b"],
    ["path"],
    ["path", "a", "b", "c"],
    ["show"],
    ["--color", "red", "tree"],
    ["--lang", "xx", "tree"],
    ["--file"],
]


@pytest.mark.parametrize("argv", USAGE, ids=" ".join)
def test_usage(argv: list[str], run: Run) -> None:
    answer = run(*argv)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("error: ")
    assert "Traceback" not in answer.err


def test_no_command_at_all_is_help_and_trouble(run: Run) -> None:
    answer = run()
    assert answer.code == 2
    assert "Usage: orgcli" in answer.out + answer.err


@pytest.mark.parametrize("argv", [["--help"], ["-h"], ["tree", "--help"], ["path", "-h"], ["show", "--help"]])
def test_help(argv: list[str], run: Run) -> None:
    answer = run(*argv)
    assert (answer.code, answer.err) == (0, "")
    assert "Usage: orgcli" in answer.out
    if len(argv) == 2:
        assert f"Example: orgcli {argv[0]} " in " ".join(answer.out.split())


def test_version_names_the_file_in_use(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("--version").lines[1].endswith("org.yaml")
    assert run("--version", "--file", MATRIX).lines[1] == str(MATRIX)
    assert run("--file", MATRIX, "--version").lines[1] == str(MATRIX)
    monkeypatch.setenv("ORGCLI_FILE", str(MATRIX))
    assert run("--version").lines[1] == str(MATRIX)


def test_options_of_every_command_may_stand_anywhere(run: Run) -> None:
    outputs = {
        run(*argv).out
        for argv in (("--file", MATRIX, "tree"), ("tree", "--file", MATRIX), ("tree", f"--file={MATRIX}"))
    }
    assert len(outputs) == 1
    assert "Seagrave" in outputs.pop()


def test_the_file_named_wins_over_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORGCLI_FILE", str(MATRIX))
    assert run("tree").lines[0] == "Seagrave"
    assert run("tree", "--file", DATA.parent.parent / "org.yaml").lines[0].startswith("■ Département")


def test_another_process_says_the_same(tmp_path: Path) -> None:
    done = orgcli("--lang", "en", "--file", tmp_path / "missing.yaml", "tree")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"error: {tmp_path}/missing.yaml: No such file or directory\n"
