"""Match the words and phrases of a question with the passages of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.i18n import text
from orgcli.search import ways
from orgcli.search.concepts import Concept, Hit, Way
from orgcli.search.index import POSITIONS, ZONE_WEIGHT, ZONES, Zone
from orgcli.search.intent import Intent
from orgcli.search.question import CIRCUMSTANCE_WEIGHT
from orgcli.search.stems import significant
from orgcli.search.words import VAGUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.search.index import Index
    from orgcli.search.question import Question, Word

# Words of grammar allowed between two words of a phrase: « fonds d’affectation », « maintien de la paix ».
_MAX_GAP = 3
# The shortest word looked for inside others, where it is none itself: « Korruption » in « Antikorruption ».
_SHORTEST_PART = 6
# The same, where it is the beginning of a word as well.
_SHORTEST_PART_BESIDE = 8
_INTENT_ZONES = {Intent.BELOW: Zone.SUPERIOR, Intent.DEPUTY: Zone.DEPUTY}
_KIND_SCORE = {
    "word": 1.0,
    "typo": 1.0,
    "stem": 0.92,
    "synonym": 0.8,
    "lexicon": 0.75,
    "beginning": 0.75,
    "apart": 0.6,
    "broad": 0.5,
    "part": 0.5,
}
# Ways in which the word itself is there.
_LITERAL = {"word", "stem"}
# Ways that leave no doubt what a word is.
_SURE = {"word", "stem", "synonym", "lexicon", "broad"}


def concepts(index: Index, question: Question, *, exact: bool = False) -> list[Concept]:
    """Return the concepts of a question, each with its hits."""
    zones = _zones(question.intent, exact=exact)
    matched = [
        Concept(" ".join(phrase), optional=False, ways=[ways.phrase(index, phrase)]) for phrase in question.phrases
    ]
    matched += [_expression(index, expression, question.lang, exact=exact) for expression in question.expressions]
    words = list(question.words)
    while words:
        length = 1 if exact else index.synonyms.length([word.text for word in words])
        run, words = words[:length], words[length:]
        matched += (
            [_exact_concept(run[0])]
            if exact
            else _concepts(index, run, question.lang, zones, is_all=len(run) == len(question.words))
        )
    for concept in matched:
        concept.is_general = index.synonyms.in_lexicon(concept.typed.split())
        concept.typed = text.as_written(concept.typed, question.asked)
        for way in concept.ways:
            _add_hits(index, concept, way, zones)
    return matched


def containing(index: Index, word: str) -> set[int]:
    """Return the passages that contain any form of a word."""
    return {spot // (ZONES * POSITIONS) for form in ways.forms(index, word) for spot in index.spots(form)}


def _zones(intent: Intent, *, exact: bool) -> dict[int, float]:
    """Return the zones to search, with the weight of a match there."""
    if exact:
        return {Zone.TEXT: 1.0}
    if intent in _INTENT_ZONES:
        return {_INTENT_ZONES[intent]: 1.0}
    return ZONE_WEIGHT | ({Zone.NAME: 1.0} if intent is Intent.HEAD else {})


def _exact_concept(word: Word) -> Concept:
    return Concept(word.text, word.optional, [Way("word", (frozenset({word.text}),), word.text)], word.weight)


def _expression(index: Index, words: tuple[str, ...], lang: str, *, exact: bool) -> Concept:
    """Return the concept of a set expression: matched as a whole, or by a synonym."""
    synonyms = [] if exact else ways.of_synonyms(index, significant(words, index.grammar), lang)
    return Concept(" ".join(words), optional=False, ways=[ways.phrase(index, words), *synonyms])


def _concepts(index: Index, run: list[Word], lang: str, zones: dict[int, float], *, is_all: bool) -> list[Concept]:
    """Return the concept of a run of words, or one of each where a passage has them and none surely the expression."""
    whole = _concept(index, run, lang)
    if len(run) == 1:
        return [whole]
    single = [_concept(index, [word], lang) for word in run]
    for concept in (whole, *single):
        for way in concept.ways:
            _add_hits(index, concept, way, zones)
    is_vague = not VAGUE.isdisjoint(word.text for word in run)
    is_apart = is_vague or _stand_together(single, is_all=is_all) or (not whole.hits and _are_met_together(single))
    return single if is_apart and not whole.is_sure else [whole]


def _are_met_together(concepts: list[Concept]) -> bool:
    """Return whether a passage surely has all concepts."""
    return bool(
        set.intersection(*({number for number, hit in one.hits.items() if not hit.is_weak} for one in concepts))
    )


def _stand_together(concepts: list[Concept], *, is_all: bool) -> bool:
    """Return whether a passage has several words to the letter, so that they may well mean what they mean together.

    Where they are all that is asked, one must be a keyword: what says « police » and « assurance » is not about the
    « police d’assurance ».
    """
    literal = [{number: hit for number, hit in one.hits.items() if hit.way.kind in _LITERAL} for one in concepts]
    together = set.intersection(*map(set, literal))
    is_keyword = any(not hits[number].in_text for number in together for hits in literal)
    return bool(together) and (is_keyword or not is_all)


def _concept(index: Index, run: list[Word], lang: str) -> Concept:
    """Return the concept of one word, or of several that are a known expression."""
    words = [word.text for word in run]
    typed = " ".join(words)
    optional = all(word.optional for word in run)
    weight = max(word.weight for word in run)
    if len(words) > 1:
        apart = Way("apart", tuple(frozenset(ways.forms(index, word)) for word in words), typed)
        synonyms = ways.of_synonyms(index, words, lang)
        own = [ways.phrase(index, tuple(words)), *([apart] if synonyms else []), *synonyms]
        return Concept(typed, optional, own, max(weight, CIRCUMSTANCE_WEIGHT))
    if twin := ways.with_other_doubles(index, typed):
        return Concept(typed, optional, ways.of_correction(index, twin, lang), weight, correction=twin)
    concept = Concept(typed, optional, ways.of_word(index, typed, lang), weight)
    if optional or any(way.kind in _SURE for way in concept.ways):
        return concept
    if not concept.ways and not index.synonyms.in_lexicon([typed]):
        concept.correction = ways.corrected(index, typed)
    if concept.correction:
        concept.ways = ways.of_correction(index, concept.correction, lang)
    elif inside := ways.containing(index, typed, _SHORTEST_PART_BESIDE if concept.ways else _SHORTEST_PART):
        concept.ways.append(Way("part", (frozenset(inside),), typed))
    return concept


def _add_hits(index: Index, concept: Concept, way: Way, zones: dict[int, float]) -> None:
    """Add the hits of one way to a concept, keeping the best of each passage."""
    if not all(way.words):
        return
    for passage, zone, positions in places(index, way):
        if zone not in zones:
            continue
        score = _KIND_SCORE[way.kind] * zones[zone]
        in_text = positions if zone == Zone.TEXT else set()
        hit = concept.hits.get(passage)
        if hit is None or score > hit.score:
            concept.hits[passage] = Hit(score, way, in_text | (hit.positions if hit else set()), zone == Zone.TEXT)
        else:
            hit.positions |= in_text


def places(index: Index, way: Way) -> Iterator[tuple[int, int, set[int]]]:
    """Yield the passage, zone and positions of each match of a way."""
    positions_by_place = [_positions(index, word_forms) for word_forms in way.words]
    for place in set(positions_by_place[0]).intersection(*positions_by_place[1:]):
        rows = [sorted(by_place[place]) for by_place in positions_by_place]
        passage, zone = divmod(place, ZONES)
        if way.kind == "apart":
            yield passage, zone, {position for row in rows for position in row}
            continue
        for first in rows[0]:
            chain = _chain(first, rows[1:])
            if chain:
                yield passage, zone, chain


def _positions(index: Index, word_forms: frozenset[str]) -> dict[int, list[int]]:
    """Return the positions of any of the forms, by passage and zone."""
    by_place: dict[int, list[int]] = {}
    for form in word_forms:
        for spot in index.spots(form):
            place, position = divmod(spot, POSITIONS)
            by_place.setdefault(place, []).append(position)
    return by_place


def _chain(first: int, rows: list[list[int]]) -> set[int]:
    """Return the positions of a phrase that starts at ``first``, one of each row; none if it breaks off."""
    chain = [first]
    for row in rows:
        following = next((position for position in row if chain[-1] < position <= chain[-1] + 1 + _MAX_GAP), None)
        if following is None:
            return set()
        chain.append(following)
    return set(chain)
