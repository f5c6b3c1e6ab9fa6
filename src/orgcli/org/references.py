"""What must hold between the parts of an organisation before any question can be answered."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, get_args

from orgcli.errors import MAX_PROBLEMS, hint
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.org import traversal
from orgcli.org.model import Body, Group, Link, LinkType, Org, Person, Post, Superior, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_SUGGESTIONS = 20  # unknown references that get the nearest names, which take time to compute
MAX_CYCLES = 10
# The most duties and links that groups may give to all their members, or to a unit on average if there are many units:
# with "below", a few words of a file stand for many of these.
MAX_SHARED, MAX_SHARED_PER_UNIT = 200_000, 4
# The most bodies nested in one another: as many as units, whose nesting `yaml_events` limits.
MAX_OWNERS = 100

# Id of the rule, the path to the fault in the file, and the message.
Fault = tuple[str, traversal.Path, str]
# Every part of an organisation with the path to it.
Parts = list[tuple[traversal.Path, Any]]


def faults(org: Org) -> Iterator[Fault]:
    """Yield everything that makes an organisation unusable: faulty ids, references and cycles."""
    parts = list(traversal.parts(org))
    faulty = [*group_bombs(org), *duplicate_ids(parts), *open_lines(org, parts), *unknown_references(parts)]
    yield from islice(faulty, MAX_PROBLEMS)
    if not faulty:
        yield from reporting_cycles(org)
        yield from body_cycles(org)


def group_bombs(org: Org) -> Iterator[Fault]:
    """E110: groups that say more of their members than any organisation does."""
    if not org.groups:
        return
    sizes: dict[str, int] = {}
    for unit, _owner in reversed(list(traversal.units(org))):
        sizes[unit.id] = 1 + sum(sizes[part.id] for part in unit.units)
    total = 0
    for group in org.groups:
        members = len(group.units) + sum(sizes.get(unit_id, 1) - 1 for unit_id in group.below)
        total += members * (1 + len(group.duties) + len(group.links))
    most = max(MAX_SHARED, MAX_SHARED_PER_UNIT * len(sizes))
    if total > most:
        message = _("the groups have too many members for so many duties: {number}, at most {most}")
        yield "E110", ("groups",), message.format(number=total, most=most)


def duplicate_ids(parts: Parts) -> Iterator[Fault]:
    """E201: two parts of the file have the same id, so a reference could mean either."""
    seen: set[str] = set()
    message = _("id “{id}” is used twice")  # looked up once: gettext is slow
    for path, part in parts:
        if isinstance(part, (Unit, Post, Body, Group, Person)):
            if part.id in seen:
                yield "E201", (*path, "id"), message.format(id=part.id)
            seen.add(part.id)


def open_lines(org: Org, parts: Parts) -> Iterator[Fault]:
    """E104: a line to a superior names neither a post nor a unit, or both. E105: a link is of no known type."""
    types = [*get_args(LinkType), *org.link_types]
    for path, part in parts:
        if isinstance(part, Link) and part.type not in types:
            message = _("“{value}” is not one of {choices}").format(value=part.type, choices=", ".join(types))
            yield "E105", (*path, "type"), message + hint(text.nearest(part.type, types, 1))
        if isinstance(part, Superior) and (part.post is None) == (part.heads_of is None):
            yield "E104", path, _("a superior is either a “post” or “heads_of” a unit")


def unknown_references(parts: Parts) -> Iterator[Fault]:
    """E202 to E205: a reference names nothing in the file, or a thing of another kind."""
    ids: dict[str, list[str]] = {"unit": [], "post": [], "body": [], "group": []}
    for _path, part in parts:
        if isinstance(part, (Unit, Post, Body, Group)):
            ids[type(part).__name__.lower()].append(part.id)
    ids["any"] = [part_id for of_kind in ids.values() for part_id in of_kind]
    sets = {kind: set(of_kind) for kind, of_kind in ids.items()}
    suggestions_left = MAX_SUGGESTIONS
    for path, rule, wanted, part_id in _references(parts):
        kinds = wanted.split("|")
        if not any(part_id in sets[kind] for kind in kinds):
            choices = [choice for kind in kinds for choice in ids[kind]] if suggestions_left > 0 else []
            yield rule, path, _unknown(wanted, part_id, text.nearest(part_id, choices, 3))
            suggestions_left -= 1


def _references(parts: Parts) -> Iterator[tuple[traversal.Path, str, str, str]]:
    """Yield each reference: its path, the rule that it breaks if it is unknown, the kinds it may name, and the id."""
    for path, part in parts:
        match part:
            case Superior(post=str(post)):
                yield (*path, "post"), "E204", "post", post
            case Superior(heads_of=str(place)):
                yield (*path, "heads_of"), "E203", "body|unit", place
            case Link():
                yield (*path, "with"), "E205", "any", part.with_
            case Unit():
                owners = enumerate(part.also_part_of)
                yield from (((*path, "also_part_of", position), "E202", "unit", owner) for position, owner in owners)
            case Body(part_of=str(owner)):
                yield (*path, "part_of"), "E203", "body|unit", owner
            case Group():
                for key, unit_ids in (("units", part.units), ("below", part.below)):
                    for position, unit_id in enumerate(unit_ids):
                        yield (*path, key, position), "E202", "unit", unit_id
            case _:
                pass


def _unknown(wanted: str, name: str, near: list[str]) -> str:
    match wanted:  # only one message is looked up: gettext is slow
        case "unit":
            message = _("unknown unit “{name}”")
        case "post":
            message = _("unknown post “{name}”")
        case "body|unit":
            message = _("unknown body or unit “{name}”")
        case _:
            message = _("“{name}” is no unit, post, group or body of this file")
    message = message.format(name=name)
    if not near:
        return message
    names = ", ".join(_("“{word}”").format(word=name) for name in near)
    return f"{message} ({_('did you mean {names}?').format(names=names)})"


def reporting_cycles(org: Org) -> Iterator[Fault]:
    """E302: following the lines up from a post leads back to it."""
    cycles = _cycles((post, above) for post, superiors in _above_stated(org).items() for above in superiors)
    titles: dict[str, str] = {}
    places: dict[str, traversal.Path] = {}
    for path, part in traversal.parts(org) if cycles else ():
        if isinstance(part, (Post, Unit)):
            titles[part.id] = traversal.title(part)
            places[part.id] = (*path, "reports_to") if isinstance(part, Post) else path
    for cycle in cycles:
        chain = _chain([titles[node_id] for node_id in cycle])
        first = next((node_id for node_id in cycle if places[node_id][-1] == "reports_to"), cycle[0])
        yield "E302", places[first], _("the reporting lines go round in a circle: {chain}").format(chain=chain)


def _above_stated(org: Org) -> dict[str, list[str]]:
    """Return the superiors of every post that states one, and of all above it: inferred lines alone make no cycle."""
    places: list[Unit | Body] = [*(unit for unit, _owner in traversal.units(org)), *org.bodies]
    queue = [post.id for place in places for post in traversal.posts(place) if post.reports_to]
    lines = traversal.reporting(org) if queue else {}
    above: dict[str, list[str]] = {}
    while queue:
        post_id = queue.pop()
        if post_id not in above:
            above[post_id] = [line.to for line in lines.get(post_id, []) if line.condition is None]
            queue += above[post_id]
    return above


def body_cycles(org: Org) -> Iterator[Fault]:
    """E301: a body is part of itself, directly or through others. E110: they are nested too deep."""
    owners = {body.id: body.part_of for body in org.bodies if body.part_of}
    positions = {body.id: position for position, body in enumerate(org.bodies)}
    cycles = _cycles(owners.items())
    for cycle in cycles:
        message = _("a body is part of itself: {chain}").format(chain=_chain(cycle))
        yield "E301", ("bodies", positions[cycle[0]], "part_of"), message
    for body in org.bodies if not cycles else ():
        owner, number = owners.get(body.id), 0
        while owner and number <= MAX_OWNERS:
            owner, number = owners.get(owner), number + 1
        if number > MAX_OWNERS:
            message = _("bodies nested deeper than {number}").format(number=MAX_OWNERS)
            yield "E110", ("bodies", positions[body.id], "part_of"), message
            return


def _chain(names: list[str], most: int = 20) -> str:
    return " → ".join(names if len(names) <= most else [*names[: most - 3], "…", *names[-2:]])


def _cycles(edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return cycles without a common node, ten at most, each from its first id in order back to it."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph(edges)
    cycles: list[list[str]] = []
    while len(cycles) < MAX_CYCLES and not nx.is_directed_acyclic_graph(graph):
        cycle = [start for start, _end in nx.find_cycle(graph)]
        first = cycle.index(min(cycle))
        cycles.append([*cycle[first:], *cycle[:first], cycle[first]])
        graph.remove_nodes_from(cycle)
    return cycles
