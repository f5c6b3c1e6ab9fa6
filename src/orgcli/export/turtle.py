"""The organisation as linked data (Turtle): the W3C Organization Ontology, with SKOS labels.

Things are named by fragments of the document (``<#division-police>``), wherever it is published.
What a relation cannot carry itself, its clause (``dct:source``), its condition
(``skos:scopeNote``) and whether it is inferred (``skos:editorialNote``), is said of its statement.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from orgcli.graph.organisation import Kind, own_duties
from orgcli.org.model import Body, Post, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orgcli.graph.organisation import Organisation, Relation
    from orgcli.org.model import Org, Source
    from orgcli.org.traversal import Line

PREFIXES = {
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
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
    "links": "org:linkedTo",
}
_FROM = {"contains": "org:unitOf", "holds": "org:postIn"}


def to_turtle(model: Org, org: Organisation) -> Iterator[str]:
    """Yield every unit, post, body and group with its relations, duties and clauses."""
    for prefix, address in PREFIXES.items():
        yield f"@prefix {prefix}: <{address}> .\n"
    if model.source:
        yield _subject("<>", _source(model.source, model.lang))
    tops = set(org.tops())
    for name in org:
        kind = "org:FormalOrganization" if name in tops else _CLASS[org.kind(name)]
        facts = [("a", kind), *_facts(org, name, model.lang), *_relations(org, name)]
        yield _subject(_iri(name), facts)
    for label in dict.fromkeys(getattr(org.item(name), "kind", None) for name in org):
        if label:
            yield _subject(_kind(label), [("a", "skos:Concept"), ("skos:prefLabel", _said(label, model.lang))])
    for start, end, data in org.graph.edges(data=True):
        yield from _statements(start, end, data)


def _source(source: Source, lang: str) -> Iterator[tuple[str, str]]:
    yield "dct:title", _said(source.title, lang)
    if source.symbol:
        yield "dct:identifier", _said(source.symbol)
    if source.url:
        yield "dct:source", _said(source.url)


def _facts(org: Organisation, name: str, lang: str) -> Iterator[tuple[str, str]]:
    part = org.item(name)
    yield "dct:identifier", _said(name)
    yield "skos:prefLabel", _said(org.title(name), lang)
    for alias in part.aliases:
        yield "skos:altLabel", _said(alias.name)
    if part.ref:
        yield "dct:source", _said(part.ref)
    if isinstance(part, (Unit, Body)) and part.kind:
        yield "org:classification", _kind(part.kind)
    if isinstance(part, Post) and part.person:
        yield "org:heldBy", f"[ a foaf:Person ; foaf:name {_said(part.person)} ]"
    for note in part.notes:
        yield "skos:note", _said(note.text, lang)
    for duty in own_duties(part):
        source = f" ; dct:source {_said(duty.ref)}" if duty.ref else ""
        yield "org:purpose", f"[ dct:description {_said(duty.text, lang)} ; dct:type {_said(duty.kind)}{source} ]"


def _relations(org: Organisation, name: str) -> Iterator[tuple[str, str]]:
    for end, data in org.graph.succ[name].items():
        body = isinstance(org.item(end), Body)
        for relation in data:
            yield "org:hasSubOrganization" if body and relation == "contains" else _TO[relation], _iri(end)
    body = isinstance(org.item(name), Body)
    for start, data in org.graph.pred[name].items():
        for relation in data.keys() & _FROM.keys():
            yield "org:subOrganizationOf" if body else _FROM[relation], _iri(start)


def _statements(start: str, end: str, data: dict[str, Any]) -> Iterator[str]:
    """Yield what is known of a relation beyond itself, as a statement about it."""
    if "reports_to" in data:
        line = data["reports_to"]
        yield from _statement(start, "org:reportsTo", end, line, [INFERRED] if line.inferred else [])
    for link in data.get("links", []):
        yield from _statement(start, "org:linkedTo", end, link, [], link.type)


def _statement(
    start: str, relation: str, end: str, fact: Line | Relation, notes: list[str], kind: str = ""
) -> Iterator[str]:
    said = [("dct:type", _said(kind))] if kind else []
    said += [("dct:source", _said(fact.ref))] if fact.ref else []
    said += [("skos:scopeNote", _said(fact.condition))] if fact.condition else []
    said += [("skos:editorialNote", _said(note)) for note in notes]
    if said:
        triple = [("rdf:subject", _iri(start)), ("rdf:predicate", relation), ("rdf:object", _iri(end))]
        yield _subject("[]", [("a", "rdf:Statement"), *triple, *said])


def _subject(name: str, facts: Iterable[tuple[str, str]]) -> str:
    return f"\n{name} " + " ;\n    ".join(f"{relation} {value}" for relation, value in facts) + " .\n"


def _iri(name: str) -> str:
    return f"<#{name}>"


def _kind(name: str) -> str:
    return f"<#kind/{quote(name, safe='')}>"


def _said(value: str, lang: str = "") -> str:
    """Return a literal; Turtle's escapes are those of JSON."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f") + (f"@{lang}" if lang else "")
