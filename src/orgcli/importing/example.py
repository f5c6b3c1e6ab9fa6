"""The commented example that `init` writes."""

from __future__ import annotations

from pathlib import Path

from orgcli.i18n import language


def example() -> str:
    """Return the example file in the language of the user."""
    files = [Path(__file__).parent / "examples" / f"organisation.{code}.yaml" for code in (language.spoken(), "en")]
    return next(filter(Path.exists, files)).read_text(encoding="utf-8")
