"""Terminals, pipes, locales and signals: nothing crashes and nothing is lost."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from conftest import BUNDLED, MATRIX, environment, orgcli
from orgcli import graph as g

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run, RunOnScreen
    from orgcli.graph import OrgGraph

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\]8;[^\x1b\x07]*(?:\x1b\\|\x07)|\x1b[()=>]\w?")
COLOUR = re.compile(r"\x1b\[(?:[0-9]+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9]+)*m")
LINK = re.compile(r"\x1b\]8;[^;]*;(?P<url>[^\x1b]+)\x1b\\(?:\x1b\[[0-9;]*m)*(?P<text>[^\x1b]*)")


def decoded(output: bytes, locale: dict[str, str]) -> str:
    return output.decode(locale.get("PYTHONIOENCODING", "utf-8"))


def bare(text: str) -> str:
    return ESCAPE.sub("", text)


def letters(text: str) -> str:
    """Return a text without what folding adds: spaces, line ends, guides."""
    return re.sub(r"[\s│├└─|`]", "", bare(text))


def in_terminal(*argv: str | Path, columns: int, rows: int = 500, **env: str) -> tuple[int, str]:
    """Run one command in a real terminal; return its exit code and all that it wrote there."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    command = [sys.executable, "-m", "orgcli", *map(str, argv)]
    settings = environment(TERM="xterm-256color", **env)
    with subprocess.Popen(command, stdin=child, stdout=child, stderr=child, env=settings) as process:  # noqa: S603
        os.close(child)
        written = b""
        while True:
            try:
                chunk = os.read(parent, 65536)
            except OSError:  # Linux says so when the other end closes
                break
            if not chunk:
                break
            written += chunk
    os.close(parent)
    return process.returncode, written.decode().replace("\r\n", "\n")


QUESTIONS = {
    BUNDLED: [("tree", "--heads"), ("path", "Bureau du Chef de cabinet"), ("show", "Division de la police")],
    MATRIX: [("tree", "--duties"), ("path", "hull", "engine-workshop"), ("show", "Fleet Operations")],
}


@pytest.mark.parametrize("width", [120, 80, 40])
def test_nothing_is_wider_than_the_screen_or_lost(
    width: int, organisation: Path, run: Run, on_screen: RunOnScreen
) -> None:
    for question in QUESTIONS[organisation]:
        shown = on_screen("--file", organisation, *question, width=width)
        assert (shown.code, shown.err) == (0, "")
        assert max(cell_len(line) for line in bare(shown.out).splitlines()) <= width
        piped = run("--file", organisation, *question).out
        if width == 120 or question[0] == "tree":
            assert sorted(letters(shown.out)) == sorted(letters(piped))
        assert set(letters(shown.out)) == set(letters(piped))


def test_every_unit_is_whole_in_40_columns(on_screen: RunOnScreen, department: OrgGraph, seagrave: OrgGraph) -> None:
    for file, graph in ((BUNDLED, department), (MATRIX, seagrave)):
        shown = letters(on_screen("--file", file, "tree", width=40).out)
        for name in g.nodes(graph, g.Kind.UNIT):
            assert letters(g.title(graph, name)) in shown


def test_a_real_terminal_of_40_columns() -> None:
    code, out = in_terminal("--lang", "en", "--file", MATRIX, "tree", "--duties", columns=40)
    assert code == 0
    assert max(cell_len(line) for line in bare(out).splitlines()) <= 40
    assert "横浜LiaisonDesk" in letters(out)
    assert "[North]" in out


def test_a_long_answer_is_paged_in_a_terminal(tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED\ncat\n")
    pager.chmod(0o755)
    long = in_terminal("--lang", "en", "tree", columns=80, rows=20, PAGER=str(pager))[1]
    assert long.startswith("PAGED\n")
    assert "Force de police permanente" in long
    short = in_terminal("--lang", "en", "tree", "UNMAS", columns=80, rows=20, PAGER=str(pager))[1]
    assert "PAGED" not in short


def test_colour_in_a_terminal_only(on_screen: RunOnScreen, run: Run) -> None:
    assert COLOUR.search(on_screen("path", "UNMAS").out)
    assert "\x1b" not in run("path", "UNMAS").out


def test_no_color(on_screen: RunOnScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    coloured = on_screen("path", "UNMAS").out
    monkeypatch.setenv("NO_COLOR", "1")
    plain = on_screen("path", "UNMAS").out
    assert not COLOUR.search(plain)
    assert bare(plain) == bare(coloured)
    assert COLOUR.search(on_screen("--color", "always", "path", "UNMAS").out)


def test_color_option(on_screen: RunOnScreen, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in on_screen("--color", "never", "path", "UNMAS").out
    monkeypatch.setenv("TERM", "xterm-256color")
    assert COLOUR.search(run("--color", "always", "path", "UNMAS").out)


def test_a_clause_is_a_link_to_the_document(on_screen: RunOnScreen, run: Run) -> None:
    out = on_screen("path", "Force de police permanente").out
    links = [(found["text"], found["url"]) for found in LINK.finditer(out)]
    assert [text for text, _url in links] == ["8.13", "8.6", "8.1", "3.1"]
    assert {url for _text, url in links} == {"https://undocs.org/fr/ST/SGB/2010/1"}
    assert not LINK.search(on_screen("--file", MATRIX, "path", "hull").out)
    assert not LINK.search(run("path", "Force de police permanente").out)


HOSTILE = r"""
lang: en
kinds: {"x": "\e"}
units:
  - id: a
    name: "[bold red]Press[/] [link=http://x]office[/link] \e[31mred\e]0;title\a :smile: \u202Eback"
    kind: "[blink]"
    head: {id: p, title: "[/] Head [not a tag]", reports_to: [{post: q, condition: "[if] asked"}]}
    duties: [{text: "Answer [all] letters [/]", links: [{type: advises, with: b}]}]
    notes: [{text: "[dim]"}]
    posts: [{id: q, title: "Q [1]"}]
bodies: [{id: b, name: "[b]Body[/b]"}]
"""


def test_brackets_and_escapes_in_names_are_only_text(tmp_path: Path, run: Run, on_screen: RunOnScreen) -> None:
    file = tmp_path / "org.yaml"
    file.write_text(HOSTILE, encoding="utf-8")
    for command in (("tree", "--heads", "--duties"), ("path", "a"), ("path", "a", "q"), ("show", "a")):
        piped = run("--file", file, *command).out
        shown = on_screen("--file", file, *command, width=200).out
        assert "[/] Head [not a tag]" in piped
        assert "[/] Head [not a tag]" in bare(shown)
        assert "\x1b" not in piped
        assert not set("\a\u202e") & set(piped + shown)
        assert "\x1b[31m" not in shown
        assert "\x1b]0;" not in shown
    assert "Answer [all] letters [/]" in run("--file", file, "show", "a").out
    assert "only [if] asked" in run("--file", file, "path", "a").out
    assert run("--file", file, "tree").out.startswith("• [bold red]Press[/] [link=http://x]office[/link] ")
    assert "[bold red]Press[/]" in run("--file", file, "show", "b").out
    asked = run("--file", file, "show", "[bald]\x1b[31mzz")
    assert asked.code == 2
    assert "[bald]" in asked.err
    assert "\x1b" not in asked.err


ASCII = [
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"LC_ALL": "POSIX", "PYTHONIOENCODING": "latin-1"},
]


@pytest.mark.parametrize("locale", ASCII, ids=str)
def test_no_locale_stops_an_answer(locale: dict[str, str]) -> None:
    env = environment(ORGCLI_LANG="en", **locale)
    tree = orgcli("tree", "--heads", env=env)
    assert (tree.returncode, tree.stderr) == (0, b"")
    assert len(tree.stdout.splitlines()) == 47
    shown = decoded(tree.stdout, locale)
    assert "partement des op" in shown
    if locale.get("PYTHONIOENCODING") == "ascii":
        assert "# Departement des operations de maintien de la paix" in shown
        assert "Bureau de l'etat de droit" in shown
        assert "?" not in shown
    error = orgcli("show", "œuvré 横浜", env=env)
    assert (error.returncode, error.stdout) == (2, b"")
    assert error.stderr.startswith(b"error: no unit or post answers to ")
    assert b"Traceback" not in error.stderr


@pytest.mark.parametrize("locale", ASCII, ids=str)
def test_accents_typed_in_any_locale_are_understood(locale: dict[str, str]) -> None:
    env = environment(ORGCLI_LANG="en", **locale)
    done = orgcli("show", "Équipe de planification à long terme", "--json", env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (
        json.loads(done.stdout.decode(locale.get("PYTHONIOENCODING", "utf-8")))["id"]
        == "equipe-planification-long-terme"
    )


@pytest.mark.parametrize("locale", ASCII, ids=str)
def test_json_loses_nothing_in_any_locale(locale: dict[str, str]) -> None:
    done = orgcli("--file", MATRIX, "tree", "--json", env=environment(ORGCLI_LANG="en", **locale))
    assert done.returncode == 0
    found = json.loads(done.stdout.decode(locale.get("PYTHONIOENCODING", "utf-8")))
    assert "横浜 Liaison Desk" in {
        unit["name"] for top in found for part in top["children"] for unit in part["children"]
    }


@pytest.mark.parametrize("argv", [("tree", "--duties"), ("tree", "--json"), ("path", "DPKO"), ("--help",)])
def test_a_closed_pipe_is_no_error(argv: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "orgcli", *argv]
    done = subprocess.run(  # noqa: S603
        command, stdout=writer, stderr=subprocess.PIPE, env=environment(ORGCLI_LANG="en"), check=False, timeout=60
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("env", [{"ORGCLI_LANG": "en"}, {}], ids=["language given", "language looked for"])
def test_control_c(tmp_path: Path, env: dict[str, str]) -> None:
    pipe = tmp_path / "org.yaml"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "orgcli", "--file", str(pipe), "tree"]
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(**env)
    )
    with process, pipe.open("w"):  # opens when the program reads
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


def test_a_file_may_be_a_pipe() -> None:
    with MATRIX.open("rb") as stream:
        done = subprocess.run(
            [sys.executable, "-m", "orgcli", "--file", "/dev/stdin", "tree"],
            input=stream.read(),
            env=environment(),
            capture_output=True,
            check=False,
            timeout=60,
        )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("■ Seagrave Ferries\n")
