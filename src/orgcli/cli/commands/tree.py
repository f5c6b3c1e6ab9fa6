"""``orgcli tree``: who is under whom."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from orgcli.cli import texts as compared
from orgcli.cli.arguments import Json, Unit, check_query, unit_id
from orgcli.errors import NothingFound, UsageError
from orgcli.i18n.language import gettext as _
from orgcli.render import screen

if TYPE_CHECKING:
    from orgcli.changes.marks import Since
    from orgcli.cli.session import Session
    from orgcli.graph.organisation import Organisation


Depth = Annotated[int | None, typer.Option(min=0, metavar="N", help="Levels to show.")]
Heads = Annotated[bool, typer.Option("--heads", help="Show who heads each unit.")]
Duties = Annotated[bool, typer.Option("--duties", help="Show the duties of each unit.")]
Words = Annotated[str | None, typer.Option(metavar="WORDS", help="Only the branches that lead to these words.")]
Counts = Annotated[bool, typer.Option("--counts", help="Show how many units are beneath each.")]
Legend = Annotated[bool, typer.Option("--legend", help="Explain the symbols of the kinds of unit.")]
Old = Annotated[str | None, typer.Option(metavar="OLD", help="Mark what changed since this file, day or git revision.")]


def tree(
    ctx: typer.Context,
    unit: Unit = None,
    depth: Depth = None,
    heads: Heads = False,
    duties: Duties = False,
    match: Words = None,
    counts: Counts = False,
    legend: Legend = False,
    since: Old = None,
    json: Json = False,
) -> None:
    """Show who is under whom.

    The sign before a name is that of the kind of unit (■ ▣ ◆ ●, as the file has them); --legend explains each.

    Example: orgcli tree "Division de la police" --heads
    """
    from orgcli.graph import composition

    session: Session = ctx.obj
    org = session.organisation()
    tops = [unit_id(org, unit)] if unit is not None else org.tops()
    matches = _matches(org, match) if match else frozenset()
    branches = composition.branches(org, matches) if match else None
    trees = [composition.subtree(org, top, depth, branches) for top in tops if branches is None or top in branches]
    if not trees:
        raise NothingFound(_("no unit does all of “{asked}”").format(asked=match) + _list_hint(org, match))
    changed = _changed(session, since, org, json=json) if since is not None else None
    if changed and not match:
        trees = changed.trees(trees, depth)
    if json:
        session.answer_json(trees if len(trees) > 1 else trees[0])
        return
    from orgcli.render import tree as rendering

    view = rendering.TreeView(
        trees, org, session.notation(org), heads, duties, counts, legend, matches, changed.marks if changed else {}
    )
    session.answer(lambda: [view], lambda: rendering.sentences(view))


def _changed(session: Session, old: str, org: Organisation, *, json: bool) -> Since:
    """Return what changed since a text; raises UsageError where the answer is wanted in JSON."""
    changed = compared.since(session, old, org)
    if json:
        raise UsageError(_("--since and --json exclude each other: see orgcli diff --json"))
    if not changed.marks:
        screen.print_message(_("no unit is new, gone, moved or renamed since {old}").format(old=old))
    return changed


def _matches(org: Organisation, query: str) -> frozenset[str]:
    """Return the ids of the units that a query finds; raises NothingFound if there are none."""
    from orgcli.search import engine

    check_query(org, query)
    answer = engine.search(org, query, most=1)
    if not answer.units:
        from orgcli.render.nothing import nothing

        raise NothingFound(nothing(answer) + _list_hint(org, query))
    return frozenset(answer.units)


def _list_hint(org: Organisation, words: str | None) -> str:
    """Return a line that says how units of a kind are listed, if the words looked for in vain name one."""
    from orgcli.graph import filters

    kind = next((kind for kind in filters.kinds(org) if filters.is_same_kind(kind, words or "")), None)
    if not kind:
        return ""
    hint = _("(--match looks for words in names and duties; for the kind: {command})")
    return "\n" + hint.format(command=f"orgcli list --kind {shlex.quote(kind)}")
