"""Update the message catalogues: ``python -m tools.messages`` writes and compiles one for each language.

``python -m tools.messages de`` begins the catalogue of a new language.

Messages are collected from the calls of gettext in the sources, from the help of commands and options, and from
Typer and the system. New ones are added without a translation. Needs Babel.
"""

from __future__ import annotations

import inspect
import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from orgcli.i18n import language

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = Path(__file__).parent.parent / "src" / "orgcli"
# A message of Typer's own.
TYPER = ("Show this message and exit.",)
# The common reasons of the system and of libyaml for refusing a file.
REASONS = (
    "No such file or directory",
    "Is a directory",
    "Not a directory",
    "Permission denied",
    "File exists",
    "No space left on device",
    "Read-only file system",
    "cannot be read",
    "cannot be written",
    "mapping values are not allowed in this context",
    "found character that cannot start any token",
    "did not find expected key",
    "could not find expected ':'",
    "did not find expected node content",
    "did not find expected ',' or '}'",
    "did not find expected ',' or ']'",
    "did not find expected '-' indicator",
    "found unexpected end of stream",
    "found unknown escape character",
)
# Lines of a catalogue that differ from one run to the next.
_VOLATILE = tuple(
    f'"{name}'.encode()
    for name in ("Project-Id", "Report-", "POT-", "PO-Rev", "Last-Tr", "Language-Team", "Generated-By")
)


def translations() -> list[str]:
    """Return the languages that have a catalogue: all but that of the messages themselves."""
    return [code for code in language.languages() if code != "en"]


def file(code: str) -> Path:
    """Return the catalogue of a language."""
    return language.FOLDER / code / "LC_MESSAGES" / f"{language.DOMAIN}.po"


def collected() -> Catalog:
    """Return all the messages of the program."""
    catalog = Catalog(domain=language.DOMAIN)
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2)}
    for file, line, message, _comments, _context in extract_from_dir(SOURCES, keywords=keywords):
        catalog.add(message, locations=[(file, line)])
    for message in (*TYPER, *REASONS, *help_texts(), *explanations()):
        catalog.add(message)
    return catalog


def help_texts() -> Iterator[str]:
    """Yield the help of every command, argument and option."""
    from orgcli.cli.app import program

    yield from _help_of(program())


def explanations() -> Iterator[str]:
    """Yield the explanation of every rule."""
    from orgcli.check import report

    for rule in report.RULES.values():
        yield from rule.paragraphs


def _help_of(command: Any) -> Iterator[str]:
    if command.help:
        yield inspect.cleandoc(command.help)
    for parameter in command.params:
        yield from filter(None, (getattr(parameter, "help", None), parameter.metavar))
    for part in getattr(command, "commands", {}).values():
        yield from _help_of(part)


def updated(code: str) -> Catalog:
    """Return the catalogue of a language with exactly the messages of the program."""
    po = file(code)
    catalog = read_po(io.BytesIO(po.read_bytes()), locale=code) if po.exists() else Catalog(locale=code)
    catalog.update(collected(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.header_comment = f"# The messages of orgcli in {Locale(code).english_name}."
    return catalog


def write(catalog: Catalog, po: Path) -> None:
    """Write a catalogue as a .po file, and compiled as a .mo file."""
    po.parent.mkdir(parents=True, exist_ok=True)
    catalog.creation_date = datetime.fromtimestamp(0, UTC)  # the same messages make the same files
    source = io.BytesIO()
    write_po(source, catalog, omit_header=False, no_location=True, sort_output=True, width=100)
    lines = source.getvalue().splitlines(keepends=True)
    po.write_bytes(b"".join(line for line in lines if not line.startswith(_VOLATILE)))
    with po.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, catalog)


def main() -> None:
    """Update the catalogue of every language."""
    for code in sorted({*translations(), *sys.argv[1:]}):
        catalog = updated(code)
        missing = [message for message in catalog if message.id and not all(_strings(message.string))]
        write(catalog, file(code))
        print(f"{code}: {len(catalog)} messages, {len(missing)} without translation")


def _strings(string: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return a translation, or all its plural forms."""
    return string if isinstance(string, tuple) else (string,)


if __name__ == "__main__":
    main()
