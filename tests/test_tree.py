"""`tree`: who is under whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import MATRIX
from orgcli.graph import composition
from orgcli.graph.nodes import Kind
from orgcli.render import json_shapes
from shapes import TREE, faults

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run, RunOnScreen
    from orgcli.graph.organisation import Organisation


def test_two_tops_one_line_a_unit(run: Run) -> None:
    answer = run("--file", MATRIX, "tree")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "Seagrave\n"
        "├─ ■ Seagrave Ferries\n"
        "│  ├─ ○ Executive Office\n"
        "│  ├─ ◆ Fleet Operations\n"
        "│  │  ├─ ○ Northern Routes\n"
        "│  │  │  ├─ · Crew Pool [North]\n"
        "│  │  │  └─ · Duty Office\n"
        "│  │  ├─ ○ Southern Routes\n"
        "│  │  │  ├─ · Crew Pool [South]\n"
        "│  │  │  └─ · Duty Office\n"
        "│  │  └─ · Control Room\n"
        "│  ├─ ◆ Engineering and Dry Dock\n"
        "│  │  ├─ · Hull Workshop\n"
        "│  │  ├─ · Engine Workshop\n"
        "│  │  └─ · Spares and Stores\n"
        "│  ├─ ◆ Passengers and Freight\n"
        "│  │  ├─ ○ Ticketing\n"
        "│  │  ├─ ○ Freight Bookings\n"
        "│  │  └─ · 横浜 Liaison Desk\n"
        "│  └─ ◆ People and Training\n"
        "│     └─ ○ Deckhand Academy\n"
        "└─ ▣ Seagrave Harbour Trust\n"
        "   ├─ · Pilot Station\n"
        "   └─ ○ Marine Safety Unit\n"
    )


def test_one_unit(run: Run) -> None:
    answer = run("tree", "division de la police")
    assert [line.lstrip("├└─▲○▣◆ ") for line in answer.lines] == [
        "Division de la police",
        "Bureau du Conseiller pour les questions de police",
        "Section des politiques stratégiques et du renforcement des capacités",
        "Section de la gestion des missions et de l’appui",
        "Force de police permanente",
    ]


def test_depth(run: Run) -> None:
    assert len(run("tree", "--depth", "0").lines) == 1
    assert len(run("tree", "--depth", "1").lines) == 6
    assert len(run("tree", "--depth", "99").lines) == len(run("tree").lines) == 47


def test_heads(run: Run) -> None:
    lines = run("--file", MATRIX, "tree", "--heads").lines
    assert lines[:2] == ["Seagrave", "├─ ■ Seagrave Ferries — Managing Director, Ingrid Halloran"]
    assert "│  │  └─ · Spares and Stores — no head stated" in lines
    assert "│  │  │  ├─ · Crew Pool [North] — Crew Lead [North]" in lines


def test_duties_own_in_person_and_in_common(run: Run) -> None:
    lines = run("--file", MATRIX, "tree", "fleet operations", "--duties").lines
    at = next(number for number, line in enumerate(lines) if line.endswith("Control Room"))
    assert [line.strip("│├└─- ") for line in lines[at : at + 4]] == [
        "· Control Room",
        "Follow every crossing by radio and radar",
        "Raise the alarm when somebody falls overboard",
        "Log each complaint within the hour",
    ]
    ferries = run("--file", MATRIX, "tree", "ferries", "--depth", "0", "--duties").out
    assert "Decide on the opening and closing of routes" in ferries


def test_duties_have_their_clause(run: Run) -> None:
    out = run("tree", "force de police permanente", "--duties").out
    assert [line.split("  ")[1].strip() for line in out.splitlines()[1:3]] == ["8.14\u00a0a)", "8.14\u00a0b)"]


def test_json_of_both_organisations(organisation: Path, run: Run) -> None:
    found = run("--file", organisation, "tree", "--json").json
    tops = found if isinstance(found, list) else [found]
    assert [fault for top in tops for fault in faults(top, TREE)] == []


def test_the_whole_that_has_several_tops_is_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "government.yaml"
    units = "  - {id: police, name: Police, units: [{id: traffic, name: Traffic}]}\n  - {id: health, name: Health}\n"
    file.write_text(f"name: Government\nunits:\n{units}", encoding="utf-8")
    drawn = ["Government", "├─ • Police", "│  └─ • Traffic", "└─ • Health"]
    assert run("--file", file, "tree").lines == drawn
    assert run("--file", file, "tree", "police").lines == ["• Police", "└─ • Traffic"]
    assert run("--file", file, "tree", "--plain").lines[:2] == [
        "Government.",
        "Level 1: Police, 1 unit directly below.",
    ]
    assert [top["name"] for top in run("--file", file, "tree", "--json").json] == ["Police", "Health"]
    file.write_text(f"name: Government\nunits:\n{units.splitlines()[1]}\n", encoding="utf-8")
    assert run("--file", file, "tree").lines == ["• Health"]  # one top needs no other name


def test_json_is_an_array_where_there_are_several_tops(run: Run) -> None:
    assert [top["id"] for top in run("--file", MATRIX, "tree", "--json").json] == ["ferries", "harbour-trust"]
    assert run("--file", MATRIX, "tree", "ferries", "--json").json["id"] == "ferries"
    assert run("tree", "--json").json["id"] == "departement"


def test_duties_count_all_that_show_lists(run: Run, seagrave: Organisation) -> None:
    for unit in ("control-room", "ferries", "engineering", "duty-office-north", "stores"):
        tree = json_shapes.plain(composition.subtree(seagrave, unit))
        assert tree["duties"] == len(run("--file", MATRIX, "show", unit, "--json").json["duties"])
    assert json_shapes.plain(composition.subtree(seagrave, "control-room"))["duties"] == 3


def test_kinds_differ_without_colour(department: Organisation) -> None:
    marks = department.facts.kinds
    used = {getattr(department.item(name), "kind", None) for name in department.ids_of(Kind.UNIT)}
    assert used <= set(marks)
    assert len(set(marks.values())) == len(marks)


def test_same_tree_on_a_screen_and_in_a_pipe(run: Run, on_screen: RunOnScreen) -> None:
    wide = on_screen("--color", "never", "--file", MATRIX, "tree", width=120)
    *lines, extent = [line.rstrip() for line in wide.lines]
    assert lines == run("--file", MATRIX, "tree").lines
    assert extent == "23 units, 4 levels"
