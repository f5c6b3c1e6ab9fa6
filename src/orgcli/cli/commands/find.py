"""``orgcli find``: who is responsible for something."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from orgcli.cli.arguments import Json, check_query, unit_id
from orgcli.errors import ExitCode, NothingFound
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from orgcli.cli.session import Session


Words = Annotated[list[str], typer.Argument(metavar="WORDS", help="Words, a question, or a phrase in quotes.")]
Inside = Annotated[str | None, typer.Option("--in", metavar="UNIT", help="Only this unit and those below it.")]
AnyWord = Annotated[bool, typer.Option("--any", help="Any of the words instead of all.")]
Exact = Annotated[bool, typer.Option("--exact", help="Only the words as typed.")]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="Units to show.")]
Full = Annotated[bool, typer.Option("--full", help="All statements, whole.")]
Why = Annotated[bool, typer.Option("--why", help="Say how each statement matched.")]


def find(
    ctx: typer.Context,
    words: Words,
    inside: Inside = None,
    any_word: AnyWord = False,
    exact: Exact = False,
    limit: Limit = None,
    full: Full = False,
    why: Why = False,
    json: Json = False,
) -> None:
    """Find who is responsible for something, with the clause that says so.

    Examples: orgcli find "lutte antimines"; orgcli find police -- -formation
    """
    from orgcli.graph import names
    from orgcli.org import clauses
    from orgcli.search import commands, engine

    session: Session = ctx.obj
    org = session.organisation()
    scope = frozenset(org.within(unit_id(org, inside))) if inside else None
    query = " ".join(words)
    check_query(org, query)
    if (clause := clauses.normalise(query)) and not names.called(org, query):
        raise NothingFound(_("{clause} is a clause: orgcli cite {clause}").format(clause=clause))
    if not (json or inside or any_word or exact) and (argv := commands.command(org, query)):
        _run(ctx, argv)
        return
    answer = engine.search(org, query, inside=scope, any_word=any_word, exact=exact, most=limit or engine.MOST)
    if json:
        session.answer_json(answer)
        raise typer.Exit(ExitCode.YES if answer.results else ExitCode.NO)
    from orgcli.render import find as rendering
    from orgcli.render.nothing import nothing

    if not answer.results:
        raise NothingFound(nothing(answer))
    view = rendering.FindView(answer, session.notation(org), limit, full, why)
    session.answer(lambda: [view], lambda: rendering.sentences(view))


def _run(ctx: typer.Context, argv: list[str]) -> None:
    """Answer with another command, and name it."""
    from orgcli.cli import app  # which has this command from here

    command = app.program(argv[0]).get_command(ctx, argv[0])
    code = ExitCode.YES
    with command.make_context(argv[0], argv[1:], parent=ctx.parent) as inner:
        try:
            command.invoke(inner)
        except typer.Exit as end:
            code = ExitCode(end.exit_code)
    if code is ExitCode.YES:
        print(_("answered by: {command}").format(command=shlex.join(["orgcli", *argv])))
    raise typer.Exit(code)
