"""Where answers go: the terminal (fitted, coloured, paged), a pipe (plain), or JSON."""

from __future__ import annotations

import codecs
import os
import re
import shutil
import sys
import textwrap
import unicodedata
from contextlib import contextmanager, nullcontext
from itertools import chain, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, RenderableType
    from rich.segment import Segments

PIPE_WIDTH = 100_000
WIDEST = 120
"""Columns used of a wider terminal: the eye finds no beginning of a line that is farther away."""
_SPACE = re.compile(r"([\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}])")
_IN_QUOTES = re.compile(rf"(?<=«){_SPACE.pattern}|{_SPACE.pattern}(?=»)")
_ASCII = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "...", "→": "->", "←": "<-"}
    | {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "·": "-", "•": "*", "■": "#", "▣": "=", "◆": "+", "●": "*", "○": "o"}
    | {"□": "%", "◇": "~", "◐": "@", "▲": "^", "×": "x", "↑": "^"}
    | {"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "├": "|", "└": "`", "│": "|", "─": "-"}
)


def transliterate(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: write what an encoding lacks with the letters it has."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end].translate(_ASCII)
    decomposed = unicodedata.normalize("NFKD", missing)
    return "".join(char if char.isascii() else "?" for char in decomposed if not unicodedata.combining(char)), error.end


def prepare() -> None:
    """Let no locale stop an answer: what the streams cannot encode is transliterated."""
    codecs.register_error("orgcli.transliterate", transliterate)
    if sys.stdout is None:  # closed by the shell: >&-
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="orgcli.transliterate")


def has_unicode(stream: TextIO | None = None) -> bool:
    """Tell whether the output, or another stream, can hold every character."""
    return (getattr(stream or sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")


def spelt(text: str, stream: TextIO | None = None) -> str:
    """Return a text as the output can hold it, so that its width is known before it is folded."""
    if has_unicode(stream):
        return text
    encoding = (stream or sys.stdout).encoding
    parts = _SPACE.split(_IN_QUOTES.sub("", text))  # a no-break space still keeps words together
    spelt = (part.encode(encoding, "orgcli.transliterate").decode(encoding) for part in parts[::2])
    return "".join(chain.from_iterable(zip_longest(spelt, parts[1::2], fillvalue="")))


def console(color: str = "auto") -> Console:
    """Return the console for answers: as wide as the terminal up to a limit, boundless in a pipe."""
    from rich.console import Console

    out = Console(
        file=sys.stdout,
        force_terminal=True if color == "always" else None,
        color_system=None if color == "never" else "auto",
        no_color=False if color == "always" else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )
    out.width = min(out.width, WIDEST) if sys.stdout.isatty() else PIPE_WIDTH
    return out


def show(parts: Iterable[RenderableType], color: str = "auto") -> None:
    """Print an answer; in a terminal, one longer than the screen goes through the user's pager, as git's do."""
    out = console(color)
    if not sys.stdout.isatty() and out.color_system is None:
        for part in parts:
            sys.stdout.writelines(f"{line.rstrip(' ')}\n" for line in _bare(out, part))
        return
    if not sys.stdout.isatty():
        for line in _lines(out, parts):
            out.print(line, end="")
        return
    lines = list(_lines(out, parts))
    os.environ.setdefault("LESS", "FRX")
    paged = len(lines) >= out.size.height
    with out.pager(styles=out.color_system is not None, links=True) if paged else nullcontext():
        for line in lines:
            out.print(line, end="")


def _bare(out: Console, part: RenderableType) -> Iterable[str]:
    """Return the lines of a part of an answer without style; some know a faster way than rich's."""
    if hasattr(part, "plain_lines"):
        lines: Iterable[str] = part.plain_lines(ascii_only=not has_unicode())
        return lines
    told = "".join(segment.text for segment in out.render(part, out.options))
    return told.removesuffix("\n").split("\n") if told else []


def _lines(out: Console, parts: Iterable[RenderableType]) -> Iterator[Segments]:
    """Yield the lines of an answer without the blanks at their ends, which a smaller window would fold."""
    from rich.segment import Segment, Segments

    for part in parts:
        for line in out.render_lines(part, pad=False):
            while line and not line[-1].text.strip(" "):
                line.pop()
            if line:
                line[-1] = line[-1]._replace(text=line[-1].text.rstrip(" "))
            yield Segments([*line, Segment.line()])


def say(message: str) -> None:
    """Print a message on standard error, folded between words in a terminal."""
    from orgcli.i18n.text import printable

    told = printable(message)
    if sys.stderr.isatty():
        width = shutil.get_terminal_size().columns
        told = "\n".join(_folded(line, width) for line in spelt(told, sys.stderr).split("\n"))
    print(told, file=sys.stderr)  # noqa: T201 - the one place that speaks to stderr


def _folded(line: str, width: int) -> str:
    """Return a line folded between words, what hangs over as far to the right as the line begins and two more."""
    start = " " * (len(line) - len(line.lstrip(" ")))
    return "\n".join(textwrap.wrap(line, width, subsequent_indent=f"{start}  ", break_on_hyphens=False)) or line


@contextmanager
def progress() -> Iterator[None]:
    """Show on stderr, if it is a terminal, that a large file is being read."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        bar.add_task(_("reading the organisation for the first time"), total=None)
        yield
