"""``orgcli list``: units, heads, posts, bodies, groups, links or duties, one a line."""

from __future__ import annotations

import shlex
from enum import StrEnum
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
    from orgcli.render.list import ListView


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


Listed = Annotated[What, typer.Argument(metavar="WHAT", help=f"One of {', '.join(What)}.")]
Under = Annotated[str | None, typer.Option(metavar="UNIT", help="Only what is inside this unit, at any level.")]
OfKind = Annotated[str | None, typer.Option(metavar="KIND", help="Only this kind of unit or body, such as section.")]
LinkType = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Only links of this type.")]
LinkFrom = Annotated[
    str | None, typer.Option("--from", metavar="NAME", help="Only links that this unit, post or body has.")
]
LinkTo = Annotated[str | None, typer.Option(metavar="NAME", help="Only links with this unit, post or body.")]
WithoutSome = Annotated[Without | None, typer.Option(help="Only those for which the file states none.")]
Superiors = Annotated[int | None, typer.Option(min=1, metavar="N", help="Only posts that answer to at least so many.")]
Clause = Annotated[str | None, typer.Option(metavar="CLAUSE", help="Only what rests on this clause or a part of it.")]
Words = Annotated[str | None, typer.Option(metavar="WORDS", help="Only rows with these words.")]
Columns = Annotated[str | None, typer.Option(metavar="NAMES", help="Columns, separated by commas.")]
Csv = Annotated[bool, typer.Option("--csv", help="Answer in CSV.")]


def list_(
    ctx: typer.Context,
    what: Listed = What.UNITS,
    under: Under = None,
    kind: OfKind = None,
    type_: LinkType = None,
    from_: LinkFrom = None,
    to: LinkTo = None,
    without: WithoutSome = None,
    superiors: Superiors = None,
    clause: Clause = None,
    match: Words = None,
    columns: Columns = None,
    csv: Csv = False,
    json: Json = False,
) -> None:
    """List units, heads, posts, bodies, groups, links or duties, one a line.

    Example: orgcli list --kind section
    """
    from orgcli.graph import filters, listing
    from orgcli.render import list as rendering

    session: Session = ctx.obj
    org = session.organisation()
    limits = filters.Filters(
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
    rows = listing.rows(org, what.value, limits)
    chosen = rendering.columns(what.value, columns) if columns else ()
    view = rendering.ListView(what.value, rows, org, session.notation(org), chosen)
    _print(session, view, limits, csv=csv, json=json)


def _print(session: Session, view: ListView, limits: Filters, *, csv: bool, json: bool) -> None:
    """Print the rows; raises NothingFound where there are none, unless a program reads the answer."""
    if json:
        session.answer_json(view.for_json())
    elif csv:
        from orgcli.export import registry

        registry.show([view.csv()])
    elif view.rows:
        session.answer(lambda: [view], view.sentences)
    else:
        raise NothingFound(_nothing(view.what, limits))
    raise typer.Exit(ExitCode.YES if view.rows else ExitCode.NO)


def _node_id(org: Organisation, name: str | None) -> str | None:
    from orgcli.graph import names

    return names.resolve(org, name, names.EVERYTHING) if name is not None else None


def _nothing(what: str, limits: Filters) -> str:
    """Return the message for an empty list; for one of a kind, also the command that searches names and duties."""
    options = ", ".join(f"--{name.rstrip('_')}" for name in limits.given())
    if not options:
        return _("the {list} is empty").format(list=labels.rows(what))
    message = _("nothing in the {list} fits {options}").format(list=labels.rows(what), options=options)
    if not limits.kind:
        return message
    hint = _("(--kind goes by the kind alone; for the word in names and duties: {command})")
    return f"{message}\n{hint.format(command=f'orgcli tree --match {shlex.quote(limits.kind)}')}"
