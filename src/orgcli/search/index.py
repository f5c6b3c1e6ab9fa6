"""The searchable form of an organisation: its statements as passages, and where each word stands.

`indexing` makes it once, in tables of SQLite; an `Index` reads of it what a question needs: the spots of
its words, the words of a stem or with a beginning, and the passages that are shown.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import Stemmer  # type: ignore[import-not-found]

from orgcli.graph.organisation import duties
from orgcli.i18n import text
from orgcli.org import clauses
from orgcli.search.words import GRAMMAR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orgcli.graph.organisation import OrgGraph
    from orgcli.org.model import Duty

LANGUAGES = ("fr", "en")
"""People type English words at a French organisation, and the reverse: a word has a stem in each."""
FIELDS = ("name", "alias", "head", "duty", "link")
_NAMES = (0, 1)
_MASCULINE = {"ere": "er", "trice": "teur", "euse": "eur"}
_FEMININE = re.compile(r"(?<=\w{4})(ere|trice|euse)(?=s?$)")
"""Feminine endings that Snowball leaves apart: « conseillère », « directrice »."""
_UNCHANGED = 2
"""Letters at the beginning of a word that its stem has as well."""
_LAST = "\U0010ffff"


class Zone:
    """Where in a passage a word stands, and what a match there is worth."""

    TEXT, KEYWORD, LINK, NAME, SUPERIOR, DEPUTY = range(6)


ZONES, POSITIONS = 8, 2**32
"""Where a word stands is one number, a spot: the passage times ``ZONES`` and the zone, times ``POSITIONS`` and
the position in the zone."""
# Superiors are no words of their own: they count where one asks who answers to somebody.
ZONE_WEIGHT = {Zone.TEXT: 1.0, Zone.KEYWORD: 0.95, Zone.LINK: 0.8, Zone.NAME: 0.6}


@dataclass(frozen=True)
class Passage:
    """One statement that can be found: its clause, its field and its words to show."""

    ref: str | None
    field: str
    text: str


def in_order(listed: Iterable[Duty]) -> list[Duty]:
    """Return duties in the order of their passages."""
    return sorted(listed, key=lambda duty: (clauses.sort_key(duty.ref), duty.text))


def stemmed(word: str, lang: str) -> str:
    """Return the Snowball stem of a folded word; figures and short words are their own.

    A stem of three letters, or of less than half a word, joins strangers (visit and visant): such a word
    only loses its plural.
    """
    if len(word) < 4 or not word.isalpha():
        return word
    if lang == "fr":
        word = _FEMININE.sub(lambda ending: _MASCULINE[ending[1]], word)
    found = str(_stemmer(lang).stemWord(word))
    return found if len(found) > 3 and len(found) * 2 >= len(word) else word.rstrip("sx")


stem = lru_cache(maxsize=100_000)(stemmed)
"""The same, for words that are asked for again and again."""


@lru_cache(maxsize=2)
def _stemmer(lang: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer({"fr": "french", "en": "english"}[lang], 0)  # its own cache would slow it down


def kept(words: Iterable[str]) -> tuple[str, ...]:
    """Return words without those of grammar, if others remain."""
    found = tuple(words)
    return tuple(word for word in found if word not in GRAMMAR) or found


class Index:
    """The index of an organisation, read as it is asked."""

    def __init__(self, graph: OrgGraph) -> None:
        self.lang = graph.facts.lang
        self.graph, self.tables = graph, graph.words()
        self.spots = lru_cache(maxsize=None)(self._spots)
        self.passage = lru_cache(maxsize=None)(self._passage)
        self._item = lru_cache(maxsize=1000)(graph.items.__getitem__)

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

    @cached_property
    def sayers(self) -> array[int]:
        """Of each passage: the rank of the unit, post or group that says it of itself."""
        return self._whole("sayers", "i")

    def is_name(self, number: int) -> bool:
        """Tell whether a passage is a name of its unit rather than something said of it."""
        return self.fields[number] in _NAMES

    def field(self, number: int) -> str:
        """Return what a passage is: name, alias, head, duty or link."""
        return FIELDS[self.fields[number]]

    def sayer(self, number: int) -> str:
        """Return the id of the unit, post or group that says a passage of itself."""
        return self.unit(self.sayers[number])

    def shown(self, number: int) -> str:
        """Return the words of a passage: names and titles, asked for most, without all else that is said of a node."""
        is_title = self.field(number) in {"name", "head"}
        return str(self.graph.nodes[self.sayer(number)]["title"]) if is_title else self.passage(number).text

    def kind(self, number: int) -> list[str]:
        """Return the words of the kind of the unit that a passage names: they tell nothing of what it does."""
        label = self.graph.nodes[self.sayer(number)]["label"] if self.is_name(number) else None
        return text.words(label or "")

    def _passage(self, number: int) -> Passage:
        item, field = self._item(self.sayer(number)), self.field(number)
        first = number
        while first and (self.sayers[first - 1], self.fields[first - 1]) == (self.sayers[number], self.fields[number]):
            first -= 1
        if field == "duty":
            duty = in_order(duties(item))[number - first]
            return Passage(duty.ref, field, duty.text)
        if field == "link":
            link = item.links[number - first]
            return Passage(link.ref, field, self.graph.nodes[link.with_]["title"])
        return Passage(item.ref, field, item.aliases[number - first].name if field == "alias" else self.shown(number))

    def unit(self, rank: int) -> str:
        """Return the id of a unit, or of whatever else has a rank."""
        return str(self.graph.tables.column("SELECT id FROM node WHERE rank = ?", rank)[0])

    def duties_of(self, rank: int) -> list[int]:
        """Return the passages that are a unit's own duties."""
        end = bisect_left(self.owners, True, key=lambda owner: owner < 0)
        own = range(*(find(self.owners, rank, hi=end) for find in (bisect_left, bisect_right)))
        return [number for number in own if self.field(number) == "duty"]

    def _spots(self, word: str) -> array[int]:
        """Return where a word stands."""
        found = array("Q")
        for spots in self.tables.column("SELECT spots FROM word WHERE word = ?", word):
            found.frombytes(spots)
        return found

    def spelt(self, word: str) -> str:
        """Return a word as the statements have it, with its accents; as it is where none has it."""
        for spot in self.spots(word):
            number, zone = divmod(spot // POSITIONS, ZONES)
            if zone == Zone.TEXT:
                found = text.as_written(word, self.shown(number))
                return found if found.isupper() else found.lower()
        return word

    def knows(self, word: str) -> bool:
        """Tell whether a word stands anywhere."""
        return bool(self.spots(word))

    def of_stem(self, word: str, lang: str) -> list[str]:
        """Return the words that have the same stem as a word; those of grammar have none."""
        own = stem(word, lang)
        if lang == self.lang:
            return list(self.tables.column("SELECT word FROM word WHERE stem = ?", own))
        alike = self.beginning(word[:_UNCHANGED])
        return [known for known in alike if known not in GRAMMAR and stem(known, lang) == own]

    def stems_like(self, start: str) -> list[tuple[str, str]]:
        """Return the stems, in the organisation's language, that begin so, each with a word that has it."""
        query = "SELECT stem, word FROM word WHERE stem >= ? AND stem < ?"
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
