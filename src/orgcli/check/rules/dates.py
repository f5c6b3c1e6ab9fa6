"""Rules on the dates of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.check.registry import Subject, rule
from orgcli.graph import folder
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.org import traversal


@rule("W706")
def end_before_beginning(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """A text whose last day is before its first: it is never in force."""
    source = subject.org.source
    if source is None or source.in_force is None:
        return
    since, until = folder.day(source.in_force.date), folder.day(source.until, last=True)
    if since and until and until < since:
        message = _("the text holds until {end}, before it begins, on {start}: it is never in force")
        yield ("source", "until"), message.format(end=until, start=since)
