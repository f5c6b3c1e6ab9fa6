"""The searchable form of an organisation: its statements as passages, and where each word stands."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import Stemmer  # type: ignore[import-not-found]

from orgcli import graph as g
from orgcli import query, text
from orgcli.graph import Kind
from orgcli.model import Post
from orgcli.stopwords import GRAMMAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from orgcli.graph import OrgGraph

_HYPHENATED = re.compile(r"\w+(?:-\w+)+")
_MASCULINE = {"ere": "er", "trice": "teur", "euse": "eur"}
_FEMININE = re.compile(r"(?<=\w{4})(ere|trice|euse)(?=s?$)")
"""Feminine endings that Snowball leaves apart: « conseillère », « directrice »."""
_GAP = 20
"""Positions between two entries of a zone, so that no phrase runs from one into the next."""


class Zone:
    """Where in a passage a word stands, and what a match there is worth."""

    TEXT, KEYWORD, LINK, NAME, SUPERIOR, DEPUTY = range(6)


# Superiors are no words of their own: they count where one asks who answers to somebody.
ZONE_WEIGHT = {Zone.TEXT: 1.0, Zone.KEYWORD: 0.95, Zone.LINK: 0.8, Zone.NAME: 0.6}


@dataclass(frozen=True)
class Passage:
    """One statement that can be found: whose it is, its clause, its kind and its words to show."""

    units: tuple[str, ...]
    ref: str | None
    field: str
    text: str
    kind: tuple[str, ...] = ()
    """The words of the unit's kind, which tell nothing of what it does."""

    @property
    def is_name(self) -> bool:
        """Whether it is a name of its unit rather than something said of it."""
        return self.field in {"name", "alias"}


LANGUAGES = ("fr", "en")
Spot = tuple[int, int, int]
"""Passage, zone, position."""


@dataclass
class Index:
    """All passages, the spots of every word, and the words of each stem."""

    lang: str
    passages: list[Passage] = field(default_factory=list)
    spots: dict[str, list[Spot]] = field(default_factory=lambda: defaultdict(list))
    stems: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    """Stem and language → words: people type English words at a French organisation, and the reverse."""
    above: dict[str, str | None] = field(default_factory=dict)
    synonyms: list[list[tuple[str, ...]]] = field(default_factory=list)
    """Groups of expressions that mean the same, each by its main words."""
    expressions: dict[tuple[str, str], list[tuple[int, tuple[str, ...]]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """Stem and language of a first word → the expressions that begin with it, and the group of each."""

    def see(self, word: str, spot: Spot) -> None:
        """Note that a word stands at a spot."""
        if word not in self.spots and word not in GRAMMAR:
            for lang in LANGUAGES:
                self.stems[stem(word, lang), lang].add(word)
        self.spots[word].append(spot)

    def duties_of(self, unit: str) -> list[int]:
        """Return the passages that are a unit's own duties."""
        own = (unit,)
        return [at for at, passage in enumerate(self.passages) if passage.field == "duty" and passage.units == own]

    def add(self, passage: Passage, zones: Mapping[int, Iterable[str]]) -> None:
        """Add a passage with the texts of each of its zones."""
        number = len(self.passages)
        self.passages.append(passage)
        for zone, entries in zones.items():
            position = 0
            for entry in entries:
                for word in _words(entry):
                    self.see(word, (number, zone, position))
                    position += 1
                for joined in _HYPHENATED.findall(entry) if "-" in entry else ():
                    self.see("".join(text.words(joined)), (number, zone, position))
                position += _GAP


@lru_cache(maxsize=10_000)
def _words(entry: str) -> tuple[str, ...]:
    """Return the folded words of an entry; names of bodies come again and again."""
    return tuple(text.words(entry))


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


def build(graph: OrgGraph) -> Index:
    """Return the index of an organisation."""
    index = Index(graph.graph["lang"])
    for unit in g.nodes(graph, Kind.UNIT):
        index.above[unit] = g.parent(graph, unit)
        _add_unit(index, graph, unit)
    for group in g.nodes(graph, Kind.GROUP):
        members = tuple(g.children(graph, group))
        part, name = g.item(graph, group), g.title(graph, group)
        zones = {Zone.TEXT: [name], Zone.KEYWORD: [*(alias.name for alias in part.aliases), *part.keywords]}
        index.add(Passage(members, part.ref, "name", name), zones)
        _add_duties(index, graph, group, members)
    for entries in graph.graph["synonyms"]:
        _add_synonyms(index, entries)
    for name in g.nodes(graph, *Kind):
        _add_synonyms(index, called(graph, name))
    return index


def _add_synonyms(index: Index, entries: list[str]) -> None:
    found = [words for entry in entries if (words := _expression(entry))]
    if len(found) > 1:
        for words in found:
            for lang in LANGUAGES:
                index.expressions[stem(words[0], lang), lang].append((len(index.synonyms), words))
        index.synonyms.append(found)


def _expression(entry: str) -> tuple[str, ...]:
    """Return the main words of an expression; none if what it has besides grammar is too little to tell it."""
    words = _words(entry)
    main = kept(words)
    return () if GRAMMAR.issuperset(main) or len(main) == 1 < len(words) else main


def kept(words: Iterable[str]) -> tuple[str, ...]:
    """Return words without those of grammar, if others remain."""
    found = tuple(words)
    return tuple(word for word in found if word not in GRAMMAR) or found


def called(graph: OrgGraph, name: str) -> list[str]:
    """Return the name of a node and its aliases."""
    return [g.title(graph, name), *(alias.name for alias in g.item(graph, name).aliases)]


def _add_unit(index: Index, graph: OrgGraph, unit: str) -> None:
    part = g.item(graph, unit)
    name = g.title(graph, unit)
    kind = tuple(text.words(getattr(part, "kind", None) or ""))
    name_passage = Passage((unit,), part.ref, "name", name, kind=kind)
    index.add(name_passage, {Zone.TEXT: [name], Zone.KEYWORD: part.keywords})
    for alias in part.aliases:
        index.add(Passage((unit,), part.ref, "alias", alias.name, kind=kind), {Zone.TEXT: [alias.name]})
    for holder in query.holders(graph, unit):
        if g.kind(graph, holder) is Kind.GROUP:
            continue
        if g.kind(graph, holder) is Kind.POST:
            _add_post(index, graph, unit, holder)
        _add_duties(index, graph, holder, (unit,))


def _add_post(index: Index, graph: OrgGraph, unit: str, post: str) -> None:
    part = g.item(graph, post)
    person = [part.person] if isinstance(part, Post) and part.person else []
    superiors = [to for to, _line in g.superiors(graph, post)]
    zones: dict[int, Iterable[str]] = {
        Zone.TEXT: [g.title(graph, post)],
        Zone.KEYWORD: [*(alias.name for alias in part.aliases), *part.keywords, *person],
        Zone.LINK: [note.text for note in part.notes],
        Zone.DEPUTY: [name for to in _deputies(part) for name in called(graph, to)],
        Zone.SUPERIOR: [name for to in superiors for name in called(graph, to)],
    }
    if g.head(graph, unit) == post:
        zones[Zone.NAME] = called(graph, unit)
    index.add(Passage((unit,), part.ref, "head", g.title(graph, post)), zones)


def _deputies(part: g.Item) -> list[str]:
    return [line.post for line in part.deputy_of] if isinstance(part, Post) else []


def _add_duties(index: Index, graph: OrgGraph, holder: str, units: tuple[str, ...]) -> None:
    part = g.item(graph, holder)
    for duty in g.duties(part):
        others = [name for link in duty.links for name in called(graph, link.with_)]
        passage = Passage(units, duty.ref, "duty", duty.text)
        index.add(passage, {Zone.TEXT: [duty.text], Zone.KEYWORD: duty.keywords, Zone.LINK: others})
    for link in part.links:
        others = called(graph, link.with_)
        index.add(Passage(units, link.ref, "link", others[0]), {Zone.LINK: others})
