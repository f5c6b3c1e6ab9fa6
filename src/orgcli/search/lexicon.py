"""Expressions that mean the same to those who ask: of the lexicon in ``wordlists/lexicon/``, or of a file's synonyms.

The lexicon is searched in a compiled form, which ``python -m tools.lexicon`` writes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from orgcli.i18n import text
from orgcli.search.words import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("fr", "en")
COMPILED = FOLDER / "lexicon.compiled"
"""The groups, the single words and, by language, the places of each expression: see `synonyms.Groups`."""
SECTION = "\f"
"""What separates the parts of the compiled lexicon."""
_ENTRY = re.compile(r"\s*(?P<broad>~?)(?:(?P<lang>[a-z]{2}):)?(?:to |se |s['’])?(?P<words>.*)")


class Origin(IntEnum):
    """Where a group of expressions is from."""

    FILE = 0
    LEXICON = 1


@dataclass(frozen=True)
class Expression:
    """Words that stand for a notion; a broad one means more than the others, one of a language counts there only.

    ``written`` are the words with their accents.
    """

    words: tuple[str, ...]
    broad: bool = False
    lang: str | None = None
    written: str = ""

    @classmethod
    def parse(cls, entry: str) -> Expression:
        """Return the expression of an entry as it is written: ``~fr:pays``."""
        match = _ENTRY.fullmatch(entry)
        if not match:
            return cls(())
        return cls(tuple(text.words(match["words"])), bool(match["broad"]), match["lang"], match["words"])

    def __str__(self) -> str:
        """Return the entry as it is written."""
        return f"{'~' if self.broad else ''}{f'{self.lang}:' if self.lang else ''}{self.shown}"

    @property
    def shown(self) -> str:
        """Return its words with their accents."""
        return text.as_written(" ".join(self.words), self.written)

    def is_of(self, lang: str) -> bool:
        """Return whether the expression counts in a language."""
        return self.lang in {None, lang}


def groups() -> Iterator[list[Expression]]:
    """Yield the groups of the lexicon."""
    for file in sorted((FOLDER / "lexicon").glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield [Expression.parse(entry) for entry in line.split(",") if entry.strip()]
