"""The JSON shapes that the design documents, and a checker that says where an answer leaves them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMED = {"id": str, "name": str}
SUPERIOR = {
    "post": str,
    "unit": (str, None),
    "ref": (str, None),
    "inferred": bool,
    "condition": (str, None),
    "label": (str, None),
}
HOLDING = {"person": (str, None), "vacant": bool, "acting": bool, "since": (str, None), "until": (str, None)}
POST = {"title": str, "reports_to": [SUPERIOR], "ref": (str, None), "notes": [str], **HOLDING}
STEP = {
    "post": str,
    "unit": (str, None),
    "unit_id": (str, None),
    "ref": (str, None),
    "inferred": bool,
    "condition": (str, None),
    "id": str,
    "person": (str, None),
    "label": (str, None),
}
TREE: dict[str, Any] = {"id": str, "name": str, "kind": (str, None), "head": (str, None), "duties": int}
TREE |= {"children": [TREE], "also": [NAMED], "person": (str, None), "vacant": bool}
PATH = {"from": NAMED, "to": (NAMED, None), "lines": [{"steps": [STEP], "common": (int, None)}], "more": bool}
DUTY = {
    "ref": (str, None),
    "text": str,
    "kind": {"duty", "mechanism", "provision"},
    "of": NAMED,
    "holder": (str, None),
}
LINK = {"type": str, "direction": {"out", "in"}, "with": {"id": (str, None), "name": str}, "ref": (str, None)}
SHOW = {
    "id": str,
    "name": str,
    "kind": str,
    "aliases": [{"name": str, "source": {"text", "usage"}}],
    "refs": [str],
    "part_of": (NAMED, None),
    "head": (POST, None),
    "heads": [POST],
    "posts": [POST],
    "duties": [DUTY],
    "units": [NAMED],
    "links": [LINK],
    "notes": [str],
    "deputies": [{"id": str, "title": str, "ref": (str, None)}],
    "below": {"units": int, "duties": int},
    "also_part_of": [NAMED],
    "also_units": [NAMED],
    "temporary": bool,
    "since": (str, None),
    "until": (str, None),
    "staff": (int, None),
    "contact": ({"email": (str, None), "phone": (str, None), "url": (str, None), "place": (str, None)}, None),
    "formerly": [str],
}

COMPARISON = {
    "sides": [{"level": int, "posts": int, "card": SHOW}],
    "common": {"superiors": [str], "duties": [DUTY], "partners": [NAMED]},
}

TITLED = {"id": str, "title": str}
ROW_OF_POSTS = {
    "id": str,
    "title": str,
    "unit": (NAMED, None),
    "person": (str, None),
    "vacant": bool,
    "acting": bool,
    "reports_to": [TITLED],
    "deputy_of": [TITLED],
    "ref": (str, None),
}
ROW_OF_PARTNERS = {"id": str, "name": str, "kind": (str, None), "links": int}
LISTS: dict[str, Any] = {
    "units": {
        "id": str,
        "name": str,
        "kind": (str, None),
        "part_of": (NAMED, None),
        "level": int,
        "head": (str, None),
        "person": (str, None),
        "vacant": bool,
        "units": int,
        "ref": (str, None),
        "temporary": bool,
        "since": (str, None),
        "until": (str, None),
        "staff": (int, None),
    },
    "heads": ROW_OF_POSTS,
    "posts": ROW_OF_POSTS,
    "bodies": ROW_OF_PARTNERS,
    "groups": ROW_OF_PARTNERS,
    "links": {"type": str, "from": NAMED, "to": NAMED, "ref": (str, None), "condition": (str, None)},
    "duties": {
        "ref": (str, None),
        "text": str,
        "kind": {"duty", "mechanism", "provision"},
        "unit": NAMED,
        "holder": (str, None),
    },
    "people": {
        "id": (str, None),
        "name": str,
        "aliases": [str],
        "email": (str, None),
        "phone": (str, None),
        "url": (str, None),
        "note": (str, None),
        "posts": [{"id": str, "title": str, "unit": NAMED}],
    },
}
PERSON = {
    key: {"kind": str, "posts": [SHOW]}.get(key, LISTS["people"].get(key))
    for key in ("id", "name", "kind", "aliases", "email", "phone", "url", "note", "posts")
}
HISTORY: dict[str, Any] = {
    "id": str,
    "name": str,
    "kind": {"unit", "post", "body"},
    "texts": [
        {
            "date": str,
            "until": (str, None),
            "symbol": (str, None),
            "file": str,
            "as": [{"id": str, "name": str, "ref": (str, None)}],
        }
    ],
    "events": [
        {
            "date": str,
            "symbol": (str, None),
            "event": str,
            "id": str,
            "name": str,
            "ref_old": (str, None),
            "ref_new": (str, None),
            "likeness": (float, None),
            "to_confirm": bool,
        }
    ],
}
SPAN = {"id": str, "title": str, "direct": int, "all": int}


def faults(value: Any, shape: Any, at: str = "$") -> Iterator[str]:
    """Yield where a value leaves a shape.

    A dict is exactly these keys in this order, a list any number of its one shape, a tuple a shape
    or None, a set one of its words, a type an instance of just that type.
    """
    if isinstance(shape, tuple):
        if value is not None:
            yield from faults(value, shape[0], at)
    elif isinstance(shape, set):
        if value not in shape:
            yield f"{at}: {value!r} is none of {sorted(shape)}"
    elif type(value) is not (shape if isinstance(shape, type) else type(shape)):
        yield f"{at}: {value!r:.60} is no {shape}"
    elif isinstance(shape, list):
        for position, part in enumerate(value):
            yield from faults(part, shape[0], f"{at}[{position}]")
    elif isinstance(shape, dict):
        yield from _faults_of_keys(value, shape, at)


def _faults_of_keys(value: dict[str, Any], shape: dict[str, Any], at: str) -> Iterator[str]:
    if list(value) != list(shape):
        yield f"{at}: the keys are {list(value)}, not {list(shape)}"
        return
    for key, inner in shape.items():
        yield from faults(value[key], inner, f"{at}.{key}")
