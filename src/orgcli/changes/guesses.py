"""Which new ids may stand for old ones: what is new and what is gone in the same place, under like names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgcli.changes.identity import Identity
from orgcli.graph.nodes import Kind, Named
from orgcli.i18n import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orgcli.graph.organisation import Organisation

LEAST = 60
"""Per cent of likeness of two names from which one may be the other."""


@dataclass(frozen=True)
class Guess:
    """A unit or post that may be an old one under a new id, and how like their names are, from 0 to 1."""

    id: str
    name: str
    formerly: Named
    likeness: float


def guesses(old: Organisation, new: Organisation) -> list[Guess]:
    """Return the likely pairs in the order of the tree, the most alike first where there are several; each id once."""
    identity = Identity(old, new)
    now = dict(identity.now)
    gone: dict[tuple[Kind, str | None], list[str]] = {}
    for node_id in sorted(filter(identity.is_gone, old.ids_of(Kind.UNIT, Kind.POST)), key=old.tree_position):
        gone.setdefault((old.kind(node_id), old.parent(node_id)), []).append(node_id)
    added: dict[tuple[Kind, str | None], list[str]] = {}
    for node_id in sorted(filter(identity.is_new, new.ids_of(Kind.UNIT, Kind.POST)), key=new.tree_position):
        added.setdefault((new.kind(node_id), new.parent(node_id)), []).append(node_id)
    pairs: list[Guess] = []
    for (kind, owner), old_ids in sorted(gone.items(), key=lambda item: len(old.owners(item[1][0]))):
        new_owner = now.get(owner, owner) if owner else None
        best = _paired(old, new, old_ids, added.get((kind, new_owner), ()))
        now |= {guess.formerly.id: guess.id for guess in best}
        pairs += best
    return sorted(pairs, key=lambda guess: new.tree_position(guess.id))


def _paired(old: Organisation, new: Organisation, old_ids: Iterable[str], new_ids: Iterable[str]) -> list[Guess]:
    keys = {node_id: text.key(new.title(node_id)) for node_id in new_ids}
    scored = [
        (-score, before, after)
        for before in old_ids
        for after, key in keys.items()
        if (score := _likeness(text.key(old.title(before)), key)) >= LEAST
    ]
    taken: set[tuple[str, str]] = set()
    pairs = []
    for negative, before, after in sorted(scored):
        if ("old", before) not in taken and ("new", after) not in taken:
            taken |= {("old", before), ("new", after)}
            pairs.append(Guess(after, new.title(after), old.named(before), round(-negative / 100, 3)))
    return pairs


def _likeness(one: str, other: str) -> float:
    """Return how like two names are: by all their words, and by those of the shorter one."""
    from rapidfuzz import fuzz

    return (fuzz.token_sort_ratio(one, other) + fuzz.token_set_ratio(one, other)) / 2
