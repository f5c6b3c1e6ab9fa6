"""The searchable form of an organisation: its statements as passages, and where each word stands.

`write` makes it once, in tables of SQLite (see `store`); an `Index` reads of it what a question needs: the
spots of its words, the words of a stem or with a beginning, and the passages that are shown.
"""

from __future__ import annotations

import json
import re
import sys
from array import array
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, cast

import Stemmer  # type: ignore[import-not-found]

from orgcli import refs, text
from orgcli.compile import SETTINGS
from orgcli.graph import Kind, duties
from orgcli.model import Group
from orgcli.stopwords import GRAMMAR
from orgcli.walk import posts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from orgcli.compile import Rows
    from orgcli.graph import Item, OrgGraph
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
LANGUAGES = ("fr", "en")
"""People type English words at a French organisation, and the reverse: a word has a stem in each."""
FIELDS = ("name", "alias", "head", "duty", "link")
_NAMES = (0, 1)
_HYPHENATED = re.compile(r"\w+(?:-\w+)+")
_MASCULINE = {"ere": "er", "trice": "teur", "euse": "eur"}
_FEMININE = re.compile(r"(?<=\w{4})(ere|trice|euse)(?=s?$)")
"""Feminine endings that Snowball leaves apart: « conseillère », « directrice »."""
_GAP = 20
"""Positions between two entries of a zone, so that no phrase runs from one into the next."""
_LAST = "\U0010ffff"


class Zone:
    """Where in a passage a word stands, and what a match there is worth."""

    TEXT, KEYWORD, LINK, NAME, SUPERIOR, DEPUTY = range(6)


ZONES = 8
"""A spot is the number of a passage times this and the zone, then the position in the zone."""
# Superiors are no words of their own: they count where one asks who answers to somebody.
ZONE_WEIGHT = {Zone.TEXT: 1.0, Zone.KEYWORD: 0.95, Zone.LINK: 0.8, Zone.NAME: 0.6}


@dataclass(frozen=True)
class Passage:
    """One statement that can be found: its clause, its field and its words to show."""

    ref: str | None
    field: str
    text: str
    kind: tuple[str, ...] = ()
    """The words of the unit's kind, which tell nothing of what it does."""


@lru_cache(maxsize=100_000)
def stem(word: str, lang: str) -> str:
    """Return the Snowball stem of a folded word; figures and short words are their own.

    A stem of three letters, or of less than half a word, joins strangers (visit and visant): such a word
    only loses its plural.
    """
    if len(word) < 4 or not word.isalpha():  # noqa: PLR2004 - « DAM » and « UNMAS » have no stem
        return word
    if lang == "fr":
        word = _FEMININE.sub(lambda ending: _MASCULINE[ending[1]], word)
    found = str(_stemmer(lang).stemWord(word))
    return found if len(found) > 3 and len(found) * 2 >= len(word) else word.rstrip("sx")  # noqa: PLR2004


@lru_cache(maxsize=2)
def _stemmer(lang: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer({"fr": "french", "en": "english"}[lang])


@lru_cache(maxsize=10_000)
def _words(entry: str) -> tuple[str, ...]:
    """Return the folded words of an entry; names of bodies come again and again."""
    return tuple(map(sys.intern, text.words(entry)))


def kept(words: Iterable[str]) -> tuple[str, ...]:
    """Return words without those of grammar, if others remain."""
    found = tuple(words)
    return tuple(word for word in found if word not in GRAMMAR) or found


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


class Index:
    """The index of an organisation, read as it is asked."""

    def __init__(self, graph: OrgGraph) -> None:
        self.lang = graph.facts.lang
        self.graph, self.tables = graph, graph.words()
        self.spots = lru_cache(maxsize=None)(self._spots)
        self.passage = lru_cache(maxsize=None)(self._passage)

    def _whole(self, name: str, code: str) -> array[int]:
        found = array(code)
        found.frombytes(self.tables.column("SELECT value FROM whole WHERE name = ?", name)[0])
        return found

    @cached_property
    def owners(self) -> array[int]:
        """Of each passage: the rank of its unit or, below zero, its place in ``groups``."""
        return self._whole("owners", "i")

    @cached_property
    def fields(self) -> array[int]:
        """Of each passage: the place of its field in `FIELDS`."""
        return self._whole("fields", "b")

    @cached_property
    def above(self) -> array[int]:
        """Of each node by rank: the rank of what it is part of, or -1."""
        return self._whole("above", "i")

    @cached_property
    def groups(self) -> list[tuple[int, ...]]:
        """The units, by rank, that hold the statements of each group."""
        stored = self.tables.column("SELECT value FROM whole WHERE name = 'groups'")[0]
        return [tuple(members) for members in json.loads(stored)]

    def units(self, number: int) -> tuple[int, ...]:
        """Return the units, by rank, that a passage is about."""
        owner = self.owners[number]
        return (owner,) if owner >= 0 else self.groups[-owner - 1]

    def is_name(self, number: int) -> bool:
        """Tell whether a passage is a name of its unit rather than something said of it."""
        return self.fields[number] in _NAMES

    def field(self, number: int) -> str:
        """Return what a passage is: name, alias, head, duty or link."""
        return FIELDS[self.fields[number]]

    def unit(self, rank: int) -> str:
        """Return the id of a unit."""
        return str(self.graph.tables.column("SELECT id FROM node WHERE rank = ?", rank)[0])

    def duties_of(self, rank: int) -> list[int]:
        """Return the passages that are a unit's own duties."""
        query = "SELECT number FROM passage WHERE owner = ? AND field = 'duty' ORDER BY number"
        return list(self.tables.column(query, rank))

    def _passage(self, number: int) -> Passage:
        query = "SELECT ref, field, text, kind FROM passage WHERE number = ?"
        ref, field, shown, kind = self.tables.connection.execute(query, (number,)).fetchone()
        return Passage(ref, field, shown, tuple(kind.split()))

    def _spots(self, word: str) -> array[int]:
        """Return where a word stands: passages times `ZONES` and zone, each followed by the position."""
        found = array("I")
        for spots in self.tables.column("SELECT spots FROM word WHERE word = ?", word):
            found.frombytes(spots)
        return found

    def knows(self, word: str) -> bool:
        """Tell whether a word stands anywhere."""
        return bool(self.spots(word))

    def of_stem(self, word: str, lang: str) -> list[str]:
        """Return the words that have the same stem as a word."""
        return list(self.tables.column(f"SELECT word FROM word WHERE {lang} = ?", stem(word, lang)))  # noqa: S608 - « fr » or « en »

    def stems_like(self, start: str) -> list[tuple[str, str]]:
        """Return the stems, in the organisation's language, that begin so, each with a word that has it."""
        query = f"SELECT {self.lang}, word FROM word WHERE {self.lang} >= ? AND {self.lang} < ?"  # noqa: S608
        return list(self.tables.connection.execute(query, (start, start + _LAST)))

    def beginning(self, start: str) -> list[str]:
        """Return the words that begin so."""
        return list(self.tables.column("SELECT word FROM word WHERE word >= ? AND word < ?", start, start + _LAST))

    def alone(self, start: str) -> list[str]:
        """Return the expressions of one word that begin so."""
        query = "SELECT words FROM expression WHERE words >= ? AND words < ? AND instr(words, ' ') = 0"
        return list(self.tables.column(query, start, start + _LAST))

    def vocabulary(self) -> list[str]:
        """Return every word."""
        return list(self.tables.column("SELECT word FROM word"))

    def expressions(self, word: str) -> list[tuple[int, tuple[str, ...]]]:
        """Return the expressions whose first word has the same stem as a word, each with its group of synonyms."""
        query = "SELECT DISTINCT grp, words FROM expression WHERE fr = ? OR en = ? ORDER BY grp, rowid"
        found = self.tables.connection.execute(query, [stem(word, lang) for lang in LANGUAGES])
        return [(group, tuple(words.split())) for group, words in found]

    def synonyms(self, group: int) -> list[tuple[str, ...]]:
        """Return the expressions of one group."""
        query = "SELECT words FROM expression WHERE grp = ? ORDER BY rowid"
        return [tuple(words.split()) for words in self.tables.column(query, group)]
