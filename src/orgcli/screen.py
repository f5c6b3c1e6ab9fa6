"""Where answers go: the terminal (fitted, coloured, paged), a pipe (plain), or JSON."""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from contextlib import contextmanager, nullcontext
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.console import Console, RenderableType

PIPE_WIDTH = 100_000
_ASCII = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "...", "→": "->", "←": "<-"}
    | {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "·": "-", "•": "*", "■": "#", "▣": "=", "◆": "+", "●": "*", "○": "o"}
    | {"□": "%", "◇": "~", "◐": "@", "▲": "^", "×": "x"}
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


def has_unicode() -> bool:
    """Tell whether the output can hold every character."""
    return (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")


def console(color: str = "auto") -> Console:
    """Return the console for answers: as wide as the terminal, boundless in a pipe."""
    from rich.console import Console  # noqa: PLC0415 - JSON answers do without rich: saves 40 ms

    terminal = sys.stdout.isatty()
    return Console(
        file=sys.stdout,
        width=None if terminal else PIPE_WIDTH,
        force_terminal=True if color == "always" else None,
        color_system=None if color == "never" else "auto",
        no_color=False if color == "always" else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


def show(parts: Iterable[RenderableType], color: str = "auto") -> None:
    """Print an answer; in a terminal, one longer than the screen goes through the user's pager, as git's do."""
    out = console(color)
    if not sys.stdout.isatty():
        for part in parts:
            with out.capture() as capture:
                out.print(part)
            sys.stdout.writelines(f"{line.rstrip()}\n" for line in capture.get().splitlines() or [""])
        return
    shown = list(parts)
    with out.capture() as capture:
        for part in shown:
            out.print(part)
    paged = capture.get().count("\n") >= out.size.height
    os.environ.setdefault("LESS", "FRX")
    with out.pager(styles=out.color_system is not None, links=True) if paged else nullcontext():
        for part in shown:
            out.print(part)


@contextmanager
def progress() -> Iterator[Callable[[float], None]]:
    """Show on stderr, if it is a terminal, how far a long work is: the caller is given what to tell the share to."""
    if not sys.stderr.isatty():
        yield lambda _share: None
        return
    from rich.console import Console  # noqa: PLC0415 - only for a large file that has changed
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("reading the organisation for the first time"), total=1.0)
        yield lambda share: bar.update(task, completed=share)
