"""``orgcli show``: all about one unit or post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from orgcli.cli.arguments import Json, UnitOrPost

if TYPE_CHECKING:
    from orgcli.cli.session import Session


def show(
    ctx: typer.Context,
    unit: UnitOrPost,
    below: Annotated[bool, typer.Option("--below", help="Show the duties of all units below, by unit.")] = False,
    json: Json = False,
) -> None:
    """Show all that is said of a unit or post: head, lines, duties, links, notes, with each clause.

    Example: orgcli show "Service de la lutte antimines"
    """
    from orgcli.graph import details, names

    session: Session = ctx.obj
    org = session.organisation()
    card = details.card(org, names.resolve(org, unit, names.EVERYTHING), with_below=below)
    if json:
        session.answer_json(card)
        return
    from orgcli.render import details as rendering

    session.answer(lambda: rendering.drawing(card, session.notation(org)), lambda: rendering.sentences(card))
