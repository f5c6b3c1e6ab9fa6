"""Where the organisation that comes with the program lies, and the program's version."""

from __future__ import annotations

from pathlib import Path

from orgcli import __version__

_HERE = Path(__file__).parent


def file() -> Path:
    """Return the bundled organisation: beside the code in a wheel, at the root in a checkout."""
    inside = _HERE / "org.yaml"
    return inside if inside.exists() else _HERE.parent.parent / "org.yaml"


def version() -> str:
    """Return the program's version."""
    return __version__
