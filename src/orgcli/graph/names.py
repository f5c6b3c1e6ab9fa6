"""From what a person types to the one unit, post, body or group that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.errors import AmbiguousName, UnknownName
from orgcli.graph import organisation as g
from orgcli.graph.organisation import Kind
from orgcli.i18n import text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from orgcli.graph.organisation import OrgGraph

UNITS = (Kind.UNIT,)
PLACES = (Kind.UNIT, Kind.POST, Kind.BODY)
EVERYTHING = (Kind.UNIT, Kind.POST, Kind.GROUP, Kind.BODY)


def resolve(graph: OrgGraph, wanted: str, kinds: Sequence[Kind] = UNITS) -> str:
    """Return the id of what ``wanted`` names: an id, a name, an alias or words that fit one only.

    Accents, case, apostrophes, hyphens and ligatures never matter; ``Owner/Name`` looks for the name
    in the owner only, first among its direct parts. Kinds are tried in their order, exact names
    before words and words before beginnings of words. Raises AmbiguousName with names that tell the
    candidates apart, and UnknownName with the nearest names.
    """
    found = _fitting(graph, wanted, kinds)
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousName(wanted, [qualified(graph, name) for name in found])
    raise UnknownName(wanted, [qualified(graph, name) for name in _nearest(graph, wanted, kinds)])


def _nearest(graph: OrgGraph, wanted: str, kinds: Sequence[Kind], most: int = 5) -> list[str]:
    """Return what is called most like ``wanted``: first what fits once typing errors in its words are put right."""
    from orgcli.i18n import spelling

    spellings = graph.spellings.all(kinds)
    known = {word for key in spellings for word in key.split()}
    words = [word if word in known else spelling.corrected(word, known, most=1) for word in text.main_words(wanted)]
    meant = graph.spellings.with_words(filter(None, words), kinds) if words and None not in words else []
    in_order = [name for kind in kinds for name in meant if g.kind(graph, name) is kind]
    alike = [spellings[key] for key in text.nearest(wanted, spellings, 8)]
    return list(dict.fromkeys([*in_order, *alike]))[:most]


def qualified(graph: OrgGraph, name: str) -> str:
    """Return what leads to a node and no other: its name, after its owners if need be, else its id."""
    owners, title = within(graph, name), g.title(graph, name)
    shown = f"{owners}/{title}" if owners else title
    return shown if _fitting(graph, shown, EVERYTHING) == [name] else name


def within(graph: OrgGraph, name: str) -> str | None:
    """Return the owners, outermost first, that tell a node from others of its name, or None.

    None stands for a name of its own, and for one that no owners tell apart.
    """
    rivals = [other for other in graph.spellings.titled(text.key(g.title(graph, name))) if other != name]
    owners = {other: g.parent(graph, other) for other in rivals}
    owner, shown = g.parent(graph, name), []
    while owners and owner:
        shown.append(g.title(graph, owner))
        owners = {rival: _parent(graph, at) for rival, at in owners.items() if _same_title(graph, at, owner)}
        owner = g.parent(graph, owner)
    return None if owners else "/".join(reversed(shown)) or None


def _parent(graph: OrgGraph, name: str | None) -> str | None:
    return g.parent(graph, name) if name else None


def _same_title(graph: OrgGraph, one: str | None, other: str) -> bool:
    return one is not None and text.key(g.title(graph, one)) == text.key(g.title(graph, other))


def _fitting(graph: OrgGraph, wanted: str, kinds: Sequence[Kind]) -> list[str]:
    found = _matches(graph, wanted, kinds, WAYS[:1])
    if not found and "/" in wanted:
        found = _inside(graph, wanted, kinds)
    return found or _matches(graph, wanted, kinds, WAYS[1:])


def _inside(graph: OrgGraph, wanted: str, kinds: Sequence[Kind]) -> list[str]:
    owners, _, last = wanted.rpartition("/")
    around = set(_fitting(graph, owners, (Kind.UNIT, Kind.BODY)))
    if not around:
        return []
    direct = _matches(graph, last, kinds, WAYS, lambda name: g.parent(graph, name) in around)
    return direct or _matches(graph, last, kinds, WAYS, lambda name: not around.isdisjoint(g.owners(graph, name)))


def _called(graph: OrgGraph, wanted: str, kinds: Sequence[Kind]) -> list[str]:
    return graph.spellings.exactly(text.key(wanted), kinds)


def _with_words(graph: OrgGraph, wanted: str, kinds: Sequence[Kind]) -> list[str]:
    return graph.spellings.with_words(text.main_words(wanted), kinds)


def _with_beginnings(graph: OrgGraph, wanted: str, kinds: Sequence[Kind]) -> list[str]:
    return graph.spellings.with_beginnings(text.main_words(wanted), kinds)


WAYS: tuple[Callable[[OrgGraph, str, Sequence[Kind]], list[str]], ...] = (_called, _with_words, _with_beginnings)
"""How a name can fit what was typed, the strictest way first."""


def _matches(
    graph: OrgGraph,
    wanted: str,
    kinds: Sequence[Kind],
    ways: Sequence[Callable[[OrgGraph, str, Sequence[Kind]], list[str]]],
    belongs: Callable[[str], bool] = lambda _name: True,
) -> list[str]:
    """Return the nodes of some kinds that fit and belong, by the strictest way that any of them passes."""
    if wanted in graph and g.kind(graph, wanted) in kinds and belongs(wanted):
        return [wanted]
    if not text.words(wanted):
        return []
    for way in ways:
        fitting = [name for name in way(graph, wanted, kinds) if belongs(name)]
        if fitting:
            return _preferred(graph, fitting, kinds)
    return []


def _preferred(graph: OrgGraph, fitting: list[str], kinds: Sequence[Kind]) -> list[str]:
    """Keep the first kind that has a candidate; a group stands for several that are all its members."""
    by_kind = [[name for name in fitting if g.kind(graph, name) is kind] for kind in kinds]
    groups = [name for name in fitting if g.kind(graph, name) is Kind.GROUP]
    first = next(names for names in by_kind if names)
    together = len(first) > 1 and len(groups) == 1 and set(first) <= set(g.children(graph, groups[0]))
    return groups if together else first
