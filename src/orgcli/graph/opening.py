"""The organisation of a file, from the cache or read anew."""

from __future__ import annotations

import json
from contextlib import nullcontext
from typing import TYPE_CHECKING

from orgcli.graph.cache import Entry
from orgcli.graph.organisation import Organisation
from orgcli.org import yaml_reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

# The size from which a file takes seconds to be read.
LARGE_BYTES = 2**20


def open_organisation(
    path: Path, progress: Callable[[], AbstractContextManager[object]] = nullcontext, content: bytes | None = None
) -> Organisation:
    """Return the organisation of a file; ``progress`` surrounds the reading of a large one.

    ``content`` are its bytes, where they have been read already.
    Raises UnreadableFile if the file cannot be read, InvalidFile with every problem found in it.
    """
    content = yaml_reader.read_bytes(path) if content is None else content
    entry = Entry(content)

    def read() -> dict[str, bytes]:
        from orgcli.graph import rows
        from orgcli.org import load

        with progress() if len(content) > LARGE_BYTES else nullcontext():
            sections = rows.to_sections(load.load(path, content))
        entry.write(sections)
        return sections

    stored = entry.read("graph")
    if stored is not None:
        return Organisation(stored, lambda: entry.read_bytes("parts") or read()["parts"], entry)
    sections = read()
    return Organisation(json.loads(sections["graph"]), lambda: sections["parts"], entry)
