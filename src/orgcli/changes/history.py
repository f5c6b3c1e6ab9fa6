"""What happened to a unit or post from one text of a folder to the next."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING

from orgcli.changes.compare import compare
from orgcli.changes.events import DutyOf, Event, check_number
from orgcli.changes.identity import Identity
from orgcli.changes.texts import place, ref, unit
from orgcli.errors import UnknownName
from orgcli.graph import names
from orgcli.graph.nodes import Kind
from orgcli.i18n import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orgcli.graph.folder import Text
    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Document

_MAX_NEAREST = 5
_ENDS = {"created", "restored", "abolished"}


@dataclass(frozen=True)
class Part:
    """A unit or post as one text has it."""

    id: str
    name: str
    ref: str | None


@dataclass(frozen=True)
class Stage:
    """A text, what of it the history is about, and what happened to that since the text before."""

    text: Text
    org: Organisation
    before: Organisation | None
    parts: list[Part]
    events: list[Event]


@dataclass(frozen=True)
class History:
    """What happened to a unit or post: a stage for each text, the oldest first.

    ``id`` and ``name`` are those of the text in which it was asked for.
    """

    id: str
    name: str
    kind: Kind
    stages: list[Stage]
    missing: list[Document]
    """The texts that the oldest replaces: what happened before is in them."""


def history(texts: Sequence[Text], orgs: Sequence[Organisation], wanted: str, first: int) -> History:
    """Return the history of what a name means in one of the texts: in the ``first`` if it is there, else in the newest.

    ``texts`` are in the order of their dates, and ``orgs`` what they say. Raises UnknownName, AmbiguousName and
    TooManyDifferences.
    """
    start, node_id = _place(orgs, wanted, first)
    identities = [Identity(old, new) for old, new in pairwise(orgs)]
    before = _origins(orgs[: start + 1], identities[:start], node_id)
    ids = [*before, [node_id], *_heirs(orgs[start:], identities[start:], node_id)]
    stages = [Stage(texts[0], orgs[0], None, _parts(orgs[0], ids[0]), [])]
    for at in range(1, len(texts)):
        events = list(_events(identities[at - 1], ids[at - 1], ids[at]))
        stages.append(Stage(texts[at], orgs[at], orgs[at - 1], _parts(orgs[at], ids[at]), events))
    check_number(sum(len(stage.events) for stage in stages))
    source, symbols = orgs[0].facts.source, {one.symbol for one in texts}
    missing = [document for document in source.replaces if document.symbol not in symbols] if source else []
    return History(node_id, orgs[start].title(node_id), orgs[start].kind(node_id), stages, missing)


def _place(orgs: Sequence[Organisation], wanted: str, first: int) -> tuple[int, str]:
    """Return in which text a name is found, and the id there: called just so in any, else by words, bodies last."""
    order = dict.fromkeys([first, *reversed(range(len(orgs)))])
    for at in order:
        exact = [node_id for node_id in names.called(orgs[at], wanted) if orgs[at].kind(node_id) is not Kind.GROUP]
        if exact:
            return at, exact[0] if len(exact) == 1 else names.resolve(orgs[at], wanted, names.PLACES)
    near: dict[str, str] = {}
    for kinds, at in product(((Kind.UNIT, Kind.POST), (Kind.BODY,)), order):
        try:
            return at, names.resolve(orgs[at], wanted, kinds)
        except UnknownName as error:
            near |= {name: kind for name, kind in zip(error.suggestions, error.kinds, strict=True) if name not in near}
    nearest = text.nearest(wanted, near, _MAX_NEAREST)
    raise UnknownName(wanted, nearest, [near[name] for name in nearest])


def _origins(orgs: Sequence[Organisation], identities: Sequence[Identity], node_id: str) -> list[list[str]]:
    """Return under which ids that from which something of the last text comes is in each of those before it."""
    ids, awaited = [[node_id]], set[str]()
    for old, new, identity in zip(orgs[-2::-1], orgs[::-1], identities[::-1], strict=False):
        origins = [origin for one in ids[-1] for origin in identity.predecessors.get(one, ())]
        awaited |= {former for one in ids[-1] if identity.is_new(one) for former in new.formerly.get(one, ())}
        back = sorted(former for former in awaited if former in old)
        awaited.difference_update(back)
        ids.append(list(dict.fromkeys([*origins, *back])))
    return ids[:0:-1]


def _heirs(orgs: Sequence[Organisation], identities: Sequence[Identity], node_id: str) -> list[list[str]]:
    """Return under which ids what became of something of the first text is in each of those after it."""
    ids, past = [[node_id]], {node_id}
    for new, identity in zip(orgs[1:], identities, strict=True):
        heirs = [heir for one in ids[-1] for heir in identity.successors.get(one, ())]
        back = [one for one, former in new.formerly.items() if identity.is_new(one) and not past.isdisjoint(former)]
        ids.append(list(dict.fromkeys([*heirs, *back])))
        past.update(ids[-1])
    return ids[1:]


def _parts(org: Organisation, ids: list[str]) -> list[Part]:
    return [Part(one, org.title(one), org.item(one).ref) for one in ids]


def _events(identity: Identity, ids_old: list[str], ids_new: list[str]) -> Iterator[Event]:
    """Yield what happened from one text to the next to some units with their posts, or to some posts."""
    old, new, about = identity.old, identity.new, {*ids_old, *ids_new}
    if _is_unchanged(identity, about):  # saves the comparison of two large organisations
        return
    events = [event for event in compare(old, new).events if _is_about(event, ids_old, ids_new)]
    listed = {event.id for event in events if event.event in _ENDS}
    # a head that comes or goes with its unit has no event of its own
    for one in ids_new:
        if one not in listed and identity.is_new(one):
            yield Event(
                "created", one, new.title(one), None, place(new, one), None, ref(new, one), unit_new=unit(new, one)
            )
    for one in ids_old:
        if one not in listed and identity.is_gone(one):
            yield Event("abolished", one, old.title(one), place(old, one), None, ref(old, one), unit_old=unit(old, one))
    yield from sorted(events, key=lambda event: event.id not in about)  # what happened to the units themselves first


def _is_about(event: Event, ids_old: list[str], ids_new: list[str]) -> bool:
    if event.unit_old in ids_old or event.unit_new in ids_new or event.id in ids_old or event.id in ids_new:
        return True
    return isinstance(event.was, DutyOf) and event.was.of.id in ids_old  # it went from a post to another


def _is_unchanged(identity: Identity, ids: set[str]) -> bool:
    """Tell whether two texts say the same of some units with their posts, or of some posts."""
    old, new = identity.old, identity.new
    with_posts = [
        {node.id for node in org.nodes.values() if node.id in ids or (node.kind is Kind.POST and node.owner in ids)}
        for org in (old, new)
    ]
    return with_posts[0] == with_posts[1] and all(
        identity.predecessors.get(one) == [one]
        and identity.successors.get(one) == [one]
        and new.parent(one) == identity.now.get(old.parent(one) or "")
        and set(new.heads(one)) == set(old.heads(one))
        and new.as_json(one) == old.as_json(one)
        for one in with_posts[0]
    )
