"""The duties on a card under their headings: own, in person, of the units below, in common."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from orgcli.graph.duties import Origin
from orgcli.i18n import labels
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.render import plain
from orgcli.render.typeset import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.graph.details import Card
    from orgcli.graph.duties import DutyCard


@dataclass(frozen=True)
class Section:
    """Duties under a heading; ``lines`` stand in their place where they are many."""

    title: str
    duties: list[DutyCard] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    hint: str = ""
    is_nested: bool = False


def sections(card: Card) -> Iterator[Section]:
    """Yield the duties of a unit, by kind, of each post in person, of the units beneath, and last those in common."""
    groups = [(title, list(duties)) for title, duties in groupby(card.duties, lambda duty: _duty_title(card, duty))]
    of = {origin: [Section(*group) for group in groups if group[1][0].origin is origin] for origin in Origin}
    yield from of[Origin.OWN]
    yield from of[Origin.HEADED]
    if card.below.duties:
        yield from _below(card, of[Origin.BELOW])
    yield from of[Origin.COMMON]


def _duty_title(card: Card, duty: DutyCard) -> str:
    title = labels.duty(duty.kind)
    if duty.origin is Origin.BELOW:
        title = duty.of.name if duty.kind == "duty" else plain.labelled(duty.of.name, title)
        return _("{title} in person: {holder}").format(title=title, holder=duty.holder) if duty.holder else title
    if duty.origin is Origin.HEADED:
        return _("{title} of the unit it heads: {unit}").format(title=title, unit=duty.of.name)
    if duty.origin is Origin.COMMON:
        return _("{title} held in common: {group}").format(title=title, group=duty.of.name)
    if duty.holder and card.kind != "post":
        return _("{title} in person: {holder}").format(title=title, holder=duty.holder)
    return title


def _below(card: Card, whole: list[Section]) -> Iterator[Section]:
    """Yield the number of duties in the units beneath, then their first words by unit, or all of them."""
    below = card.below
    units = ngettext("{number} unit below", "{number} units below", below.units).format(number=below.units)
    title = _("{duties} in {units}").format(duties=number_of_duties(below.duties), units=units)
    parts = [plain.labelled(part.name, number_of_duties(part.duties)) for part in below.parts]
    yield Section(title, lines=[] if whole else parts, hint="" if whole else _("in full: --below"))
    for section in whole:
        yield replace(section, is_nested=True)
    for heading, duties in groupby([] if whole else below.few, lambda duty: _duty_title(card, duty)):
        first_words = [replace(duty, text=shortened(duty.text)) for duty in duties]
        yield Section(heading, first_words, is_nested=True)


def number_of_duties(number: int) -> str:
    """Return “3 duties”."""
    return ngettext("{number} duty", "{number} duties", number).format(number=number)
