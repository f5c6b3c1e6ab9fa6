"""The whole graph as GraphML, for network analysis."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import networkx as nx

from orgcli.graph.holding import holding
from orgcli.graph.nodes import own_duties
from orgcli.i18n import text
from orgcli.org.model import Post, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Org


def to_graphml(model: Org, org: Organisation) -> Iterator[str]:
    """Yield GraphML, from which networkx reads an equal graph."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    for line in nx.generate_graphml(plain_graph(model, org)):
        plain = line if line.isprintable() else text.escaped(line, "&#x{:x};").replace("\t", "&#9;")
        yield f"{plain}\n"


def plain_graph(model: Org, org: Organisation) -> nx.MultiDiGraph[str]:
    """Return the organisation as a multigraph of plain values, with an edge for each relation.

    Nodes have ``type`` (unit, post, body, group), ``label``, ``kind``, ``ref``, ``aliases``, ``person``, ``vacant``,
    ``acting``, ``temporary``, ``since``, ``until``, ``staff``, ``email``, ``phone``, ``url``, ``place`` (of a unit, or
    of the person in a post), ``count``, ``duties`` and ``notes``; edges ``relation`` (contains, holds, heads,
    reports_to, includes, also_part_of, or the type of a link), ``ref``, ``condition``, ``inferred``. Empty values are
    left out.
    """
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    plain.graph.update(_without_empty({"lang": model.lang, "label": model.name}))
    for node_id in org:
        plain.add_node(node_id, **_without_empty(_node(org, node_id)))
    for number, (start, end, facts) in enumerate(_edges(org)):
        plain.add_edge(start, end, key=f"e{number}", **_without_empty(facts))
    return plain


def _node(org: Organisation, node_id: str) -> dict[str, Any]:
    part = org.item(node_id)
    return {
        "type": org.kind(node_id).value,
        "label": org.title(node_id),
        "kind": getattr(part, "kind", None),
        "ref": part.ref,
        "aliases": "; ".join(alias.name for alias in part.aliases),
        **({**holding(org, node_id)._asdict(), **_of_person(org, node_id)} if isinstance(part, Post) else {}),
        **(_of_unit(part) if isinstance(part, Unit) else {}),
        "duties": len(own_duties(part)) or None,
        "notes": "; ".join(note.text for note in part.notes),
    }


def _of_unit(unit: Unit) -> dict[str, Any]:
    facts = {key: getattr(unit, key) for key in ("count", "temporary", "since", "until", "staff")}
    return {**facts, **(asdict(unit.contact) if unit.contact else {})}


def _of_person(org: Organisation, post_id: str) -> dict[str, Any]:
    person = org.person_in.get(post_id, {})
    return {key: person.get(key) for key in ("email", "phone", "url")}


def _edges(org: Organisation) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for start, end, data in org.graph.edges(data=True):
        for relation, fact in data.items():
            if relation == "links":
                for link in fact:
                    yield start, end, {"relation": link.type, "ref": link.ref, "condition": link.condition}
            elif relation == "reports_to":
                facts = {"ref": fact.ref, "condition": fact.condition, "inferred": fact.inferred, "label": fact.label}
                yield start, end, {"relation": relation, **facts}
            else:
                yield start, end, {"relation": relation, "ref": fact}


def _without_empty(facts: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value not in (None, "", False) or key == "inferred"}
