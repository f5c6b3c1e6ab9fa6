"""Who is responsible for what: the search engine.

A question is taken apart into ideas (`question`, `match`); every statement of the organisation is a
passage (`index`). A unit answers if each idea is met by its own statements or by the names around
them; it ranks by its best statement, where rare ideas count more (inverse document frequency).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgcli.graph import names
from orgcli.graph.reporting import leader
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.search import matching, question
from orgcli.search.index import Index
from orgcli.search.question import Intent
from orgcli.search.scoring import KEEP, Scoring

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from orgcli.graph.organisation import Named, Organisation
    from orgcli.search.matching import Concept
    from orgcli.search.question import Question

MOST = 100
"""Units told of in full, where nobody says how many: there are no more in most organisations, and nobody reads more."""
_FOLLOWING = 0.01
"""What the next three statements of a unit add to its best."""


@dataclass(frozen=True)
class Correction:
    """A word that was typed, and the known word that was searched in its place."""

    from_: str
    to: str


@dataclass(frozen=True)
class Match:
    """A statement that answers; ``spans`` are the characters of ``text`` that matched."""

    ref: str | None
    field: str
    text: str
    spans: list[tuple[int, int]]
    score: float
    why: list[str] = dataclasses.field(default_factory=list, metadata={"json": False})
    beside: list[str] = dataclasses.field(default_factory=list, metadata={"json": False})
    """What was typed and is not in the text: keywords, and names of those the statement is linked with."""


@dataclass(frozen=True)
class Result:
    """A unit that answers, to whom it reports, and the statements that say so, best first."""

    unit: Named
    score: float
    reports_to: list[str]
    matches: list[Match]
    within: str | None = dataclasses.field(default=None, metadata={"json": False})
    """The unit around it, where another has the same name."""


@dataclass(frozen=True)
class Answer:
    """The answer to a question: units best first.

    ``unknown`` are the words that nothing matches, ``topics`` what is nearest where nothing answers,
    ``units`` the ids of all that answer, also those that ``results`` has no room for.
    """

    query: str
    corrections: list[Correction]
    results: list[Result]
    unknown: list[str] = dataclasses.field(default_factory=list, metadata={"json": False})
    topics: list[str] = dataclasses.field(default_factory=list, metadata={"json": False})
    units: list[str] = dataclasses.field(default_factory=list, metadata={"json": False})


def search(
    org: Organisation,
    asked: str,
    *,
    inside: Iterable[str] | None = None,
    any_word: bool = False,
    exact: bool = False,
    most: int = MOST,
) -> Answer:
    """Return the units that answer a question, best first, the first of them with their matching statements.

    ``most`` is how many are told of in full; ``inside`` limits the answer to some units; with
    ``any_word`` one idea of the question is enough; with ``exact`` only the words as typed count (case
    and accents aside).
    """
    index = Index(org)
    scope = None if inside is None else {org.position(unit) for unit in inside}
    limits = _Limits(scope, any_word, exact, most)
    parts = question.parse(asked)
    answer = _answer(org, index, parts, limits)
    if parts.intent is not Intent.TOPIC and not _is_met(answer, parts.intent):
        return _answer(org, index, question.parse(asked, about=False), limits)
    return answer


def _is_met(answer: Answer, intent: Intent) -> bool:
    """Tell whether what is asked beyond the words was found: a question who leads *something* may mean a duty."""
    if not answer.results:
        return False
    return intent is not Intent.HEAD or answer.results[0].matches[0].field in {"head", "name", "alias"}


@dataclass(frozen=True)
class _Limits:
    """How an answer is limited."""

    inside: Container[int] | None
    any_word: bool
    exact: bool
    most: int

    def allow(self, unit: int) -> bool:
        """Tell whether a unit may answer."""
        return self.inside is None or unit in self.inside


def _answer(org: Organisation, index: Index, parts: Question, limits: _Limits) -> Answer:
    asked = parts.asked
    concepts = matching.concepts(index, parts, exact=limits.exact)
    corrections = [
        Correction(concept.typed, index.spelt(concept.correction)) for concept in concepts if concept.correction
    ]
    unknown = [concept.typed for concept in concepts if not concept.hits and not concept.optional]
    met = [concept for concept in concepts if concept.hits]
    lost = {" ".join(phrase) for phrase in parts.phrases}.intersection(map(text.key, unknown))
    if not met or ((lost or len(unknown) > _spare_words(parts, met)) and not limits.any_word):
        return Answer(asked, corrections, [], unknown, _topics(org, index, met, unknown))
    scoring = Scoring(index, met, parts, any_word=limits.any_word)
    banned = {number for word in parts.excluded for number in matching.containing(index, word)}
    ranked = [_Ranked(scoring, unit, scores) for unit, scores in scoring.units(banned).items() if limits.allow(unit)]
    ranked.sort(key=lambda one: (-one.score, one.unit))
    kept = [one for one in ranked if one.score >= KEEP * ranked[0].score]
    results = [_result(org, scoring, one) for one in kept[: limits.most]]
    topics = [] if kept else _topics(org, index, met, unknown)
    return Answer(asked, corrections, results, unknown, topics, [index.unit(one.unit) for one in kept])


def _spare_words(parts: question.Question, met: list[Concept]) -> int:
    """Return how many words may be unknown in a whole question: one to two ideas that are met, two to four."""
    ideas = sum(concept.share >= question.SETTING for concept in met)
    return min(ideas // 2, 2) if parts.sentence else 0


def _topics(org: Organisation, index: Index, met: list[Concept], unknown: list[str], limit: int = 3) -> list[str]:
    """Return the units that answer part of a question, or the known words most like the unknown."""
    if met:
        scores = Scoring(index, met, question.Question(""), any_word=True).units(frozenset())
        best = sorted(scores, key=lambda unit: (-max(scores[unit].values()), unit))
        return [org.title(index.unit(unit)) for unit in best[:limit]]
    known = index.vocabulary()
    near = dict.fromkeys(near for word in unknown for near in text.alike(text.key(word), known, limit))
    return [index.spelt(word) for word in near][:limit]


class _Ranked:
    """A unit that answers, by rank: its passages that are kept, best first, and its score."""

    def __init__(self, scoring: Scoring, unit: int, scores: dict[int, float]) -> None:
        best = sorted(scores, key=lambda number: (-scores[number], number))
        self.unit, self.scores, self.top = unit, scores, scores[best[0]]
        self.kept = _once_by_name(scoring.index, [number for number in best if scores[number] >= KEEP * self.top])
        self.score = round(self.top + _FOLLOWING * sum(scores[number] for number in self.kept[1:4]), 4)


def _result(org: Organisation, scoring: Scoring, ranked: _Ranked) -> Result:
    matches = [_match(scoring, number, ranked.scores[number]) for number in ranked.kept]
    if scoring.is_named(ranked.kept[0]):
        matches += _duties_of_named(scoring, ranked)
        matches.sort(key=lambda found: -found.score)
    unit = scoring.index.unit(ranked.unit)
    superiors = [org.title(to) for to, _line in org.superiors(leader(org, unit))]
    return Result(org.named(unit), ranked.score, superiors, matches, names.within(org, unit))


def _once_by_name(index: Index, numbers: list[int]) -> list[int]:
    """Keep only one of the passages that are names of the unit: its proper name, else the best."""
    called = [number for number in numbers if index.is_name(number)]
    proper = [number for number in called if index.field(number) == "name"]
    kept = (proper + called)[:1]
    return [number for number in numbers if number in kept or number not in called]


def _duties_of_named(scoring: Scoring, ranked: _Ranked) -> list[Match]:
    """Return what a unit does where the question is its name; first of all where that is what is asked."""
    worth = ranked.top * (1.01 if scoring.intent is Intent.WHAT else KEEP)
    duties = scoring.index.duties_of(ranked.unit)
    return [_match(scoring, number, worth) for number in duties if number not in ranked.kept]


def _match(scoring: Scoring, number: int, score: float) -> Match:
    passage = scoring.index.passage(number)
    met = [(concept, concept.hits[number]) for concept in scoring.concepts if number in concept.hits]
    at = {position for _concept, hit in met for position in hit.positions}
    kind = "keyword" if passage.field in {"duty", "name"} and met and not at else passage.field
    reasons = [_reason(scoring.index, concept, hit) for concept, hit in met]
    beside = [_meant(scoring.index, concept) for concept, hit in met if not hit.positions]
    return Match(passage.ref, kind, passage.text, text.spans(passage.text, at), round(score, 4), reasons, beside)


def _meant(index: Index, concept: Concept) -> str:
    """Return an idea as it was typed, or as what it was read."""
    return index.spelt(concept.correction) if concept.correction else concept.typed


def _reason(index: Index, concept: Concept, hit: matching.Hit) -> str:
    """Return in plain words how an idea was met, and what that is worth."""
    shown = index.spelt(hit.way.shown) if hit.way.how == "typo" else hit.way.shown
    ways = {
        "word": _("the word itself"),
        "stem": _("another form of the word"),
        "synonym": _("synonym “{shown}”"),
        "beginning": _("beginning of a word"),
        "typo": _("read as “{shown}”"),
        "longer": _("beginning of a word"),
        "apart": _("the words, apart"),
    }
    way = ways[hit.way.how].format(shown=shown)
    if not hit.in_text:
        way = _("{way}, in its keywords or links").format(way=way)
    return _("“{typed}”: {way} ({worth})").format(typed=concept.typed, way=way, worth=f"{hit.score:.2f}")
