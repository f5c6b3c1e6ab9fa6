"""The numbers of an organisation: drawn, or in sentences for a screen reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.render import plain
from orgcli.render.typeset import LabelledRows, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, ConsoleOptions, RenderResult

    from orgcli.graph.statistics import DutyCount, Span, Statistics

_MAX_HEADS, _MAX_PARTNERS, _MAX_EXTREMES = 20, 5, 3


@dataclass(frozen=True)
class StatsView:
    """The numbers of the unit of this name, or of the whole; ``covered`` is how many clauses are cited of how many."""

    numbers: Statistics
    name: str | None
    covered: tuple[int, int] | None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the numbers, then how many answer to each head."""
        if self.name:
            yield styled(self.name, "bold")
        yield LabelledRows([(styled(label, "dim"), styled(value)) for label, value in self.facts()])
        if spans := self.spans():
            yield Text()
            yield styled(_("Directly under each head, and with all beneath"), "bold")
            rows = [(styled(f"{span.direct} ({span.all})"), styled(span.name)) for span in spans]
            yield LabelledRows(rows, right=True)
            if more := self.more():
                yield styled(more, "dim")

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield each number after its label."""
        numbers = self.numbers
        yield _("in all"), extent(numbers.units, numbers.levels)
        if numbers.levels > 1:
            yield _("by level"), ", ".join(map(str, numbers.by_level))
        if numbers.by_kind:
            yield _("by kind"), _counts(sorted(numbers.by_kind.items(), key=lambda kind: -kind[1]))
        yield _("posts"), str(numbers.posts)
        yield _("heads stated"), str(numbers.heads)
        if numbers.without_head:
            yield _("without head"), _units(numbers.without_head)
        if numbers.vacant:
            yield _("vacant posts"), str(numbers.vacant)
        if numbers.staff:
            yield _("staff"), str(numbers.staff)
        yield _("duties"), str(numbers.duties)
        if numbers.duties and numbers.units > 1:
            yield from self._extremes()
        yield _("links"), str(sum(numbers.links.values()))
        if numbers.links:
            yield _("by relation"), _counts((numbers.verbs[type_], number) for type_, number in numbers.links.items())
        if numbers.partners:
            yield _("most with"), _counts((body.name, number) for body, number in numbers.partners[:_MAX_PARTNERS])
        yield _("clauses cited"), self._clauses()

    def spans(self) -> list[Span]:
        """Return the heads to whom somebody answers, at most as many as fit a screen."""
        return [span for span in self.numbers.span if span.direct][:_MAX_HEADS]

    def more(self) -> str | None:
        """Return a line that says how many heads are left out, if any."""
        number = sum(bool(span.direct) for span in self.numbers.span) - len(self.spans())
        return _("{number} others: --json").format(number=number) if number else None

    def _extremes(self) -> Iterator[tuple[str, str]]:
        """Yield the units with the most duties, and those with the fewest."""
        counts = sorted(self.numbers.duties_of, key=lambda count: -count.total)
        yield _("most"), "\n".join(map(_duties, counts[:_MAX_EXTREMES]))
        least = [count.unit.name for count in counts if count.total == counts[-1].total]
        names = ", ".join(least[:_MAX_EXTREMES] + ["…"] * (len(least) > _MAX_EXTREMES))
        yield _("least"), f"{counts[-1].total} ({names})"

    def _clauses(self) -> str:
        if not self.covered:
            return str(self.numbers.clauses)
        cited, clauses = self.covered
        share = round(100 * cited / clauses) if clauses else 100
        return _("{cited} of {number} ({share}%)").format(cited=cited, number=clauses, share=share)


def sentences(view: StatsView) -> Iterator[str]:
    """Yield a line for each number."""
    if view.name:
        yield plain.fact(view.name)
    for label, value in view.facts():
        yield plain.fact(plain.labelled(label, value.replace("\n", ", ")))
    for span in view.spans():
        number = _("{direct} directly, {all} with all beneath").format(direct=span.direct, all=span.all)
        yield plain.fact(plain.labelled(_("under {head}").format(head=span.name), number))
    if more := view.more():
        yield plain.fact(more)


def extent(units: int, levels: int) -> str:
    """Return how many units there are, and on how many levels: “44 units, 5 levels”."""
    depth = ngettext("{number} level", "{number} levels", levels).format(number=levels)
    return f"{_units(units)}, {depth}"


def _units(number: int) -> str:
    return ngettext("{number} unit", "{number} units", number).format(number=number)


def _duties(count: DutyCount) -> str:
    parts = {_("own"): count.own, _("in person"): count.in_person, _("in common"): count.in_common}
    kinds = ", ".join(f"{number} {kind}" for kind, number in parts.items() if number)
    return f"{count.unit.name} {count.total} ({kinds})"


def _counts(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts)
