"""What a clause establishes, as rich renderables, with the official wording beside it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from orgcli.i18n.language import gettext as _
from orgcli.org import clauses
from orgcli.render import plain
from orgcli.render.look import Look
from orgcli.render.typeset import CLAUSE, Columns, Line, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, ConsoleOptions, RenderResult

    from orgcli.check.citations import Cited, Statement
    from orgcli.check.official_text import Official
    from orgcli.org.model import Source

BESIDE = 100
"""Columns from which the official wording stands beside the statements; below, it stands under them."""


def nothing(found: Cited) -> str:
    """Return the sentence for a clause that no statement cites, with its wording if that is known."""
    message = _("nothing in the file cites {ref}").format(ref=clauses.label(found.ref))
    return f"{message}\n{found.official}" if found.official else message


@dataclass(frozen=True)
class CiteView:
    """The statements of each clause under its number, and what the official text says."""

    found: Cited
    official: Official | None
    source: Source | None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield a block for each clause."""
        look = Look(self.source, {})
        beside = console.is_terminal and options.max_width >= BESIDE
        clauses = [(ref, list(group)) for ref, group in groupby(self.found.statements, key=lambda one: one.ref)]
        for position, (ref, statements) in enumerate(clauses):
            if position:
                yield Text()
            wording = self.wording(ref)
            yield look.clause(ref, f"bold {CLAUSE}")
            if wording and beside:
                table = Table.grid(padding=(0, 3, 0, 0), expand=True)
                table.add_column(ratio=3)
                table.add_column(ratio=2, style="italic")
                table.add_row(_statements(statements), styled(wording))
                yield table
                continue
            yield _statements(statements)
            if wording:
                yield styled(_("official text:"), "dim")
                yield styled(wording, "italic")

    def wording(self, ref: str) -> str | None:
        """Return the official wording of one clause alone."""
        clause = self.official.clauses.get(ref) if self.official else None
        return clause.text if clause else None


def word(kind: str) -> str:
    """Return what sort of statement something is."""
    words = {
        "source": _("source"),
        "part_of": _("part of"),
        "head": _("head"),
        "reports_to": _("line"),
        "deputy_of": _("deputy"),
        "duty": _("duty"),
        "link": _("link"),
        "note": _("note"),
    }
    return words[kind]


def _statements(statements: Iterable[Statement]) -> Columns:
    """Return a row a statement: what sort it is, and for a duty whose it is."""
    rows, unit = [], None
    for statement in statements:
        shown = styled(statement.text)
        if statement.type in {"duty", "note"} and statement.unit != unit:
            shown = Line.of(styled(statement.unit.name, "bold"), "\n", shown)
        unit = statement.unit if statement.type in {"duty", "note"} else unit
        rows.append((styled(word(statement.type), "dim"), shown))
    return Columns(rows)


def sentences(view: CiteView) -> Iterator[str]:
    """Yield each clause, then what it establishes, a line a statement, then its official wording."""
    for ref, statements in groupby(view.found.statements, key=lambda one: one.ref):
        yield plain.fact(plain.clause(ref))
        for statement in statements:
            owner = f" ({statement.unit.name})" if statement.type in {"duty", "note"} else ""
            yield plain.fact(plain.labelled(f"{word(statement.type)}{owner}", statement.text))
        wording = view.wording(ref)
        if wording:
            yield plain.fact(plain.labelled(_("official text"), wording))
