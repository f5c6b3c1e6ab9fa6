"""What changed between two texts: on a screen, in a pipe, and in sentences for a screen reader."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.render import plain
from orgcli.render.diff_labels import full_label, label, not_compared, remarks, sign, sums
from orgcli.render.diff_words import ARROW, Style, Wording, text_of
from orgcli.render.typeset import CLAUSE, UNBROKEN_SPACE, LabelledRows, Paragraph, styled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from orgcli.changes.events import Comparison, Event, Key
    from orgcli.render.diff_words import Piece

_STYLES = {
    Style.OLD: "red strike",
    Style.NEW: "bold underline",
    Style.CLAUSE: CLAUSE,
}
_SIGN_STYLES = {"+": "bold", "-": "red", "?": "bold magenta"}
# before a duty that went to another unit, on the one it went from
_GOES = "→"
_MOST_UNITS = 15
"""Units that --stat lists, at most: those with the most changes."""

_MOST_DRAWN = 2_000
"""Events that are drawn in columns and colours: of more, the lines for a pipe, which take less time."""


@dataclass(frozen=True)
class DiffView:
    """The sums, then the events by unit, in the order of the new text."""

    comparison: Comparison
    wording: Wording

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield a table for each unit; the words that changed are marked by signs where nothing is coloured."""
        del options
        if len(self.comparison.events) > _MOST_DRAWN:
            yield from map(styled, self.plain_lines())
            return
        yield _sums(self.comparison)
        width = max((len(label(event.event)) for event in self.comparison.events), default=0)
        for unit in by_unit(self.comparison, self.wording):
            yield Paragraph.of("\n", styled(unit.name, "bold strike" if unit.is_gone else "bold"))
            rows: list[tuple[Text, RenderableType]] = []
            for event in unit.events:
                name = f"{sign(event)} {label(event.event)}".ljust(width + 2)
                rows.append(
                    (
                        styled(name, _SIGN_STYLES.get(sign(event), "magenta")),
                        drawn(list(self.wording.pieces(event)), console),
                    )
                )
            for event in unit.departures:
                words = styled(self.wording.departure(event), "dim")
                rows.append((styled(f"{_GOES} {label(event.event)}".ljust(width + 2), "dim"), words))
            yield LabelledRows(rows, indent=2)
        yield from (Paragraph.of("\n", styled(remark, "dim")) for remark in remarks(self.comparison))

    def plain_lines(self) -> Iterator[str]:
        """Yield the lines for a pipe, an event each."""
        yield text.printable(" · ".join(sums(self.comparison)))
        for unit in by_unit(self.comparison, self.wording):
            yield ""
            yield _line(unit.name)
            for event in unit.events:
                yield _line(f"  {sign(event)} {label(event.event)}  {text_of(self.wording.pieces(event))}")
            for event in unit.departures:
                yield _line(f"  {_GOES} {label(event.event)}  {self.wording.departure(event)}")
        for remark in remarks(self.comparison):
            yield from ("", remark)


@dataclass(frozen=True)
class StatView:
    """The sums, and how many changes there are in each unit."""

    comparison: Comparison
    wording: Wording

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the units with the most changes, each with its numbers by sign."""
        del console, options
        yield _sums(self.comparison)
        groups = [unit for unit in by_unit(self.comparison, self.wording) if unit.events]
        least = sorted((len(unit.events) for unit in groups), reverse=True)[:_MOST_UNITS][-1]
        listed = [unit for unit in groups if len(unit.events) >= least][:_MOST_UNITS]
        yield Text()
        yield LabelledRows([(styled(_numbers(unit.events)), styled(unit.name)) for unit in listed])
        if len(listed) < len(groups):
            left = len(groups) - len(listed)
            sentence = ngettext("{number} more unit with fewer changes", "{number} more units with fewer changes", left)
            yield Paragraph.of("\n", styled(sentence.format(number=left), "dim"))


class Group(NamedTuple):
    """A unit with its events, and the duties that went from it elsewhere."""

    name: str
    is_gone: bool
    events: list[Event]
    departures: list[Event]


def by_unit(comparison: Comparison, wording: Wording) -> list[Group]:
    """Return the units in which something changed, in the order of the new text."""
    events: dict[Key, list[Event]] = {}
    departures: dict[Key, list[Event]] = {}
    for event in comparison.events:
        events.setdefault(event.place, []).append(event)
        if event.origin:
            departures.setdefault(event.origin, []).append(event)
    places = sorted(events.keys() | departures.keys(), key=comparison.positions.__getitem__)
    return [Group(wording.name(place), place[0], events.get(place, []), departures.get(place, [])) for place in places]


def drawn(pieces: Sequence[Piece], console: Console) -> Paragraph:
    """Return what an event says: coloured, or with signs around the words that changed."""
    if console.color_system is None:
        return styled(text_of(pieces))
    words = Paragraph()
    for before, piece in zip([None, *pieces], pieces, strict=False):
        if before and (before.style, piece.style) == (Style.OLD, Style.NEW):
            words.append(" ")  # else what was and what is now read as one word
        words.append(styled(piece.text, _STYLES.get(piece.style, "")))
    return words


def _numbers(events: list[Event]) -> str:
    counted = Counter(map(sign, events))
    return " ".join(f"{mark}{counted[mark]}" for mark in "+-~→←?" if counted[mark])


def _sums(comparison: Comparison) -> Paragraph:
    """Return the line of sums, which breaks between them only."""
    return styled(f"{UNBROKEN_SPACE}· ".join(part.replace(" ", UNBROKEN_SPACE) for part in sums(comparison)), "bold")


def _line(words: str) -> str:
    return text.printable(words).replace("\n", " ")


def sentences(comparison: Comparison, wording: Wording) -> Iterator[str]:
    """Yield the sums, then each event with its unit, a sentence each."""
    yield plain.fact(*sums(comparison))
    for unit in by_unit(comparison, wording):
        yield plain.fact(unit.name)
        for event in unit.events:
            doubt = _("to confirm") if event.to_confirm else None
            yield plain.fact(doubt, plain.labelled(full_label(event), wording.sentence(event)))
        for event in unit.departures:
            yield plain.fact(plain.labelled(full_label(event), wording.departure(event).replace(ARROW, _(" then "))))
    if limit := not_compared(comparison):
        yield plain.fact(limit)
