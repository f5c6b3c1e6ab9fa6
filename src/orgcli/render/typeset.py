"""Text on a screen: colours, line breaks, and two columns that stack where there is no room."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from rich.cells import cell_len
from rich.containers import Lines
from rich.measure import Measurement
from rich.padding import Padding
from rich.segment import Segment
from rich.text import Text

from orgcli.i18n import text
from orgcli.render import screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

# of the eight colours, only red and magenta can be read on white as well as on black
CLAUSE, MATCH = "magenta", "bold red"
UNBROKEN_SPACE = screen.UNBROKEN_SPACE
# rich also breaks lines at no-break spaces: they are replaced while it wraps
_PRINTED = {UNBROKEN_SPACE: " ", "\ue0fe": "\N{NO-BREAK SPACE}", "\ue0ff": "\N{NARROW NO-BREAK SPACE}"}
_PROTECT = str.maketrans({space: stand_in for stand_in, space in _PRINTED.items() if stand_in != UNBROKEN_SPACE})
_RESTORE = str.maketrans(_PRINTED)
_NEEDS_WRAPPING = re.compile(r"\t|\s$")
_PUNCTUATION = " ,;:«(\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_MIN_VALUE_WIDTH = 28
_MIN_LAST_LINE = 20


class Paragraph(Text):
    """Rich text wrapped as in a book: never at a no-break space, no short word alone on the last line."""

    @classmethod
    def of(cls, *parts: str | Text | tuple[str, str]) -> Self:
        """Return the parts, with their styles, as one."""
        line = cls()
        for part in parts:
            line.append(*part) if isinstance(part, tuple) else line.append(part)
        return line

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterable[Segment]:
        """Yield the text as rich does; one whose lines all fit is not wrapped, which is much faster."""
        widest = max(map(cell_len, self.plain.split("\n")))
        fits = widest <= options.max_width and not _NEEDS_WRAPPING.search(self.plain)
        if fits and not (self.justify or options.justify):
            line = Paragraph.of(self)  # its own style becomes one of its spans, without which it is not drawn
            line.plain = self.plain.replace(UNBROKEN_SPACE, " ")
            return line.render(console, end=self.end)
        return super().__rich_console__(console, options)

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:
        """Return the text wrapped; slightly narrower if that fills the last line and takes no more lines."""
        lines = Lines()
        for paragraph in self.split(allow_blank=True):
            paragraph.plain = paragraph.plain.translate(_PROTECT)
            wrapped = paragraph.wrap(console, width, **options)
            if _has_short_end(wrapped):
                for less in range(width - 1, width * 3 // 4, -1):
                    narrower = paragraph.wrap(console, less, **options)
                    if len(narrower) != len(wrapped):
                        break
                    if not _has_short_end(narrower):
                        wrapped = narrower
                        break
            for line in wrapped:
                line.rstrip()
                line.plain = line.plain.translate(_RESTORE)
            lines.extend(wrapped)
        return lines


def _has_short_end(lines: Lines) -> bool:
    last = lines[-1].plain.strip() if len(lines) > 1 else ""
    return bool(last) and " " not in last and cell_len(last) < _MIN_LAST_LINE


def styled(value: str, style: str = "") -> Paragraph:
    """Return text from a file, without markup and control characters, in the characters of the terminal."""
    return Paragraph(screen.encodable(text.printable(value)), style)


def shortened(words: str, limit: int = 60) -> str:
    """Return the first words of a text, with an ellipsis where it goes on."""
    if len(words) <= limit:
        return words
    return f"{words[:limit].rpartition(' ')[0].rstrip(_PUNCTUATION) or words[:limit]}…"


def joined(parts: Iterable[Text], separator: str | tuple[str, str] = ", ") -> Paragraph:
    """Return texts as one, with a separator between them."""
    return Paragraph.of(*[piece for part in parts for piece in (separator, part)][1:])


@dataclass(frozen=True)
class LabelledRows:
    """Labels and their values in two columns; each value under its label where the screen is narrow."""

    rows: Sequence[tuple[Text, RenderableType]]
    indent: int = 0
    right: bool = False

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return the width that the two columns need, for a table around them."""
        values = (Measurement.get(console, options, value).maximum for _label, value in self.rows)
        width = self.indent + self._label_width() + 2 + max([_MIN_VALUE_WIDTH, *values])
        return Measurement(_MIN_VALUE_WIDTH, width).clamp(max_width=options.max_width)

    def _label_width(self) -> int:
        return max((label.cell_len for label, _value in self.rows), default=0)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the two columns, or the same rows folded into one."""
        widest = self._label_width()
        width = options.max_width - widest - 2 - self.indent
        if width >= _MIN_VALUE_WIDTH:
            inside = options.update(width=width, overflow="fold", height=None)
            for label, value in self.rows:
                yield from self._row(label, console.render_lines(value, inside, pad=False), widest, console)
            return
        for label, value in self.rows:
            if label:
                yield Padding(label, (0, 0, 0, self.indent), expand=False)
            yield Padding(value, (0, 0, 0, self.indent + 2), expand=False)

    def _row(self, label: Text, lines: list[list[Segment]], widest: int, console: Console) -> Iterable[Segment]:
        """Yield a row of two columns: a table of rich measures and draws each cell several times."""
        gap = " " * (widest - label.cell_len)
        for position, line in enumerate(lines):
            if position:
                yield Segment(" " * (self.indent + widest + 2))
            else:
                yield Segment(" " * self.indent + gap * self.right)
                yield from Paragraph.of(label).render(console)
                yield Segment(gap * (not self.right) + "  ")
            yield from line
            yield Segment.line()
