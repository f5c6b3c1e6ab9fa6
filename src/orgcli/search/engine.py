"""The search engine: who is responsible for what.

`question` parses what is typed, `matching` makes concepts of it and looks them up in the `index`, where
every statement of the organisation is a passage, and `scoring` ranks passages and units.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgcli.i18n import text
from orgcli.search import matching, named, question
from orgcli.search.answer import Answer, Correction, Result, result
from orgcli.search.index import Index
from orgcli.search.intent import Intent
from orgcli.search.question import CIRCUMSTANCE_WEIGHT, VERB_WEIGHT, Question
from orgcli.search.ranking import Ranked
from orgcli.search.reasons import match_of, order
from orgcli.search.scoring import CUTOFF, Scoring
from orgcli.search.words import VAGUE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from orgcli.graph.organisation import Organisation
    from orgcli.search.concepts import Concept

# Units answered in full by default: most organisations have fewer, and nobody reads more.
MOST = 100
_TOPICS = 3
# The share of a question that an answer must have at least: any, and where no unit meets all ideas.
_LEAST, _HALF = 0.38, 0.55
_FIRST_PERSON = text.word_set("je j me m moi mon ma mes nous notre nos i my me we our us")
# So few ideas may all be what an unknown verb is about.
_FEW_IDEAS = 2


@dataclass(frozen=True)
class _Options:
    """The options of a search; ``scope`` has the ranks of the units to search, None for all."""

    scope: Container[int] | None
    any_word: bool
    exact: bool
    most: int


def search(
    org: Organisation,
    asked: str,
    *,
    inside: Iterable[str] | None = None,
    any_word: bool = False,
    exact: bool = False,
    most: int = MOST,
    index: Index | None = None,
) -> Answer:
    """Return the units that answer a question, best first, ``most`` of them with their matching statements.

    ``inside`` limits the search to some units; with ``any_word`` one concept of the question is enough;
    with ``exact`` only the words as typed match (case and accents aside). ``index`` saves making it for each question.
    """
    index = index or Index(org)
    scope = None if inside is None else {org.position(unit_id) for unit_id in inside}
    options = _Options(scope, any_word, exact, most)
    parsed = question.parse(asked, index.lang)
    if deputies := named.deputies(org, parsed):
        return deputies
    answer = _answer(org, index, parsed, options)
    if not _satisfies(answer, parsed.intent):
        answer = _answer(org, index, question.parse(asked, index.lang, as_topic=True), options)
    return named.with_names(org, parsed, answer, scope, most)


def _satisfies(answer: Answer, intent: Intent) -> bool:
    """Return whether an answer is one to the intent: who “leads” something may also be asked of a duty."""
    if intent is Intent.TOPIC:
        return True
    if not answer.results:
        return False
    return intent is not Intent.HEAD or answer.results[0].matches[0].field in {"head", "name", "alias"}


def _answer(org: Organisation, index: Index, parsed: Question, options: _Options) -> Answer:
    """Return the answer to a parsed question."""
    concepts = matching.concepts(index, parsed, exact=options.exact)
    corrections = [
        Correction(concept.typed, index.spelt(concept.correction)) for concept in concepts if concept.correction
    ]
    parts = [concept.typed for concept in concepts if any(hit.way.kind == "part" for hit in concept.hits.values())]
    matched = [concept for concept in concepts if concept.hits]
    unknown = [concept for concept in concepts if not concept.hits and concept.weight >= VERB_WEIGHT]
    required = [concept.typed for concept in unknown if not concept.optional]
    ranked: list[Ranked] = []
    scoring = None
    if options.any_word or any(concept.is_sure for concept in matched if not concept.optional):
        excluded = {number for word in parsed.excluded for number in matching.containing(index, word)}
        lacks = _lacks_too_much(parsed, matched, required) or _lacks_verb(parsed, concepts)
        if options.any_word or not lacks:
            scoring = Scoring(index, matched, parsed, any_word=options.any_word)
            ranked = _ranked(scoring, excluded, options)
            if parsed.intent is Intent.TOPIC and not options.any_word:
                ranked = [one for one in ranked if _covers(scoring, one, unknown, _LEAST)]
        is_apart = scoring is not None and scoring.is_one_notion and len(scoring.required) > 1
        if not (ranked or is_apart or options.exact) and parsed.intent is Intent.TOPIC:
            scoring = Scoring(index, matched, parsed, any_word=True)
            ranked = [one for one in _ranked(scoring, excluded, options) if _covers(scoring, one, unknown, _HALF)]
    if parsed.intent is Intent.HEAD and ranked and scoring and not scoring.has_all(ranked[0].passages[0]):
        ranked = []
    if not ranked or scoring is None:
        nearest, topics = _nearest(org, index, matched, options), [] if matched else _topics(index, required)
        return Answer(parsed.asked, corrections, [], nearest, required, topics)
    ranked = [one for one in ranked if one.score >= CUTOFF * ranked[0].score]
    results = [_result(org, scoring, one) for one in ranked[: options.most]]
    units = [index.unit(one.rank) for one in ranked]
    return Answer(
        parsed.asked, corrections, results, [], required, [], units, parts, order=order(org, scoring, ranked[:2])
    )


def _ranked(scoring: Scoring, excluded: Container[int], options: _Options) -> list[Ranked]:
    """Return the units that answer, best first."""
    ranked = [
        Ranked(scoring, rank, scores)
        for rank, scores in scoring.units(excluded).items()
        if options.scope is None or rank in options.scope
    ]
    return sorted(ranked, key=lambda one: (-one.score, one.rank))


def _covers(scoring: Scoring, ranked: Ranked, unknown: list[Concept], least: float) -> bool:
    """Return whether the best passage of a unit has at least a share of what is asked; vague words do not count."""
    missing = [concept for concept in unknown if text.key(concept.typed) not in VAGUE]
    return scoring.coverage(ranked.passages[0], ranked.rank, missing) >= least


def _lacks_too_much(parsed: Question, matched: list[Concept], unknown: list[str]) -> bool:
    """Return whether a phrase or too many words are unknown.

    One may be for two ideas that are met, two for three; in a sentence two for two, three for four.

    Words for a request of any sort may be unknown where others are known: “press enquiries”.
    """
    phrases = {" ".join(phrase) for phrase in (*parsed.phrases, *parsed.expressions)}
    ideas = sum(concept.weight >= CIRCUMSTANCE_WEIGHT for concept in matched)
    allowed = min(ideas // 2 if parsed.is_sentence else (ideas - 1) // 2, 2) + (ideas > 1)
    missing = [word for word in unknown if not ideas or text.key(word) not in VAGUE]
    return len(missing) > allowed or not phrases.isdisjoint(map(text.key, unknown))


def _lacks_verb(parsed: Question, concepts: list[Concept]) -> bool:
    """Return whether nobody surely does what is asked of a single thing: « qui traduit les documents ».

    A verb of somebody who speaks of himself tells the occasion: « je reçois des… ».
    """
    if not _FIRST_PERSON.isdisjoint(text.words(parsed.asked)):
        return False
    ideas = sum(bool(concept.hits) and concept.weight >= CIRCUMSTANCE_WEIGHT for concept in concepts)
    missing = any(one.optional and one.weight >= VERB_WEIGHT and not one.is_sure for one in concepts)
    return ideas < _FEW_IDEAS and missing


def _nearest(org: Organisation, index: Index, matched: list[Concept], options: _Options) -> list[Result]:
    """Return the units that have most of a question, each with the statement that is nearest to it."""
    if not matched:
        return []
    scoring = Scoring(index, matched, Question(""), any_word=True)
    best = _ranked(scoring, frozenset(), options)[:_TOPICS]
    return [
        result(org, index.unit(one.rank), one.score, [match_of(scoring, one.passages[0], one.scores[one.passages[0]])])
        for one in best
    ]


def _topics(index: Index, unknown: list[str]) -> list[str]:
    """Return the known words most like the unknown ones."""
    vocabulary = index.vocabulary()
    similar = dict.fromkeys(near for word in unknown for near in text.alike(text.key(word), vocabulary, _TOPICS))
    return [index.spelt(word) for word in similar][:_TOPICS]


def _result(org: Organisation, scoring: Scoring, ranked: Ranked) -> Result:
    """Return the result for a unit; where the question is its name, with all its duties."""
    matches = [match_of(scoring, number, ranked.scores[number]) for number in ranked.passages]
    if scoring.is_named(ranked.passages[0]):
        score = ranked.top * (1.01 if scoring.intent is Intent.WHAT else CUTOFF)
        duties = scoring.index.duties_of(ranked.rank)
        matches += [match_of(scoring, number, score) for number in duties if number not in ranked.passages]
        matches.sort(key=lambda match: -match.score)
    return result(org, scoring.index.unit(ranked.rank), ranked.score, matches)
