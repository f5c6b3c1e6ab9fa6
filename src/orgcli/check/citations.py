"""What the file says on the strength of a clause: from any clause to all its statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orgcli.i18n import labels
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses, traversal
from orgcli.org.model import Body, Group, Post

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orgcli.check.official_text import Official
    from orgcli.org.model import Duty, Link, Org, Superior, Unit

    Holder = Unit | Body | Group | Post

_ORDER = ("source", "part_of", "head", "reports_to", "deputy_of", "duty", "link", "note")
_INTERNAL = {"json": False}


@dataclass(frozen=True)
class Named:
    """A unit, group or body by id and name."""

    id: str
    name: str


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


@dataclass(frozen=True)
class Cited:
    """A clause, what it establishes, its official wording where a copy is at hand, and where to read it."""

    ref: str
    statements: list[Statement]
    official: str | None
    url: str | None


def cite(org: Org, ref: str, official: Official | None = None) -> Cited:
    """Return all that a clause, or a whole paragraph or section, establishes, in the order of the text."""
    found = dict.fromkeys(statement for statement in statements(org) if clauses.within(statement.ref, ref))
    ordered = sorted(found, key=lambda one: (clauses.sort_key(one.ref), _ORDER.index(one.type)))
    url = org.source.url.replace("{ref}", ref.replace(" ", "-")) if org.source and org.source.url else None
    return Cited(ref, ordered, official.wording(ref) if official else None, url)


def statements(org: Org) -> Iterator[Statement]:
    """Yield every statement of an organisation that cites a clause, in the order of the file."""
    return (statement for statement in _Statements(org).all() if statement.ref)


class _Statements:
    """Makes the statements of an organisation; its sentences are fetched once, for gettext is slow."""

    def __init__(self, org: Org) -> None:
        self.org = org
        self.top = _("{unit} is at the top")
        self.unit_part, self.only = _("{unit} is part of {owner}"), _("only {condition}")
        self.head, self.post = _("{post} heads {unit}"), _("{post} is a post in {unit}")
        self.answers, self.deputises = _("{post} answers to {superior}"), _("{post} deputises for {superior}")
        self.linked = _("{name} {verb} {other}")
        self.verbs: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.places: dict[str, str] = {}
        for _path, part in traversal.parts(org):
            if isinstance(part, Post) or hasattr(part, "id"):
                self.titles[part.id] = part.title if isinstance(part, Post) else part.name
            for post in [*([part.head] if getattr(part, "head", None) else []), *getattr(part, "posts", [])]:
                self.places[post.id] = part.id

    def all(self) -> Iterator[Statement]:
        yield from self.source()
        for unit, owner in traversal.units(self.org):
            if owner:
                yield self.part(unit, owner.id, owner.name)
            else:
                yield self.make("part_of", unit, unit.ref, self.top.format(unit=unit.name), unit)
            yield from self.place(unit)
        for group, members in traversal.memberships(self.org):
            names = ", ".join(self.titles.get(name, name) for name in members)
            yield self.make("part_of", group, group.ref, f"{group.name} = {names}", group, *members)
            yield from self.held(group, group)
        for body in self.org.bodies:
            if body.part_of:
                yield self.part(body, body.part_of, self.titles.get(body.part_of, body.part_of))
            yield from self.place(body)

    def part(self, place: Unit | Body, owner: str, name: str) -> Statement:
        message = self.unit_part.format(unit=place.name, owner=name)
        return self.make("part_of", place, place.ref, message, place, owner)

    def make(self, kind: str, place: Holder, ref: str | None, text: str, part: object, *others: str) -> Statement:
        about = {place.id, *others, *(self.places[other] for other in others if other in self.places)}
        return Statement(kind, Named(place.id, self.titles[place.id]), text, ref or "", part, frozenset(about))

    def place(self, place: Unit | Body) -> Iterator[Statement]:
        yield from self.held(place, place)
        for post in traversal.posts(place):
            heads = post is place.head
            text = (self.head if heads else self.post).format(post=post.title, unit=place.name)
            yield self.make("head" if heads else "part_of", place, post.ref, text, post, post.id)
            yield from self.lines(place, post, "reports_to", self.answers, post.reports_to)
            yield from self.lines(place, post, "deputy_of", self.deputises, post.deputy_of)
            yield from self.held(place, post)

    def lines(
        self, place: Unit | Body, post: Post, kind: str, message: str, lines: Iterable[Superior]
    ) -> Iterator[Statement]:
        for line in lines:
            text = message.format(post=post.title, superior=self.titles.get(line.post, line.post))
            yield self.make(kind, place, line.ref, self.limited(text, line.condition), line, post.id, line.post)

    def held(self, place: Holder, holder: Holder) -> Iterator[Statement]:
        """Yield the duties, links and notes of a unit, group, body or post."""
        person = [holder.id] if isinstance(holder, Post) else []
        for duty in getattr(holder, "duties", []):
            linked = [link.with_ for link in duty.links]
            yield self.make("duty", place, duty.ref, duty.text, duty, *person, *linked)
            yield from (self.link(place, holder, link, duty) for link in duty.links)
        yield from (self.link(place, holder, link) for link in holder.links)
        yield from (self.make("note", place, note.ref, note.text, note, *person) for note in holder.notes)

    def link(self, place: Holder, holder: Holder, link: Link, duty: Duty | None = None) -> Statement:
        name = self.titles[holder.id]
        other = self.titles.get(link.with_, link.with_)
        if link.type not in self.verbs:
            self.verbs[link.type] = labels.link(link.type, "out")
        text = self.linked.format(name=name, verb=self.verbs[link.type], other=other)
        ref = link.ref or (duty.ref if duty else None)
        return self.make("link", place, ref, self.limited(text, link.condition), link, holder.id, link.with_)

    def limited(self, text: str, condition: str | None) -> str:
        return f"{text} ({self.only.format(condition=condition)})" if condition else text

    def source(self) -> Iterator[Statement]:
        """Yield what the file says of the official text itself, as statements about the whole."""
        source, top = self.org.source, self.org.units[0]
        whole = Named(top.id, self.org.name or top.name)
        if not source:
            return
        said = [(_("in force since {text}"), source.in_force)] if source.in_force else []
        said += [(_("replaces {text}"), document) for document in source.replaces]
        said += [(_("supplements {text}"), document) for document in source.supplements]
        said += [(_("based on {text}"), document) for document in source.based_on]
        for message, document in said:
            facts = [fact for fact in (document.symbol, document.title, document.date) if fact]
            text = message.format(text=", ".join(facts))
            yield Statement("source", whole, text, document.ref or "", document, frozenset({top.id}))
