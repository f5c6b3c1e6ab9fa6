"""The links that a file states, the posts of a place and the place of a post; nodes in the order of the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.graph.nodes import DEPUTISES, Kind
from orgcli.org import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.graph.nodes import Relation
    from orgcli.graph.organisation import Organisation


def in_tree(org: Organisation, *kinds: Kind) -> list[str]:
    """Return the ids of all nodes of some kinds, in the order of the tree."""
    return sorted(org.ids_of(*kinds), key=org.tree_position)


def stated_links(org: Organisation) -> Iterator[tuple[str, str, Relation]]:
    """Yield every link but those to deputies, by the position of its holder in the tree, then by clause."""
    stated: dict[str, list[tuple[str, Relation]]] = {}
    for start, end, data in org.graph.edges(data=True):
        links = [(end, link) for link in data.get("links", ()) if link.type != DEPUTISES]
        stated.setdefault(start, []).extend(links)
    for start in sorted((start for start, links in stated.items() if links), key=org.tree_position):
        for end, link in sorted(stated[start], key=lambda other: clauses.sort_key(other[1].ref)):
            yield start, end, link


def place_of(org: Organisation, node_id: str) -> str:
    """Return the unit or body of a post, or else the node itself."""
    return (org.parent(node_id) if org.kind(node_id) is Kind.POST else None) or node_id


def posts_of(org: Organisation, node_id: str) -> list[str]:
    """Return the posts of a unit or body, its heads first."""
    return [*org.heads(node_id), *org.posts(node_id)]
