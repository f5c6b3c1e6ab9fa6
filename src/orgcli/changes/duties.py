"""Which duty of a new text is which of an old one: by holder and wording, best first, each once.

Within one unit or post, the same text comes first, then the likeliest one; what is left is looked for everywhere.
Likeness is that of the letters, as `rapidfuzz.fuzz.ratio` has it. In a text of 171 duties, the two different ones
that are most alike reach 85 %, the next 81 %.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from orgcli.i18n import text

if TYPE_CHECKING:
    from collections.abc import Container, Hashable, Iterable, Iterator, Mapping

    from orgcli.org.model import Duty

SURE, LIKELY = 85, 70
"""Per cent of likeness from which two wordings are one duty, and from which a person is to decide."""
FEW, MAX_CANDIDATES, MAX_BEST = 500, 100, 20
"""Old duties that are few enough to compare each new one with all of them; of more, those with which it is compared at
most, which share its rarest words; and of these, the best that are kept."""
MAX_COMPARISONS, LETTER_PAIRS = 1_000_000, 100_000
"""Comparisons within the same holders, and as many anywhere, at most; one of long texts counts once more for each of
so many pairs of their letters."""


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A duty with the id of its holder, and the id of the same holder in the new text, if it is there."""

    holder: str
    duty: Duty
    now: str | None
    key: str
    position: int

    @property
    def words(self) -> str:
        """Its text without the breaks of its lines."""
        return " ".join(self.duty.text.split())


class Match(NamedTuple):
    """An old duty and a new one that are the same, and how like their wordings are, per cent."""

    old: Held
    new: Held
    likeness: float
    to_confirm: bool


@dataclass(frozen=True)
class Matches:
    """Pairs, what is left over in each of the texts, and how much of the new one was too much to compare."""

    pairs: list[Match]
    removed: list[Held]
    added: list[Held]
    not_compared: int


def held(holder: str, duties: Iterable[Duty], now: str | None, start: int) -> list[Held]:
    """Return the duties of a holder, numbered on from ``start``."""
    return [Held(holder, duty, now, text.key(duty.text), start + number) for number, duty in enumerate(duties)]


def match(old: list[Held], new: list[Held], is_heir: Callable[[Held, Held], bool]) -> Matches:
    """Return which duties are the same; of equal candidates, one whose holder ``is_heir`` of the other comes first."""
    matcher = _Matcher(old, new, is_heir)
    matcher.pair_equal(lambda one: (one.now, one.words, one.duty.ref))
    matcher.pair_equal(lambda one: (one.now, one.words))
    within = matcher.scored(_within(matcher.old, matcher.new))
    matcher.pair_alike(within, SURE)
    matcher.pair_equal(lambda one: one.words)
    anywhere = matcher.scored(_anywhere(matcher.old, matcher.new))
    matcher.pair_alike(anywhere, SURE)
    matcher.pair_alike(within, LIKELY)
    matcher.pair_alike(anywhere, LIKELY)
    not_compared = sum(one in matcher.not_compared for one in matcher.new)
    return Matches(matcher.pairs, list(matcher.old), list(matcher.new), not_compared)


def without_doubles(matches: Matches, merged: Container[str]) -> Matches:
    """Return the matches without the old duties that a merger brought together with another of the same words."""
    kept = {(pair.new.holder, pair.old.words) for pair in matches.pairs if pair.old.now in merged}
    return replace(matches, removed=[one for one in matches.removed if (one.now, one.words) not in kept])


Candidates = Callable[[], "list[Held] | None"]
"""Lists the old duties that a new one is to be compared with; None if they are too many."""


class Scored(NamedTuple):
    """An old duty and a new one that may be the same, and how like their wordings are, per cent."""

    likeness: float
    old: Held
    new: Held


class _Matcher:
    """What is paired so far, and what is not yet."""

    def __init__(self, old: list[Held], new: list[Held], is_heir: Callable[[Held, Held], bool]) -> None:
        self.old, self.new = dict.fromkeys(old), dict.fromkeys(new)
        self.is_heir = is_heir
        self.pairs: list[Match] = []
        self.not_compared: set[Held] = set()

    def pair_equal(self, key: Callable[[Held], Hashable]) -> None:
        """Pair those with the same key, in their order, heirs first."""
        waiting: dict[Hashable, list[Held]] = {}
        for one in self.old:
            waiting.setdefault(key(one), []).append(one)
        for new in list(self.new):
            candidates = waiting.get(key(new))
            if candidates:
                best = next((one for one in candidates[:MAX_BEST] if self.is_heir(one, new)), candidates[0])
                candidates.remove(best)
                self._pair(best, new, 100, to_confirm=False)

    def pair_alike(self, scored: list[Scored], least: int) -> None:
        """Pair the most alike first, down to some likeness."""
        for one in scored:
            if one.likeness >= least and one.old in self.old and one.new in self.new:
                self._pair(one.old, one.new, one.likeness, to_confirm=one.likeness < SURE)

    def scored(self, candidates: Iterable[tuple[Held, Candidates]]) -> list[Scored]:
        """Return new duties with the old ones like them, the most alike first; then heirs, and those of one clause."""
        from rapidfuzz import fuzz, process

        scored: list[Scored] = []
        left = MAX_COMPARISONS
        for new, listed in candidates:
            olds = listed() if left > 0 else None
            if olds is None:
                self.not_compared.add(new)
                continue
            keys = [one.key for one in olds]
            left -= len(keys) + len(new.key) * sum(map(len, keys)) // LETTER_PAIRS
            best = process.extract(new.key, keys, scorer=fuzz.ratio, score_cutoff=LIKELY, limit=MAX_BEST)
            scored += [Scored(score, olds[at], new) for _key, score, at in best]
        scored.sort(
            key=lambda one: (
                -one.likeness,
                not self.is_heir(one.old, one.new),
                one.old.duty.ref != one.new.duty.ref,
                one.new.position,
                one.old.position,
            )
        )
        return scored

    def _pair(self, old: Held, new: Held, likeness: float, *, to_confirm: bool) -> None:
        del self.old[old], self.new[new]
        self.pairs.append(Match(old, new, likeness, to_confirm))


def _within(old: Iterable[Held], new: Iterable[Held]) -> Iterator[tuple[Held, Candidates]]:
    """Yield each new duty with old ones of the same holder."""
    sides: dict[str, tuple[list[Held], list[Held]]] = {one.holder: ([], []) for one in new}
    for one in old:
        if one.now in sides:
            sides[one.now][0].append(one)
    for one in new:
        sides[one.holder][1].append(one)
    for olds, news in sides.values():
        yield from _anywhere(olds, news)


def _anywhere(old: Iterable[Held], new: Iterable[Held]) -> Iterator[tuple[Held, Candidates]]:
    """Yield each new duty with all old ones, or, where these are many, with those that share its rarest words."""
    olds = list(old)
    if len(olds) <= FEW:
        yield from ((one, lambda: olds) for one in new if olds)
        return
    with_word: dict[str, list[Held]] = {}
    for one in olds:
        for word in dict.fromkeys(one.key.split()):
            with_word.setdefault(word, []).append(one)
    yield from ((one, partial(_sharing, one, with_word)) for one in new)


def _sharing(one: Held, with_word: Mapping[str, list[Held]]) -> list[Held] | None:
    """Return the old duties that share the rarest words of a new one, or None if even these are too many."""
    words = sorted({*one.key.split()} & with_word.keys(), key=lambda word: (len(with_word[word]), word))
    candidates: Counter[Held] = Counter()
    for word in words:
        if len(candidates) + len(with_word[word]) > MAX_CANDIDATES:
            break
        candidates.update(with_word[word])
    return list(candidates) if candidates or not words else None
