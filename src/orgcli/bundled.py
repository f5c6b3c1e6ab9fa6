"""The organisation file that comes with the program."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def file() -> Path:
    """Return the bundled organisation file: in the package if installed, at the root in a checkout."""
    installed = _PACKAGE / "org.yaml"
    return installed if installed.exists() else _PACKAGE.parent.parent / "org.yaml"
