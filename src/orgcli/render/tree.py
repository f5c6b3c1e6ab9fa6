"""Trees and lines as rich renderables: how answers look on a screen and in a pipe."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.org import clauses
from orgcli.render import screen
from orgcli.render.typeset import CLAUSE, HELD, MATCH, Line, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from orgcli.graph.composition import Tree
    from orgcli.graph.reporting import Lines, ReportingLine, Step
    from orgcli.org.model import Source

MARK = "•"
GUIDES = {False: ("├─ ", "└─ ", "│  ", "   "), True: ("|- ", "`- ", "|  ", "   ")}


@dataclass(frozen=True)
class Look:
    """What drawing needs to know of the file: its source, for links, and the marks of its kinds."""

    source: Source | None
    kinds: dict[str, str]

    def clause(self, ref: str | None, style: str = CLAUSE) -> Line:
        """Return a clause as official texts print it, linked to the document where there is one."""
        return self.linked(clauses.label(ref), ref, style)

    def linked(self, shown: str, ref: str | None, style: str = CLAUSE) -> Line:
        """Return words that stand for a clause, linked to it."""
        line = Line(shown, style)
        if ref and self.source and self.source.url:
            line.stylize(f"link {self.source.url.replace('{ref}', ref.replace(' ', '-'))}")
        return line

    def behind(self, *clauses: str | None) -> Line:
        """Return clauses in brackets, to stand behind what they establish; nothing without any."""
        known = [self.linked(ref.replace(" ", HELD), ref) for ref in clauses if ref]
        commas = [part for one in known for part in (", ", one)][1:]
        return Line.of(f"{HELD}(", *commas, ")") if known else Line()

    def mark(self, kind: str | None) -> str:
        """Return the mark of a kind of unit."""
        return self.kinds.get(kind or "", MARK)


@dataclass(frozen=True)
class TreeView:
    """Units drawn as a tree, one line each, long names folded under themselves."""

    trees: Sequence[Tree]
    look: Look
    heads: bool = False
    duties: dict[str, list[tuple[str | None, str]]] | None = None
    matched: frozenset[str] = frozenset()
    name: str | None = None
    """The name of the whole, where several units are at its top."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines; text is only wrapped on a terminal."""
        guides = GUIDES[options.ascii_only]
        for first, rest, what in self.all_rows(guides):
            label = plain(what, "" if first else "bold") if isinstance(what, str) else self.label(what)
            if not console.is_terminal:
                yield Line.of(first, label)
                continue
            width = max(options.max_width - len(first), 10)
            for position, line in enumerate(label.wrap(console, width)):
                line.rstrip()
                yield Text.assemble((first if position == 0 else rest, "dim"), line)

    def plain_lines(self, *, ascii_only: bool) -> Iterator[str]:
        """Yield the lines without style, for a pipe: rich takes a second for ten thousand of them."""
        for first, _rest, what in self.all_rows(GUIDES[ascii_only]):
            yield first + (text.printable(what) if isinstance(what, str) else self.told(what))

    def all_rows(self, guides: Sequence[str]) -> Iterator[tuple[str, str, Tree | str]]:
        """Yield the rows of all trees, one beneath the other or beneath the name of the whole."""
        if self.name:
            yield "", "", self.name
        for tree in self.trees:
            last = tree is self.trees[-1]
            yield from self.rows(tree, *((guides[last], guides[2 + last]) if self.name else ("", "")), guides)

    def rows(self, tree: Tree, first: str, rest: str, guides: Sequence[str]) -> Iterator[tuple[str, str, Tree | str]]:
        """Yield, for each line, what stands before it, before its continuation, and the unit or duty on it."""
        mark = text.printable(self.look.mark(tree.kind))
        below = guides[2] if tree.children else guides[3]
        yield f"{first}{mark} ", f"{rest}{below if tree.children else '  '}"[: len(rest) + 2], tree
        for ref, duty in (self.duties or {}).get(tree.id, []):
            stem = f"{rest}{below}"
            number = clauses.label(ref)
            gap = f"{number}  " if number else "- "
            yield f"{stem}{gap}", stem + " " * len(gap), duty
        for child in tree.children:
            last = child is tree.children[-1]
            yield from self.rows(child, rest + guides[last], rest + guides[2 + last], guides)

    def told(self, tree: Tree) -> str:
        """Return what `label` does, without style."""
        count = f" ×{tree.count}" if tree.count else ""
        head = f" — {tree.head or _('no head stated')}" if self.heads else ""
        return text.printable(f"{tree.name}{count}{head}")

    def label(self, tree: Tree) -> Text:
        """Return the name, and the head's title if asked for."""
        style = "bold" if tree.children and not self.matched else ""
        style = MATCH if tree.id in self.matched else style
        label = Line.of(plain(tree.name, style))
        if tree.count:
            label.append(f" ×{tree.count}", "dim")
        if self.heads:
            label.append(f" —{HELD}", "dim").append_text(
                plain(tree.head or _("no head stated"), "italic" if tree.head else "dim")
            )
        return label


def path(answer: Lines, look: Look) -> Iterator[RenderableType]:
    """Yield the lines up; between two units, first who decides between them."""
    if answer.to:
        yield from _shared(answer)
    lines = list(as_far_as_shared(answer.lines))
    widest = max((_before(step, look).cell_len for line in lines for step in line.steps[:-1]), default=0)
    for number, line in enumerate(lines):
        if number or answer.to:
            yield ""
        if answer.is_shared and line.common is None:
            yield plain(_("(another line, which does not lead there)"), "dim")
        yield _steps(line.steps, look, widest)
    if not answer.to and len(answer.lines) > 1:
        yield ""
        number = len(answer.lines)
        yield plain(ngettext("{number} line", "{number} lines", number).format(number=number), "dim")


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
        yield plain(_("No superior is common to {one} and {other}.").format(one=names[0], other=names[1]))
        return
    yield plain(ngettext("Nearest common superior:", "Nearest common superiors:", len(deciders)), "dim")
    for who in deciders:
        yield Padding(who, (0, 0, 0, 2), expand=False)


def _who(step: Step) -> Line:
    return placed(plain(step.post, "bold"), step.unit if step.unit != step.post else None)


def placed(shown: Text, unit: str | None) -> Line:
    """Return a post with the unit that it is in; the dot between them never ends a line."""
    if not unit:
        return Line.of(shown)
    return Line.of(shown, (f" ·{HELD}", "dim"), plain(unit, "dim"))


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
            who.append("\n").append_text(plain(_("only {condition}").format(condition=condition), "italic"))
        table.add_row(clause, arrow, who)
        clause, arrow, condition = _before(step, look), screen.spelt("→"), step.condition
    return table
