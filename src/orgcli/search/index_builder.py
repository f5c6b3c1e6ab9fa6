"""Make the search index of an organisation: every statement a passage, and where each word stands."""

from __future__ import annotations

import json
from array import array
from base64 import b64encode
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from orgcli.graph.nodes import DEPUTISES, Kind, own_duties
from orgcli.i18n import text
from orgcli.search import synonyms_builder
from orgcli.search.index import FIELDS, POSITIONS, ZONES, Zone
from orgcli.search.stems import stemmed
from orgcli.search.words import grammar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orgcli.graph.nodes import Item
    from orgcli.graph.organisation import Organisation

_GAP = 20
"""Positions between two entries of a zone, so that no phrase runs from one into the next."""


def to_json(org: Organisation) -> bytes:
    """Return the index of an organisation as JSON, in the form that `index.Index` reads."""
    builder = _Builder(org)
    words = sorted(builder.spots)
    lang = org.facts.language
    dropped = grammar(lang)
    content = {
        "words": words,
        "stems": [None if word in dropped else stemmed(word, lang) for word in words],
        "spots": [b64encode(builder.spots[word].tobytes()).decode() for word in words],
        "owners": builder.owners,
        "sayers": builder.sayers,
        "fields": builder.fields,
        "groups": builder.groups,
        **synonyms_builder.to_rows(org),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


class _Builder:
    """The passages of an organisation, unit by unit, and the spots of each word."""

    def __init__(self, org: Organisation) -> None:
        self.org = org
        self.spots: dict[str, array[int]] = defaultdict(partial(array, "Q"))
        self.first_spot = 0
        self.owners: list[int] = []
        self.sayers: list[int] = []
        self.fields: list[int] = []
        self.groups: list[list[int]] = []
        self._called: dict[str, list[list[str]]] = {}
        for unit_id in org.ids_of(Kind.UNIT):
            self._add_unit(unit_id)
        for group_id in org.ids_of(Kind.GROUP):
            self.groups.append([org.position(member) for member in org.children(group_id)])
            self._add_group(-len(self.groups), group_id)

    def _names(self, node_id: str) -> list[list[str]]:
        """Return the words of all that a node is called, its proper name first."""
        if node_id not in self._called:
            part = self.org.item(node_id)
            names = [self.org.title(node_id), *(alias.name for alias in part.aliases)]
            self._called[node_id] = [text.words(name) for name in names]
        return self._called[node_id]

    def _begin_passage(self, owner: int, sayer: int, field: str) -> None:
        self.first_spot = len(self.owners) * ZONES * POSITIONS
        self.owners.append(owner)
        self.sayers.append(sayer)
        self.fields.append(FIELDS.index(field))

    def _add_zone(self, zone: int, entries: Iterable[list[str]]) -> None:
        """Note where the words of a zone of the passage stand."""
        spot = self.first_spot + zone * POSITIONS
        for words in entries:
            for word in words:
                self.spots[word].append(spot)
                spot += 1
            spot += _GAP

    def _add_unit(self, unit_id: str) -> None:
        rank, unit = self.org.position(unit_id), self.org.item(unit_id)
        name, *aliases = self._names(unit_id)
        self._begin_passage(rank, rank, "name")
        self._add_zone(Zone.TEXT, [name])
        self._add_zone(Zone.KEYWORD, map(text.words, unit.keywords))
        for alias in aliases:
            self._begin_passage(rank, rank, "alias")
            self._add_zone(Zone.TEXT, [alias])
        self._add_duties(rank, rank, unit)
        for head in self.org.heads(unit_id):
            self._add_post(rank, head, headed=unit_id)
        for post_id in self.org.posts(unit_id):
            self._add_post(rank, post_id)

    def _add_post(self, owner: int, post_id: str, headed: str | None = None) -> None:
        rank, post = self.org.position(post_id), self.org.item(post_id)
        title, *aliases = self._names(post_id)
        self._begin_passage(owner, rank, "head")
        self._add_zone(Zone.TEXT, [title])
        person = getattr(post, "person", None)
        self._add_zone(Zone.KEYWORD, [*aliases, *map(text.words, (*post.keywords, *([person] if person else [])))])
        self._add_zone(Zone.LINK, [text.words(note.text) for note in post.notes])
        deputised = [other for other, link in self.org.links_from(post_id) if link.type == DEPUTISES]
        self._add_zone(Zone.DEPUTY, [words for other in deputised for words in self._names(other)])
        superiors = [superior for superior, _line in self.org.superiors(post_id)]
        self._add_zone(Zone.SUPERIOR, [words for other in superiors for words in self._names(other)])
        if headed:
            self._add_zone(Zone.NAME, self._names(headed))
        self._add_duties(owner, rank, post)

    def _add_group(self, owner: int, group_id: str) -> None:
        rank, group = self.org.position(group_id), self.org.item(group_id)
        name, *aliases = self._names(group_id)
        self._begin_passage(owner, rank, "name")
        self._add_zone(Zone.TEXT, [name])
        self._add_zone(Zone.KEYWORD, [*aliases, *map(text.words, group.keywords)])
        self._add_duties(owner, rank, group)

    def _add_duties(self, owner: int, rank: int, part: Item) -> None:
        for duty in own_duties(part):
            self._begin_passage(owner, rank, "duty")
            self._add_zone(Zone.TEXT, [text.words(duty.text)])
            self._add_zone(Zone.KEYWORD, map(text.words, duty.keywords))
            self._add_zone(Zone.LINK, [words for link in duty.links for words in self._names(link.with_)])
        for link in part.links:
            self._begin_passage(owner, rank, "link")
            self._add_zone(Zone.LINK, self._names(link.with_))
