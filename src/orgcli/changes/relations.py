"""What changed in whom posts answer to and stand in for, and in the links of units, posts, groups and bodies."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from orgcli.changes.events import Event, Key, Partner, Superior
from orgcli.changes.texts import states
from orgcli.graph.nodes import Kind, own_duties
from orgcli.org import clauses
from orgcli.org.model import Post

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from orgcli.changes.duties import Held, Matches
    from orgcli.changes.identity import Identity
    from orgcli.changes.texts import Texts
    from orgcli.graph.nodes import Item
    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Duty
    from orgcli.org.model import Superior as Line


@dataclass(frozen=True)
class Stated:
    """A line or link as one text states it; ``to`` is its other end in the two texts together."""

    fact: Superior | Partner
    ref: str | None
    to: Key

    @property
    def key(self) -> Hashable:
        """What makes two statements the same: all but their clauses."""
        fact = self.fact
        return self.to, fact.type if isinstance(fact, Partner) else fact.label, fact.condition

    @property
    def words(self) -> str:
        """The name of the other end."""
        return self.fact.with_.name if isinstance(self.fact, Partner) else self.fact.to.name


Ids = tuple[str | None, str]
"""The id of a part in the old text, if it is there, and in the new one."""


class Change(NamedTuple):
    """A statement that was, and the one that is now in its place."""

    was: Stated | None
    now: Stated | None


def events(texts: Texts, matches: Matches) -> Iterator[Event]:
    """Yield what changed in the lines and links of all that is in the new text."""
    pairs = [pair for pair in matches.pairs if pair.old.now == pair.new.holder]
    staying = _by_holder(pair.old for pair in pairs), _by_holder(pair.new for pair in pairs)
    for node_id in texts.changed_new:
        sources = texts.identity.sources(node_id)
        keys = ("links", "reports_to", "deputy_of") if texts.new.kind(node_id) is Kind.POST else ("links",)
        if not states(texts.new, node_id, *keys) and not any(states(texts.old, one, *keys) for one in sources):
            continue
        before, now = list(map(texts.old.item, sources)), texts.new.item(node_id)
        ids = sources[0] if sources else None, node_id
        if isinstance(now, Post):
            posts = [part for part in before if isinstance(part, Post)]
            yield from _of_post(texts, ids, posts, now)
        yield from _of_links(texts, ids, (before, [now]), staying)


def _by_holder(ones: Iterable[Held]) -> dict[str, list[Duty]]:
    duties: dict[str, list[Duty]] = {}
    for one in ones:
        duties.setdefault(one.holder, []).append(one.duty)
    return duties


def _of_post(texts: Texts, ids: Ids, before: list[Post], now: Post) -> Iterator[Event]:
    """Yield the changes in whom a post answers to and stands in for."""
    answering = [line for post in before for line in post.reports_to], now.reports_to
    deputising = [line for post in before for line in post.deputy_of], now.deputy_of
    for event, (old, new) in (("line", answering), ("deputy", deputising)):
        changed, same = changes(lines(texts.old, old, texts.identity), lines(texts.new, new, None))
        yield from (_event(texts, event, ids, change) for change in changed)
        yield from _clauses(texts, ids, same)


def _of_links(
    texts: Texts, ids: Ids, parts: tuple[list[Item], list[Item]], staying: tuple[dict[str, list[Duty]], ...]
) -> Iterator[Event]:
    """Yield the links that came or went by themselves: those of a duty come and go with it."""
    sides = tuple(zip((texts.old, texts.new), parts, (texts.identity, None), staying, strict=True))
    stay_old, stay_new = (
        links(org, ((item, duties.get(item.id, ())) for item in items), identity)
        for org, items, identity, duties in sides
    )
    all_old, all_new = (
        links(org, ((item, own_duties(item)) for item in items), identity) for org, items, identity, _duties in sides
    )
    removed = [statement for key, statement in stay_old.items() if key not in all_new]
    added = [statement for key, statement in stay_new.items() if key not in all_old]
    yield from (_event(texts, "link-removed", ids, Change(statement, None)) for statement in removed)
    yield from (_event(texts, "link-added", ids, Change(None, statement)) for statement in added)
    yield from _clauses(texts, ids, [Change(stay_old[key], stay_new[key]) for key in stay_old if key in stay_new])


def _clauses(texts: Texts, ids: Ids, same: Iterable[Change]) -> Iterator[Event]:
    """Yield the changes of clause alone, where they are wanted."""
    for was, now in same if texts.with_clauses else ():
        if was and now and was.ref != now.ref:
            yield texts.event("clause", ids, (was.words, now.words), (was.ref, now.ref))


def _event(texts: Texts, event: str, ids: Ids, change: Change) -> Event:
    was, now = change
    facts = was.fact if was else None, now.fact if now else None
    return texts.event(event, ids, facts, (was.ref if was else None, now.ref if now else None))


def lines(org: Organisation, stated: Iterable[Line], identity: Identity | None) -> list[Stated]:
    """Return lines of a post as one of the texts states them, by clause; ``identity`` is given for the old one."""
    statements = [
        Stated(Superior(org.named(to), line.condition, line.label), line.ref, _key(to, identity))
        for line in stated
        if (to := line.post or line.heads_of)
    ]
    return sorted(statements, key=lambda one: (clauses.sort_key(one.ref), one.to))


def links(
    org: Organisation, parts: Iterable[tuple[Item, Iterable[Duty]]], identity: Identity | None
) -> dict[Hashable, Stated]:
    """Return the links of parts and duties of one of the texts, each once; ``identity`` as in `lines`."""
    statements: dict[Hashable, Stated] = {}
    for part, duties in parts:
        stated = [(link, link.ref) for link in part.links]
        stated += [(link, link.ref or duty.ref) for duty in duties for link in duty.links]
        for link, ref in sorted(stated, key=lambda pair: clauses.sort_key(pair[1])):
            partner = Partner(link.type, org.named(link.with_), link.condition)
            statement = Stated(partner, ref, _key(link.with_, identity))
            statements.setdefault(statement.key, statement)
    return statements


def _key(node_id: str, identity: Identity | None) -> Key:
    if identity is None:
        return False, node_id
    now = identity.now.get(node_id)
    return (True, node_id) if now is None else (False, now)


def changes(old: list[Stated], new: list[Stated]) -> tuple[list[Change], list[Change]]:
    """Return what changed between two lists of lines, then the pairs that differ in their clauses only.

    What is left once the same ones are paired is paired by superior, then in its order.
    """
    _exact, rest = _paired(old, new, lambda one: (one.key, one.ref))
    same, rest = _paired(*rest, lambda one: one.key)
    near, (was, now) = _paired(*rest, lambda one: one.to)
    return [*near, *(Change(*pair) for pair in zip_longest(was, now))], same


def _paired(
    old: list[Stated], new: list[Stated], key: Callable[[Stated], Hashable]
) -> tuple[list[Change], tuple[list[Stated], list[Stated]]]:
    """Return those of the same key in pairs, and the others."""
    waiting: dict[Hashable, list[Stated]] = {}
    for one in old:
        waiting.setdefault(key(one), []).append(one)
    pairs, added = [], []
    for one in new:
        if waiting.get(key(one)):
            pairs.append(Change(waiting[key(one)].pop(0), one))
        else:
            added.append(one)
    left = {id(one) for ones in waiting.values() for one in ones}
    return pairs, ([one for one in old if id(one) in left], added)
