"""A unit, post, person or body asked for by its name comes first, whatever other texts say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import BUNDLED, DATA
from orgcli.errors import AmbiguousName, UnknownName
from orgcli.graph import names
from orgcli.graph.nodes import Kind
from orgcli.graph.opening import open_organisation
from orgcli.i18n import text
from orgcli.search import engine
from orgcli.search.index import Index

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run
    from orgcli.graph.organisation import Organisation

FILES = [BUNDLED, *sorted((DATA / "valid").glob("*.yaml"))]
NUMBERED = """
lang: en
units:
  - {id: r1a, name: Referat I A, duties: [{text: Antikorruptionsbeauftragte}]}
  - {id: r1e, name: Referat I E}
  - {id: r4a, name: Referat IV A, head: {id: h1, title: Referatsleitung}}
  - {id: r4b, name: Referat IV B, head: {id: h2, title: Referatsleitung}}
  - {id: r4c, name: Referat IV C, head: {id: h3, title: Referatsleitung, person: Ann Lee}}
  - {id: abt2, name: Abteilung II}
  - {id: abt3, name: Abteilung III, duties: [{text: Korruptionsprävention und Referat IV C}]}
bodies: [{id: who, name: World Health Organization, aliases: [WHO]}]
"""


@pytest.fixture
def numbered(tmp_path: Path) -> Path:
    file = tmp_path / "organisation.yaml"
    file.write_text(NUMBERED, encoding="utf-8")
    return file


def place(org: Organisation, node_id: str) -> str:
    """Return the unit or body of a post, or else the node itself."""
    return org.parent(node_id) or node_id if org.kind(node_id) is Kind.POST else node_id


def called(org: Organisation, node_id: str) -> set[str]:
    """Return all that a node is called in the file: id, name or title, aliases, the person that holds it."""
    part = org.item(node_id)
    persons = [person] if (person := getattr(part, "person", None)) else []
    return {node_id, org.title(node_id), *(alias.name for alias in part.aliases), *persons}


def first(run: Run, file: Path, asked: str) -> str:
    return run("--file", file, "find", asked, "--json").json["results"][0]["unit"]["id"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_asked_for_by_its_name_comes_first(file: Path) -> None:
    org = open_organisation(file)
    index = Index(org)
    by_key: dict[str, set[str]] = {}
    for node_id in org:
        for name in called(org, node_id):
            by_key.setdefault(text.key(name), set()).add(place(org, node_id))
    for node_id in org:
        for name in called(org, node_id):
            same = by_key[text.key(name)] if name not in org else {place(org, name)}
            results = engine.search(org, name, most=len(same), index=index).results
            assert {result.unit.id for result in results} == same, name
            if len(same) == 1 and org.kind(node_id) is Kind.POST:
                assert org.title(node_id) in {match.text for match in results[0].matches}


@given(st.data())
def test_what_show_resolves_is_found(data: st.DataObject) -> None:
    org = open_organisation(data.draw(st.sampled_from(FILES)))
    words = text.main_words(org.title(data.draw(st.sampled_from(list(org)))))
    asked = " ".join(word[: data.draw(st.integers(1, 12))] for word in words[: data.draw(st.integers(1, 4))])
    try:
        node_id = names.resolve(org, asked, names.EVERYTHING)
    except (UnknownName, AmbiguousName):
        return
    wanted = {place(org, node_id), *(org.children(node_id) if org.kind(node_id) is Kind.GROUP else [])}
    assert wanted & set(engine.search(org, asked, most=1).units), asked


@pytest.mark.parametrize(
    ("asked", "unit"),
    [
        ("Referat IV C", "r4c"),
        ("referat iv c", "r4c"),
        ("was macht Referat IV C", "r4c"),
        ("IV C", "r4c"),
        ("who heads Referat IV C", "r4c"),
        ("Ann Lee", "r4c"),
        ("I E", "r1e"),
        ("I A", "r1a"),
        ("Abt. II", "abt2"),
        ("the World Health Organization", "who"),
        ("WHO", "who"),
    ],
)
def test_single_letters_and_roman_numbers_count(run: Run, numbered: Path, asked: str, unit: str) -> None:
    assert first(run, numbered, asked) == unit


def test_a_number_is_not_the_beginning_of_another(run: Run, numbered: Path) -> None:
    assert run("--file", numbered, "show", "Abt. II", "--json").json["id"] == "abt2"
    assert run("--file", numbered, "show", "Ref IV A", "--json").json["id"] == "r4a"


def test_a_person_is_named_beside_the_post(run: Run) -> None:
    file = DATA / "valid" / "ministry.de.yaml"
    lines = [line.strip() for line in run("--file", file, "find", "Jannik Ohm").lines]
    assert "Stellvertretende Referatsleitung, Jannik Ohm" in lines
    assert "Personalrat" in lines
    assert "Stellvertretende Referatsleitung, Jannik Ohm." in run("--plain", "--file", file, "find", "Jannik Ohm").out


def test_another_text_does_not_hide_a_name(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "organisation.yaml"
    file.write_text(
        "units: [{id: node, name: SIG Node, duties: [{text: Run the pods}]},"
        " {id: isolation, name: Isolation, duties: [{text: Keep nodes apart (co-owned with sig-node)}]}]\n"
    )
    assert first(run, file, "SIG Node") == "node"


def test_a_post_of_many_units_is_found_in_each(run: Run, numbered: Path) -> None:
    results = run("--file", numbered, "find", "Referatsleitung", "--json").json["results"]
    assert [result["unit"]["id"] for result in results[:3]] == ["r4a", "r4b", "r4c"]
    assert {result["head"] for result in results[:3]} == {"Referatsleitung"}


def test_a_word_is_found_inside_another_below_those_that_begin_so(run: Run, numbered: Path) -> None:
    answer = run("--file", numbered, "find", "Korruption")
    assert answer.lines[0] == "“Korruption” as a part of a word"
    names_only = [line for line in answer.lines if line.startswith(("Abteilung", "Referat"))]
    assert names_only == ["Abteilung III", "Referat I A"]


def test_a_body_comes_before_the_units_that_work_with_it(run: Run) -> None:
    answer = run("--lang", "fr", "find", "Département de l'appui aux missions")
    assert answer.lines[0] == "Département de l’appui aux missions"
    assert "Secrétaire général adjoint à l’appui aux missions" in answer.lines[1]
