"""The commands that ask: tree, path, find, show."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from orgcli.cli.app import Json, app
from orgcli.errors import AmbiguousName, ExitCode, NotAUnit, NothingFound, UnknownName, UsageError
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from orgcli.graph.organisation import OrgGraph

_UNIT = typer.Argument(metavar="UNIT", help="Unit: id, name, alias or words that fit only one.")
_UNIT_OR_POST = typer.Argument(metavar="UNIT", help="Unit or post: id, name, alias or words that fit only one.")
_SECOND = typer.Argument(metavar="UNIT", help="A second one: find who decides between the two.")
_INSIDE = typer.Option("--in", metavar="UNIT", help="Only this unit and those below it.")
_MATCH = typer.Option(metavar="WORDS", help="Only the branches that lead to these words.")


@app.command()
def tree(
    ctx: typer.Context,
    unit: Annotated[str | None, _UNIT] = None,
    depth: Annotated[int | None, typer.Option(min=0, metavar="N", help="Levels to show.")] = None,
    heads: Annotated[bool, typer.Option("--heads", help="Show who heads each unit.")] = False,
    duties: Annotated[bool, typer.Option("--duties", help="Show the duties of each unit.")] = False,
    match: Annotated[str | None, _MATCH] = None,
    json: Json = False,
) -> None:
    """Show who is under whom.

    Example: orgcli tree "Division de la police" --heads
    """
    from orgcli.graph import hierarchy
    from orgcli.graph import organisation as g

    graph = ctx.obj.graph(search=match is not None)
    tops = [_unit(graph, unit)] if unit is not None else g.tops(graph)
    matched = _matched(graph, match) if match else frozenset()
    keep = hierarchy.branches(graph, matched) if match else None
    trees = [hierarchy.subtree(graph, top, depth, keep) for top in tops if keep is None or top in keep]
    if not trees:
        raise NothingFound(_("no unit does all of “{asked}”").format(asked=match))
    if json:
        ctx.obj.answer_json(trees if len(trees) > 1 else trees[0])
        return
    from orgcli.graph import details
    from orgcli.render import plain, tree

    shown = [unit for top in trees for unit in hierarchy.units_of(top)] if duties else []
    texts = {name: [(duty.ref, duty.text) for duty in details.duties(graph, name)] for name in shown}
    name = graph.facts.name if len(trees) > 1 else None
    view = tree.TreeView(trees, ctx.obj.look(graph), heads, texts, matched, name)
    ctx.obj.answer(lambda: [view], lambda: plain.tree(view))


@app.command()
def path(
    ctx: typer.Context,
    unit: Annotated[str, _UNIT_OR_POST],
    other: Annotated[str | None, _SECOND] = None,
    prose: Annotated[bool, typer.Option("--prose", help="Say it in sentences, to paste in a note.")] = False,
    json: Json = False,
) -> None:
    """Show to whom a unit or post answers, step by step to the top, or whom two have in common.

    Example: orgcli path "Force de police permanente"
    """
    graph = ctx.obj.graph(meanwhile=_for_path)
    from orgcli.graph import hierarchy, names

    ends = (names.resolve(graph, name, names.PLACES) for name in (unit, other) if name is not None)
    found = hierarchy.lines_up(graph, *dict.fromkeys(ends))  # between a unit and itself nobody decides
    if prose and json:
        raise UsageError(_("--prose and --json exclude each other"))
    if json:
        ctx.obj.answer_json(found)
        return
    from orgcli.render import plain, tree, typeset
    from orgcli.render import prose as sentences

    if prose:
        told = sentences.paragraphs(graph, found)
        ctx.obj.answer(lambda: map(typeset.plain, told), lambda: told)
        return
    ctx.obj.answer(lambda: tree.path(found, ctx.obj.look(graph)), lambda: plain.path(found))


def _for_path() -> None:
    """Import what is slow to import, while the organisation is made ready."""
    import networkx as nx  # noqa: F401

    import orgcli.graph.hierarchy
    import orgcli.render.tree  # noqa: F401


@app.command()
def show(
    ctx: typer.Context,
    unit: Annotated[str, _UNIT_OR_POST],
    json: Json = False,
) -> None:
    """Show all that is said of a unit or post: head, lines, duties, links, notes, with each clause.

    Example: orgcli show "Service de la lutte antimines"
    """
    from orgcli.graph import details, names

    graph = ctx.obj.graph()
    found = details.card(graph, names.resolve(graph, unit, names.EVERYTHING))
    if json:
        ctx.obj.answer_json(found)
        return
    from orgcli.render import details as rendering
    from orgcli.render import plain

    ctx.obj.answer(lambda: rendering.card(found, ctx.obj.look(graph)), lambda: plain.card(found))


@app.command()
def find(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words, a question, or a phrase in quotes.")],
    inside: Annotated[str | None, _INSIDE] = None,
    any_word: Annotated[bool, typer.Option("--any", help="Any of the words instead of all.")] = False,
    exact: Annotated[bool, typer.Option("--exact", help="Only the words as typed.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Units to show.")] = None,
    why: Annotated[bool, typer.Option("--why", help="Say how each statement matched.")] = False,
    json: Json = False,
) -> None:
    """Find who is responsible for something, with the clause that says so.

    Examples: orgcli find "lutte antimines"; orgcli find police -- -formation
    """
    graph = ctx.obj.graph(search=True)  # before the imports, for which there may be time while the index is made
    from orgcli.graph import organisation as g
    from orgcli.org import clauses

    scope = frozenset(g.within(graph, _unit(graph, inside))) if inside else None
    asked = _of_matter(graph, " ".join(words))
    if clause := clauses.normalise(asked):
        raise NothingFound(_("{clause} is a clause: orgcli cite {clause}").format(clause=clause))
    if not json:
        from orgcli.render import find, plain
    from orgcli.search import engine

    answer = engine.search(graph, asked, inside=scope, any_word=any_word, exact=exact, most=limit or engine.MOST)
    if json:
        ctx.obj.answer_json(answer)
        raise typer.Exit(ExitCode.YES if answer.results else ExitCode.NO)
    if not answer.results:
        raise NothingFound(find.nothing(answer))
    view = find.FindView(answer, ctx.obj.look(graph), limit, why)
    ctx.obj.answer(lambda: [view], lambda: plain.find(view))


def _of_matter(graph: OrgGraph, asked: str) -> str:
    """Return what is asked; raises UsageError where nothing is, unless something is called so: « IT »."""
    from orgcli.graph import names
    from orgcli.i18n import text
    from orgcli.search import question

    if question.is_vain(asked) and not graph.spellings.exactly(text.key(asked), names.EVERYTHING):
        raise UsageError(_("nothing to search for: give some words of the matter"))
    return asked


def _matched(graph: OrgGraph, words: str) -> frozenset[str]:
    """Return the ids of the units that answer to some words; raises NothingFound where there are none."""
    from orgcli.search import engine

    answer = engine.search(graph, _of_matter(graph, words), most=1)
    if not answer.units:
        from orgcli.render import find

        raise NothingFound(find.nothing(answer))
    return frozenset(answer.units)


def _unit(graph: OrgGraph, wanted: str) -> str:
    """Return the id of a unit; where the name is that of something else, the error says of what."""
    from orgcli.graph import names
    from orgcli.graph import organisation as g

    try:
        return names.resolve(graph, wanted)
    except UnknownName:
        with suppress(UnknownName, AmbiguousName):
            other = names.resolve(graph, wanted, names.EVERYTHING)
            raise NotAUnit(g.title(graph, other), post=g.kind(graph, other) is g.Kind.POST) from None
        raise
