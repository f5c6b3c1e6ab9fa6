"""Superior for a screen reader: no boxes, no columns, no arrows, one fact a line, in short sentences."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from orgcli.i18n import labels, text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.org import clauses
from orgcli.render.cite import word
from orgcli.render.details import duty_groups
from orgcli.render.tree import as_far_as_shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orgcli.graph.composition import Tree
    from orgcli.graph.details import Card, DutyCard, PostCard, Superior
    from orgcli.graph.reporting import Lines, Step
    from orgcli.render.check import View
    from orgcli.render.cite import CiteView
    from orgcli.render.find import FindView
    from orgcli.render.tree import TreeView
    from orgcli.search.engine import Result


def fact(*parts: str | None) -> str:
    """Return what is known of one thing as one line: its parts with commas, and a full stop."""
    told = " ".join(", ".join(part for part in parts if part).splitlines()).rstrip(" ;")
    shown = text.printable(told[:1].upper() + told[1:])
    return shown if shown.endswith((".", "!", "?", "…")) else f"{shown}."


def labelled(label: str, value: str) -> str:
    """Return a value after what it is."""
    return _("{label}: {value}").format(label=label, value=value)


def clause(ref: str | None) -> str | None:
    """Return “clause 8.14 a)”, or None without one."""
    return _("clause {ref}").format(ref=clauses.label(ref)) if ref else None


def tree(view: TreeView) -> Iterator[str]:
    """Yield a line a unit, with its level, then its head and its duties where they were asked for."""
    if view.name:
        yield fact(view.name)
    for top in view.trees:
        yield from _branch(view, top, 1)


def _branch(view: TreeView, unit: Tree, level: int) -> Iterator[str]:
    number = len(unit.children)
    below = ngettext("{number} unit directly below", "{number} units directly below", number).format(number=number)
    like = ngettext("{number} like unit", "{number} like units", unit.count or 1).format(number=unit.count)
    found = _("found by your words") if unit.id in view.matched else None
    place = _("level {level}: {name}").format(level=level, name=unit.name)
    yield fact(place, like if unit.count else None, found, below if number else None)
    if view.heads:
        yield fact(labelled(_("headed by"), unit.head) if unit.head else _("no head stated"))
    for ref, duty in (view.duties or {}).get(unit.id, []):
        yield _statement(ref, duty)
    for part in unit.children:
        yield from _branch(view, part, level + 1)


def path(answer: Lines) -> Iterator[str]:
    """Yield each line up, a sentence a step; between two units, first who decides between them."""
    if answer.to:
        yield from _shared(answer)
    lines = list(as_far_as_shared(answer.lines))
    for number, line in enumerate(lines, 1):
        if len(lines) > 1:
            yield fact(_("line {number} of {all}").format(number=number, all=len(lines)))
        if answer.is_shared and line.common is None:
            yield _("(another line, which does not lead there)")
        yield from _steps(line.steps)


def _shared(answer: Lines) -> Iterator[str]:
    deciders = dict.fromkeys(who(line.steps[line.common]) for line in answer.lines if line.common is not None)
    for decider in deciders:
        yield fact(labelled(_("nearest common superior"), decider))
    if not deciders:
        names = (answer.from_.name, answer.to.name if answer.to else "")
        yield _("No superior is common to {one} and {other}.").format(one=names[0], other=names[1])


def who(step: Step) -> str:
    """Return a post with its unit."""
    return f"{step.post} ({step.unit})" if step.unit and step.unit != step.post else step.post


def _steps(steps: list[Step]) -> Iterator[str]:
    """Yield a sentence a step; the unit of a post is told once, where the post comes first."""
    if len(steps) == 1:
        yield fact(labelled(_("at the top"), who(steps[0])))
    for position, (step, above) in enumerate(pairwise(steps)):
        subject = step.post if position else who(step)
        told = _("{post} answers to {superior}").format(post=subject, superior=who(above))
        yield fact(told, *_grounds(step))


def _grounds(line: Step | Superior) -> Iterator[str | None]:
    """Yield what a line up rests on and what limits it."""
    yield clause(line.ref)
    yield _("a line inferred, not written") if line.inferred else None
    yield _("only {condition}").format(condition=line.condition) if line.condition else None


def card(found: Card) -> Iterator[str]:
    """Yield all that is said of a unit or post, in the order of its card."""
    yield fact(labelled(found.name, labels.node(found.kind)))
    yield from _names(found)
    yield from _posts(found)
    title = _("heads") if found.kind == "post" else _("members") if found.kind == "group" else _("units")
    for unit in found.units:
        yield fact(labelled(title, unit.name))
    for heading, duties in duty_groups(found):
        yield from _duties(heading, duties)
    for link in found.links:
        other = labelled(labels.link(link.type, link.direction), link.with_.within or link.with_.name)
        yield fact(other, link.condition, clause(link.ref))
    for note in found.notes:
        yield fact(labelled(_("Note"), note))
    if found.refs:
        yield fact(labelled(_("Clauses"), ", ".join(map(clauses.label, found.refs))))


def _names(found: Card) -> Iterator[str]:
    for alias in found.aliases:
        usage = f" {_('(usage)')}" if alias.source == "usage" else ""
        yield fact(labelled(_("also called"), alias.name + usage))
    if found.part_of:
        yield fact(labelled(_("post in") if found.kind == "post" else _("part of"), found.part_of.name))


def _posts(found: Card) -> Iterator[str]:
    head = found.head
    if not head and found.is_unit:
        yield fact(_("no head stated"))
    if head and found.kind != "post":
        yield fact(labelled(_("headed by"), _holder(head)), clause(head.ref))
    if head and found.kind == "post" and head.person:
        yield fact(labelled(_("held by"), head.person))
    for line in head.reports_to if head else []:
        yield fact(labelled(_("answers to"), _superior(line)), *_grounds(line))
    for post in found.posts:
        yield fact(labelled(_("post"), _holder(post)), clause(post.ref))
        for line in post.reports_to:
            told = _("{post} answers to {superior}").format(post=post.title, superior=_superior(line))
            yield fact(told, *_grounds(line))


def _holder(post: PostCard) -> str:
    return f"{post.title} ({post.person})" if post.person else post.title


def _superior(line: Superior) -> str:
    return f"{line.post} ({line.unit})" if line.unit and line.unit != line.post else line.post


def _duties(heading: str, duties: Iterable[DutyCard]) -> Iterator[str]:
    listed = list(duties)
    yield fact(heading, _("{number} in all").format(number=len(listed)))
    for duty in listed:
        yield _statement(duty.ref, duty.text)


def _statement(ref: str | None, statement: str) -> str:
    return fact(labelled(clause(ref) or _("no clause"), statement))


def find(view: FindView) -> Iterator[str]:
    """Yield corrections, then units, to whom they answer and their statements, then what is left out."""
    answer, shown = view.answer, view.answer.results[: view.limit]
    for correction in answer.corrections:
        yield fact(_("“{typed}” read as “{known}”").format(typed=correction.from_, known=correction.to))
    for number, result in enumerate(shown, 1):
        place = _("{number} of {all}: {name}").format(number=number, all=len(answer.units), name=result.unit.name)
        yield fact(place, result.within)
        yield from _found(result, why=view.why)
    left = len(answer.units) - len(shown)
    if left:
        more = ngettext("{number} more unit: --limit {all}", "{number} more units: --limit {all}", left)
        yield fact(more.format(number=left, all=len(answer.units)))


def _found(result: Result, *, why: bool) -> Iterator[str]:
    for superior in result.reports_to:
        yield fact(labelled(_("answers to"), superior))
    for found in result.matches:
        if found.text != result.unit.name:
            yield _statement(found.ref, found.text)
        for reason in found.why if why else []:
            yield fact(reason)


def cite(view: CiteView) -> Iterator[str]:
    """Yield each clause, then what it establishes, a line a statement, then its official wording."""
    for ref, statements in groupby(view.found.statements, key=lambda one: one.ref):
        yield fact(clause(ref))
        for statement in statements:
            owner = f" ({statement.unit.name})" if statement.type in {"duty", "note"} else ""
            yield fact(labelled(f"{word(statement.type)}{owner}", statement.text))
        wording = view.wording(ref)
        if wording:
            yield fact(labelled(_("official text"), wording))


def check(view: View) -> Iterator[str]:
    """Yield each problem with its place, under the name of its file, then the coverage and the counts."""
    file, severities = view.report.file, {"error": _("error"), "warning": _("warning"), "info": _("remark")}
    for problem in view.shown:
        if problem.file != file:
            file = problem.file
            yield fact(labelled(_("file"), file))
        place = _("line {line}, column {column}").format(line=problem.line, column=problem.column)
        rule = f"{severities[problem.severity]} {problem.rule}"
        yield fact(labelled(f"{place}, {rule}" if problem.line else rule, problem.message))
    for section in view.report.coverage or ():
        share = ngettext("{cited} clause of {all} cited", "{cited} clauses of {all} cited", section.cited)
        title = labelled(_("section {section}").format(section=section.section), section.title)
        yield fact(title, share.format(cited=section.cited, all=section.clauses))
    yield f"{view.summary()}."
