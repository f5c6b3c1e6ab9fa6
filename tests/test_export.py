"""Every format: its round trip, or the outside program that reads it; and how files are written."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import stat
import subprocess
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from conftest import BUNDLED, DATA, MATRIX
from orgcli.export import graphml, registry, turtle
from orgcli.export import yaml as yaml_export
from orgcli.export.widths import text_width, wrapped
from orgcli.graph.nodes import Kind
from orgcli.graph.organisation import Organisation
from orgcli.org import load, references, subset, traversal
from orgcli.org.model import Org
from test_properties import organisations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Run

ADAPTER = TypeAdapter(Org)
MINISTRY = DATA / "valid" / "ministry.de.yaml"
SVG = "{http://www.w3.org/2000/svg}"
NASTY = "<script>alert(1)</script> & \"q\" 's' [x] `c` $id {ref} #h | \\ -- ]]> </title>"


def text_of(run: Run, *argv: str | Path) -> str:
    answer = run("export", *argv)
    assert answer.code == 0, answer.err
    return answer.out


@pytest.fixture
def nasty(tmp_path: Path) -> Path:
    """Return an organisation in which every text tries to be something else."""
    file = tmp_path / "nasty.yaml"
    unit = {"id": "a", "name": NASTY, "kind": NASTY, "notes": [{"text": NASTY}], "duties": [{"text": NASTY}]}
    head = {"id": "p", "title": NASTY, "person": NASTY}
    below = {"id": "b", "name": "=1+1", "head": {"id": "q", "title": "@x", "reports_to": [{"post": "r"}]}}
    body = {"id": "c", "name": NASTY, "head": {"id": "r", "title": NASTY}}
    source = {"title": NASTY, "symbol": NASTY, "url": "https://example.org/{ref}?a=1&b=i"}
    org = {"source": source, "units": [unit | {"head": head, "units": [below]}], "bodies": [body]}
    file.write_text(yaml.safe_dump(org, allow_unicode=True), encoding="utf-8")
    return file


# All formats


@pytest.mark.parametrize("name", registry.FORMATS)
def test_every_format_writes_something_for_both_organisations(run: Run, organisation: Path, name: str) -> None:
    assert len(text_of(run, name, "--file", organisation)) > 1000


@pytest.mark.parametrize("name", registry.FORMATS)
def test_every_format_writes_the_same_twice_and_in_a_file(run: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / "written"
    shown = text_of(run, name)
    assert text_of(run, name, "--output", file) == ""
    with file.open(encoding="utf-8", newline="") as stream:
        assert stream.read() == shown


@pytest.mark.parametrize("name", registry.FORMATS)
def test_a_part_holds_nothing_of_its_siblings_units(run: Run, name: str) -> None:
    shown = text_of(run, name, "--unit", "Division de la police")
    assert "Force de police permanente" in shown
    assert "Centre de situation" not in shown


def test_an_unknown_format_is_answered_with_all_formats(run: Run) -> None:
    answer = run("export", "pdf")
    assert answer.code == 2
    assert "html, svg, mermaid, dot, json, csv, graphml, turtle, yaml, markdown" in answer.err


def test_an_unknown_unit_is_trouble(run: Run) -> None:
    answer = run("export", "json", "--unit", "cantine")
    assert (answer.code, answer.out) == (2, "")


# Files


def test_an_existing_file_is_kept_without_force(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "chart.svg"
    file.write_text("mine", encoding="utf-8")
    answer = run("export", "svg", "--output", file)
    assert answer.code == 2
    assert "--force" in answer.err
    assert file.read_text(encoding="utf-8") == "mine"
    assert run("export", "svg", "--output", file, "--force").code == 0
    assert file.read_text(encoding="utf-8").startswith("<?xml")
    assert [path.name for path in tmp_path.iterdir()] == ["chart.svg"]


def test_a_file_that_fails_halfway_leaves_nothing(tmp_path: Path) -> None:
    def pieces() -> Iterator[str]:
        yield "half"
        raise KeyboardInterrupt

    for force in (False, True):
        with pytest.raises(KeyboardInterrupt):
            registry.write(pieces(), str(tmp_path / "x"), force=force)
        assert list(tmp_path.iterdir()) == []


def test_a_file_that_fails_halfway_leaves_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        registry.write((str(1 // number) for number in (1, 0)), str(file), force=True)
    assert file.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "x"

    def pieces() -> Iterator[str]:
        file.write_text("theirs", encoding="utf-8")
        yield "ours"

    with pytest.raises(registry.FileExists):
        registry.write(pieces(), str(file))
    assert file.read_text(encoding="utf-8") == "theirs"
    assert list(tmp_path.iterdir()) == [file]


def test_where_the_disk_knows_no_links_the_file_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    registry.write(["x"], str(tmp_path / "x"))
    assert (tmp_path / "x").read_text(encoding="utf-8") == "x"


def test_permissions_are_those_of_any_new_file_or_of_the_old_one(tmp_path: Path) -> None:
    file, plain = tmp_path / "x", tmp_path / "plain"
    plain.touch()
    registry.write(["x"], str(file))
    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    file.chmod(0o640)
    registry.write(["y"], str(file), force=True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.parametrize("place", ["no/such/folder/x", "."])
def test_a_place_that_cannot_be_written_is_trouble(run: Run, tmp_path: Path, place: str) -> None:
    answer = run("export", "csv", "--output", tmp_path / place, "--force")
    assert answer.code == 2
    assert "Traceback" not in answer.err
    assert list(tmp_path.iterdir()) == []


def test_open_writes_a_page_and_shows_it(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: opened.append(address) or True)
    assert run("export", "html", "--open", "--output", tmp_path / "p.html").code == 0
    assert run("export", "html", "--open").code == 0
    assert opened[0] == (tmp_path / "p.html").as_uri()
    assert opened[1].endswith("/organisation.html")


def test_open_says_where_the_page_is_if_there_is_no_browser(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda _address: False)
    answer = run("export", "html", "--open", "--output", tmp_path / "p.html")
    assert (answer.code, answer.out) == (0, "")
    assert str(tmp_path / "p.html") in answer.err
    assert run("export", "svg", "--open").code == 2


# A part of the whole


@pytest.mark.parametrize("name", ["division-police", "bureau-chef-de-cabinet", "departement"])
@pytest.mark.parametrize("depth", [None, 0, 1])
def test_a_part_is_a_sound_organisation(name: str, depth: int | None) -> None:
    part = subset.part(load.load(BUNDLED), name, depth)
    assert not list(references.faults(part))
    assert [unit.id for unit in part.units] == [name]


def test_a_part_keeps_the_lines_that_lead_out_of_it() -> None:
    org = load.load(BUNDLED)
    part = subset.part(org, "division-police")
    whole, cut = Organisation.of(org), Organisation.of(part)
    head = cut.head("division-police")
    assert head
    assert [to for to, _line in cut.superiors(head)] == [to for to, _line in whole.superiors(head)]
    assert all(cut.kind(to) is Kind.POST for to, _line in cut.superiors(head))


def test_depth_counts_levels_beneath_the_top(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(text_of(run, "csv", "--depth", "1").removeprefix("\ufeff"))))
    assert {row["level"] for row in rows} == {"0", "1"}
    assert len(rows) == 6


@given(organisations(), st.data())
@settings(max_examples=40)
def test_any_part_of_any_organisation_is_sound(content: dict[str, Any], data: st.DataObject) -> None:
    org = ADAPTER.validate_python(content)
    name = data.draw(st.sampled_from([unit.id for unit, _owner in traversal.units(org)]))
    part = subset.part(org, name, data.draw(st.sampled_from([None, 0, 1])))
    assert not list(references.faults(part))
    again = subset.part(part, name)
    assert [unit.id for unit, _owner in traversal.units(again)] == [unit.id for unit, _owner in traversal.units(part)]


# YAML


def test_yaml_is_the_same_organisation(run: Run, organisation: Path, tmp_path: Path) -> None:
    file = tmp_path / "again.yaml"
    text_of(run, "yaml", "--file", organisation, "--output", file)
    assert load.load(file) == load.load(organisation)


CHARACTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff") | st.just("\n")
TEXTS = st.text(CHARACTERS, min_size=1, max_size=300) | st.sampled_from(
    ["null", "~", "no", "8.10", "- a", "a: b", "a #b", "'", '"', "|", ">-", "x ", " x", "a\nb", "\u2028", "?"]
)


@given(TEXTS, TEXTS, TEXTS, st.lists(TEXTS, min_size=2, max_size=4))
@settings(max_examples=60)
def test_any_text_comes_back_from_yaml(
    tmp_path_factory: pytest.TempPathFactory, one: str, two: str, three: str, many: list[str]
) -> None:
    content = {
        "units": [
            {
                "id": "null",
                "name": one,
                "kind": two,
                "count": 2,
                "duties": [{"text": three * 3, "keywords": many}],
                "head": {"id": "no", "title": two, "person": three, "reports_to": []},
            }
        ],
        "kinds": {one: two[:2]},
        "synonyms": [many],
    }
    try:
        org = ADAPTER.validate_python(content)
    except ValueError:
        return  # longer than the model allows, or no character at all
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_text("".join(yaml_export.to_yaml(org, Organisation.of(org))), encoding="utf-8", newline="")
    assert load.load(file) == org
    with file.open(encoding="utf-8") as stream:
        assert yaml.safe_load(stream)["units"][0]["name"] == org.units[0].name


def test_yaml_reads_like_one_written_by_hand(run: Run) -> None:
    shown = text_of(run, "yaml")
    assert "\n    reports_to:\n    - {post: secretaire-general, ref: '3.1'}\n" in shown
    assert max(map(len, shown.splitlines())) <= 110
    assert not re.search(r": (\[\]|\{\}|null)?$(?!\n +\S)", shown, re.MULTILINE)


# JSON


def test_json_has_the_whole_model_and_a_version(run: Run, organisation: Path) -> None:
    found = json.loads(text_of(run, "json", "--file", organisation))
    assert found.pop("schema") == 1
    lines = found.pop("reporting")
    org = load.load(organisation)
    assert ADAPTER.validate_python(found) == org
    assert len(lines) == sum(map(len, traversal.reporting(org).values()))
    assert set(lines[0]) == {"from", "to", "ref", "condition", "inferred", "label"}


def test_json_says_which_lines_are_inferred(run: Run) -> None:
    lines = json.loads(text_of(run, "json"))["reporting"]
    assert {"from": "secretaire-general-adjoint", "to": "secretaire-general", "ref": "3.1"}.items() <= next(
        line.items() for line in lines if line["from"] == "secretaire-general-adjoint"
    )
    assert any(line["inferred"] for line in lines)


# CSV


def test_csv_has_a_row_a_unit_owners_first(run: Run, organisation: Path) -> None:
    shown = text_of(run, "csv", "--file", organisation)
    assert shown.startswith("\ufeffid,parentId,name,")
    assert shown.count("\r\n") == shown.count("\n")
    rows = list(csv.DictReader(io.StringIO(shown.removeprefix("\ufeff"))))
    built = Organisation.of(load.load(organisation))
    assert sorted(row["id"] for row in rows) == sorted(built.ids_of(Kind.UNIT))
    seen: set[str] = set()
    for row in rows:
        assert row["parentId"] in seen or (not row["parentId"] and row["id"] in built.tops())
        seen.add(row["id"])


def test_csv_is_written_as_utf_8_with_its_mark(run: Run, tmp_path: Path) -> None:
    text_of(run, "csv", "--output", tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert "Département" in (tmp_path / "x.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_no_cell_is_a_formula(name: str, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(yaml.safe_dump({"units": [{"id": "a", "name": name}]}), encoding="utf-8")
    [row] = csv.DictReader(io.StringIO(text_of(run, "csv", "--file", file).removeprefix("\ufeff")))
    assert row["name"].startswith("'")


# Graphs


def test_networkx_reads_an_equal_graph_from_graphml(run: Run, organisation: Path) -> None:
    org = load.load(organisation)
    wanted = graphml.plain_graph(org, Organisation.of(org))
    plain = text_of(run, "graphml", "--file", organisation).partition("?>")[2]
    found = nx.parse_graphml(plain, force_multigraph=True)
    assert dict(found.nodes(data=True)) == dict(wanted.nodes(data=True))
    assert found.adj == wanted.adj
    assert wanted.graph.items() <= found.graph.items()
    assert found.number_of_edges() > 50


def test_turtle_answers_a_question_about_reporting_lines(run: Run) -> None:
    rdflib = pytest.importorskip("rdflib")
    found = rdflib.Graph().parse(data=text_of(run, "turtle"), format="turtle", publicID="https://example.org/chart")
    question = """
        SELECT ?title ?clause WHERE {
            ?unit skos:prefLabel "Force de police permanente"@fr .
            ?head org:headOf ?unit ; org:reportsTo+ ?above .
            ?above skos:prefLabel ?title .
            OPTIONAL { [] rdf:subject ?above ; rdf:predicate org:reportsTo ; dct:source ?clause }
        }"""
    rows = {str(row.title): row.clause and str(row.clause) for row in found.query(question, initNs=turtle.PREFIXES)}
    assert rows == {
        "Conseiller pour les questions de police": "8.6",
        "Sous-Secrétaire général à l’état de droit et aux institutions chargées de la sécurité": "8.1",
        "Secrétaire général adjoint aux opérations de maintien de la paix": "3.1",
        "Secrétaire général": None,
    }


def test_turtle_has_every_node_in_its_class(run: Run, organisation: Path) -> None:
    rdflib = pytest.importorskip("rdflib")
    shown = text_of(run, "turtle", "--file", organisation)
    found = rdflib.Graph().parse(data=shown, format="turtle", publicID="https://example.org/chart")
    org = rdflib.Namespace(turtle.PREFIXES["org"])
    built = Organisation.of(load.load(organisation))
    tops = len(built.tops())
    classes = {"Post": Kind.POST, "Organization": Kind.BODY, "OrganizationalCollaboration": Kind.GROUP}
    for name, kind in classes.items():
        assert len(list(found.subjects(rdflib.RDF.type, org[name]))) == len(built.ids_of(kind))
    units = len(list(found.subjects(rdflib.RDF.type, org.OrganizationalUnit)))
    assert units + tops == len(built.ids_of(Kind.UNIT))
    assert len(list(found.triples((None, org.unitOf, None)))) == units


# Pictures


@pytest.mark.parametrize("form", ["html", "svg", "mermaid", "dot"])
def test_a_chart_says_how_many_like_units_a_box_stands_for(form: str, run: Run) -> None:
    chart = run("export", form, "--unit", "Service de la planification militaire").out
    times = "#215;3" if form == "mermaid" else "×3"
    assert times in chart
    assert times not in run("export", form, "--unit", "Division de la police").out


def test_svg_is_well_formed_and_has_every_name_as_text(run: Run, organisation: Path) -> None:
    root = ET.fromstring(text_of(run, "svg", "--file", organisation))  # noqa: S314 - our own
    labels = [" ".join(part.text or "" for part in text) for text in root.iter(f"{SVG}text")]
    built = Organisation.of(load.load(organisation))
    assert {built.title(name) for name in built.ids_of(Kind.UNIT)} <= set(labels)
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None


def test_svg_is_described_in_the_language_of_the_reader(run: Run) -> None:
    root = ET.fromstring(text_of(run, "svg", "--lang", "fr"))  # noqa: S314 - our own
    description = root.findtext(f"{SVG}desc") or ""
    assert "En dessous\u00a0: Bureau du Secrétaire général adjoint," in description
    assert not re.search(r"\b(of|the|units|beneath)\b", description, re.IGNORECASE)


def test_svg_of_the_department_is_one_page_wide_and_dots_other_lines(run: Run) -> None:
    root = ET.fromstring(text_of(run, "svg"))  # noqa: S314 - our own
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    assert min(1587 / width, 1122 / height) > 0.8, "a sheet of A3 must show it at four fifths of its size or more"
    said = [title.text for path in root.iter(f"{SVG}path") for title in path]
    assert any(text and "Section de la gestion des missions" in text and "Conseiller adjoint" in text for text in said)
    assert len(said) == 8


def test_no_two_boxes_of_a_picture_overlap(run: Run, organisation: Path) -> None:
    root = ET.fromstring(text_of(run, "svg", "--file", organisation))  # noqa: S314 - our own
    boxes = [
        tuple(float(rect.get(key, "0")) for key in ("x", "y", "width", "height"))
        for rect in root.iter(f"{SVG}rect")
        if "box" in rect.get("class", "")
    ]
    assert len(boxes) > 20
    for position, (x, y, width, height) in enumerate(boxes):
        for ox, oy, owidth, oheight in boxes[position + 1 :]:
            assert x + width <= ox or ox + owidth <= x or y + height <= oy or oy + oheight <= y


@pytest.mark.skipif(not shutil.which("dot"), reason="graphviz is not installed")
@pytest.mark.parametrize("which", ["organisation", "nasty"])
def test_graphviz_draws_the_dot(run: Run, request: pytest.FixtureRequest, which: str) -> None:
    file = MATRIX if which == "organisation" else request.getfixturevalue("nasty")
    for source in (file, BUNDLED):
        shown = text_of(run, "dot", "--file", source)
        drawn = subprocess.run(["dot", "-Tsvg"], input=shown.encode(), capture_output=True, check=True, timeout=60)  # noqa: S607
        nodes = ET.fromstring(drawn.stdout).findall(f".//{SVG}g[@class='node']")  # noqa: S314 - our own
        built = Organisation.of(load.load(source))
        assert len(nodes) >= len(built.ids_of(Kind.UNIT))
        assert not drawn.stderr.replace(b"\n", b"").strip(), drawn.stderr


def test_graphviz_keeps_the_order_of_the_file(run: Run) -> None:
    source = text_of(run, "dot", "--file", MINISTRY)
    drawn = subprocess.run(["dot", "-Tplain"], input=source.encode(), capture_output=True, check=True, timeout=60)  # noqa: S607
    nodes = (line.split() for line in drawn.stdout.decode().splitlines() if line.startswith("node "))
    heights = {node[1].strip('"'): float(node[3]) for node in nodes}
    for level in (
        ["leitung", "zs", "abt-1", "abt-4"],
        ["zs-a", "zs-f", "ug-1-a", "ii-d", "iii-a"],
        ["i-a-1", "i-a-10"],
    ):
        assert [heights[unit] for unit in level] == sorted((heights[unit] for unit in level), reverse=True)


@pytest.mark.parametrize(
    ("name", "also"),
    [
        ("svg", 'class="also"'),
        ("dot", '[xlabel="also part of", color="#64748b", arrowhead=none]'),
        ("mermaid", '-.-|"also part of"|'),
    ],
)
def test_what_is_part_of_two_units_is_drawn_apart_from_reporting(run: Run, name: str, also: str) -> None:
    drawn = text_of(run, name, "--file", MINISTRY)
    assert drawn.count(also) == 1 + (name == "svg")  # and in the legend
    assert "temporary, since 2025-02, until 2028-12" in drawn.replace("\n", "") or name == "svg"


def test_the_legend_of_a_picture_is_inside_it(run: Run) -> None:
    root = ET.fromstring(text_of(run, "svg", "--file", DATA / "valid" / "community.yaml"))  # noqa: S314 - our own
    last = [text for text in root.iter(f"{SVG}text") if text.get("class") == "small"][-1]
    assert float(last.get("x", "0")) + text_width(last.text or "", 11) <= float(root.get("width", "0"))


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd", "Lo"]), max_size=60), st.floats(20, 200))
def test_a_long_word_is_broken_where_it_must(word: str, room: float) -> None:
    lines = wrapped(word, 12, room)
    assert "".join(line.removesuffix("-") for line in lines) == word
    assert all(text_width(line, 12) <= room or len(line) == 1 for line in lines)


def test_a_long_word_is_broken_at_a_syllable() -> None:
    assert wrapped("Schwerbehindertenvertretung", 12, 190, bold=True) == ("Schwerbehindertenvertre-", "tung")
    assert not any("-" in line for line in wrapped("ÜBERWACHUNGSGESELLSCHAFT0815", 12, 190, bold=True))


def test_mermaid_refuses_what_it_could_not_draw(run: Run, tmp_path: Path) -> None:
    units = [{"id": f"u{number}", "name": f"Unit {number}"} for number in range(600)]
    file = tmp_path / "x.yaml"
    file.write_text(yaml.safe_dump({"units": [{"id": "top", "name": "Top", "units": units}]}), encoding="utf-8")
    answer = run("export", "mermaid", "--file", file)
    assert answer.code == 2
    assert "--unit" in answer.err
    assert run("export", "mermaid", "--file", file, "--depth", "0").code == 0


# Markdown


def test_markdown_has_a_heading_a_unit_by_level(run: Run, organisation: Path) -> None:
    shown = text_of(run, "markdown", "--file", organisation)
    built = Organisation.of(load.load(organisation))
    headings = re.findall(r"^(#+) ", shown, re.MULTILINE)
    assert len(headings) == len(built.ids_of(Kind.UNIT)) + 2
    links = set(re.findall(r"\]\(#([^)]+)\)", shown))
    assert links <= set(re.findall(r'<a id="([^"]+)">', shown))


def test_markdown_tells_the_chart_and_each_duty_with_its_clause(run: Run) -> None:
    shown = text_of(run, "markdown")
    assert "The chart has 47 units on 4 levels." in shown or re.search(r"The chart has \d+ units on \d levels\.", shown)
    assert re.search(r"^- .+ \(8\.14\u00a0a\)\)$", shown, re.MULTILINE)
    assert "**Duties — Divisions régionales**" in shown


def test_markdown_shows_marks_as_they_are(run: Run, nasty: Path) -> None:
    shown = text_of(run, "markdown", "--file", nasty)
    assert "<script>" not in shown
    assert "\\<script\\>" in shown


@pytest.mark.parametrize("name", ["svg", "graphml"])
def test_xml_stays_well_formed_whatever_the_names(run: Run, nasty: Path, name: str) -> None:
    shown = text_of(run, name, "--file", nasty)
    assert "<script>" not in shown
    ET.fromstring(shown.encode())  # noqa: S314 - our own


def test_turtle_stays_well_formed_whatever_the_names(run: Run, nasty: Path) -> None:
    rdflib = pytest.importorskip("rdflib")
    found = rdflib.Graph().parse(data=text_of(run, "turtle", "--file", nasty), format="turtle")
    assert rdflib.Literal(NASTY, lang="en") in set(found.objects())


@given(organisations())
@settings(max_examples=25)
def test_every_format_takes_any_organisation(content: dict[str, Any]) -> None:
    org = ADAPTER.validate_python(content)
    built: Organisation = Organisation.of(org)
    for name in registry.FORMATS:
        assert "".join(registry.function(name)(org, built))
