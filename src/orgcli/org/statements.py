"""The shape of an organisation file: what it says of its parts, and of the text behind it.

The classes are plain dataclasses. `load` validates a file against them with pydantic, and the JSON Schema for editors
is made from them, so a key is described here and nowhere else. What comes from the cache is valid already:
`constraints` says what pydantic needs without importing it. Terms are those of the W3C Organization Ontology
(https://www.w3.org/TR/vocab-org/), named in each class.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from orgcli.i18n import language
from orgcli.org import clauses
from orgcli.org.constraints import Limits, one_line

# How pydantic reads these classes. `schema` turns their docstrings on: to find these in the source takes longer than
# all the rest of the validation.
CONFIG: Any = {
    "extra": "forbid",
    "use_attribute_docstrings": False,
    "alias_generator": lambda name: name.rstrip("_"),
}

Id = Annotated[str, Limits(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=100)]
"""The name that other parts of the file use: lower case letters, digits and hyphens."""
Formerly = tuple[Id, ...]
"""Ids of an earlier text, which need not be in this file: several make a merger, one in several lists a split."""
Name = Annotated[str, Limits(min_length=1, max_length=300, after=one_line)]
Text = Annotated[str, Limits(min_length=1, max_length=5000)]
Ref = Annotated[str, Limits(pattern=f"^{clauses.PATTERN}$", max_length=40, after=clauses.written)]
# A language, as BCP 47 writes it: ``fr``, ``pt-BR``, ``zh-Hant``.
Lang = Annotated[str, Limits(pattern=language.TAG, max_length=35)]
Keywords = tuple[Annotated[str, Limits(min_length=1, max_length=200, after=one_line)], ...]
# A day, a month or a year, the year first.
DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
Date = Annotated[str, Limits(pattern=DATE)]
EMAIL = r"^[^\s@<>\"'`|]+@[^\s@<>\"'`|]+$"
# A web address that can stand in any text: no blank, quote, bracket or invisible character; ``{ref}`` may be in it.
ADDRESS = r"^https?://(?:[^\s\"'<>{}\\^`|\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|\{ref\})+$"
# The name that a file gives to a type of link of its own.
Code = Annotated[str, Limits(pattern=r"^[a-z][a-z0-9_-]*$", max_length=40)]
LinkType = Literal[
    "coordinates",
    "cooperates",
    "liaises",
    "consults",
    "negotiates",
    "advises",
    "assists",
    "serves",
    "informs",
    "trains",
    "chairs",
    "instructs",
    "directs",
    "relies_on",
    "participates",
]
# Any word passes here: `references` checks it against the types that the file itself defines.
AnyLinkType = Annotated[str, Limits(max_length=40, before=lambda value: value, written=LinkType | Code)]
DutyKind = Literal["duty", "mechanism", "provision"]


def _named(value: Any) -> Any:
    """Return a list with each text in it as a mapping: an alias may be written as its name only."""
    return [{"name": item} if isinstance(item, str) else item for item in value] if isinstance(value, list) else value


@dataclass(frozen=True, kw_only=True, slots=True)
class Alias:
    """Another name of the same thing (``skos:altLabel``)."""

    __pydantic_config__ = CONFIG
    name: Name
    """The other name, or an acronym."""
    source: Literal["text", "usage"] = "usage"
    """``text`` if the official text uses it, ``usage`` if people do."""


Aliases = Annotated[tuple[Alias, ...], Limits(before=_named, written=list[Alias | Name])]


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A remark for the reader, such as a contradiction in the official text."""

    __pydantic_config__ = CONFIG
    text: Text
    """The remark."""
    ref: Ref | None = None
    """The clause it is about."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Superior:
    """The post that a post answers to (``org:reportsTo``) or stands in for."""

    __pydantic_config__ = CONFIG
    post: Id | None = None
    """Id of the superior post."""
    heads_of: Id | None = None
    """Id of a unit or body, instead: all who head it are the superiors, and a unit without a head itself."""
    ref: Ref | None = None
    """The clause that says so."""
    condition: Name | None = None
    """The matters or circumstances to which the line is limited."""
    label: Name | None = None
    """What sort of line it is: functional, administrative…"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A working relation with another unit, post, group or body (``org:linkedTo``)."""

    __pydantic_config__ = CONFIG
    type: AnyLinkType
    """What the holder does with the other: coordinates, advises, chairs…, or one of the file's ``link_types``."""
    with_: Id
    """Id of the other: a unit, a post, a group or a body."""
    ref: Ref | None = None
    """The clause that says so; on a duty, the clause of the duty if left out."""
    condition: Name | None = None
    """When or how far it holds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Duty:
    """One thing that a unit or a post is charged with (``org:purpose``)."""

    __pydantic_config__ = CONFIG
    ref: Ref | None = None
    """The clause that charges it."""
    kind: DutyKind = "duty"
    """``duty`` for a task, ``mechanism`` for a body or process it runs, ``provision`` for a rule."""
    text: Text
    """The duty in the words of whoever keeps the file, beginning with the verb."""
    links: tuple[Link, ...] = ()
    """Those with whom or for whom the clause says it is done."""
    keywords: Keywords = ()
    """Words that people type when they look for it and that its text does not contain."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """Where a unit can be reached."""

    __pydantic_config__ = CONFIG
    email: Annotated[str, Limits(pattern=EMAIL, max_length=300)] | None = None
    """Its address for mail."""
    phone: Name | None = None
    """Its number."""
    url: Annotated[str, Limits(pattern=ADDRESS, max_length=2000)] | None = None
    """Its page."""
    place: Name | None = None
    """Where it is: a building, a town."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody who holds posts (``foaf:Person``)."""

    __pydantic_config__ = CONFIG
    id: Id
    """Id of the person."""
    name: Name
    """Their name."""
    aliases: Keywords = ()
    """Other names, or handles."""
    email: Annotated[str, Limits(pattern=EMAIL, max_length=300)] | None = None
    """Their address for mail."""
    phone: Name | None = None
    """Their number."""
    url: Annotated[str, Limits(pattern=ADDRESS, max_length=2000)] | None = None
    """Their page."""
    note: Text | None = None
    """A remark."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """An official text that the source relates to."""

    __pydantic_config__ = CONFIG
    symbol: Name | None = None
    """Its symbol."""
    title: Name | None = None
    """Its title."""
    date: Name | None = None
    """Its date, or the date from which something holds, year first."""
    amended_by: tuple[Name, ...] = ()
    """Symbols of the texts that amend it."""
    ref: Ref | None = None
    """The clause that relates the source to it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """The official text that the file restates and cites."""

    __pydantic_config__ = CONFIG
    title: Name
    """Its title."""
    symbol: Name | None = None
    """Its symbol."""
    url: Annotated[str, Limits(pattern=ADDRESS, max_length=2000)] | None = None
    """Where it can be read; ``{ref}`` in it stands for the clause."""
    text: Name | None = None
    """Path, from this file, of a copy as plain text, if there is one."""
    in_force: Document | None = None
    """Since when it holds."""
    until: Date | None = None
    """The last day on which it holds, where a day, a month or a year is stated."""
    replaces: tuple[Document, ...] = ()
    """The texts it annuls."""
    supplements: tuple[Document, ...] = ()
    """The texts it adds to."""
    based_on: tuple[Document, ...] = ()
    """The texts under which it was issued."""

    def address(self, ref: str) -> str | None:
        """Return where a clause can be read, None without a ``url``."""
        return self.url and self.url.replace("{ref}", ref.replace(" ", "-"))
