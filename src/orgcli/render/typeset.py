"""How text is set on a screen: colours, where lines are broken, what stands beside or under what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from rich.cells import cell_len
from rich.containers import Lines
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from orgcli.i18n import text
from orgcli.render import screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.segment import Segment

CLAUSE, MATCH = "magenta", "bold red"
"""Of the eight colours, red and magenta alone can be read on white as on black."""
HELD = "\ue0fd"
"""A space at which no line is broken; it is written as an ordinary one."""
_SPACES = {HELD: " ", "\ue0fe": "\N{NO-BREAK SPACE}", "\ue0ff": "\N{NARROW NO-BREAK SPACE}"}
_HELD = str.maketrans({space: held for held, space in _SPACES.items() if held != HELD})
_FREED = str.maketrans(_SPACES)
_BROKEN = re.compile(rf"[\n\t{HELD}]|\s$")
"""What a line has that it may not be written as it is."""
_READABLE = 28
"""Columns that a text needs to be read beside something else."""
_ORPHAN = 20
"""Columns from which a word alone on the last line looks at home."""


class Line(Text):
    """Text broken as in a book: never at a no-break space, and no word left alone on the last line."""

    @classmethod
    def of(cls, *parts: str | Text | tuple[str, str]) -> Self:
        """Return the parts, with their styles, as one."""
        line = cls()
        for part in parts:
            line.append(*part) if isinstance(part, tuple) else line.append(part)
        return line

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterable[Segment]:
        """Yield the text as rich does; a short one without a look at where it could be broken."""
        is_short = self.cell_len <= options.max_width and not _BROKEN.search(self.plain)
        if is_short and not (self.justify or options.justify):
            return self.render(console, end=self.end)
        return super().__rich_console__(console, options)

    def wrap(self, console: Console, width: int, **how: Any) -> Lines:
        """Return the lines, as rich does."""
        lines = Lines()
        for paragraph in self.split(allow_blank=True):
            held = paragraph.plain.translate(_HELD)
            paragraph.plain = held
            broken = paragraph.wrap(console, width, **how)
            if _ends_alone(broken):
                tries = (paragraph.wrap(console, narrower, **how) for narrower in range(width - 1, width * 3 // 4, -1))
                better = (tried for tried in tries if len(tried) != len(broken) or not _ends_alone(tried))
                found = next(better, broken)
                broken = found if len(found) == len(broken) else broken
            for line in broken:
                line.rstrip()
                line.plain = line.plain.translate(_FREED)
            lines.extend(broken)
        return lines


def _ends_alone(lines: Lines) -> bool:
    last = lines[-1].plain.strip() if len(lines) > 1 else ""
    return bool(last) and " " not in last and cell_len(last) < _ORPHAN


def styled(value: str, style: str = "") -> Line:
    """Return text from a file as it is: no markup read in it, nothing that steers the terminal."""
    return Line(screen.spelt(text.printable(value)), style)


@dataclass(frozen=True)
class Columns:
    """What things are beside what is said of them; under one another where the screen is narrow."""

    rows: Sequence[tuple[Text, RenderableType]]
    indent: int = 0
    right: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield a table of two columns, or the same rows folded into one."""
        widest = max((label.cell_len for label, _said in self.rows), default=0)
        if options.max_width - widest - 2 - self.indent >= _READABLE:
            table = Table.grid(padding=(0, 2, 0, 0))
            table.add_column(justify="right" if self.right else "left", no_wrap=True)
            table.add_column(overflow="fold")
            for label, said in self.rows:
                table.add_row(label, said)
            yield Padding(table, (0, 0, 0, self.indent), expand=False)
            return
        for label, said in self.rows:
            if label:
                yield Padding(label, (0, 0, 0, self.indent), expand=False)
            yield Padding(said, (0, 0, 0, self.indent + 2), expand=False)
