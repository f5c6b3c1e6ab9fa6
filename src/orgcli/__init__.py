"""orgcli: ask an org chart who is under whom, who answers to whom, and who does what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from orgcli.graph.organisation import Organisation

__version__ = "0.1.0"


def load(path: str | os.PathLike[str]) -> Organisation:
    """Return the organisation of a file, for use as a library: ``load("org.yaml").graph`` is a networkx `DiGraph`.

    Raises `orgcli.errors.UnreadableFile` if the file cannot be read, and `orgcli.errors.InvalidFile` with every
    problem found in it. The cache is neither read nor written.
    """
    from pathlib import Path

    from orgcli.graph.organisation import Organisation
    from orgcli.org import load as loading

    return Organisation.of(loading.load(Path(path)))
