"""The words for the codes of the file: types of links, kinds of duties and of nodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from orgcli.i18n import text
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CIRCUMSTANCE = re.compile(
    r"(?:if|when|where|as|unless|until|upon|through|via|by|directly|on request|si|s il|selon|suivant|par|lorsque|quand"
    r"|directement|a|au besoin|le cas echeant|sur demande|sauf)\b"
)
_PREPOSITION = re.compile(r"(?:for|in|on|at|during|about|within|with|pour|en|dans|sur|pendant|lors|durant)\b")


def link(type_: str, direction: str, own: Mapping[str, Sequence[str]] | None = None) -> str:
    """Return the verb of a type of link, in the active (``out``) or the passive (``in``).

    ``own`` are the types that the file defines, each with its verb in one voice or both.
    """
    if own and type_ in own:
        return own[type_][-1 if direction == "in" else 0]
    # Verbs without a subject: they need no agreement with the gender of a name.
    verbs = {
        "coordinates": (_("coordinates with"), _("coordinates with")),
        "cooperates": (_("cooperates with"), _("cooperates with")),
        "liaises": (_("liaises with"), _("liaises with")),
        "consults": (_("consults"), _("is consulted by")),
        "negotiates": (_("negotiates with"), _("negotiates with")),
        "advises": (_("advises"), _("gets advice from")),
        "assists": (_("assists"), _("gets assistance from")),
        "serves": (_("serves"), _("is served by")),
        "informs": (_("informs"), _("gets information from")),
        "trains": (_("trains"), _("gets training from")),
        "chairs": (_("chairs"), _("is chaired by")),
        "instructs": (_("instructs"), _("gets instructions from")),
        "directs": (_("directs"), _("is directed by")),
        "deputises": (_("stands in for"), _("has as deputy")),
        "relies_on": (_("relies on"), _("is relied on by")),
        "participates": (_("takes part in"), _("has as participant")),
    }
    return verbs[type_][direction == "in"]


def line_condition(condition: str) -> str:
    """Return a reporting line's condition: “only” before the matters it is limited to, nothing before “if needed”."""
    words = " ".join(text.words(condition))
    if _CIRCUMSTANCE.match(words):
        return condition
    sentence = _("only {condition}") if _PREPOSITION.match(words) else _("only for {condition}")
    return sentence.format(condition=condition)


def state(part: Any) -> list[str]:
    """Return the words for the state of a post or unit: vacant, temporary, acting, since and until when."""
    since, until = getattr(part, "since", None), getattr(part, "until", None)
    return [
        *([_("vacant")] if getattr(part, "vacant", False) else []),
        *([_("temporary")] if getattr(part, "temporary", False) else []),
        *([_("acting")] if getattr(part, "acting", False) else []),
        *([_("since {date}").format(date=since)] if since else []),
        *([_("until {date}").format(date=until)] if until else []),
    ]


def node(kind: str) -> str:
    """Return the word for a kind of node; a kind that the file defines is its own word."""
    match kind:  # asked for each of many units: only one message is looked up
        case "unit":
            return _("unit")
        case "post":
            return _("post")
        case "body":
            return _("body")
        case "group":
            return _("group")
        case _:
            return kind


def rows(what: str) -> str:
    """Return what a list is called."""
    return {
        "units": _("list of units"),
        "heads": _("list of heads"),
        "posts": _("list of posts"),
        "bodies": _("list of bodies"),
        "groups": _("list of groups"),
        "links": _("list of links"),
        "duties": _("list of duties"),
        "people": _("list of people"),
    }[what]


def duty(kind: str) -> str:
    """Return the heading of a kind of duty."""
    return {"duty": _("Duties"), "mechanism": _("Mechanisms"), "provision": _("Provisions")}[kind]
