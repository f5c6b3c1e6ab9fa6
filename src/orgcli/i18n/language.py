"""The language of the program, and its messages in that language, by the standard library's gettext."""

from __future__ import annotations

import gettext as catalogues
import os
import re
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DOMAIN = "orgcli"
FOLDER = Path(__file__).parent / "locale"
# What a language tag of BCP 47 looks like: language, script, region, variants, extensions, private use
# (https://www.rfc-editor.org/rfc/bcp/bcp47.txt, section 2.1).
TAG = (
    r"^[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
    r"(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[0-9A-WY-Za-wy-z](-[A-Za-z0-9]{2,8})+)*(-[xX](-[A-Za-z0-9]{1,8})+)?$"
)
_LANG_LINE = re.compile(r"^lang:\s*[\"']?(\w+)", re.MULTILINE)


def languages() -> tuple[str, ...]:
    """Return the languages that the program speaks: that of its messages, and those that have a catalogue."""
    return _with_catalogue(FOLDER)


@cache
def _with_catalogue(folder: Path) -> tuple[str, ...]:
    return ("en", *sorted(file.parent.parent.name for file in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")))


def primary(tag: str) -> str:
    """Return the language that a tag or locale begins with: ``pt`` of ``pt-BR``, ``fr`` of ``fr_FR.UTF-8``."""
    return re.split(r"[^A-Za-z]", tag, maxsplit=1)[0].lower()


def own_name(code: str) -> str:
    """Return what a language that the program speaks calls itself."""
    return _catalogue(code, FOLDER).gettext("English")


def speak(language: str) -> None:
    """Set the language of the program, and of the libraries that use gettext."""
    catalogues.bindtextdomain(DOMAIN, str(FOLDER))
    catalogues.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language


def gettext(message: str) -> str:
    """Return a message in the language of the program."""
    return _catalogue(spoken(), FOLDER).gettext(message)


def ngettext(one: str, several: str, number: int) -> str:
    """Return the singular or plural message for a number, in the language of the program."""
    return _catalogue(spoken(), FOLDER).ngettext(one, several, number)


@cache  # gettext itself looks for the file on disk each time
def _catalogue(code: str, folder: Path) -> catalogues.NullTranslations:
    return catalogues.translation(DOMAIN, str(folder), [code], fallback=True)


def spoken() -> str:
    """Return the language of the program."""
    return _supported(languages(), os.environ.get("LANGUAGE", ""))


@lru_cache  # asked with every message
def _supported(languages: tuple[str, ...], tag: str) -> str:
    code = primary(tag)
    return code if code in languages else "en"


def choose(option: str | None, environment: Mapping[str, str], file: Path) -> str:
    """Return the language to use: that of the option, ``ORGCLI_LANG``, the locale, or the file, the first supported."""
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    for candidate in (option, environment.get("ORGCLI_LANG"), locale):
        code = primary(candidate or "")
        if code in languages():
            return code
    return _of_file(file)


def _of_file(file: Path) -> str:
    """Return the ``lang`` of an organisation file, without parsing it."""
    match = None
    with suppress(OSError, ValueError):
        if file.is_file():  # a pipe can be read only once
            with file.open(encoding="utf-8", errors="replace") as stream:
                match = _LANG_LINE.search(stream.read(8192))
    return match[1] if match and match[1] in languages() else "en"
