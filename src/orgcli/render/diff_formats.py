"""What changed between two texts, in Markdown for a note, and as remarks that code hosts show beside a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.export.markdown import escaped
from orgcli.i18n.language import gettext as _
from orgcli.render.check import command
from orgcli.render.diff import by_unit
from orgcli.render.diff_labels import full_label, not_compared, sums
from orgcli.render.diff_words import Style, Wording, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from orgcli.changes.events import Comparison, Event

_MARKS = {Style.OLD: "~~{}~~", Style.NEW: "**{}**"}


def markdown(comparison: Comparison, wording: Wording, names: tuple[str, str]) -> Iterator[str]:
    """Yield a note in Markdown: the sums, then the events under the name of each unit."""
    title = _("From {old} to {new}").format(old=names[0], new=names[1])
    yield f"## {escaped(title)}\n\n"
    yield f"{escaped(', '.join(sums(comparison)) or _('no difference'))}\n"
    for unit in by_unit(comparison, wording):
        yield f"\n### {escaped(unit.name)}\n\n"
        for event in unit.events:
            doubt = f" ({_('to confirm')})" if event.to_confirm else ""
            name = escaped(f"{full_label(event)}{doubt}")
            yield f"- {_labelled(name)}{_pieces(wording, event)}\n"
        for event in unit.departures:
            yield f"- {_labelled(escaped(full_label(event)))}{_inside(wording.departure(event))}\n"
    if limit := not_compared(comparison):
        yield f"\n{escaped(limit)}\n"


def _labelled(name: str) -> str:
    """Return a name in bold with a colon, as the language writes one."""
    return _("{label}: ").format(label=f"**{name}**")


def _pieces(wording: Wording, event: Event) -> str:
    """Return what an event says; marks stand against words, as Markdown wants them."""
    parts = []
    for style, words in wording.pieces(event):
        mark = _MARKS.get(style, "{}")
        start, end = (" " if words[:1].isspace() else ""), (" " if words[-1:].isspace() else "")
        bare = _inside(words)
        parts.append(f"{start}{mark.format(bare)}{end}" if bare else start)
    return "".join(parts).strip()


def _inside(words: str) -> str:
    """Return words that Markdown shows as they are, where they do not begin a line."""
    return escaped(f".{words.strip()}").removeprefix(".")


def github(comparison: Comparison, wording: Wording, file: str, lines: Mapping[str, int]) -> Iterator[str]:
    """Yield a workflow command for each event, at the line of what it is about, or of what it was part of."""
    for event in comparison.events:
        place = next((lines[node_id] for node_id in _places(wording, event) if node_id in lines), 1)
        message = _("{label}: ").format(label=wording.name(event.place)) + text_of(wording.pieces(event))
        yield command("notice", {"file": file, "line": place, "title": full_label(event)}, message)


def _places(wording: Wording, event: Event) -> Iterator[str]:
    yield event.id
    if event.unit_new:
        yield event.unit_new
    if event.unit_old:
        yield from wording.old.owners(event.unit_old)
