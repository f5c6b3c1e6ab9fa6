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
from orgcli.search.intent import ALL
from orgcli.search.words import GRAMMAR, lines

if TYPE_CHECKING:
    from orgcli.graph.organisation import Organisation

_QUESTION = GRAMMAR | {"list", "liste", "lister", "montre", "donne", "show", "give"}
_PLURALS, _GERMAN_PLURALS = ("s", "x", "es"), ("e", "en", "n")
_PLACEHOLDERS = {
    "all": ALL,
    "of": r"(?:de|du|des|d|dans|sous|en dessous de|of|in|under|beneath|below)",
    "kind": r"(?P<kind>\w+(?: \w+){0,3}?)",
    "name": r"(?P<name>.+)",
}


def command(org: Organisation, asked: str) -> list[str] | None:
    """Return the command line, without ``orgcli``, that answers a question of list, count or relation, if any does."""
    plain = text.key(asked)
    if _QUESTION.isdisjoint(plain.split()):  # saves the patterns where words are searched
        kind = _kind(org, plain)
        return ["list", "units", "--kind", kind] if kind and not names.called(org, asked) else None
    if names.called(org, asked):
        return None
    for words, pattern in _table():
        if (match := pattern.fullmatch(plain)) and (filled := _filled(org, words, match)):
            return filled
    return None


@cache
def _table() -> list[tuple[list[str], re.Pattern[str]]]:
    """Return the commands with their patterns, in which each type of link is a group."""
    entries = [line.split(" = ", 1) for line in lines("commands.txt")]
    verbs = [f"(?P<{words.split()[1]}>{pattern})" for words, pattern in entries if words.startswith("link ")]
    placeholders = {**_PLACEHOLDERS, "link": f"(?:{'|'.join(verbs)})"}
    table = []
    for words, pattern in entries:
        filled = pattern
        for key, value in placeholders.items():
            filled = filled.replace(f"{{{key}}}", value)
        if not words.startswith("link "):
            table.append((words.split(), re.compile(filled)))
    return table


def _filled(org: Organisation, words: list[str], match: re.Match[str]) -> list[str] | None:
    """Return a command with the kind, name and link of the question, or None if the organisation does not know them."""
    groups = match.groupdict()
    kind, node_id = _kind(org, groups.pop("kind", "")), _node(org, groups.pop("name", ""))
    if ("{kind}" in words and not kind) or ("{name}" in words and not node_id):
        return None
    link = next((type_ for type_, verb in groups.items() if verb), None)
    known = {"{kind}": kind, "{name}": names.qualified(org, node_id) if node_id else None, "{link}": link}
    if node_id and "--with" in words:
        known["--with"] = "--to" if org.kind(node_id) is Kind.BODY else "--from"
    return [known.get(word) or word for word in words]


def _kind(org: Organisation, plural: str) -> str | None:
    """Return the kind of unit of the file that words in the plural name."""
    labels = dict.fromkeys(filter(None, map(org.label, org.ids_of(Kind.UNIT))))
    return next((label for label in labels if plural in _plurals(text.key(label), org.facts.language)), None)


def _plurals(kind: str, lang: str) -> set[str]:
    """Return what may be the plural of a kind, or the kind itself if it may be in the plural already."""
    endings = [*_PLURALS, *_GERMAN_PLURALS] if lang == "de" else _PLURALS
    others = {f"{kind[:-1]}ies"} if kind.endswith("y") else {kind} if kind.endswith(("s", "x")) else set()
    return {kind + ending for ending in endings} | others


def _node(org: Organisation, wanted: str) -> str | None:
    """Return the id of the one thing that is meant, if one is."""
    if called := names.called(org, wanted):
        return called[0]
    with suppress(UnknownName, AmbiguousName):
        return names.resolve(org, wanted, names.EVERYTHING)
    return None
