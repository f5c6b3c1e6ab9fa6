"""The same organisation in another order: what `test_shuffle` and `test_properties` compare with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orgcli.graph import composition, details, reporting
from orgcli.graph.nodes import Kind
from orgcli.render import json_shapes

if TYPE_CHECKING:
    from random import Random

    from orgcli.graph.organisation import Organisation

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


def everything(org: Organisation) -> dict[str, Any]:
    """Return all that `tree`, `path` and `show` can answer of an organisation, as JSON."""
    found: dict[str, Any] = {"tree": [composition.subtree(org, top) for top in org.tops()]}
    for name in sorted(org):
        found[f"show {name}"] = details.card(org, name)
        if org.kind(name) is not Kind.GROUP:
            found[f"path {name}"] = reporting.lines_up(org, name)
    return {question: json_shapes.plain(answer) for question, answer in found.items()}
