"""Which duty of a new text is which of an old one: by holder and wording, best first, each once.

Within one unit or post, the same text comes first, then the likeliest one; what is left is looked for everywhere.
Likeness is that of the letters, as `rapidfuzz.fuzz.ratio` has it. In a text of 171 duties, the two different ones
that are most alike reach 85 %, the next 81 %.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from orgcli.i18n import text

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Hashable, Iterable, Iterator

    from orgcli.org.model import Duty

    Candidates = Callable[[Iterable["Held"], Iterable["Held"]], Iterator[tuple["Held", list["Held"]]]]

SURE, LIKELY = 85, 70
"""Per cent of likeness from which two wordings are one duty, and from which a person is to decide."""
MAX_CANDIDATES = 500
"""Old duties with which a new one is compared, at most: those that share its rarest words."""


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
    """Pairs, and what is left over in each of the texts."""

    pairs: list[Match]
    removed: list[Held]
    added: list[Held]


def held(holder: str, duties: Iterable[Duty], now: str | None, start: int) -> list[Held]:
    """Return the duties of a holder, numbered on from ``start``."""
    return [Held(holder, duty, now, text.key(duty.text), start + number) for number, duty in enumerate(duties)]


def match(old: list[Held], new: list[Held], is_heir: Callable[[Held, Held], bool]) -> Matches:
    """Return which duties are the same; of equal candidates, one whose holder ``is_heir`` of the other comes first."""
    matcher = _Matcher(old, new, is_heir)
    matcher.pair_equal(lambda one: (one.now, one.words, one.duty.ref))
    matcher.pair_equal(lambda one: (one.now, one.words))
    matcher.pair_alike(_within, SURE)
    matcher.pair_equal(lambda one: one.words)
    matcher.pair_alike(_anywhere, SURE)
    matcher.pair_alike(_within, LIKELY)
    matcher.pair_alike(_anywhere, LIKELY)
    return Matches(matcher.pairs, list(matcher.old), list(matcher.new))


def without_doubles(matches: Matches, merged: Container[str]) -> Matches:
    """Return the matches without the old duties that a merger brought together with another of the same words."""
    kept = {(pair.new.holder, pair.old.words) for pair in matches.pairs if pair.old.now in merged}
    return Matches(matches.pairs, [one for one in matches.removed if (one.now, one.words) not in kept], matches.added)


class _Matcher:
    """What is paired so far, and what is not yet."""

    def __init__(self, old: list[Held], new: list[Held], is_heir: Callable[[Held, Held], bool]) -> None:
        self.old, self.new = dict.fromkeys(old), dict.fromkeys(new)
        self.is_heir = is_heir
        self.pairs: list[Match] = []

    def pair_equal(self, key: Callable[[Held], Hashable]) -> None:
        """Pair those with the same key, in their order, heirs first."""
        waiting: dict[Hashable, list[Held]] = {}
        for one in self.old:
            waiting.setdefault(key(one), []).append(one)
        for new in list(self.new):
            candidates = waiting.get(key(new))
            if candidates:
                best = next((one for one in candidates if self.is_heir(one, new)), candidates[0])
                candidates.remove(best)
                self._pair(best, new, 100, to_confirm=False)

    def pair_alike(self, candidates: Candidates, least: int) -> None:
        """Pair the most alike of the candidates first, down to some likeness."""
        from rapidfuzz import fuzz, process

        scored: list[tuple[float, bool, bool, int, int, Held, Held]] = []
        for new, olds in candidates(self.old, self.new):
            keys = [one.key for one in olds]
            for _key, score, at in process.extract(new.key, keys, scorer=fuzz.ratio, score_cutoff=least, limit=None):
                one = olds[at]
                ranks = (not self.is_heir(one, new), one.duty.ref != new.duty.ref, new.position, one.position)
                scored.append((-score, *ranks, one, new))
        for negative, *_ranks, one, new in sorted(scored, key=lambda item: item[:5]):
            if one in self.old and new in self.new:
                self._pair(one, new, -negative, to_confirm=-negative < SURE)

    def _pair(self, old: Held, new: Held, likeness: float, *, to_confirm: bool) -> None:
        del self.old[old], self.new[new]
        self.pairs.append(Match(old, new, likeness, to_confirm))


def _within(old: Iterable[Held], new: Iterable[Held]) -> Iterator[tuple[Held, list[Held]]]:
    """Yield each new duty with the old ones of the same holder."""
    by_holder: dict[str | None, list[Held]] = {}
    for one in old:
        by_holder.setdefault(one.now, []).append(one)
    return ((one, by_holder[one.now]) for one in new if one.now in by_holder)


def _anywhere(old: Iterable[Held], new: Iterable[Held]) -> Iterator[tuple[Held, list[Held]]]:
    """Yield each new duty with all old ones, or, where these are many, with those that share its rarest words."""
    olds = list(old)
    if len(olds) <= MAX_CANDIDATES:
        yield from ((one, olds) for one in new)
        return
    with_word: dict[str, list[Held]] = {}
    for one in olds:
        for word in dict.fromkeys(one.key.split()):
            with_word.setdefault(word, []).append(one)
    for one in new:
        words = sorted({*one.key.split()} & with_word.keys(), key=lambda word: (len(with_word[word]), word))
        candidates: Counter[Held] = Counter()
        for word in words:
            if len(candidates) + len(with_word[word]) > MAX_CANDIDATES:
                break
            candidates.update(with_word[word])
        yield one, list(candidates)
