"""Lines up that differ only by posts of equal rank, as one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

from orgcli.graph.holding import distinction, named_together
from orgcli.graph.nodes import Kind
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from orgcli.graph.organisation import Organisation
    from orgcli.graph.reporting import ReportingLine, Step


def blocks(org: Organisation, lines: list[ReportingLine]) -> list[ReportingLine]:
    """Return lines with those as one that differ only by posts of equal rank: “2 Chairs”, with who holds each."""
    alike: dict[Any, list[ReportingLine]] = {}
    for line in lines:
        shape = [(_rank(org, step), step.ref, step.inferred, step.condition, step.label) for step in line.steps]
        alike.setdefault((line.common, tuple(shape)), []).append(line)
    return [block for group in alike.values() for block in _merged(org, group)]


def _rank(org: Organisation, step: Step) -> tuple[str, str | None] | str:
    """Return what the posts that head a unit together under one title have in common; of another post, its id."""
    return (step.post, step.unit_id) if org.kind(step.id) is Kind.POST and org.is_head(step.id) else step.id


def _merged(org: Organisation, lines: list[ReportingLine]) -> list[ReportingLine]:
    """Return lines of one shape as one, where every post of a rank answers alike to every post of the next."""
    ranks = [list(dict.fromkeys(ids)) for ids in zip(*(line.ids for line in lines), strict=True)]
    rises = zip(lines[0].steps, pairwise(ranks), strict=False)
    if not all(_answers(org, *pair, step) for step, pair_of_ranks in rises for pair in product(*pair_of_ranks)):
        return lines
    steps = []
    for step, posts in zip(lines[0].steps, ranks, strict=True):
        held = _("; ").join(filter(None, (distinction(org, post) for post in posts)))
        steps.append(replace(step, post=", ".join(named_together(org, posts)), held=held, equals=tuple(posts)))
    return [replace(lines[0], steps=steps)]


def _answers(org: Organisation, post: str, above: str, like: Step) -> bool:
    """Return whether a post answers to another by a line like that of a step."""
    line = org.graph.get_edge_data(post, above, {}).get("reports_to")
    fields = ("ref", "inferred", "condition", "label")
    return line is not None and all(getattr(line, name) == getattr(like, name) for name in fields)
