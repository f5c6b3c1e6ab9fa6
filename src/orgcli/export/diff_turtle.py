"""What changed between two texts as linked data (Turtle): change events of the W3C Organization Ontology.

Each is an ``org:ChangeEvent`` with ``org:originalOrganization`` and ``org:resultingOrganization``, as far as the unit
is in the old and in the new text. Its sort is a ``dct:type``, what it says a ``dct:description``, its clauses
``dct:source``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.changes.events import Place
from orgcli.export.turtle import PREFIXES, iri, literal, subject
from orgcli.i18n import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orgcli.changes.events import Comparison, Event
    from orgcli.org.model import Source

_USED = ("org", "dct")


def to_turtle(comparison: Comparison, describe: Callable[[Event], str], source: Source | None) -> Iterator[str]:
    """Yield every event; ``source`` is the new text, whose date is that of the events."""
    for prefix in _USED:
        yield f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n"
    date = source.in_force.date if source and source.in_force else None
    for event in comparison.events:
        yield subject("[]", _facts(event, describe(event), date))


def _facts(event: Event, description: str, date: str | None) -> Iterator[tuple[str, str]]:
    yield "a", "org:ChangeEvent"
    yield "dct:type", literal(event.event)
    yield "dct:subject", iri(event.id)
    yield from (("org:originalOrganization", iri(unit)) for unit in _originals(event))
    yield from (("org:resultingOrganization", iri(unit)) for unit in _results(event))
    yield "dct:description", literal(description, language.spoken())
    if date:
        yield "dct:date", literal(date)
    yield from (("dct:source", literal(ref)) for ref in dict.fromkeys((event.ref_old, event.ref_new)) if ref)


def _originals(event: Event) -> list[str]:
    if event.event == "merged" and isinstance(event.was, list):
        return [one.id for one in event.was if isinstance(one, Place) and one.type != "post"] or _known(event.unit_old)
    return [] if event.event in {"created", "restored"} and _is_unit(event) else _known(event.unit_old)


def _results(event: Event) -> list[str]:
    if event.event == "split" and isinstance(event.now, list):
        return [one.id for one in event.now if isinstance(one, Place) and one.type != "post"] or _known(event.unit_new)
    return [] if event.event == "abolished" and _is_unit(event) else _known(event.unit_new)


def _is_unit(event: Event) -> bool:
    place = event.was or event.now
    return isinstance(place, Place) and place.type != "post"


def _known(unit: str | None) -> list[str]:
    return [] if unit is None else [unit]
