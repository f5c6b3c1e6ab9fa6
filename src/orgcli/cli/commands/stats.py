"""``orgcli stats``: the numbers of the organisation, or of a unit and all beneath it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from orgcli.cli.arguments import Json, TextFile, Unit, official_copy, unit_id

if TYPE_CHECKING:
    from orgcli.cli.session import Session


def stats(
    ctx: typer.Context,
    unit: Unit = None,
    text: TextFile = None,
    json: Json = False,
) -> None:
    """Count units, posts, duties and links, and how many answer to each head.

    Example: orgcli stats "Division de la police"
    """
    from orgcli.graph import statistics

    session: Session = ctx.obj
    org = session.organisation()
    node_id = unit_id(org, unit) if unit is not None else None
    numbers = statistics.statistics(org, node_id)
    if json:
        session.answer_json(numbers)
        return
    from orgcli.check import audit
    from orgcli.render import stats as rendering

    official = official_copy(org, session.file, text) if node_id is None else None
    covered = audit.covered_clauses(org, official) if official else None
    view = rendering.StatsView(numbers, org.title(node_id) if node_id else None, covered)
    session.answer(lambda: [view], lambda: rendering.sentences(view))
