"""``orgcli list``: units, heads, posts, bodies, groups, links or duties, one a line."""

from __future__ import annotations

import shlex
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated

import typer

from orgcli.cli.arguments import Json, clause_number, unit_id
from orgcli.errors import ExitCode, NothingFound
from orgcli.i18n import labels
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from orgcli.cli.session import Session
    from orgcli.graph.filters import Filters
    from orgcli.graph.organisation import Organisation


class What(StrEnum):
    """What is listed."""

    UNITS = "units"
    HEADS = "heads"
    POSTS = "posts"
    BODIES = "bodies"
    GROUPS = "groups"
    LINKS = "links"
    DUTIES = "duties"
    PEOPLE = "people"


class Without(StrEnum):
    """What may be missing."""

    HEAD = "head"
    DUTIES = "duties"
    PERSON = "person"


def list_(
    ctx: typer.Context,
    what: Annotated[What, typer.Argument(metavar="WHAT", help=f"One of {', '.join(What)}.")] = What.UNITS,
    under: Annotated[
        str | None, typer.Option(metavar="UNIT", help="Only what is inside this unit, at any level.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="Only this kind of unit or body, such as section.")
    ] = None,
    type_: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Only links of this type.")] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="NAME", help="Only links that this unit, post or body has.")
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="NAME", help="Only links with this unit, post or body.")] = None,
    without: Annotated[Without | None, typer.Option(help="Only those for which the file states none.")] = None,
    superiors: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Only posts that answer to at least so many.")
    ] = None,
    clause: Annotated[
        str | None, typer.Option(metavar="CLAUSE", help="Only what rests on this clause or a part of it.")
    ] = None,
    match: Annotated[str | None, typer.Option(metavar="WORDS", help="Only rows with these words.")] = None,
    columns: Annotated[str | None, typer.Option(metavar="NAMES", help="Columns, separated by commas.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Answer in CSV.")] = False,
    json: Json = False,
) -> None:
    """List units, heads, posts, bodies, groups, links or duties, one a line.

    Example: orgcli list --kind section
    """
    from orgcli.graph import listing, names
    from orgcli.graph.filters import Filters
    from orgcli.render import list as rendering

    session: Session = ctx.obj
    org = session.organisation()
    filters = Filters(
        under=unit_id(org, under) if under is not None else None,
        kind=kind,
        type=type_,
        from_=_node_id(org, from_),
        to=_node_id(org, to),
        without=without.value if without else None,
        superiors=superiors,
        clause=clause_number(clause) if clause is not None else None,
        match=match,
    )
    view = rendering.ListView(
        what.value,
        listing.rows(org, what.value, filters),
        session.notation(org),
        cache(lambda node_id: names.within(org, node_id)),
        [rendering.column_id(what.value, column.strip()) for column in columns.split(",")] if columns else (),
    )
    if json:
        session.answer_json(view.for_json())
    elif csv:
        from orgcli.export import registry

        registry.show([view.csv()])
    elif view.rows:
        session.answer(lambda: [view], view.sentences)
    else:
        raise NothingFound(_nothing(what.value, filters))
    raise typer.Exit(ExitCode.YES if view.rows else ExitCode.NO)


def _node_id(org: Organisation, name: str | None) -> str | None:
    from orgcli.graph import names

    return names.resolve(org, name, names.EVERYTHING) if name is not None else None


def _nothing(what: str, filters: Filters) -> str:
    """Return the message for an empty list; for one of a kind, also the command that searches names and duties."""
    options = ", ".join(f"--{name.rstrip('_')}" for name in filters.given())
    if not options:
        return _("the {list} is empty").format(list=labels.rows(what))
    message = _("nothing in the {list} fits {options}").format(list=labels.rows(what), options=options)
    if not filters.kind:
        return message
    hint = _("(--kind goes by the kind alone; for the word in names and duties: {command})")
    return f"{message}\n{hint.format(command=f'orgcli tree --match {shlex.quote(filters.kind)}')}"
