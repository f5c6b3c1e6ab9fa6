"""`--plain`: what a screen reader is given, one fact a line and nothing drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from conftest import BUNDLED, DATA, MATRIX
from orgcli.cli import global_options

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run, RunOnScreen

DRAWN = re.compile(r"[\u2190-\u21ff\u2500-\u27bf•·×]|  |\x1b|\|-|`-")
QUESTIONS = [
    ["tree", "--heads", "--duties"],
    ["tree", "--match", "police"],
    ["path", "UNMAS"],
    ["path", "UNMAS", "Division de la police"],
    ["path", "Force de police permanente", "--prose"],
    ["show", "Division de la police"],
    ["show", "Chef de cabinet"],
    ["show", "ONU"],
    ["find", "desarmemant", "--why"],
    ["cite", "2.4"],
]
ON_MATRIX = [["tree", "--heads"], ["path", "Hull Workshop"], ["show", "Fleet Operations"], ["find", "dock"]]
ASKED = [(BUNDLED, asked) for asked in QUESTIONS] + [(MATRIX, asked) for asked in ON_MATRIX]


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(("file", "asked"), ASKED, ids=lambda value: value[0] if isinstance(value, list) else None)
def test_nothing_is_drawn(file: str, asked: list[str], lang: str, run: Run) -> None:
    answer = run("--file", file, "--lang", lang, "--plain", *asked)
    assert (answer.code, answer.err) == (0, "")
    assert [line for line in answer.lines if DRAWN.search(line)] == []
    assert [
        line for line in answer.lines if not line.strip() or not line.rstrip(")").endswith((".", "?", "!", "…"))
    ] == []
    assert [line for line in answer.lines if line[0] != line[0].upper()] == []


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked[0])
def test_a_terminal_is_given_the_same_lines_as_a_pipe(asked: list[str], run: Run, on_screen: RunOnScreen) -> None:
    assert on_screen(*asked, "--plain", width=40, height=5).out == run(*asked, "--plain").out


def test_tree(run: Run) -> None:
    assert run("tree", "Division de la police", "--plain", "--heads").lines == [
        "Level 1: Division de la police, 4 units directly below.",
        "Headed by: Conseiller pour les questions de police.",
        "Level 2: Bureau du Conseiller pour les questions de police.",
        "No head stated.",
        "Level 2: Section des politiques stratégiques et du renforcement des capacités.",
        "Headed by: Chef de la Section des politiques stratégiques et du renforcement des capacités.",
        "Level 2: Section de la gestion des missions et de l’appui.",
        "Headed by: Chef de la Section de la gestion des missions et de l’appui.",
        "Level 2: Force de police permanente.",
        "Headed by: administrateur général.",
    ]


def test_tree_says_what_stands_for_several_and_what_was_found(run: Run) -> None:
    assert "3 like units" in run("--plain", "tree", "Service de la planification militaire").out
    found = run("--plain", "tree", "--match", "médailles").lines
    assert found[-1] == "Level 3: Service de la constitution des forces, found by your words."


def test_path(run: Run) -> None:
    assert run("path", "Hull Workshop", "--plain", "--file", MATRIX).lines == [
        "Line 1 of 3.",
        "Hull Foreman (Hull Workshop) answers to Fleet Director (Fleet Operations, Siobhán O’Dowd).",
        "Fleet Director answers to Managing Director (Seagrave Ferries, Ingrid Halloran).",
        "Line 2 of 3.",
        "Hull Foreman (Hull Workshop) answers to Chief Engineer (Engineering and Dry Dock, 佐藤 健).",
        "Chief Engineer answers to Managing Director (Seagrave Ferries, Ingrid Halloran).",
        "Line 3 of 3.",
        "Hull Foreman (Hull Workshop) answers to Chief Engineer (Engineering and Dry Dock, 佐藤 健).",
        (
            "Chief Engineer answers to Harbour Master (Seagrave Harbour Trust, Desmond Quill), "
            "only for safety certificates of the dry dock."
        ),
    ]


def test_path_tells_what_is_inferred_who_is_at_the_top_and_who_decides(run: Run) -> None:
    on = ("--plain", "--file", MATRIX, "path")
    assert "a line inferred, not written." in run(*on, "Executive Office").out
    assert run(*on, "Harbour Master").lines == ["At the top: Harbour Master (Seagrave Harbour Trust, Desmond Quill)."]
    assert run(*on, "Northern Routes", "Southern Routes").lines[0] == (
        "Nearest common superior: Fleet Director (Fleet Operations, Siobhán O’Dowd)."
    )
    assert run(*on, "Pilot Station", "Ticketing").lines[0].startswith("No superior is common to")


def test_show_in_french(run: Run) -> None:
    lines = run("show", "FPP", "--plain", "--lang", "fr").lines
    assert lines[0] == "Force de police permanente\N{NO-BREAK SPACE}: force."
    assert "Chef\N{NO-BREAK SPACE}: administrateur général, paragraphe 8.13." in lines
    assert "Attributions, 2 en tout." in lines
    assert sum(line.startswith("Paragraphe 8.14") for line in lines) == 2


def test_find_says_the_place_of_each_unit_and_what_is_left_out(run: Run) -> None:
    lines = run("find", "police", "--plain", "--limit", "2").lines
    places = [line for line in lines if re.match(r"\d+ of \d+: ", line)]
    assert [place.split(":")[0].split(" of ")[0] for place in places] == ["1", "2"]
    assert re.fullmatch(r"\d+ more units: --limit \d+\.", lines[-2])
    assert lines[-1] == "Whole statements: --full."


def test_json_is_the_same_with_it(run: Run) -> None:
    assert run("--plain", "show", "FPP", "--json").out == run("show", "FPP", "--json").out


def test_it_may_stand_anywhere_but_after_two_hyphens() -> None:
    assert global_options.moved_first(["tree", "FPP", "--plain"]) == ["--plain", "tree", "FPP"]
    assert global_options.moved_first(["find", "--", "--plain"]) == ["find", "--", "--plain"]


@pytest.mark.parametrize("asked", [[], ["tree"], ["export"]], ids=str)
def test_help_has_no_boxes(asked: list[str], run: Run) -> None:
    answer = run(*asked, "--plain", "--help")
    assert answer.code == 0
    assert not re.search(r"[\u2500-\u257f]", answer.out)
    assert "--help" in answer.out


def test_help_is_in_french(run: Run) -> None:
    told = run("show", "--plain", "--help", "--lang", "fr").out
    assert "Usage\N{NO-BREAK SPACE}: " in told
    assert "-h, --help\N{NO-BREAK SPACE}: Cette aide." in told.splitlines()
    assert "Usage: " not in told


def test_cite_says_what_each_clause_establishes(run: Run) -> None:
    lines = run("cite", "8.13", "--plain").lines
    assert lines[:2] == ["Clause 8.13.", "Head: administrateur général heads Force de police permanente."]
    assert lines[-1].startswith("Note (Division de la police): Les chefs des deux sections relèvent")


def test_cite_ends_the_official_wording_with_one_mark(tmp_path: Path, run: Run) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Section 8\nPolice\n8.14 It:\na) Advises, in all cases;\nb) Trains.\n", encoding="utf-8")
    told = run("cite", "8.14", "--plain", "--text", text).out
    assert "\nOfficial text: Advises, in all cases.\n" in told
    assert "\nOfficial text: Trains.\n" in told


def test_check_says_where_each_problem_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DATA / "invalid")
    answer = run("check", "all-at-once.yaml", "--plain", "--lang", "fr")
    assert answer.code == 1
    assert "Ligne 13, colonne 41, erreur E106\N{NO-BREAK SPACE}: " in answer.out
    assert "Ligne 11, colonne 56, avertissement W402\N{NO-BREAK SPACE}: " in answer.out
    assert answer.lines[-1] == "all-at-once.yaml\N{NO-BREAK SPACE}: 8 erreurs, 1 avertissement."


def test_check_names_the_other_file_and_tells_the_coverage(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DATA / "invalid")
    lines = run("check", "audit.yaml", "--plain", "--against", "../official/charter.txt").lines
    assert lines[0] == "File: ../official/charter.txt."
    assert lines[1].startswith("Line 10, column 1, error E601: nothing cites 1")
    assert sum(line.startswith("File: ") for line in lines) == 2
    shares = [line for line in lines if line.startswith("Section ")]
    assert shares
    assert all(re.search(r", \d+ clauses? of \d+ cited\.$", line) for line in shares)
