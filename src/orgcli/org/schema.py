"""The JSON Schema of an organisation file, with which editors complete and check while one types."""

from __future__ import annotations

import json
from typing import Any

from orgcli.org.model import Org
from orgcli.org.statements import CONFIG

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Return the schema of the file, made from the model: what each key means and may hold."""
    from pydantic import TypeAdapter

    CONFIG["use_attribute_docstrings"] = True
    try:
        shape: dict[str, Any] = _tidy(TypeAdapter(Org).json_schema())
    finally:
        CONFIG["use_attribute_docstrings"] = False
    return {"$schema": DIALECT} | shape


def text(*, ascii_only: bool = False) -> str:
    """Return the schema as the file ``org.schema.json`` holds it, or with accents escaped."""
    return json.dumps(schema(), ensure_ascii=ascii_only, indent=2) + "\n"


def _tidy(part: Any) -> Any:
    """Drop the titles that pydantic makes of the keys, and empty defaults; put code between single backquotes."""
    if isinstance(part, dict):
        plain = {key: value for key, value in part.items() if (key, value) != ("default", [])}
        return {key: _tidy(value) for key, value in plain.items() if key != "title" or not isinstance(value, str)}
    if isinstance(part, list):
        return [_tidy(value) for value in part]
    return part.replace("``", "`") if isinstance(part, str) else part
