"""Arguments and options that several commands share, and how their values are understood."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from orgcli.errors import AmbiguousName, NotAUnit, UnknownName, UsageError
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from orgcli.graph.organisation import OrgGraph

UnitOrPost = Annotated[
    str, typer.Argument(metavar="UNIT", help="Unit or post: id, name, alias or words that fit only one.")
]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite the file.")]


def unit_id(graph: OrgGraph, name: str) -> str:
    """Return the id of the unit with this name.

    Raises UnknownName, AmbiguousName, and NotAUnit if something other than a unit has the name.
    """
    from orgcli.graph import names
    from orgcli.graph import organisation as g

    try:
        return names.resolve(graph, name)
    except UnknownName:
        with suppress(UnknownName, AmbiguousName):
            node_id = names.resolve(graph, name, names.EVERYTHING)
            raise NotAUnit(g.title(graph, node_id), post=g.kind(graph, node_id) is g.Kind.POST) from None
        raise


def check_query(graph: OrgGraph, query: str) -> None:
    """Raise UsageError if a query has only words of grammar, unless they are a name: « IT »."""
    from orgcli.graph import names
    from orgcli.i18n import text
    from orgcli.search import question

    if question.is_vain(query) and not graph.spellings.exactly(text.key(query), names.EVERYTHING):
        raise UsageError(_("nothing to search for: give some words of the matter"))
