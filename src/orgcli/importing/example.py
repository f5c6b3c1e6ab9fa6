"""The commented example that `init` writes."""

from __future__ import annotations

from pathlib import Path

from orgcli.i18n import language


def example() -> str:
    """Return the example file in the language of the user."""
    name = f"organisation.{language.spoken()}.yaml"
    return (Path(__file__).parent / "examples" / name).read_text(encoding="utf-8")
