"""Answers of `find`, drawn or in sentences for a screen reader: the best units with their best statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.render import plain, screen
from orgcli.render.look import placed
from orgcli.render.typeset import HELD, MATCH, Line, styled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from orgcli.render.look import Look
    from orgcli.search.engine import Answer, Match, Result

_STATEMENTS = 3
"""Statements shown of one unit on a terminal."""
_LINES, _LETTERS = 2, 100
"""Lines that a statement may take on a terminal; more where they hold fewer letters than that."""


@dataclass(frozen=True)
class FindView:
    """An answer drawn: on a terminal what fits one screen, in a pipe all of it."""

    answer: Answer
    look: Look
    limit: int | None = None
    why: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield corrections, then units with their statements, then what is left out."""
        yield from corrections(self.answer)
        groups = list(_grouped(self.answer.results[: self.limit]))
        room = options.size.height - 4 if console.is_terminal and self.limit is None else None
        shown = 0
        for group in groups:
            block = list(self._block(group, console, options.max_width))
            height = sum(len(console.render_lines(part, options)) for part in block) if room is not None else 0
            if room is not None and shown and height > room:
                break
            room = None if room is None else room - height
            yield from block
            shown += len(group)
        yield from self._rest(len(self.answer.units) - shown)

    def _block(self, group: Sequence[Result], console: Console, width: int) -> Iterator[RenderableType]:
        first = group[0]
        for result in group:
            named = next((match for match in result.matches if match.text == result.unit.name), None)
            title = styled(result.unit.name, "bold")
            if named:
                title = highlighted(named, f"{MATCH} underline")
                title.stylize_before("bold")
            yield placed(title, result.within)
        superiors = dict.fromkeys(superior for result in group for superior in result.reports_to)
        if superiors:
            yield from _columns([(styled("↑", "dim"), styled(", ".join(superiors), "dim"))], 1, width)
        statements = [match for match in first.matches if match.text != first.unit.name or match.beside]
        is_short = console.is_terminal and not self.why
        matches = statements[:_STATEMENTS] if is_short else statements
        if matches:
            rows = self._statements(matches, first.unit.name, console, width if is_short else None)
            yield from _columns(list(rows), 2, width)
        left = len(statements) - len(matches)
        if left:
            more = ngettext("and {number} more statement", "and {number} more statements", left)
            yield Padding(styled(more.format(number=left), "dim"), (0, 0, 0, 2), expand=False)

    def _statements(
        self, matches: Sequence[Match], unit: str, console: Console, width: int | None
    ) -> Iterator[tuple[Text, Line]]:
        """Yield the clause and the excerpt of each statement."""
        clauses = [Text() if match.text == unit else self.look.clause(match.ref) for match in matches]
        room = width - 4 - max(clause.cell_len for clause in clauses) if width else None
        for match, clause in zip(matches, clauses, strict=True):
            shown = Line() if match.text == unit else highlighted(match)
            shown = shortened(shown, console, room) if room else shown
            if match.beside and not self.why:
                words = ", ".join(_("“{word}”").format(word=word) for word in match.beside)
                shown.append(" " if shown else "").append_text(
                    styled(_("(keyword {words})").format(words=words), "dim")
                )
            for reason in match.why if self.why else []:
                shown.append("\n").append_text(styled(f"{reason}", "dim italic"))
            yield clause, shown

    def _rest(self, left: int) -> Iterator[Text]:
        if left > 0:
            more = ngettext("{number} more unit: --limit {all}", "{number} more units: --limit {all}", left)
            yield styled(more.format(number=left, all=len(self.answer.units)), "dim")


def _columns(rows: Sequence[tuple[Text, Line]], gap: int, width: int) -> Iterator[RenderableType]:
    """Yield rows of two columns as a table, or, several times faster, line by line where none needs folding."""
    before = 2 + max(label.cell_len for label, _content in rows)
    lines = [(label, content.split("\n")) for label, content in rows]
    if before + gap + max(line.cell_len for _label, content in lines for line in content) <= width:
        under = Text("\n" + " " * (before + gap))
        for label, content in lines:
            yield Line.of(" " * (before - label.cell_len), label, " " * gap, under.join(content))
        return
    table = Table.grid(padding=(0, gap, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for label, line in rows:
        table.add_row(label, line)
    yield Padding(table, (0, 0, 0, 2), expand=False)


def _grouped(results: Sequence[Result]) -> Iterator[list[Result]]:
    """Yield units in order, those that answer with the very same statements together."""
    groups: dict[tuple[tuple[str | None, str], ...], list[Result]] = {}
    for result in results:
        key = tuple((match.ref, match.text) for match in result.matches)
        groups.setdefault(key, []).append(result)
    yield from groups.values()


def corrections(answer: Answer) -> Iterator[Text]:
    """Yield a line for each word that was read as another."""
    for correction in answer.corrections:
        yield styled(_("“{typed}” read as “{known}”").format(typed=correction.from_, known=correction.to), "italic")


def highlighted(match: Match, mark: str = MATCH) -> Line:
    """Return a statement with its matched words marked."""
    shown = styled(match.text)
    for start, end in match.spans:
        shown.stylize(mark, len(screen.spelt(match.text[:start])), len(screen.spelt(match.text[:end])))
    return shown


def shortened(shown: Line, console: Console, width: int) -> Line:
    """Return the excerpt of a statement that fits a few lines and has its first matched word."""
    lines = max(_LINES, -(-_LETTERS // width))
    if len(shown.wrap(console, width)) <= lines:
        return shown
    first, mark = (shown.spans[0].start if shown.spans else 0), screen.spelt("…")
    breaks = [position for position, char in enumerate(shown.plain) if char == " "]
    start = 0
    if first >= width * lines * 2 // 3:
        start = max((at + 1 for at in breaks if at < first - width * lines // 3), default=0)
    head = f"{mark}{HELD}" if start else ""
    for end in (len(shown), *(at for at in reversed(breaks) if start < at < start + width * lines)):
        tail = f"{HELD}{mark}" if end < len(shown) else ""
        cut = Line.of(head, shown[start:end], tail)
        if len(cut.wrap(console, width)) <= lines:
            return cut
    return shown


def nothing(answer: Answer) -> str:
    """Return the message for an answer without results: why, and the nearest topics."""
    words = ", ".join(_("“{word}”").format(word=word) for word in answer.unknown)
    if words:
        message = _("nothing here matches {words}").format(words=words)
    else:
        message = _("no unit does all of “{asked}”").format(asked=answer.query)
    near = _("nearest topics: {topics}").format(topics=", ".join(answer.topics))
    return _("{message}; {near}").format(message=message, near=near) if answer.topics else message


def sentences(view: FindView) -> Iterator[str]:
    """Yield corrections, then units, to whom they answer and their statements, then what is left out."""
    answer, shown = view.answer, view.answer.results[: view.limit]
    for correction in answer.corrections:
        yield plain.fact(_("“{typed}” read as “{known}”").format(typed=correction.from_, known=correction.to))
    for number, result in enumerate(shown, 1):
        place = _("{number} of {all}: {name}").format(number=number, all=len(answer.units), name=result.unit.name)
        yield plain.fact(place, result.within)
        yield from _result_sentences(result, why=view.why)
    left = len(answer.units) - len(shown)
    if left:
        more = ngettext("{number} more unit: --limit {all}", "{number} more units: --limit {all}", left)
        yield plain.fact(more.format(number=left, all=len(answer.units)))


def _result_sentences(result: Result, *, why: bool) -> Iterator[str]:
    for superior in result.reports_to:
        yield plain.fact(plain.labelled(_("answers to"), superior))
    for match in result.matches:
        if match.text != result.unit.name:
            yield plain.statement(match.ref, match.text)
        for reason in match.why if why else []:
            yield plain.fact(reason)
