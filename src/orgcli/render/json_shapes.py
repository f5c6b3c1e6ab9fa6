"""Answers in the documented JSON shapes."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from orgcli.i18n import text


def to_json(answer: Any, *, ascii_only: bool = False) -> str:
    """Return an answer as JSON text: with other characters than ASCII escaped if wanted."""
    return text.escaped(json.dumps(plain(answer), ensure_ascii=ascii_only, indent=2))


def plain(answer: Any) -> Any:
    """Return an answer as dicts and lists; fields marked ``json: False`` are left out."""
    if is_dataclass(answer):
        return {
            entry.name.rstrip("_"): plain(getattr(answer, entry.name))
            for entry in fields(answer)
            if entry.metadata.get("json", True)
        }
    if isinstance(answer, (list, tuple)):
        return [plain(part) for part in answer]
    return answer
