"""Names of superiors in a table, each of which only one post or the heads of one unit have."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from orgcli.graph.holding import holding
from orgcli.graph.nodes import Kind
from orgcli.i18n import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orgcli.graph.organisation import Organisation


def superior_names(org: Organisation, superiors: Sequence[str]) -> Iterator[str]:
    """Yield a name for each superior: “Director”, “Chair (Sales)”, “Chair (Sales, Ann Lee)”.

    All who head a unit under one title have one name together.
    """
    names = {node_id: names_of(org, node_id) for node_id in superiors}
    for node_id in superiors:
        short, of_unit, of_person = names[node_id]
        if not _is_unclear(org).get(text.key(short)):
            yield short
            continue
        unit = org.parent(node_id) or node_id
        same = [post for post in org.heads(unit) if org.title(post) == short]
        if len(same) < 2 or node_id not in same:
            yield of_unit
        elif not set(same) <= set(superiors):
            yield of_person
        elif node_id == same[0]:
            yield of_unit


def names_of(org: Organisation, node_id: str) -> tuple[str, str, str]:
    """Return the names of a post, the shortest first: title, title and unit, title, unit and person."""
    title, place = org.title(node_id), org.parent(node_id)
    if org.kind(node_id) is not Kind.POST or not place:
        return (title, node_id, node_id)
    unit = org.title(place)
    if _is_unclear(org).get(text.key(unit)) or ";" in unit or unit in org:
        unit = place
    person = holding(org, node_id).person or node_id
    return title, f"{title} ({unit})", f"{title} ({unit}, {person})"


@lru_cache(maxsize=1)
def _is_unclear(org: Organisation) -> dict[str, bool]:
    """Return, for each title and each name of a unit, whether others have it too, a unit's own heads aside."""
    units = (unit for unit in org.ids_of(Kind.UNIT) if org.title(unit) not in map(org.title, org.heads(unit)))
    number = Counter(text.key(org.title(node_id)) for node_id in [*units, *org.ids_of(Kind.POST)])
    return {key: several > 1 for key, several in number.items()}
