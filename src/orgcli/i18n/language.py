"""The language of the program, and its messages in that language, by the standard library's gettext."""

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
    """Set the language of the program, and of the libraries that use gettext."""
    catalogues.bindtextdomain(DOMAIN, str(FOLDER))
    catalogues.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language


def gettext(message: str) -> str:
    """Return a message in the language of the program."""
    return _catalogue(spoken()).gettext(message)


def ngettext(one: str, several: str, number: int) -> str:
    """Return the singular or plural message for a number, in the language of the program."""
    return _catalogue(spoken()).ngettext(one, several, number)


@cache  # gettext itself looks for the file on disk each time
def _catalogue(code: str) -> catalogues.NullTranslations:
    return catalogues.translation(DOMAIN, str(FOLDER), [code], fallback=True)


def spoken() -> str:
    """Return the language of the program."""
    code = os.environ.get("LANGUAGE", "")[:2]
    return code if code in LANGUAGES else "en"


def choose(option: str | None, environment: Mapping[str, str], file: Path) -> str:
    """Return the language to use: that of the option, ``ORGCLI_LANG``, the locale, or the file, the first supported."""
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    for candidate in (option, environment.get("ORGCLI_LANG"), locale):
        code = (candidate or "")[:2].lower()
        if code in LANGUAGES:
            return code
    return _of_file(file)


def _of_file(file: Path) -> str:
    """Return the ``lang`` of an organisation file, without parsing it."""
    match = None
    with suppress(OSError, ValueError):
        if file.is_file():  # a pipe can be read only once
            with file.open(encoding="utf-8", errors="replace") as stream:
                match = _LANG_LINE.search(stream.read(8192))
    return match[1] if match and match[1] in LANGUAGES else "en"
