"""The persons of an organisation: those of its list of people, and all others named as holders of posts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orgcli.errors import AmbiguousName, UnknownName
from orgcli.graph import details, names
from orgcli.i18n import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orgcli.graph.details import Card
    from orgcli.graph.nodes import Named
    from orgcli.graph.organisation import Organisation


@dataclass(frozen=True)
class HeldPost:
    """A post of a person, and the unit or body it is in."""

    id: str
    title: str
    unit: Named


@dataclass(frozen=True)
class Person:
    """A person, how to reach them, and the posts they hold; ``id`` is None for one that is only named on posts."""

    id: str | None
    name: str
    aliases: list[str] = field(default_factory=list)
    email: str | None = None
    phone: str | None = None
    url: str | None = None
    note: str | None = None
    posts: list[HeldPost] = field(default_factory=list)


@dataclass(frozen=True)
class PersonCard:
    """All about a person: ``posts`` are the cards of the posts, with their lines and duties."""

    id: str | None
    name: str
    kind: str
    aliases: list[str]
    email: str | None
    phone: str | None
    url: str | None
    note: str | None
    posts: list[Card]


def people(org: Organisation) -> Iterator[Person]:
    """Yield all persons, by name."""
    for row in sorted(org.people, key=lambda row: (text.natural_key(row["name"]), row["id"] or "")):
        posts = sorted(row["posts"], key=org.tree_position)
        held = [HeldPost(post, org.title(post), org.named(org.parent(post) or post)) for post in posts]
        yield Person(**{**row, "posts": held})


def person_called(org: Organisation, name: str) -> Person | None:
    """Return the one person with an id, name, alias or address, or None.

    None too for the holder of a single post who is not in the list of people: the card of the post says all.
    """
    if name in org:
        return None
    key = text.key(name)
    called = [
        one for one in people(org) if name == one.id or key in map(text.key, (one.name, *one.aliases, one.email or ""))
    ]
    return called[0] if len(called) == 1 and (called[0].id or len(called[0].posts) > 1) else None


def person_meant(org: Organisation, name: str) -> Person | None:
    """Return the person of a name; else the one person with words that name no unit, post, group or body alone."""
    if person := person_called(org, name):
        return person
    try:
        names.resolve(org, name, names.EVERYTHING)
    except UnknownName:
        return _by_words(org, name, str.startswith)
    except AmbiguousName:  # several posts of one person, perhaps
        return _by_words(org, name, str.__eq__)
    return None


def _by_words(org: Organisation, name: str, fits: Callable[[str, str], bool]) -> Person | None:
    """Return the one person with a name in which every word typed fits a word."""
    wanted = text.main_words(name)
    fitting = [
        one
        for one in people(org)
        if any(
            all(any(fits(word, typed) for word in text.words(known)) for typed in wanted)
            for known in (one.name, *one.aliases)
        )
    ]
    return fitting[0] if wanted and len(fitting) == 1 else None


def card(org: Organisation, person: Person) -> PersonCard:
    """Return the card of a person, with those of the posts."""
    facts = person.aliases, person.email, person.phone, person.url, person.note
    return PersonCard(person.id, person.name, "person", *facts, [details.card(org, post.id) for post in person.posts])
