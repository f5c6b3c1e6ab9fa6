"""Units, posts, persons and bodies that a question calls by their name: these come first, whatever other texts say."""

from __future__ import annotations

import dataclasses
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from orgcli.errors import AmbiguousName, UnknownName
from orgcli.graph import details, names
from orgcli.graph.duties import duties_of
from orgcli.graph.nodes import DEPUTISES, Kind
from orgcli.graph.reporting import leaders
from orgcli.i18n import text
from orgcli.search.answer import FEW, Answer, Match, Result, result
from orgcli.search.intent import Intent, untitled, without_asking
from orgcli.search.scoring import CUTOFF

if TYPE_CHECKING:
    from collections.abc import Collection

    from orgcli.graph.organisation import Organisation
    from orgcli.search.question import Question

_NUMBER = re.compile(r"[IVXivx]+|\d+|\w")


def with_names(org: Organisation, parsed: Question, answer: Answer, scope: Collection[int] | None, most: int) -> Answer:
    """Return an answer with what the question calls by name first; ``scope`` has the ranks of the units to search.

    What `names.resolve` makes of the words is added, unless it answers already.
    """
    called = _called(org, parsed, is_answered=bool(answer.results))
    ids = called or ([] if parsed.is_sentence else _resolved(org, parsed.asked, answer))
    by_place: dict[str, list[str]] = {}
    for node_id in ids:
        place = _place(org, node_id)
        if scope is None or org.position(place) in scope:
            by_place.setdefault(place, []).append(node_id)
    if not by_place:
        return answer
    found = {one.unit.id: one for one in answer.results}
    alone = bool(called) and parsed.intent is Intent.HEAD
    others = [] if alone else [one for one in answer.results if one.unit.id not in by_place]
    at = 0 if called else min(len(others), FEW - 1)
    score = max([1.0 if called else 0.0, *(one.score for one in answer.results[at:])]) or 1.0
    own = [_result(org, parsed.asked, score, place, ids, found.get(place)) for place, ids in by_place.items()]
    results = [*others[:at], *own, *others[at:]]
    units = list(dict.fromkeys([*(one.unit.id for one in results), *([] if alone else answer.units)]))
    return dataclasses.replace(answer, results=results[:most], nearest=[], unknown=[], topics=[], units=units)


def deputies(org: Organisation, parsed: Question) -> Answer | None:
    """Return the deputies of the post, or of the head of the unit, whose deputy is asked for; without a name, all."""
    if parsed.intent is not Intent.DEPUTY:
        return None
    subject = parsed.subject
    called = names.called(org, subject) or names.called(org, untitled(subject))
    posts = [post for node_id in called for post in leaders(org, node_id)] or _like(org, untitled(subject))
    lines = [(post, other, link.ref) for post in posts for other, link in org.links_to(post) if link.type == DEPUTISES]
    if not lines:
        return Answer(parsed.asked, [], [], undeputised=org.title(posts[0])) if called else None
    by_place: dict[str, list[Match]] = {}
    for post, deputy, ref in dict.fromkeys(lines):
        match = Match(ref, "head", org.title(deputy), [], 1.0, deputy_of=org.title(post))
        by_place.setdefault(_place(org, deputy), []).append(match)
    results = [result(org, place, 1.0, matches) for place, matches in by_place.items()]
    return Answer(parsed.asked, [], results, units=list(by_place))


def _like(org: Organisation, subject: str) -> list[str]:
    """Return the one post or head that the words fit, or all posts without words."""
    if not subject:
        return org.ids_of(Kind.POST)
    with suppress(UnknownName, AmbiguousName):
        return leaders(org, names.resolve(org, subject, names.PLACES))
    return []


def _called(org: Organisation, parsed: Question, *, is_answered: bool) -> list[str]:
    """Return what a question calls by name, or its subject if it is about a head or duties, or else its end.

    Letters and numbers alone are the end of a name: « IV C ».
    """
    called = names.called(org, parsed.asked) or names.called(org, without_asking(parsed.asked))
    if called or parsed.intent not in {Intent.HEAD, Intent.WHAT}:
        words = parsed.asked.split()
        if not called and all(_NUMBER.fullmatch(word) for word in words):
            called = org.spellings.with_words(text.words(parsed.asked), names.EVERYTHING)
        ends = [] if called or is_answered else [" ".join(words[at:]) for at in range(1, len(words) - 1)]
        return called or next(filter(None, (names.called(org, end) for end in ends)), [])
    called = names.called(org, parsed.subject)
    return (
        called
        if parsed.intent is Intent.WHAT
        else list(dict.fromkeys(post for node_id in called for post in leaders(org, node_id)))
    )


def _resolved(org: Organisation, asked: str, answer: Answer) -> list[str]:
    with suppress(UnknownName, AmbiguousName):
        node_id = names.resolve(org, asked, names.EVERYTHING)
        members = org.children(node_id) if org.kind(node_id) is Kind.GROUP else [_place(org, node_id)]
        return [] if set(members) <= set(answer.units) else [node_id]
    return []


def _place(org: Organisation, node_id: str) -> str:
    """Return the unit or body of a post; anything else is its own place."""
    return org.parent(node_id) or node_id if org.kind(node_id) is Kind.POST else node_id


def _result(org: Organisation, asked: str, score: float, place: str, ids: list[str], found: Result | None) -> Result:
    """Return the result for a unit or body with the names asked for, then what else matches, else what it does."""
    matches = [_name(org, node_id, asked, score) for node_id in ids]
    others = found.matches if found else []
    if len(others) <= 1:
        others = [*others, *(match for node_id in ids for match in _statements(org, node_id, score * CUTOFF))]
    texts = {match.text for match in matches}
    matches += [
        dataclasses.replace(match, score=min(match.score, score)) for match in others if match.text not in texts
    ]
    return result(org, place, score, matches)


def _name(org: Organisation, node_id: str, asked: str, score: float) -> Match:
    """Return the name by which a node was asked for, or the title of a post with the other name beside it."""
    part, key, title = org.item(node_id), text.key(asked), org.title(node_id)
    words = range(len(text.words(title)))
    spans = text.spans(title, words) if text.main_words(title) == text.main_words(asked) else []
    if org.kind(node_id) is Kind.POST:
        others = [alias.name for alias in part.aliases if text.key(alias.name) == key]
        person = getattr(part, "person", None)
        is_head = org.is_head(node_id)  # its holder is shown with it
        holder = person if person and text.key(person) == key and not is_head else None
        return Match(part.ref, "head", title, spans, score, beside=others, holder=holder)
    alias = next((alias.name for alias in part.aliases if text.key(alias.name) == key), None)
    if spans or alias is None:
        return Match(part.ref, "name", title, spans, score)
    return Match(part.ref, "alias", alias, text.spans(alias, range(len(text.words(alias)))), score)


def _statements(org: Organisation, node_id: str, score: float) -> list[Match]:
    """Return the duties of a unit, post or group, or the links of a body."""
    score = round(score, 4)
    if org.kind(node_id) is Kind.BODY:
        return [
            Match(link.ref, "link", link.with_.name, [], score, verb=link.verb) for link in details.links(org, node_id)
        ]
    return [Match(duty.ref, "duty", duty.text, [], score) for duty in duties_of(org, node_id)]
