"""The numbers of an organisation, or of one unit and all beneath it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orgcli.graph.filters import inside
from orgcli.graph.holding import distinction, holding
from orgcli.graph.links import in_tree, place_of, posts_of, stated_links
from orgcli.graph.nodes import Kind, Named, refs_cited
from orgcli.i18n import labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orgcli.graph.organisation import Organisation


@dataclass(frozen=True)
class Span:
    """How many answer to a head: directly, and with all beneath these."""

    id: str
    title: str
    direct: int
    all: int
    name: str = field(default="", metadata={"json": False})
    """The title, with the unit where several heads have it, and who holds it where several of the unit have it."""


@dataclass(frozen=True)
class DutyCount:
    """The duties that concern a unit: its own, those of its posts in person, those held in common with others."""

    unit: Named
    own: int
    in_person: int
    in_common: int

    @property
    def total(self) -> int:
        """All duties that concern the unit."""
        return self.own + self.in_person + self.in_common


@dataclass(frozen=True)
class Statistics:
    """How many units, posts, duties and links there are.

    ``units`` counts the unit asked about too, ``levels`` is 1 for a unit without parts; ``links`` counts what its
    units, posts and groups state, by type; ``clauses`` are those cited. ``span`` has the widest first.
    """

    units: int
    levels: int
    by_kind: dict[str, int]
    posts: int
    heads: int
    without_head: int
    vacant: int
    duties: int
    links: dict[str, int]
    span: list[Span]
    clauses: int
    staff: int
    verbs: dict[str, str] = field(metadata={"json": False})
    by_level: list[int] = field(metadata={"json": False})
    duties_of: list[DutyCount] = field(metadata={"json": False})
    partners: list[tuple[Named, int]] = field(metadata={"json": False})


def statistics(org: Organisation, unit: str | None = None) -> Statistics:
    """Return the numbers of the whole organisation, or of a unit and all beneath it."""
    counted = set(org) if unit is None else inside(org, unit)
    units = [node_id for node_id in in_tree(org, Kind.UNIT) if node_id in counted]
    heads = [head for node_id in units for head in org.heads(node_id)]
    top = len(org.owners(unit)) if unit else 0
    levels = Counter(len(org.owners(node_id)) - top for node_id in units)
    duties = {holder: len(org.plain(holder).get("duties", ())) for holder in counted}
    links = [(start, end, link.type) for start, end, link in stated_links(org) if not counted.isdisjoint((start, end))]
    refs = set() if unit else _source_refs(org)
    refs.update(ref for node_id in counted for ref in refs_cited(org.plain(node_id)))
    return Statistics(
        units=len(units),
        levels=len(levels),
        by_kind=dict(Counter(label for node_id in units if (label := org.label(node_id)))),
        posts=sum(len(posts_of(org, node_id)) for node_id in units),
        heads=len(heads),
        without_head=sum(not org.heads(node_id) for node_id in units),
        vacant=sum(holding(org, post).vacant for node_id in units for post in posts_of(org, node_id)),
        duties=sum(duties.values()),
        links=dict(Counter(type_ for start, _end, type_ in links if start in counted).most_common()),
        span=_spans(org, heads),
        clauses=len(refs),
        staff=sum(org.plain(node_id).get("staff", 0) for node_id in units),
        verbs={type_: labels.link(type_, "out", org.facts.link_types) for _start, _end, type_ in links},
        by_level=[levels[level] for level in sorted(levels)],
        duties_of=[_duty_count(org, node_id, duties) for node_id in units],
        partners=_partners(org, [pair[:2] for pair in links]),
    )


def _source_refs(org: Organisation) -> set[str]:
    """Return the clauses by which the file relates its source to other texts."""
    source = org.facts.source
    documents = (source.in_force, *source.replaces, *source.supplements, *source.based_on) if source else ()
    return {document.ref for document in documents if document and document.ref}


def _spans(org: Organisation, heads: list[str]) -> list[Span]:
    """Return how many answer to each head; written out, because a search by networkx for each takes seconds."""
    subordinates: dict[str, list[str]] = {}
    for node_id, superior, data in org.graph.edges(data=True):
        if "reports_to" in data:
            subordinates.setdefault(superior, []).append(node_id)
    titles, places = Counter(map(org.title, heads)), Counter((org.title(head), org.parent(head)) for head in heads)
    spans = []
    for head in heads:
        beneath, waiting = {head}, [head]
        while waiting:
            new = [node_id for node_id in subordinates.get(waiting.pop(), ()) if node_id not in beneath]
            beneath.update(new)
            waiting += new
        direct = len(subordinates.get(head, ()))
        spans.append(Span(head, org.title(head), direct, len(beneath) - 1, _name(org, head, titles, places)))
    return sorted(spans, key=lambda span: (-span.direct, -span.all))


def _name(org: Organisation, head: str, titles: Counter[str], places: Counter[tuple[str, str | None]]) -> str:
    """Return the title of a head, with what tells it from others of the same title."""
    title, unit = org.title(head), org.parent(head)
    if titles[title] == 1 or not unit:
        return title
    held = distinction(org, head) if places[title, unit] > 1 else ""
    return f"{title} ({held}) · {org.title(unit)}" if held else f"{title} · {org.title(unit)}"


def _duty_count(org: Organisation, unit: str, duties: dict[str, int]) -> DutyCount:
    in_person = sum(duties[post] for post in posts_of(org, unit))
    in_common = sum(duties[group] for group in org.groups(unit))
    return DutyCount(org.named(unit), duties[unit], in_person, in_common)


def _partners(org: Organisation, links: Iterable[tuple[str, str]]) -> list[tuple[Named, int]]:
    """Return the bodies at either end of some links, the most linked first."""
    ends = Counter(end for pair in links for end in {place_of(org, node_id) for node_id in pair})
    return [(org.named(end), number) for end, number in ends.most_common() if org.kind(end) is Kind.BODY]
