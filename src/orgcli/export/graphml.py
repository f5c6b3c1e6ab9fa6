"""The whole org, posts, bodies and links included, as GraphML for tools that analyse networks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from orgcli.graph.organisation import own_duties
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
        yield f"{line}\n"


def plain_graph(model: Org, org: Organisation) -> nx.MultiDiGraph[str]:
    """Return the organisation as a graph of strings, numbers and truth values only, an edge a relation.

    Nodes have ``type`` (unit, post, body, group), ``label``, ``kind``, ``ref``, ``aliases``,
    ``person``, ``count`` and ``duties``; edges ``relation`` (contains, holds, heads, reports_to,
    includes, or the type of a link), ``ref``, ``condition``, ``inferred``. What is empty is left out.
    """
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    plain.graph.update(_filled({"lang": model.lang, "label": model.name}))
    for name in org:
        plain.add_node(name, **_filled(_node(org, name)))
    for number, (start, end, facts) in enumerate(_edges(org)):
        plain.add_edge(start, end, key=f"e{number}", **_filled(facts))
    return plain


def _node(org: Organisation, name: str) -> dict[str, Any]:
    part = org.item(name)
    return {
        "type": org.kind(name).value,
        "label": org.title(name),
        "kind": getattr(part, "kind", None),
        "ref": part.ref,
        "aliases": "; ".join(alias.name for alias in part.aliases),
        "person": part.person if isinstance(part, Post) else None,
        "count": part.count if isinstance(part, Unit) else None,
        "duties": len(own_duties(part)) or None,
    }


def _edges(org: Organisation) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for start, end, data in org.graph.edges(data=True):
        for relation, fact in data.items():
            if relation == "links":
                for link in fact:
                    yield start, end, {"relation": link.type, "ref": link.ref, "condition": link.condition}
            elif relation == "reports_to":
                facts = {"ref": fact.ref, "condition": fact.condition, "inferred": fact.inferred}
                yield start, end, {"relation": relation, **facts}
            else:
                yield start, end, {"relation": relation, "ref": fact}


def _filled(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _clean(value) if isinstance(value, str) else value
        for key, value in facts.items()
        if value not in (None, "")
    }


def _clean(value: str) -> str:
    return text.printable(value)
