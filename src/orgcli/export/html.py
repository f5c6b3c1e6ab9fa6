"""The chart as one self-contained HTML page."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from orgcli.export import chart as c
from orgcli.export.page_data import page_data
from orgcli.graph.nodes import Kind
from orgcli.i18n import labels, language, text
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.changes.marks import Since
    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Org

FOLDER = Path(__file__).parent / "page"
SCRIPTS = ("data.js", "words.js", "chart.js", "lines.js", "stage.js", "card.js", "page.js")


def to_html(model: Org, org: Organisation, since: Since | None = None) -> Iterator[str]:
    """Yield the page; a content security policy allows only its own script and style.

    With ``since``, it marks what changed since another text.
    """
    script = "\n(() => {\n" + "\n".join(_part(name) for name in SCRIPTS) + "})();\n"
    style = f"\n{_part('page.css')}"
    words = {**_frame(), "title": c.heading(model), "language": language.spoken(), "content_language": model.lang}
    words["since"] = _since(since) if since else ""
    yield Template(_part("page.html")).substitute(
        {key: c.escaped(word) for key, word in words.items()},
        script=script,
        script_hash=_hash(script),
        style=style,
        style_hash=_hash(style),
        data=_embedded({**page_data(model, org, since), "strings": _strings()}),
    )


def _since(since: Since) -> str:
    source = since.old.facts.source
    text_before = (source.symbol or source.title) if source else _("the old text")
    return _("Marked: what changed since {text}").format(text=text_before)


def _part(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


def _embedded(data: Any) -> str:
    """Return JSON that can end no element and open no comment."""
    plain = text.printable(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    for char in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}":
        plain = plain.replace(char, f"\\u{ord(char):04x}")
    return plain


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
        "key_also": _("also part of"),
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
        "types": {kind: labels.node(kind) for kind in Kind},
        "common": _("{title} held in common: {group}"),
        "usage": _("(usage)"),
        "part_of": _("Part of"),
        "also_part_of": _("Also part of"),
        "post_in": _("Post in"),
        "person": _("Held by"),
        "head": _("Head"),
        "deputy": _("Deputy"),
        "deputises": _("Stands in for"),
        "no_head": _("no head stated"),
        "reports_to": _("Answers to"),
        "more": _("and other lines"),
        "posts": _("Other posts"),
        "below": {
            "unit": _("Consists of"),
            "body": _("Consists of"),
            "post": _("Heads"),
            "group": _("Members"),
        },
        "links": _("Links"),
        "notes": _("Notes"),
        "clauses": _("Clauses"),
        "inferred": _("(inferred)"),
        "labelled": _("{label}: {value}"),
        "back": _("← Results"),
        "close": _("Close"),
        "unknown": _("Nothing in this chart is called “{name}”."),
        "nearest": _("Perhaps"),
        "none": _("Nothing found"),
        "one_found": _("{number} unit found"),
        "found": _("{number} units found"),
    }
