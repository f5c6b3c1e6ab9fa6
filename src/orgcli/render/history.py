"""The history of a unit or post: by text on a screen, an event a line in a pipe, in sentences, and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from orgcli.changes.events import DutyOf
from orgcli.graph.nodes import Kind
from orgcli.i18n import labels, text
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses
from orgcli.render import json_shapes, plain
from orgcli.render.diff import drawn
from orgcli.render.diff_labels import full_label, label, sign
from orgcli.render.diff_words import ARROW, Piece, Style, Wording, text_of
from orgcli.render.typeset import LabelledRows, Paragraph, styled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderResult

    from orgcli.changes.events import Event
    from orgcli.changes.history import History, Stage

_SIGN_STYLES = {"+": "bold", "-": "red", "?": "bold magenta"}
# before a duty that went to another unit
_GOES = "→"
_NAMED = {"merged", "split", "renamed"}
"""Events that say themselves which units they are about."""


class Row(NamedTuple):
    """One thing to say of a text: its sign, its name short and in full, what it says in pieces and in words."""

    sign: str
    label: str
    full_label: str
    pieces: list[Piece]
    sentence: str


class Section(NamedTuple):
    """A text by its date and symbol, and what there is to say of it: a remark, or rows."""

    date: str
    symbol: str
    rows: list[Row]
    remark: str = ""


def sections(history: History) -> Iterator[Section]:
    """Yield the texts in which something is or happened, the oldest first."""
    if history.stages[0].parts:
        for document in history.missing:
            name = document.symbol or document.title or ""
            yield Section(document.date or "", name, [], _with_clause(_("not in this folder"), document.ref))
    for stage in history.stages:
        rows = list(_rows(history, stage))
        if rows or stage.parts:
            yield Section(str(stage.text.since), stage.text.label, rows, "" if rows else _("no change"))


def _rows(history: History, stage: Stage) -> Iterator[Row]:
    if stage.before is None:
        for part in stage.parts:
            kind = stage.org.label(part.id) or labels.node(stage.org.kind(part.id))
            clause = [Piece(Style.CLAUSE, f" ({clauses.label(part.ref)})")] if part.ref else []
            yield Row("", kind, kind, [Piece(Style.BOTH, part.name), *clause], _with_clause(part.name, part.ref))
        return
    wording = Wording(stage.before, stage.org)
    for event in stage.events:
        yield _row(history, stage, wording, event)


def _row(history: History, stage: Stage, wording: Wording, event: Event) -> Row:
    parts = {part.id for part in stage.parts}
    holders = {event.unit_new, event.now.of.id if isinstance(event.now, DutyOf) else None}
    if event.event == "duty-transferred" and parts.isdisjoint(holders):
        words = wording.departure(event)
        sentence = words.replace(ARROW, _(" then "))
        return Row(_GOES, label(event.event), full_label(event), [Piece(Style.BOTH, words)], sentence)
    whose = "" if history.kind is Kind.POST or event.event in _NAMED else wording.name(event.place)
    before = _("{label}: ").format(label=whose) if whose and whose != history.name else ""
    pieces = [*([Piece(Style.BOTH, before)] if before else []), *wording.pieces(event)]
    return Row(sign(event), label(event.event), full_label(event), pieces, before + wording.sentence(event))


def _with_clause(words: str, ref: str | None) -> str:
    return f"{words} ({clauses.label(ref)})" if ref else words


@dataclass(frozen=True)
class HistoryView:
    """The name, then under the date and symbol of each text what happened to it; in a pipe, an event a line."""

    history: History

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield a table for each text; words that changed are marked by signs where nothing is coloured."""
        del options
        yield _title(self.history)
        texts = list(sections(self.history))
        width = max((len(row.label) for section in texts for row in section.rows), default=0)
        for section in texts:
            text_named = styled("  ".join(filter(None, (section.date, section.symbol))), "bold")
            yield Paragraph.of("\n", text_named, styled(f"  {section.remark}" if section.remark else "", "dim"))
            yield LabelledRows([(_name(row, width), drawn(row.pieces, console)) for row in section.rows], indent=2)
        if _has_doubts(self.history):
            yield Paragraph.of("\n", styled(_doubt(), "dim"))

    def plain_lines(self) -> Iterator[str]:
        """Yield the lines for a pipe: the date and symbol of the text, the event, and what it says."""
        for section in sections(self.history):
            rows = [(f"{row.sign} {row.label}".strip(), text_of(row.pieces)) for row in section.rows]
            for words in rows or [("", section.remark)]:
                line = "  ".join(filter(None, (section.date, section.symbol, *words)))
                yield text.printable(line).replace("\n", " ")
        if _has_doubts(self.history):
            yield from ("", _doubt())


def _has_doubts(history: History) -> bool:
    return any(event.to_confirm for stage in history.stages for event in stage.events)


def _doubt() -> str:
    return _("? like wordings, not the same: to confirm")


def _title(history: History) -> Paragraph:
    return Paragraph.of(styled(history.name, "bold"), "  ", styled(labels.node(history.kind), "dim"))


def _name(row: Row, width: int) -> Paragraph:
    return styled(f"{row.sign or ' '} {row.label}".ljust(width + 2), _SIGN_STYLES.get(row.sign, "magenta"))


def drawing(history: History) -> list[HistoryView]:
    """Return the history for a screen or a pipe."""
    return [HistoryView(history)]


def sentences(history: History) -> Iterator[str]:
    """Yield the name, then what each text says, a sentence each."""
    yield plain.fact(plain.labelled(history.name, labels.node(history.kind)))
    for section in sections(history):
        yield plain.fact(section.date, section.symbol, section.remark)
        yield from (plain.fact(plain.labelled(row.full_label, row.sentence)) for row in section.rows)


def shape(history: History) -> dict[str, Any]:
    """Return the history as JSON has it: the texts with what of them it is about, and the events with their text."""
    texts = [
        {
            "date": str(stage.text.since),
            "until": str(stage.text.end) if stage.text.end else None,
            "symbol": stage.text.symbol,
            "file": str(stage.text.file),
            "as": json_shapes.plain(stage.parts),
        }
        for stage in history.stages
    ]
    events = [
        {"date": str(stage.text.since), "symbol": stage.text.symbol, **json_shapes.plain(event)}
        for stage in history.stages
        for event in stage.events
    ]
    return {"id": history.id, "name": history.name, "kind": history.kind.value, "texts": texts, "events": events}
