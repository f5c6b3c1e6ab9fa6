"""The search index of an organisation made, in tables of SQLite: every statement a passage, every word its spots."""

from __future__ import annotations

import json
import re
import sys
from array import array
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from orgcli import refs, text
from orgcli.compile import SETTINGS
from orgcli.graph import Kind, duties
from orgcli.index import FIELDS, LANGUAGES, ZONES, Zone, kept, stem
from orgcli.model import Group
from orgcli.stopwords import GRAMMAR
from orgcli.walk import posts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from orgcli.compile import Rows
    from orgcli.graph import Item
    from orgcli.model import Post, Unit

_TABLES = """
CREATE TABLE passage(number INTEGER PRIMARY KEY, owner INTEGER, ref TEXT, field TEXT, text TEXT, kind TEXT);
CREATE TABLE word(word TEXT PRIMARY KEY, fr TEXT, en TEXT, spots BLOB) WITHOUT ROWID;
CREATE TABLE expression(grp INTEGER, words TEXT, fr TEXT, en TEXT);
CREATE TABLE whole(name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX word_fr ON word(fr);
CREATE INDEX word_en ON word(en);
CREATE INDEX expression_fr ON expression(fr);
CREATE INDEX expression_en ON expression(en);
CREATE INDEX expression_grp ON expression(grp);
CREATE INDEX expression_words ON expression(words);
CREATE INDEX passage_owner ON passage(owner);
"""
_HYPHENATED = re.compile(r"\w+(?:-\w+)+")
_GAP = 20
"""Positions between two entries of a zone, so that no phrase runs from one into the next."""


@lru_cache(maxsize=10_000)
def _words(entry: str) -> tuple[str, ...]:
    """Return the folded words of an entry; names of bodies come again and again."""
    return tuple(map(sys.intern, text.words(entry)))


def write(rows: Rows, connection: sqlite3.Connection) -> None:
    """Fill an empty database with the index of an organisation."""
    writer = _Writer(rows)
    connection.isolation_level = None
    connection.executescript(f"{SETTINGS} {_TABLES} BEGIN;")
    connection.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?)", writer.passages())
    words = (
        (word, *(None if word in GRAMMAR else stem(word, lang) for lang in LANGUAGES), spots.tobytes())
        for word, spots in sorted(writer.spots.items())
    )
    connection.executemany("INSERT INTO word VALUES (?, ?, ?, ?)", words)
    connection.executemany("INSERT INTO expression VALUES (?, ?, ?, ?)", writer.expressions())
    whole = {"owners": writer.owners, "fields": writer.fields, "above": writer.above}
    connection.executemany("INSERT INTO whole VALUES (?, ?)", ((name, part.tobytes()) for name, part in whole.items()))
    connection.execute("INSERT INTO whole VALUES ('groups', ?)", (json.dumps(writer.groups),))
    connection.execute("COMMIT")
    connection.executescript(_INDEXES)


class _Writer:
    """Makes the passages of an organisation, unit by unit, and notes where each word stands."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.ranks = {node.id: rank for rank, node in enumerate(rows.nodes)}
        self.spots: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self.owners = array("i")
        """Of each passage: the rank of its unit or, below zero, its place in ``groups``."""
        self.fields = array("b")
        self.groups: list[list[int]] = []
        self.above = array("i", [-1 if node.owner is None else self.ranks[node.owner] for node in rows.nodes])

    def passages(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of all passages, those of units first."""
        for rank, node in enumerate(self.rows.nodes):
            if node.kind is Kind.UNIT:
                yield from self._of_unit(rank, cast("Unit", node.item))
        members = {group.id: found for group, found in self.rows.members}
        for node in self.rows.nodes:
            if isinstance(node.item, Group):
                self.groups.append(sorted(self.ranks[member] for member in members[node.id]))
                yield from self._of_group(-len(self.groups), node.item)

    def _add(  # noqa: PLR0913, PLR0917 - the columns of a passage, and the texts of each of its zones
        self, owner: int, ref: str | None, field: str, shown: str, kind: str, zones: Mapping[int, Iterable[str]]
    ) -> tuple[Any, ...]:
        number = len(self.owners)
        self.owners.append(owner)
        self.fields.append(FIELDS.index(field))
        spots = self.spots
        for zone, entries in zones.items():
            place, position = number * ZONES + zone, 0
            for entry in entries:
                for word in _words(entry):
                    spots[word].extend((place, position))
                    position += 1
                for joined in _HYPHENATED.findall(entry) if "-" in entry else ():
                    spots["".join(text.words(joined))].extend((place, position))
                position += _GAP
        return number, owner, ref, field, shown, kind

    def _of_unit(self, rank: int, unit: Unit) -> Iterator[tuple[Any, ...]]:
        kind = " ".join(text.words(unit.kind or ""))
        yield self._add(rank, unit.ref, "name", unit.name, kind, {Zone.TEXT: [unit.name], Zone.KEYWORD: unit.keywords})
        for alias in unit.aliases:
            yield self._add(rank, unit.ref, "alias", alias.name, kind, {Zone.TEXT: [alias.name]})
        yield from self._of_duties(rank, unit)
        held = posts(unit)
        for post in [*held[:1], *sorted(held[1:], key=lambda post: self.ranks[post.id])] if unit.head else held:
            yield self._of_post(rank, unit, post)
            yield from self._of_duties(rank, post)

    def _of_post(self, rank: int, unit: Unit, post: Post) -> tuple[Any, ...]:
        called = self.rows.called
        zones: dict[int, Iterable[str]] = {
            Zone.TEXT: [post.title],
            Zone.KEYWORD: [*called(post.id)[1:], *post.keywords, *([post.person] if post.person else [])],
            Zone.LINK: [note.text for note in post.notes],
            Zone.DEPUTY: [name for line in post.deputy_of for name in called(line.post)],
            Zone.SUPERIOR: [name for line in self.rows.lines[post.id] for name in called(line.to)],
        }
        if post is unit.head:
            zones[Zone.NAME] = called(unit.id)
        return self._add(rank, post.ref, "head", post.title, "", zones)

    def _of_group(self, owner: int, group: Group) -> Iterator[tuple[Any, ...]]:
        zones = {Zone.TEXT: [group.name], Zone.KEYWORD: [*(alias.name for alias in group.aliases), *group.keywords]}
        yield self._add(owner, group.ref, "name", group.name, "", zones)
        yield from self._of_duties(owner, group)

    def _of_duties(self, owner: int, part: Item) -> Iterator[tuple[Any, ...]]:
        for duty in sorted(duties(part), key=lambda duty: (refs.sort_key(duty.ref), duty.text)):
            others = [name for link in duty.links for name in self.rows.called(link.with_)]
            zones = {Zone.TEXT: [duty.text], Zone.KEYWORD: duty.keywords, Zone.LINK: others}
            yield self._add(owner, duty.ref, "duty", duty.text, "", zones)
        for link in part.links:
            others = self.rows.called(link.with_)
            yield self._add(owner, link.ref, "link", others[0], "", {Zone.LINK: others})

    def expressions(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of all that mean the same: the groups of the file, and the names of each node."""
        number = 0
        called = (self.rows.called(node.id) for node in self.rows.nodes if node.item.aliases)
        for entries in (*self.rows.org.synonyms, *called):
            found = [words for entry in entries if (words := _expression(entry))]
            if len(found) > 1:
                yield from ((number, " ".join(words), *(stem(words[0], lang) for lang in LANGUAGES)) for words in found)
                number += 1


def _expression(entry: str) -> tuple[str, ...]:
    """Return the main words of an expression; none if what it has besides grammar is too little to tell it."""
    words = _words(entry)
    main = kept(words)
    return () if GRAMMAR.issuperset(main) or len(main) == 1 < len(words) else main
