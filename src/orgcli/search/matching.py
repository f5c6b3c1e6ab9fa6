"""Match the words and phrases of a question with the passages of the index."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from orgcli.i18n import spelling, text
from orgcli.search.concepts import Concept, Hit, Way
from orgcli.search.index import POSITIONS, ZONE_WEIGHT, ZONES, Zone
from orgcli.search.lexicon import Origin
from orgcli.search.question import CIRCUMSTANCE_WEIGHT, Intent
from orgcli.search.stems import significant
from orgcli.search.words import singular

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orgcli.search.index import Index
    from orgcli.search.question import Question, Word

# Words of grammar allowed between two words of a phrase: « fonds d’affectation », « maintien de la paix ».
_MAX_GAP = 3
_SHORTEST_PREFIX = 3
# The shortest word of the lexicon of which any form with the same stem counts.
_LONG_ENOUGH = 7
# The shortest word looked for inside others, where it is none itself: « Korruption » in « Antikorruption ».
_SHORTEST_PART = 6
# The same, where it is the beginning of a word as well.
_SHORTEST_PART_BESIDE = 8
# Beginnings of words that may lack an apostrophe: « dengagement ».
_ELIDED = re.compile(r"[cdjlmnst][aeiouyh]")
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
    matched = [Concept(" ".join(phrase), optional=False, ways=[_phrase(index, phrase)]) for phrase in question.phrases]
    matched += [_expression(index, expression, question.lang, exact=exact) for expression in question.expressions]
    words = list(question.words)
    while words:
        length = 1 if exact else index.synonyms.length([word.text for word in words], question.lang)
        run, words = words[:length], words[length:]
        matched += [_exact_concept(run[0])] if exact else _concepts(index, run, question.lang, zones)
    for concept in matched:
        concept.is_general = index.synonyms.in_lexicon(concept.typed.split())
        concept.typed = text.as_written(concept.typed, question.asked)
        for way in concept.ways:
            _add_hits(index, concept, way, zones)
    return matched


def forms(index: Index, word: str) -> set[str]:
    """Return the indexed forms of a word: of the same stem in the organisation's language, else in any."""
    known = {word} if index.knows(word) else set()
    known |= set(index.of_stem(word, index.lang))
    return known or {form for lang in index.languages for form in index.of_stem(word, lang)}


def containing(index: Index, word: str) -> set[int]:
    """Return the passages that contain any form of a word."""
    return {spot // (ZONES * POSITIONS) for form in forms(index, word) for spot in index.spots(form)}


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
    synonyms = [] if exact else _synonyms(index, significant(words, index.grammar), lang)
    return Concept(" ".join(words), optional=False, ways=[_phrase(index, words), *synonyms])


def _concepts(index: Index, run: list[Word], lang: str, zones: dict[int, float]) -> list[Concept]:
    """Return the concept of a run of words, or one of each where a passage has them and none surely the expression."""
    whole = _concept(index, run, lang)
    if len(run) == 1:
        return [whole]
    single = [_concept(index, [word], lang) for word in run]
    for concept in (whole, *single):
        for way in concept.ways:
            _add_hits(index, concept, way, zones)
    literal = [{number for number, hit in one.hits.items() if hit.way.kind in _LITERAL} for one in single]
    return single if not whole.is_sure and set.intersection(*literal) else [whole]


def _concept(index: Index, run: list[Word], lang: str) -> Concept:
    """Return the concept of one word, or of several that are a known expression."""
    words = [word.text for word in run]
    typed = " ".join(words)
    optional = all(word.optional for word in run)
    weight = max(word.weight for word in run)
    if len(words) > 1:
        apart = Way("apart", tuple(frozenset(forms(index, word)) for word in words), typed)
        synonyms = _synonyms(index, words, lang)
        ways = [_phrase(index, tuple(words)), *([apart] if synonyms else []), *synonyms]
        return Concept(typed, optional, ways, max(weight, CIRCUMSTANCE_WEIGHT))
    if twin := _with_other_doubles(index, typed):
        ways = [
            Way("typo" if way.kind == "word" else way.kind, way.words, way.label)
            for way in _word_ways(index, twin, lang)
        ]
        return Concept(typed, optional, ways, weight, correction=twin)
    concept = Concept(typed, optional, _word_ways(index, typed, lang), weight)
    if optional or any(way.kind in _SURE for way in concept.ways):
        return concept
    if not concept.ways and not index.synonyms.in_lexicon([typed]):
        concept.correction = _corrected(index, typed)
    if concept.correction:
        ways = _word_ways(index, concept.correction, lang)
        concept.ways = [Way("typo" if way.kind == "word" else way.kind, way.words, way.label) for way in ways]
    elif inside := _containing(index, typed, _SHORTEST_PART_BESIDE if concept.ways else _SHORTEST_PART):
        concept.ways.append(Way("part", (frozenset(inside),), typed))
    return concept


def _with_other_doubles(index: Index, word: str) -> str | None:
    """Return the known word that differs from an unknown one in double letters only: « planing », « adres »."""
    if index.knows(word) or len(word) < spelling.SHORTEST:
        return None
    start, single = word[0], spelling.single_letters(word)
    known = [*index.beginning(start), *index.synonyms.alone(start)]
    if word in known:
        return None
    return next((other for other in known if spelling.single_letters(other) == single), None)


def _containing(index: Index, word: str, shortest: int) -> list[str]:
    """Return the compounds that have a word inside: longer by three letters at least, as by another word."""
    if len(word) < shortest:
        return []
    return [known for known in index.vocabulary() if word in known[_SHORTEST_PREFIX:]]


def _phrase(index: Index, phrase: tuple[str, ...]) -> Way:
    words = significant(phrase, index.grammar)
    return Way("word", tuple(frozenset(forms(index, word)) for word in words), " ".join(phrase))


def _word_ways(index: Index, word: str, lang: str) -> list[Way]:
    """Return the ways to match one word, best first."""
    same = {word} if index.knows(word) else set()
    inflected = forms(index, word)
    longer = set(index.beginning(word)) if len(word) >= _SHORTEST_PREFIX else set()
    if longer and longer.isdisjoint(
        inflected
    ):  # « humanit » begins « humanitaire », and its stem is that of « humains »
        inflected = set()
    same |= {form for form in inflected if singular(form) == singular(word)}
    by_kind = {"word": same, "stem": inflected - same, "beginning": longer - inflected - same}
    ways = [Way(kind, (frozenset(words),), word) for kind, words in by_kind.items() if words]
    return ways + _synonyms(index, [word], lang)


def _close_forms(index: Index, words: Sequence[str]) -> tuple[frozenset[str], ...]:
    """Return the forms of each word of an expression of the lexicon: of a short one only singular and plural.

    Its stem may be that of a stranger: the English “pay” and « pays », « retraite » and « retrait ».
    """
    return tuple(
        frozenset(form for form in forms(index, word) if len(word) >= _LONG_ENOUGH or singular(form) == singular(word))
        for word in significant(words, index.grammar)
    )


def _synonyms(index: Index, words: Sequence[str], lang: str) -> list[Way]:
    """Return the ways to match the synonyms of an expression in language ``lang``."""
    ways = []
    for synonym in index.synonyms.of(words, lang, index.lang):
        kind = "synonym" if synonym.origin is Origin.FILE else "lexicon"
        if synonym.is_broad or index.synonyms.is_part(synonym.words, words):
            kind = "broad"
        rows = _phrase(index, synonym.words).words if kind == "synonym" else _close_forms(index, synonym.words)
        ways.append(Way(kind, rows, synonym.shown))
    return ways


def _corrected(index: Index, word: str) -> str | None:
    """Return the known word that a misspelt one most likely stands for, if any."""
    if len(word) < spelling.SHORTEST:
        return None
    if _ELIDED.match(word) and forms(index, word[1:]):
        return word[1:]
    return spelling.corrected(word, {*index.beginning(word[0]), *index.synonyms.alone(word[0])}, most=2)


def _add_hits(index: Index, concept: Concept, way: Way, zones: dict[int, float]) -> None:
    """Add the hits of one way to a concept, keeping the best of each passage."""
    if not all(way.words):
        return
    for passage, zone, positions in _places(index, way):
        if zone not in zones:
            continue
        score = _KIND_SCORE[way.kind] * zones[zone]
        in_text = positions if zone == Zone.TEXT else set()
        hit = concept.hits.get(passage)
        if hit is None or score > hit.score:
            concept.hits[passage] = Hit(score, way, in_text | (hit.positions if hit else set()), zone == Zone.TEXT)
        else:
            hit.positions |= in_text


def _places(index: Index, way: Way) -> Iterator[tuple[int, int, set[int]]]:
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
