"""Load an organisation file as an `Org`, or report all that is wrong with it at once, each with its position."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from orgcli.errors import MAX_PROBLEMS, InvalidFile, hint
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.org import references, yaml_reader
from orgcli.org.model import Org

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

    from orgcli.errors import Problem

# pydantic's types of error for a key that the model does not have.
UNKNOWN_KEY = {"unexpected_keyword_argument", "extra_forbidden"}


def load(path: Path, content: bytes | None = None) -> Org:
    """Return the organisation that a file describes; ``content`` are its bytes, if they have been read.

    Raises UnreadableFile if the file cannot be read, and InvalidFile with every problem found: YAML
    first, then the shape, then ids, references and cycles (a later stage needs the earlier).
    """
    document = yaml_reader.parse(path, content)
    org = validate(document)
    check_references(document, org)
    return org


def check_references(document: yaml_reader.Document, org: Org) -> None:
    """Raise InvalidFile if ids, references or reporting lines of an organisation are faulty."""
    problems = [
        document.problem(rule, message, document.position(path), dotted(path))
        for rule, path, message in islice(references.faults(org), MAX_PROBLEMS)
    ]
    if problems:
        raise InvalidFile(problems)


def validate(document: yaml_reader.Document) -> Org:
    """Return the organisation of a parsed file; raises InvalidFile if its shape is wrong."""
    if document.data is None:
        raise InvalidFile([document.problem("E101", _("the file is empty"), (1, 1))])
    result = shape(document.data)
    if isinstance(result, Org):
        document.data = None  # in a large file it takes as much memory as the organisation
        return result
    document.position(())  # reads the file again, with positions
    raise InvalidFile([problem(document, detail) for detail in result[:MAX_PROBLEMS]])


def shape(data: Any) -> Org | list[ErrorDetails]:
    """Return the organisation that plain data describes, or what pydantic finds wrong with its shape."""
    from pydantic import ValidationError

    try:
        return _adapter().validate_python(data)
    except ValidationError as error:
        return [detail for detail in error.errors(include_url=False) if not _is_short_of_sound_items(detail)]


def _is_short_of_sound_items(detail: ErrorDetails) -> bool:
    """Return whether a list counts as too short only because pydantic dropped the invalid items."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def dotted(path: tuple[str | int, ...]) -> str:
    """Return a path to a key as people write it: ``units[0].head.title``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def problem(document: yaml_reader.Document, detail: ErrorDetails) -> Problem:
    """Return an error of pydantic as a problem of the file, with rule, position and message."""
    path = real_path(document.data, detail["loc"])
    rule, message = _explained(detail, path)
    position = document.position(path, key=rule == "E103")
    key = dotted(path)
    return document.problem(rule, f"{message} ({key})" if key else message, position, key)


def real_path(data: Any, loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return a path without the steps that pydantic adds, such as the branch of a union."""
    path: list[str | int] = []
    for number, step in enumerate(loc):
        if isinstance(data, dict) and (step in data or number == len(loc) - 1):
            path.append(step)
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            path.append(step)
            data = data[step]
    return tuple(path)


def _explained(detail: ErrorDetails, path: tuple[str | int, ...]) -> tuple[str, str]:
    """Return the rule that an error of pydantic breaks, and our message."""
    kind, value, facts = detail["type"], _short(detail["input"]), detail.get("ctx", {})
    key = path[-1] if path else ""
    match kind:
        case _ if kind in UNKNOWN_KEY:
            near = get_close_matches(str(key), _keys(path[:-1]), 1)
            return "E103", _("unknown key “{key}”").format(key=key) + hint(near)
        case "missing" | "missing_argument" | "missing_keyword_only_argument":
            return "E104", _("key “{key}” is missing").format(key=key)
        case "string_too_short":
            return "E109", _("empty text")
        case "too_short":
            number = facts.get("min_length")
            return "E109", _("too few items: at least {number}").format(number=number)
        case "string_too_long":
            return "E109", _("text longer than {number} characters").format(number=facts.get("max_length"))
        case "literal_error":
            choices = re.findall(r"'(.*?)'", facts.get("expected", ""))
            message = _("“{value}” is not one of {choices}").format(value=value, choices=", ".join(choices))
            return "E105", message + hint(text.nearest(str(value), choices, 1))
        case "string_pattern_mismatch":
            return _pattern(str(key) if isinstance(key, str) else str(path[-2]), str(value))
        case _:
            return "E105", _wrong_type(kind, value, facts.get("ge", 0))


def _short(value: Any) -> Any:
    """Return a text shortened for a message, anything else as it is."""
    return f"{value[:60]}…" if isinstance(value, str) and len(value) > 60 else value


def _pattern(key: str, value: str) -> tuple[str, str]:
    match key:
        case "ref":
            return "E108", _("“{value}” is no clause number (such as 8.14 or 8.14 a)").format(value=value)
        case "lang":
            return "E105", _("“{value}” is no language tag (such as en, fr or pt-BR)").format(value=value)
        case "url":
            wanted = _("http or https, without blanks, quotes, brackets or invisible characters")
            return "E105", _("“{value}” is no web address: {wanted}").format(value=value, wanted=wanted)
        case "email":
            return "E105", _("“{value}” is no e-mail address").format(value=value)
        case "since" | "until":
            return "E105", _("“{value}” is no date: 2026, 2026-04 or 2026-04-30").format(value=value)
        case _:
            slug = "-".join(text.words(value))
            message = _("“{value}” is no id: lower case letters, digits and hyphens only").format(value=value)
            return "E107", f"{message} ({slug})" if slug.isascii() and slug else message


def _wrong_type(kind: str, value: Any, least: int) -> str:
    wanted = {
        "string": _("text"),
        "tuple": _("a list"),
        "dict": _("a mapping"),
        "dataclass": _("a mapping"),
        "int": _("a whole number"),
        "bool": _("true or false"),
        "greater": _("a whole number from {number}").format(number=least),
    }.get(kind.split("_", maxsplit=1)[0], kind)
    actual = {str: _("text"), list: _("a list"), dict: _("a mapping"), type(None): _("nothing")}.get(type(value), "?")
    if isinstance(value, str):
        actual = _("“{word}”").format(word=value)
    return _("expected {wanted}, found {found}").format(wanted=wanted, found=actual)


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Org]:
    from pydantic import TypeAdapter

    return TypeAdapter(Org)


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    return _adapter().json_schema()


def _keys(path: tuple[str | int, ...]) -> list[str]:
    """Return the keys that the model allows in the mapping at a path."""
    schema = _schema()
    node = schema["$defs"].get("Org", schema) if "properties" not in schema else schema
    for step in path:
        node = node.get("items", {}) if isinstance(step, int) else node.get("properties", {}).get(step, {})
        for choice in node.get("anyOf", []):
            node = choice if choice.get("type") not in {"null", "string"} else node
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    return list(node.get("properties", {}))
