"""Constraints on values of the file, stated without importing pydantic, which reads them when it validates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

_LINE_END = re.compile(r"\s*[\t\n\r\u2028\u2029]\s*")


def one_line(name: str) -> str:
    """Return a name on one line, its line ends and tabs replaced by blanks."""
    return name if name.isprintable() else _LINE_END.sub(" ", name).strip() or name


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Bounds of a value, as metadata of ``Annotated``, by pydantic's names for them.

    ``before`` and ``after`` change the value before and after it is checked; ``written`` is the type
    that the file may hold, if ``before`` changes it. pydantic calls the method below when it builds a schema:
    https://docs.pydantic.dev/latest/concepts/types/#handling-custom-generic-classes
    """

    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    ge: int | None = None
    before: Callable[[Any], Any] | None = None
    after: Callable[[Any], Any] | None = None
    written: Any = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema of the type with these bounds."""
        from pydantic_core import core_schema

        bounds = {name: getattr(self, name) for name in ("min_length", "max_length", "pattern", "ge")}
        schema: Any = {**handler(source), **{name: bound for name, bound in bounds.items() if bound is not None}}
        if self.after:
            schema = core_schema.no_info_after_validator_function(self.after, schema)
        if self.before:
            written = handler.generate_schema(self.written)
            schema = core_schema.no_info_before_validator_function(
                self.before, schema, json_schema_input_schema=written
            )
        constrained: CoreSchema = schema
        return constrained
