"""An organisation as rows of plain data: what the cache holds, and what the graph is built from."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from orgcli.graph.nodes import DEPUTISES, Kind, own_duties
from orgcli.i18n import text
from orgcli.org import clauses, traversal
from orgcli.org.model import Body, Duty, Org, Person, Post, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from orgcli.graph.nodes import Item

# The keys of a part under which other nodes are nested.
_OTHER_NODES = {Unit: {"units", "head", "heads", "posts"}, Body: {"head", "heads", "posts"}}

# Start, end, relation, and what the file says of it.
Edge = tuple[str, str, str, Any]


class NodeRecord(NamedTuple):
    """A part of the organisation that becomes a node; ``person`` and ``handles`` are the id and names of its holder."""

    kind: Kind
    part: Item
    owner: str | None
    keys: tuple[str, ...]
    person: str | None = None
    handles: tuple[str, ...] = ()


def to_sections(org: Org) -> dict[str, bytes]:
    """Return an organisation as sections for the cache: ``graph``, its nodes and edges as JSON, and ``parts``.

    Nodes are in the order of the official text. ``parts`` holds the JSON of the part of the model behind each node,
    one after the other: a question reads few of them.
    """
    from pydantic_core import to_json  # three times as fast as the standard library

    # by id, and by name after an equals sign, which no id has
    persons = {key: person for person in org.people for key in (f"={text.key(person.name)}", person.id)}
    records = sorted(_records(org, persons), key=lambda record: _sort_key(record.part))
    common: Counter[str] = Counter()
    for group, members in traversal.memberships(org):
        common.update(dict.fromkeys(members, len(group.duties)))
    keys = {record.part.id: record.keys[0] for record in records}
    nodes, parts = [], bytearray()
    for record in records:
        part = to_json(_plain(record.part))
        nodes.append((*_row(record, keys, common[record.part.id]), len(parts), len(part)))
        parts += part
    facts = {"name": org.name, "lang": org.lang, "source": org.source and _plain(org.source), "kinds": org.kinds}
    facts["link_types"] = org.link_types
    graph = {
        "facts": facts,
        "synonyms": org.synonyms,
        "not_synonyms": org.not_synonyms,
        "people": _people(org, records),
        "formerly": {record.part.id: former for record in records if (former := getattr(record.part, "formerly", ()))},
        "nodes": nodes,
        "edges": _merged(_edges(org, records)),
    }
    return {"graph": to_json(graph), "parts": bytes(parts)}


def _merged(edges: Iterable[Edge]) -> list[tuple[str, str, dict[str, Any]]]:
    """Return each pair of nodes with its relations; of several lines to one superior, the first is kept."""
    pairs: dict[tuple[str, str], dict[str, Any]] = {}
    for start, end, relation, fact in edges:
        data = pairs.setdefault((start, end), {})
        if relation == "links":
            data.setdefault("links", []).append(fact)
        else:
            data.setdefault(relation, fact)
    return [(start, end, data) for (start, end), data in pairs.items()]


def _people(org: Org, records: list[NodeRecord]) -> list[dict[str, Any]]:
    """Return all persons with the posts they hold; those that posts only name, by their names."""
    rows: dict[str, dict[str, Any]] = {one.id: {**_plain(one), "posts": []} for one in org.people}
    for record in records:
        if isinstance(record.part, Post) and (name := record.part.person):
            row = rows.setdefault(record.person or f"={text.key(name)}", {"id": None, "name": name, "posts": []})
            row["posts"].append(record.part.id)
    return list(rows.values())


def _records(org: Org, persons: dict[str, Person]) -> Iterator[NodeRecord]:
    """Yield every part of an organisation, each after its owner, siblings by clause, else as in the file."""
    for unit, owner in traversal.units(org, _in_order):
        yield _record(Kind.UNIT, unit, owner.id if owner else None)
        yield from (_post(post, unit.id, persons) for post in _in_order(traversal.posts(unit)))
    for body in _in_order(org.bodies):
        yield _record(Kind.BODY, body, body.part_of)
        yield from (_post(post, body.id, persons) for post in _in_order(traversal.posts(body)))
    for group in _in_order(org.groups):
        yield _record(Kind.GROUP, group, None)


def _record(kind: Kind, part: Item, owner: str | None) -> NodeRecord:
    names = [text.key(traversal.title(part))]
    if part.aliases:
        names += [text.key(alias.name) for alias in part.aliases]
    return NodeRecord(kind, part, owner, tuple(names))


def _post(post: Post, owner: str, persons: dict[str, Person]) -> NodeRecord:
    """Return a post with the name of the person in place of the id."""
    person = persons.get(post.person or "") or persons.get(f"={text.key(post.person or '')}")
    if not person:
        return _record(Kind.POST, post, owner)
    record = _record(Kind.POST, replace(post, person=person.name), owner)
    handles = (person.id, *person.aliases, *([person.email] if person.email else []))
    return record._replace(person=person.id, handles=tuple(map(text.key, handles)))


def _in_order(parts: Sequence[Any]) -> list[Any]:
    return sorted(parts, key=_sort_key) if len(parts) > 1 else list(parts)


def _sort_key(part: Item) -> tuple[str, str]:
    """Return what sorts parts as the official text has them: their clause, the first clause of their own."""
    own = [duty.ref for duty in own_duties(part)]
    if isinstance(part, (Unit, Body)) and (heads := traversal.heads(part)):
        own += [post.ref for post in heads]
    first = min(map(clauses.sort_key, own)) if own else clauses.LAST
    return clauses.sort_key(part.ref) if part.ref else clauses.LAST, first


def _row(record: NodeRecord, keys: dict[str, str], common: int) -> tuple[Any, ...]:
    """Return the fields of a `Node` up to ``names``, in their order."""
    part, heads, duty_count = record.part, [], len(own_duties(record.part)) + common
    if isinstance(part, (Unit, Body)) and (posts := traversal.posts(part)):
        heads = [post.id for post in _in_order(traversal.heads(part))]
        duty_count += sum(len(post.duties) for post in posts)
    count = getattr(part, "count", None)
    label = getattr(part, "kind", None)
    names = _names(record, keys)
    return part.id, record.kind.value, traversal.title(part), label, count, duty_count, record.owner, heads, names


def _names(record: NodeRecord, keys: dict[str, str]) -> list[str]:
    """Return the keys of all that a node is called, its proper name first.

    A post is also called by its title and the name of its unit together, and by the name of its holder.
    """
    names = dict.fromkeys(record.keys)
    if record.kind is Kind.POST and record.owner:
        names[f"{record.keys[0]} {keys[record.owner]}"] = None
    if isinstance(record.part, Post) and record.part.person:
        names |= dict.fromkeys((text.key(record.part.person), *record.handles))
    return list(names)


def _edges(org: Org, records: list[NodeRecord]) -> Iterator[Edge]:
    for record in records:
        part = record.part
        if record.kind is Kind.POST:
            yield record.owner or "", part.id, "holds", part.ref
        elif record.owner:
            yield record.owner, part.id, "contains", part.ref
        if isinstance(part, Unit):
            yield from ((part.id, other, "also_part_of", None) for other in part.also_part_of)
        if isinstance(part, (Unit, Body)):
            yield from ((post.id, part.id, "heads", post.ref) for post in traversal.heads(part))
    for group, members in traversal.memberships(org):
        yield from ((group.id, member, "includes", group.ref) for member in members)
    leading = traversal.leaders(org)
    for start, lines in traversal.reporting(org, leading).items():
        for line in sorted(lines, key=_strength) if len(lines) > 1 else lines:
            yield start, line.to, "reports_to", line
    for part in filter(_may_have_links, (record.part for record in records)):
        yield from _links(part, leading)


def _strength(line: traversal.Line) -> tuple[Any, ...]:
    """Return what sorts the lines to one superior, of which the graph keeps the first."""
    return line.inferred, bool(line.condition), clauses.sort_key(line.ref)


def _may_have_links(part: Item) -> bool:
    return bool(part.links or own_duties(part) or (isinstance(part, Post) and part.deputy_of))


def _links(part: Item, leading: dict[str, list[str]]) -> Iterator[Edge]:
    """Yield the links that a part states, those of its duties and of deputies included."""
    for link in part.links:
        yield part.id, link.with_, "links", (link.type, link.ref, link.condition)
    for duty in _by_clause(own_duties(part)):
        for link in duty.links:
            yield part.id, link.with_, "links", (link.type, link.ref or duty.ref, link.condition)
    for line in part.deputy_of if isinstance(part, Post) else ():
        for to in traversal.superiors(line, leading):
            yield part.id, to, "links", (DEPUTISES, line.ref, line.condition)


def _plain(part: Any) -> dict[str, Any]:
    """Return what a part of the model says, by key, without what is empty or a node of its own; duties by clause."""
    keys, values_of = _fields(part.__class__)
    plain = {key: value for key, value in zip(keys, values_of(part), strict=True) if value}
    if "duties" in plain:
        plain["duties"] = _by_clause(plain["duties"])
    return plain


@cache
def _fields(kind: Any) -> tuple[list[str], attrgetter[tuple[Any, ...]]]:
    """Return the keys of a class of the model without those of other nodes, and what reads their values at once."""
    keys = [key for key in kind.__slots__ if key not in _OTHER_NODES.get(kind, ())]
    return keys, attrgetter(*keys)


def _by_clause(duties: Iterable[Duty]) -> list[Duty]:
    return sorted(duties, key=lambda duty: clauses.sort_key(duty.ref))
