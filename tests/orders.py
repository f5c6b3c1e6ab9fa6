"""The same organisation in another order: what `test_shuffle` and `test_properties` compare with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orgcli.graph import details, hierarchy
from orgcli.graph import organisation as g
from orgcli.graph.organisation import Kind
from orgcli.render import json_shapes

if TYPE_CHECKING:
    from random import Random

    from orgcli.graph.organisation import OrgGraph

LISTS = {"units", "posts", "duties", "groups", "bodies", "links", "reports_to", "deputy_of", "below", "synonyms"}


def shuffled(part: Any, random: Random, key: str = "") -> Any:
    """Return the content of an organisation file with every list whose order says nothing shuffled."""
    if isinstance(part, dict):
        items = list(part.items())
        random.shuffle(items)
        return {name: shuffled(value, random, name) for name, value in items}
    if isinstance(part, list):
        values = [shuffled(value, random) for value in part]
        if key in LISTS:
            random.shuffle(values)
        return values
    return part


def everything(graph: OrgGraph) -> dict[str, Any]:
    """Return all that `tree`, `path` and `show` can answer of an organisation, as JSON."""
    found: dict[str, Any] = {"tree": [hierarchy.subtree(graph, top) for top in g.tops(graph)]}
    for name in sorted(graph):
        found[f"show {name}"] = details.card(graph, name)
        if g.kind(graph, name) is not Kind.GROUP:
            found[f"path {name}"] = hierarchy.lines_up(graph, name)
    return {question: json_shapes.plain(answer) for question, answer in found.items()}
