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
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, RenderableType
    from rich.segment import Segment

PIPE_WIDTH = 100_000
# of a wider terminal no more is used: in longer lines the eye loses the beginning of the next
MAX_WIDTH = 120
# a private-use character for a space that never breaks a line but is printed as an ordinary one
UNBROKEN_SPACE = "\ue0fd"
_SPACE = re.compile(rf"([\N{{NO-BREAK SPACE}}\N{{NARROW NO-BREAK SPACE}}{UNBROKEN_SPACE}])")
_IN_QUOTES = re.compile(rf"(?<=«){_SPACE.pattern}|{_SPACE.pattern}(?=»)")
_COMMAND = re.compile(r"(^\s*:|##)(:|\[)", re.MULTILINE)
_ASCII = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "...", "→": "->", "←": "<-"}
    | {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "·": "-", "•": "*", "■": "#", "▣": "=", "◆": "+", "●": "*", "○": "o"}
    | {"□": "%", "◇": "~", "◐": "@", "▲": "^", "×": "x", "↑": "^"}
    | {"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "├": "|", "└": "`", "│": "|", "─": "-"}
)


def transliterate(error: UnicodeError) -> tuple[str, int]:
    """Handle an encoding error: replace what the encoding lacks by similar ASCII characters."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end].translate(_ASCII)
    decomposed = unicodedata.normalize("NFKD", missing)
    return "".join(char if char.isascii() else "?" for char in decomposed if not unicodedata.combining(char)), error.end


def prepare() -> None:
    """Make the standard streams transliterate what they cannot encode, so that no locale stops an answer."""
    codecs.register_error("orgcli.transliterate", transliterate)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the shell: >&-
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="orgcli.transliterate")


def has_unicode(stream: TextIO | None = None) -> bool:
    """Return whether the standard output, or another stream, can encode every character."""
    return (getattr(stream or sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")


def encodable(text: str, stream: TextIO | None = None) -> str:
    """Return a text transliterated as a stream will print it, so that it is wrapped by its true width."""
    if has_unicode(stream):
        return text
    encoding = (stream or sys.stdout).encoding
    # no-break spaces stay until the text is wrapped
    parts = _SPACE.split(_IN_QUOTES.sub("", text))
    parts[::2] = [part.encode(encoding, "orgcli.transliterate").decode(encoding) for part in parts[::2]]
    return "".join(parts)


def print_answer(parts: Iterable[RenderableType], color: str = "auto") -> None:
    """Print an answer; on a terminal, one longer than the screen goes through the user's pager, as git's do."""
    out = console(color)
    is_terminal, has_color = sys.stdout.isatty(), out.color_system is not None
    if not is_terminal and not has_color:
        for part in parts:
            sys.stdout.writelines(f"{inert(line.rstrip(' '))}\n" for line in _unstyled_lines(out, part))
        return
    from rich.segment import Segments

    lines = list(_lines(out, parts))
    os.environ.setdefault("LESS", "FRX")
    paged = is_terminal and len(lines) >= out.size.height
    with out.pager(styles=has_color, links=True) if paged else nullcontext():
        # one call: rich asks for the size of the terminal in each
        out.print(Segments(chain.from_iterable(lines)), end="")


def console(color: str) -> Console:
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
    out.width = min(out.width, MAX_WIDTH) if sys.stdout.isatty() else PIPE_WIDTH
    return out


def _unstyled_lines(out: Console, part: RenderableType) -> Iterable[str]:
    """Return the lines of a part of an answer without style, by its own ``plain_lines`` if it has them."""
    if hasattr(part, "plain_lines"):
        lines: Iterable[str] = part.plain_lines()
        return lines
    text = "".join(segment.text for segment in out.render(part, out.options))
    return text.removesuffix("\n").split("\n") if text else []


def _lines(out: Console, parts: Iterable[RenderableType]) -> Iterator[list[Segment]]:
    """Yield the lines of an answer without trailing spaces, which a smaller window would wrap."""
    from rich.segment import Segment

    for part in parts:
        for line in out.render_lines(part, pad=False):
            while line and not line[-1].text.strip(" "):
                line.pop()
            if line:
                line[-1] = line[-1]._replace(text=line[-1].text.rstrip(" "))
            yield [*line, Segment.line()]


def inert(words: str) -> str:
    """Return lines that GitHub Actions, where they are printed there, does not take for commands to its runner."""
    return _COMMAND.sub(r"\1 \2", words) if "GITHUB_ACTIONS" in os.environ else words


def print_message(message: str) -> None:
    """Print a message on standard error, wrapped between words on a terminal."""
    from orgcli.i18n.text import printable

    text = inert(printable(message))
    if sys.stderr.isatty():
        width = shutil.get_terminal_size().columns
        text = "\n".join(_wrapped(line, width) for line in encodable(text, sys.stderr).split("\n"))
    sys.stderr.write(f"{text}\n")


def _wrapped(line: str, width: int) -> str:
    """Return a line wrapped between words, its continuation indented by two more columns than its beginning."""
    start = " " * (len(line) - len(line.lstrip(" ")))
    return "\n".join(textwrap.wrap(line, width, subsequent_indent=f"{start}  ", break_on_hyphens=False)) or line


@contextmanager
def progress() -> Iterator[None]:
    """Show on standard error, if it is a terminal, that a large file is being read."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        bar.add_task(_("reading the organisation for the first time"), total=None)
        yield
