"""Rules about what is written: duties and their clauses, and the typography of French texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from orgcli.check.registry import Subject, rule
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import primary
from orgcli.org import clauses, traversal
from orgcli.org.model import Alias, Body, Duty, Group, Link, Note, Post, Superior, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator


_STRAIGHT = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_DOUBLE = re.compile(r"(?<=\S)[ \N{NO-BREAK SPACE}]{2,}(?=\S)")
_FIRST_WORD = re.compile(r"[^\w]*(?:ne pas |n'(?:y |en )?pas )?(?:se |s')?([\w-]+)")
_INFINITIVE = ("er", "ir", "re", "oir")
_PROSE: dict[type, tuple[str, ...]] = {
    Unit: ("name",),
    Body: ("name",),
    Group: ("name",),
    Post: ("title",),
    Duty: ("text",),
    Note: ("text",),
    Link: ("condition",),
    Superior: ("condition",),
}


@rule("W401")
def repeated_refs(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """Two duties cite the same lettered item."""
    seen: set[str] = set()
    for path, part in subject.of(Duty):
        if part.ref and " " in part.ref:
            if part.ref in seen:
                yield (*path, "ref"), _("another duty cites {ref} already").format(ref=clauses.label(part.ref))
            seen.add(part.ref)


@rule("W402")
def disordered_refs(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """Duties in another order than their clauses."""
    for path, part in subject.of(Unit, Post, Group):
        before: str | None = None
        for position, duty in enumerate(part.duties):
            if before and duty.ref and clauses.sort_key(duty.ref) < clauses.sort_key(before):
                facts = {"ref": clauses.label(duty.ref), "before": clauses.label(before)}
                yield (*path, "duties", position, "ref"), _("{ref} comes after {before}").format(**facts)
            before = duty.ref or before


def _prose(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """Yield the texts that are in the language of the file."""
    for path, part in subject.parts:
        if isinstance(part, Alias) and part.source == "text":
            yield (*path, "name"), part.name
        for key in _PROSE.get(type(part), ()):
            value = getattr(part, key)
            if value:
                yield (*path, key), value


def _around(value: str, start: int, end: int, most: int = 12) -> str:
    before, after = value[max(start - most, 0) : start], value[end : end + most]
    return ("…" if start > most else "") + before + value[start:end] + after + ("…" if end + most < len(value) else "")


def _in_french(subject: Subject, fault: re.Pattern[str]) -> Iterator[tuple[traversal.Path, str]]:
    """Yield the French texts with a fault, each by its path and the words around the first."""
    for path, value in _prose(subject) if primary(subject.org.lang) == "fr" else ():
        if match := fault.search(value):
            yield path, _around(value, *match.span())


@rule("W405")
def straight_apostrophes(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """A straight apostrophe in a French text."""
    for path, words in _in_french(subject, _STRAIGHT):
        yield path, _("straight apostrophe: “{words}”").format(words=words)


@rule("W406")
def double_spaces(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """Two spaces in a row inside a French text."""
    for path, words in _in_french(subject, _DOUBLE):
        yield path, _("several spaces in a row: “{words}”").format(words=words)


@rule("W407")
def no_infinitive(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """A French duty that does not begin with an infinitive."""
    for path, part in subject.of(Duty) if primary(subject.org.lang) == "fr" else ():
        if part.kind == "duty" and not _infinitive(part.text):
            start = " ".join(part.text.split()[:4])
            yield (*path, "text"), _("the duty does not begin with an infinitive: “{words}…”").format(words=start)


def _infinitive(value: str) -> bool:
    """Return whether a text begins with what looks like an infinitive, after « ne pas », « se » or « s’ »."""
    match = _FIRST_WORD.match(text.fold(value).replace("’", "'"))
    return match is not None and match[1].endswith(_INFINITIVE)
