"""Arguments and options that several commands share, and how their values are understood."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orgcli.errors import AmbiguousName, NotAUnit, TooLong, UnknownName, UsageError
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orgcli.check.official_text import Official
    from orgcli.graph.organisation import Organisation

Unit = Annotated[str | None, typer.Argument(metavar="UNIT", help="Unit: id, name, alias or words that fit only one.")]
UnitOrPost = Annotated[
    str, typer.Argument(metavar="UNIT", help="Unit or post: id, name, alias or words that fit only one.")
]
TextFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Plain text copy of the official text (or ORGCLI_TEXT).")
]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite the file.")]


def unit_id(org: Organisation, name: str) -> str:
    """Return the id of the unit with this name.

    Raises UnknownName, AmbiguousName, and NotAUnit if something other than a unit has the name.
    """
    from orgcli.graph import names
    from orgcli.graph.nodes import Kind

    try:
        return names.resolve(org, name)
    except UnknownName:
        with suppress(UnknownName, AmbiguousName):
            node_id = names.resolve(org, name, names.EVERYTHING)
            raise NotAUnit(
                org.title(node_id), names.qualified(org, node_id), post=org.kind(node_id) is Kind.POST
            ) from None
        raise


def clause_number(typed: str) -> str:
    """Return a clause as the file writes it; raises UsageError for anything else."""
    from orgcli.org import clauses

    clause = clauses.normalise(typed)
    if clause is None:
        raise UsageError(_("“{ref}” is no clause number (such as 8.14 or 8.14 a)").format(ref=typed))
    return clause


def official_copy(org: Organisation, file: Path, text: Path | None) -> Official | None:
    """Return the copy of the official text that the user names, otherwise the one that the file names, if it exists."""
    from orgcli.check import official_text

    named = text or (Path(os.environ["ORGCLI_TEXT"]) if os.environ.get("ORGCLI_TEXT") else None)
    if named:
        return official_text.read(named)
    source = org.facts.source
    own = file.parent / source.text if source and source.text else None
    return official_text.read(own) if own and own.is_file() else None


def one_and_the_same(org: Organisation, names: Sequence[str | None], node_ids: Sequence[str]) -> list[str]:
    """Return a list with the sentence that two names mean the same unit or post, empty if they do not."""
    if len(node_ids) < len(names) or len(set(node_ids)) > 1:
        return []
    sentence = _("“{one}” and “{other}” are one and the same: {name}.")
    return [sentence.format(one=names[0], other=names[1], name=org.title(node_ids[0]))]


def check_query(org: Organisation, query: str) -> None:
    """Raise UsageError if a query has only words of grammar, unless they are a name (« IT »); TooLong."""
    from orgcli.graph import names
    from orgcli.search import question

    TooLong.check(query)
    if question.is_vain(query, org.facts.language) and not names.called(org, query):
        raise UsageError(_("nothing to search for: give some words of the matter"))
