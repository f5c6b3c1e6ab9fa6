"""The shape of an organisation file: the organisation and its parts. `statements` has what is said of them.

Terms are those of the W3C Organization Ontology (https://www.w3.org/TR/vocab-org/), named in each class.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from orgcli.org.constraints import Limits
from orgcli.org.statements import (
    CONFIG,
    Alias,
    Aliases,
    Code,
    Contact,
    Date,
    Document,
    Duty,
    Formerly,
    Id,
    Keywords,
    Lang,
    Link,
    LinkType,
    Name,
    Note,
    Person,
    Ref,
    Source,
    Superior,
)

__all__ = [
    "Alias",
    "Body",
    "Contact",
    "Document",
    "Duty",
    "Group",
    "Link",
    "LinkType",
    "Note",
    "Org",
    "Person",
    "Post",
    "Source",
    "Superior",
    "Unit",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A position that somebody holds (``org:Post``)."""

    __pydantic_config__ = CONFIG
    id: Id
    """Id of the post."""
    title: Name
    """Its title."""
    aliases: Aliases = ()
    """Other titles."""
    keywords: Keywords = ()
    """Words that people type when they look for it."""
    person: Name | None = None
    """Who holds it, where the file says so: a name, or the id of one of the ``people``."""
    vacant: bool = False
    """Whether nobody holds it; a post without a person may be held by somebody whom the file does not name."""
    acting: bool = False
    """Whether whoever holds it does so for the time being."""
    since: Date | None = None
    """Since when it is held so: a day, a month or a year, the year first."""
    until: Date | None = None
    """Until when."""
    formerly: Formerly = ()
    """Ids of the posts of the text before that it comes from; its own, if it was gone and is there again."""
    ref: Ref | None = None
    """The clause that creates it or makes it the head of its unit."""
    reports_to: tuple[Superior, ...] = ()
    """Its superiors, as stated; a line that nobody states is left out."""
    deputy_of: tuple[Superior, ...] = ()
    """The posts for which it stands in."""
    duties: tuple[Duty, ...] = ()
    """The duties of its holder in person."""
    links: tuple[Link, ...] = ()
    """Relations that belong to no duty."""
    notes: tuple[Note, ...] = ()
    """Remarks."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A part of the organisation (``org:OrganizationalUnit``), nested in what it is part of."""

    __pydantic_config__ = CONFIG
    id: Id
    """Id of the unit."""
    name: Name
    """Its name."""
    kind: Name | None = None
    """What sort of unit it is: department, division, section…"""
    aliases: Aliases = ()
    """Other names and acronyms."""
    keywords: Keywords = ()
    """Words that people type when they look for it."""
    ref: Ref | None = None
    """The clause that makes it part of what encloses it."""
    also_part_of: tuple[Id, ...] = ()
    """Ids of other units that it is part of as well; it is counted in the one around it only."""
    count: Annotated[int, Limits(ge=2)] | None = None
    """How many like units the entry stands for, where the text gives only a number."""
    temporary: bool = False
    """Whether it is set up for a time only."""
    since: Date | None = None
    """Since when it exists: a day, a month or a year, the year first."""
    until: Date | None = None
    """Until when."""
    formerly: Formerly = ()
    """Ids of the units of the text before that it comes from; its own, if it was gone and is there again."""
    staff: Annotated[int, Limits(ge=0)] | None = None
    """How many posts or persons are in it, those of its parts not counted."""
    contact: Contact | None = None
    """Where it can be reached."""
    head: Post | None = None
    """The post that heads it (``org:headOf``)."""
    heads: tuple[Post, ...] = ()
    """Posts of equal rank that head it together, with ``head`` if there is one."""
    posts: tuple[Post, ...] = ()
    """Other posts in it (``org:postIn``)."""
    duties: tuple[Duty, ...] = ()
    """Its own duties."""
    links: tuple[Link, ...] = ()
    """Relations that belong to no duty."""
    notes: tuple[Note, ...] = ()
    """Remarks."""
    units: tuple[Unit, ...] = ()
    """The units it is composed of (``org:hasUnit``)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Duties that several units hold in common, written once."""

    __pydantic_config__ = CONFIG
    id: Id
    """Id of the group."""
    name: Name
    """What its members are called together."""
    aliases: Aliases = ()
    """Other names and acronyms."""
    keywords: Keywords = ()
    """Words that people type when they look for it."""
    ref: Ref | None = None
    """The clause that holds them together."""
    units: tuple[Id, ...] = ()
    """Ids of its members."""
    below: tuple[Id, ...] = ()
    """Ids of units of which every part, at any depth, is a member."""
    duties: tuple[Duty, ...] = ()
    """The duties of each member."""
    links: tuple[Link, ...] = ()
    """Relations of each member that belong to no duty."""
    notes: tuple[Note, ...] = ()
    """Remarks."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """An outside organisation, organ or class of partners (``org:Organization``)."""

    __pydantic_config__ = CONFIG
    id: Id
    """Id of the body."""
    name: Name
    """Its name."""
    kind: Name | None = None
    """What sort of body it is."""
    aliases: Aliases = ()
    """Other names and acronyms."""
    keywords: Keywords = ()
    """Words that people type when they look for it."""
    ref: Ref | None = None
    """A clause that names it."""
    part_of: Id | None = None
    """Id of the body or unit it belongs to."""
    head: Post | None = None
    """The post that heads it."""
    heads: tuple[Post, ...] = ()
    """Posts of equal rank that head it together."""
    posts: tuple[Post, ...] = ()
    """Other posts in it."""
    links: tuple[Link, ...] = ()
    """What it does with units, posts and other bodies, where the text says so."""
    notes: tuple[Note, ...] = ()
    """Remarks."""


Verbs = Annotated[tuple[Name, ...], Limits(min_length=1, max_length=2)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Org:
    """A formal organisation (``org:FormalOrganization``) and all that its file says."""

    __pydantic_config__ = CONFIG
    name: Name | None = None
    """Name of the whole, where no single unit is at the top: the first line of its tree."""
    lang: Lang = "en"
    """The language of its names and duties, as BCP 47 writes it: fr, de, pt-BR…"""
    source: Source | None = None
    """The official text behind it."""
    kinds: dict[Name, Annotated[str, Limits(min_length=1, max_length=2)]] = field(default_factory=dict)
    """The mark that tells each kind of unit apart in a tree: one character each."""
    link_types: dict[Code, Verbs] = field(default_factory=dict)
    """Its own types of link, each with its verb in the active, “audits”, and in the passive, “is audited by”."""
    units: Annotated[tuple[Unit, ...], Limits(min_length=1)]
    """The units at the top."""
    groups: tuple[Group, ...] = ()
    """Duties held in common."""
    bodies: tuple[Body, ...] = ()
    """Everybody outside."""
    people: tuple[Person, ...] = ()
    """Those who hold posts, where more is said of them than a name."""
    synonyms: tuple[Annotated[Keywords, Limits(min_length=2)], ...] = ()
    """Sets of words that mean the same; whoever types one finds the others."""
    not_synonyms: tuple[Annotated[Keywords, Limits(min_length=1)], ...] = ()
    """Sets of words that do not mean the same here: groups of the lexicon that have all words of a set do not count."""
