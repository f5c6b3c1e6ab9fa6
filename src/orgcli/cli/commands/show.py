"""``orgcli show``: all about one unit or post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from orgcli.cli.arguments import Json, UnitOrPost, one_and_the_same

if TYPE_CHECKING:
    from orgcli.cli.session import Session


def show(
    ctx: typer.Context,
    unit: UnitOrPost,
    other: Annotated[str | None, typer.Argument(metavar="UNIT", help="A second one: show both side by side.")] = None,
    below: Annotated[bool, typer.Option("--below", help="Show the duties of all units below, by unit.")] = False,
    json: Json = False,
) -> None:
    """Show all that is said of a unit or post: head, lines, duties, links, notes, with each clause.

    Example: orgcli show "Service de la lutte antimines"
    """
    from orgcli.graph import comparison, details, names, people

    session: Session = ctx.obj
    org = session.organisation()
    person = people.person_meant(org, unit) if other is None else None
    if person:
        about = people.card(org, person)
        if json:
            session.answer_json(about)
            return
        from orgcli.render import people as rendering_of_people

        session.answer(
            lambda: rendering_of_people.drawing(about, session.notation(org)),
            lambda: rendering_of_people.sentences(about),
        )
        return
    node_ids = [names.resolve(org, name, names.EVERYTHING) for name in (unit, other) if name is not None]
    if len(set(node_ids)) > 1:
        compared = comparison.compare(org, *node_ids, with_below=below)
        if json:
            session.answer_json(compared)
            return
        from orgcli.render import comparison as columns

        session.answer(lambda: [columns.ComparisonView(compared)], lambda: columns.sentences(compared))
        return
    card = details.card(org, node_ids[0], with_below=below)
    if json:
        session.answer_json(card)
        return
    from orgcli.render import details as rendering
    from orgcli.render import typeset

    same = one_and_the_same(org, (unit, other), node_ids)
    session.answer(
        lambda: [*map(typeset.styled, same), *rendering.drawing(card, session.notation(org))],
        lambda: [*same, *rendering.sentences(card)],
    )
