"""Words for what the model has codes for: links, kinds of duties and of nodes."""

from __future__ import annotations

from orgcli.i18n.language import gettext as _


def link(kind: str, direction: str) -> str:
    """Return how a link is called, seen from the holder (``out``) or from the other end (``in``)."""
    # Short forms without agreement, for a unit's name may be of any gender.
    both = {
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
    return both[kind][direction == "in"]


def node(kind: str) -> str:
    """Return the word for a kind of node where the file gives none of its own."""
    return {"unit": _("unit"), "post": _("post"), "body": _("body"), "group": _("group")}.get(kind, kind)


def duty(kind: str) -> str:
    """Return the heading of a kind of duty."""
    return {"duty": _("Duties"), "mechanism": _("Mechanisms"), "provision": _("Provisions")}[kind]
