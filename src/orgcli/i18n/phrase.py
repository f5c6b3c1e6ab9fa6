"""The forms of a name in a sentence, in any language."""

from __future__ import annotations

from dataclasses import dataclass

from orgcli.i18n.language import gettext as _


@dataclass(frozen=True)
class Phrase:
    """The forms of one name: « la Section », « une Section », « de la Section », and so on.

    ``superior`` follows “reports”: « (relève) du Chef », “(reports) to the Head”; ``headed`` is the
    participle that agrees with the name, None if its gender is unknown.
    """

    the: str
    a: str
    of: str
    superior: str
    headed: str | None
    plural: bool = False


def quoted(name: str, owner: Phrase | None = None) -> Phrase:
    """Return the forms of a name in quotes, which need neither its gender nor its language."""
    whole = f"{in_quotes(name)} {owner.of}" if owner else in_quotes(name)
    return Phrase(whole, whole, _("of {name}").format(name=whole), _("to {name}").format(name=whole), None)


def in_quotes(text: str) -> str:
    """Return a text in the quotation marks of the language of the program."""
    return _("“{text}”").format(text=text)
