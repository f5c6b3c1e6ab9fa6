"""Bring the message catalogue up to date: ``python -m tools.messages`` (``--check`` only compares).

Messages are collected from the calls of gettext in the sources, from the help of commands and options,
and from what Typer itself says. New ones are added to the French catalogue untranslated, and the
catalogue is compiled. Needs Babel.
"""

from __future__ import annotations

import inspect
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src" / "orgcli"
FRENCH = SOURCES / "i18n" / "locale" / "fr" / "LC_MESSAGES" / "orgcli.po"
TYPER = ("Show this message and exit.",)
"""What Typer says as help that we translate."""
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
"""What the system and libyaml say when they refuse a file, as far as it is common."""
_VOLATILE = tuple(
    f'"{name}'.encode()
    for name in ("Project-Id", "Report-", "POT-", "PO-Rev", "Last-Tr", "Language-Team", "Generated-By")
)


def collected() -> Catalog:
    """Return all the messages of the program, in the order of the sources."""
    catalog = Catalog(domain="orgcli", locale="fr")
    keywords = {"_": None, "N_": None, "ngettext": (1, 2)}
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
    """Yield what `check --explain` says of every rule."""
    from orgcli.check import report

    for rule in report.CHECKS.values():
        yield from rule.paragraphs


def _help_of(command: Any) -> Iterator[str]:
    if command.help:
        yield inspect.cleandoc(command.help)
    for parameter in command.params:
        yield from filter(None, (getattr(parameter, "help", None), parameter.metavar))
    for part in getattr(command, "commands", {}).values():
        yield from _help_of(part)


def updated() -> Catalog:
    """Return the French catalogue with exactly the messages of the program."""
    catalog = read_po(io.BytesIO(FRENCH.read_bytes()), locale="fr") if FRENCH.exists() else Catalog(locale="fr")
    catalog.update(collected(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.header_comment = "# The messages of orgcli in French."
    return catalog


def written(catalog: Catalog) -> tuple[bytes, bytes]:
    """Return a catalogue as the content of its .po and .mo files."""
    source, compiled = io.BytesIO(), io.BytesIO()
    write_po(source, catalog, omit_header=False, no_location=True, sort_output=True, width=100)
    write_mo(compiled, catalog)
    kept = [line for line in source.getvalue().splitlines(keepends=True) if not line.startswith(_VOLATILE)]
    return b"".join(kept), compiled.getvalue()


def main() -> int:
    """Write the catalogue, or with ``--check`` tell whether it is up to date and complete."""
    catalog = updated()
    missing = [message.id for message in catalog if message.id and not all(_strings(message.string))]
    if "--check" in sys.argv:
        known = {message.id for message in read_po(io.BytesIO(FRENCH.read_bytes())) if message.id}
        stale = known ^ {message.id for message in catalog if message.id}
        for message in (*missing, *stale):
            print("not up to date:", message)
        return bool(missing or stale)
    FRENCH.parent.mkdir(parents=True, exist_ok=True)
    source, compiled = written(catalog)
    FRENCH.write_bytes(source)
    FRENCH.with_suffix(".mo").write_bytes(compiled)
    print(f"{len(catalog)} messages, {len(missing)} without translation")
    return 0


def _strings(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string,)


if __name__ == "__main__":
    sys.exit(main())
