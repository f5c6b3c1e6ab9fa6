"""orgcli as a library: `load` gives an organisation whose graph is networkx's own."""

from __future__ import annotations

import re
from pathlib import Path

import networkx as nx
import pytest

import orgcli
from conftest import BUNDLED, DATA
from orgcli.errors import InvalidFile, UnreadableFile

README = Path(__file__).parent.parent / "README.md"


def test_the_organisation_is_a_digraph() -> None:
    org = orgcli.load(BUNDLED)
    assert isinstance(org.graph, nx.DiGraph)
    (top,) = org.tops()
    units = org.within(top)
    assert units == set(org.ids_of(org.kind(top)))
    assert {org.graph.nodes[unit]["node"].owner for unit in units - {top}} <= units


def test_reporting_lines_are_networkx_paths() -> None:
    org = orgcli.load(BUNDLED)
    post = org.head("force-de-police-permanente")
    reporting = org.relation("reports_to")
    line = nx.shortest_path(reporting, post, "secretaire-general")
    clauses = [reporting.edges[edge]["reports_to"].ref for edge in nx.utils.pairwise(line)]
    assert clauses == ["8.13", "8.6", "8.1", "3.1"]


@pytest.mark.parametrize("organisation", [DATA / "valid" / "matrix.yaml", BUNDLED], ids=["matrix", "bundled"])
def test_each_relation_leads_from_and_to_the_right_nodes(organisation: str) -> None:
    org = orgcli.load(organisation)
    for start, end, data in org.graph.edges(data=True):
        kinds = {"contains": "unit body", "holds": "unit body", "heads": "post", "includes": "group"}
        for relation in data:
            assert org.kind(start) in kinds.get(relation, "unit post body group").split()
            if relation == "reports_to":
                assert data[relation].to == end
    assert nx.is_forest(nx.Graph(org.relation("contains").edges))


def test_the_example_of_the_readme(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(README.parent)
    (example,) = re.findall(
        r"^```python\n(.*?)^```$\n\n^```text\n(.*?)^```$", README.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    exec(compile(example[0], str(README), "exec"), {})  # noqa: S102 - the README is ours
    assert capsys.readouterr().out == example[1]


def test_errors_are_ours() -> None:
    with pytest.raises(UnreadableFile):
        orgcli.load("nowhere.yaml")
    with pytest.raises(InvalidFile):
        orgcli.load(DATA / "unusable" / "duplicate-id.yaml")
