"""Trees: drawn, or in sentences for a screen reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from rich.text import Text

from orgcli.graph import composition
from orgcli.graph.duties import duties_of
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.org import clauses
from orgcli.render import plain, screen, stats
from orgcli.render.typeset import CLAUSE, MATCH, UNBROKEN_SPACE, Paragraph, joined, styled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from orgcli.changes.marks import Mark
    from orgcli.graph.composition import Tree
    from orgcli.graph.duties import DutyCard
    from orgcli.graph.organisation import Organisation
    from orgcli.render.notation import Notation

    # the guides before a row, those before its continuation, its parts (a separator, a text and its style), and the
    # kind of the unit whose symbol ends the guides
    Row = tuple[str, str, list[tuple[str, str, str]], str | None]

# by what happened to a unit since another text
_STYLES = {"new": "bold underline", "gone": "red strike"}
# by whether only ASCII can be printed: before a child, before the last one, and beneath each of the two
GUIDES = {False: ("├─ ", "└─ ", "│  ", "   "), True: ("|- ", "`- ", "|  ", "   ")}


@dataclass(frozen=True)
class TreeView:
    """Trees of an organisation, with heads, duties, numbers of units beneath and a legend of the symbols if wanted.

    ``matched`` are the units that a search found; ``marks`` are what changed since another text.
    """

    trees: Sequence[Tree]
    org: Organisation
    notation: Notation
    heads: bool = False
    duties: bool = False
    counts: bool = False
    legend: bool = False
    matched: frozenset[str] = frozenset()
    marks: Mapping[str, Mark] = field(default_factory=dict)

    @property
    def name(self) -> str | None:
        """The name of the organisation, above several trees."""
        return self.org.facts.name if len(self.trees) > 1 else None

    @cached_property
    def beneath(self) -> Mapping[str, int]:
        """The number of units beneath each unit."""
        return composition.units_beneath(self.org)

    def statements(self, unit: Tree) -> list[DutyCard]:
        """Return the duties of a unit if wanted; one that is gone has none here."""
        return duties_of(self.org, unit.id) if self.duties and unit.id in self.org else []

    def note(self, unit: Tree) -> str | None:
        """Return what happened to a unit since another text, in words."""
        if unit.id not in self.marks:
            return None
        from orgcli.render import diff_labels  # 12 ms, for a comparison only

        return diff_labels.note(self.marks[unit.id])

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield a line for each unit; on a terminal, long names are folded under themselves."""
        for first, rest, parts, kind in self.rows(GUIDES[options.ascii_only]):
            label = Paragraph()
            for separator, part, style in parts:
                label.append(separator, "dim").append_text(styled(part, style))
            if not console.is_terminal:
                yield Paragraph.of(first, label)
                continue
            for position, line in enumerate(label.wrap(console, max(options.max_width - len(first), 10))):
                line.rstrip()
                yield Text.assemble((rest, "dim"), line) if position else self._first_line(first, line, kind, console)
        if self.legend:
            yield joined(
                [
                    Paragraph.of((self._symbol(kind), self.notation.hue(kind, console)), UNBROKEN_SPACE, styled(kind))
                    for kind in self._kinds()
                ],
                "  ",
            )
        if console.is_terminal:
            yield Text(self.extent(), "dim")

    def _first_line(self, first: str, line: Text, kind: str | None, console: Console) -> Text:
        """Return the first line of a row, the symbol at the end of its guides in the hue of the kind."""
        hue = self.notation.hue(kind, console)
        if not hue:
            return Text.assemble((first, "dim"), line)
        return Text.assemble((first[:-2], "dim"), (first[-2:], hue), line)

    def plain_lines(self) -> Iterator[str]:
        """Yield the lines without style, for a pipe: rich takes a second for ten thousand of them."""
        for first, _rest, parts, _kind in self.rows(GUIDES[not screen.has_unicode()]):
            yield first + text.printable("".join(separator + part for separator, part, _style in parts)).replace(
                UNBROKEN_SPACE, " "
            )
        if self.legend:
            yield "  ".join(f"{self._symbol(kind)} {text.printable(kind)}" for kind in self._kinds())

    def extent(self) -> str:
        """Return how many units there are, and on how many levels; if some are left out, how many are shown."""
        shown = sum(not self.is_gone(unit) for tree in self.trees for unit in composition.walk(tree))
        units = sum(1 + self.beneath[tree.id] for tree in self.trees if not self.is_gone(tree))
        if shown < units:
            sentence = ngettext("{shown} of {number} units", "{shown} of {number} units", shown)
            return sentence.format(shown=shown, number=units)
        return stats.extent(units, max(map(composition.levels, self.trees)))

    def is_gone(self, unit: Tree) -> bool:
        """Tell whether a unit is only in the text with which the tree is compared."""
        return unit.id in self.marks and self.marks[unit.id].state == "gone"

    def _kinds(self) -> list[str]:
        """Return the kinds of the units shown, those of the file in its order."""
        shown = {unit.kind: None for tree in self.trees for unit in composition.walk(tree) if unit.kind}
        return [kind for kind in dict.fromkeys([*self.notation.symbols, *shown]) if kind in shown]

    def _symbol(self, kind: str | None) -> str:
        return text.printable(self.notation.symbol(kind))

    def rows(self, guides: Sequence[str]) -> Iterator[Row]:
        """Yield the rows of all trees, below the name of the whole if it has one."""
        if self.name:
            yield "", "", [("", self.name, "bold")], None
            yield from self._children(self.trees, "", guides)
            return
        for tree in self.trees:
            yield from self._unit(tree, "", "", guides)

    def _children(
        self, units: Sequence[Tree], stem: str, guides: Sequence[str], *, is_whole: bool = True
    ) -> Iterator[Row]:
        for unit in units:
            is_last = is_whole and unit is units[-1]
            yield from self._unit(unit, stem + guides[is_last], stem + guides[2 + is_last], guides)

    def _unit(self, unit: Tree, first: str, stem: str, guides: Sequence[str]) -> Iterator[Row]:
        below = guides[2] if unit.children or unit.also else guides[3]
        yield f"{first}{self._symbol(unit.kind)} ", stem + below[:2], self._label(unit), unit.kind
        for duty in self.statements(unit):
            number = clauses.label(duty.ref)
            gap = f"{number}  " if number else "- "
            yield f"{stem}{below}{gap}", stem + below + " " * len(gap), [("", duty.text, "")], None
        yield from self._children(unit.children, stem, guides, is_whole=not unit.also)
        for other in unit.also:
            guide = guides[other is unit.also[-1]]
            beneath = stem + guides[2 + (other is unit.also[-1])]
            yield f"{stem}{guide}", beneath, [("", screen.encodable("→ ") + other.name, "dim")], None

    def _label(self, unit: Tree) -> list[tuple[str, str, str]]:
        """Return the name, how many units it stands for, and the head if wanted."""
        has_weight = unit.children and not self.matched
        mark = self.marks.get(unit.id)
        style = MATCH if unit.id in self.matched else "bold" if has_weight else ""
        parts = [("", unit.name, _STYLES.get(mark.state, style) if mark else style)]
        if unit.count:
            parts.append((f" ×{unit.count}", "", ""))
        if self.counts and self.beneath[unit.id]:
            parts.append((f" ({self.beneath[unit.id]})", "", ""))
        if note := self.note(unit):
            parts.append((f" —{UNBROKEN_SPACE}", note, CLAUSE))
        if self.heads:
            head = (unit.heads, "italic") if unit.head else (_("no head stated"), "dim")
            parts.append((f" —{UNBROKEN_SPACE}", *head))
        return parts


def sentences(view: TreeView) -> Iterator[str]:
    """Yield a line for each unit, with its level, then its head and duties if wanted."""
    if view.name:
        yield plain.fact(view.name)
    for top in view.trees:
        yield from _branch(view, top, 1)


def _branch(view: TreeView, unit: Tree, level: int) -> Iterator[str]:
    number = sum(not view.is_gone(part) for part in unit.children)
    below = ngettext("{number} unit directly below", "{number} units directly below", number).format(number=number)
    like = ngettext("{number} like unit", "{number} like units", unit.count or 1).format(number=unit.count)
    match = _("found by your words") if unit.id in view.matched else None
    place = _("level {level}: {name}").format(level=level, name=unit.name)
    whole = view.beneath[unit.id]
    beneath = ngettext("{number} unit beneath", "{number} units beneath", whole).format(number=whole)
    yield plain.fact(
        place,
        like if unit.count else None,
        match,
        view.note(unit),
        below if number else None,
        beneath if view.counts and whole else None,
    )
    for other in unit.also:
        yield plain.fact(_("also part of it: {name}").format(name=other.name))
    if view.heads:
        yield plain.fact(plain.labelled(_("headed by"), unit.heads) if unit.head else _("no head stated"))
    for duty in view.statements(unit):
        yield plain.statement(duty.ref, duty.text)
    for part in unit.children:
        yield from _branch(view, part, level + 1)
