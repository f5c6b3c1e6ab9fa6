"""From what a person types to the one thing that is meant."""

from __future__ import annotations

import json
import re
import subprocess
from string import ascii_lowercase
from typing import TYPE_CHECKING

import pytest

from conftest import BUNDLED, MATRIX
from orgcli.errors import AmbiguousName, UnknownName
from orgcli.graph import names

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run
    from orgcli.graph.organisation import Organisation

FITS = {
    "service-lutte-antimines": "Service de la lutte antimines",
    "Service de la lutte antimines": "Service de la lutte antimines",
    "SERVICE DE LA LUTTE ANTIMINES": "Service de la lutte antimines",
    "lutte antimines": "Service de la lutte antimines",
    "  lutte   antimines ": "Service de la lutte antimines",
    "unmas": "Service de la lutte antimines",
    "mine action": "Service de la lutte antimines",
    "Division de l'Afrique II": "Division de l’Afrique II",
    "division de l’afrique ii": "Division de l’Afrique II",
    "Division de l\u02bcAfrique II": "Division de l’Afrique II",
    "division asie et moyen orient": "Division Asie et Moyen-Orient",
    "Division Europe et Amerique latine": "Division Europe et Amérique latine",
    "De\u0301partement des ope\u0301rations de maintien de la paix": (
        "Département des opérations de maintien de la paix"
    ),
    "Groupe des affaires publiques": "Section des affaires publiques",
    "DDR": "Section du désarmement, de la démobilisation et de la réintégration",
    "SSR": "Groupe de la réforme du secteur de la sécurité",
    "RSS": "Groupe de la réforme du secteur de la sécurité",
    "DPKO": "Département des opérations de maintien de la paix",
    "DAM": "Département de l’appui aux missions",
    "OCHA": "Bureau de la coordination des affaires humanitaires",
    "SGA": "Secrétaire général adjoint aux opérations de maintien de la paix",
    "Conseiller militaire": "Conseiller militaire",
    "secrétaire général": "Secrétaire général",
    "chef de cabinet": "Chef de cabinet",
    "administrateur general": "administrateur général",
    "chef du centre de situation": "Chef du Centre de situation",
    "Divisions régionales": "Divisions régionales",
    # its four members have the same name
    "équipes opérationnelles intégrées": "Équipes opérationnelles intégrées",
}


@pytest.mark.parametrize("typed", FITS)
def test_fits(typed: str, department: Organisation) -> None:
    assert department.title(names.resolve(department, typed, names.EVERYTHING)) == FITS[typed]


INSIDE = {
    "Service de la lutte antimines/Bureau du Directeur": "bureau-directeur-antimines",
    "service de la lutte antimines / bureau du directeur": "bureau-directeur-antimines",
    "unmas/bureau": "bureau-directeur-antimines",
    "Bureau des opérations/Bureau du Sous-Secrétaire général": "bureau-ssg-operations",
    "Division de l’Afrique I/Équipes opérationnelles intégrées/chef d’équipe": "chef-equipe-afrique-1",
    "afrique ii/chef d'equipe": "chef-equipe-afrique-2",
    "DPKO/unmas/bureau du directeur": "bureau-directeur-antimines",
}


@pytest.mark.parametrize("typed", INSIDE)
def test_inside(typed: str, department: Organisation) -> None:
    assert names.resolve(department, typed, names.EVERYTHING) == INSIDE[typed]


AMBIGUOUS = {
    "Bureau du Directeur": [
        "Division des politiques, de l’évaluation et de la formation/Bureau du Directeur",
        "Service de la lutte antimines/Bureau du Directeur",
    ],
    "bureau du sous-secretaire general": [
        "Bureau des opérations/Bureau du Sous-Secrétaire général",
        "Bureau de l’état de droit et des institutions chargées de la sécurité/Bureau du Sous-Secrétaire général",
    ],
    "afrique": ["Division de l’Afrique I", "Division de l’Afrique II"],
    "chef d’équipe": [
        "Division de l’Afrique I/Équipes opérationnelles intégrées/chef d’équipe",
        "Division de l’Afrique II/Équipes opérationnelles intégrées/chef d’équipe",
        "Division Asie et Moyen-Orient/Équipes opérationnelles intégrées/chef d’équipe",
        "Division Europe et Amérique latine/Équipes opérationnelles intégrées/chef d’équipe",
    ],
}


@pytest.mark.parametrize("typed", AMBIGUOUS)
def test_ambiguous(typed: str, department: Organisation) -> None:
    with pytest.raises(AmbiguousName) as caught:
        names.resolve(department, typed, names.EVERYTHING)
    assert sorted(caught.value.candidates) == sorted(AMBIGUOUS[typed])


def test_a_group_does_not_hide_units_that_are_not_its_members(department: Organisation) -> None:
    with pytest.raises(AmbiguousName) as caught:
        names.resolve(department, "état de droit", names.EVERYTHING)
    assert "Bureau de l’état de droit et des institutions chargées de la sécurité" in caught.value.candidates


@pytest.mark.parametrize("typed", ["afrique", "section", "conseiller", "chef d’équipe", "bureau"])
def test_each_candidate_is_accepted(typed: str, department: Organisation) -> None:
    with pytest.raises(AmbiguousName) as caught:
        names.resolve(department, typed, names.EVERYTHING)
    found = [names.resolve(department, name, names.EVERYTHING) for name in caught.value.candidates]
    assert len(set(found)) == len(caught.value.candidates) > 1


UNKNOWN = {
    "polcie": "Division de la police",
    "Service de la lute antimine": "Service de la lutte antimines",
    "Force de polise permanante": "Force de police permanente",
    "Departement des operation de maintient de la paix": "Département des opérations de maintien de la paix",
    "Conseiler militère": "Conseiller militaire",
}


@pytest.mark.parametrize("typed", UNKNOWN)
def test_unknown_has_the_right_one_among_the_nearest(typed: str, department: Organisation) -> None:
    with pytest.raises(UnknownName) as caught:
        names.resolve(department, typed, names.EVERYTHING)
    assert UNKNOWN[typed] in caught.value.suggestions
    assert len(caught.value.suggestions) <= 5


@pytest.mark.parametrize("typed", ["", " ", "/", "//", "-", "’", "zzzzqq", "南", "\udce9", "nowhere/bureau"])
def test_nothing_answers(typed: str, department: Organisation) -> None:
    with pytest.raises(UnknownName):
        names.resolve(department, typed, names.EVERYTHING)


def test_every_name_shown_leads_back(department: Organisation, seagrave: Organisation) -> None:
    for org, kinds in ((department, names.UNITS), (seagrave, names.EVERYTHING)):
        for name in org.ids_of(*kinds):
            assert names.resolve(org, names.qualified(org, name), names.EVERYTHING) == name
            assert names.resolve(org, name, names.EVERYTHING) == name


def test_second_organisation(seagrave: Organisation) -> None:
    fits = {
        "Ops": "fleet",
        "HR": "people",
        "横浜": "liaison-yokohama",
        "yokohama": "liaison-yokohama",
        "crew pool [north]": "crew-pool-north",
        "Crew Pool North": "crew-pool-north",
        "the company": "ferries",
        "MSU": "marine-safety",
        "MD": "managing-director",
    }
    assert {typed: names.resolve(seagrave, typed, names.EVERYTHING) for typed in fits} == fits


LIGATURES = "units:\n  - {id: works, name: Bureau des Œuvres}\n  - {id: court, name: Straße Æsir}\n"


def test_ligatures(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "org.yaml"
    file.write_text(LIGATURES, encoding="utf-8")
    for typed in ("oeuvres", "ŒUVRES", "bureau des œuvres"):
        assert run("--file", file, "show", typed, "--json").json["id"] == "works"
    for typed in ("strasse", "aesir", "STRASSE ÆSIR"):
        assert run("--file", file, "show", typed, "--json").json["id"] == "court"


def test_unknown_on_the_command_line(run: Run) -> None:
    for command in ("tree", "path", "show"):
        answer = run(command, "Service de la lute antimines")
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith(
            "error: no unit or post answers to “Service de la lute antimines”\nNearest names:\n"
        )
        assert re.search(r'^  "Service de la lutte antimines"(  \(unit\))?$', answer.err, re.MULTILINE)


@pytest.mark.parametrize("name", ['Fees "new"', "50 $ a day", "a `b`", "Rush !!", "a\\b"])
def test_names_in_errors_can_be_pasted_into_a_shell(name: str, run: Run, tmp_path: Path) -> None:
    units = [{"id": f"u{number}", "name": name, "units": [{"id": f"x{number}", "name": "Desk"}]} for number in (1, 2)]
    units[1]["name"] = f"{name} too"
    file = tmp_path / "org.yaml"
    file.write_text(json.dumps({"name": "All", "units": units}), encoding="utf-8")
    proposals = run("--file", file, "show", "Desk").err.splitlines()[2:]
    pasted = ["/bin/bash", "-c", "\n".join(f"printf '%s\\n' {proposal}" for proposal in proposals)]
    assert subprocess.run(pasted, capture_output=True, check=True, text=True).stdout.splitlines() == [
        f"{name}/Desk",
        f"{name} too/Desk",
    ]


def test_ambiguous_on_the_command_line(run: Run) -> None:
    for command in ("tree", "path", "show"):
        answer = run("--file", MATRIX, command, "duty office")
        assert (answer.code, answer.out) == (2, "")
        assert answer.err == (
            "error: “duty office” fits several units\n"
            "Say which:\n"
            '  "Northern Routes/Duty Office"\n'
            '  "Southern Routes/Duty Office"\n'
        )
        assert run("--file", MATRIX, command, "Southern Routes/Duty Office").code == 0


@pytest.mark.parametrize("second", ["p", "q", "zz"])
def test_single_letters_end_well(second: str, run: Run) -> None:
    for letter in ascii_lowercase:
        answer = run("show", f"{letter} {second}")
        assert "internal error" not in answer.err
        assert answer.code == 0 or f"“{letter} {second}”" in answer.err.splitlines()[0]
    assert run("show", "x p").code == 2


def test_either_of_two_may_be_wrong(run: Run) -> None:
    assert run("--file", BUNDLED, "path", "UNMAS", "nobody at all").code == 2
    assert run("--file", BUNDLED, "path", "nobody at all", "UNMAS").code == 2


def test_tree_takes_units_only(run: Run) -> None:
    assert run("--file", MATRIX, "tree", "Harbour Master").code == 2


NESTED = """
units:
  - id: a
    name: A
    units:
      - {id: direct, name: Desk}
      - {id: b, name: B, units: [{id: deeper, name: Desk}]}
"""


def test_a_direct_part_comes_before_a_deeper_one(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "org.yaml"
    file.write_text(NESTED)
    for typed, unit in {"A/Desk": "direct", "B/Desk": "deeper", "A/B/Desk": "deeper"}.items():
        assert run("--file", file, "show", typed, "--json").json["id"] == unit
    assert "A/Desk" in run("--file", file, "show", "desk").err
