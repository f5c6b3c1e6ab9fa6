"""How clauses, posts and kinds of unit are drawn, the same in every answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgcli.org import clauses
from orgcli.render import plain
from orgcli.render.typeset import CLAUSE, UNBROKEN_SPACE, Paragraph, joined, styled

if TYPE_CHECKING:
    from rich.console import Console

    from orgcli.graph.details import Superior
    from orgcli.graph.reporting import Step
    from orgcli.org.model import Source

DEFAULT_SYMBOL = "•"
# one for each kind in turn, as in the chart; each can be told from white as well as from black
HUES = ("#2563eb", "#0d9488", "#d97706", "#7c3aed", "#e11d48", "#65a30d", "#0284c7", "#c026d3", "#64748b", "#b45309")


@dataclass(frozen=True)
class Notation:
    """Draws clauses, linked to the source document if it is online, and the symbol of each kind of unit."""

    source: Source | None
    symbols: dict[str, str]

    def clause(self, ref: str | None, style: str = CLAUSE, label: str | None = None) -> Paragraph:
        """Return a clause as official texts print it, or under another label, linked to the source document."""
        line = Paragraph(clauses.label(ref) if label is None else label, style)
        if ref and self.source and self.source.url:
            line.stylize(f"link {self.source.address(ref)}")
        return line

    def in_brackets(self, *refs: str | None) -> Paragraph:
        """Return clauses in brackets, to follow what they establish; nothing without any."""
        linked = [self.clause(ref, label=ref.replace(" ", UNBROKEN_SPACE)) for ref in refs if ref]
        return Paragraph.of(f"{UNBROKEN_SPACE}(", joined(linked), ")") if linked else Paragraph()

    def symbol(self, kind: str | None) -> str:
        """Return the symbol of a kind of unit."""
        return self.symbols.get(kind or "", DEFAULT_SYMBOL)

    def hue(self, kind: str | None, console: Console) -> str:
        """Return the colour of a kind's symbol, none for other kinds and where there are only eight colours."""
        if kind not in self.symbols or console.color_system not in {"256", "truecolor"}:
            return ""
        return HUES[list(self.symbols).index(kind) % len(HUES)]


def placed(name: Paragraph, unit: str | None) -> Paragraph:
    """Return a name with the unit that it is in; the dot between them never ends a line."""
    return Paragraph.of(name, (f" ·{UNBROKEN_SPACE}", "dim"), styled(unit, "dim")) if unit else Paragraph.of(name)


def post_in_unit(line: Step | Superior, style: str = "") -> Paragraph:
    """Return a post with who holds it and its unit, if the unit has another name."""
    return placed(
        Paragraph.of(styled(line.post, style), styled(f" ({line.held})" if line.held else "")), plain.unit(line)
    )


def condition_line(line: Step | Superior | None) -> Paragraph:
    """Return a line that says what sort of reporting line it is and when it holds; nothing without either."""
    words = plain.limits(line) if line else ""
    return Paragraph.of("\n", styled(words, "italic")) if words else Paragraph()
