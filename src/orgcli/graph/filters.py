"""What a list is limited to: a part of the organisation, a kind, a clause, words."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from orgcli.errors import UsageError
from orgcli.graph.nodes import Kind, refs_cited
from orgcli.i18n import labels, text
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses
from orgcli.org.model import LinkType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from orgcli.graph.organisation import Organisation

LINK_TYPES: tuple[str, ...] = get_args(LinkType)
_PLURALS = (("ies", "y"), ("es", ""), ("s", ""), ("x", ""), ("aux", "al"))


@dataclass(frozen=True)
class Filters:
    """What each row of a list must be: all that is given holds for it.

    ``under``, ``from_`` and ``to`` are ids; ``kind`` is that of the unit or body, ``type`` that of a link, ``without``
    is head, duties or person, ``superiors`` the least number of posts that a post answers to, ``clause`` a clause with
    all in it, ``match`` words that each begin a word of the row.
    """

    under: str | None = None
    kind: str | None = None
    type: str | None = None
    from_: str | None = None
    to: str | None = None
    without: str | None = None
    superiors: int | None = None
    clause: str | None = None
    match: str | None = None

    def given(self) -> dict[str, str | int]:
        """Return the filters that are given, by name."""
        return {entry.name: value for entry in fields(self) if (value := getattr(self, entry.name)) is not None}


class Selection:
    """Filters applied to an organisation; raises UsageError for an unknown kind or type of link."""

    def __init__(self, org: Organisation, filters: Filters) -> None:
        self.org, self.filters = org, filters
        self.kind = kind_named(org, filters.kind) if filters.kind is not None else None
        self.type = link_type(org, filters.type) if filters.type is not None else None
        self.words = text.main_words(filters.match or "")

    @cached_property
    def under(self) -> set[str] | None:
        """The ids of all inside the unit asked for, in units that are also part of it too."""
        return inside(self.org, self.filters.under, also=True) if self.filters.under else None

    @cached_property
    def ends(self) -> tuple[set[str] | None, set[str] | None]:
        """The ids of those from whom and to whom a link may be."""
        from_, to = self.filters.from_, self.filters.to
        return inside(self.org, from_) if from_ else None, inside(self.org, to) if to else None

    def is_inside(self, node_id: str) -> bool:
        """Return whether a node is inside the unit asked for: neither elsewhere nor the unit itself."""
        return self.under is None or (node_id in self.under and node_id != self.filters.under)

    def misses(self, facts: Mapping[str, object]) -> bool:
        """Return whether the fact that ``without`` names is missing; any facts will do if there is no such filter."""
        return not facts.get(self.filters.without or "")

    def has_kind(self, kind: str | None) -> bool:
        """Return whether a kind of unit is the one asked for."""
        return self.kind in {None, kind}

    def cites(self, node_ids: Iterable[str]) -> bool:
        """Return whether anything that the file says of some nodes cites the clause asked for."""
        return not self.filters.clause or any(
            self.in_clause(ref) for node_id in node_ids for ref in refs_cited(self.org.plain(node_id))
        )

    def in_clause(self, ref: str | None) -> bool:
        """Return whether a clause lies in the one asked for."""
        return not self.filters.clause or clauses.within(ref, self.filters.clause)

    def says(self, texts: Iterable[str | None]) -> bool:
        """Return whether each word asked for begins a word of some texts."""
        own = {word for words in texts if words for word in text.words(words)} if self.words else set()
        return all(any(word.startswith(wanted) for word in own) for wanted in self.words)


def inside(org: Organisation, node_id: str, *, also: bool = False) -> set[str]:
    """Return a node with all that is part of it, and the groups of which any of these is a member.

    With ``also``, units nested elsewhere that are part of it as well are among these, with all in them.
    """
    below: dict[str | None, list[str]] = {}
    for other in org:
        below.setdefault(org.parent(other), []).append(other)
    parts: set[str] = set()
    waiting = [node_id]
    while waiting:
        part = waiting.pop()
        if part not in parts:
            parts.add(part)
            waiting += below.get(part, ())
            waiting += org.also_parts(part) if also else ()
    return parts.union(group for group in org.ids_of(Kind.GROUP) if not parts.isdisjoint(org.children(group)))


def kinds(org: Organisation) -> list[str]:
    """Return the kinds of units and bodies, in the order of the tree."""
    return list(dict.fromkeys(filter(None, map(org.label, sorted(org, key=org.tree_position)))))


def kind_named(org: Organisation, wanted: str) -> str:
    """Return the kind of unit or body that a person names, in either number; raises UsageError with those there are."""
    all_kinds = kinds(org)
    fitting = [kind for kind in all_kinds if is_same_kind(kind, wanted)]
    if not fitting:
        listed = ", ".join(all_kinds) or _("none")
        raise UsageError(_("no kind “{kind}”: {kinds}").format(kind=wanted, kinds=listed))
    return wanted if wanted in fitting else fitting[0]


def is_same_kind(kind: str, other: str) -> bool:
    """Return whether two words name one kind, whatever their accents and number."""
    words, others = text.words(kind), text.words(other)
    return len(words) == len(others) and all(
        not _singulars(word).isdisjoint(_singulars(wanted)) for word, wanted in zip(words, others, strict=True)
    )


def _singulars(word: str) -> set[str]:
    return {word, *(word.removesuffix(end) + singular for end, singular in _PLURALS if word.endswith(end))}


def link_types(org: Organisation) -> list[str]:
    """Return the types of link that an organisation may have: the built-in ones and its own."""
    return [*LINK_TYPES, *org.facts.link_types]


def link_type(org: Organisation, wanted: str) -> str:
    """Return the type of link that a person names, by its code, its verb or a word that only this verb has.

    Raises UsageError with all the types where there is none.
    """
    key = text.key(wanted)
    types = link_types(org)
    verbs = {code: text.words(labels.link(code, "out", org.facts.link_types)) for code in types}
    named = [code for code, verb in verbs.items() if key in {text.key(code), " ".join(verb)}]
    named = named or [code for code, verb in verbs.items() if key in verb]
    if len(named) != 1:
        raise UsageError(_("no type of link “{type}”: {types}").format(type=wanted, types=", ".join(types)))
    return named[0]
