"""Draw the pictures of the documentation: ``python -m tools.pictures`` writes docs/*.svg.

Each is what the program itself prints on a terminal of 80 columns, exported by rich.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from unittest import mock

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from orgcli.cli.main import main as orgcli
from orgcli.render import screen

DOCS = Path(__file__).parent.parent / "docs"
PICTURES = {
    "terminal.svg": ["tree --depth 1", "path FPP", "find desarmemant"],
}
# The eight colours of a dark terminal, background first and text last.
COLOURS = "181a1f e06c75 98c379 e5c07b 61afef c678dd 56b6c2 dcdfe4"


def theme() -> TerminalTheme:
    """Return the colours of the pictures."""
    colours = [(value[0], value[1], value[2]) for value in map(bytes.fromhex, COLOURS.split())]
    return TerminalTheme(colours[0], colours[-1], colours, None)


def svg(commands: list[str], language: str, title: str) -> str:
    """Return an SVG of some commands and what they print."""
    recorder = Console(record=True, width=80, height=200, file=io.StringIO(), force_terminal=True, highlight=False)
    for command in commands:
        recorder.print(Text.assemble(("$ ", "bold green"), (f"orgcli {command}", "bold")))
        screen_is_recorder = mock.patch.object(screen, "console", return_value=recorder)
        with screen_is_recorder, mock.patch("sys.stdout.isatty", return_value=True):
            orgcli(["--lang", language, *command.split()])
        recorder.print()
    return recorder.export_svg(title=title, theme=theme())


def main() -> int:
    """Write every picture."""
    for name, commands in PICTURES.items():
        language = "fr" if ".fr." in name else "en"
        (DOCS / name).write_text(svg(commands, language, "orgcli"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
