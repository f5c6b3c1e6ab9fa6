"""The nodes of an organisation's graph, and the parts of the model behind them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from orgcli.i18n.language import primary
from orgcli.org.model import Alias, Body, Contact, Document, Duty, Group, Link, Note, Post, Source, Superior, Unit

Item = Unit | Post | Body | Group

# The type of link between a deputy and the post it stands in for.
DEPUTISES = "deputises"


class Kind(StrEnum):
    """What a node is; what the file calls the ``kind`` of a unit or body (division, section) is ``Node.label``."""

    UNIT = "unit"
    POST = "post"
    BODY = "body"
    GROUP = "group"


_TREE_ORDER = (Kind.POST, Kind.UNIT, Kind.BODY, Kind.GROUP)
PART_OF_KIND: dict[str, Any] = {"unit": Unit, "post": Post, "body": Body, "group": Group}
_PART_OF_KEY: dict[str, Any] = {
    "aliases": Alias,
    "duties": Duty,
    "links": Link,
    "notes": Note,
    "contact": Contact,
    "reports_to": Superior,
    "deputy_of": Superior,
    "in_force": Document,
    "replaces": Document,
    "supplements": Document,
    "based_on": Document,
}


class Relation(NamedTuple):
    """One link as an edge carries it: its type, clause and condition."""

    type: str
    ref: str | None
    condition: str | None


@dataclass(frozen=True)
class Named:
    """A node by id and name."""

    id: str
    name: str


class Facts(NamedTuple):
    """What the file says of the whole organisation."""

    name: str | None
    lang: str
    source: Source | None
    kinds: dict[str, str]
    link_types: dict[str, list[str]]

    @property
    def language(self) -> str:
        """The language of the file without its script or region."""
        return primary(self.lang)


@dataclass(slots=True)
class Node:
    """What stands behind a node of the graph.

    ``label`` is what the file calls the kind of unit (section, division…), ``count`` how many like units the
    node stands for, ``duties`` how many duties concern it, ``rank`` its place in the order of the official
    text, ``heads`` the ids of the posts that head it, ``names`` the keys of all it is called, its proper name first,
    ``start`` and ``length`` where the part of the model behind it lies in the section ``parts``.
    """

    id: str
    kind: Kind
    title: str
    label: str | None
    count: int | None
    duties: int
    owner: str | None
    heads: list[str]
    names: list[str]
    start: int
    length: int
    rank: int

    def tree_rank(self, *, is_head: bool) -> tuple[int, bool, int]:
        """Return what sorts it, as a tree does, among those that are part of the same."""
        return _TREE_ORDER.index(self.kind), not is_head, self.rank


def own_duties(part: Item) -> tuple[Duty, ...]:
    """Return the duties written on a part of the organisation."""
    return () if isinstance(part, Body) else part.duties


def refs_cited(plain: dict[str, Any]) -> list[str]:
    """Return the clauses that the plain data of a part cites, those of its duties and lines included."""
    lists = [value for value in plain.values() if isinstance(value, list)]
    statements = [plain, *(item for items in lists for item in items if isinstance(item, dict))]
    links = [link for statement in statements for link in statement.get("links", ()) if statement is not plain]
    return [statement["ref"] for statement in (*statements, *links) if statement.get("ref")]


def from_plain(kind: Any, plain: dict[str, Any]) -> Any:
    """Return a part of the model from the plain data that JSON holds."""
    values = {}
    for key, value in plain.items():
        part = _PART_OF_KEY.get(key)
        if value.__class__ is list:
            values[key] = tuple(from_plain(part, item) if item.__class__ is dict else item for item in value)
        else:
            values[key] = from_plain(part, value) if part and value else value
    return kind(**values)
