"""What a clause establishes, with its official wording: drawn, or in sentences for a screen reader."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from rich.table import Table
from rich.text import Text

from orgcli.i18n.language import gettext as _
from orgcli.org import clauses
from orgcli.render import plain
from orgcli.render.notation import Notation
from orgcli.render.typeset import CLAUSE, UNBROKEN_SPACE, LabelledRows, Paragraph, joined, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, ConsoleOptions, RenderResult

    from orgcli.check.citations import Citation, Statement
    from orgcli.check.official_text import Official
    from orgcli.org.model import Source

# columns from which the official wording has a column of its own; below, it stands under the statements
_TWO_COLUMNS = 100


def nothing(citation: Citation) -> str:
    """Return the message for a clause that no statement cites, with its official wording if there is one."""
    message = _("nothing in the file cites {ref}").format(ref=clauses.label(citation.ref))
    return f"{message}\n{citation.official}" if citation.official else message


@dataclass(frozen=True)
class CiteView:
    """The statements of each clause under its number, and its official wording."""

    citation: Citation
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
        for line in _lines(statements):
            label = f"{line.label} ({line.holder})" if line.holder else line.label
            yield plain.fact(plain.labelled(label, " ".join(filter(None, (line.verb, "; ".join(line.texts))))))
        if wording:
            yield plain.fact(plain.labelled(_("official text"), wording))


def _rows(statements: Iterable[Statement]) -> LabelledRows:
    """Return a row for each statement, headed by the unit where a duty or note is of another than the one before."""
    rows: list[tuple[Text, Text]] = []
    owner, label = None, ""
    for line in _lines(statements):
        words = joined(map(styled, line.texts), (f" ·{UNBROKEN_SPACE}", "dim"))
        if line.verb:
            words = Paragraph.of(styled(f"{line.verb} ", "dim"), words)
        if line.holder and line.holder != owner:
            owner = line.holder
            words = Paragraph.of(styled(owner, "bold"), "\n", words)
        is_repeated = line.verb and line.label == label
        label = line.label
        rows.append((Text() if is_repeated else styled(label, "dim"), words))
    return LabelledRows(rows)


class _Line(NamedTuple):
    """A statement, or all links of one holder and verb; ``holder`` is the unit or post, if its name is needed."""

    label: str
    holder: str | None
    verb: str | None
    texts: list[str]


def _lines(statements: Iterable[Statement]) -> Iterator[_Line]:
    for is_link, group in groupby(statements, key=lambda statement: statement.link is not None):
        if is_link:
            for (holder, verb), others in _links(group).items():
                yield _Line(_("link"), holder, verb, others)
            continue
        for statement in group:
            # the text of a duty or note does not say whose it is
            owner = statement.unit.name if statement.type in {"duty", "note"} else None
            yield _Line(_label(statement), owner, None, [statement.text])


def _links(statements: Iterable[Statement]) -> dict[tuple[str, str], list[str]]:
    """Return those to whom links join, by the holder of the link and its verb."""
    links: dict[tuple[str, str], list[str]] = {}
    for statement in statements:
        if statement.link:
            holder, verb, other = statement.link
            links.setdefault((holder, verb), []).append(other)
    return links


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
