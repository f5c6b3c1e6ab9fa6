"""Who is responsible for what: the search engine.

A question is taken apart into ideas (`question`, `match`); every statement of the organisation is a
passage (`index`). A unit answers if each idea is met by its own statements or by the names around
them; it ranks by its best statement, where rare ideas count more (inverse document frequency).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING

from orgcli import graph as g
from orgcli import index as indexing
from orgcli import match, names, question, text
from orgcli.query import Named, answerer, named
from orgcli.question import Intent
from orgcli.score import KEEP, Scoring

if TYPE_CHECKING:
    from collections.abc import Container

    from orgcli.graph import OrgGraph
    from orgcli.index import Index, Passage
    from orgcli.match import Concept
    from orgcli.question import Question

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

    ``unknown`` are the words that nothing matches, ``topics`` what is nearest where nothing answers.
    """

    query: str
    corrections: list[Correction]
    results: list[Result]
    unknown: list[str] = dataclasses.field(default_factory=list, metadata={"json": False})
    topics: list[str] = dataclasses.field(default_factory=list, metadata={"json": False})


def search(  # noqa: PLR0913 - the options of `find`
    graph: OrgGraph,
    asked: str,
    *,
    inside: Container[str] | None = None,
    any_word: bool = False,
    exact: bool = False,
    index: Index | None = None,
) -> Answer:
    """Return the units that answer a question, best first, each with its matching statements.

    ``inside`` limits the answer to some units; with ``any_word`` one idea of the question is enough;
    with ``exact`` only the words as typed count (case and accents aside).
    """
    index = index or indexing.build(graph)
    limits = _Limits(inside, any_word, exact)
    parts = question.parse(asked)
    answer = _answer(graph, index, parts, limits)
    if parts.intent is not Intent.TOPIC and not _is_met(answer, parts.intent):
        return _answer(graph, index, question.parse(asked, about=False), limits)
    return answer


def _is_met(answer: Answer, intent: Intent) -> bool:
    """Tell whether what is asked beyond the words was found: a question who leads *something* may mean a duty."""
    if not answer.results:
        return False
    return intent is not Intent.HEAD or answer.results[0].matches[0].field in {"head", "name", "alias"}


@dataclass(frozen=True)
class _Limits:
    """How an answer is limited."""

    inside: Container[str] | None
    any_word: bool
    exact: bool

    def allow(self, unit: str) -> bool:
        """Tell whether a unit may answer."""
        return self.inside is None or unit in self.inside


def _answer(graph: OrgGraph, index: Index, parts: Question, limits: _Limits) -> Answer:
    asked = parts.asked
    concepts = match.concepts(index, parts, exact=limits.exact)
    corrections = [Correction(concept.typed, concept.correction) for concept in concepts if concept.correction]
    unknown = [concept.typed for concept in concepts if not concept.hits and not concept.optional]
    met = [concept for concept in concepts if concept.hits]
    lost = {" ".join(phrase) for phrase in parts.phrases}.intersection(unknown)
    if not met or ((lost or len(unknown) > _spare_words(parts, met)) and not limits.any_word):
        return Answer(asked, corrections, [], unknown, _topics(graph, index, met, unknown))
    scoring = Scoring(index, met, parts, any_word=limits.any_word)
    banned = {spot[0] for word in parts.excluded for form in match.forms(index, word) for spot in index.spots[form]}
    ranked = {unit: scores for unit, scores in scoring.units(banned).items() if limits.allow(unit)}
    results = [_result(graph, scoring, unit, scores) for unit, scores in ranked.items()]
    results.sort(key=lambda result: (-result.score, g.position(graph, result.unit.id)))
    kept = [result for result in results if result.score >= KEEP * results[0].score]
    return Answer(asked, corrections, kept, unknown, [] if kept else _topics(graph, index, met, unknown))


def _spare_words(parts: question.Question, met: list[Concept]) -> int:
    """Return how many words may be unknown in a whole question: one to two ideas that are met, two to four."""
    ideas = sum(concept.share >= question.SETTING for concept in met)
    return min(ideas // 2, 2) if parts.sentence else 0


def _topics(graph: OrgGraph, index: Index, met: list[Concept], unknown: list[str], limit: int = 3) -> list[str]:
    """Return the units that answer part of a question, or the known words most like the unknown."""
    if met:
        scores = Scoring(index, met, question.Question(""), any_word=True).units(frozenset())
        best = sorted(scores, key=lambda unit: (-max(scores[unit].values()), g.position(graph, unit)))
        return [g.title(graph, unit) for unit in best[:limit]]
    return list(dict.fromkeys(near for word in unknown for near in text.alike(word, index.spots, limit)))[:limit]


def _result(graph: OrgGraph, scoring: Scoring, unit: str, scores: dict[int, float]) -> Result:
    best = sorted(scores, key=lambda number: (-scores[number], number))
    top = scores[best[0]]
    kept = _once_by_name(scoring.index, [number for number in best if scores[number] >= KEEP * top])
    matches = [_match(scoring, number, scores[number]) for number in kept]
    if scoring.is_named(kept[0]):
        matches += _duties_of_named(scoring, unit, kept, top)
        matches.sort(key=lambda found: -found.score)
    superiors = [g.title(graph, to) for to, _line in g.superiors(graph, answerer(graph, unit))]
    score = top + _FOLLOWING * sum(scores[number] for number in kept[1:4])
    return Result(named(graph, unit), round(score, 4), superiors, matches, names.within(graph, unit))


def _once_by_name(index: Index, numbers: list[int]) -> list[int]:
    """Keep only one of the passages that are names of the unit: its proper name, else the best."""
    called = [number for number in numbers if index.passages[number].is_name]
    proper = [number for number in called if index.passages[number].field == "name"]
    kept = (proper + called)[:1]
    return [number for number in numbers if number in kept or number not in called]


def _duties_of_named(scoring: Scoring, unit: str, kept: list[int], top: float) -> list[Match]:
    """Return what a unit does where the question is its name; first of all where that is what is asked."""
    worth = top * (1.01 if scoring.intent is Intent.WHAT else KEEP)
    return [_match(scoring, number, worth) for number in scoring.index.duties_of(unit) if number not in kept]


def _match(scoring: Scoring, number: int, score: float) -> Match:
    passage: Passage = scoring.index.passages[number]
    met = [(concept, concept.hits[number]) for concept in scoring.concepts if number in concept.hits]
    at = {position for _concept, hit in met for position in hit.positions}
    kind = "keyword" if passage.field in {"duty", "name"} and met and not at else passage.field
    reasons = [_reason(concept, hit) for concept, hit in met]
    beside = [concept.typed for concept, hit in met if not hit.positions]
    return Match(passage.ref, kind, passage.text, text.spans(passage.text, at), round(score, 4), reasons, beside)


def _reason(concept: Concept, hit: match.Hit) -> str:
    """Return in plain words how an idea was met, and what that is worth."""
    ways = {
        "word": _("the word itself"),
        "stem": _("another form of the word"),
        "synonym": _("synonym “{shown}”"),
        "beginning": _("beginning of a word"),
        "typo": _("read as “{shown}”"),
        "family": _("a word of the same family"),
        "apart": _("the words, apart"),
    }
    way = ways[hit.way.how].format(shown=hit.way.shown)
    if not hit.in_text:
        way = _("{way}, in its keywords or links").format(way=way)
    return _("“{typed}”: {way} ({worth})").format(typed=concept.typed, way=way, worth=f"{hit.score:.2f}")
