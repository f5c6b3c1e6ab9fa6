"""``orgcli cite``: what a clause establishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from orgcli.cli.arguments import Json, TextFile, clause_number, official_copy
from orgcli.errors import ExitCode, NothingFound

if TYPE_CHECKING:
    from orgcli.cli.session import Session


Clause = Annotated[str, typer.Argument(metavar="CLAUSE", help="Clause: 8.14, 8.14 a, or a whole section: 8.")]
Letter = Annotated[str | None, typer.Argument(metavar="LETTER", help="The letter, where it stands apart.")]


def cite(ctx: typer.Context, ref: Clause, letter: Letter = None, text: TextFile = None, json: Json = False) -> None:
    """Show all that a clause establishes: who heads, who answers to whom, each duty and link.

    Example: orgcli cite 8.14 a
    """
    from orgcli.check import citations

    session: Session = ctx.obj
    clause = clause_number(f"{ref} {letter}" if letter else ref)
    org = session.organisation()
    official = official_copy(org, session.file, text)
    citation = citations.cite(org, clause, official)
    if json:
        session.answer_json(citation)
        raise typer.Exit(ExitCode.YES if citation.statements else ExitCode.NO)
    from orgcli.render import cite as rendering

    if not citation.statements:
        raise NothingFound(rendering.nothing(citation))
    view = rendering.CiteView(citation, official, org.facts.source)
    session.answer(lambda: [view], lambda: rendering.sentences(view))
