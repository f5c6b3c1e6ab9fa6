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

from conftest import BUNDLED, DATA, MATRIX, environment, orgcli
from orgcli.graph.nodes import Kind
from orgcli.render.notation import HUES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Run, RunOnScreen
    from orgcli.graph.organisation import Organisation

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
    with subprocess.Popen(command, stdin=child, stdout=child, stderr=child, env=settings) as process:
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
        lines = bare(shown.out).splitlines()
        answer = "\n".join(lines[:-1] if question[0] == "tree" else lines)  # a tree is closed by its extent
        if width == 120 or question[0] == "tree":
            assert sorted(letters(answer)) == sorted(letters(piped))
        assert set(letters(answer)) == set(letters(piped))


def test_every_unit_is_whole_in_40_columns(
    on_screen: RunOnScreen, department: Organisation, seagrave: Organisation
) -> None:
    for file, org in ((BUNDLED, department), (MATRIX, seagrave)):
        shown = letters(on_screen("--file", file, "tree", width=40).out)
        for name in org.ids_of(Kind.UNIT):
            assert letters(org.title(name)) in shown


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
kinds: {"x": "\u202e"}
units:
  - id: a
    name: "[bold red]Press[/] [link=http://x]office[/link] :smile: \u202Eback"
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
        assert "\u202e" not in piped + shown
    assert "Answer [all] letters [/]" in run("--file", file, "show", "a").out
    assert "\n   [if] asked\n" in run("--file", file, "path", "a").out
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
    done = subprocess.run(
        command, stdout=writer, stderr=subprocess.PIPE, env=environment(ORGCLI_LANG="en"), check=False, timeout=60
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let what a test starts be interrupted: tests run in the background may have been told to ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("env", [{"ORGCLI_LANG": "en"}, {}], ids=["language given", "language looked for"])
def test_control_c(env: dict[str, str]) -> None:
    command = [sys.executable, "-m", "orgcli", "--file", "/dev/stdin", "tree"]
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment(**env), **streams) as process:
        assert process.stdin
        process.stdin.write(b"#" * 100_000)  # more than a pipe holds: returns when the program reads
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
    assert done.stdout.decode().startswith("Seagrave\n")


def test_a_wide_terminal_is_not_filled(on_screen: RunOnScreen) -> None:
    for question in (("show", "UNMAS"), ("find", "police"), ("cite", "2.4")):
        assert bare(on_screen(*question, width=200).out) == bare(on_screen(*question, width=120).out)


def test_lines_end_where_their_words_end(on_screen: RunOnScreen) -> None:
    for question in (("show", "UNMAS"), ("path", "UNMAS"), ("find", "police"), ("cite", "2.4"), ("tree", "--help")):
        assert not [line for line in bare(on_screen(*question).out).splitlines() if line.endswith(" ")]


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("question", [("show", "Chef de cabinet"), ("path", "Centre de situation"), ("cite", "2.4")])
def test_what_belongs_together_stays_on_one_line(width: int, question: tuple[str, ...], on_screen: RunOnScreen) -> None:
    lines = [line.rstrip() for line in bare(on_screen("--lang", "fr", *question, width=width).out).splitlines()]
    assert not [line for line in lines if line.endswith(("·", "«", "—"))]
    assert not [line for line in lines if line.lstrip().startswith(("»", ":", ";", "(4.", "(2."))]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_word_is_left_alone(width: int, on_screen: RunOnScreen) -> None:
    lines = bare(on_screen("show", "Chef de cabinet", width=width).out).splitlines()
    notes = lines[lines.index("Notes") + 1 : lines.index("Clauses") - 1]
    assert len(notes) > 1
    assert len(notes[-1].split()) > 1


def test_labels_stand_above_what_they_say_on_a_narrow_screen(on_screen: RunOnScreen) -> None:
    narrow = bare(on_screen("--lang", "fr", "cite", "8.13", width=40).out).splitlines()
    assert narrow[:3] == ["8.13", "chef", "  administrateur général, à la tête de\N{NO-BREAK SPACE}:"]
    wide = bare(on_screen("--lang", "fr", "cite", "8.13", width=80).out).splitlines()
    assert wide[1].startswith("chef                administrateur général, ")


@pytest.mark.parametrize("question", ["find police", "path UNMAS", "show UNMAS", "cite 2.4"])
def test_no_colour_that_white_or_black_swallows(question: str, on_screen: RunOnScreen) -> None:
    colours = {colour[0].strip("\x1b[m").split(";")[-1] for colour in COLOUR.finditer(on_screen(*question.split()).out)}
    assert colours <= {"31", "35"}  # red and magenta


def test_the_hues_of_kinds_stand_out_from_white_and_from_black(on_screen: RunOnScreen) -> None:
    assert {"■", "▣", "◆"} <= set(re.findall(r"\x1b\[38;5;[0-9]+m(.)", on_screen("tree", "--depth", "1").out))
    for hue in HUES:
        channels = [int(hue[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        assert 1.05 / (luminance + 0.05) >= 3, hue
        assert (luminance + 0.05) / 0.05 >= 3, hue


def test_what_was_found_is_seen_without_colour(on_screen: RunOnScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    tree = on_screen("tree", "--match", "médailles").out
    assert "\x1b[1mService de la constitution des forces\x1b[0m" in tree
    assert "\x1b[1mBureau des affaires militaires" not in tree
    found = on_screen("find", "force de police").out
    assert "\x1b[1;4mpolice\x1b[0m" in found.split("\n")[0]


def test_problems_name_their_file_once_on_a_narrow_screen(
    on_screen: RunOnScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(DATA / "invalid")
    narrow = on_screen("--color", "never", "check", "all-at-once.yaml", width=40).lines
    assert narrow[0].rstrip() == "all-at-once.yaml"
    assert narrow[1].startswith("1:7 E105 ")
    assert max(map(len, narrow)) <= 40
    wide = on_screen("--color", "never", "check", "all-at-once.yaml", width=80).lines
    assert wide[0].startswith("all-at-once.yaml:1:7 E105 ")


def test_coverage_fits_a_narrow_screen(on_screen: RunOnScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DATA / "invalid")
    shown = on_screen("--color", "never", "check", "audit.yaml", "--against", "../official/charter.txt", width=40).lines
    heading = next(number for number, line in enumerate(shown) if line.startswith("section "))
    assert shown[heading].split() == ["section", "cited"]
    assert re.search(r" \d+/\d+$", shown[heading + 1].rstrip())
    assert max(map(len, shown)) <= 40


def test_an_error_is_folded_between_words() -> None:
    code, out = in_terminal("--lang", "fr", "show", "bureau du directeur", columns=40)
    assert code == 2
    lines = out.splitlines()
    assert max(map(cell_len, lines)) <= 40
    assert "l’évaluation et de la" in lines[4]
    assert lines[2] == "Précisez\N{NO-BREAK SPACE}:"


def test_ascii_does_not_widen_lines() -> None:
    for question in (("path", "centre de situation"), ("find", "médailles"), ("show", "Conseil de sécurité")):
        out = in_terminal("--lang", "fr", *question, columns=60, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")[1]
        assert bare(out).isascii()
        assert max(map(len, bare(out).splitlines())) <= 60
    history = [str(DATA / "history" / f"{day}.yaml") for day in ("2009-03-01", "2014-01-01")]
    sums = in_terminal("diff", *history, columns=60, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")[1]
    assert bare(sums).startswith("4 creations - 4 abolitions - ")
    noted = in_terminal("show", "Chef de cabinet", columns=80, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")[1]
    assert '"rend compte"' in noted
