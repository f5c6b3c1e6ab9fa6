"""The same organisation in another order: what `test_shuffle` and `test_properties` compare with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orgcli import answers, card, query
from orgcli import graph as g
from orgcli.graph import Kind

if TYPE_CHECKING:
    from random import Random

    from orgcli.graph import OrgGraph

LISTS = {"units", "posts", "duties", "groups", "bodies", "links", "reports_to", "deputy_of", "below", "synonyms"}


def shuffled(part: Any, random: Random, key: str = "") -> Any:  # noqa: ANN401 - any YAML
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
    found: dict[str, Any] = {"tree": [query.subtree(graph, top) for top in g.tops(graph)]}
    for name in sorted(graph):
        found[f"show {name}"] = card.card(graph, name)
        if g.kind(graph, name) is not Kind.GROUP:
            found[f"path {name}"] = query.lines_up(graph, name)
    return {question: answers.plain(answer) for question, answer in found.items()}
