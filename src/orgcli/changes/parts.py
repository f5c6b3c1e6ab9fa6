"""What happened to units, posts, bodies and groups themselves: created, merged, moved, given another head."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from orgcli.changes.events import Event, Holding
from orgcli.changes.texts import Texts, place, ref, states, unit
from orgcli.graph.nodes import Kind
from orgcli.org.model import Post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.graph.organisation import Organisation

_HOLDING = ("person", "vacant", "acting")


def events(texts: Texts) -> Iterator[Event]:
    """Yield what happened to each node that is not the same in both texts."""
    identity = texts.identity
    for node_id in texts.changed_old:
        if identity.is_gone(node_id) and _is_inside(texts.old, node_id) and not _goes_with_its_unit(texts, node_id):
            facts, refs = (place(texts.old, node_id), None), (ref(texts.old, node_id), None)
            yield texts.event("abolished", (node_id, None), facts, refs)
        if node_id in identity.split:
            yield _split(texts, node_id)
    for node_id in texts.changed_new:
        if node_id in identity.was:
            yield from _differences(texts, identity.was[node_id], node_id)
        if node_id in identity.merged:
            yield _merged(texts, node_id)
        elif identity.is_new(node_id) and _is_inside(texts.new, node_id):
            yield from _created(texts, node_id)


def _created(texts: Texts, node_id: str) -> Iterator[Event]:
    """Yield the event of a part that comes from nothing; the event of a new unit names its heads."""
    event = "restored" if node_id in texts.identity.restored else "created"
    comes_with_its_unit = texts.new.is_head(node_id) and texts.identity.is_new(texts.new.parent(node_id) or "")
    if event == "restored" or not comes_with_its_unit:
        yield texts.event(event, (None, node_id), (None, place(texts.new, node_id)), (None, ref(texts.new, node_id)))


def _goes_with_its_unit(texts: Texts, old_id: str) -> bool:
    return texts.old.is_head(old_id) and texts.identity.is_gone(texts.old.parent(old_id) or "")


def _is_inside(org: Organisation, node_id: str) -> bool:
    """Tell whether a node is a unit or a post in one: a body outside is named in a text or not, and lives on."""
    return org.kind(unit(org, node_id)) is Kind.UNIT


def _merged(texts: Texts, node_id: str) -> Event:
    """Return the merger of several old parts in one."""
    origins = texts.identity.merged[node_id]
    was = [place(texts.old, origin) for origin in origins]
    refs = ref(texts.old, origins[0]), ref(texts.new, node_id)
    return texts.event("merged", (None, node_id), (was, place(texts.new, node_id)), refs)


def _split(texts: Texts, old_id: str) -> Event:
    """Return the split of an old part; it is listed with what has its id, or else with the first that comes from it."""
    heirs = texts.identity.split[old_id]
    first = old_id if old_id in heirs else heirs[0]
    now = [place(texts.new, heir) for heir in heirs]
    refs = ref(texts.old, old_id), ref(texts.new, first)
    event = texts.event("split", (old_id, first), (place(texts.old, old_id), now), refs)
    return replace(event, id=old_id, name=texts.old.title(old_id))


def _differences(texts: Texts, old_id: str, new_id: str) -> Iterator[Event]:
    """Yield what is different in one and the same part."""
    old, new, ids = texts.old, texts.new, (old_id, new_id)
    refs = ref(old, old_id), ref(new, new_id)
    if old.title(old_id) != new.title(new_id):
        yield texts.event("renamed", ids, (old.title(old_id), new.title(new_id)), refs)
    owners = old.parent(old_id), new.parent(new_id)
    moved = owners[1] != (owners[0] and texts.identity.now.get(owners[0], ""))
    moved = moved and not (new.is_head(new_id) and owners[1] in texts.identity.successors.get(owners[0] or "", ()))
    if moved:
        named = [org.named(owner) if owner else None for org, owner in zip((old, new), owners, strict=True)]
        yield texts.event("moved", ids, (named[0], named[1]), refs)
    if old.label(old_id) != new.label(new_id):
        yield texts.event("kind", ids, (old.label(old_id), new.label(new_id)), refs)
    yield from _heads(texts, old_id, new_id)
    yield from _holders(texts, old_id, new_id)
    if texts.with_clauses and refs[0] != refs[1] and not moved:
        yield texts.event("clause", ids, (old.title(old_id), new.title(new_id)), refs)


def _heads(texts: Texts, old_id: str, new_id: str) -> Iterator[Event]:
    was, now = texts.old.heads(old_id), texts.new.heads(new_id)
    if {texts.identity.now.get(head) for head in was} != set(now):
        refs = _ref_of_first(texts.old, was), _ref_of_first(texts.new, now)
        facts = list(map(texts.old.named, was)), list(map(texts.new.named, now))
        yield texts.event("head", (old_id, new_id), facts, refs)


def _ref_of_first(org: Organisation, heads: list[str]) -> str | None:
    return ref(org, heads[0]) if heads else None


def _holders(texts: Texts, old_id: str, new_id: str) -> Iterator[Event]:
    """Yield that a post has another holder, or none."""
    is_post = texts.new.kind(new_id) is Kind.POST
    if not is_post or not (states(texts.old, old_id, *_HOLDING) or states(texts.new, new_id, *_HOLDING)):
        return
    was, now = texts.old.item(old_id), texts.new.item(new_id)
    if isinstance(was, Post) and isinstance(now, Post):
        held = [Holding(post.person, post.vacant, post.acting) for post in (was, now)]
        if held[0] != held[1]:
            event = "vacant" if now.vacant and not was.vacant else "holder"
            yield texts.event(event, (old_id, new_id), (held[0], held[1]))
