"""``orgcli diff``: what changed from one text to another."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from orgcli.cli import texts
from orgcli.cli.arguments import Json, unit_id
from orgcli.errors import ExitCode, UnknownName, UsageError
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.render import screen

if TYPE_CHECKING:
    from orgcli.changes.events import Comparison, Event
    from orgcli.changes.guesses import Guess
    from orgcli.changes.revisions import Text
    from orgcli.cli.session import Session
    from orgcli.graph.organisation import Organisation


class Format(StrEnum):
    """The forms of a comparison."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    GITHUB = "github"
    TURTLE = "turtle"


Old = Annotated[
    str, typer.Argument(metavar="OLD", help="File, day (2024-01-31) of a folder of texts, or git revision.")
]
New = Annotated[str | None, typer.Argument(metavar="NEW", help="The text to compare with it; else the file in use.")]
Inside = Annotated[
    str | None, typer.Option("--in", metavar="UNIT", help="Only what changed in this unit, at any level.")
]
Events = Annotated[str | None, typer.Option(metavar="EVENTS", help="Only these events, such as created,moved,duty.")]
Stat = Annotated[bool, typer.Option("--stat", help="Only how many changes there are, by unit.")]
WithGuesses = Annotated[bool, typer.Option("--guess", help="Propose which new ids were other ones before.")]
WithClauses = Annotated[bool, typer.Option("--clauses", help="Also show what has another clause only.")]
Form = Annotated[Format, typer.Option("--format", help="How to report.")]


def diff(
    ctx: typer.Context,
    old: Old,
    new: New = None,
    inside: Inside = None,
    kind: Events = None,
    stat: Stat = False,
    guess: WithGuesses = False,
    clauses: WithClauses = False,
    form: Form = Format.TEXT,
    json: Json = False,
) -> None:
    """Show what changed from one text to another: units, posts, lines, duties, each with both clauses.

    What --kind takes: created, abolished, merged, split, restored, renamed, moved, kind, head, line, deputy, holder,
    vacant, duty-added, duty-removed, duty-reworded, duty-transferred, link-added, link-removed, clause; duty and link
    stand for all of theirs. A git revision is REV:path, or REV for the file in use as it was then: HEAD~1. The exit
    code is 0 if nothing changed, 1 if something did.

    Example: orgcli diff old.yaml new.yaml --in "Division de la police"
    """
    from orgcli.changes.compare import compare

    session: Session = ctx.obj
    events = _events(kind)
    compared = texts.read(session, old), texts.read(session, new)
    before, after = map(texts.opened, compared)
    whole = compare(before, after, with_clauses=clauses or (kind is not None and "clause" in events))
    within = _inside(before, after, inside) if inside is not None else None
    comparison = whole.only(lambda event: event.event in events and (within is None or within.has_event(event)))
    form = Format.JSON if json else form
    if not stat or form is not Format.TEXT:
        comparison.check_size()
    if not comparison.events:
        _say_nothing_changed(compared, len(whole.events))
    guessed = _guesses(before, after, within) if guess else None
    _Answer(session, compared, (before, after), comparison, guessed).print(form, stat=stat)
    raise typer.Exit(ExitCode.NO if comparison.events else ExitCode.YES)


def _say_nothing_changed(compared: tuple[Text, Text], others: int) -> None:
    """Say on standard error that there is no difference, or none of those that were asked for."""
    if others:
        sentence = ngettext("no such difference, {number} other", "no such difference, {number} others", others)
        screen.print_message(sentence.format(number=others))
    else:
        old, new = (one.name for one in compared)
        screen.print_message(_("no difference between {old} and {new}").format(old=old, new=new))


def _events(kind: str | None) -> set[str]:
    """Return the events that ``--kind`` names; raises UsageError."""
    from orgcli.changes.events import EVENTS

    if kind is None:
        return set(EVENTS)
    wanted: set[str] = set()
    for name in filter(None, (part.strip() for part in kind.split(","))):
        named = {event for event in EVENTS if event == name or event.startswith(f"{name}-")}
        if not named:
            near = text.nearest(name, EVENTS, 1)
            hint = " " + _("(did you mean “{name}”?)").format(name=near[0]) if near else ""
            message = _("no event “{name}”: {names}").format(name=name, names=", ".join(EVENTS))
            raise UsageError(message + hint)
        wanted |= named
    return wanted


class _Inside(NamedTuple):
    """A unit with all that is in it, as the old text has it and as the new one has it."""

    old: set[str]
    new: set[str]

    def has_event(self, event: Event) -> bool:
        """Tell whether an event is in the unit, as the new text has it or, if it is gone, the old one."""
        was = [one.id for one in event.was] if event.event == "merged" and isinstance(event.was, list) else []
        return event.unit_new in self.new or event.unit_old in self.old or not self.old.isdisjoint(was)


def _inside(before: Organisation, after: Organisation, name: str) -> _Inside:
    """Return the unit of a name in the two texts."""
    from orgcli.changes.identity import Identity

    identity = Identity(before, after)
    try:
        unit_new: str | None = unit_id(after, name)
        units_old = identity.sources(unit_new or "")
    except UnknownName:
        unit_new, units_old = None, [unit_id(before, name)]
    new = after.within(unit_new) if unit_new is not None else set()
    return _Inside({part for unit in units_old for part in before.within(unit)}, new)


def _guesses(before: Organisation, after: Organisation, within: _Inside | None) -> list[Guess]:
    """Return the guesses, or those of a unit; raises TooManyGuesses where they are too many to list."""
    from orgcli.changes import guesses, texts

    listed = guesses.guesses(before, after)
    if within:
        listed = [guess for guess in listed if texts.unit(after, guess.id) in within.new]
    guesses.check_number(len(listed))
    return listed


class _Answer:
    """A comparison on its way out."""

    def __init__(
        self,
        session: Session,
        compared: tuple[Text, Text],
        orgs: tuple[Organisation, Organisation],
        comparison: Comparison,
        guesses: list[Guess] | None,
    ) -> None:
        from orgcli.render.diff_words import Wording

        self.session, self.texts, self.orgs = session, compared, orgs
        self.comparison, self.guesses = comparison, guesses
        self.wording = Wording(*orgs)
        self.names = compared[0].name, compared[1].name

    def print(self, form: Format, *, stat: bool) -> None:
        """Print it in one of the forms."""
        if form is Format.JSON:
            self.session.answer_json(self._plain())
        elif form is Format.TEXT:
            self._print_text(stat=stat)
        else:
            self._print_pieces(form)

    def _plain(self) -> dict[str, Any]:
        from orgcli.render.json_shapes import plain

        shape: dict[str, Any] = {"old": self.names[0], "new": self.names[1], "counts": self.comparison.counts}
        shape["events"] = plain(self.comparison.events)
        if self.comparison.not_compared:
            shape["not_compared"] = self.comparison.not_compared
        return shape if self.guesses is None else shape | {"guesses": plain(self.guesses)}

    def _print_text(self, *, stat: bool) -> None:
        from orgcli.render import diff as rendering
        from orgcli.render import diff_guesses

        view = rendering.StatView if stat else rendering.DiffView
        views = [view(self.comparison, self.wording)] if self.comparison.events else []
        self.session.answer(
            lambda: [*views, *([diff_guesses.GuessesView(self.guesses)] if self.guesses is not None else ())],
            lambda: [
                *(rendering.sentences(self.comparison, self.wording) if views else ()),
                *(diff_guesses.sentences(self.guesses) if self.guesses is not None else ()),
            ],
        )

    def _print_pieces(self, form: Format) -> None:
        from orgcli.changes import revisions
        from orgcli.export import diff_turtle, registry
        from orgcli.render import diff_formats, diff_labels

        if form is not Format.MARKDOWN and (limit := diff_labels.not_compared(self.comparison)):
            screen.print_message(limit)
        if form is Format.MARKDOWN:
            registry.show(diff_formats.markdown(self.comparison, self.wording, self.names))
        elif form is Format.TURTLE:
            source = self.orgs[1].facts.source
            registry.show(diff_turtle.to_turtle(self.comparison, self.wording.sentence, source))
        else:
            lines = revisions.lines(self.texts[1])
            print("\n".join(diff_formats.github(self.comparison, self.wording, self.texts[1].path, lines)))
