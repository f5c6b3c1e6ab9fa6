"""Answers of `find`, the best units with their best statements: drawn, or in sentences for a screen reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.render import plain, screen
from orgcli.render.notation import placed
from orgcli.render.typeset import MATCH, UNBROKEN_SPACE, Paragraph, styled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from orgcli.render.notation import Notation
    from orgcli.search.engine import Answer, Match, Result

# on a terminal: statements of one unit; lines of one statement, or more of them until they hold enough letters
_MAX_STATEMENTS = 3
_MAX_LINES, _ENOUGH_LETTERS = 2, 100


@dataclass(frozen=True)
class FindView:
    """An answer: drawn on a terminal as far as it fits one screen, otherwise all of it."""

    answer: Answer
    notation: Notation
    limit: int | None = None
    why: bool = False

    @property
    def results(self) -> list[Result]:
        """The results up to the limit."""
        return self.answer.results[: self.limit]

    def corrections(self) -> list[str]:
        """Return a line for each word that was read as another."""
        template = _("“{typed}” read as “{known}”")
        return [template.format(typed=correction.from_, known=correction.to) for correction in self.answer.corrections]

    def omission(self, printed: int) -> list[str]:
        """Return a line with how many units are omitted, or nothing if none is."""
        number = len(self.answer.units) - printed
        more = ngettext("{number} more unit: --limit {all}", "{number} more units: --limit {all}", number)
        return [more.format(number=number, all=len(self.answer.units))] if number > 0 else []

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield corrections, then units with their statements, then how many are omitted."""
        for correction in self.corrections():
            yield styled(correction, "italic")
        fits_screen = console.is_terminal and self.limit is None
        room, printed = options.size.height - 4, 0
        for group in _grouped(self.results):
            block = list(self._block(group, console, options.max_width))
            if fits_screen:
                height = sum(len(console.render_lines(part, options)) for part in block)
                if printed and height > room:
                    break
                room -= height
            yield from block
            printed += len(group)
        for omission in self.omission(printed):
            yield styled(omission, "dim")

    def _block(self, group: Sequence[Result], console: Console, width: int) -> Iterator[RenderableType]:
        """Yield units with the same statements, their superiors, and the statements."""
        for result in group:
            name = next((match for match in result.matches if match.text == result.unit.name), None)
            title = _highlighted(name, f"{MATCH} underline") if name else styled(result.unit.name)
            title.stylize_before("bold")
            yield placed(title, result.within)
        superiors = dict.fromkeys(superior for result in group for superior in result.reports_to)
        if superiors:
            yield from _columns([(styled("↑", "dim"), styled(", ".join(superiors), "dim"))], 1, width)
        unit = group[0].unit.name
        statements = [match for match in group[0].matches if match.text != unit or match.beside]
        is_short = console.is_terminal and not self.why
        matches = statements[:_MAX_STATEMENTS] if is_short else statements
        if matches:
            yield from _columns(self._statements(matches, unit, console, width if is_short else None), 2, width)
        number = len(statements) - len(matches)
        if number:
            more = ngettext("and {number} more statement", "and {number} more statements", number)
            yield Padding(styled(more.format(number=number), "dim"), (0, 0, 0, 2), expand=False)

    def _statements(
        self, matches: Sequence[Match], unit: str, console: Console, width: int | None
    ) -> list[tuple[Text, Paragraph]]:
        """Return the clause and the text of each statement, an excerpt of it if a width is given."""
        clauses = [Text() if match.text == unit else self.notation.clause(match.ref) for match in matches]
        room = width - 4 - max(clause.cell_len for clause in clauses) if width else None
        lines = [Paragraph() if match.text == unit else _highlighted(match) for match in matches]
        if room:
            lines = [_excerpt(line, console, room) for line in lines]
        for match, line in zip(matches, lines, strict=True):
            if match.beside and not self.why:
                words = ", ".join(_("“{word}”").format(word=word) for word in match.beside)
                line.append(" " if line else "").append_text(styled(_("(keyword {words})").format(words=words), "dim"))
            for reason in match.why if self.why else []:
                line.append("\n").append_text(styled(reason, "dim italic"))
        return list(zip(clauses, lines, strict=True))


def sentences(view: FindView) -> Iterator[str]:
    """Yield corrections, then units, to whom they answer and their statements, then how many are omitted."""
    yield from map(plain.fact, view.corrections())
    for number, result in enumerate(view.results, 1):
        name = result.unit.name
        place = _("{number} of {all}: {name}").format(number=number, all=len(view.answer.units), name=name)
        yield plain.fact(place, result.within)
        for superior in result.reports_to:
            yield plain.fact(plain.labelled(_("answers to"), superior))
        for match in result.matches:
            if match.text != name:
                yield plain.statement(match.ref, match.text)
            yield from map(plain.fact, match.why if view.why else [])
    yield from map(plain.fact, view.omission(len(view.results)))


def nothing(answer: Answer) -> str:
    """Return the message for an answer without results: why, and the nearest topics."""
    words = ", ".join(_("“{word}”").format(word=word) for word in answer.unknown)
    if words:
        message = _("nothing here matches {words}").format(words=words)
    else:
        message = _("no unit does all of “{asked}”").format(asked=answer.query)
    near = _("nearest topics: {topics}").format(topics=", ".join(answer.topics))
    return _("{message}; {near}").format(message=message, near=near) if answer.topics else message


def _grouped(results: Sequence[Result]) -> list[list[Result]]:
    """Return results in order, those with the very same statements together."""
    groups: dict[tuple[tuple[str | None, str], ...], list[Result]] = {}
    for result in results:
        groups.setdefault(tuple((match.ref, match.text) for match in result.matches), []).append(result)
    return list(groups.values())


def _columns(rows: Sequence[tuple[Text, Paragraph]], gap: int, width: int) -> Iterator[RenderableType]:
    """Yield rows of two columns as a table, or, several times faster, line by line where none needs wrapping."""
    before = 2 + max(label.cell_len for label, _content in rows)
    lines = [(label, content.split("\n")) for label, content in rows]
    if before + gap + max(line.cell_len for _label, content in lines for line in content) <= width:
        indent = Text("\n" + " " * (before + gap))
        for label, content in lines:
            yield Paragraph.of(" " * (before - label.cell_len), label, " " * gap, indent.join(content))
        return
    table = Table.grid(padding=(0, gap, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for row in rows:
        table.add_row(*row)
    yield Padding(table, (0, 0, 0, 2), expand=False)


def _highlighted(match: Match, style: str = MATCH) -> Paragraph:
    """Return a statement with its matched words highlighted."""
    line = styled(match.text)
    for start, end in match.spans:
        line.stylize(style, len(screen.encodable(match.text[:start])), len(screen.encodable(match.text[:end])))
    return line


def _excerpt(line: Paragraph, console: Console, width: int) -> Paragraph:
    """Return as much of a statement as fits a few lines, from about its first matched word on."""
    lines = max(_MAX_LINES, -(-_ENOUGH_LETTERS // width))
    if len(line.wrap(console, width)) <= lines:
        return line
    first, ellipsis = (line.spans[0].start if line.spans else 0), screen.encodable("…")
    spaces = [position for position, char in enumerate(line.plain) if char == " "]
    start = 0
    if first >= width * lines * 2 // 3:
        start = max((space + 1 for space in spaces if space < first - width * lines // 3), default=0)
    head = f"{ellipsis}{UNBROKEN_SPACE}" if start else ""
    for end in (len(line), *(space for space in reversed(spaces) if start < space < start + width * lines)):
        tail = f"{UNBROKEN_SPACE}{ellipsis}" if end < len(line) else ""
        excerpt = Paragraph.of(head, line[start:end], tail)
        if len(excerpt.wrap(console, width)) <= lines:
            return excerpt
    return line
