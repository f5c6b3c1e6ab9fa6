"""Rules about names that mislead (W4), and remarks on what a file leaves out (I5)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from orgcli.check.registry import Subject, rule
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.org import traversal
from orgcli.org.model import Body, Group, Link, Post, Superior, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@rule("W403")
def same_words(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """Two units answer to the same words, and nothing tells them apart."""
    full_names: dict[traversal.Path, str] = {}
    named: dict[str, Unit] = {}
    for path, place in subject.of(Unit, Body):
        full_names[path] = f"{full_names.get(path[:-2], '')}/{text.key(place.name)}"
        if isinstance(place, Unit) and named.setdefault(full_names[path], place) is not place:
            yield (*path, "name"), _("another unit in the same place is called “{name}” too").format(name=place.name)
    aliased: dict[tuple[type, str], Unit | Body] = {}
    for path, place in subject.of(Unit, Body):
        for position, alias in enumerate(place.aliases):
            first = aliased.setdefault((type(place), text.key(alias.name)), place)
            if text.key(first.name) != text.key(place.name):
                message = _("“{alias}” is an alias of “{other}” too").format(alias=alias.name, other=first.name)
                yield (*path, "aliases", position), message


@rule("W404")
def stolen_names(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """An alias that is the name of another unit or body."""
    places = list(subject.of(Unit, Body))
    names: dict[str, str] = {}
    for _path, place in places:
        names.setdefault(text.key(place.name), place.name)
    for path, place in places:
        for position, alias in enumerate(place.aliases):
            other = names.get(text.key(alias.name))
            if other and text.key(other) != text.key(place.name):
                message = _("the alias “{alias}” of “{name}” is the name of another unit or body")
                yield (*path, "aliases", position), message.format(alias=alias.name, name=place.name)


@rule("W408")
def case_variants(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """Two names that differ only in capital letters."""
    yield from _variants((path, "name", part.name) for path, part in subject.of(Unit, Body, Group))
    yield from _variants((path, "title", part.title) for path, part in subject.of(Post))


def _variants(names: Iterable[tuple[traversal.Path, str, str]]) -> Iterator[tuple[traversal.Path, str]]:
    first: dict[str, str] = {}
    for path, key, name in names:
        other = first.setdefault(name.casefold(), name)
        if other != name:
            yield (*path, key), _("“{name}” is elsewhere written “{other}”").format(name=name, other=other)


@rule("I501")
def idle_units(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """A unit without duties of its own, of its head, or held in common."""
    common = {unit_id for group, members in subject.memberships if group.duties for unit_id in members}
    for path, unit in subject.of(Unit):
        if unit.id not in common and not unit.duties and not any(post.duties for post in traversal.posts(unit)):
            yield path, _("“{name}” has no duties").format(name=unit.name)


@rule("I502")
def headless_units(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """A unit without a stated head."""
    for path, unit in subject.of(Unit):
        if not traversal.heads(unit):
            yield path, _("“{name}” has no stated head").format(name=unit.name)


@rule("I504")
def past_dates(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """What the file says to last until a date that is past."""
    today = datetime.now().astimezone().date().isoformat()
    for path, part in subject.of(Post, Unit):
        if part.until and part.until < today[: len(part.until)]:
            message = _("“{name}”: {date} is past").format(name=traversal.title(part), date=part.until)
            yield (*path, "until"), message


@rule("I503")
def unused_bodies(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """A body that no statement mentions: no link, nobody who answers to a post in it, nothing part of it."""
    named = {body.part_of for body in subject.org.bodies}
    named |= {link.with_ for _path, link in subject.of(Link)}
    named |= {line.post or line.heads_of for _path, line in subject.of(Superior)}
    for position, body in enumerate(subject.org.bodies):
        ids = {body.id, *(post.id for post in traversal.posts(body))}
        links = [*body.links, *(link for post in traversal.posts(body) for link in post.links)]
        if not links and not ids & named:
            yield ("bodies", position), _("no statement mentions “{name}”").format(name=body.name)
