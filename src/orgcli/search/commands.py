"""Questions that another command answers: « quelles sont les sections », “who advises whom”."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from orgcli.errors import AmbiguousName, UnknownName
from orgcli.graph import names
from orgcli.graph.nodes import Kind
from orgcli.i18n import text
from orgcli.search.question import ALL
from orgcli.search.words import lines, singular

if TYPE_CHECKING:
    from orgcli.graph.organisation import Organisation

_PLACEHOLDERS = {
    "all": ALL,
    "of": r"(?:de|du|des|d|dans|sous|en dessous de|of|in|under|beneath|below)",
    "kind": r"(?P<kind>\w+)",
    "name": r"(?P<name>.+)",
}


def command(org: Organisation, asked: str) -> list[str] | None:
    """Return the command line, without ``orgcli``, that answers a question of list, count or relation, if any does."""
    plain = text.key(asked)
    if names.called(org, asked):
        return None
    for words, pattern in _table():
        if (match := pattern.fullmatch(plain)) and (filled := _filled(org, words, match)):
            return filled
    return None


@cache
def _table() -> list[tuple[list[str], re.Pattern[str]]]:
    """Return the commands with their patterns, one for each type of link where they have a link."""
    entries = [line.split(" = ", 1) for line in lines("commands.txt")]
    verbs = {words.split()[1]: pattern for words, pattern in entries if words.startswith("link ")}
    table = []
    for words, pattern in entries:
        if words.startswith("link "):
            continue
        for type_, verb in verbs.items() if "{link}" in words else [("", "")]:
            filled = pattern.replace("{link}", f"(?:{verb})")
            for key, value in _PLACEHOLDERS.items():
                filled = filled.replace(f"{{{key}}}", value)
            table.append((words.replace("{link}", type_).split(), re.compile(filled)))
    return table


def _filled(org: Organisation, words: list[str], match: re.Match[str]) -> list[str] | None:
    """Return a command with the kind and name of the question, or None if the organisation does not know them."""
    groups = match.groupdict()
    kind, node_id = _kind(org, groups.get("kind", "")), _node(org, groups.get("name", ""))
    if ("kind" in groups and not kind) or ("name" in groups and not node_id):
        return None
    known = {"{kind}": kind, "{name}": names.qualified(org, node_id) if node_id else None}
    if node_id and "--with" in words:
        known["--with"] = "--to" if org.kind(node_id) is Kind.BODY else "--from"
    return [known.get(word) or word for word in words]


def _kind(org: Organisation, plural: str) -> str | None:
    """Return the kind of unit of the file that a word in the plural names."""
    kinds = {singular(text.key(label)): label for node_id in org.ids_of(Kind.UNIT) if (label := org.label(node_id))}
    return kinds.get(singular(plural)) if plural.endswith(("s", "x")) else None


def _node(org: Organisation, wanted: str) -> str | None:
    """Return the id of the one thing that is meant, if one is."""
    if called := names.called(org, wanted):
        return called[0]
    with suppress(UnknownName, AmbiguousName):
        return names.resolve(org, wanted, names.EVERYTHING)
    return None
