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

from orgcli import cli, screen

DOCS = Path(__file__).parent.parent / "docs"
PICTURES = {
    "terminal.svg": ["tree --depth 1", "path FPP", "find desarmemant"],
}
THEME = TerminalTheme(
    (24, 26, 31),
    (220, 223, 228),
    [(24, 26, 31), (224, 108, 117), (152, 195, 121), (229, 192, 123), (97, 175, 239), (198, 120, 221), (86, 182, 194)]
    + [(220, 223, 228)],
    None,
)


def drawn(commands: list[str], language: str, title: str) -> str:
    """Return an SVG of some commands and what they print."""
    recorder = Console(record=True, width=80, height=200, file=io.StringIO(), force_terminal=True, highlight=False)
    for command in commands:
        recorder.print(Text.assemble(("$ ", "bold green"), (f"orgcli {command}", "bold")))
        with (
            mock.patch.object(screen, "console", lambda _color: recorder),
            mock.patch("sys.stdout.isatty", lambda: True),
        ):
            cli.main(["--lang", language, *command.split()])
        recorder.print()
    return recorder.export_svg(title=title, theme=THEME)


def main() -> int:
    """Write every picture."""
    for name, commands in PICTURES.items():
        language = "fr" if ".fr." in name else "en"
        (DOCS / name).write_text(drawn(commands, language, "orgcli"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
