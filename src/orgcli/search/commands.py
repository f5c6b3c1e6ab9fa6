"""Questions that are no search, and the command that answers them: « quelles sont les sections », “who advises whom”."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from orgcli.errors import AmbiguousName, UnknownName
from orgcli.graph import names
from orgcli.graph.nodes import Kind
from orgcli.i18n import text
from orgcli.search.words import lines, singular

if TYPE_CHECKING:
    from orgcli.graph.organisation import Organisation

_ASK = r"(?:quel(?:le)?s sont|qui sont|(?:fais |faites )?(?:la )?liste(?:r|z)?|montre[rz]?(?: moi)?|donne[rz]?(?: moi)?|"
_ASK += r"(?:what|which|who) are|list|show(?: me)?|give me) (?:de |d |of )?"
_EVERY, _ARTICLE = r"(?:tou(?:te)?s|all(?: of)?|every) ", r"(?:les|des|the) "
_PLACEHOLDERS = {
    "all": rf"(?:{_ASK}(?:{_EVERY})?(?:{_ARTICLE})?|{_EVERY}(?:{_ARTICLE})?|{_ARTICLE})",
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
    known: dict[str, str | None] = {}
    for key, wanted in match.groupdict().items():
        known[f"{{{key}}}"] = _kind(org, wanted) if key == "kind" else _name(org, wanted)
    if None in known.values():
        return None
    if words[:3] == ["list", "links", "--with"]:
        node_id = names.resolve(org, match["name"], names.EVERYTHING)
        words = [*words[:2], "--to" if org.kind(node_id) is Kind.BODY else "--from", *words[3:]]
    return [known.get(word) or word for word in words]


def _kind(org: Organisation, wanted: str) -> str | None:
    """Return the kind of unit of the file that a word names, in the singular or plural."""
    kinds = {singular(text.key(label)): label for node_id in org.ids_of(Kind.UNIT) if (label := org.label(node_id))}
    return kinds.get(singular(wanted))


def _name(org: Organisation, wanted: str) -> str | None:
    """Return the name of what is meant as it is written, if one thing is."""
    called = names.called(org, wanted)
    with suppress(UnknownName, AmbiguousName):
        return names.qualified(org, called[0] if called else names.resolve(org, wanted, names.EVERYTHING))
    return None
