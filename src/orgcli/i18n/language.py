"""Which language the program speaks, and its messages in it, from the standard library's gettext."""

from __future__ import annotations

import gettext as catalogues
import os
import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DOMAIN = "orgcli"
LANGUAGES = ("en", "fr")
FOLDER = Path(__file__).parent / "locale"
_LANG_LINE = re.compile(r"^lang:\s*[\"']?(\w\w)", re.MULTILINE)


def speak(language: str) -> None:
    """Let gettext (ours, and that of the libraries, which use the same) answer in a language."""
    catalogues.bindtextdomain(DOMAIN, str(FOLDER))
    catalogues.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language


def gettext(message: str) -> str:
    """Return a message in the language spoken: the library's own looks for the catalogue on disk each time."""
    return _catalogue(spoken()).gettext(message)


def ngettext(one: str, several: str, number: int) -> str:
    """Return the message for a number of things in the language spoken."""
    return _catalogue(spoken()).ngettext(one, several, number)


@cache
def _catalogue(code: str) -> catalogues.NullTranslations:
    return catalogues.translation(DOMAIN, str(FOLDER), [code], fallback=True)


def spoken() -> str:
    """Return the language that the program speaks."""
    code = os.environ.get("LANGUAGE", "")[:2]
    return code if code in LANGUAGES else "en"


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
    found = None
    with suppress(OSError, ValueError):
        if file.is_file():  # what a pipe holds can be read only once
            with file.open(encoding="utf-8", errors="replace") as stream:
                found = _LANG_LINE.search(stream.read(8192))
    return found[1] if found and found[1] in LANGUAGES else "en"
