"""The commands that ask: tree, path, find, show."""

from __future__ import annotations

from typing import Annotated

import typer

from orgcli.app import Json, app
from orgcli.errors import ExitCode


@app.command()
def tree(
    ctx: typer.Context,
    unit: Annotated[str | None, typer.Argument(help="Unit: id, name, alias or words that fit only one.")] = None,
    depth: Annotated[int | None, typer.Option(min=0, help="Levels to show.")] = None,
    heads: Annotated[bool, typer.Option("--heads", help="Show who heads each unit.")] = False,
    duties: Annotated[bool, typer.Option("--duties", help="Show the duties of each unit.")] = False,
    match: Annotated[str | None, typer.Option(help="Only the branches that lead to these words.")] = None,
    json: Json = False,
) -> None:
    """Show who is under whom.

    Example: orgcli tree "Division de la police" --heads
    """
    from orgcli import card, names, query, render, search
    from orgcli import graph as g

    graph = ctx.obj.graph()
    tops = [names.resolve(graph, unit)] if unit else g.tops(graph)
    matched = frozenset(search.search(graph, match).units()) if match else frozenset()
    keep = query.branches(graph, matched) if match else None
    trees = [query.subtree(graph, top, depth, keep) for top in tops if keep is None or top in keep]
    if not trees:
        raise typer.Exit(ExitCode.NO)
    texts = {name: [(duty.ref, duty.text) for duty in card.duties(graph, name)] for name in g.nodes(graph, g.Kind.UNIT)}
    view = render.TreeView(trees, ctx.obj.look(graph), heads, texts if duties else None, matched)
    ctx.obj.answer(trees if len(trees) > 1 else trees[0], lambda: [view], as_json=json)


@app.command()
def path(
    ctx: typer.Context,
    unit: Annotated[str, typer.Argument(help="Unit or post: id, name, alias or words that fit only one.")],
    other: Annotated[str | None, typer.Argument(help="A second one: find who decides between the two.")] = None,
    json: Json = False,
) -> None:
    """Show to whom a unit or post answers, step by step to the top, or whom two have in common.

    Example: orgcli path "Force de police permanente"
    """
    from orgcli import names, query, render

    graph = ctx.obj.graph()
    ends = [names.resolve(graph, name, names.PLACES) for name in (unit, other) if name is not None]
    found = query.lines_up(graph, *ends)
    ctx.obj.answer(found, lambda: render.path(found, ctx.obj.look(graph)), as_json=json)


@app.command()
def show(
    ctx: typer.Context,
    unit: Annotated[str, typer.Argument(help="Unit or post: id, name, alias or words that fit only one.")],
    json: Json = False,
) -> None:
    """Show all that is said of a unit or post: head, lines, duties, links, notes, with each clause.

    Example: orgcli show "Service de la lutte antimines"
    """
    from orgcli import card, names, render_card

    graph = ctx.obj.graph()
    found = card.card(graph, names.resolve(graph, unit, names.EVERYTHING))
    ctx.obj.answer(found, lambda: render_card.card(found, ctx.obj.look(graph)), as_json=json)
