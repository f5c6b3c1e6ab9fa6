"""`stats`, `tree --counts`, `tree --legend` and `export matrix`: how many of what."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from conftest import DATA
from shapes import SPAN, faults

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run, RunOnScreen
    from orgcli.graph.organisation import Organisation


def test_json_has_the_documented_shape(run: Run, organisation: Path) -> None:
    numbers = run("--file", organisation, "stats", "--json").json
    assert [*numbers] == (
        "units levels by_kind posts heads without_head vacant duties links span clauses staff".split()  # noqa: SIM905
    )
    assert [fault for span in numbers["span"] for fault in faults(span, SPAN)] == []
    assert {type(value) for value in [*numbers["by_kind"].values(), *numbers["links"].values()]} == {int}


def test_the_numbers_are_those_of_the_lists(run: Run, organisation: Path) -> None:
    def number(*arguments: str) -> int:
        return len(run("--file", organisation, "list", *arguments, "--json").json)

    numbers = run("--file", organisation, "stats", "--json").json
    assert numbers["units"] == number("units")
    assert numbers["heads"] == number("heads")
    assert numbers["posts"] == number("posts")
    assert numbers["without_head"] == number("--without", "head")
    assert numbers["duties"] == number("duties")
    for kind, count in numbers["by_kind"].items():
        assert count == number("--kind", kind)
    assert sum(numbers["by_kind"].values()) <= numbers["units"] == numbers["heads"] + numbers["without_head"]


def test_the_bureau_des_affaires_militaires(run: Run) -> None:
    # 7.3: an office and three services; 7.5, 7.7, 7.9: their teams
    numbers = run("stats", "Bureau des affaires militaires", "--json").json
    assert (numbers["units"], numbers["levels"]) == (11, 3)
    assert numbers["by_kind"] == {"bureau": 2, "service": 3, "équipe": 6}
    spans: dict[str, Any] = {span["title"]: span for span in numbers["span"]}
    # 7.5, 7.7 and 7.9, and the office around the adviser, for which no head is stated
    assert spans["Conseiller militaire"]["direct"] == 4
    assert spans["Conseiller militaire"]["all"] == 4 + 6 + 1  # the specialists of 7.5


def test_those_beneath_a_head_are_those_with_a_line_to_it(department: Organisation, run: Run) -> None:
    import networkx as nx

    reporting = department.relation("reports_to")
    spans = run("stats", "--json").json["span"]
    assert len(spans) == 33
    for span in spans:
        assert span["direct"] == reporting.in_degree(span["id"])
        assert span["all"] == len(nx.ancestors(reporting, span["id"]))
    assert [span["direct"] for span in spans] == sorted((span["direct"] for span in spans), reverse=True)


def test_text(run: Run) -> None:
    lines = run("stats", "Division de la police").lines
    assert lines[:3] == ["Division de la police", "in all         5 units, 2 levels", "by level       1, 4"]
    assert "posts          5" in lines
    assert "without head   1 unit" in lines
    assert lines[-1] == "3 (5)  Conseiller pour les questions de police"


def test_share_of_the_clauses_of_a_text_at_hand(run: Run) -> None:
    answer = run("--file", DATA / "valid" / "several-tops.yaml", "stats", "--text", DATA / "official" / "charter.txt")
    assert any(line.startswith("clauses cited") and line.endswith("%)") for line in answer.lines)
    assert any(line.startswith("clauses cited") and line.split()[-1].isdigit() for line in run("stats").lines)


@pytest.mark.parametrize("width", [80, 40])
def test_numbers_fit_the_screen(on_screen: RunOnScreen, organisation: Path, width: int) -> None:
    shown = on_screen("--color", "never", "--file", organisation, "stats", width=width).lines
    assert max(map(cell_len, shown)) <= width


def test_sentences_for_a_screen_reader(run: Run) -> None:
    lines = run("--plain", "stats", "Division de la police").lines
    assert lines[:2] == ["Division de la police.", "In all: 5 units, 2 levels."]
    assert lines[-1] == "Under Conseiller pour les questions de police: 3 directly, 5 with all beneath."


# tree


def test_counts(run: Run) -> None:
    lines = run("tree", "Division de la police", "--counts").lines
    assert lines[0] == "◆ Division de la police (4)"
    assert not any(line.endswith(")") for line in lines[1:])
    assert run("tree", "--depth", "0", "--counts").lines == ["■ Département des opérations de maintien de la paix (46)"]
    assert "4 units beneath" in run("--plain", "tree", "Division de la police", "--counts").lines[0]


def test_legend(run: Run) -> None:
    lines = run("tree", "Division de la police", "--legend").lines
    assert lines[-1] == "▣ bureau  ◆ division  ○ section  ▲ force"


def test_legend_on_a_screen_has_the_hues(on_screen: RunOnScreen) -> None:
    shown = on_screen("tree", "Division de la police", "--legend").lines
    for symbol in "▣◆○▲":
        hues = [re.search(rf"\x1b\[38;5;\d+m(?={symbol})", "".join(lines)) for lines in (shown[:-2], shown[-2])]
        assert len({hue[0] for hue in hues if hue}) == 1, symbol
        assert None not in hues, symbol


def test_a_tree_on_a_screen_is_closed_by_its_extent(on_screen: RunOnScreen, run: Run) -> None:
    assert on_screen("--color", "never", "tree").lines[-1] == "47 units, 4 levels"
    assert on_screen("--color", "never", "tree", "--depth", "1").lines[-1] == "6 of 47 units"
    assert on_screen("--color", "never", "--lang", "fr", "tree", "--depth", "0").lines[-1] == "1 unité sur 47"
    assert run("tree").lines[-1].startswith("      └─ ○ Section")


# export matrix


def test_matrix_of_relations(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "matrix").out)))
    assert [row["id"] for row in rows] == [row["id"] for row in run("list", "--json").json]
    police = next(row for row in rows if row["id"] == "division-police")
    links = run("show", "Division de la police", "--json").json["links"]
    assert int(police["advises"]) == sum(link["type"] == "advises" and link["direction"] == "out" for link in links)


def test_matrix_of_partners(run: Run) -> None:
    table = run("export", "matrix", "--by", "partners", "--as", "json").json
    assert all(len(row["counts"]) == len(table["columns"]) for row in table["rows"])
    partner = [column["name"] for column in table["columns"]].index("États Membres")
    with_states = {row["unit"]["name"] for row in table["rows"] if row["counts"][partner]}
    assert "Service de la constitution des forces" in with_states  # 7.8 a: in close liaison with the Member States


def test_matrix_in_markdown(run: Run) -> None:
    lines = run("export", "matrix", "--as", "markdown").lines
    assert len(lines) == 2 + 47
    assert len({line.count("|") for line in lines}) == 1
    assert "Service de la lutte antimines/Bureau du Directeur" in run("export", "matrix", "--as", "markdown").out


def test_matrix_options_are_for_the_matrix(run: Run) -> None:
    answer = run("export", "csv", "--by", "types")
    assert (answer.code, answer.err) == (2, "error: --by and --as are for matrix\n")


def test_heads_of_one_title_are_told_apart(run: Run) -> None:
    lines = run("--file", DATA / "valid" / "register.yaml", "stats").lines
    assert "12 (27)  Co-lead (Dmitri Volkov) · Compiler" in lines
    assert "11 (26)  Lead · Developer Tools" in lines
