"""The bundled organisation says what the circular says: `circular` holds the facts."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import pytest

import circular as said
from conftest import BUNDLED
from orgcli.graph import reporting
from orgcli.graph.duties import duties_of
from orgcli.graph.nodes import Kind, own_duties
from orgcli.org import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Run
    from orgcli.graph.organisation import Organisation


def test_tree_by_name(run: Run) -> None:
    def names(tree: dict[str, Any]) -> dict[str, Any]:
        return {tree["name"]: {name: below for part in tree["children"] for name, below in names(part).items()}}

    tree = run("tree", "--json").json
    assert names(tree) == said.TREE
    assert [part["name"] for part in tree["children"]] == list(said.TREE[said.DOMP])


def test_number_of_units(department: Organisation) -> None:
    units = [department.item(name) for name in department.ids_of(Kind.UNIT)]
    assert len(units) == 47
    counted = {unit.name: unit.count for unit in units if getattr(unit, "count", None)}  # type: ignore[union-attr]
    # 7.5 and 7.9 give only a number
    assert counted == {
        "Équipes de planification par zone géographique": 3,
        "Équipes responsables de zones géographiques": 3,
    }


def test_every_reporting_line_with_its_clause(department: Organisation) -> None:
    stated = [
        (department.parent(post) or "", post, to, line)
        for post in department.ids_of(Kind.POST)
        for to, line in department.superiors(post)
        if not line.inferred
    ]
    facts: dict[bool, list[tuple[str, ...]]] = {False: [], True: []}
    for place, post, to, line in stated:
        names = (department.title(name) for name in (place, post, to))
        facts[bool(line.condition)].append((*names, line.ref or ""))
    assert sorted(facts[False]) == sorted(said.LINES)
    assert facts[True] == [said.CONDITIONAL]


def test_heads_are_those_the_circular_names(department: Organisation) -> None:
    headed = {
        (department.title(unit), department.title(head))
        for unit in department.ids_of(Kind.UNIT)
        if (head := department.head(unit))
    }
    assert headed == {(place, post) for place, post, _to, _ref in said.LINES}


@pytest.mark.parametrize("unit", said.PATHS)
def test_path(unit: str, run: Run) -> None:
    answer = run("path", unit, "--json")
    assert answer.code == 0
    assert [told(line["steps"]) for line in answer.json["lines"]] == said.PATHS[unit]


def told(steps: list[dict[str, Any]]) -> str:
    """Write a line as this file does: ``(clause)``, ``(inferred)`` or ``?clause?`` before each superior."""
    shown = ""
    for step in steps[:-1]:
        clause = f"?{step['ref']}?" if step["condition"] else f"({'inferred' if step['inferred'] else step['ref']})"
        shown += f"{step['post']} {clause} "
    last = steps[-1]
    assert (last["ref"], last["inferred"], last["condition"]) == (None, False, None)
    return shown + last["post"]


@pytest.mark.parametrize(("one", "other"), said.DECIDERS)
def test_who_decides_between_two(one: str, other: str, run: Run) -> None:
    for ends in ((one, other), (other, one)):
        answer = run("path", *ends, "--json").json
        deciders = {line["steps"][line["common"]]["post"] for line in answer["lines"] if line["common"] is not None}
        assert deciders == said.DECIDERS[one, other]
        assert [answer["from"]["name"], answer["to"]["name"]] == list(ends)


def refs_in(part: Any) -> Iterator[str]:
    """Yield every clause that a part of the organisation cites."""
    if is_dataclass(part):
        for entry in fields(part):
            value = getattr(part, entry.name)
            if entry.name == "ref" and value:
                yield value
            else:
                yield from refs_in(value)
    elif isinstance(part, tuple):
        for value in part:
            yield from refs_in(value)


def test_figures_of_the_circular() -> None:
    assert len(said.PARAGRAPHS) == 73
    assert len(said.LETTERED) == 137


def test_every_lettered_item_is_a_duty_exactly_once(department: Organisation) -> None:
    duties = [duty for name in department for duty in own_duties(department.item(name))]
    cited = Counter(duty.ref for duty in duties if duty.ref and " " in duty.ref)
    assert cited == dict.fromkeys(said.LETTERED, 1)
    mechanisms = {duty.ref for duty in duties if duty.kind == "mechanism"}
    assert mechanisms == {f"2.4 {letter}" for letter in "abcdefghi"}


def test_every_paragraph_that_states_something_is_cited() -> None:
    cited = set(refs_in(load.load(BUNDLED)))
    stating = {number for number, items in said.PARAGRAPHS.items() if items.startswith("+")}
    assert stating | said.SECTIONS | set(said.LETTERED) <= cited
    assert cited <= {*said.PARAGRAPHS, *said.HEADINGS, *said.LETTERED}


@pytest.mark.parametrize("clause", said.COMMON)
def test_common_duties_show_on_each_unit_they_apply_to(clause: str, department: Organisation) -> None:
    holders: dict[str, set[str]] = {}
    for unit in department.ids_of(Kind.UNIT):
        for duty in duties_of(department, unit):
            if (duty.ref or "").partition(" ")[0] == clause:
                assert duty.of.id != unit, "a common duty says where it comes from"
                holders.setdefault(unit, set()).add(duty.ref or "")
    assert {department.title(unit) for unit in holders} == said.COMMON[clause]
    letters = said.lettered(said.PARAGRAPHS[clause])
    expected = {f"{clause} {letter}" for letter in letters} or {clause}
    assert all(found == expected for found in holders.values())
    number = {"6.10": 4, "8.5": 13}.get(clause, len(said.COMMON[clause]))
    assert len(holders) == number


def test_integrated_division_says_so_once(department: Organisation) -> None:
    division = next(name for name in department if department.title(name) == said.DPEF)
    assert [duty.ref for duty in duties_of(department, division)].count("5.8") == 1


@pytest.mark.parametrize("clause", said.IN_PERSON)
def test_duties_of_the_head_in_person(clause: str, department: Organisation) -> None:
    head = next(name for name in department if department.title(name) == said.IN_PERSON[clause])
    unit = department.parent(head)
    assert unit
    holders = {duty.holder for duty in duties_of(department, unit) if duty.ref == clause}
    assert holders == {said.IN_PERSON[clause]}


def test_who_chairs_what(department: Organisation) -> None:
    chairs = {
        (department.title(holder), department.title(other), relation.ref)
        for holder in department
        for other, relation in department.links_from(holder)
        if relation.type == "chairs"
    }
    assert chairs == {
        (said.SGA, "Groupe directeur pour l’intégration", "3.2"),
        ("Bureau du Chef de cabinet", "Comité de gestion de l’information", "4.3 f"),
        (
            "Centre de situation",
            "Groupe d’appui commun des centres d’opérations civilo-militaires et des cellules d’analyse conjointe",
            "4.7 c",
        ),
        ("Vice-Secrétaire générale", "Groupe de coordination et de conseil sur l’état de droit", "8.4 d"),
    }


def test_the_under_secretary_general_instructs_his_counterpart(department: Organisation) -> None:
    one = next(name for name in department if department.title(name) == said.SGA)
    instructed = {(department.title(end), link.ref) for end, link in department.links_from(one)}
    assert {(said.SGA_DAM, "3.2"), (said.SGA_DAM, "2.4 b")} <= instructed


def test_deputies(department: Organisation) -> None:
    deputies = {
        (department.title(post), department.title(of.post), of.ref)
        for post in department.ids_of(Kind.POST)
        for of in getattr(department.item(post), "deputy_of", [])
    }
    assert deputies == {
        (said.SSG_OPS, said.SGA, "6.1"),
        ("Conseiller adjoint pour les questions de police", "Conseiller pour les questions de police", "8.6"),
    }


def test_contradictions_of_the_source_are_noted(department: Organisation) -> None:
    noted = {department.title(name) for name in department if department.item(name).notes}
    assert {"Section des affaires publiques", "Bureau des affaires militaires"} <= noted


def test_the_source_is_said(department: Organisation) -> None:
    source = department.facts.source
    assert source.symbol == "ST/SGB/2010/1"
    assert (source.in_force.date, source.in_force.ref) == ("2010-01-01", "9.1")
    assert [(text.symbol, text.date, text.ref) for text in source.replaces] == [("ST/SGB/2000/9", "2000-05-15", "9.2")]


def test_everybody_else_ends_at_the_secretary_general(department: Organisation) -> None:
    for unit in department.ids_of(Kind.UNIT):
        for line in reporting.lines_up(department, unit).lines:
            assert line.steps[-1].post == said.SG
