"""What a clause establishes, with its official wording: drawn, or in sentences for a screen reader."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from orgcli.i18n.language import gettext as _
from orgcli.org import clauses
from orgcli.render import plain
from orgcli.render.notation import Notation
from orgcli.render.typeset import CLAUSE, LabelledRows, Paragraph, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, ConsoleOptions, RenderResult

    from orgcli.check.citations import Cited, Statement
    from orgcli.check.official_text import Official
    from orgcli.org.model import Source

# columns from which the official wording has a column of its own; below, it stands under the statements
_TWO_COLUMNS = 100


def nothing(citation: Cited) -> str:
    """Return the message for a clause that no statement cites, with its official wording if there is one."""
    message = _("nothing in the file cites {ref}").format(ref=clauses.label(citation.ref))
    return f"{message}\n{citation.official}" if citation.official else message


@dataclass(frozen=True)
class CiteView:
    """The statements of each clause under its number, and its official wording."""

    citation: Cited
    official: Official | None
    source: Source | None

    def clauses(self) -> Iterator[tuple[str, list[Statement], str | None]]:
        """Yield each clause with its statements and its official wording."""
        for ref, statements in groupby(self.citation.statements, key=lambda statement: statement.ref):
            clause = self.official.clauses.get(ref) if self.official else None
            yield ref, list(statements), clause.text if clause else None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield a block for each clause."""
        notation = Notation(self.source, {})
        is_wide = console.is_terminal and options.max_width >= _TWO_COLUMNS
        for position, (ref, statements, wording) in enumerate(self.clauses()):
            if position:
                yield Text()
            yield notation.clause(ref, f"bold {CLAUSE}")
            if wording and is_wide:
                table = Table.grid(padding=(0, 3, 0, 0), expand=True)
                table.add_column(ratio=3)
                table.add_column(ratio=2, style="italic")
                table.add_row(_rows(statements), styled(wording))
                yield table
                continue
            yield _rows(statements)
            if wording:
                yield styled(_("official text:"), "dim")
                yield styled(wording, "italic")


def sentences(view: CiteView) -> Iterator[str]:
    """Yield each clause, then a line for each statement, then its official wording."""
    for ref, statements, wording in view.clauses():
        yield plain.fact(plain.clause(ref))
        for statement in statements:
            owner = f" ({statement.unit.name})" if _needs_owner(statement) else ""
            yield plain.fact(plain.labelled(f"{_label(statement)}{owner}", statement.text))
        if wording:
            yield plain.fact(plain.labelled(_("official text"), wording))


def _rows(statements: Iterable[Statement]) -> LabelledRows:
    """Return a row for each statement, headed by the unit where a duty or note is of another than the one before."""
    rows, unit = [], None
    for statement in statements:
        line = styled(statement.text)
        if _needs_owner(statement) and statement.unit != unit:
            unit = statement.unit
            line = Paragraph.of(styled(unit.name, "bold"), "\n", line)
        rows.append((styled(_label(statement), "dim"), line))
    return LabelledRows(rows)


def _needs_owner(statement: Statement) -> bool:
    """Return whether the text of a statement leaves open of which unit it is."""
    return statement.type in {"duty", "note"}


def _label(statement: Statement) -> str:
    labels = {
        "source": _("source"),
        "part_of": _("part of"),
        "head": _("head"),
        "reports_to": _("line"),
        "deputy_of": _("deputy"),
        "duty": _("duty"),
        "link": _("link"),
        "note": _("note"),
    }
    return labels[statement.type]
