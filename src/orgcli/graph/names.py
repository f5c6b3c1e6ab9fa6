"""Resolve what a person types to the one unit, post, body or group that is meant."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from orgcli.errors import AmbiguousName, TooLong, UnknownName
from orgcli.graph.nodes import Kind
from orgcli.i18n import text

if TYPE_CHECKING:
    from orgcli.graph.organisation import Organisation

UNITS = (Kind.UNIT,)
PLACES = (Kind.UNIT, Kind.POST, Kind.BODY)
# The most owners named before a name: no file nests deeper.
MAX_OWNERS = 100
EVERYTHING = (Kind.UNIT, Kind.POST, Kind.GROUP, Kind.BODY)


def resolve(org: Organisation, wanted: str, kinds: Sequence[Kind] = UNITS) -> str:
    """Return the id of what ``wanted`` names: an id, a name, an alias or words that fit one only.

    Accents, case, apostrophes, hyphens and ligatures never matter; ``Owner/Name`` looks for the name
    in the owner only, first among its direct parts. Kinds are tried in their order, exact names
    before words and words before beginnings of words. Raises AmbiguousName with names that tell the
    candidates apart, UnknownName with the nearest names, and TooLong.
    """
    TooLong.check(wanted)
    candidates = _candidates(org, wanted, kinds)
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        raise AmbiguousName(wanted, *_named(org, candidates))
    raise UnknownName(wanted, *_named(org, _nearest(org, wanted, kinds)))


def _named(org: Organisation, node_ids: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the names that tell nodes apart, and what each is the name of."""
    return [qualified(org, node_id) for node_id in node_ids], [org.kind(node_id).value for node_id in node_ids]


def _nearest(org: Organisation, wanted: str, kinds: Sequence[Kind], limit: int = 5) -> list[str]:
    """Return the nodes with the nearest names: first those that fit once typing errors are corrected."""
    from orgcli.i18n import spelling

    spellings = org.spellings.all(kinds)
    vocabulary = {word for key in spellings for word in key.split()}
    words = [
        word if word in vocabulary else spelling.corrected(word, vocabulary, most=1) for word in text.main_words(wanted)
    ]
    corrected = org.spellings.with_words(filter(None, words), kinds) if words and None not in words else []
    by_kind = [node_id for kind in kinds for node_id in corrected if org.kind(node_id) is kind]
    similar = [spellings[key] for key in text.nearest(wanted, spellings, 8)]
    return list(dict.fromkeys([*by_kind, *similar]))[:limit]


def called(org: Organisation, name: str) -> list[str]:
    """Return what has this id, or else this name, articles and prepositions aside: units, bodies, posts, groups."""
    if name in org:
        return [name]
    main = text.main_words(name)
    if not main:
        return []
    ids = org.spellings.exactly(text.key(name), EVERYTHING) or org.spellings.with_main_words(main, EVERYTHING)
    if not ids and "/" in name:
        ids = _inside(org, name, EVERYTHING)
    kinds = (Kind.UNIT, Kind.BODY, Kind.POST, Kind.GROUP)
    return sorted(dict.fromkeys(ids), key=lambda node_id: (kinds.index(org.kind(node_id)), org.position(node_id)))


def qualified(org: Organisation, node_id: str) -> str:
    """Return a name that resolves to this node only: with its owners if need be, else the id."""
    owners, title = within(org, node_id), org.title(node_id)
    name = f"{owners}/{title}" if owners else title
    return name if _candidates(org, name, EVERYTHING) == [node_id] else node_id


def within(org: Organisation, node_id: str) -> str | None:
    """Return the owners, outermost first, that tell a node from others of the same name.

    None is returned for a name that is unique, and for one that no owners tell apart.
    """
    number = org.spellings.owners_apart(node_id)
    return "/".join(reversed([org.title(owner) for owner in org.owners(node_id)[:number]])) if number else None


@lru_cache(maxsize=16)  # of many names in one answer, those next to each other are often the same
def _candidates(org: Organisation, wanted: str, kinds: Sequence[Kind]) -> list[str]:
    """Return the nodes that a name may mean: those called exactly so, or else inside the owner named, or by words."""
    candidates = _matches(org, wanted, kinds, MATCHERS[:1])
    if not candidates and "/" in wanted:
        candidates = _inside(org, wanted, kinds)
    return candidates or _matches(org, wanted, kinds, MATCHERS[1:])


def _inside(org: Organisation, wanted: str, kinds: Sequence[Kind]) -> list[str]:
    owners, _, last = wanted.rpartition("/")
    around = set(_candidates(org, owners, (Kind.UNIT, Kind.BODY))) if owners.count("/") < MAX_OWNERS else ()
    if not around:
        return []
    direct = _matches(org, last, kinds, MATCHERS, lambda node_id: org.parent(node_id) in around, around)
    return direct or _matches(org, last, kinds, MATCHERS, lambda node_id: not around.isdisjoint(org.owners(node_id)))


Matcher = Callable[["Organisation", str, Sequence[Kind], Collection[str]], list[str]]
# How a name can match what was typed, strictest first: exactly, by whole words, by beginnings of words.
MATCHERS: tuple[Matcher, ...] = (
    lambda org, wanted, kinds, around: org.spellings.exactly(text.key(wanted), kinds, around),
    lambda org, wanted, kinds, _around: org.spellings.with_words(text.main_words(wanted), kinds),
    lambda org, wanted, kinds, _around: org.spellings.with_beginnings(text.main_words(wanted), kinds),
)


def _matches(
    org: Organisation,
    wanted: str,
    kinds: Sequence[Kind],
    matchers: Sequence[Matcher],
    accepts: Callable[[str], bool] = lambda _node_id: True,
    around: Collection[str] = (),
) -> list[str]:
    """Return the accepted nodes that match by the strictest matcher that any of them passes.

    With ``around`` only parts of these are accepted.
    """
    if wanted in org and org.kind(wanted) in kinds and accepts(wanted):
        return [wanted]
    if not text.words(wanted):
        return []
    for matcher in matchers:
        matching = [node_id for node_id in matcher(org, wanted, kinds, around) if accepts(node_id)]
        if matching:
            return _preferred(org, matching, kinds)
    return []


def _preferred(org: Organisation, matching: list[str], kinds: Sequence[Kind]) -> list[str]:
    """Keep the first kind that has a candidate; a group stands for several that are all its members."""
    by_kind = [[node_id for node_id in matching if org.kind(node_id) is kind] for kind in kinds]
    groups = [node_id for node_id in matching if org.kind(node_id) is Kind.GROUP]
    first = next(ids for ids in by_kind if ids)
    together = len(first) > 1 and len(groups) == 1 and set(first) <= set(org.children(groups[0]))
    return groups if together else first
