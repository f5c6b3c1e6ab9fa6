"""The search index of an organisation made, in tables of SQLite: every statement a passage, every word its spots."""

from __future__ import annotations

import json
import re
from array import array
from collections import defaultdict
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, cast

from orgcli import refs, text
from orgcli.compile import SETTINGS
from orgcli.graph import Kind, duties
from orgcli.index import FIELDS, LANGUAGES, POSITIONS, ZONES, Zone, kept, stem
from orgcli.model import Group
from orgcli.stopwords import GRAMMAR
from orgcli.walk import posts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from orgcli.compile import Rows, Tell
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
    connection.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?)", writer.passages(tell))
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
        self.called = lru_cache(maxsize=10_000)(self._called)
        self.spots: dict[str, array[int]] = defaultdict(partial(array, "Q"))
        self.owners = array("i")
        """Of each passage: the rank of its unit or, below zero, its place in ``groups``."""
        self.fields = array("b")
        self.groups: list[list[int]] = []
        self.above = array("i", [-1 if node.owner is None else self.ranks[node.owner] for node in rows.nodes])

    def _called(self, name: str) -> list[Entry]:
        """Return what a node is called; a superior is asked for again and again."""
        node = self.rows.by_id[name]
        return [(key.split(), _joined(called)) for key, called in zip(node.keys, node.names, strict=True)]

    def passages(self, tell: Tell) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of all passages, those of units first."""
        for rank, node in self.rows.ranked(tell):
            if node.kind is Kind.UNIT:
                yield from self._of_unit(rank, cast("Unit", node.item))
        members = {group.id: found for group, found in self.rows.members}
        for node in self.rows.nodes:
            if isinstance(node.item, Group):
                self.groups.append(sorted(self.ranks[member] for member in members[node.id]))
                yield from self._of_group(-len(self.groups), node.item)

    def _add(  # noqa: PLR0913, PLR0917 - the columns of a passage, and the texts of each of its zones
        self, owner: int, ref: str | None, field: str, shown: str, kind: str, zones: Iterable[tuple[int, list[Entry]]]
    ) -> tuple[Any, ...]:
        number = len(self.owners)
        self.owners.append(owner)
        self.fields.append(FIELDS.index(field))
        spots = self.spots
        for zone, entries in zones:
            spot = (number * ZONES + zone) * POSITIONS
            for words, joined in entries:
                for word in words:
                    spots[word].append(spot)
                    spot += 1
                for word in joined:
                    spots[word].append(spot)
                spot += _GAP
        return number, owner, ref, field, shown, kind

    def _of_unit(self, rank: int, unit: Unit) -> Iterator[tuple[Any, ...]]:
        kind = text.key(unit.kind or "")
        name, *aliases = self.called(unit.id)
        yield self._add(
            *(rank, unit.ref, "name", unit.name, kind),
            ((Zone.TEXT, [name]), (Zone.KEYWORD, [_entry(keyword) for keyword in unit.keywords])),
        )
        for alias, entry in zip(unit.aliases, aliases, strict=True):
            yield self._add(rank, unit.ref, "alias", alias.name, kind, ((Zone.TEXT, [entry]),))
        yield from self._of_duties(rank, unit)
        held = posts(unit)
        for post in [*held[:1], *sorted(held[1:], key=lambda post: self.ranks[post.id])] if unit.head else held:
            yield self._of_post(rank, unit, post)
            yield from self._of_duties(rank, post)

    def _of_post(self, rank: int, unit: Unit, post: Post) -> tuple[Any, ...]:
        called = self.called
        title, *others = called(post.id)
        zones = [
            (Zone.TEXT, [title]),
            (Zone.KEYWORD, [*others, *map(_entry, post.keywords), *([_entry(post.person)] if post.person else [])]),
            (Zone.LINK, [_entry(note.text) for note in post.notes]),
            (Zone.DEPUTY, [entry for line in post.deputy_of for entry in called(line.post)]),
            (Zone.SUPERIOR, [entry for line in self.rows.lines[post.id] for entry in called(line.to)]),
        ]
        if post is unit.head:
            zones.append((Zone.NAME, called(unit.id)))
        return self._add(rank, post.ref, "head", post.title, "", zones)

    def _of_group(self, owner: int, group: Group) -> Iterator[tuple[Any, ...]]:
        name, *others = self.called(group.id)
        zones = ((Zone.TEXT, [name]), (Zone.KEYWORD, [*others, *map(_entry, group.keywords)]))
        yield self._add(owner, group.ref, "name", group.name, "", zones)
        yield from self._of_duties(owner, group)

    def _of_duties(self, owner: int, part: Item) -> Iterator[tuple[Any, ...]]:
        for duty in sorted(duties(part), key=lambda duty: (refs.sort_key(duty.ref), duty.text)):
            zones = [(Zone.TEXT, [_entry(duty.text)])]
            if duty.keywords:
                zones.append((Zone.KEYWORD, [_entry(keyword) for keyword in duty.keywords]))
            if duty.links:
                zones.append((Zone.LINK, [entry for link in duty.links for entry in self.called(link.with_)]))
            yield self._add(owner, duty.ref, "duty", duty.text, "", zones)
        for link in part.links:
            shown = self.rows.by_id[link.with_].names[0]
            yield self._add(owner, link.ref, "link", shown, "", ((Zone.LINK, self.called(link.with_)),))

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
