"""Plain sentences for a screen reader: no boxes, no columns, no arrows, one fact a line.

What they are made of; the sentences of each answer stand beside its drawing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.graph.details import Superior
    from orgcli.graph.reporting import Step


def fact(*parts: str | None) -> str:
    """Return a fact as one line: its parts with commas, and a full stop."""
    sentence = " ".join(", ".join(part for part in parts if part).splitlines()).rstrip(" ;")
    line = text.printable(sentence[:1].upper() + sentence[1:])
    return line if line.endswith((".", "!", "?", "…")) else f"{line}."


def labelled(label: str, value: str) -> str:
    """Return a value after its label."""
    return _("{label}: {value}").format(label=label, value=value)


def clause(ref: str | None) -> str | None:
    """Return “clause 8.14 a)”, or None without one."""
    return _("clause {ref}").format(ref=clauses.label(ref)) if ref else None


def statement(ref: str | None, words: str) -> str:
    """Return a statement after its clause."""
    return fact(labelled(clause(ref) or _("no clause"), words))


def grounds(line: Step | Superior) -> Iterator[str | None]:
    """Yield what a reporting line rests on, and what limits it."""
    yield clause(line.ref)
    yield _("a line inferred, not written") if line.inferred else None
    yield _("only {condition}").format(condition=line.condition) if line.condition else None
