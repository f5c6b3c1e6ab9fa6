"""`path`: to whom a unit or post answers, and who decides between two."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from conftest import BUNDLED, MATRIX
from orgcli.graph import reporting
from orgcli.graph.nodes import Kind
from orgcli.render import json_shapes
from shapes import PATH, faults

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run
    from orgcli.graph.organisation import Organisation

# Of the second organisation, read from its file: (inferred) lines, and lines that hold (only for …).
LINES = {
    "Crew Pool [North]": [
        "Crew Lead [North] > Route Manager (North) > Fleet Director > Managing Director",
        "Crew Lead [North] > (only pay and leave) Director of People > Managing Director",
    ],
    "Southern Routes/Duty Office": [
        (
            "Duty Office > (inferred) Route Manager (South) > Deputy Fleet Director > (inferred) Fleet Director"
            " > Managing Director"
        )
    ],
    "Hull Workshop": [
        "Hull Foreman > Fleet Director > Managing Director",
        "Hull Foreman > Chief Engineer > Managing Director",
        "Hull Foreman > Chief Engineer > (only safety certificates of the dry dock) Harbour Master",
    ],
    "Marine Safety Unit": [
        "Marine Safety Officer > Harbour Master",
        "Marine Safety Officer > Managing Director",
    ],
    "Executive Office": ["Executive Office > (inferred) Managing Director"],
    # a unit without a head stands where its head would
    "Spokesperson": ["Spokesperson > (inferred) Executive Office > (inferred) Managing Director"],
    "Deckhand Academy": ["Deckhand Academy > (inferred) Director of People > Managing Director"],
    "Harbour Master": ["Harbour Master"],
    "Seagrave Ferries": ["Managing Director"],
    "Minister of Transport": ["Minister of Transport"],
}
DECIDERS = {
    ("Northern Routes", "Southern Routes"): {"Fleet Director"},
    # for pay and leave both answer to the Director of People
    ("Crew Pool [North]", "Crew Pool [South]"): {"Fleet Director", "Director of People"},
    ("Northern Routes/Duty Office", "Control Room"): {"Fleet Director"},
    ("Hull Workshop", "Engine Workshop"): {"Chief Engineer", "Fleet Director"},
    ("Ticketing", "Control Room"): {"Managing Director"},
    ("Fleet Operations", "Control Room"): {"Fleet Director"},
    ("Marine Safety Unit", "Pilot Station"): {"Harbour Master"},
    ("Marine Safety Unit", "Ticketing"): {"Managing Director"},
    ("Pilot Station", "Ticketing"): set(),
    # only for some matters is the one who answers for the dry dock under the Harbour Master
    ("Pilot Station", "Hull Workshop"): {"Harbour Master"},
}


def told(line: dict[str, Any]) -> str:
    """Write a line as above."""
    shown, note = "", ""
    for step in line["steps"]:
        shown += f"{' > ' if shown else ''}{note}{step['post']}"
        note = f"(only {step['condition']}) " if step["condition"] else "(inferred) " if step["inferred"] else ""
        assert step["ref"] is None, "this file cites no clause"
    return shown


@pytest.mark.parametrize("unit", LINES)
def test_lines(unit: str, run: Run) -> None:
    answer = run("--file", MATRIX, "path", unit, "--json")
    assert (answer.code, answer.err) == (0, "")
    assert [told(line) for line in answer.json["lines"]] == LINES[unit]


@pytest.mark.parametrize(("one", "other"), DECIDERS)
def test_who_decides(one: str, other: str, run: Run) -> None:
    for ends in ((one, other), (other, one)):
        lines = run("--file", MATRIX, "path", *ends, "--json").json["lines"]
        found = {line["steps"][line["common"]]["post"] for line in lines if line["common"] is not None}
        assert found == DECIDERS[one, other]


def test_between_two_all_lines_of_both_are_given(run: Run) -> None:
    lines = run("--file", MATRIX, "path", "ticketing", "Marine Safety Unit", "--json").json["lines"]
    assert [(told(line), line["common"]) for line in lines] == [
        ("Ticketing > (inferred) Commercial Director > Managing Director", 2),
        ("Marine Safety Officer > Harbour Master", None),
        ("Marine Safety Officer > Managing Director", 1),
    ]


def test_superior_and_subordinate(run: Run) -> None:
    answer = run("path", "Division de la police", "Conseiller adjoint pour les questions de police", "--json").json
    assert [line["steps"][line["common"]]["post"] for line in answer["lines"]] == [
        "Conseiller pour les questions de police",
        "Conseiller pour les questions de police",
    ]


def test_drawn_post_by_post_with_clauses(run: Run) -> None:
    answer = run("path", "Force de police permanente")
    assert (answer.code, answer.err) == (0, "")
    shown = [line.split("·")[0].split("→") for line in answer.lines]
    assert [[part.strip() for part in parts] for parts in shown] == [
        ["administrateur général"],
        ["8.13", "Conseiller pour les questions de police"],
        ["8.6", "Sous-Secrétaire général à l’état de droit et aux institutions chargées de la sécurité"],
        ["8.1", "Secrétaire général adjoint aux opérations de maintien de la paix"],
        ["3.1", "Secrétaire général"],
    ]


def test_drawn_inferred_and_conditional_say_so(run: Run) -> None:
    out = run("path", "Section des relations avec la presse").lines
    assert any(line.split("→")[0].strip() == "inferred" and "Chef de cabinet" in line for line in out)
    conditional = next(number for number, line in enumerate(out) if line.strip().startswith("2.4\u00a0b)"))
    assert out[conditional + 1].strip().startswith("only pour ")
    assert out[-1] == "2 lines"


def test_drawn_names_who_decides(run: Run) -> None:
    out = run("path", "Force de police permanente", "Section de la gestion des missions et de l’appui").lines
    assert out[0] == "Nearest common superior:"
    assert out[1].strip() == "Conseiller pour les questions de police · Division de la police"
    two = run("path", "Bureau du Chef de cabinet", "Service intégré de formation").lines
    assert two[0] == "Nearest common superiors:"
    assert {line.split("·")[0].strip() for line in two[1:3]} == {
        "Secrétaire général adjoint aux opérations de maintien de la paix",
        "Secrétaire général adjoint à l’appui aux missions",
    }
    nobody = run("--file", MATRIX, "path", "Pilot Station", "Ticketing").lines
    assert nobody[0] == "No superior is common to Pilot Station and Ticketing."
    assert "does not lead there" not in "".join(nobody)  # for there is no “there”


def test_drawn_each_way_to_the_shared_superior_once(run: Run) -> None:
    out = run("--file", MATRIX, "path", "Hull Workshop", "Engine Workshop").out
    ways = out.strip().split("\n\n")[1:]
    assert len(ways) == len(set(ways)) == 4


@pytest.mark.parametrize("file", [BUNDLED, MATRIX], ids=["bundled", "matrix"])
def test_json_of_every_unit_and_post(file: Path, department: Organisation, seagrave: Organisation) -> None:
    org = department if file == BUNDLED else seagrave
    for name in org.ids_of(Kind.UNIT, Kind.POST, Kind.BODY):
        assert list(faults(json_shapes.plain(reporting.lines_up(org, name)), PATH)) == []


def test_json_between_two(organisation: Path, run: Run) -> None:
    ends = ("service antimines", "conseiller militaire") if organisation == BUNDLED else ("hull", "engine-workshop")
    answer = run("--file", organisation, "path", *ends, "--json").json
    assert list(faults(answer, PATH)) == []
    assert answer["to"]
    assert run("--file", organisation, "path", ends[0], "--json").json["to"] is None


LOOP = """
units:
  - id: office
    name: Office
    head: {id: director, title: Director, reports_to: [{post: auditor, condition: accounts}]}
    posts:
      - {id: auditor, title: Auditor, reports_to: [{post: director}]}
"""


def test_a_conditional_line_may_come_back(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "loop.yaml"
    file.write_text(LOOP)
    lines = run("--file", file, "path", "director", "--json").json["lines"]
    assert [told(line) for line in lines] == ["Director > (only accounts) Auditor"]
    lines = run("--file", file, "path", "auditor", "--json").json["lines"]
    assert [told(line) for line in lines] == ["Auditor > Director"]


TWICE = """
units:
  - id: office
    name: Office
    head: {id: director, title: Director}
    units:
      - id: desk
        name: Desk
        head:
          id: clerk
          title: Clerk
          reports_to: [{post: director, condition: accounts, ref: "2"}, {post: director, ref: "3"}]
"""


def test_a_line_that_always_holds_beats_one_that_holds_sometimes(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "twice.yaml"
    file.write_text(TWICE)
    (line,) = run("--file", file, "path", "desk", "--json").json["lines"]
    assert [(step["post"], step["ref"], step["condition"]) for step in line["steps"]] == [
        ("Clerk", "3", None),
        ("Director", None, None),
    ]


SHORTCUT = """
units:
  - id: office
    name: Office
    head: {id: director, title: Director}
    units:
      - id: desk
        name: Desk
        head: {id: manager, title: Manager, reports_to: [{post: director}]}
        units:
          - {id: one, name: One, head: {id: first, title: First, reports_to: [{post: manager}]}}
          - id: two
            name: Two
            head: {id: second, title: Second, reports_to: [{post: manager}, {post: director}]}
"""


def test_a_superior_of_the_one_who_decides_does_not(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "shortcut.yaml"
    file.write_text(SHORTCUT)
    lines = run("--file", file, "path", "one", "two", "--json").json["lines"]
    assert [(told(line), line["common"]) for line in lines] == [
        ("First > Manager > Director", 1),
        ("Second > Director", None),
        ("Second > Manager > Director", 1),
    ]


@pytest.mark.parametrize(
    ("language", "condition", "said"),
    [
        ("en", "pay and leave", "only for pay and leave"),
        ("en", "in winter", "only in winter"),
        ("en", "if asked", "if asked"),
        ("en", "through the Chair", "through the Chair"),
        ("fr", "paie et congés", "seulement pour paie et congés"),
        ("fr", "pour ses propres missions", "seulement pour ses propres missions"),
        ("fr", "sur les questions de police", "seulement sur les questions de police"),
        ("fr", "si possible et utile", "si possible et utile"),
        ("fr", "s’il y a lieu", "s’il y a lieu"),
        ("fr", "directement, sur les questions d’information", "directement, sur les questions d’information"),
        ("fr", "sur demande, par son intermédiaire", "sur demande, par son intermédiaire"),
    ],
)
def test_only_stands_before_matters(language: str, condition: str, said: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "org.yaml"
    line = f'{{post: chair, condition: "{condition}"}}'
    file.write_text(
        f"units:\n  - id: a\n    name: A\n    head: {{id: chair, title: Chair}}\n"
        f"    posts: [{{id: clerk, title: Clerk, reports_to: [{line}]}}]\n",
        encoding="utf-8",
    )
    assert run("--file", file, "--lang", language, "path", "clerk").lines[-1].strip() == said
    assert f", {said}." in run("--file", file, "--lang", language, "--plain", "path", "clerk").out


def test_posts_of_equal_rank_are_one_block_only_where_each_answers_to_each(run: Run, tmp_path: Path) -> None:
    """Of more lines than are listed, too: one chair of unit 5 answers to one of unit 6 only."""

    def chairs(unit: int) -> list[dict[str, object]]:
        above = [f"u{unit + 1}-0", f"u{unit + 1}-1"] if unit < 9 else ["boss"]
        ups = [above, above[:1] if unit == 5 else above]
        return [
            {"id": f"u{unit}-{number}", "title": "Chair", "reports_to": [{"post": to} for to in ups[number]]}
            for number in (0, 1)
        ]

    units = [{"id": f"u{unit}", "name": f"Unit {unit}", "heads": chairs(unit)} for unit in range(10)]
    top = {"id": "top", "name": "Top", "head": {"id": "boss", "title": "Boss"}}
    file = tmp_path / "org.yaml"
    file.write_text(json.dumps({"name": "All", "units": [top, *units]}), encoding="utf-8")
    lines = run("--file", file, "path", "u0").lines
    assert run("--file", file, "path", "u0", "--json").json["more"]
    assert not [line for line in lines if "2 Chairs" in line and line.endswith(("Unit 5", "Unit 6"))]
    assert [line for line in run("--file", file, "path", "u6").lines if "2 Chairs" in line and line.endswith("Unit 6")]
