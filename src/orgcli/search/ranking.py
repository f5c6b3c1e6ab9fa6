"""Units that answer, each with its best passages in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.search.intent import Intent
from orgcli.search.scoring import CUTOFF

if TYPE_CHECKING:
    from orgcli.search.index import Index
    from orgcli.search.scoring import Scoring

# What the next three passages of a unit add to the score of its best.
_NEXT_PASSAGES_WEIGHT = 0.01
# A duty with this share of the score of a name comes before it.
_DUTY_SHARE, _BEFORE = 0.6, 0.0001


class Ranked:
    """A unit that answers, by rank: its score and its best passages, best first."""

    def __init__(self, scoring: Scoring, rank: int, scores: dict[int, float]) -> None:
        self.top = max(scores.values())
        self.rank, self.scores = rank, _duties_first(scoring, scores)
        best = sorted(self.scores, key=lambda number: (-self.scores[number], number))
        self.passages = _with_one_name(scoring.index, [one for one in best if scores[one] >= CUTOFF * self.top])
        following = sum(scores[number] for number in self.passages[1:4])
        self.score = round(self.top + _NEXT_PASSAGES_WEIGHT * following, 4)


def _duties_first(scoring: Scoring, scores: dict[int, float]) -> dict[int, float]:
    """Return the scores of a unit's passages, where duties that have the matter come before names that have it.

    A question that is nothing but the name is about the unit.
    """
    duties = {number: score for number, score in scores.items() if scoring.index.field(number) == "duty"}
    best = max(duties.values(), default=0.0)
    top = max(scores, key=lambda number: scores[number])
    if scoring.intent is not Intent.TOPIC or best < _DUTY_SHARE * scores[top] or scoring.is_named(top):
        return scores
    return {number: score if number in duties else min(score, best) for number, score in scores.items()} | {
        number: score + _BEFORE for number, score in duties.items() if score == best
    }


def _with_one_name(index: Index, numbers: list[int]) -> list[int]:
    """Return the passages with one name of the unit only: its proper name, else the best."""
    unit_names = [number for number in numbers if index.is_name(number)]
    proper = [number for number in unit_names if index.field(number) == "name"]
    dropped = set(unit_names).difference((proper + unit_names)[:1])
    return [number for number in numbers if number not in dropped]
