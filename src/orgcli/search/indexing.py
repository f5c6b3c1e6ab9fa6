"""The search index of an organisation made, in tables of SQLite: every statement a passage, every word its spots."""

from __future__ import annotations

import json
import re
from array import array
from collections import defaultdict
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, cast

from orgcli.graph.compile import SETTINGS
from orgcli.graph.organisation import Kind, duties
from orgcli.i18n import text
from orgcli.org.model import Group
from orgcli.search.index import FIELDS, LANGUAGES, POSITIONS, ZONES, Zone, in_order, kept, stem, stemmed
from orgcli.search.words import GRAMMAR

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from orgcli.graph.compile import Rows, Tell
    from orgcli.graph.organisation import Item
    from orgcli.org.model import Post, Unit

_TABLES = """
CREATE TABLE word(word TEXT PRIMARY KEY, stem TEXT, spots BLOB) WITHOUT ROWID;
CREATE TABLE expression(grp INTEGER, words TEXT, fr TEXT, en TEXT);
CREATE TABLE whole(name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX word_stem ON word(stem);
CREATE INDEX expression_fr ON expression(fr);
CREATE INDEX expression_en ON expression(en);
CREATE INDEX expression_grp ON expression(grp);
CREATE INDEX expression_words ON expression(words);
"""
_HYPHENATED = re.compile(r"\w+(?:-\w+)+")
_GAP = 20
"""Positions between two entries of a zone, so that no phrase runs from one into the next."""

Entry = tuple[list[str], list[str]]
"""The folded words of a text, and those it has with hyphens, made one each."""


def _entry(entry: str) -> Entry:
    return text.words(entry), _joined(entry)


def _joined(entry: str) -> list[str]:
    return ["".join(text.words(found)) for found in _HYPHENATED.findall(entry)] if "-" in entry else []


def write(rows: Rows, connection: sqlite3.Connection, tell: Tell) -> None:
    """Fill an empty database with the index of an organisation; ``tell`` is given the share that is done."""
    writer = _Writer(rows)
    connection.isolation_level = None
    connection.executescript(f"{SETTINGS} {_TABLES} BEGIN;")
    writer.write(tell)
    lang = rows.org.lang
    words = (
        (word, None if word in GRAMMAR else stemmed(word, lang), writer.spots.pop(word).tobytes())
        for word in sorted(writer.spots)
    )
    connection.executemany("INSERT INTO word VALUES (?, ?, ?)", words)
    connection.executemany("INSERT INTO expression VALUES (?, ?, ?, ?)", writer.expressions())
    whole = {"owners": writer.owners, "sayers": writer.sayers, "fields": writer.fields, "above": writer.above}
    connection.executemany("INSERT INTO whole VALUES (?, ?)", ((name, part.tobytes()) for name, part in whole.items()))
    connection.execute("INSERT INTO whole VALUES ('groups', ?)", (json.dumps(writer.groups),))
    connection.execute("COMMIT")
    connection.executescript(_INDEXES)


class _Writer:
    """Makes the passages of an organisation, unit by unit, and notes where each word stands."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.ranks = {node.id: rank for rank, node in enumerate(rows.nodes)}
        self.called = lru_cache(maxsize=20_000)(self._called)
        self.spots: dict[str, array[int]] = defaultdict(partial(array, "Q"))
        self.first = 0
        """The first spot of the last passage."""
        self.owners = array("i")
        """Of each passage: the rank of its unit or, below zero, its place in ``groups``."""
        self.sayers = array("i")
        """Of each passage: the rank of the unit, post or group that says it of itself."""
        self.fields = array("b")
        self.groups: list[list[int]] = []
        self.above = array("i", [-1 if node.owner is None else self.ranks[node.owner] for node in rows.nodes])

    def _called(self, name: str) -> list[Entry]:
        """Return what a node is called; a superior is asked for again and again."""
        node = self.rows.by_id[name]
        return [(key.split(), _joined(called)) for key, called in zip(node.keys, node.names, strict=True)]

    def write(self, tell: Tell) -> None:
        """Note all passages, those of units first."""
        for rank, node in self.rows.ranked(tell):
            if node.kind is Kind.UNIT:
                self._unit(rank, cast("Unit", node.item))
        members = {group.id: found for group, found in self.rows.members}
        for rank, node in enumerate(self.rows.nodes):
            if isinstance(node.item, Group):
                self.groups.append(sorted(self.ranks[member] for member in members[node.id]))
                self._group(-len(self.groups), rank, node.item)

    def _passage(self, owner: int, sayer: int, field: str) -> None:
        """Begin a passage."""
        self.first = len(self.owners) * ZONES * POSITIONS
        self.owners.append(owner)
        self.sayers.append(sayer)
        self.fields.append(FIELDS.index(field))

    def _zone(self, zone: int, entries: Iterable[Entry]) -> None:
        """Note where the words of a zone of the passage stand."""
        spots, spot = self.spots, self.first + zone * POSITIONS
        for words, joined in entries:
            for word in words:
                spots[word].append(spot)
                spot += 1
            for word in joined:
                spots[word].append(spot)
            spot += _GAP

    def _keywords(self, entries: tuple[str, ...]) -> None:
        if entries:
            self._zone(Zone.KEYWORD, map(_entry, entries))

    def _unit(self, rank: int, unit: Unit) -> None:
        name, *aliases = self.called(unit.id)
        self._passage(rank, rank, "name")
        self._zone(Zone.TEXT, [name])
        self._keywords(unit.keywords)
        for entry in aliases:
            self._passage(rank, rank, "alias")
            self._zone(Zone.TEXT, [entry])
        self._duties(rank, rank, unit)
        if unit.head:
            self._post(rank, unit.head, unit)
        for post in sorted(unit.posts, key=lambda post: self.ranks[post.id]):
            self._post(rank, post)

    def _post(self, owner: int, post: Post, headed: Unit | None = None) -> None:
        title, *others = self.called(post.id)
        rank = self.ranks[post.id]
        self._passage(owner, rank, "head")
        self._zone(Zone.TEXT, [title])
        if others or post.keywords or post.person:
            said = (*post.keywords, *([post.person] if post.person else []))
            self._zone(Zone.KEYWORD, [*others, *map(_entry, said)])
        if post.notes:
            self._zone(Zone.LINK, [_entry(note.text) for note in post.notes])
        if post.deputy_of:
            self._zone(Zone.DEPUTY, [entry for line in post.deputy_of for entry in self.called(line.post)])
        self._zone(Zone.SUPERIOR, [entry for line in self.rows.lines[post.id] for entry in self.called(line.to)])
        if headed:
            self._zone(Zone.NAME, self.called(headed.id))
        self._duties(owner, rank, post)

    def _group(self, owner: int, rank: int, group: Group) -> None:
        name, *others = self.called(group.id)
        self._passage(owner, rank, "name")
        self._zone(Zone.TEXT, [name])
        self._zone(Zone.KEYWORD, [*others, *map(_entry, group.keywords)])
        self._duties(owner, rank, group)

    def _duties(self, owner: int, rank: int, part: Item) -> None:
        for duty in in_order(duties(part)):
            self._passage(owner, rank, "duty")
            self._zone(Zone.TEXT, [_entry(duty.text)])
            self._keywords(duty.keywords)
            if duty.links:
                self._zone(Zone.LINK, [entry for link in duty.links for entry in self.called(link.with_)])
        for link in part.links:
            self._passage(owner, rank, "link")
            self._zone(Zone.LINK, self.called(link.with_))

    def expressions(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of all that mean the same: the groups of the file, and the names of each node."""
        number = 0
        called = (node.names for node in self.rows.nodes if node.item.aliases)
        for entries in (*self.rows.org.synonyms, *called):
            found = [words for entry in entries if (words := _expression(entry))]
            if len(found) > 1:
                yield from ((number, " ".join(words), *(stem(words[0], lang) for lang in LANGUAGES)) for words in found)
                number += 1


def _expression(entry: str) -> tuple[str, ...]:
    """Return the main words of an expression; none if what it has besides grammar is too little to tell it."""
    words = text.words(entry)
    main = kept(words)
    return () if GRAMMAR.issuperset(main) or len(main) == 1 < len(words) else main
