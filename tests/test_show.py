"""`show`: all that is said of one unit, post, group or body."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from conftest import BUNDLED, MATRIX
from orgcli.graph import comparison, details
from orgcli.graph.nodes import Kind
from orgcli.render import json_shapes
from shapes import COMPARISON, SHOW, faults

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run, RunOnScreen
    from orgcli.graph.organisation import Organisation


@pytest.mark.parametrize("file", [BUNDLED, MATRIX], ids=["bundled", "matrix"])
def test_json_of_everything(file: Path, department: Organisation, seagrave: Organisation) -> None:
    org = department if file == BUNDLED else seagrave
    for name in org:
        assert list(faults(json_shapes.plain(details.card(org, name)), SHOW)) == []


def test_json_of_a_unit(run: Run) -> None:
    answer = run("show", "UNMAS", "--json")
    assert (answer.code, answer.err) == (0, "")
    found = answer.json
    assert list(faults(found, SHOW)) == []
    assert (found["name"], found["kind"]) == ("Service de la lutte antimines", "service")
    assert found["part_of"]["name"] == "Bureau de l’état de droit et des institutions chargées de la sécurité"
    assert found["head"]["title"] == "Directeur du Service de la lutte antimines"
    assert [(line["ref"], line["inferred"], line["condition"]) for line in found["head"]["reports_to"]] == [
        ("8.21", False, None)
    ]
    assert [unit["name"] for unit in found["units"]] == [
        "Bureau du Directeur",
        "Section de la gestion et du contrôle des programmes",
        "Section des politiques, de l’information et de la gestion des ressources",
    ]
    assert {"name": "UNMAS", "source": "usage"} in found["aliases"]
    assert [(duty["ref"], duty["of"]["name"]) for duty in found["duties"]] == [
        ("8.5", "Unités du Bureau de l’état de droit et des institutions chargées de la sécurité")
    ]
    assert {"8.3", "8.5", "8.21"} <= set(found["refs"])


@pytest.mark.parametrize("asked", ["Zoé Martin", "zoe martin", "Martin"])
def test_a_post_is_found_by_who_holds_it(asked: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "organisation.yaml"
    file.write_text(
        "units:\n  - {id: port, name: Port, head: {id: harbour-master, title: Harbour master, person: Zoé Martin}}\n",
        encoding="utf-8",
    )
    found = run("--file", file, "show", asked, "--json").json
    assert (found["name"], found["part_of"]["name"]) == ("Harbour master", "Port")
    assert run("--file", file, "path", asked).lines[0].split() == ["Harbour", "master", "(Zoé", "Martin)", "·", "Port"]


def test_refs_in_the_order_of_the_text(run: Run) -> None:
    refs = run("show", "Département des opérations de maintien de la paix", "--json").json["refs"]
    assert refs == sorted(refs, key=lambda ref: (*map(int, ref.split()[0].split(".")), ref))
    assert refs[:2] == ["2.1", "2.1 a"]


def test_posts_and_lines_of_a_unit(run: Run) -> None:
    found = run("--file", MATRIX, "show", "Fleet Operations", "--json").json
    assert found["head"] == {
        "title": "Fleet Director",
        "reports_to": [
            {
                "post": "Managing Director",
                "unit": "Seagrave Ferries",
                "ref": None,
                "inferred": False,
                "condition": None,
                "label": None,
            }
        ],
        "ref": None,
        "notes": [],
        "person": "Siobhán O’Dowd",
        "vacant": False,
        "acting": False,
        "since": None,
        "until": None,
    }
    assert [(post["title"], post["reports_to"][0]["inferred"]) for post in found["posts"]] == [
        ("Deputy Fleet Director", True)
    ]


def test_conditional_line(run: Run) -> None:
    head = run("--file", MATRIX, "show", "crew-pool-south", "--json").json["head"]
    assert [(line["post"], line["condition"]) for line in head["reports_to"]] == [
        ("Route Manager (South)", None),
        ("Director of People", "pay and leave"),
    ]


def duties(found: dict[str, Any]) -> list[tuple[str, str | None, str]]:
    return [(duty["of"]["id"], duty["holder"], duty["text"]) for duty in found["duties"]]


def test_duties_say_whose_they_are(run: Run) -> None:
    assert duties(run("--file", MATRIX, "show", "Seagrave Ferries", "--json").json) == [
        ("ferries", None, "Carry passengers and freight between the mainland and the islands all year round"),
        ("ferries", "Managing Director", "Decide on the opening and closing of routes"),
    ]
    assert duties(run("--file", MATRIX, "show", "Northern Routes/Duty Office", "--json").json) == [
        ("front-line", None, "Log each complaint within the hour"),
    ]
    stores = run("--file", MATRIX, "show", "Stores", "--json").json
    assert [(duty["of"]["id"], duty["kind"]) for duty in stores["duties"]] == [
        ("stores", "duty"),
        ("below-engineering", "provision"),
    ]


def test_a_head_has_the_duties_of_its_unit(run: Run) -> None:
    found = run("show", "Chef de cabinet", "--json").json
    assert [(duty["ref"], duty["of"]["id"], duty["holder"]) for duty in found["duties"]] == [
        *((f"4.3 {letter}", "bureau-chef-de-cabinet", None) for letter in "abcdefgh"),
        ("4.10", "ressources-communes", None),
    ]
    drawn = run("show", "Chef de cabinet").lines
    assert "Duties of the unit it heads: Bureau du Chef de cabinet" in drawn
    in_person = run("--file", MATRIX, "show", "Managing Director").out
    assert in_person.index("Decide on the opening") < in_person.index("Duties of the unit it heads: Seagrave Ferries")
    deputy = run("--file", MATRIX, "show", "Deputy Fleet Director", "--json").json
    assert (deputy["duties"], deputy["below"]) == ([], {"units": 0, "duties": 0})


def test_duties_of_the_units_below(run: Run) -> None:
    parts = [f"{clause} {letter}" for clause in ("8.23", "8.25", "8.27") for letter in "abc"]
    found = run("show", "UNMAS", "--json").json
    assert found["below"] == {"units": 3, "duties": 9}
    lines = run("show", "UNMAS").lines
    start = lines.index("9 duties in 3 units below  in full: --below")
    listed = [line.strip().replace("\u00a0", " ").split(")")[0] for line in lines[start + 1 : start + 13]]
    assert [ref for ref in listed if ref[0] == "8"] == parts
    assert all(len(line) < 80 for line in lines[start : start + 13])
    assert lines[start + 14].startswith("Duties held in common:")
    whole = run("show", "UNMAS", "--below", "--json").json
    assert [duty["ref"] for duty in whole["duties"]] == [*parts, "8.5"]
    assert whole["duties"][0]["of"]["name"] == "Bureau du Directeur"
    drawn = run("show", "UNMAS", "--below").out
    assert [duty["text"] for duty in whole["duties"] if duty["text"] not in drawn] == []


def test_many_duties_below_are_counted_by_part(run: Run) -> None:
    lines = run("show", "Département des opérations de maintien de la paix").lines
    start = next(number for number, line in enumerate(lines) if line.endswith("in full: --below"))
    assert [line.strip().split(":")[0] for line in lines[start + 1 : start + 6]] == [
        "Bureau du Secrétaire général adjoint",
        "Division des politiques, de l’évaluation et de la formation",
        "Bureau des opérations",
        "Bureau des affaires militaires",
        "Bureau de l’état de droit et des institutions chargées de la sécurité",
    ]
    assert lines[start + 6] == ""


@pytest.mark.parametrize("file", [BUNDLED, MATRIX], ids=["bundled", "matrix"])
def test_as_many_duties_below_as_are_listed(file: Path, department: Organisation, seagrave: Organisation) -> None:
    org = department if file == BUNDLED else seagrave
    for name in org:
        card, whole = details.card(org, name), details.card(org, name, with_below=True)
        assert len(whole.duties) - len(card.duties) == card.below.duties
        if card.is_unit:
            assert len(org.within(name) & {*org.ids_of(Kind.UNIT)}) == card.below.units + 1


def test_the_deputy_is_on_the_cards_of_unit_and_head(run: Run) -> None:
    deputy = {
        "id": "conseiller-adjoint-police",
        "title": "Conseiller adjoint pour les questions de police",
        "ref": "8.6",
    }
    for name in ("Division de la police", "Conseiller pour les questions de police"):
        assert run("show", name, "--json").json["deputies"] == [deputy]
        lines = run("show", name).lines
        labels = [line.split("  ")[0] for line in lines if deputy["title"] in line]
        assert [label for label in labels if label[:1] not in "→←"] == ["deputy"]
    other = run("show", "Département des opérations de maintien de la paix").lines
    assert any(line.startswith("deputy") and line.endswith("(Bureau des opérations) (6.1)") for line in other)
    drawn = run("show", deputy["title"]).lines
    assert [line.split("  ")[0] for line in drawn if "stands in for" in line] == ["stands in for"]
    assert run("show", "UNMAS", "--json").json["deputies"] == []


def links(found: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(link["direction"], link["type"], link["with"]["name"]) for link in found["links"]}


def test_links_both_ways(run: Run) -> None:
    assert links(run("--file", MATRIX, "show", "Marine Safety Unit", "--json").json) == {
        ("out", "advises", "Fleet Director"),
        ("out", "coordinates", "Coastguard"),
        ("in", "coordinates", "Freight Bookings"),
    }
    # those of the head count as the unit's, and those of its groups
    assert ("in", "advises", "Marine Safety Unit") in links(run("--file", MATRIX, "show", "fleet", "--json").json)
    assert ("in", "trains", "Deckhand Academy") in links(
        run("--file", MATRIX, "show", "crew-pool-north", "--json").json
    )


def test_links_have_the_clause_of_their_duty(run: Run) -> None:
    found = run("show", "Bureau du Chef de cabinet", "--json").json
    chairs = [link for link in found["links"] if link["type"] == "chairs"]
    assert [(link["with"]["name"], link["ref"]) for link in chairs] == [("Comité de gestion de l’information", "4.3 f")]


def test_a_post(run: Run) -> None:
    found = run("show", "Conseiller militaire", "--json").json
    assert (found["kind"], found["head"]["title"]) == ("post", "Conseiller militaire")
    assert found["part_of"]["name"] == "Bureau des affaires militaires"
    assert [unit["name"] for unit in found["units"]] == ["Bureau des affaires militaires"]
    assert {duty["ref"] for duty in found["duties"]} == {"7.2"}
    deputy = run("show", "Conseiller adjoint pour les questions de police", "--json").json
    assert (deputy["kind"], deputy["units"]) == ("post", [])


def test_a_group_and_its_members(run: Run) -> None:
    found = run("show", "Divisions régionales", "--json").json
    assert found["kind"] == "group"
    assert [unit["name"] for unit in found["units"]] == [
        "Division de l’Afrique I",
        "Division de l’Afrique II",
        "Division Asie et Moyen-Orient",
        "Division Europe et Amérique latine",
    ]
    assert [duty["ref"] for duty in found["duties"]][:5] == ["6.7 a", "6.7 b", "6.7 c", "6.7 d", "6.7 e"]


def test_a_body(run: Run) -> None:
    found = run("--file", MATRIX, "show", "Met Office", "--json").json
    assert (found["name"], found["part_of"]["name"]) == ("Weather Office", "Ministry of Transport")
    assert links(found) == {("in", "consults", "Fleet Operations")}
    security_council = run("show", "Conseil de sécurité", "--json").json
    assert ("in", "informs", "Secrétaire général adjoint aux opérations de maintien de la paix") in links(
        security_council
    )


def test_notes(run: Run) -> None:
    assert run("--file", MATRIX, "show", "HR", "--json").json["notes"] == [
        "Called Human Resources until the last reorganisation."
    ]
    assert "Called Human Resources until the last reorganisation." in run("--file", MATRIX, "show", "HR").lines


def test_notes_on_posts_are_on_the_card_of_their_unit(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "org.yaml"
    head = {"id": "oh", "title": "Head", "notes": [{"text": "vacant", "ref": "3"}]}
    other = {"id": "oh2", "title": "Head", "person": "Ann", "notes": [{"text": "for now"}]}
    aide = {"id": "p", "title": "Aide", "notes": [{"text": "N.N."}]}
    file.write_text(json.dumps({"units": [{"id": "o", "name": "Office", "heads": [head, other], "posts": [aide]}]}))
    assert run("show", "o", "--file", file).out.endswith(
        "\nNotes\nHead: vacant (3)\nHead (Ann): for now\nAide: N.N.\n\nClauses\n3\n"
    )
    assert "Note: Head: vacant (3).\n" in run("show", "o", "--plain", "--file", file).out
    assert "- Head: vacant (3)\n- Head (Ann): for now\n- Aide: N.N.\n" in run("export", "markdown", "--file", file).out
    assert "N.N.</data>" in run("export", "graphml", "--file", file).out
    card = json.loads(run("show", "o", "--json", "--file", file).out)
    assert (card["head"]["notes"], card["posts"][0]["notes"]) == (["vacant (3)"], ["N.N."])
    assert run("show", "Aide", "--file", file).out.count("N.N.") == 1


def test_drawn_card(run: Run) -> None:
    answer = run("show", "Division de la police")
    assert (answer.code, answer.err) == (0, "")
    lines = answer.lines
    assert lines[0].split("  ") == ["Division de la police", "division"]
    for label, value in {
        "part of": "Bureau de l’état de droit et des institutions chargées de la sécurité",
        "headed by": "Conseiller pour les questions de police (8.6)",
        "deputy": "Conseiller adjoint pour les questions de police (8.6)",
        "units": "Bureau du Conseiller pour les questions de police",
    }.items():
        assert any(line.startswith(label) and line.removeprefix(label).strip() == value for line in lines), label
    held = "held in common: Unités du Bureau de l’état de droit et des institutions chargées de la sécurité"
    assert f"Duties {held}" in lines or f"Provisions {held}" in lines
    assert "Duties in person: Conseiller pour les questions de police" in lines
    assert "Links" in lines
    assert lines[-2] == "Clauses"


def test_drawn_without_a_head(run: Run) -> None:
    lines = run("show", "Service de la lutte antimines/Bureau du Directeur").lines
    assert any(line.split("  ")[0] == "headed by" and line.endswith("none stated") for line in lines)


def test_nothing_of_the_json_is_missing_from_the_card(organisation: Path, run: Run) -> None:
    unit = "Division de la police" if organisation == BUNDLED else "Passengers and Freight"
    found = run("--file", organisation, "show", unit, "--json").json
    drawn = run("--file", organisation, "show", unit).out
    told = [found["name"], found["kind"], found["head"]["title"], *(alias["name"] for alias in found["aliases"])]
    told += [duty["text"] for duty in found["duties"]] + [part["name"] for part in found["units"]]
    told += [link["with"]["name"] for link in found["links"]] + [post["title"] for post in found["posts"]]
    told += [ref.replace(" ", "\u00a0") for ref in found["refs"]]
    assert [one for one in told if one not in drawn] == []


def test_every_node_can_be_shown(run: Run, seagrave: Organisation) -> None:
    for name in seagrave.ids_of(*Kind):
        answer = run("--file", MATRIX, "show", name)
        assert (answer.code, answer.err) == (0, "")
        assert answer.lines[0].startswith(seagrave.title(name))


OWN = """
units:
  - id: office
    name: Office
    head: {id: director, title: Director, links: [{type: chairs, with: office}, {type: advises, with: press}]}
bodies: [{id: press, name: Press}]
"""


def test_what_a_unit_and_its_own_head_do_together_is_no_link(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "org.yaml"
    file.write_text(OWN)
    assert links(run("--file", file, "show", "office", "--json").json) == {("out", "advises", "Press")}
    assert ("out", "chairs", "Office") in links(run("--file", file, "show", "director", "--json").json)


def cells(lines: list[str], label: str) -> list[str]:
    """Return the first line of both columns of a comparison under a label."""
    line = next(line for line in lines if line.startswith(f"{label}  "))
    return [cell.strip() for cell in line.removeprefix(label).split("  ") if cell]


def test_two_units_side_by_side(run: Run, on_screen: RunOnScreen) -> None:
    lines = on_screen("show", "Division de la police", "UNMAS", "--color", "never", width=80).lines
    assert max(map(len, lines)) <= 80
    assert [cells(lines, label) for label in ("level", "units below", "posts below", "duties below")] == [
        ["2", "2"],
        ["4", "3"],
        ["4", "2"],
        ["12", "9"],
    ]
    assert cells(lines, "answers to") == ["= Sous-Secrétaire général à", "= Sous-Secrétaire général à"]
    assert cells(lines, "headed by") == ["Conseiller pour les questions", "Directeur du Service de la"]
    assert cells(lines, "works with")[1] == "= Organes délibérants"
    assert lines[-1] == "= both"
    assert max(map(len, run("show", "Division de la police", "UNMAS").lines)) <= 120


def test_two_units_on_a_narrow_screen(on_screen: RunOnScreen) -> None:
    lines = on_screen("show", "Division de la police", "UNMAS", "--color", "never", width=40).lines
    assert max(map(len, lines)) <= 40
    assert lines[0] == "A  Division de la police  division"
    start = lines.index("units below")
    assert lines[start + 1 : start + 3] == ["A  4", "B  3"]
    assert lines[lines.index("works with") + 1] == "=  Organes délibérants"


def test_two_units_in_sentences(run: Run) -> None:
    lines = run("--plain", "show", "Division de la police", "UNMAS").lines
    assert "Units below, Service de la lutte antimines: 3." in lines
    assert "Works with, both: Organes délibérants." in lines
    assert "Works with, Division de la police: Conseil de sécurité." in lines


def test_json_of_two_units(run: Run) -> None:
    found = run("show", "Division de la police", "UNMAS", "--json").json
    assert list(faults(found, COMPARISON)) == []
    assert [side["card"] for side in found["sides"]] == [
        run("show", name, "--json").json for name in ("Division de la police", "UNMAS")
    ]
    assert [duty["ref"] for duty in found["common"]["duties"]] == ["8.5"]
    below = run("show", "Division de la police", "UNMAS", "--json", "--below").json
    assert [len(side["card"]["duties"]) for side in below["sides"]] == [15, 10]


def test_the_same_twice_is_one(run: Run) -> None:
    first, *card = run("show", "SLAM", "UNMAS").lines
    assert first == "“SLAM” and “UNMAS” are one and the same: Service de la lutte antimines."
    assert card == run("show", "UNMAS").lines
    assert run("show", "SLAM", "UNMAS", "--json").out == run("show", "UNMAS", "--json").out
    for options in ([], ["--plain"]):
        once = run(*options, "path", "UNMAS").lines
        assert run(*options, "path", "SLAM", "UNMAS").lines == [first, *once]
    assert run("path", "SLAM", "UNMAS", "--prose").lines == [first, *run("path", "UNMAS", "--prose").lines]


@pytest.mark.parametrize("file", [BUNDLED, MATRIX], ids=["bundled", "matrix"])
def test_what_two_have_in_common_does_not_depend_on_the_order(
    file: Path, department: Organisation, seagrave: Organisation
) -> None:
    org = department if file == BUNDLED else seagrave
    for one, other in pairwise(org):
        there, back = comparison.compare(org, one, other), comparison.compare(org, other, one)
        assert [side.card for side in there.sides] == [side.card for side in reversed(back.sides)]
        assert {partner.id for partner in there.common.partners} == {partner.id for partner in back.common.partners}
        assert {duty.text for duty in there.common.duties} == {duty.text for duty in back.common.duties}
