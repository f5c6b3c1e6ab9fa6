"""A name as it stands in a sentence, whatever the language."""

from __future__ import annotations

from dataclasses import dataclass

from orgcli.i18n.language import gettext as _


@dataclass(frozen=True)
class Phrase:
    """The forms of one name: « la Section », « une Section », « de la Section », and so on.

    ``superior`` is the form after “answers”: « (relève) du Chef », “(answers) to the Head”; ``headed``
    is the participle that agrees with the name, None where its gender is not known.
    """

    the: str
    a: str
    of: str
    superior: str
    headed: str | None
    plural: bool = False


def quoted(name: str, owner: Phrase | None = None) -> Phrase:
    """Return a name in quotes, with turns of phrase that need neither its gender nor its language."""
    whole = f"{in_quotes(name)} {owner.of}" if owner else in_quotes(name)
    return Phrase(whole, whole, _("of {name}").format(name=whole), _("to {name}").format(name=whole), None)


def in_quotes(text: str) -> str:
    """Return a text in the quotation marks of the language spoken."""
    return _("“{text}”").format(text=text)
