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
    from orgcli.cli.session import Session
    from orgcli.graph.organisation import Organisation


def tree(
    ctx: typer.Context,
    unit: Unit = None,
    depth: Annotated[int | None, typer.Option(min=0, metavar="N", help="Levels to show.")] = None,
    heads: Annotated[bool, typer.Option("--heads", help="Show who heads each unit.")] = False,
    duties: Annotated[bool, typer.Option("--duties", help="Show the duties of each unit.")] = False,
    match: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only the branches that lead to these words.")
    ] = None,
    counts: Annotated[bool, typer.Option("--counts", help="Show how many units are beneath each.")] = False,
    legend: Annotated[bool, typer.Option("--legend", help="Explain the symbols of the kinds of unit.")] = False,
    since: Annotated[
        str | None, typer.Option(metavar="OLD", help="Mark what changed since this file, day or git revision.")
    ] = None,
    json: Json = False,
) -> None:
    """Show who is under whom.

    The sign before a name is that of the kind of unit (■ ▣ ◆ ●, as the file has them); --legend explains each.

    Example: orgcli tree "Division de la police" --heads
    """
    from orgcli.graph import composition
    from orgcli.graph.duties import duties_of

    session: Session = ctx.obj
    org = session.organisation()
    tops = [unit_id(org, unit)] if unit is not None else org.tops()
    matches = _matches(org, match) if match else frozenset()
    branches = composition.branches(org, matches) if match else None
    trees = [composition.subtree(org, top, depth, branches) for top in tops if branches is None or top in branches]
    if not trees:
        raise NothingFound(_("no unit does all of “{asked}”").format(asked=match) + _list_hint(org, match))
    changed = compared.since(session, since, org) if since is not None else None
    if changed and json:
        raise UsageError(_("--since and --json exclude each other: see orgcli diff --json"))
    if changed and not changed.marks:
        screen.print_message(_("no unit is new, gone, moved or renamed since {old}").format(old=since))
    if changed and not match:
        trees = changed.trees(trees, depth)
    if json:
        session.answer_json(trees if len(trees) > 1 else trees[0])
        return
    from orgcli.render import tree as rendering

    unit_ids = [part.id for top in trees for part in composition.walk(top) if part.id in org] if duties else []
    texts = {node_id: [(duty.ref, duty.text) for duty in duties_of(org, node_id)] for node_id in unit_ids}
    name = org.facts.name if len(trees) > 1 else None
    beneath = composition.units_beneath(org)
    view = rendering.TreeView(
        trees,
        session.notation(org),
        heads,
        texts,
        matches,
        name,
        beneath,
        counts,
        legend,
        changed.marks if changed else {},
    )
    session.answer(lambda: [view], lambda: rendering.sentences(view))


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
