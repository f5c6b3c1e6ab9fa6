"""``orgcli show``: all about one unit or post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from orgcli.cli.arguments import Json, UnitOrPost, one_and_the_same

if TYPE_CHECKING:
    from orgcli.cli.session import Session
    from orgcli.graph.comparison import Comparison
    from orgcli.graph.details import Card
    from orgcli.graph.people import PersonCard
    from orgcli.render.notation import Notation


Other = Annotated[str | None, typer.Argument(metavar="UNIT", help="A second one: show both side by side.")]
Below = Annotated[bool, typer.Option("--below", help="Show the duties of all units below, by unit.")]


def show(ctx: typer.Context, unit: UnitOrPost, other: Other = None, below: Below = False, json: Json = False) -> None:
    """Show all that is said of a unit or post: head, lines, duties, links, notes, with each clause.

    Example: orgcli show "Service de la lutte antimines"
    """
    from orgcli.graph import comparison, details, names, people

    session: Session = ctx.obj
    org = session.organisation()
    person = people.person_meant(org, unit) if other is None else None
    names_given = [name for name in (unit, other) if name is not None]
    node_ids = [] if person else [names.resolve(org, name, names.EVERYTHING) for name in names_given]
    answer: PersonCard | Comparison | Card
    if person:
        answer = people.card(org, person)
    elif len(set(node_ids)) > 1:
        answer = comparison.compare(org, *node_ids, with_below=below)
    else:
        answer = details.card(org, node_ids[0], with_below=below)
    if json:
        session.answer_json(answer)
    else:
        _print(session, session.notation(org), answer, one_and_the_same(org, (unit, other), node_ids))


def _print(session: Session, notation: Notation, answer: PersonCard | Comparison | Card, remarks: list[str]) -> None:
    """Print a card after remarks on the names that were given, or a comparison."""
    from orgcli.graph.comparison import Comparison
    from orgcli.graph.people import PersonCard
    from orgcli.render import comparison, details, people, typeset

    if isinstance(answer, PersonCard):
        session.answer(lambda: people.drawing(answer, notation), lambda: people.sentences(answer))
    elif isinstance(answer, Comparison):
        session.answer(lambda: [comparison.ComparisonView(answer)], lambda: comparison.sentences(answer))
    else:
        session.answer(
            lambda: [*map(typeset.styled, remarks), *details.drawing(answer, notation)],
            lambda: [*remarks, *details.sentences(answer)],
        )
