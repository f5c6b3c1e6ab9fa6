"""Help and usage errors, in French and in English: every word of them is ours, whatever Typer says."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from orgcli.cli import app

if TYPE_CHECKING:
    from conftest import Run, RunOnScreen

COMMANDS = list(app.program().commands)
SPACE = "\N{NO-BREAK SPACE}"
# Signs and words of Typer's own help.
TYPERS = re.compile(r"Usage: |\[OPTION\]|\bTEXT\b|<\w+|x>=|\[default|\[required|Show this message|Try |No such|[{}*]")

POST = "Conseiller adjoint pour les questions de police"
# What was typed: what is said in English, and in French (with ordinary spaces here).
WRONG = {
    ("tre",): ("no such command: tre (did you mean “tree”?)", "commande inconnue : tre (vouliez-vous dire « tree » ?)"),
    ("zzz",): ("no such command: zzz", "commande inconnue : zzz"),
    ("--",): ("a command is missing", "il manque une commande"),
    ("--nope",): ("no such option: --nope", "option inconnue : --nope"),
    ("tree", "--dept", "2"): (
        "no such option: --dept (did you mean “--depth”?)",
        "option inconnue : --dept (vouliez-vous dire « --depth » ?)",
    ),
    ("find", "police", "-formation"): (
        "no such option: -f (a word to leave out goes after --: orgcli find police -- -training)",
        "option inconnue : -f (un mot à écarter se met après -- : orgcli find police -- -formation)",
    ),
    ("tree", "--depth"): ("option --depth needs a value", "l’option --depth demande une valeur"),
    ("--file",): ("option --file needs a value", "l’option --file demande une valeur"),
    ("tree", "--heads=1"): ("option --heads takes no value", "l’option --heads n’admet pas de valeur"),
    ("tree", "--depth", "x"): (
        "invalid value for --depth: it must be a whole number",
        "valeur incorrecte pour --depth : il faut un nombre entier",
    ),
    ("find", "--limit", "0", "x"): (
        "invalid value for --limit: it must be at least 1",
        "valeur incorrecte pour --limit : il faut au moins 1",
    ),
    ("check", "--format", "nope"): (
        "invalid value for --format: “nope” is not one of text, json, github",
        "valeur incorrecte pour --format : « nope » ne figure pas parmi text, json, github",
    ),
    ("path",): ("argument UNIT is missing", "il manque l’argument UNITÉ"),
    ("path", "Division", "de", "la", "police"): (
        "too many arguments: la police (a name of several words goes in quotes)",
        "en trop : la police (un nom de plusieurs mots se met entre guillemets)",
    ),
    ("export", "html", "svg"): ("too many arguments: svg", "en trop : svg"),
    **dict.fromkeys(
        [
            ("find", "?"),
            ("find", "de la"),
            ("find", "Qui"),
            ("find", "--", "-police"),
            ("find", "police", "--", "-police"),
            ("tree", "--match", "the"),
        ],
        (
            "nothing to search for: give some words of the matter",
            "rien à chercher : donner quelques mots du sujet",
        ),
    ),
    ("show", " "): ("the name of the unit or post is empty", "le nom de l’unité ou du poste est vide"),
    ("tree", "Conseiller adjoint"): (
        f'“{POST}” is a post, not a unit; see: orgcli show "{POST}"',
        f'« {POST} » est un poste, non une unité ; voir : orgcli show "{POST}"',
    ),
    ("find", "mines", "--in", "Conseil de sécurité"): (
        '“Conseil de sécurité” is not a unit of this organisation; see: orgcli show "Conseil de sécurité"',
        '« Conseil de sécurité » n’est pas une unité de cette organisation ; voir : orgcli show "Conseil de sécurité"',
    ),
    ("--file", "nofile", "tree"): (
        "nofile: No such file or directory",
        "nofile : fichier ou dossier introuvable",
    ),
}


@pytest.mark.parametrize("argv", WRONG, ids=" ".join)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_wrong_usage(lang: str, argv: tuple[str, ...], run: Run) -> None:
    answer = run("--lang", lang, *argv)
    first, *rest = answer.err.replace(SPACE, " ").splitlines()
    english, french = WRONG[argv]
    assert (answer.code, answer.out) == (2, "")
    assert first == {"en": f"error: {english}", "fr": f"erreur : {french}"}[lang]
    hint = {"en": r"Try “orgcli( \w+)? --help” for help\.", "fr": r"Pour l’aide : « orgcli( \w+)? --help »\."}[lang]
    assert all(re.fullmatch(hint, line) for line in rest)


def test_no_such_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("--lang", "xx", "tree").err == "error: no language “xx”: en, fr\n"
    monkeypatch.setenv("ORGCLI_LANG", "yy")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert run("tree").err == "error: no language “yy”: en, fr\n"
    assert run("--lang", "en", "tree").code == 0


@pytest.mark.parametrize("argv", WRONG, ids=" ".join)
def test_french_has_no_break_spaces(argv: tuple[str, ...], run: Run) -> None:
    err = run("--lang", "fr", *argv).err
    assert not re.search(r" [:;!?»]|« |[^\s\d]'[^\s]", err)


@pytest.mark.parametrize("command", [None, *COMMANDS])
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("width", [40, 80, 200])
def test_help_is_whole_at_any_width(width: int, lang: str, command: str | None, on_screen: RunOnScreen) -> None:
    answer = on_screen("--lang", lang, "--color", "never", *([command] if command else []), "--help", width=width)
    assert (answer.code, answer.err) == (0, "")
    assert max(cell_len(line) for line in answer.lines) <= min(width, 120)
    assert not set("…│─") & set(answer.out)
    root = app.program()
    for option in (root.commands[command] if command else root).params:
        assert all(name in answer.out for name in option.opts if name.startswith("-"))
    assert lang == "en" or not TYPERS.search(answer.out)


def test_help_of_the_program(run: Run) -> None:
    out = run("--lang", "fr", "--help").out.replace(SPACE, " ")
    assert out.startswith("Usage : orgcli [OPTIONS] COMMANDE [ARGUMENTS]...\n")
    assert "\n  --color auto|always|never  Emploi des couleurs (par défaut : auto).\n" in out
    assert "\n  -h, --help " in out
    assert out.endswith("\norgcli COMMANDE --help explique une commande.\n")


def test_help_of_a_command(run: Run) -> None:
    out = run("--lang", "en", "find", "-h").out
    assert out.startswith("Usage: orgcli find [OPTIONS] WORDS...\n\nFind who is responsible")
    assert "\n  --in UNIT   Only this unit and those below it.\n" in out
    assert out.endswith("\nEvery command also takes --file, --as-of, --lang, --color, --plain: see orgcli --help.\n")
    assert run("path", "--help").out.startswith("Usage: orgcli path [OPTIONS] UNIT [UNIT]\n")


def test_nothing_asked_is_answered_with_help(run: Run) -> None:
    answer = run()
    assert (answer.code, answer.err) == (2, "")
    assert answer.out == run("--help").out


@pytest.mark.parametrize(
    "name", ["Divisions régionales", "Partenaires des Nations Unies", "Chef du Centre de situation"]
)
def test_the_command_named_for_what_is_no_unit_answers(name: str, run: Run) -> None:
    command = shlex.split(run("tree", "--", name).err.partition("see: orgcli ")[2])
    assert command == ["show", name]
    assert run(*command).code == 0
