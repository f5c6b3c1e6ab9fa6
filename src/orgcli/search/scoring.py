"""How well each statement, and so each unit, answers a question.

Chosen by measuring on the judged questions of `tests/search`: a statement is worth the share of the
question's ideas that it meets, weighted by how rare they are, as BM25 does; length normalisation
and repeated words, BM25's other two parts, made no answer better on statements of one sentence.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from orgcli.i18n import text
from orgcli.search.question import Intent

if TYPE_CHECKING:
    from collections.abc import Collection, Container

    from orgcli.search.index import Index
    from orgcli.search.matching import Concept
    from orgcli.search.question import Question

CONTEXT = (0.6, 0.45, 0.35, 0.3)
"""What an idea is worth that only the unit's own name meets, its owner's, and so on up."""
ELSEWHERE = 0.4
"""What an idea is worth that another statement of the same unit meets."""
FEW = 2
"""Up to how many ideas make one notion, which one statement is to meet, unless they are listed (« x et y »)."""
SURE = ("word", "stem", "typo")
"""Ways to meet an idea that leave no doubt: two such are enough where no statement meets both."""
NEAR, NEXT = 0.15, 4
"""What it adds that ideas stand side by side, and how many words apart that is at most."""
GENERAL = 0.96
"""What a statement of a unit at the top is worth: those beneath it are nearer to the matter."""
SPARE_OF, SPARE_IN = 4, 2
"""One in how many ideas may be unmet, where no unit meets all: among words, and in a whole question or a list."""
KEEP = 0.4
"""Statements and units worth less than this share of the best are left out."""


class Scoring:
    """Scores of passages and units for the ideas of one question."""

    def __init__(self, index: Index, concepts: list[Concept], asked: Question, *, any_word: bool) -> None:
        self.index, self.concepts, self.any_word = index, concepts, any_word
        self.intent, self.sentence, self.several = asked.intent, asked.sentence, asked.several
        few = sum(not concept.optional for concept in concepts) <= FEW
        self.is_one = few and not asked.sentence and not asked.several
        self.elsewhere = 0 if self.is_one else ELSEWHERE
        self.weights = [math.log(1 + len(index.owners) / len(concept.hits)) * concept.share for concept in concepts]
        self.named = [self._names(concept) for concept in concepts]

    def _names(self, concept: Concept) -> dict[int, float]:
        """Return the units whose name or alias meets an idea, and how well."""
        found: dict[int, float] = {}
        for number, hit in concept.hits.items():
            if self.index.is_name(number):
                for unit in self.index.units(number):
                    found[unit] = max(found.get(unit, 0), hit.score)
        return found

    def units(self, banned: Container[int]) -> dict[int, dict[int, float]]:
        """Return, for each unit that answers, by rank, its matching passages with their scores."""
        own: dict[int, set[int]] = defaultdict(set)
        for concept in self.concepts:
            for number in concept.hits:
                if number not in banned:
                    for unit in self.index.units(number):
                        own[unit].add(number)
        found = self.within(own)
        if not found and not self.elsewhere:  # no statement meets both: two statements of one unit may
            self.elsewhere = ELSEWHERE
            found = self.within(own)
        return found

    def within(self, own: dict[int, set[int]]) -> dict[int, dict[int, float]]:
        """Return, of the units with their matching passages, those that meet what they must, with scores."""
        around = {unit: self.around(unit, numbers) for unit, numbers in own.items()}
        missing = {unit: self.missing(around[unit], numbers) for unit, numbers in own.items()}
        allowed = self.allowed(missing.values())
        return {
            unit: {number: self.passage(number, unit, around[unit]) for number in numbers}
            for unit, numbers in own.items()
            if missing[unit] <= allowed
        }

    def allowed(self, missing: Collection[int]) -> int:
        """Return how many ideas a unit may leave unmet: in a whole question its best statement tells more."""
        if self.any_word:
            return len(self.concepts)
        return self.spare() if self.sentence else min(self.spare(), min(missing, default=0))

    def around(self, unit: int, numbers: set[int]) -> list[float]:
        """Return how well each idea is met around a passage: by names, or elsewhere in the unit."""
        found = []
        for at, concept in enumerate(self.concepts):
            hits = [concept.hits[number] for number in numbers & concept.hits.keys()]
            elsewhere = max((hit.score for hit in hits if not self.is_one or hit.way.how in SURE), default=0)
            found.append(max(self.context(unit, at), self.elsewhere * elsewhere))
        return found

    def context(self, unit: int, concept: int) -> float:
        """Return how well the names of a unit and of those around it meet an idea."""
        best, owner = 0.0, unit
        for worth in CONTEXT:
            best = max(best, worth * self.named[concept].get(owner, 0))
            owner = self.index.above[owner]
            if owner < 0:
                break
        return best

    def missing(self, around: list[float], numbers: set[int]) -> int:
        """Return how many ideas that the question cannot do without a unit leaves unmet: if one notion, at its best."""
        asked = [at for at, concept in enumerate(self.concepts) if not concept.optional and not around[at]]
        if self.elsewhere:
            return len(asked)
        return min(sum(number not in self.concepts[at].hits for at in asked) for number in numbers)

    def spare(self) -> int:
        """Return how many ideas may be unmet where no unit meets all: one of several, none of few."""
        return sum(not concept.optional for concept in self.concepts) // (
            SPARE_IN if self.sentence or self.several else SPARE_OF
        )

    def passage(self, number: int, unit: int, around: list[float]) -> float:
        """Return the score of a passage: the share of the question that it meets, weighted."""
        met = 0.0
        for weight, concept, context in zip(self.weights, self.concepts, around, strict=True):
            hit = concept.hits.get(number)
            met += weight * max(hit.score if hit else 0, context)
        share = met / sum(self.weights) * (1 + NEAR * self.nearness(number))
        general = GENERAL if self.index.above[unit] < 0 else 1
        return share * self.factor(number) * general

    def factor(self, number: int) -> float:
        """Return what the kind of a passage is worth: a name as far as the question covers it."""
        field, heading = self.index.field(number), self.intent is Intent.HEAD
        if self.index.is_name(number):
            return (0.8 + 0.5 * self.covered(number)) * (0.5 if heading else 1)
        if field == "head":
            return 1.6 if heading else 0.75 + 0.5 * max(self.covered(number), self.by_alias(number))
        return 0.6 if field == "link" else 1.0

    def nearness(self, number: int) -> float:
        """Return the share of neighbouring ideas of the question that stand side by side in the passage."""
        rows = [concept.hits[number].positions if number in concept.hits else set() for concept in self.concepts]
        near = sum(any(0 < two - one <= NEXT for one in first for two in second) for first, second in pairwise(rows))
        return near / max(len(rows) - 1, 1)

    def covered(self, number: int) -> float:
        """Return the share of a name's main words that the question contains."""
        shown = self.index.shown(number)
        words = text.words(shown)
        main = set(text.main_words(shown))
        main = main.difference(self.index.kind(number)) or main
        hits = [concept.hits[number] for concept in self.concepts if number in concept.hits]
        at = {position for hit in hits for position in hit.positions}
        return len({words[position] for position in at if position < len(words)} & main) / max(len(main), 1)

    def by_alias(self, number: int) -> float:
        """Return the share of the ideas that the other names of a post meet to the letter."""
        hits = [concept.hits.get(number) for concept in self.concepts]
        return sum(hit is not None and not hit.in_text and hit.way.how == "word" for hit in hits) / len(hits)

    def is_named(self, number: int) -> bool:
        """Tell whether a passage is a name and the question is nothing but that name."""
        named = self.index.is_name(number) and self.covered(number) == 1
        return named and all(number in concept.hits for concept in self.concepts)
