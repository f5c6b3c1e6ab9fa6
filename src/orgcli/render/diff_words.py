"""What each event between two texts is called, and what it says, in pieces that every format draws its own way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from orgcli.changes import words
from orgcli.changes.events import OF_OLD_ID, DutyOf, Event, Holding, Partner, Place, Superior
from orgcli.graph import names
from orgcli.graph.nodes import Kind, Named
from orgcli.i18n import labels
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses
from orgcli.render.typeset import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orgcli.changes.events import Fact, Key
    from orgcli.graph.organisation import Organisation

ARROW = " → "


class Style(StrEnum):
    """How a piece is drawn: as it is, as what was, as what is now, as a clause, as a remark."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"
    CLAUSE = "clause"
    REMARK = "remark"


class Piece(NamedTuple):
    """Some words, and how they are drawn."""

    style: Style
    text: str


@dataclass(frozen=True)
class Wording:
    """Says what the events between two texts are."""

    old: Organisation
    new: Organisation

    def name(self, place: Key) -> str:
        """Return the name of a unit of one of the texts, with its owners where others have the same."""
        is_gone, node_id = place
        return _qualified(self.old if is_gone else self.new, node_id)

    def departure(self, event: Event) -> str:
        """Return where a duty went, for the unit that it went from."""
        where = _("to {unit}").format(unit=self._holder(self.new, event.now)) if isinstance(event.now, DutyOf) else ""
        words = shortened(event.was.text) if isinstance(event.was, DutyOf) else ""
        return _("{label}: ").format(label=", ".join(filter(None, (references(event), where)))) + words

    def pieces(self, event: Event) -> Iterator[Piece]:
        """Yield what an event says, with its clauses."""
        if isinstance(event.was, DutyOf) or isinstance(event.now, DutyOf):
            yield from self._duty(event)
            return
        subject = self._subject(event)
        if subject:
            yield Piece(Style.BOTH, _("{label}: ").format(label=subject))
        yield Piece(Style.BOTH, ARROW.join(filter(None, self._values(event))))
        if refs := references(event):
            yield Piece(Style.CLAUSE, f" ({refs})")

    def sentence(self, event: Event) -> str:
        """Return what an event says in words alone: of a duty reworded the old wording whole, then the new one."""
        if not (isinstance(event.was, DutyOf) and isinstance(event.now, DutyOf)) or event.was.text == event.now.text:
            return text_of(self.pieces(event)).replace(ARROW, _(" then "))
        start = "".join(words for style, words in self.pieces(event) if style is Style.CLAUSE).replace(
            ARROW, _(" then ")
        )
        return _("{start}it was “{old}”, it is “{new}”").format(start=start, old=event.was.text, new=event.now.text)

    def _subject(self, event: Event) -> str:
        """Return the name of a post, where the event is one of a post: the unit is named above it."""
        org, node_id = self._text_of(event), event.id
        if event.event in {"created", "abolished", "restored", "renamed", "merged", "split"}:
            return _("post") if org.kind(node_id) is Kind.POST and event.event != "renamed" else ""
        return org.title(node_id) if org.kind(node_id) is Kind.POST else ""

    def _values(self, event: Event) -> tuple[str, str]:
        """Return what was and what is now, in words."""
        if event.event == "merged" and isinstance(event.was, list) and isinstance(event.now, Place):
            return ", ".join(one.name for one in event.was), event.now.name
        if event.event in {"created", "abolished", "restored"}:
            return "", self._place(event.was or event.now)
        if event.event == "split" and isinstance(event.was, Place):
            return event.was.name, self._fact(self.new, event.now)
        if event.event == "clause" and event.was == event.now:
            return "", self._fact(self.new, event.now)
        was, now = self._fact(self.old, event.was), self._fact(self.new, event.now)
        if event.event in {"line", "deputy", "link-added", "link-removed"}:
            return (was, now) if was and now else ("", was or now)
        return was or "–", now or "–"

    def _fact(self, org: Organisation, fact: Fact) -> str:
        match fact:
            case None:
                return ""
            case str():
                return fact
            case list():
                return ", ".join(one.name for one in fact)
            case Holding():
                return ", ".join([*([fact.person] if fact.person else []), *labels.state(fact)])
            case Superior():
                condition = labels.line_condition(fact.condition) if fact.condition else ""
                return ", ".join(filter(None, (_qualified(org, fact.to.id), fact.label, condition)))
            case Partner():
                verb = labels.link(fact.type, "out", org.facts.link_types)
                return ", ".join(filter(None, (f"{verb} {_qualified(org, fact.with_.id)}", fact.condition)))
            case Place() | DutyOf():
                return fact.name if isinstance(fact, Place) else fact.text
            case Named():
                return _qualified(org, fact.id)

    def _place(self, place: Fact) -> str:
        if not isinstance(place, Place):
            return ""
        heads = ", ".join(head.name for head in place.heads)
        if place.type == Kind.POST:
            return place.name
        return ", ".join(
            filter(
                None,
                (
                    place.kind or labels.node(place.type),
                    _("part of: {unit}").format(unit=place.part_of.name) if place.part_of else "",
                    _("headed by: {post}").format(post=heads) if heads else "",
                ),
            )
        )

    def _duty(self, event: Event) -> Iterator[Piece]:
        """Yield a duty: its clauses, where it comes from, who bears it in person, and its words."""
        was, now = (fact if isinstance(fact, DutyOf) else None for fact in (event.was, event.now))
        refs = references(event)
        remarks = [refs] if refs else []
        if was and now and event.event == "duty-transferred":
            remarks.append(_("from {unit}").format(unit=self._holder(self.old, was)))
        holder = now or was
        if holder and self._kind(event) is Kind.POST:
            remarks.append(holder.of.name)
        if (
            event.likeness is not None
            and event.likeness < 1
            and (event.to_confirm or event.event == "duty-transferred")
        ):
            remarks.append(_("{number} % alike").format(number=int(event.likeness * 100)))
        if remarks:
            yield Piece(Style.CLAUSE, _("{label}: ").format(label=", ".join(remarks)))
        if was and now:
            yield from (Piece(Style(part.value), text) for part, text in words.differences(was.text, now.text))
        else:
            yield Piece(Style.BOTH, (now or was or DutyOf(Named("", ""), "")).text)

    def _kind(self, event: Event) -> Kind:
        return self._text_of(event).kind(event.id)

    def _text_of(self, event: Event) -> Organisation:
        """Return the text whose id an event has: the other may have it for something else."""
        return self.old if event.event in OF_OLD_ID or event.id not in self.new else self.new

    def _holder(self, org: Organisation, duty: DutyOf) -> str:
        """Return who had a duty: a unit, or a post with its unit."""
        owner = org.parent(duty.of.id) if org.kind(duty.of.id) is Kind.POST else None
        name = _qualified(org, duty.of.id)
        return f"{name} ({org.title(owner)})" if owner and name == duty.of.name else name


def references(event: Event) -> str:
    """Return the old and the new clause of an event, once if they are the same; a dash for one that is not stated."""
    refs = [event.ref_old, event.ref_new]
    if not (event.was and event.now and any(refs)):
        refs = list(filter(None, refs))
    return ARROW.join(dict.fromkeys(clauses.label(ref) or "–" for ref in refs))


def _qualified(org: Organisation, node_id: str) -> str:
    """Return a name; with its owners, where others have the same."""
    owners = names.within(org, node_id)
    return f"{owners}/{org.title(node_id)}" if owners else org.title(node_id)


def text_of(pieces: Iterable[Piece]) -> str:
    """Return pieces as text, with the marks of `wdiff` around words that were and words that are now."""
    marks = {Style.OLD: "[-{}-]", Style.NEW: "{{+{}+}}"}
    return "".join(marks.get(style, "{}").format(text) for style, text in pieces)
