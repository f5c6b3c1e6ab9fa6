"""Answers of `find` as they are read: one screen, whom to write to, questions that another command answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import BUNDLED, DATA, MATRIX

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run, RunOnScreen

LONG = "word " * 60


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file of eight units with four long duties each."""
    file = tmp_path / "organisation.yaml"
    units = []
    for name in "ABCDEFGH":
        duties = ", ".join(f"{{text: {LONG}budget {name}{number} {LONG}}}" for number in range(4))
        units.append(f"  - {{id: u{name.lower()}, name: Unit {name}, duties: [{duties}]}}\n")
    file.write_text(f"units:\n{''.join(units)}")
    return file


def test_a_unit_says_whom_to_write_to(run: Run) -> None:
    lines = run("find", "médailles").lines
    assert lines[0] == "Service de la constitution des forces"
    assert lines[1] == "  Chef du Service de la constitution des forces → Conseiller militaire"
    head = run("find", "médailles", "--json").json["results"][0]["head"]
    assert head == "Chef du Service de la constitution des forces"


def test_a_unit_without_head_says_so(run: Run) -> None:
    result = run("find", "Section des relations avec la presse", "--json").json["results"][0]
    assert result["head"] is None
    assert run("find", "Section des relations avec la presse").lines[1].startswith("  no head stated → ")


def test_five_units_with_a_blank_line_between(run: Run) -> None:
    lines = run("find", "police").lines
    blocks = "\n".join(lines).split("\n\n")
    assert len(blocks) == 6
    assert blocks[-1].startswith("10 more units: --limit 15")
    everything = run("find", "police", "--limit", "15").lines
    assert {result["unit"]["name"] for result in run("find", "police", "--json").json["results"]} <= {
        line.split(" · ")[0] for line in everything
    }
    assert not any("--limit" in line for line in everything)


def test_the_first_unit_has_three_statements_and_the_others_one(run: Run) -> None:
    first, *others, _more = "\n".join(run("find", "police").lines).split("\n\n")
    assert len(first.splitlines()) == 5
    assert {len(block.splitlines()) for block in others} == {3}


def test_statements_are_shortened_around_the_words_unless_full(run: Run, file: Path) -> None:
    short = run("--file", file, "find", "budget").lines
    assert all(len(line) <= 120 for line in short)
    assert any("budget" in line and line.strip().startswith("…") and line.endswith("…") for line in short)
    assert short[-1].endswith("whole statements: --full")
    full = run("--file", file, "find", "budget", "--full").lines
    assert sum("budget" in line for line in full) == 5 * 4
    assert not any("…" in line for line in full)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_screen(on_screen: RunOnScreen, width: int) -> None:
    assert max(map(len, on_screen("--color", "never", "find", "police", width=width).lines)) <= width


@pytest.mark.parametrize(
    "asked",
    [
        "qui remplace le chef de la Division de la police",
        "who stands in for the head of the Division de la police",
        "adjoint du Conseiller pour les questions de police",
    ],
)
def test_the_deputy_is_answered_first_and_alone(run: Run, asked: str) -> None:
    results = run("find", asked, "--json").json["results"]
    found = [(result["unit"]["id"], match["text"], match["ref"]) for result in results for match in result["matches"]]
    assert found == [("division-police", "Conseiller adjoint pour les questions de police", "8.6")]
    assert "(stands in for: Conseiller pour les questions de police)" in run("find", asked).out


def test_a_post_without_deputy_is_said_to_have_none(run: Run) -> None:
    answer = run("find", "qui remplace le chef de cabinet")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "no deputy of “Chef de cabinet” is stated\n"


def test_all_deputies(run: Run) -> None:
    results = run("find", "quels sont les adjoints", "--json").json["results"]
    assert [result["unit"]["id"] for result in results] == ["bureau-operations", "division-police"]


def test_a_vague_word_that_nothing_matches_is_said_and_the_rest_answers(run: Run) -> None:
    answer = run("find", "who handles press enquiries")
    assert answer.lines[:2] == ["nothing here matches “enquiries”", "Section des affaires publiques"]
    assert run("find", "enquiries").code == 1


@pytest.mark.parametrize("asked", ["droits de l’homme", "droits de l'homme", "human rights"])
def test_two_passages_of_the_whole_organisation_are_no_answer(run: Run, asked: str) -> None:
    assert run("find", asked).code == 1


@pytest.mark.parametrize(
    ("asked", "command"),
    [
        ("quelles sont les sections", "list units --kind section"),
        ("which are the sections", "list units --kind section"),
        ("sections", "list units --kind section"),
        ("toutes les sections", "list units --kind section"),
        ("les sections de la Division de la police", "list units --kind section --under 'Division de la police'"),
        ("units without a head", "list units --without head"),
        ("unités sans chef", "list units --without head"),
        ("tous les chefs", "list heads"),
        ("who are the heads?", "list heads"),
        ("list all posts", "list posts"),
        ("tous les partenaires extérieurs", "list bodies"),
        ("qui conseille qui ?", "list links --type advises"),
        ("who advises whom", "list links --type advises"),
        ("qui conseille le Conseil de sécurité", "list links --type advises --to 'Conseil de sécurité'"),
        ("avec qui travaille le DAM", "list links --to 'Département de l’appui aux missions'"),
        ("who works with OCHA?", "list links --to 'Bureau de la coordination des affaires humanitaires'"),
        ("avec qui travaille le Centre de situation", "list links --from 'Centre de situation'"),
        ("combien d'unités sous le Bureau des affaires militaires", "stats 'Bureau des affaires militaires'"),
        ("how many units are there", "stats"),
    ],
)
def test_a_question_of_list_is_answered_by_the_command_that_it_names(run: Run, asked: str, command: str) -> None:
    *lines, last = run("find", asked).lines
    assert last == f"answered by: orgcli {command}"
    assert lines == run(*command.replace("'", "\t").split("\t")[0].split(), *command.split("'")[1:2]).lines
    assert lines


@pytest.mark.parametrize(
    ("file", "asked", "command"),
    [
        ("register", "working groups", "list units --kind 'working group'"),
        ("register", "working groups in tools", "list units --kind 'working group' --under 'Developer Tools'"),
        ("ministry.de", "Referate", "list units --kind Referat"),
        ("ministry.de", "Abteilungen", "list units --kind Abteilung"),
    ],
)
def test_a_kind_in_the_plural_is_a_question_of_list(run: Run, file: str, asked: str, command: str) -> None:
    assert run("--file", DATA / "valid" / f"{file}.yaml", "find", asked).lines[-1] == f"answered by: orgcli {command}"


@pytest.mark.parametrize("asked", ["section", "Beauftragte", "sections budget"])
def test_what_is_no_kind_in_the_plural_is_searched(run: Run, asked: str) -> None:
    assert "answered by" not in run("--file", DATA / "valid" / "ministry.de.yaml", "find", asked).out


@pytest.mark.parametrize("asked", ["section de la gestion des missions", "qui forme la police", "chef de cabinet"])
def test_a_question_about_some_matter_is_searched(run: Run, asked: str) -> None:
    assert "answered by" not in run("find", asked).out


@pytest.mark.parametrize("file", [BUNDLED, MATRIX], ids=["bundled", "matrix"])
def test_json_is_of_units_for_every_question(run: Run, file: Path) -> None:
    answer = run("--file", file, "find", "who advises whom", "--json")
    assert set(answer.json) == {"query", "corrections", "results", "nearest"}


def test_a_screen_reader_is_told_the_head_and_the_deputy(run: Run) -> None:
    lines = run("--plain", "find", "qui remplace le chef de la Division de la police").lines
    assert lines[:2] == ["1 of 1: Division de la police.", "Headed by: Conseiller pour les questions de police."]
    assert lines[-1] == (
        "Clause 8.6: Conseiller adjoint pour les questions de police,"
        " stands in for: Conseiller pour les questions de police."
    )
