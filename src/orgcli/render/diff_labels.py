"""What each event between two texts is called, alone and in numbers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from orgcli.changes.events import EVENTS
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext, spoken

if TYPE_CHECKING:
    from orgcli.changes.events import Comparison, Event
    from orgcli.changes.marks import Mark

SIGNS = {
    **dict.fromkeys(("created", "restored", "duty-added", "link-added"), "+"),
    **dict.fromkeys(("abolished", "duty-removed", "link-removed"), "-"),
    **dict.fromkeys(("merged", "split", "moved"), "→"),
    "duty-transferred": "←",
}
"""The sign before an event; that of a change is ~."""


def label(event: str) -> str:
    """Return what an event is called; those of duties and of links have a sign to tell them apart."""
    return _labels(spoken())[event]


@cache
def _labels(_language: str) -> dict[str, str]:
    labels = {
        "created": _("creation"),
        "abolished": _("abolition"),
        "merged": _("merger"),
        "split": _("split"),
        "restored": _("restoration"),
        "renamed": _("name"),
        "moved": _("move"),
        "kind": _("kind"),
        "head": _("head"),
        "line": _("reporting line"),
        "deputy": _("deputy"),
        "holder": _("holder"),
        "vacant": _("vacancy"),
        "clause": _("clause"),
    }
    return {event: labels.get(event) or (_("duty") if event.startswith("duty") else _("link")) for event in EVENTS}


def full_label(event: Event) -> str:
    """Return what an event is called where there is no sign before it."""
    if event.event == "line" and None in (event.was, event.now):
        return _("reporting line added") if event.was is None else _("reporting line removed")
    if event.event == "deputy" and None in (event.was, event.now):
        return _("deputy added") if event.was is None else _("deputy removed")
    return {
        "renamed": _("change of name"),
        "kind": _("change of kind"),
        "head": _("change of head"),
        "line": _("change of reporting line"),
        "deputy": _("change of deputy"),
        "holder": _("change of holder"),
        "clause": _("change of clause"),
        "duty-added": _("duty added"),
        "duty-removed": _("duty removed"),
        "duty-reworded": _("duty reworded"),
        "duty-transferred": _("duty transferred"),
        "link-added": _("link added"),
        "link-removed": _("link removed"),
    }.get(event.event) or label(event.event)


def sign(event: Event) -> str:
    """Return the sign before an event: ? where a person is to confirm it."""
    if event.to_confirm:
        return "?"
    if event.event in {"line", "deputy"} and None in (event.was, event.now):
        return "+" if event.was is None else "-"
    return SIGNS.get(event.event, "~")


def sums(comparison: Comparison) -> list[str]:
    """Return how many events there are of each sort: « 3 créations, 1 suppression… »."""
    counts = comparison.counts
    duties, links = (sum(counts[name] for name in counts if name.startswith(sort)) for sort in ("duty", "link"))
    to_confirm = sum(event.to_confirm for event in comparison.events)
    counted = [
        (counts["created"], ngettext("{number} creation", "{number} creations", counts["created"])),
        (counts["abolished"], ngettext("{number} abolition", "{number} abolitions", counts["abolished"])),
        (counts["merged"], ngettext("{number} merger", "{number} mergers", counts["merged"])),
        (counts["split"], ngettext("{number} split", "{number} splits", counts["split"])),
        (counts["restored"], ngettext("{number} restoration", "{number} restorations", counts["restored"])),
        (counts["renamed"], ngettext("{number} change of name", "{number} changes of name", counts["renamed"])),
        (counts["moved"], ngettext("{number} move", "{number} moves", counts["moved"])),
        (counts["kind"], ngettext("{number} change of kind", "{number} changes of kind", counts["kind"])),
        (counts["head"], ngettext("{number} change of head", "{number} changes of head", counts["head"])),
        (counts["line"], ngettext("{number} reporting line", "{number} reporting lines", counts["line"])),
        (counts["deputy"], ngettext("{number} deputy", "{number} deputies", counts["deputy"])),
        (counts["holder"], ngettext("{number} holder", "{number} holders", counts["holder"])),
        (counts["vacant"], ngettext("{number} vacancy", "{number} vacancies", counts["vacant"])),
        (duties, ngettext("{number} duty", "{number} duties", duties)),
        (links, ngettext("{number} link", "{number} links", links)),
        (counts["clause"], ngettext("{number} clause", "{number} clauses", counts["clause"])),
        (to_confirm, ngettext("{number} to confirm", "{number} to confirm", to_confirm)),
    ]
    return [sentence.format(number=number) for number, sentence in counted if number]


def remarks(comparison: Comparison) -> list[str]:
    """Return what is to be read after the events: that some are to confirm, and what was not compared."""
    lines = [_("? like wordings, not the same: to confirm")] if any(one.to_confirm for one in comparison.events) else []
    return lines + ([limit] if (limit := not_compared(comparison)) else [])


def not_compared(comparison: Comparison) -> str:
    """Return how many duties were not compared, if any."""
    number = comparison.not_compared
    sentence = ngettext(
        "too many duties: {number} new one was not compared with all old ones",
        "too many duties: {number} new ones were not compared with all old ones",
        number,
    )
    return sentence.format(number=number) if number else ""


def note(mark: Mark) -> str:
    """Return what happened to a unit since another text, as a note beside its name."""
    return _("; ").join(_happened(event, mark.state, ", ".join(names)) for event, names in mark.events.items())


def _happened(event: str, state: str, names: str) -> str:
    match event:
        case "merged":
            return _("merger of: {units}").format(units=names)
        case "split":
            sentence = _("split into: {units}") if state == "gone" else _("split from: {units}")
            return sentence.format(units=names)
        case "moved":
            return _("moved from: {unit}").format(unit=names) if names else _("was at the top")
        case "renamed":
            return _("former name: {name}").format(name=names)
        case _:
            return label(event)
