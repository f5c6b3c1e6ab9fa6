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
from orgcli.render.notation import condition_line, post_in_unit
from orgcli.render.typeset import styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from orgcli.graph.reporting import Lines, ReportingLine, Step
    from orgcli.render.notation import Notation


def drawing(answer: Lines, notation: Notation) -> Iterator[RenderableType]:
    """Yield the reporting lines; between two units, first the nearest common superiors."""
    superiors = _common_superiors(answer)
    if superiors:
        yield styled(ngettext("Nearest common superior:", "Nearest common superiors:", len(superiors)), "dim")
        for superior in superiors:
            yield Padding(post_in_unit(superior, "bold"), (0, 0, 0, 2), expand=False)
    elif answer.to:
        yield styled(_no_common_superior(answer))
    lines = _distinct_lines(answer)
    widest = max((_clause(step, notation).cell_len for line in lines for step in line.steps[:-1]), default=0)
    for number, line in enumerate(lines):
        if number or answer.to:
            yield ""
        if answer.is_shared and line.common is None:
            yield styled(_("(another line, which does not lead there)"), "dim")
        yield _steps(line.steps, notation, widest)
    if not answer.to and len(answer.lines) > 1:
        yield ""
        number = len(answer.lines)
        yield styled(ngettext("{number} line", "{number} lines", number).format(number=number), "dim")


def sentences(answer: Lines) -> Iterator[str]:
    """Yield a sentence for each step of each line; between two units, first the nearest common superiors."""
    superiors = _common_superiors(answer)
    for superior in dict.fromkeys(map(plain.post, superiors)):
        yield plain.fact(plain.labelled(_("nearest common superior"), superior))
    if answer.to and not superiors:
        yield _no_common_superior(answer)
    lines = _distinct_lines(answer)
    for number, line in enumerate(lines, 1):
        if len(lines) > 1:
            yield plain.fact(_("line {number} of {all}").format(number=number, all=len(lines)))
        if answer.is_shared and line.common is None:
            yield _("(another line, which does not lead there)")
        yield from _step_sentences(line.steps)


def _common_superiors(answer: Lines) -> list[Step]:
    steps = [line.steps[line.common] for line in answer.lines if line.common is not None]
    return list({(step.post, step.unit): step for step in steps}.values())


def _no_common_superior(answer: Lines) -> str:
    other = answer.to.name if answer.to else ""
    return _("No superior is common to {one} and {other}.").format(one=answer.from_.name, other=other)


def _distinct_lines(answer: Lines) -> list[ReportingLine]:
    """Return the lines up to the common superior, each once, though they may differ above."""
    lines: dict[tuple[str, ...], ReportingLine] = {}
    for line in answer.lines:
        end = None if line.common is None else line.common + 1
        lines.setdefault(tuple(line.ids[:end]), replace(line, steps=line.steps[:end]))
    return list(lines.values())


def _clause(step: Step, notation: Notation) -> Text:
    """Return the clause by which a post answers to the one above it."""
    return Text(_("inferred"), "italic") if step.inferred else notation.clause(step.ref)


def _steps(steps: Iterable[Step], notation: Notation, widest: int) -> Table:
    """Return one line, a row for each post; its column of clauses is as wide as in the other lines."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(justify="right", no_wrap=True, min_width=widest)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    clause, arrow, condition = Text(), "", None
    for step in steps:
        table.add_row(clause, arrow, post_in_unit(step, "bold").append_text(condition_line(condition)))
        clause, arrow, condition = _clause(step, notation), screen.encodable("→"), step.condition
    return table


def _step_sentences(steps: list[Step]) -> Iterator[str]:
    """Yield a sentence for each step; only the first post is named with its unit as a subject."""
    if len(steps) == 1:
        yield plain.fact(plain.labelled(_("at the top"), plain.post(steps[0])))
    for position, (step, above) in enumerate(pairwise(steps)):
        subject = step.post if position else plain.post(step)
        sentence = _("{post} answers to {superior}").format(post=subject, superior=plain.post(above))
        yield plain.fact(sentence, *plain.grounds(step))
