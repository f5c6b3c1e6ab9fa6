"""Compile the lexicon of the search: ``python -m tools.lexicon`` writes it from ``search/wordlists/lexicon/``."""

from __future__ import annotations

from orgcli.search import lexicon, synonyms_builder


def main() -> None:
    """Write the compiled lexicon."""
    lexicon.COMPILED.write_text(synonyms_builder.compiled_lexicon(), encoding="utf-8")


if __name__ == "__main__":
    main()
