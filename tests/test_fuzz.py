"""Whatever is in a file or on the command line: one clear answer or error, in bounded time and memory."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from orgcli import bundled
from orgcli.check import official_text, report
from orgcli.cli.main import main

MATRIX = Path(__file__).parent / "data" / "valid" / "matrix.yaml"
HISTORY = Path(__file__).parent / "data" / "history"
RAW = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
BUDGET = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=QUIET)
SMALL_BUDGET = settings(BUDGET, max_examples=15)
CPU_SECONDS = 2
MEGABYTES = 500

YAML_SIGNS = ["", "\n", "\t", " " * 40, "- ", ": ", "? ", "&a ", "*a", "<<: *a", "!!python/none ", "---\n", "...\n"]
YAML_SIGNS += [
    "{",
    "}",
    "[",
    "]",
    "[[[[[[",
    '"',
    "'",
    "|\n",
    ">-\n",
    "#",
    "@",
    "%YAML 9.9\n",
    "null",
    "~",
    "no",
    "8.10",
]
ODD_SIGNS = [
    '"\\e[31m"',
    '"\\x9b2J"',
    '"\\u202e"',
    '"\\uD800"',
    "e\u0301",
    "\ufeff",
    "𝔘𝔫𝔦𝔱",
    "👩\u200d🚀",
    "\u2028",
    "\x85",
]
ODD_SIGNS += ["\x1b[2J", "\x00", "\ud800"]
ODD_LETTERS = "abcé /'’-[]\x1b\u202e\x9b\ud800"
ODD_TEXT = st.one_of(
    st.sampled_from(YAML_SIGNS), st.sampled_from(ODD_SIGNS), st.text(max_size=30), st.text(ODD_LETTERS, max_size=12)
)
KEYS = [
    "id",
    "name",
    "units",
    "head",
    "title",
    "reports_to",
    "post",
    "duties",
    "ref",
    "text",
    "links",
    "type",
    "with",
    "groups",
    "below",
    "bodies",
    "part_of",
]
KEYS += ["aliases", "source", "lang", "kinds", "synonyms", "count", "posts", "notes"]
WORDS = st.sampled_from(
    ["a", "b", "c", "fr", "en", "8.14", "8", "serves", "directs", "duty", "text", "usage", "2", "Police"]
)
RANDOM_YAML = st.recursive(
    st.one_of(WORDS, ODD_TEXT, st.none(), st.integers(), st.floats(), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(st.sampled_from(KEYS), ODD_TEXT), inner, max_size=6)
    ),
    max_leaves=25,
)


def ask(*argv: str) -> tuple[int, str, str]:
    """Run one command and insist on what must hold of every answer."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(argv)
    assert code in (0, 1, 2)
    assert not RAW.search(out.getvalue().replace("\t", "") if "list" in argv else out.getvalue()), argv
    assert not RAW.search(err.getvalue()), argv
    assert out.getvalue() or err.getvalue()
    return code, out.getvalue(), err.getvalue()


QUESTIONS = (
    ["path", "a"],
    ["show", "police"],
    ["show", "police", "--json"],
    ["find", "police"],
    ["cite", "8"],
    ["tree", "--json"],
    ["check", "--format", "github"],
)


def ask_all(content: bytes) -> None:
    """Check and draw a file that holds these bytes, and ask one thing more of it."""
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "org.yaml")
        Path(file).write_bytes(content)
        checked, out, _err = ask("check", file)
        assert out.rstrip("\n").rpartition("\n")[2].startswith(file)
        read = ask("tree", "--file", file)[0]
        assert read == (0 if not re.search(r"^\S+ E\d{3} ", out, re.MULTILINE) else 2)
        assert read == 2 or checked != 2
        ask(*QUESTIONS[len(content) % len(QUESTIONS)], "--file", file)


def mutated(text: str, cuts: list[tuple[int, int, str]]) -> str:
    for start, length, piece in cuts:
        at = start % (len(text) + 1)
        text = text[:at] + piece + text[at + length :]
    return text


CUTS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 60), ODD_TEXT), min_size=1, max_size=4)


@given(cuts=CUTS)
@BUDGET
def test_mutations_of_a_small_file(cuts: list[tuple[int, int, str]]) -> None:
    ask_all(mutated(MATRIX.read_text(encoding="utf-8"), cuts).encode("utf-8", "surrogatepass"))


@given(cuts=CUTS)
@SMALL_BUDGET
def test_mutations_of_the_bundled_file(cuts: list[tuple[int, int, str]]) -> None:
    content = mutated(bundled.file().read_text(encoding="utf-8"), cuts)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "org.yaml"
        file.write_bytes(content.encode("utf-8", "surrogatepass"))
        assert report.check(file).file == str(file)


@given(lines=st.lists(st.integers(0, 10**6), min_size=1, max_size=3), indent=st.integers(0, 12))
@SMALL_BUDGET
def test_lines_of_the_bundled_file_moved(lines: list[int], indent: int) -> None:
    content = bundled.file().read_text(encoding="utf-8").splitlines()
    for number in lines:
        line = content.pop(number % len(content))
        content.insert((number * 7) % len(content), " " * indent + line.strip())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "org.yaml"
        file.write_text("\n".join(content), encoding="utf-8")
        assert report.check(file).file == str(file)


@given(content=RANDOM_YAML)
@BUDGET
@example(content={"units": [{"id": "a", "name": "\x1b[31m", "kind": "\x9b2J", "head": {"id": "b", "title": "\u202e"}}]})
@example(
    content={"kinds": {"k": "\x1b["}, "units": [{"id": "a", "name": "a", "kind": "k", "notes": [{"text": "\r\x07"}]}]}
)
def test_random_yaml(content: Any) -> None:
    ask_all(yaml.dump(content, allow_unicode=False, sort_keys=False).encode("utf-8", "surrogatepass"))


@given(units=st.lists(st.dictionaries(st.sampled_from(KEYS), st.one_of(WORDS, RANDOM_YAML), max_size=5), max_size=4))
@BUDGET
def test_random_units(units: list[dict[str, Any]]) -> None:
    named = [{"id": f"u{number}", "name": "Police"} | unit for number, unit in enumerate(units)]
    ask_all(yaml.dump({"units": named}, sort_keys=False).encode("utf-8", "surrogatepass"))


@given(content=st.binary(max_size=300))
@BUDGET
def test_random_bytes(content: bytes) -> None:
    ask_all(content)


COMMANDS = ["tree", "path", "show", "find", "list", "stats", "cite", "history", "check", "schema", "--help", "nonsense"]
OPTIONS = [
    "--json",
    "--depth",
    "--file",
    "--text",
    "--against",
    "--select",
    "--format",
    "--explain",
    "--in",
    "--lang",
    "--as-of",
    "--",
]
WORDS_AND_OPTIONS = st.lists(st.one_of(ODD_TEXT, st.sampled_from(OPTIONS), WORDS), max_size=3)


@given(command=st.sampled_from(COMMANDS), words=WORDS_AND_OPTIONS)
@BUDGET
def test_random_command_lines(command: str, words: list[str]) -> None:
    usable = [word for word in words if "--install" not in word and "--show" not in word]
    ask("--file", str(MATRIX), command, *usable)


PLACES = (
    *(
        ["tree", "{}"],
        ["tree", "--match", "{}"],
        ["path", "{}"],
        ["path", "{}", "{}"],
        ["show", "{}"],
        ["show", "{}", "{}"],
    ),
    *(["find", "{}"], ["find", "--any", "{}"], ["find", "--in", "{}", "police"], ["cite", "{}"], ["stats", "{}"]),
    *(["list", "--under", "{}"], ["list", "--kind", "{}"], ["list", "--clause", "{}"], ["list", "--match", "{}"]),
    *(["list", "links", "--type", "{}"], ["list", "links", "--from", "{}"], ["list", "--columns", "{}"]),
    *(["--as-of", "{}", "tree"], ["--file", str(HISTORY), "history", "{}"]),
    *(["export", "{}"], ["export", "csv", "--unit", "{}"], ["check", "--select", "{}"], ["check", "--explain", "{}"]),
)
"""Each place of a command line that takes words."""


@given(place=st.sampled_from(PLACES), words=st.tuples(ODD_TEXT, ODD_TEXT))
@settings(BUDGET, max_examples=120)
def test_odd_words_in_each_place_that_takes_words(place: list[str], words: tuple[str, str]) -> None:
    left = iter(words)
    line = [next(left) if part == "{}" else part for part in place]
    at = place.index("{}")
    if not place[at - 1].startswith("--"):
        line.insert(at, "--")  # so that it is no option
    ask("--file", str(MATRIX), *line)


@given(
    rows=st.lists(st.lists(st.one_of(ODD_TEXT, WORDS), min_size=1, max_size=5), max_size=5),
    sign=st.sampled_from(",;\t"),
)
@BUDGET
def test_random_spreadsheets(rows: list[list[str]], sign: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "units.csv"
        head = sign.join(["id", "name", "parent", "title", "note"])
        lines = [head, *(sign.join(row) for row in rows)]
        file.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
        code, out, _err = ask("init", "-", "--from-csv", str(file))
        if code == 0:
            written = Path(folder) / "org.yaml"
            written.write_text(out, encoding="utf-8")
            assert ask("tree", "--file", str(written))[0] == 0


@given(text=st.text("Section 12.9ab()\n\f ;:é-–", max_size=200))
@BUDGET
@example(text="1.1 a\n" * 50)
@example(text="Section 1\n" * 50)
def test_random_official_texts(text: str) -> None:
    for ref, clause in official_text.parse(text).clauses.items():
        assert clause.ref == ref
        assert 1 <= clause.line <= text.count("\n") + 1


def _alias_bomb() -> str:
    layers = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return "\n".join(["a0: &a0 [x]", *layers, "units: *a11"])


BOMBS = {
    "aliases": _alias_bomb,
    "deep-lists": lambda: "units: " + "[" * 1_000_000,
    "deep-mappings": lambda: "units: " + "{a: " * 500_000,
    "deep-indentation": lambda: "\n".join(" " * depth + "- a:" for depth in range(1000)),
    "one-huge-text": lambda: 'units: [{id: a, name: "' + "x" * 20_000_000 + '"}]',
    "a-huge-key": lambda: "? " + "k" * 5_000_000 + "\n: v",
    "many-entries": lambda: "units: [" + "a, " * 3_000_000 + "b]",
    "many-keys": lambda: "\n".join(f"k{number}: v" for number in range(200_000)),
    "one-key-again": lambda: "units: [{id: a, name: A}]\n" + "lang: fr\n" * 100_000,
    "long-line-of-faults": lambda: "units: [{id: a, name: A, duties: [" + '{text: ""},' * 20_000 + "]}]",
    "groups-of-everybody": lambda: (
        "units: [{id: t, name: T, units: ["
        + ", ".join(f"{{id: u{number}, name: U}}" for number in range(3000))
        + "]}]\ngroups: ["
        + ", ".join(f"{{id: g{number}, name: G, below: [t]}}" for number in range(3000))
        + "]"
    ),
    "nul-bytes": lambda: "\0" * 50_000_000,
}


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system does not tell what a process used")
@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("command", ["check", "tree"])
def test_bomb_is_refused_in_time(bomb: str, command: str, tmp_path: Path) -> None:
    file = tmp_path / "org.yaml"
    file.write_text(BOMBS[bomb](), encoding="utf-8")
    argv = ["check", str(file)] if command == "check" else ["tree", "--file", str(file)]
    process = subprocess.Popen(
        [sys.executable, "-m", "orgcli", *argv], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    readable = {"long-line-of-faults", "groups-of-everybody"}
    assert process.returncode == (1 if command == "check" and bomb in readable else 2)
    assert used.ru_maxrss < MEGABYTES * (1024 if sys.platform != "darwin" else 1024**2)
    assert used.ru_utime + used.ru_stime < CPU_SECONDS


def test_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "org.yaml"
    with file.open("wb") as stream:
        stream.truncate(257 * 2**20)
    code, out, _err = ask("check", str(file))
    assert code == 2
    assert "E110 the file is larger than 256 MiB" in out
