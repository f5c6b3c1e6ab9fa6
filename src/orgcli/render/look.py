"""How clauses, posts and kinds of units look, in all answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgcli.org import clauses
from orgcli.render.typeset import CLAUSE, HELD, Line, styled

if TYPE_CHECKING:
    from rich.text import Text

    from orgcli.org.model import Source

MARK = "•"


@dataclass(frozen=True)
class Look:
    """The source of the file, for links, and the marks of its kinds."""

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


def placed(shown: Text, unit: str | None) -> Line:
    """Return a post with the unit that it is in; the dot between them never ends a line."""
    if not unit:
        return Line.of(shown)
    return Line.of(shown, (f" ·{HELD}", "dim"), styled(unit, "dim"))
