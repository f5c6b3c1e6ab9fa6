"""``orgcli path``: to whom a unit or post answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from orgcli.cli.arguments import Json, UnitOrPost, one_and_the_same
from orgcli.errors import UsageError
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from orgcli.cli.session import Session


Other = Annotated[str | None, typer.Argument(metavar="UNIT", help="A second one: find who decides between the two.")]
Prose = Annotated[bool, typer.Option("--prose", help="Say it in sentences, to paste in a note.")]


def path(ctx: typer.Context, unit: UnitOrPost, other: Other = None, prose: Prose = False, json: Json = False) -> None:
    """Show to whom a unit or post answers, step by step to the top, or whom two have in common.

    Example: orgcli path "Force de police permanente"
    """
    from orgcli.graph import names, reporting

    session: Session = ctx.obj
    org = session.organisation()
    node_ids = [names.resolve(org, name, names.PLACES) for name in (unit, other) if name is not None]
    answer = reporting.lines_up(org, *dict.fromkeys(node_ids))
    same = one_and_the_same(org, (unit, other), node_ids)
    if prose and json:
        raise UsageError(_("--prose and --json exclude each other"))
    if json:
        session.answer_json(answer)
        return
    from orgcli.render import path as rendering
    from orgcli.render import prose as sentences
    from orgcli.render import typeset

    if prose:
        paragraphs = same + sentences.paragraphs(org, answer)
        session.answer(lambda: map(typeset.styled, paragraphs), lambda: paragraphs)
    else:
        session.answer(
            lambda: [*map(typeset.styled, same), *rendering.drawing(answer, session.notation(org))],
            lambda: [*same, *rendering.sentences(answer)],
        )
