"""How many links each unit has, by type or by partner."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgcli.graph.duties import duty_holders
from orgcli.graph.links import in_tree, place_of
from orgcli.graph.nodes import DEPUTISES, Kind, Named
from orgcli.i18n import labels

if TYPE_CHECKING:
    from orgcli.graph.organisation import Organisation


@dataclass(frozen=True)
class MatrixRow:
    """The links of one unit: their number in each column."""

    unit: Named
    counts: list[int]


@dataclass(frozen=True)
class Matrix:
    """Units by types of link or by partners; a column is left out where it would be empty."""

    columns: list[Named]
    rows: list[MatrixRow]


def by_type(org: Organisation) -> Matrix:
    """Return how many links of each type a unit, its posts and the groups it is in have with others."""
    counts = {
        unit: Counter(link.type for holder in duty_holders(org, unit) for _end, link in org.links_from(holder))
        for unit in in_tree(org, Kind.UNIT)
    }
    types = sorted({type_ for row in counts.values() for type_ in row} - {DEPUTISES})
    return _matrix(org, counts, [Named(type_, labels.link(type_, "out", org.facts.link_types)) for type_ in types])


def by_partner(org: Organisation) -> Matrix:
    """Return how many links, both ways, a unit, its posts and the groups it is in have with each body."""
    counts = {}
    for unit in in_tree(org, Kind.UNIT):
        holders = duty_holders(org, unit)
        others = [end for holder in holders for end, _link in (*org.links_from(holder), *org.links_to(holder))]
        counts[unit] = Counter(place_of(org, end) for end in others)
    linked = {end for row in counts.values() for end in row}
    return _matrix(org, counts, [org.named(body) for body in in_tree(org, Kind.BODY) if body in linked])


def _matrix(org: Organisation, counts: dict[str, Counter[str]], columns: list[Named]) -> Matrix:
    return Matrix(
        columns, [MatrixRow(org.named(unit), [row[column.id] for column in columns]) for unit, row in counts.items()]
    )
