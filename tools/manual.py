"""Write the manual page: ``python -m tools.manual`` writes src/orgcli/man/orgcli.1 from the command tree.

The page is in English, in the man macros; the wheel puts it where ``man orgcli`` finds it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgcli.cli import global_options, help
from orgcli.cli.app import program

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent.parent / "src" / "orgcli" / "man" / "orgcli.1"
ENVIRONMENT = {
    "ORGCLI_FILE": "The organisation file, or the folder of its texts, where --file names none.",
    "ORGCLI_LANG": "The language of the answers, where --lang names none.",
    "ORGCLI_TEXT": "A plain text copy of the official document, for cite.",
    "ORGCLI_CACHE": "The folder of the cache, or off for none.",
    "PAGER": "The program through which a long answer is read on a terminal.",
    "NO_COLOR": "If set, nothing is coloured.",
}
ANYWHERE = ", ".join(global_options.OPTIONS + global_options.FLAGS)
STATUS = {"0": "There is an answer.", "1": "There is none.", "2": "The question could not be asked."}


def page() -> str:
    """Return the manual page."""
    return "\n".join(_lines(program())) + "\n"


def _lines(root: Any) -> Iterator[str]:
    """Yield the page, section by section."""
    summary = help.paragraphs(root)[0].rstrip(".")
    yield '.TH ORGCLI 1 "" orgcli "User Commands"'
    yield from (".SH NAME", f"orgcli \\- {_text(summary[:1].lower() + summary[1:])}")
    yield from (".SH SYNOPSIS", ".B orgcli", "[\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]...")
    yield from (".SH DESCRIPTION", *_prose(root))
    yield from (".SH OPTIONS", f"{_text(ANYWHERE)} may also stand after the command.", *_options(root))
    yield ".SH COMMANDS"
    for name, command in root.commands.items():
        yield from _command(name, command)
    for title, facts in (("EXIT STATUS", STATUS), ("ENVIRONMENT", ENVIRONMENT)):
        yield f".SH {title}"
        for term, meaning in facts.items():
            yield from (".TP", f".B {_text(term)}", _text(meaning))


def _command(name: str, command: Any) -> Iterator[str]:
    """Yield the section of one command: its usage, description, arguments and options."""
    arguments = [part for part in command.params if part.param_type_name == "argument"]
    usage = re.sub(r"([A-Z]+)", r"\\fI\1\\fR", " ".join(map(help.argument_usage, arguments)))
    yield f".SS orgcli {_text(name)} {usage}".rstrip()
    yield from _prose(command)
    for argument in arguments:
        yield from (".TP", f"\\fI{_text(help.placeholder(argument))}\\fR", _text(argument.help or ""))
    yield from _options(command)


def _options(command: Any) -> Iterator[str]:
    for option in command.params:
        if option.param_type_name == "option" and not option.hidden:
            names = ", ".join(f"\\fB{_text(name)}\\fR" for name in sorted(option.opts, key=len))
            value = "" if option.is_flag else f" \\fI{_text(help.placeholder(option))}\\fR"
            yield from (".TP", names + value, _text(option.help or ""))


def _prose(command: Any) -> Iterator[str]:
    for position, paragraph in enumerate(help.paragraphs(command)):
        if position:
            yield ".PP"
        yield _text(paragraph)


def _text(text: str) -> str:
    """Return a text escaped for roff, in ASCII, with hyphens that can be copied."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    ascii_only = re.sub(r"[^\x00-\x7f]", lambda char: f"\\[u{ord(char[0]):04X}]", escaped)
    return re.sub(r"^([.'])", r"\\&\1", ascii_only)


def main() -> int:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
