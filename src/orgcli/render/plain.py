"""The parts of sentences for a screen reader: no boxes, columns or arrows, one fact a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.i18n import labels, text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
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


def labelled(label: str, value: str | int) -> str:
    """Return a value after its label."""
    return _("{label}: {value}").format(label=label, value=value)


def clause(ref: str | None) -> str | None:
    """Return “clause 8.14 a)”, or None without one."""
    return _("clause {ref}").format(ref=clauses.label(ref)) if ref else None


def statement(ref: str | None, words: str) -> str:
    """Return a statement after its clause."""
    return fact(labelled(clause(ref) or _("no clause"), words))


def unit(line: Step | Superior) -> str | None:
    """Return the unit of a post, unless the unit itself stands for its head."""
    return line.unit if line.unit != line.post else None


def post(line: Step | Superior) -> str:
    """Return a post with its unit, and who holds it, in brackets."""
    beside = ", ".join(filter(None, (unit(line), line.held)))
    return f"{line.post} ({beside})" if beside else line.post


def grounds(line: Step | Superior) -> Iterator[str | None]:
    """Yield the clause of a reporting line, whether it is inferred, and its condition."""
    yield clause(line.ref)
    yield _("a line inferred, not written") if line.inferred else None
    yield limits(line) or None


def limits(line: Step | Superior) -> str:
    """Return what sort of reporting line it is, and when it holds."""
    return ", ".join(filter(None, (line.label, labels.line_condition(line.condition) if line.condition else "")))


def more_lines(number: int) -> str:
    """Return the sentence that there are more reporting lines than those that are listed."""
    sentence = ngettext("There are more lines than this one.", "There are more lines than these {number}.", number)
    return sentence.format(number=number)
