"""The same organisation in another order: what `test_shuffle` and `test_properties` compare with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orgcli.graph import composition, details, reporting
from orgcli.graph.nodes import Kind
from orgcli.org import clauses
from orgcli.render import json_shapes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from orgcli.graph.organisation import Organisation

LISTS = {"units", "posts", "duties", "groups", "bodies", "links", "reports_to", "deputy_of", "below", "synonyms"}


def shuffled(part: Any, random: Random, key: str = "") -> Any:
    """Return the content of an organisation file with every list shuffled whose order says nothing.

    What no clause tells apart, in a list, keeps its order there.
    """
    if isinstance(part, dict):
        items = list(part.items())
        random.shuffle(items)
        return {name: shuffled(value, random, name) for name, value in items}
    if not isinstance(part, list) or key not in LISTS:
        return [shuffled(value, random) for value in part] if isinstance(part, list) else part
    mixed = random.sample(part, len(part))
    alike: dict[Any, Iterator[Any]] = {}
    for value in part:
        same = [other for other in part if _clauses(other) == _clauses(value)]
        alike.setdefault(_clauses(value), iter(same))
    return [shuffled(next(alike[_clauses(value)]), random) for value in mixed]


def _clauses(value: Any) -> Any:
    """Return the clauses that order a part among others: its own, and the first of its duties and its head."""
    if not isinstance(value, dict):
        return repr(value)
    own = [duty.get("ref") for duty in value.get("duties", [])]
    own += [value["head"].get("ref")] if "head" in value else []
    return value.get("ref"), min(own, default=None, key=clauses.sort_key)


def everything(org: Organisation) -> dict[str, Any]:
    """Return all that `tree`, `path` and `show` can answer of an organisation, as JSON."""
    found: dict[str, Any] = {"tree": [composition.subtree(org, top) for top in org.tops()]}
    for name in sorted(org):
        found[f"show {name}"] = details.card(org, name)
        if org.kind(name) is not Kind.GROUP:
            found[f"path {name}"] = reporting.lines_up(org, name)
    return {question: json_shapes.plain(answer) for question, answer in found.items()}
