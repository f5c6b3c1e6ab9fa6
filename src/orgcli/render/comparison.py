"""Two units or posts side by side, one beneath the other where the screen is narrow, or in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from orgcli.graph.comparison import duty_key, partner_key, partners_of, shared, superior_key, superiors_of
from orgcli.i18n import labels
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses
from orgcli.render import plain, screen
from orgcli.render.details import name_of
from orgcli.render.typeset import LabelledRows, Paragraph, shortened, styled

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from rich.console import Console, ConsoleOptions, RenderResult

    from orgcli.graph.comparison import Comparison, T
    from orgcli.graph.details import Card
    from orgcli.graph.duties import DutyCard

_COMMON, _LETTERS = "=", "AB"
# columns from which the two stand side by side
_TWO_COLUMNS = 64


@dataclass(frozen=True)
class Row:
    """A label, what both have under it, and what only one or the other has."""

    label: str
    apart: tuple[list[str], list[str]]
    common: list[str]


def rows(comparison: Comparison) -> Iterator[Row]:
    """Yield what is compared: where each belongs, its head, superiors, size, duties and partners."""
    left, right = comparison.sides
    cards = one, other = left.card, right.card
    yield _row(_("part of"), *([card.part_of.name] if card.part_of else [] for card in cards))
    yield _row(_("headed by"), *map(_heads, cards))
    yield _row(_("deputy"), *([deputy.title for deputy in card.deputies] for card in cards))
    yield _row(_("answers to"), superiors_of(one), superiors_of(other), key=superior_key, words=plain.post)
    yield _numbers(_("level"), left.level, right.level)
    yield _numbers(_("units below"), one.below.units, other.below.units)
    yield _numbers(_("posts below"), left.posts, right.posts)
    yield _numbers(_("duties below"), one.below.duties, other.below.duties)
    yield _row(_("duties"), one.duties, other.duties, key=duty_key, words=_duty)
    yield _row(
        _("works with"), partners_of(one), partners_of(other), key=partner_key, words=lambda partner: partner.name
    )


def _heads(card: Card) -> list[str]:
    """Return all who head a unit."""
    return [name_of(post) for post in (card.head, *card.heads) if post] if card.kind != "post" else []


def _row(
    label: str,
    one: Iterable[T],
    other: Iterable[T],
    *,
    key: Callable[[T], Hashable] = str,
    words: Callable[[T], str] = str,
) -> Row:
    common = shared(one, other, key)
    keys = set(map(key, common))
    left, right = ([words(item) for item in items if key(item) not in keys] for items in (one, other))
    return Row(label, (left, right), list(map(words, common)))


def _numbers(label: str, one: int, other: int) -> Row:
    return Row(label, ([str(one)], [str(other)]), [])


def _duty(duty: DutyCard) -> str:
    words = shortened(duty.text)
    return f"{clauses.label(duty.ref)} {words}" if duty.ref else words


@dataclass(frozen=True)
class ComparisonView:
    """Two columns under the names of the two; where there is no room, A and B one beneath the other."""

    comparison: Comparison

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the table, and what its sign means if it has it."""
        width = min(options.max_width, screen.MAX_WIDTH)
        compared = [row for row in rows(self.comparison) if any(row.apart) or row.common]
        yield from self._table(compared, width) if width >= _TWO_COLUMNS else self._stacked(compared)
        if any(row.common for row in compared):
            yield Paragraph.of("\n", styled(_("{sign} both").format(sign=_COMMON), "dim"))

    def _names(self) -> Iterator[Paragraph]:
        for side in self.comparison.sides:
            yield Paragraph.of(styled(side.card.name, "bold"), "  ", styled(labels.node(side.card.kind), "dim"))

    def _table(self, compared: Iterable[Row], width: int) -> Iterator[Table]:
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.width = width
        table.add_column(no_wrap=True)
        table.add_column(ratio=1)
        table.add_column(ratio=1)
        table.add_row("", *self._names())
        for row in compared:
            table.add_row(styled(row.label, "dim"), *(_cell(row, apart) for apart in row.apart))
        yield table

    def _stacked(self, compared: Iterable[Row]) -> Iterator[Text | LabelledRows]:
        yield LabelledRows([(Text(letter), name) for letter, name in zip(_LETTERS, self._names(), strict=True)])
        for row in compared:
            yield styled(row.label, "dim")
            lines = [(_COMMON, value) for value in row.common]
            lines += [(letter, value) for letter, apart in zip(_LETTERS, row.apart, strict=True) for value in apart]
            yield LabelledRows([(Text(sign), styled(value)) for sign, value in lines])


def _cell(row: Row, apart: list[str]) -> Table:
    """Return what one of the two has, with a sign before what both have."""
    values = [(_COMMON, value) for value in row.common] + [("", value) for value in apart]
    table = Table.grid(padding=(0, 1, 0, 0))
    for sign, value in values or [("", screen.encodable("–"))]:
        bullet = sign or (screen.encodable("·") if len(values) > 1 else "")
        table.add_row(*([Text(bullet, "bold" if sign else "dim")] if bullet else []), styled(value))
    return table


def sentences(comparison: Comparison) -> Iterator[str]:
    """Yield a sentence for each thing that one or both of the two have."""
    names = [side.card.name for side in comparison.sides]
    for side in comparison.sides:
        yield plain.fact(plain.labelled(side.card.name, labels.node(side.card.kind)))
    for row in rows(comparison):
        for whose, values in zip((_("both"), *names), (row.common, *row.apart), strict=True):
            yield from (plain.fact(plain.labelled(f"{row.label}, {whose}", value)) for value in values)
