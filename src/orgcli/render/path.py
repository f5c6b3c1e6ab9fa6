"""Reporting lines: drawn, or in sentences for a screen reader."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.render import plain, screen
from orgcli.render.look import placed
from orgcli.render.typeset import Line, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from orgcli.graph.reporting import Lines, ReportingLine, Step
    from orgcli.render.look import Look


def drawing(answer: Lines, look: Look) -> Iterator[RenderableType]:
    """Yield the lines up; between two units, first who decides between them."""
    if answer.to:
        yield from _shared(answer)
    lines = list(as_far_as_shared(answer.lines))
    widest = max((_before(step, look).cell_len for line in lines for step in line.steps[:-1]), default=0)
    for number, line in enumerate(lines):
        if number or answer.to:
            yield ""
        if answer.is_shared and line.common is None:
            yield styled(_("(another line, which does not lead there)"), "dim")
        yield _steps(line.steps, look, widest)
    if not answer.to and len(answer.lines) > 1:
        yield ""
        number = len(answer.lines)
        yield styled(ngettext("{number} line", "{number} lines", number).format(number=number), "dim")


def as_far_as_shared(lines: Iterable[ReportingLine]) -> Iterable[ReportingLine]:
    """Return the lines up to the superior shared, each once, though they part above him."""
    cut: dict[tuple[str, ...], ReportingLine] = {}
    for line in lines:
        end = None if line.common is None else line.common + 1
        cut.setdefault(tuple(line.ids[:end]), replace(line, steps=line.steps[:end]))
    return cut.values()


def _shared(answer: Lines) -> Iterator[RenderableType]:
    shared = [line.steps[line.common] for line in answer.lines if line.common is not None]
    deciders = {(step.post, step.unit): _who(step) for step in shared}.values()
    names = (answer.from_.name, answer.to.name if answer.to else "")
    if not deciders:
        yield styled(_("No superior is common to {one} and {other}.").format(one=names[0], other=names[1]))
        return
    yield styled(ngettext("Nearest common superior:", "Nearest common superiors:", len(deciders)), "dim")
    for who in deciders:
        yield Padding(who, (0, 0, 0, 2), expand=False)


def _who(step: Step) -> Line:
    return placed(styled(step.post, "bold"), step.unit if step.unit != step.post else None)


def _before(step: Step, look: Look) -> Text:
    """Return what stands before the post above a step: the clause by which it answers to it."""
    return Text(_("inferred"), "italic") if step.inferred else look.clause(step.ref)


def _steps(steps: Iterable[Step], look: Look, widest: int) -> Table:
    """Return one line up, a row a post; the clauses of all lines stand in a column of one width."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(justify="right", no_wrap=True, min_width=widest)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    clause, arrow, condition = Text(), "", None
    for step in steps:
        who = _who(step)
        if condition:
            who.append("\n").append_text(styled(_("only {condition}").format(condition=condition), "italic"))
        table.add_row(clause, arrow, who)
        clause, arrow, condition = _before(step, look), screen.spelt("→"), step.condition
    return table


def sentences(answer: Lines) -> Iterator[str]:
    """Yield each line up, a sentence a step; between two units, first who decides between them."""
    if answer.to:
        yield from _shared_sentences(answer)
    lines = list(as_far_as_shared(answer.lines))
    for number, line in enumerate(lines, 1):
        if len(lines) > 1:
            yield plain.fact(_("line {number} of {all}").format(number=number, all=len(lines)))
        if answer.is_shared and line.common is None:
            yield _("(another line, which does not lead there)")
        yield from _step_sentences(line.steps)


def _shared_sentences(answer: Lines) -> Iterator[str]:
    deciders = dict.fromkeys(who(line.steps[line.common]) for line in answer.lines if line.common is not None)
    for decider in deciders:
        yield plain.fact(plain.labelled(_("nearest common superior"), decider))
    if not deciders:
        names = (answer.from_.name, answer.to.name if answer.to else "")
        yield _("No superior is common to {one} and {other}.").format(one=names[0], other=names[1])


def who(step: Step) -> str:
    """Return a post with its unit."""
    return f"{step.post} ({step.unit})" if step.unit and step.unit != step.post else step.post


def _step_sentences(steps: list[Step]) -> Iterator[str]:
    """Yield a sentence a step; the unit of a post is told once, where the post comes first."""
    if len(steps) == 1:
        yield plain.fact(plain.labelled(_("at the top"), who(steps[0])))
    for position, (step, above) in enumerate(pairwise(steps)):
        subject = step.post if position else who(step)
        sentence = _("{post} answers to {superior}").format(post=subject, superior=who(above))
        yield plain.fact(sentence, *plain.grounds(step))
