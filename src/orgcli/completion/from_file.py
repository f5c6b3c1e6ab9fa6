"""The candidates that a file has: the names of its parts and persons, and its clauses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from orgcli.graph import names as naming
from orgcli.graph.nodes import Kind, refs_cited
from orgcli.graph.opening import open_organisation
from orgcli.i18n import labels, text
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from orgcli.graph.organisation import Organisation

MAX_NAMES = 500  # candidates that a shell lists


@dataclass(frozen=True)
class Candidate:
    """A value, a short note on it, and other names that also match."""

    value: str
    note: str = ""
    also: tuple[str, ...] = ()


def names(file: Path, kinds: Sequence[str], typed: str = "") -> Iterator[Candidate]:
    """Yield the names of parts of some kinds in which each word typed begins a word, as `names.resolve` reads them."""
    org = open_organisation(file)
    wanted, of_kinds = text.words(typed), [Kind(kind) for kind in kinds]
    ids = org.spellings.with_beginnings(wanted, of_kinds) if wanted else org.ids_of(*of_kinds)
    for node_id in sorted(ids, key=org.tree_position)[:MAX_NAMES]:
        owner = org.parent(node_id)
        note = org.title(owner) if owner else labels.node(org.kind(node_id).value)
        aliases = [alias.name for alias in org.item(node_id).aliases]
        yield Candidate(naming.qualified(org, node_id), note, (org.title(node_id), *aliases))


def persons(file: Path, typed: str, *, alone: bool) -> Iterator[Candidate]:
    """Yield the persons with a name in which each word typed begins a word.

    Who holds several posts, or none, has a card of `show`, ``alone`` on the line; elsewhere the posts are offered.
    """
    org, wanted = open_organisation(file), text.words(typed)
    number = Counter(key for row in org.people for key in {*map(text.key, (row["name"], *row.get("aliases", ())))})
    for row in org.people:
        name, posts, also = row["name"], row["posts"], tuple(row.get("aliases", ()))
        if not any(_begins(wanted, one) for one in (name, *also)):
            continue
        has_card = alone and (row["id"] or len(posts) > 1)
        is_post = len(posts) == 1 and naming.called(org, name) == posts
        if number[text.key(name)] == 1 and (has_card or is_post):
            yield Candidate(name, "; ".join(_in_unit(org, post) for post in posts[:2]) or _("person"), also)
        else:
            yield from (Candidate(naming.qualified(org, post), _in_unit(org, post), (name, *also)) for post in posts)


def _in_unit(org: Organisation, post_id: str) -> str:
    return f"{org.title(post_id)} · {org.title(org.parent(post_id) or post_id)}"


def clauses_cited(file: Path) -> dict[str, str]:
    """Return each clause that a file cites, in order, with the name of the first part that cites it."""
    org = open_organisation(file)
    cited: dict[str, str] = {}
    for node_id in org:
        for ref in refs_cited(org.plain(node_id)):
            cited.setdefault(ref, org.title(node_id))
    return dict(sorted(cited.items(), key=lambda clause: clauses.sort_key(clause[0])))


def matching(candidates: Iterable[Candidate], typed: str) -> list[Candidate]:
    """Return the candidates that have a word beginning with each word typed, accents and case aside.

    Their other names match too. Those that begin with all that was typed come first, and alone if it is several words.
    """
    wanted, start = text.words(typed), text.key(typed)
    if not wanted:
        return list(candidates)
    first: list[Candidate] = []
    others: list[Candidate] = []
    for candidate in candidates:
        names = [candidate.value, *candidate.also]
        fitting = next((name for name in names if _begins(wanted, name)), None)
        if fitting is not None:
            begins = any(text.key(name).startswith(start) for name in names[:2])
            noted = candidate if fitting in names[:2] else replace(candidate, note=fitting)
            (first if begins else others).append(noted)
    return first if first and len(wanted) > 1 else first + others


def _begins(wanted: Sequence[str], spelling: str) -> bool:
    words = text.words(spelling)
    return all(any(word.startswith(part) for word in words) for part in wanted)
