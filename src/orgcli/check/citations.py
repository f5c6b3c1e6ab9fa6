"""What a clause establishes: all the statements of the file that cite it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from orgcli.graph.nodes import Kind, Named, own_duties
from orgcli.i18n import labels
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses
from orgcli.org.model import Post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.check.official_text import Official
    from orgcli.graph.nodes import Item
    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Link

_ORDER = ("source", "part_of", "head", "reports_to", "deputy_of", "duty", "link", "note")
_INTERNAL = {"json": False}


@dataclass(frozen=True)
class Statement:
    """One thing that a clause establishes, and the unit (group, body) that it is about.

    ``type`` is ``duty``, ``head``, ``reports_to``, ``part_of`` (a unit in a unit, a post in a unit, a
    member in a group) or ``link``; also ``deputy_of``, ``source`` (what the file says of the text
    itself) and ``note``. ``about`` are the ids of all whom it concerns.
    """

    type: str
    unit: Named
    text: str
    ref: str = field(metadata=_INTERNAL)
    part: object = field(repr=False, compare=False, metadata=_INTERNAL)
    about: frozenset[str] = field(default=frozenset(), repr=False, metadata=_INTERNAL)
    link: tuple[str, str, str] | None = field(default=None, metadata=_INTERNAL)
    """Of a link, its holder, its verb and the other with the condition."""


@dataclass(frozen=True)
class Citation:
    """A clause, what it establishes, its official wording if there is a copy, and where to read it."""

    ref: str
    statements: list[Statement]
    official: str | None
    url: str | None


def cite(org: Organisation, ref: str, official: Official | None = None) -> Citation:
    """Return all that a clause, or a whole paragraph or section, establishes, in the order of the text."""
    within = dict.fromkeys(statement for statement in statements(org) if clauses.within(statement.ref, ref))
    ordered = sorted(
        within,
        key=lambda statement: (
            clauses.sort_key(statement.ref),
            _ORDER.index(statement.type),
            org.tree_position(statement.unit.id),
        ),
    )
    source = org.facts.source
    return Citation(ref, ordered, official.wording(ref) if official else None, source.address(ref) if source else None)


def statements(org: Organisation) -> Iterator[Statement]:
    """Yield every statement of an organisation that cites a clause, node by node in the order of the text."""
    return (statement for statement in _Statements(org).all() if statement.ref)


def _limited(text: str, condition: str | None) -> str:
    return f"{text} ({condition})" if condition else text


class _Statements:
    """Make the statements of an organisation; messages are looked up once, because gettext is slow."""

    def __init__(self, org: Organisation) -> None:
        self.org = org
        self.top = _("{unit} is at the top")
        self.unit_part = _("{unit} is part of {owner}")
        self.head, self.post = _("{post} heads {unit}"), _("{post} is a post in {unit}")
        self.answers, self.deputises = _("{post} answers to {superior}"), _("{post} deputises for {superior}")
        self.linked = _("{name} {verb} {other}")
        self.verb = cache(lambda link_type: labels.link(link_type, "out", org.facts.link_types))

    def all(self) -> Iterator[Statement]:
        yield from self._source()
        for node_id in self.org:
            kind, part = self.org.kind(node_id), self.org.item(node_id)
            if isinstance(part, Post):
                yield from self._post(part)
                continue
            if kind is Kind.GROUP:
                members = self.org.children(node_id)
                text = f"{self.org.title(node_id)} = {', '.join(map(self.org.title, members))}"
                yield self._statement("part_of", node_id, part.ref, text, part, *members)
            elif owner := self.org.parent(node_id):
                text = self.unit_part.format(unit=self.org.title(node_id), owner=self.org.title(owner))
                yield self._statement("part_of", node_id, part.ref, text, part, owner)
            elif kind is Kind.UNIT:
                text = self.top.format(unit=self.org.title(node_id))
                yield self._statement("part_of", node_id, part.ref, text, part)
            yield from self._own_statements(node_id, part)

    def _statement(self, kind: str, place: str, ref: str | None, text: str, part: object, *others: str) -> Statement:
        """Return a statement about a unit, body or group that concerns others, posts with the units they are in."""
        places = [self.org.parent(other) for other in others if self.org.kind(other) is Kind.POST]
        about = frozenset({place, *others, *filter(None, places)})
        return Statement(kind, self.org.named(place), text, ref or "", part, about)

    def _post(self, post: Post) -> Iterator[Statement]:
        place = self.org.parent(post.id) or post.id
        heads = self.org.is_head(post.id)
        text = (self.head if heads else self.post).format(post=post.title, unit=self.org.title(place))
        yield self._statement("head" if heads else "part_of", place, post.ref, text, post, post.id)
        for kind, message, lines in (
            ("reports_to", self.answers, post.reports_to),
            ("deputy_of", self.deputises, post.deputy_of),
        ):
            for line in lines:
                superior = line.post or line.heads_of or ""
                text = message.format(post=post.title, superior=self.org.title(superior))
                limited = _limited(text, line.condition and labels.line_condition(line.condition))
                yield self._statement(kind, place, line.ref, limited, line, post.id, superior)
        yield from self._own_statements(place, post)

    def _own_statements(self, place: str, holder: Item) -> Iterator[Statement]:
        """Yield the duties, links and notes of a unit, group, body or post."""
        person = [holder.id] if isinstance(holder, Post) else []
        for duty in own_duties(holder):
            linked = [link.with_ for link in duty.links]
            yield self._statement("duty", place, duty.ref, duty.text, duty, *person, *linked)
            yield from (self._link(place, holder.id, link, link.ref or duty.ref) for link in duty.links)
        yield from (self._link(place, holder.id, link, link.ref) for link in holder.links)
        yield from (self._statement("note", place, note.ref, note.text, note, *person) for note in holder.notes)

    def _link(self, place: str, holder: str, link: Link, ref: str | None) -> Statement:
        name, verb = self.org.title(holder), self.verb(link.type)
        other = _limited(self.org.title(link.with_), link.condition)
        text = self.linked.format(name=name, verb=verb, other=other)
        statement = self._statement("link", place, ref, text, link, holder, link.with_)
        return replace(statement, link=(name, verb, other))

    def _source(self) -> Iterator[Statement]:
        """Yield what the file says of the official text itself, as statements about the whole."""
        source, top = self.org.facts.source, self.org.tops()[0]
        if not source:
            return
        whole = Named(top, self.org.facts.name or self.org.title(top))
        documents = [(_("in force since {text}"), source.in_force)] if source.in_force else []
        documents += [(_("replaces {text}"), document) for document in source.replaces]
        documents += [(_("supplements {text}"), document) for document in source.supplements]
        documents += [(_("based on {text}"), document) for document in source.based_on]
        for message, document in documents:
            facts = [fact for fact in (document.symbol, document.title, document.date) if fact]
            text = message.format(text=", ".join(facts))
            yield Statement("source", whole, text, document.ref or "", document, frozenset({top}))
