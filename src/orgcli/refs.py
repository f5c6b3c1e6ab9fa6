"""Clause numbers: how they are read, ordered and shown."""

from __future__ import annotations

import re

PATTERN = r"\d+(\.\d+)*( ?[a-z]{1,3}\)?)?"
"""What a clause number looks like in the file: ``8``, ``8.14``, ``8.14 a``."""

_PARTS = re.compile(
    r"(?:§§?|art(?:icle)?\.?|para(?:graphe?)?\.?|par\.?|clause|section|alinéa)?"
    r"\s*(\d+(?:\.\d+)*)\.?\s*\(?([a-z]{1,3})?\)?\.?",
    re.IGNORECASE,
)

_LAST = ((999999,), "")


def normalise(text: str) -> str | None:
    """Return the clause that a person wrote as the file writes it, or None if it is not one.

    ``§ 8.14``, ``8.14a)``, ``8.14 (a)`` and ``8.14 A`` are ``8.14`` and ``8.14 a``.
    """
    found = _PARTS.fullmatch(re.sub(r"(?<=\d),(?=\d)", ".", text.replace("\N{NO-BREAK SPACE}", " ")).strip())
    if not found:
        return None
    number, letter = found.groups()
    return f"{number} {letter.lower()}" if letter else number


def sort_key(ref: str | None) -> tuple[tuple[int, ...], str]:
    """Order clauses as the text does: 2.9 before 2.10, 8.14 before 8.14 a; no clause comes last."""
    if not ref:
        return _LAST
    number, _, letter = ref.partition(" ")
    if not number.replace(".", "").isdecimal():  # not as the file has it
        number, _, letter = (normalise(ref) or "999999").partition(" ")
    return tuple(map(int, number.split("."))), letter


def label(ref: str | None) -> str:
    """Return the clause as official texts print it: ``8.14 a`` is ``8.14 a)``."""
    return f"{ref})".replace(" ", "\N{NO-BREAK SPACE}") if ref and " " in ref else ref or ""


def within(ref: str | None, clause: str) -> bool:
    """Tell whether ``ref`` is ``clause`` or lies in it: 8.14 a is in 8.14 and in 8."""
    return ref is not None and (ref == clause or ref.startswith((f"{clause}.", f"{clause} ")))
