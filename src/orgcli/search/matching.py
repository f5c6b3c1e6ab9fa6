"""From one word or phrase of a question to the places in the index that answer it, and how well."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from orgcli.i18n import spelling, text
from orgcli.search.index import LANGUAGES, POSITIONS, ZONE_WEIGHT, ZONES, Zone, significant, stem
from orgcli.search.question import SETTING, Intent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.search.index import Index
    from orgcli.search.question import Question, Word

_SLACK = 3
"""Words of grammar allowed between two words of a phrase: « fonds d’affectation », « maintien de la paix »."""

_ELIDED = re.compile(r"[cdjlmnst][aeiouyh]")
"""Beginnings of words that may lack an apostrophe: « dengagement »."""
_RELATED = {Intent.BELOW: Zone.SUPERIOR, Intent.DEPUTY: Zone.DEPUTY}
QUALITY = {"word": 1.0, "stem": 0.92, "synonym": 0.8, "beginning": 0.75, "typo": 1.0, "longer": 0.65, "apart": 0.6}
"""What a way of matching is worth, next to the word itself."""


@dataclass(frozen=True)
class Way:
    """One way in which a concept can be met: words in a row, each in any of several forms."""

    how: str
    words: tuple[frozenset[str], ...]
    shown: str


@dataclass
class Hit:
    """How well a passage meets a concept, how, and at which words of its text."""

    score: float
    way: Way
    positions: set[int]
    in_text: bool


@dataclass
class Concept:
    """One idea of a question: the words typed for it, all its ways, and the passages that meet it."""

    typed: str
    optional: bool
    ways: list[Way]
    share: float = 1.0
    """What it counts, next to a word of the matter."""
    hits: dict[int, Hit] = field(default_factory=dict)
    correction: str | None = None


def concepts(index: Index, question: Question, *, exact: bool = False) -> list[Concept]:
    """Return the ideas of a question, each with the passages that meet it."""
    zones = _zones(question.intent, exact=exact)
    found = [Concept(" ".join(phrase), optional=False, ways=[_phrase(index, phrase)]) for phrase in question.phrases]
    words = list(question.words)
    while words:
        run = 1 if exact else _longest_run(index, words)
        taken, words = words[:run], words[run:]
        found.append(_concept(index, taken, exact=exact))
    for concept in found:
        concept.typed = text.as_written(concept.typed, question.asked)
        for way in concept.ways:
            _collect(index, concept, way, zones)
    return found


def _zones(intent: Intent, *, exact: bool) -> dict[int, float]:
    """Return where to look, and what a match there is worth."""
    if exact:
        return {Zone.TEXT: 1.0}
    if intent in _RELATED:
        return {_RELATED[intent]: 1.0}
    return ZONE_WEIGHT | ({Zone.NAME: 1.0} if intent is Intent.HEAD else {})


def _concept(index: Index, taken: list[Word], *, exact: bool) -> Concept:
    typed = " ".join(word.text for word in taken)
    share = max(*(word.share for word in taken), SETTING if len(taken) > 1 else 0)
    concept = Concept(typed, all(word.optional for word in taken), [], share)
    if exact:
        concept.ways = [Way("word", (frozenset({taken[0].text}),), typed)]
        return concept
    if len(taken) > 1:
        concept.ways = [_phrase(index, tuple(word.text for word in taken))]
        apart = tuple(frozenset(forms(index, word.text)) for word in taken)
        concept.ways.append(Way("apart", apart, typed))
    else:
        concept.ways = list(_single(index, typed))
    concept.ways += _synonyms(index, [word.text for word in taken])
    if not concept.optional and len(taken) == 1 and all(way.how == "longer" for way in concept.ways):
        concept.correction = _corrected(index, typed, near=bool(concept.ways))
    if concept.correction:
        right = list(_single(index, concept.correction)) + _synonyms(index, [concept.correction])
        concept.ways = [Way("typo" if way.how == "word" else way.how, way.words, way.shown) for way in right]
    return concept


def _phrase(index: Index, phrase: tuple[str, ...]) -> Way:
    return Way("word", tuple(frozenset(forms(index, word)) for word in significant(phrase)), " ".join(phrase))


def forms(index: Index, word: str) -> set[str]:
    """Return the known words that are the word itself or an inflected form of it."""
    known = {word} if index.knows(word) else set()
    known |= set(index.of_stem(word, index.lang))
    return known or {found for lang in LANGUAGES for found in index.of_stem(word, lang)}


def containing(index: Index, word: str) -> set[int]:
    """Return the passages in which a word stands, in any of its forms."""
    return {spot // (ZONES * POSITIONS) for form in forms(index, word) for spot in index.spots(form)}


def _single(index: Index, word: str) -> Iterator[Way]:
    """Yield the ways in which one word can be met, best first."""
    inflected = frozenset(forms(index, word))
    longer = frozenset(index.beginning(word))
    if longer and longer.isdisjoint(inflected):
        # « humanit » begins « humanitaire », and its stem is that of « humains »: these are unrelated
        inflected = frozenset()
    if index.knows(word):
        yield Way("word", (frozenset({word}),), word)
    if inflected - {word}:
        yield Way("stem", (inflected - {word},), word)
    longer -= inflected
    if longer and len(word) >= 3:
        yield Way("longer" if inflected else "beginning", (longer,), word)


def _expressions(index: Index, words: list[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the known expressions that the words begin with, in any of their forms, with their group of synonyms."""
    for group, entry in index.expressions(words[0]):
        if len(entry) <= len(words) and all(_same(one, other) for one, other in zip(entry, words, strict=False)):
            yield group, entry


def _same(one: str, other: str) -> bool:
    """Tell whether two words are forms of one, in either language."""
    return one == other or any(stem(one, lang) == stem(other, lang) for lang in LANGUAGES)


def _longest_run(index: Index, words: list[Word]) -> int:
    """Return how many of the first words together are a known expression (1 if none is)."""
    return max((len(entry) for _group, entry in _expressions(index, [word.text for word in words])), default=1)


def _synonyms(index: Index, words: list[str]) -> list[Way]:
    """Return the ways through the other expressions of the groups that the words are one of."""
    own = [(group, entry) for group, entry in _expressions(index, words) if len(entry) == len(words)]
    others = {
        (group, entry): None for group, _entry in own for entry in index.synonyms(group) if (group, entry) not in own
    }
    return [Way("synonym", _phrase(index, entry).words, " ".join(entry)) for _group, entry in others]


def _corrected(index: Index, word: str, *, near: bool) -> str | None:
    """Return the known word that was most likely meant; ``near`` if longer words that begin so are known."""
    if len(word) < spelling.SHORTEST:
        return None
    if _ELIDED.match(word) and forms(index, word[1:]):
        return word[1:]
    return spelling.corrected(word, {*index.beginning(word[0]), *index.alone(word[0])}, most=1 if near else 2)


def _collect(index: Index, concept: Concept, way: Way, zones: dict[int, float]) -> None:
    """Add to a concept the passages that one of its ways meets in one of the zones, as these weigh."""
    if not all(way.words):
        return
    for passage, zone, positions in _places(index, way):
        if zone not in zones:
            continue
        score = QUALITY[way.how] * zones[zone]
        at = positions if zone == Zone.TEXT else set()
        hit = concept.hits.get(passage)
        if hit is None or score > hit.score:
            concept.hits[passage] = Hit(score, way, at | (hit.positions if hit else set()), zone == Zone.TEXT)
        else:
            hit.positions |= at


def _places(index: Index, way: Way) -> Iterator[tuple[int, int, set[int]]]:
    """Yield passage, zone and positions where all the words of a way stand, in a row (or apart)."""
    spots: list[dict[int, list[int]]] = []
    for forms in way.words:
        where: dict[int, list[int]] = {}
        for form in forms:
            for spot in index.spots(form):
                place, position = divmod(spot, POSITIONS)
                where.setdefault(place, []).append(position)
        spots.append(where)
    for place in set(spots[0]).intersection(*spots[1:]):
        rows = [sorted(where[place]) for where in spots]
        passage, zone = divmod(place, ZONES)
        if way.how == "apart":
            yield passage, zone, {position for row in rows for position in row}
            continue
        for first in rows[0]:
            chain = _chain(first, rows[1:])
            if chain:
                yield passage, zone, chain


def _chain(first: int, rows: list[list[int]]) -> set[int]:
    """Return the positions of words that follow each other closely from ``first``, or nothing."""
    chain = [first]
    for row in rows:
        following = next((position for position in row if chain[-1] < position <= chain[-1] + 1 + _SLACK), None)
        if following is None:
            return set()
        chain.append(following)
    return {*chain} if all(one < other for one, other in pairwise(chain)) or len(chain) == 1 else set()
