"""From what a person types to the one unit, post, body or group that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli import graph as g
from orgcli import text
from orgcli.errors import AmbiguousName, UnknownName
from orgcli.graph import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from orgcli.graph import OrgGraph

UNITS = (Kind.UNIT,)
PLACES = (Kind.UNIT, Kind.POST, Kind.BODY)
EVERYTHING = (Kind.UNIT, Kind.POST, Kind.GROUP, Kind.BODY)


def resolve(graph: OrgGraph, wanted: str, kinds: Sequence[Kind] = UNITS) -> str:
    """Return the id of what ``wanted`` names: an id, a name, an alias or words that fit one only.

    Accents, case, apostrophes, hyphens and ligatures never matter; ``Owner/Name`` looks for the name
    in the owner only. Kinds are tried in their order, exact names before words and words before
    beginnings of words. Raises AmbiguousName with names that tell the candidates apart, and
    UnknownName with the nearest names.
    """
    found = _matches(graph, wanted, g.nodes(graph, *kinds), kinds)
    if not found and "/" in wanted:
        found = _inside(graph, wanted, kinds)
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousName(wanted, [qualified(graph, name) for name in found])
    spellings = {spelling: name for name in g.nodes(graph, *kinds) for spelling in _spellings(graph, name)}
    near = dict.fromkeys(spellings[found] for found in text.nearest(wanted, spellings, 8))
    raise UnknownName(wanted, [qualified(graph, name) for name in near][:5])


def qualified(graph: OrgGraph, name: str) -> str:
    """Return the name of a node, preceded by its owners as far as others have the same name."""
    same = [name]
    wanted = text.key(g.title(graph, name))
    same = [other for other in graph if text.key(g.title(graph, other)) == wanted]
    return _qualified(graph, name, [other for other in same if g.kind(graph, other) is not Kind.GROUP])


def _qualified(graph: OrgGraph, name: str, same: list[str]) -> str:
    shown, owner = g.title(graph, name), g.parent(graph, name)
    rivals = [other for other in same if other != name]
    owners = {other: g.parent(graph, other) for other in rivals}
    while rivals and owner:
        shown = f"{g.title(graph, owner)}/{shown}"
        rivals = [other for other in rivals if _same_title(graph, owners[other], owner)]
        owners = {other: _parent(graph, owners[other]) for other in rivals}
        owner = g.parent(graph, owner)
    return shown if not rivals else name


def _parent(graph: OrgGraph, name: str | None) -> str | None:
    return g.parent(graph, name) if name else None


def _same_title(graph: OrgGraph, one: str | None, other: str) -> bool:
    return one is not None and text.key(g.title(graph, one)) == text.key(g.title(graph, other))


def _inside(graph: OrgGraph, wanted: str, kinds: Sequence[Kind]) -> list[str]:
    owners, _, last = wanted.rpartition("/")
    owner = resolve(graph, owners, (Kind.UNIT, Kind.BODY))
    inside = [name for name in g.nodes(graph, *kinds) if name != owner and owner in _owners(graph, name)]
    return _matches(graph, last, inside, kinds)


def _owners(graph: OrgGraph, name: str) -> list[str]:
    found, owner = [], g.parent(graph, name)
    while owner is not None and owner not in found:
        found.append(owner)
        owner = g.parent(graph, owner)
    return found


def _matches(graph: OrgGraph, wanted: str, pool: Iterable[str], kinds: Sequence[Kind]) -> list[str]:
    """Return the nodes of the pool that fit, by the strictest way of fitting that any of them passes."""
    names = list(pool)
    if wanted in names:
        return [wanted]
    key, words = text.key(wanted), text.main_words(wanted)
    if not words:
        return []
    ways: list[Callable[[str], bool]] = [
        lambda spelling: text.key(spelling) == key,
        lambda spelling: set(words) <= set(text.words(spelling)),
        lambda spelling: all(any(known.startswith(word) for known in text.words(spelling)) for word in words),
    ]
    for way in ways:
        fitting = [name for name in names if any(way(spelling) for spelling in _spellings(graph, name))]
        if fitting:
            return _preferred(graph, fitting, kinds)
    return []


def _preferred(graph: OrgGraph, fitting: list[str], kinds: Sequence[Kind]) -> list[str]:
    """Keep the first kind that has a candidate; a group of that name stands for its several members."""
    by_kind = [[name for name in fitting if g.kind(graph, name) is kind] for kind in kinds]
    groups = [name for name in fitting if g.kind(graph, name) is Kind.GROUP]
    first = next(names for names in by_kind if names)
    return groups if len(first) > 1 and len(groups) == 1 else first


def _spellings(graph: OrgGraph, name: str) -> list[str]:
    """Return what a node is called; a post also by its title and the name of its unit together."""
    title = g.title(graph, name)
    names = [title, *(alias.name for alias in g.item(graph, name).aliases)]
    if g.kind(graph, name) is Kind.POST:
        owner = g.parent(graph, name)
        names.append(f"{title} {g.title(graph, owner) if owner else ''}")
    return names
