"""Compare two texts of an organisation: what was created, abolished, moved, and where each duty went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.changes import duties, parts, relations
from orgcli.changes.arrangement import Arrangement
from orgcli.changes.events import EVENTS, Comparison, DutyOf, Event
from orgcli.changes.texts import Texts
from orgcli.graph.nodes import own_duties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orgcli.changes.duties import Held, Match, Matches
    from orgcli.graph.organisation import Organisation


def compare(old: Organisation, new: Organisation, *, with_clauses: bool = False) -> Comparison:
    """Return all differences between two texts, in the order of the new one, what is gone where it was.

    The order of either file is no difference; a change of clause only is one ``with_clauses``. What a file says for
    searching and reading (other names, keywords, notes, addresses, dates) is not compared.
    """
    texts = Texts(old, new, with_clauses=with_clauses)
    matches = _matched_duties(texts)
    events = [*parts.events(texts), *relations.events(texts, matches), *_events_of_duties(texts, matches)]
    places = {key: position for position, key in enumerate(Arrangement(texts.identity))}
    order = {event: position for position, event in enumerate(EVENTS)}
    events.sort(key=lambda event: (places[event.place], event.to_confirm, order[event.event]))
    return Comparison(events, places, matches.not_compared)


def _matched_duties(texts: Texts) -> Matches:
    old = _held(texts.old, ((node_id, texts.identity.now.get(node_id)) for node_id in texts.changed_old))
    new = _held(texts.new, ((node_id, node_id) for node_id in texts.changed_new))
    successors = texts.identity.successors
    matches = duties.match(old, new, lambda one, other: other.holder in successors.get(one.holder, ()))
    return duties.without_doubles(matches, texts.identity.merged)


def _held(org: Organisation, holders: Iterable[tuple[str, str | None]]) -> list[Held]:
    listed: list[Held] = []
    for holder, now in holders:
        if not org.duty_count(holder):
            continue
        listed += duties.held(holder, own_duties(org.item(holder)), now, len(listed))
    return listed


def _events_of_duties(texts: Texts, matches: Matches) -> Iterator[Event]:
    for pair in sorted(matches.pairs, key=lambda pair: pair.new.position):
        yield from _event_of_pair(texts, pair)
    for one in matches.removed:
        yield texts.event("duty-removed", (one.holder, None), (_fact(texts.old, one), None), (one.duty.ref, None))
    for one in matches.added:
        yield texts.event("duty-added", (None, one.holder), (None, _fact(texts.new, one)), (None, one.duty.ref))


def _event_of_pair(texts: Texts, pair: Match) -> Iterator[Event]:
    old, new, refs = pair.old, pair.new, (pair.old.duty.ref, pair.new.duty.ref)
    if old.now == new.holder and old.words == new.words:
        if texts.with_clauses and refs[0] != refs[1]:
            yield texts.event("clause", (old.holder, new.holder), (old.words, new.words), refs)
        return
    event = "duty-reworded" if old.now == new.holder else "duty-transferred"
    facts = _fact(texts.old, old), _fact(texts.new, new)
    likeness = round(pair.likeness / 100, 3)
    yield texts.event(event, (old.holder, new.holder), facts, refs, likeness, to_confirm=pair.to_confirm)


def _fact(org: Organisation, one: Held) -> DutyOf:
    return DutyOf(org.named(one.holder), one.words)
