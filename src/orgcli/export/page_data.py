"""The data of the HTML page: what `show` says of each part of the organisation, and the two charts.

What is held in common is written once, on the group; its members have it from there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from orgcli.export import chart as c
from orgcli.export import page_lexicon
from orgcli.export import since as changes
from orgcli.graph import details, names
from orgcli.graph.holding import with_contact
from orgcli.graph.nodes import Kind, own_duties
from orgcli.i18n import labels
from orgcli.org import clauses
from orgcli.org.model import Group
from orgcli.render.details import links_left, notes, of_unit
from orgcli.render.duties import sections
from orgcli.search import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from orgcli.changes.marks import Since
    from orgcli.export.chart import Chart
    from orgcli.graph.details import Deputy
    from orgcli.graph.duties import DutyCard
    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Duty, Org


def page_data(model: Org, org: Organisation, since: Since | None = None) -> dict[str, Any]:
    """Return the data of the page, without empty values; with marks of what changed since another text."""
    chart = c.composition(org)
    source = model.source
    duties = _Duties()
    nodes = {node_id: _without_empty(_node(org, node_id, duties)) for node_id in org}
    if since:
        changes.insert_gone(chart, since)
        drawn = {box.id for box, _owner, _level in c.walk(chart.tops)}
        nodes |= {name: _without_empty(node) for name, node in changes.gone_nodes(since).items() if name in drawn}
        for name, mark in changes.marks(since).items():
            if name in nodes:
                nodes[name]["mark"] = mark
    met = {box.kind for box, _owner, _level in c.walk(chart.tops)}
    return {
        "title": c.heading(model),
        "lang": model.lang,
        "grammar": sorted(words.grammar(org.facts.language) - words.GRAMMAR),
        "source": {"title": source.title, "symbol": source.symbol, "url": source.url} if source else None,
        "kinds": [[kind, kind in met] for kind in c.colours(chart, model) if kind],
        "duties": duties.rows,
        "refs": sorted({ref for node in nodes.values() for ref in node.get("refs", [])}, key=clauses.sort_key),
        "nodes": nodes,
        "views": {"composition": _view(chart), "reporting": _view(c.reporting(org))},
        "synonyms": model.synonyms,
        "lexicon": page_lexicon.groups(_texts(nodes.values(), duties.rows), org.facts.language),
        "links": {
            kind: [labels.link(kind, way, model.link_types) for way in ("out", "in")] for kind in link_types(org)
        },
    }


def _texts(nodes: Collection[dict[str, Any]], duties: Iterable[list[Any]]) -> list[str]:
    """Return the names, keywords and duties that the page has."""
    names = [entry for node in nodes for entry in (node["name"], *node.get("keywords", ()))]
    aliases = [alias for node in nodes for alias, *_source in node.get("aliases", ())]
    return [*names, *aliases, *(entry for row in duties for entry in row if isinstance(entry, str))]


def link_types(org: Organisation) -> list[str]:
    """Return the types of the links that the organisation has."""
    return sorted({link.type for node_id in org for _end, link in org.links_from(node_id)})


class _Duties:
    """The duties of all cards, each written once: cards have their numbers."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self._numbers: dict[tuple[str | None, str], int] = {}

    def number(self, duty: Duty | DutyCard, *keywords: str) -> int:
        """Return the number of a duty; the keywords are what else it is found by."""
        key = (duty.ref, duty.text)
        number = self._numbers.setdefault(key, len(self.rows))
        if number == len(self.rows):
            self.rows.append([duty.text, duty.ref])
        self.rows[number] += [word for word in keywords if word not in self.rows[number][2:]]
        return number


def _view(chart: Chart) -> dict[str, Any]:
    rows = [
        [box.id, owner.id if owner else None, box.label, box.sub, box.role]
        for box, owner, _level in c.walk([*chart.tops, *chart.outside])
    ]
    return {"rows": rows, "crosses": [[cross.start, cross.end, int(cross.also)] for cross in chart.crosses]}


def _node(org: Organisation, node_id: str, duties: _Duties) -> dict[str, Any]:
    part, kind, card = org.item(node_id), org.kind(node_id), details.card(org, node_id, with_common=False)
    in_full = replace(card, duties=[*card.duties, *card.below.few]) if card.below.few else card
    owners = names.within(org, node_id)
    is_post = kind is Kind.POST
    return {
        "type": kind.value,
        "name": card.name,
        "full": f"{owners}/{card.name}" if owners else None,
        "kind": org.label(node_id),
        "ref": part.ref,
        "aliases": [[alias.name, alias.source == "usage"] for alias in card.aliases],
        "keywords": part.keywords,
        "person": with_contact(org, node_id) if is_post else None,
        "in": org.parent(node_id),
        "head": None if is_post else org.head(node_id),
        "heads": [] if is_post else org.heads(node_id)[1:],
        "also": list(getattr(part, "also_part_of", ())),
        "posts": [] if is_post else [*org.heads(node_id)[1:], *org.posts(node_id)],
        "units": list(part.units) if isinstance(part, Group) else [unit.id for unit in card.units],
        "under": list(part.below) if isinstance(part, Group) else [],
        "answers": _lines(org, node_id),
        "own": [duties.number(duty, *duty.keywords) for duty in own_duties(part)],
        "duties": [
            [section.title, list(map(duties.number, section.duties)), section.lines, section.is_nested]
            for section in sections(in_full)
        ],
        "deputies": _deputies(card.deputies),
        "deputises": _deputies(card.deputises),
        "links": [
            [link.type, int(link.direction == "in"), link.with_.id, link.ref, link.condition]
            for link in links_left(card)
        ],
        "notes": [*(f"{label}: {value}" for label, value in of_unit(card)), *card.notes],
        "on_posts": notes(card)[len(card.notes) :],
        "refs": card.refs,
    }


def _lines(org: Organisation, node_id: str) -> list[dict[str, Any]]:
    """Return the lines from a post, or a unit without a head, to its superiors."""
    return [
        _without_empty(
            {
                "to": to,
                "ref": line.ref,
                "inferred": line.inferred,
                "condition": ", ".join(
                    filter(None, (line.label, line.condition and labels.line_condition(line.condition)))
                ),
            }
        )
        for to, line in org.superiors(node_id)
    ]


def _deputies(deputies: list[Deputy]) -> list[list[str | None]]:
    return [[deputy.id, deputy.ref, deputy.condition] for deputy in deputies]


def _without_empty(facts: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value not in (None, "", [], False)}
