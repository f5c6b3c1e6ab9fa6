"""`list`: one thing a line, by kind, place, relation, clause or words."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from conftest import DATA
from orgcli.graph import listing
from orgcli.graph.filters import LINK_TYPES, Filters, inside, is_same_kind
from orgcli.graph.nodes import Kind
from orgcli.graph.organisation import Organisation
from orgcli.org import load
from shapes import LISTS, faults

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run, RunOnScreen

REGISTER = DATA / "valid" / "register.yaml"

FILLED = sorted(LISTS.keys() - {"people"})
"""The lists of the bundled organisation that have rows: the circular names nobody."""

# Facts of the circular.

SECTIONS = {
    "Section des affaires publiques": "4.1",
    "Section des relations avec la presse": "4.1",
    "Section des meilleures pratiques de maintien de la paix": "5.2",
    "Section des politiques stratégiques et du renforcement des capacités": "8.7",
    "Section de la gestion des missions et de l’appui": "8.7",
    "Section consultative du droit pénal et des questions judiciaires": "8.3",
    "Section du désarmement, de la démobilisation et de la réintégration": "8.3",
    "Section de la gestion et du contrôle des programmes": "8.22",
    "Section des politiques, de l’information et de la gestion des ressources": "8.22",
}
# Units for which no clause says who heads them: 4.1, 5.2, 6.3, 7.3, 7.5, 7.7, 7.9, 8.3, 8.7, 8.22.
WITHOUT_HEAD = [
    "Bureau du Secrétaire général adjoint",
    "Section des relations avec la presse",
    "Bureau du Directeur · Division des politiques, de l’évaluation et de la formation",
    "Bureau du Sous-Secrétaire général · Bureau des opérations",
    "Bureau du Conseiller militaire",
    "Équipes de planification par zone géographique",
    "Équipe de planification à long terme",
    "Équipe chargée de la constitution des forces",
    "Équipe chargée des arrangements relatifs aux forces en attente",
    "Équipe chargée du personnel militaire",
    "Équipes responsables de zones géographiques",
    "Bureau du Sous-Secrétaire général · Bureau de l’état de droit et des institutions chargées de la sécurité",
    "Bureau du Conseiller pour les questions de police",
    "Bureau du Directeur · Service de la lutte antimines",
]


@pytest.mark.parametrize("kind", ["section", "sections", "SECTION", "sectiôns"])
def test_all_sections(run: Run, kind: str) -> None:
    rows = run("list", "--kind", kind, "--json").json
    assert {row["name"]: row["ref"] for row in rows} == SECTIONS
    assert {row["kind"] for row in rows} == {"section"}


def test_units_without_a_stated_head(run: Run) -> None:
    assert [line.split("\t")[0] for line in run("list", "--without", "head").lines] == WITHOUT_HEAD


def test_all_heads_one_a_line(run: Run) -> None:
    heads = run("list", "heads").lines
    assert len(heads) == 47 - len(WITHOUT_HEAD)
    assert heads[0].split("\t")[:2] == [
        "Secrétaire général adjoint aux opérations de maintien de la paix",
        "Département des opérations de maintien de la paix",
    ]
    assert "Conseiller pour les questions de police\tDivision de la police\t\t8.6" in heads


def test_a_deputy_says_for_whom_it_stands_in(run: Run) -> None:
    (post,) = run("list", "posts", "--match", "conseiller adjoint police", "--json").json
    assert [head["title"] for head in post["deputy_of"]] == ["Conseiller pour les questions de police"]


def test_who_advises_the_secretary_general(run: Run) -> None:
    # 3.2, and through the Under-Secretary-General 7.2 and 8.6
    rows = run("list", "links", "--type", "advises", "--to", "secretaire-general", "--json").json
    assert {row["ref"] for row in rows} == {"3.2", "7.2", "8.6"}
    assert {row["type"] for row in rows} == {"advises"}


@pytest.mark.parametrize("name", ["coordinates", "coordonne", "se coordonne avec"])
def test_who_coordinates_with_the_department_of_field_support(run: Run, name: str) -> None:
    answer = run(
        "--lang", "fr", "list", "links", "--type", name, "--to", "Département de l'appui aux missions", "--json"
    )
    assert {(row["from"]["name"], row["ref"]) for row in answer.json} == {
        ("Bureau du Chef de cabinet", "4.3 a"),
        ("spécialiste des relations avec les médias", "4.4"),
        ("Divisions régionales", "6.7 b"),
        ("Divisions régionales", "6.7 d"),
        ("Bureau du Conseiller militaire", "7.4 c"),
        ("Service des opérations militaires en cours", "7.10 d"),
    }


def test_what_rests_on_a_clause(run: Run) -> None:
    duties = run("list", "duties", "--clause", "6.7", "--json").json
    assert [(duty["ref"], duty["unit"]["name"]) for duty in duties] == [
        (f"6.7 {letter}", "Divisions régionales") for letter in "abcde"
    ]
    assert [row["name"] for row in run("list", "--clause", "6.7", "--json").json] == [
        "Division de l’Afrique I",
        "Division de l’Afrique II",
        "Division Asie et Moyen-Orient",
        "Division Europe et Amérique latine",
    ]
    assert len(run("list", "duties", "--clause", "§ 6.7 b)").lines) == 1


def test_filters_combine(run: Run) -> None:
    answer = run("list", "--under", "UNMAS", "--kind", "section", "--json").json
    assert [row["ref"] for row in answer] == ["8.22", "8.22"]
    assert {row["part_of"]["name"] for row in answer} == {"Service de la lutte antimines"}


def test_a_title_beside_its_unit_is_not_followed_by_it(run: Run) -> None:
    assert "Lead\tParser\tIgor Petrov\t" in run("--file", REGISTER, "list", "heads").lines
    assert "Lead · Parser" in run("--file", REGISTER, "list", "heads", "--columns", "title").lines


def test_a_unit_is_under_each_that_it_is_part_of_once(run: Run) -> None:
    def names(*options: str) -> list[str]:
        return [row["name"] for row in run("--file", REGISTER, "list", "units", *options, "--json").json]

    assert names("--under", "Security Response") == ["Cryptography", "Dependency Audit", "Fuzzing"]
    assert "WebAssembly" in names("--under", "Compiler")
    assert names("--under", "Library").count("WebAssembly") == 1
    assert names().count("WebAssembly") == 1
    assert run("--file", REGISTER, "stats", "Security Response", "--json").json["units"] == 3


def test_what_a_unit_holds_in_common_is_under_it(run: Run) -> None:
    units = {row["unit"]["name"] for row in run("list", "duties", "--under", "Division de l’Afrique I", "--json").json}
    assert {"Divisions régionales", "Équipes opérationnelles intégrées"} <= units
    assert not [name for name in units if "police" in name]


def test_partners_of_a_unit_are_those_it_has_links_with(run: Run) -> None:
    everybody = run("list", "bodies", "--json").json
    partners = run("list", "bodies", "--under", "Division de la police", "--json").json
    assert 0 < len(partners) < len(everybody) == 81
    most = {row["id"]: row["links"] for row in everybody}
    assert all(0 < row["links"] <= most[row["id"]] for row in partners)


# Form.


@pytest.mark.parametrize("what", LISTS)
def test_json_has_the_documented_shape(run: Run, organisation: Path, what: str) -> None:
    answer = run("--file", organisation, "list", what, "--json")
    assert answer.code == 0 if answer.json else 1
    assert [fault for row in answer.json for fault in faults(row, LISTS[what])] == []


@pytest.mark.parametrize("what", FILLED)
def test_csv_has_the_rows_of_the_json(run: Run, what: str) -> None:
    table = list(csv.DictReader(io.StringIO(run("list", what, "--csv").out)))
    rows = run("list", what, "--json").json
    assert [*table[0]] == [*rows[0]]
    key = "ref" if what in {"links", "duties"} else "id"
    assert [row[key] for row in table] == [row[key] or "" for row in rows]


@pytest.mark.parametrize("width", [120, 80, 40])
@pytest.mark.parametrize("what", FILLED)
def test_a_row_is_one_line_of_the_screen(on_screen: RunOnScreen, run: Run, what: str, width: int) -> None:
    shown = on_screen("--color", "never", "list", what, width=width).lines
    assert len(shown) == 1 + len(run("list", what).lines)
    assert max(map(cell_len, shown)) <= width


def test_a_narrow_screen_is_for_the_names(on_screen: RunOnScreen) -> None:
    shown = on_screen("--color", "never", "list", "--kind", "section", width=40).lines
    assert shown[0].split() == ["name", "clause"]
    assert "○ Section du désarmement, de la…  8.3" in shown
    assert len({line.split("…")[0] for line in shown}) == len(shown)


def test_nothing_is_cut_in_a_pipe(run: Run) -> None:
    assert "…" not in "".join(run("list", what).out for what in LISTS)


def test_columns(run: Run) -> None:
    assert run("list", "--kind", "force", "--columns", "id,level,units").out == "force-de-police-permanente\t3\t0\n"
    assert run("list", "--kind", "force", "--columns", "name,kind", "--csv").lines == [
        "name,kind",
        "Force de police permanente,force",
    ]
    assert run("list", "--kind", "force", "--columns", "level", "--json").json == [{"level": 3}]
    unknown = run("list", "--columns", "name,size")
    assert (unknown.code, unknown.out) == (2, "")
    assert "no column “size”: id, name, kind, part_of" in unknown.err


def test_sentences_for_a_screen_reader(run: Run) -> None:
    answer = run("--plain", "list", "links", "--from", "spécialiste des relations avec les médias")
    assert answer.lines[0].startswith("Spécialiste des relations avec les médias coordinates with ")
    assert any(line.endswith(", clause 4.4.") for line in answer.lines)
    assert run("--plain", "list", "--kind", "force").lines == [
        "Force de police permanente, head: administrateur général, clause 8.7."
    ]


# What is asked in vain.


def test_nothing_fits(run: Run) -> None:
    answer = run("list", "--kind", "force", "--under", "Bureau des opérations")
    assert (answer.code, answer.out) == (1, "")
    assert "--under, --kind" in answer.err
    assert "orgcli tree --match force" in answer.err
    assert run("list", "--match", "zzz", "--json").json == []


def test_words_that_name_a_kind_are_not_the_kind(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "org.yaml"
    file.write_text("units:\n- {id: a, name: Harbour, kind: port authority}\n", encoding="utf-8")
    answer = run("--file", file, "tree", "--match", "port authorities")
    assert answer.code == 1
    assert "orgcli list --kind 'port authority'" in answer.err
    assert "orgcli list" not in run("--file", file, "tree", "--match", "zzz").err
    assert run("--file", file, "list", "--kind", "Port Authorities").out == "Harbour\t\t\t\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--kind", "sextion"], "no kind “sextion”: département, bureau, secrétariat, section"),
        (["links", "--type", "with"], "no type of link “with”: coordinates, cooperates"),
        (["--type", "advises"], "--type is for: links"),
        (["--from", "UNMAS"], "--from is for: links"),
        (["bodies", "--without", "head"], "--without is for: units, heads, posts"),
        (["--clause", "annex"], "“annex” is no clause number"),
        (["--under", "nowhere"], "“nowhere”"),
    ],
)
def test_what_cannot_be_asked(run: Run, arguments: list[str], message: str) -> None:
    answer = run("list", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("section", "sections"),
        ("bureau", "bureaux"),
        ("agency", "agencies"),
        ("branch", "branches"),
        ("équipe", "EQUIPES"),
    ],
)
def test_number_and_accents_of_a_kind(one: str, several: str) -> None:
    assert is_same_kind(one, several)
    assert not is_same_kind(one, "service")


# Properties.


@given(
    under=st.sampled_from(["departement", "division-police", "bureau-operations", "service-lutte-antimines"]),
    what=st.sampled_from(FILLED),
    clause=st.sampled_from(["4", "6.7", "8", "8.14 a"]),
)
def test_a_filter_only_takes_away(department: Organisation, under: str, what: str, clause: str) -> None:
    def keys(**filters: str) -> list[object]:
        rows = listing.rows(department, what, Filters(**filters))
        return [getattr(row, "id", row) for row in rows]

    everything, here = keys(), keys(under=under)
    assert [key for key in everything if key in here] == here
    both, cited = keys(under=under, clause=clause), keys(clause=clause)
    assert [key for key in here if key in both and key in cited] == both


def test_each_unit_is_after_what_it_is_part_of_and_counted_there(organisation: Path) -> None:
    org = Organisation.of(load.load(organisation))
    rows = listing.rows(org)
    assert sorted(row.id for row in rows) == sorted(org.ids_of(Kind.UNIT))
    places = {row.id: place for place, row in enumerate(rows)}
    for row in rows:
        assert row.part_of is None or places[row.part_of.id] < places[row.id]
        assert row.units == len(org.within(row.id)) - 1
        assert org.within(row.id) <= inside(org, row.id)
        assert [other.id for other in rows[places[row.id] + 1 :][: row.units]] == [
            other.id for other in rows if other.id != row.id and other.id in org.within(row.id)
        ]


def test_types_share_out_the_links(department: Organisation) -> None:
    by_type = [listing.rows(department, "links", Filters(type=kind)) for kind in LINK_TYPES]
    assert sum(map(len, by_type)) == len(listing.rows(department, "links"))


def test_a_column_has_the_name_of_its_heading_too(run: Run) -> None:
    by_id = run("list", "heads", "--columns", "title,unit,ref")
    assert by_id.lines
    assert run("list", "heads", "--columns", "Title,unit,clause") == by_id
    assert run("list", "heads", "--columns", "titre,unite,par.", "--lang", "fr") == by_id
    assert run("list", "heads", "--columns", "titre", "--lang", "en").code == 2


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_empty_list_is_named_in_the_language_of_the_user(lang: str, run: Run) -> None:
    wanted = {"en": "the list of people is empty\n", "fr": "la liste des personnes est vide\n"}
    answer = run("list", "people", "--lang", lang)
    assert (answer.code, answer.err) == (1, wanted[lang])


def test_an_option_of_another_list_says_of_which(run: Run) -> None:
    answer = run("list", "--to", "UNMAS")
    assert (answer.code, answer.err) == (2, "error: --to is for: links (orgcli list links --to …)\n")
