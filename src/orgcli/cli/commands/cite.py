"""``orgcli cite``: what a clause establishes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orgcli.cli.arguments import Json, TextFile, clause_number
from orgcli.errors import ExitCode, NothingFound

if TYPE_CHECKING:
    from orgcli.check.official_text import Official
    from orgcli.cli.session import Session
    from orgcli.graph.organisation import Organisation


def cite(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="CLAUSE", help="Clause: 8.14, 8.14 a, or a whole section: 8.")],
    letter: Annotated[str | None, typer.Argument(metavar="LETTER", help="The letter, where it stands apart.")] = None,
    text: TextFile = None,
    json: Json = False,
) -> None:
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


def official_copy(org: Organisation, file: Path, text: Path | None) -> Official | None:
    """Return the copy of the official text that the user names, otherwise the one that the file names, if it exists."""
    from orgcli.check import official_text

    named = text or (Path(os.environ["ORGCLI_TEXT"]) if os.environ.get("ORGCLI_TEXT") else None)
    if named:
        return official_text.read(named)
    source = org.facts.source
    own = file.parent / source.text if source and source.text else None
    return official_text.read(own) if own and own.is_file() else None
