"""The searchable form of an organisation: its statements as passages, and where each word stands.

`index_builder` makes it once, as JSON, which the cache keeps.
"""

from __future__ import annotations

import json
from array import array
from base64 import b64decode
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from orgcli.graph.nodes import own_duties
from orgcli.i18n import text
from orgcli.search import words as word_lists
from orgcli.search.lexicon import Origin
from orgcli.search.stems import languages, stem
from orgcli.search.synonyms import LAST, Groups, Synonyms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orgcli.graph.organisation import Organisation

FIELDS = ("name", "alias", "head", "duty", "link")
_NAMES = (0, 1)
_UNCHANGED = 2
"""Letters at the beginning of a word that its stem has as well."""


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


class Index:
    """The index of an organisation: from the cache, or made and put there."""

    def __init__(self, org: Organisation) -> None:
        self.org, self.languages = org, languages(org)
        self.lang = org.facts.language
        self.grammar = word_lists.grammar(self.lang)
        stored: Any = org.entry.read("index") if org.entry else None
        if stored is None:
            from orgcli.search import index_builder

            written = index_builder.to_json(org)
            if org.entry:
                org.entry.write({"index": written})
            stored = json.loads(written)
        self.owners: list[int] = stored["owners"]
        """Of each passage: the rank of its unit or, below zero, its place in ``groups``."""
        self.sayers: list[int] = stored["sayers"]
        """Of each passage: the rank of the unit, post or group that says it of itself."""
        self.fields: list[int] = stored["fields"]
        """Of each passage: the place of its field in `FIELDS`."""
        self.groups: list[list[int]] = stored["groups"]
        """The units, by rank, that hold the statements of each group."""
        self._words: list[str] = stored["words"]
        self._stems: list[str | None] = stored["stems"]
        self._spots: dict[str, str] = dict(zip(self._words, stored["spots"], strict=True))
        own = Groups(Origin.FILE, stored["expressions"], stored["single"], stored["keys"])
        self.synonyms = Synonyms(own, self.languages, org.not_synonyms)
        self.spots = lru_cache(maxsize=None)(self._decoded_spots)
        self.passage = lru_cache(maxsize=None)(self._passage)
        self._item = lru_cache(maxsize=1000)(org.item)
        self._duties = lru_cache(maxsize=1000)(lambda sayer: own_duties(self._item(sayer)))

    @cached_property
    def above(self) -> list[int]:
        """Of each node by rank: the rank of what it is part of, or -1."""
        return [-1 if node.owner is None else self.org.position(node.owner) for node in self.org.nodes.values()]

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        words: dict[str, list[str]] = {}
        for word, own in zip(self._words, self._stems, strict=True):
            if own is not None:
                words.setdefault(own, []).append(word)
        return words

    @cached_property
    def _firsts(self) -> dict[tuple[int, int], int]:
        """The first passage of each field that a node says of itself; the others follow."""
        firsts: dict[tuple[int, int], int] = {}
        for number, passage in enumerate(zip(self.sayers, self.fields, strict=True)):
            firsts.setdefault(passage, number)
        return firsts

    def units(self, number: int) -> Sequence[int]:
        """Return the units, by rank, that a passage is about."""
        owner = self.owners[number]
        return (owner,) if owner >= 0 else self.groups[-owner - 1]

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
        return self.org.title(self.sayer(number)) if is_title else self.passage(number).text

    def kind(self, number: int) -> list[str]:
        """Return the words of the kind of the unit that a passage names: they tell nothing of what it does."""
        label = self.org.label(self.sayer(number)) if self.is_name(number) else None
        return text.words(label or "")

    def _passage(self, number: int) -> Passage:
        item, field = self._item(self.sayer(number)), self.field(number)
        first = self._firsts[self.sayers[number], self.fields[number]]
        if field == "duty":
            duty = self._duties(self.sayer(number))[number - first]
            return Passage(duty.ref, field, duty.text)
        if field == "link":
            link = item.links[number - first]
            return Passage(link.ref, field, self.org.title(link.with_))
        return Passage(item.ref, field, item.aliases[number - first].name if field == "alias" else self.shown(number))

    def unit(self, rank: int) -> str:
        """Return the id of the node with a rank."""
        return self.org.ids[rank]

    def duties_of(self, rank: int) -> list[int]:
        """Return the passages that are a unit's own duties."""
        return [number for number, owner in enumerate(self.owners) if owner == rank and self.field(number) == "duty"]

    def _decoded_spots(self, word: str) -> array[int]:
        """Return where a word stands."""
        spots = array("Q")
        spots.frombytes(b64decode(self._spots.get(word, "")))
        return spots

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
        return word in self._spots

    def of_stem(self, word: str, lang: str) -> list[str]:
        """Return the words that have the same stem as a word; those of grammar have none."""
        own = stem(word, lang)
        if lang == self.lang:
            return self._by_stem.get(own, [])
        alike = self.beginning(word[:_UNCHANGED])
        return [known for known in alike if known not in self.grammar and stem(known, lang) == own]

    def beginning(self, start: str) -> list[str]:
        """Return the words that begin so."""
        return self._words[bisect_left(self._words, start) : bisect_left(self._words, start + LAST)]

    def vocabulary(self) -> list[str]:
        """Return every word."""
        return self._words
