"""Which new ids may stand for old ones: what is new and what is gone in the same place, under like names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgcli.changes.events import MAX_LISTED
from orgcli.changes.identity import Identity
from orgcli.errors import UsageError
from orgcli.graph.nodes import Kind, Named
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orgcli.graph.organisation import Organisation

LEAST = 60
"""Per cent of likeness of two names from which one may be the other."""
MAX_PAIRS = 100_000
"""Names of one owner that are compared with one another, at most."""


class TooManyGuesses(UsageError):
    """More new ids may be old ones than can be listed."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)

    def __str__(self) -> str:
        """Say how many there are, and how to see them."""
        message = _("too many new ids that may be old ones: {number}, at most {most}; choose a unit with --in")
        return message.format(number=self.number, most=MAX_LISTED)


def check_number(number: int) -> None:
    """Raise TooManyGuesses where there are too many to list."""
    if number > MAX_LISTED:
        raise TooManyGuesses(number)


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
    """Return pairs of one owner, those of the same name first; where there are too many, no others."""
    before = {node_id: text.key(old.title(node_id)) for node_id in old_ids}
    after = {node_id: text.key(new.title(node_id)) for node_id in new_ids}
    by_name: dict[str, list[str]] = {}
    for node_id, key in reversed(after.items()):
        by_name.setdefault(key, []).append(node_id)
    scored = [(-100.0, old_id, by_name[key].pop()) for old_id, key in before.items() if by_name.get(key)]
    for _score, old_id, new_id in scored:
        del before[old_id], after[new_id]
    if len(before) * len(after) <= MAX_PAIRS:
        likely = ((-_likeness(*keys), *ids) for ids, keys in _products(before, after))
        scored += sorted(pair for pair in likely if -pair[0] >= LEAST)
    return list(_guesses(old, new, scored))


def _products(before: dict[str, str], after: dict[str, str]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield every pair of ids with their names."""
    return (((old_id, new_id), (one, other)) for old_id, one in before.items() for new_id, other in after.items())


def _guesses(old: Organisation, new: Organisation, scored: Iterable[tuple[float, str, str]]) -> Iterator[Guess]:
    """Yield guesses from pairs, the most alike first; each id once."""
    taken_old: set[str] = set()
    taken_new: set[str] = set()
    for negative, old_id, new_id in scored:
        if old_id not in taken_old and new_id not in taken_new:
            taken_old.add(old_id)
            taken_new.add(new_id)
            yield Guess(new_id, new.title(new_id), old.named(old_id), round(-negative / 100, 3))


def _likeness(one: str, other: str) -> float:
    """Return how like two names are: by all their words, and by those of the shorter one."""
    from rapidfuzz import fuzz

    return (fuzz.token_sort_ratio(one, other) + fuzz.token_set_ratio(one, other)) / 2
