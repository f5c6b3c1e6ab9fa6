"""The organisation as linked data (Turtle): the W3C Organization Ontology, with SKOS labels.

Nodes are fragments of the document (``<#division-police>``). The clause of a relation
(``dct:source``), its condition (``skos:scopeNote``) and whether it is inferred
(``skos:editorialNote``) are stated about a reified ``rdf:Statement``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from orgcli.graph.nodes import Kind, own_duties
from orgcli.i18n import labels, text
from orgcli.org.model import Body, Post, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orgcli.graph.nodes import Relation
    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Contact, Org, Person, Source
    from orgcli.org.traversal import Line

PREFIXES = {
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
INFERRED = "inferred"
_CLASS = {
    Kind.UNIT: "org:OrganizationalUnit",
    Kind.POST: "org:Post",
    Kind.BODY: "org:Organization",
    Kind.GROUP: "org:OrganizationalCollaboration",
}
_TO = {
    "contains": "org:hasUnit",
    "holds": "org:hasPost",
    "heads": "org:headOf",
    "reports_to": "org:reportsTo",
    "includes": "org:hasMember",
    "also_part_of": "org:unitOf",
    "links": "org:linkedTo",
}
_FROM = {"contains": "org:unitOf", "holds": "org:postIn"}


def to_turtle(model: Org, org: Organisation) -> Iterator[str]:
    """Yield every unit, post, body and group with its relations, duties and clauses."""
    for prefix, address in PREFIXES.items():
        yield f"@prefix {prefix}: <{address}> .\n"
    if model.source:
        yield subject("<>", _source(model.source, model.lang))
    tops = set(org.tops())
    for node_id in org:
        kind = "org:FormalOrganization" if node_id in tops else _CLASS[org.kind(node_id)]
        facts = [("a", kind), *_facts(org, node_id, model.lang), *_relations(org, node_id)]
        yield subject(iri(node_id), facts)
    for person in model.people:
        yield subject(iri(person.id), _person(person))
    for label in dict.fromkeys(org.label(node_id) for node_id in org):
        if label:
            yield subject(_kind_iri(label), [("a", "skos:Concept"), ("skos:prefLabel", literal(label, model.lang))])
    for start, end, data in org.graph.edges(data=True):
        yield from _statements(start, end, data)


def _source(source: Source, lang: str) -> Iterator[tuple[str, str]]:
    yield "dct:title", literal(source.title, lang)
    if source.symbol:
        yield "dct:identifier", literal(source.symbol)
    if source.url:
        yield "dct:source", literal(source.url)


def _facts(org: Organisation, node_id: str, lang: str) -> Iterator[tuple[str, str]]:
    part = org.item(node_id)
    yield "dct:identifier", literal(node_id)
    yield "skos:prefLabel", literal(org.title(node_id), lang)
    for alias in part.aliases:
        yield "skos:altLabel", literal(alias.name)
    if part.ref:
        yield "dct:source", literal(part.ref)
    if isinstance(part, (Unit, Body)) and part.kind:
        yield "org:classification", _kind_iri(part.kind)
    yield from _of_post(org, part) if isinstance(part, Post) else ()
    yield from _of_unit(part) if isinstance(part, Unit) else ()
    if isinstance(part, (Unit, Post)):
        yield from (("prov:wasDerivedFrom", iri(former)) for former in part.formerly if former != node_id)
    for note in part.notes:
        yield "skos:note", literal(note.text, lang)
    for duty in own_duties(part):
        source = f" ; dct:source {literal(duty.ref)}" if duty.ref else ""
        yield "org:purpose", f"[ dct:description {literal(duty.text, lang)} ; dct:type {literal(duty.kind)}{source} ]"


def _of_post(org: Organisation, post: Post) -> Iterator[tuple[str, str]]:
    if post.person:
        person = org.person_in[post.id]["id"]
        yield "org:heldBy", iri(person) if person else f"[ a foaf:Person ; foaf:name {literal(post.person)} ]"
    if state := labels.state(post):
        yield "skos:editorialNote", literal(", ".join(state))


def _of_unit(unit: Unit) -> Iterator[tuple[str, str]]:
    if state := labels.state(unit):
        yield "skos:editorialNote", literal(", ".join(state))
    if unit.contact:
        yield from _contact(unit.contact)
        if unit.contact.place:
            yield "org:hasSite", f"[ a org:Site ; skos:prefLabel {literal(unit.contact.place)} ]"


def _contact(reached: Contact | Person) -> Iterator[tuple[str, str]]:
    if reached.email:
        yield "foaf:mbox", f"<mailto:{quote(reached.email, safe='@')}>"
    if reached.phone:
        yield "foaf:phone", literal(reached.phone)
    if reached.url:
        yield "foaf:homepage", f"<{reached.url}>"


def _person(person: Person) -> Iterator[tuple[str, str]]:
    yield "a", "foaf:Person"
    yield "foaf:name", literal(person.name)
    yield from (("foaf:nick", literal(alias)) for alias in person.aliases)
    yield from _contact(person)
    if person.note:
        yield "skos:note", literal(person.note)


def _relations(org: Organisation, node_id: str) -> Iterator[tuple[str, str]]:
    for end, data in org.graph.succ[node_id].items():
        body = org.kind(end) is Kind.BODY
        for relation in data:
            yield "org:hasSubOrganization" if body and relation == "contains" else _TO[relation], iri(end)
    body = org.kind(node_id) is Kind.BODY
    for start, data in org.graph.pred[node_id].items():
        for relation in data.keys() & _FROM.keys():
            yield "org:subOrganizationOf" if body else _FROM[relation], iri(start)


def _statements(start: str, end: str, data: dict[str, Any]) -> Iterator[str]:
    """Yield reified statements with the clause, condition and type of a relation."""
    if "reports_to" in data:
        line = data["reports_to"]
        yield from _statement(start, "org:reportsTo", end, line, [INFERRED] if line.inferred else [], line.label or "")
    for link in data.get("links", []):
        yield from _statement(start, "org:linkedTo", end, link, [], link.type)


def _statement(
    start: str, relation: str, end: str, fact: Line | Relation, notes: list[str], kind: str = ""
) -> Iterator[str]:
    statement_facts = [("dct:type", literal(kind))] if kind else []
    statement_facts += [("dct:source", literal(fact.ref))] if fact.ref else []
    statement_facts += [("skos:scopeNote", literal(fact.condition))] if fact.condition else []
    statement_facts += [("skos:editorialNote", literal(note)) for note in notes]
    if statement_facts:
        triple = [("rdf:subject", iri(start)), ("rdf:predicate", relation), ("rdf:object", iri(end))]
        yield subject("[]", [("a", "rdf:Statement"), *triple, *statement_facts])


def subject(name: str, facts: Iterable[tuple[str, str]]) -> str:
    """Return what is said of a subject."""
    return f"\n{name} " + " ;\n    ".join(f"{relation} {value}" for relation, value in facts) + " .\n"


def iri(node_id: str) -> str:
    """Return the address of a node, in the document itself."""
    return f"<#{node_id}>"


def _kind_iri(kind: str) -> str:
    return f"<#kind/{quote(kind, safe='')}>"


def literal(value: str, lang: str = "") -> str:
    """Return a string literal; Turtle's escapes are those of JSON."""
    return text.escaped(json.dumps(value, ensure_ascii=False)) + (f"@{lang}" if lang else "")
