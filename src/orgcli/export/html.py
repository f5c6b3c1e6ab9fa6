"""The chart as one self-contained HTML page."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from orgcli.export import chart as c
from orgcli.graph.nodes import Kind, own_duties
from orgcli.i18n import labels, language
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses
from orgcli.org.model import Body, Group, Post, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.export.chart import Chart
    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Org

FOLDER = Path(__file__).parent / "page"
SCRIPTS = ("data.js", "words.js", "chart.js", "lines.js", "stage.js", "card.js", "page.js")


def to_html(model: Org, org: Organisation) -> Iterator[str]:
    """Yield the page; a content security policy allows only its own script and style."""
    script = "\n(() => {\n" + "\n".join(_part(name) for name in SCRIPTS) + "})();\n"
    style = f"\n{_part('page.css')}"
    words = {key: escape(said) for key, said in _frame().items()}
    yield Template(_part("page.html")).substitute(
        words,
        language=language.spoken(),
        content_language=model.lang,
        title=escape(c.heading(model)),
        script=script,
        script_hash=_hash(script),
        style=style,
        style_hash=_hash(style),
        data=_embedded(page_data(model, org)),
    )


def _part(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


def _embedded(data: Any) -> str:
    """Return JSON that can end no element and open no comment."""
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}":
        plain = plain.replace(char, f"\\u{ord(char):04x}")
    return plain


def page_data(model: Org, org: Organisation) -> dict[str, Any]:
    """Return the data of the page, without empty values."""
    chart = c.composition(org)
    source = model.source
    return {
        "title": c.heading(model),
        "lang": model.lang,
        "source": {"title": source.title, "symbol": source.symbol, "url": source.url} if source else None,
        "kinds": [kind for kind in c.colours(chart, model) if kind],
        "nodes": {name: _without_empty(_node(org, name)) for name in org},
        "views": {"composition": _view(chart), "reporting": _view(c.reporting(org))},
        "synonyms": model.synonyms,
        "links": {kind: [labels.link(kind, "out"), labels.link(kind, "in")] for kind in link_types(org)},
        "strings": _strings(),
    }


def link_types(org: Organisation) -> list[str]:
    """Return the types of the links that the organisation has."""
    return sorted({link.type for name in org for _end, link in org.links_from(name)})


def _view(chart: Chart) -> dict[str, Any]:
    rows = [
        [box.id, owner.id if owner else None, box.label, box.sub, box.role]
        for box, owner, _level in c.walk([*chart.tops, *chart.outside])
    ]
    return {"rows": rows, "crosses": [[cross.start, cross.end] for cross in chart.crosses]}


def _node(org: Organisation, name: str) -> dict[str, Any]:
    part, kind = org.item(name), org.kind(name)
    lines = org.superiors(name) if kind in {Kind.POST, Kind.UNIT} else []
    found: dict[str, Any] = {
        "type": kind.value,
        "name": org.title(name),
        "ref": part.ref,
        "aliases": [alias.name for alias in part.aliases],
        "keywords": part.keywords,
        "in": org.parent(name),
        "answers": [
            _without_empty({"to": to, "ref": line.ref, "condition": line.condition, "inferred": line.inferred})
            for to, line in lines
        ],
        "duties": [
            _without_empty({"ref": duty.ref, "text": duty.text, "kind": duty.kind, "keywords": duty.keywords})
            for duty in sorted(own_duties(part), key=lambda duty: clauses.sort_key(duty.ref))
        ],
        "links": [[link.type, end, link.ref, link.condition] for end, link in org.links_from(name)],
        "notes": [f"{note.text} ({clauses.label(note.ref)})" if note.ref else note.text for note in part.notes],
    }
    if isinstance(part, (Unit, Body)):
        found |= {"kind": part.kind, "head": org.head(name), "posts": org.posts(name)}
    if isinstance(part, Unit):
        found |= {"units": org.children(name), "groups": org.groups(name)}
    if isinstance(part, Group):
        found["members"] = org.children(name)
    if isinstance(part, Post):
        found["person"] = part.person
    return found


def _without_empty(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value
        for key, value in facts.items()
        if value not in (None, "", [], False) and (key, value) != ("kind", "duty")
    }


def _frame() -> dict[str, str]:
    """Return the words of the page's frame."""
    return {
        "find": _("Find a unit, a duty, a word"),
        "tools": _("Chart tools"),
        "view": _("What the chart shows"),
        "composition": _("Composition"),
        "reporting": _("Reporting"),
        "expand": _("Open all"),
        "collapse": _("Close all"),
        "smaller": _("Smaller"),
        "larger": _("Larger"),
        "fit": _("Fit"),
        "print": _("Print"),
        "chart": _("Org chart"),
        "details": _("Details"),
        "key_cross": _("answers to, where it is another"),
        "key_lit": _("reporting line of the unit chosen"),
        "keys": _("Keys: arrows, Enter, / to find, Esc"),
        "noscript": _("This page draws its chart with a script, which the browser was told not to run."),
    }


def _strings() -> dict[str, Any]:
    """Return the words that the page's script uses."""
    return {
        "part_of_line": _("part of"),
        "answers_line": _("answers to"),
        "clause": _("See the official text"),
        "part_of": _("Part of"),
        "head": _("Head"),
        "no_head": _("no head stated"),
        "reports_to": _("Answers to"),
        "posts": _("Other posts"),
        "units": _("Consists of"),
        "does": _("What it does"),
        "in_common": _("in common: {name}"),
        "linked": _("Works with"),
        "notes": _("Notes"),
        "inferred": _("inferred"),
        "back": _("← Results"),
        "close": _("Close"),
        "none": _("Nothing found"),
        "one_found": _("{number} unit found"),
        "found": _("{number} units found"),
        "duties": {kind: labels.duty(kind) for kind in ("duty", "mechanism", "provision")},
    }
