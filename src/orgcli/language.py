"""Which language the program speaks, through the standard library's gettext."""

from __future__ import annotations

import gettext
import inspect
import os
import re
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

DOMAIN = "orgcli"
LANGUAGES = ("en", "fr")
FOLDER = Path(__file__).parent / "locale"
_LANG_LINE = re.compile(r"^lang:\s*[\"']?(\w\w)", re.MULTILINE)


def speak(language: str) -> None:
    """Let gettext (ours, and that of the libraries, which use the same) answer in a language."""
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language


def spoken() -> str:
    """Return the language that the program speaks in this run."""
    return os.environ.get("LANGUAGE", LANGUAGES[0])


def translate(command: Any) -> None:  # noqa: ANN401 - Typer's class of commands is private
    """Put the help of a command, its options and its subcommands in the language spoken."""
    if command.help:
        command.help = _(inspect.cleandoc(command.help))
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _(parameter.help)
    for part in getattr(command, "commands", {}).values():
        translate(part)


def choose(wanted: str | None, environment: Mapping[str, str], file: Path) -> str:
    """Return the language to speak: the one asked for, else the locale's, else the file's.

    ``wanted`` is ``--lang`` or ``ORGCLI_LANG``. The locale counts where it names a language the
    program has: ``C`` and unset leave the choice to the organisation file, whose ``lang`` is read.
    """
    candidates = [wanted, environment.get("ORGCLI_LANG")]
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    candidates.append(locale)
    for candidate in candidates:
        code = (candidate or "")[:2].lower()
        if code in LANGUAGES:
            return code
    return _of_file(file)


def _of_file(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", errors="replace") as stream:
            found = _LANG_LINE.search(stream.read(8192))
    except (OSError, ValueError):
        found = None
    return found[1] if found and found[1] in LANGUAGES else "en"
