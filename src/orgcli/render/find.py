"""Answers of `find`, the best units with their best statements: drawn, or in sentences for a screen reader."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from orgcli.graph.nodes import DEPUTISES
from orgcli.i18n import labels
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.render import plain, screen
from orgcli.render.matches import ENOUGH_LETTERS, excerpt, highlighted, unmatched
from orgcli.render.notation import placed
from orgcli.render.typeset import MATCH, LabelledRows, Paragraph, joined, styled
from orgcli.search.answer import FEW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from orgcli.render.notation import Notation
    from orgcli.search.answer import Answer, Match, Result

# statements of the first unit, or of each of so few units; the others have one
_STATEMENTS, _FEW_GROUPS = 3, 2
# units with less than this share of the score of the first are named only
_NEAR = 0.6
# letters of most clauses: « 8.18 b) »
_LABEL = 8


@dataclass(frozen=True)
class FindView:
    """An answer of one screen: the best units with head and best statements, these shortened unless ``full``."""

    answer: Answer
    notation: Notation
    limit: int | None = None
    full: bool = False
    why: bool = False

    @cached_property
    def groups(self) -> list[list[Result]]:
        """The results up to the limit, those with the very same statements together; without limit a few."""
        groups: dict[tuple[tuple[str | None, str], ...], list[Result]] = {}
        for result in self.answer.results[: self.limit]:
            key = tuple((match.ref, match.text) for match in self._all_statements(result))
            groups.setdefault(key or ((None, result.unit.id),), []).append(result)
        if self.limit:
            return list(groups.values())
        near = [group for group in groups.values() if group[0].score >= _NEAR * self.answer.results[0].score]
        return near[:FEW]

    def remarks(self) -> list[str]:
        """Return a line for each word that was read as another, and one for those that nothing matches."""
        template = _("“{typed}” read as “{known}”")
        lines = [template.format(typed=word.from_, known=word.to) for word in self.answer.corrections]
        lines += [_("“{typed}” as a part of a word").format(typed=word) for word in self.answer.parts]
        return [*lines, unmatched(self.answer)] if self.answer.unknown else lines

    def statements(self, group: list[Result]) -> list[Match]:
        """Return the statements to print of a group of units."""
        statements = self._all_statements(group[0])
        is_first = group is self.groups[0] or len(self.groups) <= _FEW_GROUPS
        return statements if self.full else statements[: _STATEMENTS if is_first else 1]

    def _all_statements(self, result: Result) -> list[Match]:
        """Return the statements of a unit, without its names and head, which stand above them."""
        if self.why:
            return result.matches
        headings = {result.unit.name, *result.titles}
        statements = [
            match
            for match in result.matches
            if (match.text not in headings and match.field != "alias")
            or match.deputy_of
            or match.holder
            or (match.beside and match.field != "head")
        ]
        return statements or [match for match in result.matches if match.beside]

    def omissions(self, printed: int, letters: int, width: int) -> list[str]:
        """Return how many units are omitted, with names as fit a line, and how to see statements of more letters."""
        number = len(self.answer.units) - printed
        more = ngettext("{number} more unit: --limit {all}", "{number} more units: --limit {all}", number)
        line = more.format(number=number, all=len(self.answer.units))
        parts = [self._with_names(line, printed, width)] if number > 0 else []
        is_short = any(
            len(self.statements(group)) < len(self._all_statements(group[0]))
            or any(len(match.text) > letters for match in self.statements(group))
            for group in self.groups
        )
        return [*parts, *([_("whole statements: --full")] if is_short and not self.full else [])]

    def _with_names(self, line: str, printed: int, width: int) -> str:
        """Return a line with the names of the next units, as many as fit beside what else is said."""
        names: list[str] = []
        for name in dict.fromkeys(result.unit.name for result in self.answer.results[printed:]):
            if len(line) + len(", ".join([*names, name])) + len(_("whole statements: --full")) + 10 > width:
                break
            names.append(name)
        return f"{line} ({', '.join(names)})" if names else line

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield remarks, then units with their statements, then what is omitted."""
        for remark in self.remarks():
            yield styled(remark, "italic")
        fits_screen = console.is_terminal and self.limit is None and not self.full
        room, printed = options.size.height - 4 - len(self.remarks()), 0
        width = min(options.max_width, screen.MAX_WIDTH)
        for group in self.groups:
            block = [*([Text()] if printed else []), *self._block(group, width)]
            if fits_screen:
                room -= sum(len(console.render_lines(part, options)) for part in block)
                if printed and room < 0:
                    break
            yield from block
            if self.why and self.answer.order and not printed:
                yield Padding(styled(self.answer.order, "dim italic"), (0, 0, 0, 2), expand=False)
            printed += len(group)
        if omissions := self.omissions(printed, self._letters(width, _LABEL), width):
            yield Text()
            yield styled(" · ".join(omissions), "dim")

    def _block(self, group: list[Result], width: int) -> Iterator[RenderableType]:
        """Yield the names of units with the same statements, their heads, and the statements."""
        by_superiors: dict[tuple[str, ...], list[Paragraph]] = {}
        for result in group:
            name = next((match for match in result.matches if match.text == result.unit.name), None)
            title = highlighted(name, f"{MATCH} underline") if name else styled(result.unit.name)
            title.stylize_before("bold")
            alias = [Paragraph.of(" (", highlighted(match), ")") for match in _aliases(result)]
            yield placed(Paragraph.of(title, *alias), result.within)
            by_superiors.setdefault(tuple(result.reports_to), []).append(self._head(result))
        for superiors, heads in by_superiors.items():
            above = styled(f" → {', '.join(superiors)}" if superiors else "", "dim")
            if line := Paragraph.of(joined(filter(None, heads)), above):
                yield Padding(line, (0, 0, 0, 2), expand=False)
        if statements := self.statements(group):
            yield LabelledRows(list(self._rows(statements, width)), indent=2, right=True)

    def _head(self, result: Result) -> Paragraph:
        """Return the head of a unit, with its clause if it matches, and who holds the post."""
        if not result.head:
            return styled(_("no head stated") if result.reports_to else "", "dim")
        match = next((match for match in result.matches if match.text == result.head and not match.beside), None)
        if not match or not result.heads.startswith(result.head):
            return styled(result.heads)
        held = styled(result.heads.removeprefix(result.head))
        return Paragraph.of(highlighted(match), self.notation.in_brackets(match.ref), held)

    def _letters(self, width: int, label: int) -> int:
        """Return how many letters of a statement fit its lines, beside a label: two lines where units are few."""
        lines = 2 if len(self.groups) <= _FEW_GROUPS else 1
        return max((width - 4 - label) * lines - 8 * (lines - 1), ENOUGH_LETTERS)

    def _after(self, match: Match) -> str:
        """Return what is said after a statement: who holds the post, for whom a deputy stands in, its keywords."""
        if match.holder:
            return f", {match.holder}"
        if match.deputy_of:
            return f" ({plain.labelled(labels.link(DEPUTISES, 'out'), match.deputy_of)})"
        words = ", ".join(_("“{word}”").format(word=word) for word in match.beside)
        return " " + _("(keyword {words})").format(words=words) if words and not self.why else ""

    def _rows(self, statements: list[Match], width: int) -> Iterator[tuple[Text, Paragraph]]:
        """Return the clause and the text of each statement."""
        clauses = [self.notation.clause(match.ref) for match in statements]
        room = self._letters(width, max(clause.cell_len for clause in clauses))
        for match, clause in zip(statements, clauses, strict=True):
            before = styled(plain.labelled(match.verb, "") if match.verb else "", "italic")
            after = styled(self._after(match), "dim")
            letters = room - before.cell_len - after.cell_len
            line = highlighted(match)
            line = Paragraph.of(before, line if self.full else excerpt(line, max(letters, ENOUGH_LETTERS // 2)), after)
            if self.why and match.why:
                line.append("\n").append_text(styled(_reasons(match), "dim italic"))
            yield clause, line


def sentences(view: FindView) -> Iterator[str]:
    """Yield remarks, then units, their heads, to whom they answer and their statements, then what is omitted."""
    yield from map(plain.fact, view.remarks())
    place = _("{number} of {all}: {name}")
    number = 0
    for group in view.groups:
        for result in group:
            number += 1
            name = place.format(number=number, all=len(view.answer.units), name=result.unit.name)
            yield plain.fact(name, *(match.text for match in _aliases(result)), result.within)
            if result.head:
                yield plain.fact(plain.labelled(_("headed by"), result.heads))
            for superior in result.reports_to:
                yield plain.fact(plain.labelled(_("answers to"), superior))
        for match in view.statements(group):
            words = match.text if view.full else excerpt(highlighted(match), screen.MAX_WIDTH).plain
            if match.holder:
                words += f", {match.holder}"
            if match.deputy_of:
                words += f", {plain.labelled(labels.link(DEPUTISES, 'out'), match.deputy_of)}"
            yield plain.statement(match.ref, plain.labelled(match.verb, words) if match.verb else words)
            if view.why and match.why:
                yield plain.fact(_reasons(match))
        if view.why and view.answer.order and group is view.groups[0]:
            yield plain.fact(view.answer.order)
    yield from map(plain.fact, view.omissions(number, screen.MAX_WIDTH, screen.MAX_WIDTH))


def _reasons(match: Match) -> str:
    """Return how a statement matched, in one line, with its score."""
    return plain.labelled(f"{match.score:.2f}", " + ".join(match.why))


def _aliases(result: Result) -> list[Match]:
    """Return the other name of a unit that matches best, if its proper name does not."""
    matches = [match for match in result.matches if match.field in {"name", "alias"}][:1]
    return [match for match in matches if match.field == "alias"]
