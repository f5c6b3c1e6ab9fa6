"""Why a statement matches, and why a unit comes before another, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.search.answer import Match

if TYPE_CHECKING:
    from orgcli.graph.organisation import Organisation
    from orgcli.search.concepts import Concept, Hit
    from orgcli.search.index import Index
    from orgcli.search.ranking import Ranked
    from orgcli.search.scoring import Scoring

_TWO = 2


def match_of(scoring: Scoring, number: int, score: float) -> Match:
    """Return a passage as a match, with how each concept of the question matches it."""
    index, passage = scoring.index, scoring.index.passage(number)
    hits = [(concept, concept.hits[number]) for concept in scoring.concepts if number in concept.hits]
    positions = {position for _concept, hit in hits for position in hit.positions}
    by_keyword = hits and not positions and passage.field in {"duty", "name"}
    return Match(
        passage.ref,
        "keyword" if by_keyword else passage.field,
        passage.text,
        text.spans(passage.text, positions),
        round(score, 4),
        [_reason(index, concept, hit) for concept, hit in hits],
        [_searched(index, concept) for concept, hit in hits if not hit.positions],
    )


def _searched(index: Index, concept: Concept) -> str:
    """Return the words of a concept as typed, or as corrected."""
    return index.spelt(concept.correction) if concept.correction else concept.typed


def _way(kind: str) -> str:  # one message is looked up a match: a table of all would take most of a long search
    """Return the words for a way in which a word matches."""
    match kind:
        case "word":
            return _("the word itself")
        case "stem":
            return _("another form of the word")
        case "synonym":
            return _("synonym “{shown}”")
        case "lexicon":
            return _("synonym “{shown}” of the lexicon")
        case "broad":
            return _("broader or narrower: “{shown}”")
        case "beginning":
            return _("beginning of a word")
        case "typo":
            return _("read as “{shown}”")
        case "apart":
            return _("the words, apart")
        case _other:
            return _("part of a word")


def _reason(index: Index, concept: Concept, hit: Hit) -> str:
    """Return in plain words how a concept matched, and the score."""
    label = index.spelt(hit.way.label) if hit.way.kind == "typo" else hit.way.label
    way = _way(hit.way.kind).format(shown=label)
    if not hit.in_text:
        way = _("{way}, in its keywords or links").format(way=way)
    return _("“{typed}”: {way} ({worth})").format(typed=concept.typed, way=way, worth=f"{hit.score:.2f}")


def order(org: Organisation, scoring: Scoring, ranked: list[Ranked]) -> str:
    """Return what put the first unit before the second."""
    if len(ranked) < _TWO:
        return ""
    first, second = (scoring.evidence(one.passages[0], one.rank) for one in ranked)
    unit = org.title(scoring.index.unit(ranked[1].rank))
    if first.met != second.met:
        reason = _("it meets {first} ideas of {all}, the other {second}")
    elif first.literal > second.literal:
        reason = _("more words are as asked")
    elif first.is_name > second.is_name:
        reason = _("the words are in its name")
    elif ranked[0].score > ranked[1].score:
        reason = _("its statements are closer, {first_score} to {second_score}")
    else:
        reason = _("both are as close; it comes first in the text")
    reason = reason.format(
        first=first.met,
        second=second.met,
        all=len(scoring.concepts),
        first_score=f"{ranked[0].score:.2f}",
        second_score=f"{ranked[1].score:.2f}",
    )
    return _("before “{unit}”: {reason}").format(unit=unit, reason=reason)
