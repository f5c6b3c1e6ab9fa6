"""Clause numbers: how they are read, ordered and shown."""

from __future__ import annotations

import re
from functools import lru_cache

# What a clause number looks like in the file: ``8``, ``8.14``, ``8.14 a``.
PATTERN = r"\d+(\.\d+)*( ?[a-z]{1,3}\)?)?"

_PARTS = re.compile(
    r"(?:§§?|art(?:icle)?\.?|para(?:graphe?)?\.?|par\.?|clause|section|alinéa)?"
    r"\s*(\d+(?:\.\d+)*)\.?\s*\(?([a-z]{1,3})?\)?\.?",
    re.IGNORECASE,
)

_MOST = 0x10FFFE
LAST = chr(_MOST + 1)  # the sort key of a part without a clause


def normalise(text: str) -> str | None:
    """Return the clause that a person wrote as the file writes it, or None if it is not one.

    ``§ 8.14``, ``8.14a)``, ``8.14 (a)`` and ``8.14 A`` are ``8.14`` and ``8.14 a``.
    """
    match = _PARTS.fullmatch(re.sub(r"(?<=\d),(?=\d)", ".", text.replace("\N{NO-BREAK SPACE}", " ")).strip())
    if not match:
        return None
    number, letter = match.groups()
    return f"{number} {letter.lower()}" if letter else number


def written(ref: str) -> str:
    """Return a clause that fits `PATTERN` in its usual form: ``8.14a)`` is ``8.14 a``."""
    is_usual = ref[-1].isdigit() or (" " in ref and ref[-1] != ")")  # most are, and a file has many
    return ref if is_usual else normalise(ref) or ref


@lru_cache(maxsize=65536)
def sort_key(ref: str | None) -> str:
    """Return a text that sorts clauses as the official text has them: 2.9 before 2.10, 8.14 before 8.14 a.

    Each number is one character of that code point; no clause comes last.
    """
    if not ref:
        return LAST
    number, _, letter = ref.partition(" ")
    if not number.replace(".", "").isdecimal():  # not in the usual form
        number, _, letter = (normalise(ref) or f"{_MOST}").partition(" ")
    return "".join([chr(min(int(part) + 1, _MOST)) for part in number.split(".")]) + f"\0{letter}"


def label(ref: str | None) -> str:
    """Return the clause as official texts print it: ``8.14 a`` is ``8.14 a)``."""
    return f"{ref})".replace(" ", "\N{NO-BREAK SPACE}") if ref and " " in ref else ref or ""


def within(ref: str | None, clause: str) -> bool:
    """Return whether ``ref`` is ``clause`` or lies in it: 8.14 a is in 8.14 and in 8."""
    return ref is not None and (ref == clause or ref.startswith((f"{clause}.", f"{clause} ")))
