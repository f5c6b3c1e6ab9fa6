"""The graph of an organisation in tables of SQLite, from which a question reads only what it needs.

The tables are made once from the file, by `write`, and kept by `cache`; those of the search index, by
`indexing`, when something is searched for. SQLite reads by pages, holds no code, and notices when its file
is damaged.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any, cast

from orgcli.graph import compile as compiling
from orgcli.graph.organisation import Facts, Kind, OrgGraph, Relation
from orgcli.org.model import Body, Group, Post, Source, Unit
from orgcli.org.walk import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from orgcli.graph.compile import Rows, Tell
    from orgcli.graph.organisation import Item
    from orgcli.org.model import Org

    Fill = Callable[[sqlite3.Connection], None]

_TABLES = """
CREATE TABLE fact(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE node(rank INTEGER PRIMARY KEY, id TEXT, kind TEXT, title TEXT, label TEXT, count INTEGER, tasks INTEGER,
                  owner TEXT, head TEXT, edges TEXT, item TEXT);
CREATE TABLE spelling(key TEXT, rank INTEGER, proper INTEGER);
"""
_INDEXES = """
CREATE UNIQUE INDEX node_id ON node(id);
CREATE INDEX spelling_key ON spelling(key);
"""
_CLASSES: dict[str, Any] = {"unit": Unit, "post": Post, "body": Body, "group": Group}
_OUT, _INTO = 0, 1
"""Where among its edges a node has those of one way."""


def build(org: Org) -> OrgGraph:
    """Return the graph of an organisation, in tables that only this process has."""
    rows = compiling.Rows(org)
    return read(in_memory(partial(write, rows)), lambda: in_memory(partial(write_words, rows)))


def write_words(rows: Rows, connection: sqlite3.Connection, tell: Tell = lambda _share: None) -> None:
    """Fill an empty database with the index of an organisation; ``tell`` is given the share that is done."""
    from orgcli.search import indexing

    indexing.write(rows, connection, tell)


def in_memory(fill: Fill) -> Tables:
    """Return tables that only this process has."""
    connection = sqlite3.connect(":memory:")
    fill(connection)
    return Tables(connection)


def write(rows: Rows, connection: sqlite3.Connection, tell: Tell = lambda _share: None) -> None:
    """Fill an empty database with the graph of an organisation; ``tell`` is given the share that is done."""
    org, to_json = rows.org, _json_writer()
    connection.isolation_level = None
    connection.executescript(f"{compiling.SETTINGS} {_TABLES} BEGIN;")
    facts = {
        "name": org.name,
        "lang": org.lang,
        "source": org.source and compiling.to_plain(org.source),
        "kinds": org.kinds,
    }
    connection.executemany("INSERT INTO fact VALUES (?, ?)", ((name, to_json(fact)) for name, fact in facts.items()))
    connection.executemany("INSERT INTO node VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _nodes(rows, to_json, tell))
    spellings = (
        (f" {key} ", rank, proper)
        for rank, node in enumerate(rows.nodes)
        for key, proper in rows.spellings(node).items()
    )
    connection.executemany("INSERT INTO spelling VALUES (?, ?, ?)", spellings)
    connection.execute("COMMIT")
    connection.executescript(_INDEXES)


def _nodes(rows: Rows, to_json: Callable[[Any], str], tell: Tell) -> Iterator[tuple[Any, ...]]:
    out, into = rows.edges()
    for rank, node in rows.ranked(tell):
        part = node.item
        head = part.head.id if isinstance(part, (Unit, Body)) and part.head else None
        edges = out.pop(node.id, ()), into.pop(node.id, ())  # they take much room
        yield (
            *(rank, node.id, node.kind.value, node.names[0], getattr(part, "kind", None)),
            *(getattr(part, "count", None), rows.tasks(node), node.owner, head),
            *(to_json(edges), to_json(compiling.to_plain(part))),
        )


def _json_writer() -> Callable[[Any], str]:
    """Return what writes any part of the model as JSON: pydantic, three times as fast as the standard library."""
    from pydantic_core import to_json

    return lambda value: str(to_json(value), "utf-8")


def read(tables: Tables, words: Callable[[], Tables]) -> OrgGraph:
    """Return the graph that is in some tables; ``words`` gives those of its index, when they are needed.

    Raises sqlite3.Error where the tables are damaged, then or later.
    """
    facts = {name: json.loads(value) for name, value in tables.connection.execute("SELECT name, value FROM fact")}
    source = compiling.from_plain(Source, facts["source"]) if facts["source"] else None
    return OrgGraph(
        facts=Facts(facts["name"], facts["lang"], source, facts["kinds"]),
        nodes=_Nodes(tables),
        succ=_Edges(tables, _OUT),
        pred=_Edges(tables, _INTO),
        items=_Items(tables),
        spellings=_Spellings(tables),
        tables=tables,
        words=cache(words),
    )


class Tables:
    """The tables of one organisation; each row is read once."""

    _ROW = "SELECT rank, kind, title, label, count, tasks, owner, head, edges FROM node WHERE id = ?"
    _NAMES = ("rank", "kind", "title", "label", "count", "tasks", "owner", "head")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.rows: dict[str, dict[str, Any]] = {}
        self.stored: dict[str, Any] = {}
        """The edges of each node that was read: as they are stored, and once they are asked for, as they are."""

    def row(self, name: str) -> dict[str, Any]:
        """Return the data of a node; raises KeyError."""
        known = self.rows.get(name)
        if known:
            return known
        try:
            found = self.connection.execute(self._ROW, (name,)).fetchone()
        except UnicodeEncodeError:  # what the locale could not decode of an argument
            found = None
        if found is None:
            raise KeyError(name)
        data = dict(zip(self._NAMES, found[:-1], strict=True))
        data["kind"] = Kind(data["kind"])
        self.rows[name], self.stored[name] = data, found[-1]
        return data

    def edges(self, name: str) -> list[list[list[Any]]]:
        """Return the edges out of a node and into it; raises KeyError."""
        self.row(name)
        if isinstance(self.stored[name], str):
            self.stored[name] = json.loads(self.stored[name])
        return cast("list[list[list[Any]]]", self.stored[name])

    def column(self, query: str, *values: Any) -> list[Any]:
        """Return the first column of what a query finds."""
        return [found[0] for found in self.connection.execute(query, values)]

    def ids(self, kinds: Iterable[Kind]) -> list[str]:
        """Return the ids of the nodes of some kinds, in order."""
        return self.column(f"SELECT id FROM node WHERE kind IN {_one_of(kinds)} ORDER BY rank")  # noqa: S608 - our own words

    def tops(self) -> list[str]:
        """Return the ids of the units that are part of nothing, in order."""
        return self.column("SELECT id FROM node WHERE kind = 'unit' AND owner IS NULL ORDER BY rank")


def _one_of(kinds: Iterable[Kind]) -> str:
    return "(" + ", ".join(f"'{kind.value}'" for kind in kinds) + ")"


class _Nodes(Mapping[str, dict[str, Any]]):
    """The data of each node."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def __getitem__(self, name: str) -> dict[str, Any]:
        return self.tables.row(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables.ids(Kind))

    def __len__(self) -> int:
        return cast("int", self.tables.column("SELECT count(*) FROM node")[0])


class _Edges(_Nodes):
    """The edges of each node, one way, by the other end."""

    def __init__(self, tables: Tables, at: int) -> None:
        super().__init__(tables)
        self.at = at
        self.known: dict[str, dict[str, Any]] = {}

    def __getitem__(self, name: str) -> dict[str, Any]:
        if name not in self.known:
            self.known[name] = self._read(name, self.tables.edges(name)[self.at])
        return self.known[name]

    def _read(self, name: str, stored: list[list[Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for end, relation, fact in stored:
            data = found.setdefault(end, {})
            if relation == "links":
                data.setdefault(relation, []).append(Relation(*fact))
            elif relation == "reports_to":
                data.setdefault(relation, Line(end if self.at == _OUT else name, *fact))
            else:
                data.setdefault(relation, fact)
        return found


class _Items(Mapping[str, "Item"]):
    """The part of the model behind each node."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables.ids(Kind))

    def __len__(self) -> int:
        return len(self.tables.ids(Kind))

    def __getitem__(self, name: str) -> Item:
        for kind, item in self.tables.connection.execute("SELECT kind, item FROM node WHERE id = ?", (name,)):
            return cast("Item", compiling.from_plain(_CLASSES[kind], json.loads(item)))
        raise KeyError(name)


class _Spellings:
    """Everything that nodes are called; a key is stored with a space on either side, so that words can be found."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def _where(self, condition: str, values: Iterable[str], kinds: Sequence[Kind]) -> list[str]:
        query = (
            f"SELECT DISTINCT id FROM spelling JOIN node USING (rank) WHERE {condition} AND kind IN {_one_of(kinds)}"  # noqa: S608
        )
        return self.tables.column(f"{query} ORDER BY rank", *values)

    def exactly(self, key: str, kinds: Sequence[Kind]) -> list[str]:
        return self._where("key = ?", [f" {key} "], kinds)

    def with_words(self, words: Iterable[str], kinds: Sequence[Kind]) -> list[str]:
        return self._having([f" {word} " for word in words], kinds)

    def with_beginnings(self, starts: Iterable[str], kinds: Sequence[Kind]) -> list[str]:
        return self._having([f" {start}" for start in starts], kinds)

    def _having(self, parts: list[str], kinds: Sequence[Kind]) -> list[str]:
        return self._where(" AND ".join(["instr(key, ?)"] * len(parts)), parts, kinds)

    def titled(self, key: str) -> list[str]:
        return self._where("key = ? AND proper", [f" {key} "], (Kind.UNIT, Kind.POST, Kind.BODY))

    def all(self, kinds: Sequence[Kind]) -> dict[str, str]:
        query = f"SELECT key, id FROM spelling JOIN node USING (rank) WHERE kind IN {_one_of(kinds)} ORDER BY rank"  # noqa: S608
        return {key.strip(): name for key, name in self.tables.connection.execute(query)}
