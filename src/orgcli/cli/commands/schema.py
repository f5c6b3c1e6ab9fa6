"""``orgcli schema``: the JSON Schema of the organisation file."""

from __future__ import annotations

from orgcli.render import screen


def schema() -> None:
    """Print the JSON Schema of the file, with which editors complete and check while you type.

    Example: orgcli schema > org.schema.json
    """
    from orgcli.org import schema as file_schema

    print(file_schema.text(ascii_only=not screen.has_unicode()), end="")
