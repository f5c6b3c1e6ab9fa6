"""Reporting lines: drawn, or in sentences for a screen reader."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.render import plain, screen
from orgcli.render.notation import condition_line, post_in_unit
from orgcli.render.typeset import UNBROKEN_SPACE, Paragraph, styled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

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
        yield _Steps(line.steps, notation, widest)
    if answer.more:
        yield ""
        yield styled(plain.more_lines(len(lines)), "dim")
    elif not answer.to and len(lines) > 1:
        yield ""
        number = len(lines)
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
    if answer.more:
        yield plain.more_lines(len(lines))


def _common_superiors(answer: Lines) -> list[Step]:
    return list({(step.post, step.unit, step.held): step for step in answer.superiors.values()}.values())


def _no_common_superior(answer: Lines) -> str:
    other = answer.to.name if answer.to else ""
    return _("No superior is common to {one} and {other}.").format(one=answer.from_.name, other=other)


def _distinct_lines(answer: Lines) -> list[ReportingLine]:
    """Return the lines up to the common superior, each once, though they may differ above."""
    lines: dict[tuple[str, ...], ReportingLine] = {}
    for line in answer.blocks:
        end = None if line.common is None else line.common + 1
        lines.setdefault(tuple(line.ids[:end]), replace(line, steps=line.steps[:end]))
    return list(lines.values())


def _clause(step: Step, notation: Notation) -> Text:
    """Return the clause by which a post answers to the one above it."""
    return Text(_("inferred"), "italic") if step.inferred else notation.clause(step.ref)


@dataclass(frozen=True)
class _Steps:
    """One line, a row for each post; its column of clauses is as wide as in the other lines.

    A file may want thousands of rows, which a table would take many times as long to draw.
    """

    steps: list[Step]
    notation: Notation
    widest: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the rows, each wrapped under itself."""
        for before, post in self.rows():
            start, room = before, max(options.max_width - before.cell_len, 1)
            if post.cell_len <= room and "\n" not in post.plain:
                post.plain = post.plain.replace(UNBROKEN_SPACE, " ")  # nothing to wrap, which takes the most time
                yield Paragraph.of(before, post)
                continue
            for line in post.wrap(console, room, overflow="fold"):
                yield Paragraph.of(start, line)
                start = Paragraph(" " * before.cell_len)

    def rows(self) -> Iterator[tuple[Paragraph, Paragraph]]:
        """Yield each post after the clause of the line to it."""
        clause, arrow, before = Text(), "", None
        arrow_width = int(len(self.steps) > 1)
        for step in self.steps:
            indent = " " * (self.widest - clause.cell_len)
            post = Paragraph.of(post_in_unit(step, "bold"), condition_line(before))
            yield Paragraph.of(indent, clause, f" {arrow:{arrow_width}} "), post
            clause, arrow, before = _clause(step, self.notation), screen.encodable("→"), step


def _step_sentences(steps: list[Step]) -> Iterator[str]:
    """Yield a sentence for each step; only the first post is named with its unit as a subject."""
    if len(steps) == 1:
        yield plain.fact(plain.labelled(_("at the top"), plain.post(steps[0])))
    for position, (step, above) in enumerate(pairwise(steps)):
        subject = step.post if position else plain.post(step)
        sentence = _("{post} answers to {superior}") if step.number == 1 else _("{post} answer to {superior}")
        yield plain.fact(sentence.format(post=subject, superior=plain.post(above)), *plain.grounds(step))
