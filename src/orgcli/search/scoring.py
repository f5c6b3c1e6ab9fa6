"""Score how well passages, and so units, answer a question.

As in BM25, a passage scores the share of the question's concepts that it meets, weighted by how rare
they are. Length normalisation and term frequency, BM25's other two parts, improved no answer on
passages of one sentence. The constants are measured on the judged questions of `tests/search`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from orgcli.i18n import text
from orgcli.search.intent import Intent

if TYPE_CHECKING:
    from collections.abc import Container

    from orgcli.search.concepts import Concept, Hit
    from orgcli.search.index import Index
    from orgcli.search.question import Question

# Weight of a concept that matches the name of the unit, of the unit above it, and so on up.
_NAME_WEIGHTS = (0.6, 0.45, 0.35, 0.3)
# Weight of a concept that matches another passage of the same unit.
_OTHER_PASSAGE_WEIGHT = 0.4
# So few concepts are one notion, which one passage must meet, unless they are listed (« x et y »).
_ONE_NOTION = 2
# How much of a notion each kind of match has.
_CERTAINTY = {
    **dict.fromkeys(("word", "stem", "synonym"), 1.0),
    **dict.fromkeys(("lexicon", "typo"), 0.9),
    "beginning": 0.75,
    "apart": 0.7,
    "part": 0.6,
    "broad": 0.5,
}
# Matches that are certain enough to answer one notion with two passages.
_CERTAIN = ("word", "stem", "typo")
_NEARNESS_BONUS, _NEAR = 0.15, 4
# Units at the top are responsible for everything: those below are closer to the matter.
_TOP_UNIT_FACTOR = 0.96
# Where no unit meets all concepts, one of so many may be unmet: of plain words, and of a sentence or list.
_CONCEPTS_PER_UNMET, _CONCEPTS_PER_UNMET_IN_SENTENCE = 4, 2
# Passages and units that score less than this share of the best are dropped.
CUTOFF = 0.4

Scores = dict[int, dict[int, float]]


class Evidence(NamedTuple):
    """What a unit has of a question: how many concepts, how many of them to the letter, whether in its name."""

    met: int
    literal: int
    is_name: bool


class Scoring:
    """Scores of passages and units for the concepts of one question."""

    def __init__(self, index: Index, concepts: list[Concept], question: Question, *, any_word: bool) -> None:
        self.index, self.concepts, self.any_word = index, concepts, any_word
        self.intent, self.is_sentence = question.intent, question.is_sentence
        self.is_loose = question.is_sentence or question.is_list
        self.required = [at for at, concept in enumerate(concepts) if not concept.optional]
        self.is_one_notion = len(self.required) <= _ONE_NOTION and not self.is_loose
        self.weights = [self._weight(concept) for concept in concepts]
        self.name_scores = [self._name_scores(concept) for concept in concepts]
        self.surely_named = [self._surely_named(concept) for concept in concepts]

    def units(self, excluded: Container[int]) -> Scores:
        """Return the units that answer, by rank, each with the scores of its passages."""
        passages: dict[int, set[int]] = defaultdict(set)
        for concept in self.concepts:
            for number in concept.hits:
                if number not in excluded:
                    for unit in self.index.units(number):
                        passages[unit].add(number)
        scores = self._answering(passages, combine=not self.is_one_notion)
        if not scores and self.is_one_notion:
            # No passage meets both concepts: two passages of one unit may, unless it is responsible for everything.
            below = {unit: numbers for unit, numbers in passages.items() if self.index.above[unit] >= 0}
            scores = self._answering(below, combine=True)
        return scores

    def coverage(self, number: int, unit: int, unknown: list[Concept]) -> float:
        """Return the share of a question, by weight, that a passage and the names around it have.

        ``unknown`` are the concepts that match nowhere: words of the lexicon count in full, wherever they stand.
        """
        around = self._unit_scores(unit, {number}, combine=False)
        met = whole = 0.0
        for weight, hit, context in zip(self.weights, self._hits(number), around, strict=True):
            certain = _CERTAINTY[hit.way.kind] * (1 if hit.in_text else 0.9) if hit else 0
            met += weight * max(certain, min(1, 1.5 * context))
            whole += weight
        rarest = math.log(1 + 2 * len(self.index.owners))
        for concept in unknown:
            share = 0.5 if concept.optional else concept.weight
            whole += rarest * (1 if concept.is_general else share)
        return met / whole if whole else 0

    def evidence(self, number: int, unit: int) -> Evidence:
        """Return what a passage, and the names around it, have of the question."""
        hits, around = self._hits(number), self._unit_scores(unit, {number}, combine=False)
        return Evidence(
            sum(hit is not None or context > 0 for hit, context in zip(hits, around, strict=True)),
            sum(hit is not None and hit.way.kind in _CERTAIN for hit in hits),
            self.index.is_name(number),
        )

    def _weight(self, concept: Concept) -> float:
        """Return how rare a concept is, by the passages that surely have it."""
        sure = sum(not hit.is_weak for hit in concept.hits.values())
        return math.log(1 + len(self.index.owners) / max(sure, 1)) * concept.weight

    def has_all(self, number: int) -> bool:
        """Return whether a passage has every required concept."""
        return all(number in self.concepts[at].hits for at in self.required)

    def is_named(self, number: int) -> bool:
        """Return whether a passage is a name and the question is nothing but that name."""
        is_full_name = self.index.is_name(number) and self._name_coverage(number) == 1
        return is_full_name and all(number in concept.hits for concept in self.concepts)

    def _name_scores(self, concept: Concept) -> dict[int, float]:
        """Return the units whose name or alias matches a concept, with the score of the match."""
        scores: dict[int, float] = {}
        for number, hit in concept.hits.items():
            if self.index.is_name(number):
                for unit in self.index.units(number):
                    scores[unit] = max(scores.get(unit, 0), hit.score)
        return scores

    def _surely_named(self, concept: Concept) -> set[int]:
        """Return the units of which a name surely has a concept."""
        named = (number for number, hit in concept.hits.items() if self.index.is_name(number) and not hit.is_weak)
        return {unit for number in named for unit in self.index.units(number)}

    def _is_under(self, unit: int, units: set[int]) -> bool:
        """Return whether a unit, or one of those above it that count, is among some units."""
        for _weight in _NAME_WEIGHTS:
            if unit in units:
                return True
            unit = self.index.above[unit]
            if unit < 0:
                break
        return False

    def _answering(self, passages: dict[int, set[int]], *, combine: bool) -> Scores:
        """Return the scores of the units that meet enough concepts; with ``combine``, in several passages."""
        around = {unit: self._unit_scores(unit, numbers, combine=combine) for unit, numbers in passages.items()}
        unmet = {unit: self._unmet(unit, numbers, combine=combine) for unit, numbers in passages.items()}
        allowed = self._allowed_unmet(min(unmet.values(), default=0))
        return {
            unit: {number: self._passage_score(number, unit, around[unit]) for number in numbers}
            for unit, numbers in passages.items()
            if unmet[unit] <= allowed
        }

    def _allowed_unmet(self, fewest: int) -> int:
        """Return how many concepts a unit may leave unmet, where the best leaves ``fewest``."""
        if self.any_word:
            return len(self.concepts)
        per_unmet = _CONCEPTS_PER_UNMET_IN_SENTENCE if self.is_loose else _CONCEPTS_PER_UNMET
        spare = len(self.required) // per_unmet
        return spare if self.is_sentence else min(spare, fewest)

    def _unit_scores(self, unit: int, numbers: set[int], *, combine: bool) -> list[float]:
        """Return how well each concept matches the names around a unit or, with ``combine``, any of its passages."""
        scores = []
        for at, concept in enumerate(self.concepts):
            hits = [concept.hits[number] for number in numbers & concept.hits.keys()] if combine else []
            other = max((hit.score for hit in hits if not self.is_one_notion or hit.way.kind in _CERTAIN), default=0)
            scores.append(max(self._context_score(unit, at), _OTHER_PASSAGE_WEIGHT * other))
        return scores

    def _context_score(self, unit: int, at: int) -> float:
        """Return how well the names of a unit and of the units above it match a concept."""
        score = 0.0
        for weight in _NAME_WEIGHTS:
            score = max(score, weight * self.name_scores[at].get(unit, 0))
            unit = self.index.above[unit]
            if unit < 0:
                break
        return score

    def _unmet(self, unit: int, numbers: set[int], *, combine: bool) -> int:
        """Return how many required concepts a unit leaves unmet, without ``combine`` in its best passage."""
        unmet = [at for at in self.required if not self._is_under(unit, self.surely_named[at])]
        if combine:
            return sum(not any(self._has_surely(number, at) for number in numbers) for at in unmet)
        return min(sum(not self._has_surely(number, at) for at in unmet) for number in numbers)

    def _has_surely(self, number: int, at: int) -> bool:
        """Return whether a passage has a required concept beyond doubt."""
        hit = self.concepts[at].hits.get(number)
        return hit is not None and not hit.is_weak

    def _passage_score(self, number: int, unit: int, around: list[float]) -> float:
        """Return the weighted share of the question that a passage meets."""
        met = 0.0
        for weight, hit, context in zip(self.weights, self._hits(number), around, strict=True):
            met += weight * max(hit.score if hit else 0, context)
        share = met / sum(self.weights) * (1 + _NEARNESS_BONUS * self._nearness(number))
        unit_factor = _TOP_UNIT_FACTOR if self.index.above[unit] < 0 else 1
        return share * self._field_factor(number) * unit_factor

    def _field_factor(self, number: int) -> float:
        """Return the weight of a passage by its field; names weigh as much as the question covers of them."""
        field, is_about_head = self.index.field(number), self.intent is Intent.HEAD
        if self.index.is_name(number):
            return (0.8 + 0.5 * self._name_coverage(number)) * (0.5 if is_about_head else 1)
        if field == "head":
            return 1.6 if is_about_head else 0.75 + 0.5 * max(self._name_coverage(number), self._alias_share(number))
        return 0.6 if field == "link" else 1.0

    def _nearness(self, number: int) -> float:
        """Return the share of consecutive concepts that stand close together in a passage."""
        rows = [hit.positions if hit else set() for hit in self._hits(number)]
        near = sum(any(0 < two - one <= _NEAR for one in first for two in second) for first, second in pairwise(rows))
        return near / max(len(rows) - 1, 1)

    def _name_coverage(self, number: int) -> float:
        """Return the share of a name's main words that the question contains."""
        name = self.index.shown(number)
        words = text.words(name)
        main = set(text.main_words(name))
        main = main.difference(self.index.kind(number)) or main
        positions = {position for hit in self._hits(number) if hit for position in hit.positions}
        return len({words[position] for position in positions if position < len(words)} & main) / max(len(main), 1)

    def _alias_share(self, number: int) -> float:
        """Return the share of the concepts that match an alias of a post to the letter."""
        hits = self._hits(number)
        return sum(hit is not None and not hit.in_text and hit.way.kind == "word" for hit in hits) / len(hits)

    def _hits(self, number: int) -> list[Hit | None]:
        """Return the hit of each concept in a passage."""
        return [concept.hits.get(number) for concept in self.concepts]
