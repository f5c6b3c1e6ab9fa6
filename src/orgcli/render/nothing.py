"""What is said where `find` answers nothing: why, and what is nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.i18n.language import gettext as _
from orgcli.org import clauses
from orgcli.render import plain
from orgcli.render.matches import ENOUGH_LETTERS, excerpt, highlighted, unmatched
from orgcli.render.typeset import UNBROKEN_SPACE

if TYPE_CHECKING:
    from orgcli.search.answer import Answer, Result


def nothing(answer: Answer) -> str:
    """Return the message for an answer without results: why, and the nearest units, each with its nearest statement."""
    if answer.undeputised:
        return _("no deputy of “{post}” is stated").format(post=answer.undeputised)
    message = unmatched(answer) if answer.unknown else _("no unit does all of “{asked}”").format(asked=answer.query)
    if answer.nearest:
        return "\n".join([_("{message}; nearest are:").format(message=message), *map(_near, answer.nearest)])
    near = _("nearest topics: {topics}").format(topics=", ".join(answer.topics))
    return _("{message}; {near}").format(message=message, near=near) if answer.topics else message


def _near(result: Result) -> str:
    """Return a line with a unit and the beginning of its nearest statement."""
    match = result.matches[0]
    unit = f"{result.unit.name} · {result.within}" if result.within else result.unit.name
    statement = [clauses.label(match.ref)] if match.ref else []
    if match.text != result.unit.name:
        statement.append(excerpt(highlighted(match), ENOUGH_LETTERS).plain.replace(UNBROKEN_SPACE, " "))
    return f"  {plain.labelled(unit, ' '.join(statement))}" if statement else f"  {unit}"
