"""The answer to a question: units, and the statements that match."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgcli.graph import names
from orgcli.graph.holding import heads_in_words, named_together, with_contact
from orgcli.graph.reporting import leaders

if TYPE_CHECKING:
    from orgcli.graph.nodes import Named
    from orgcli.graph.organisation import Organisation

# Units answered where no limit is given: as many as one screen holds.
FEW = 5


@dataclass(frozen=True)
class Correction:
    """A misspelt word and the known word that was searched in its place."""

    from_: str
    to: str


@dataclass(frozen=True)
class Match:
    """A matching statement; ``spans`` are the matching characters of ``text``, ``beside`` the words not in it.

    ``verb`` is that of a link, ``deputy_of`` the post for which one stands in, ``holder`` the person asked for who
    holds the post.
    """

    ref: str | None
    field: str
    text: str
    spans: list[tuple[int, int]]
    score: float
    why: list[str] = dataclasses.field(default_factory=list, metadata={"json": False})
    beside: list[str] = dataclasses.field(default_factory=list, metadata={"json": False})
    holder: str | None = dataclasses.field(default=None, metadata={"json": False})
    verb: str = dataclasses.field(default="", metadata={"json": False})
    deputy_of: str | None = dataclasses.field(default=None, metadata={"json": False})


@dataclass(frozen=True)
class Result:
    """A unit that answers, its superiors and its matches, best first.

    ``titles`` are those of its heads, ``heads`` these in words with who holds them, ``within`` tells like names apart.
    """

    unit: Named
    score: float
    reports_to: list[str]
    matches: list[Match]
    head: str | None
    titles: list[str] = dataclasses.field(default_factory=list, metadata={"json": False})
    heads: str = dataclasses.field(default="", metadata={"json": False})
    within: str | None = dataclasses.field(default=None, metadata={"json": False})


@dataclass(frozen=True)
class Answer:
    """The answer to a question, best units first.

    Where there is no result, ``nearest`` are the units nearest to one, each with one statement, and ``topics`` known
    words like those asked for. ``unknown`` are the words without a match, ``units`` the ids of all
    units that answer, also of those beyond the limit of ``results``, ``parts`` the words that match inside another
    word, ``order`` what put the first unit before the second, ``undeputised`` the post that has no deputy where one is
    asked for.
    """

    query: str
    corrections: list[Correction]
    results: list[Result]
    nearest: list[Result] = dataclasses.field(default_factory=list)
    unknown: list[str] = dataclasses.field(default_factory=list, metadata={"json": False})
    topics: list[str] = dataclasses.field(default_factory=list, metadata={"json": False})
    units: list[str] = dataclasses.field(default_factory=list, metadata={"json": False})
    parts: list[str] = dataclasses.field(default_factory=list, metadata={"json": False})
    order: str = dataclasses.field(default="", metadata={"json": False})
    undeputised: str | None = dataclasses.field(default=None, metadata={"json": False})


def result(org: Organisation, node_id: str, score: float, matches: list[Match]) -> Result:
    """Return the result for a unit, body or group."""
    superiors = [superior for post in leaders(org, node_id) for superior, _line in org.superiors(post)]
    heads = list(map(org.title, org.heads(node_id)))
    return Result(
        org.named(node_id),
        score,
        named_together(org, superiors),
        matches,
        heads[0] if heads else None,
        heads,
        heads_in_words(org, node_id, with_contact),
        names.within(org, node_id),
    )
