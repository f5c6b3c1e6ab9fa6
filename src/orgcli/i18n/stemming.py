"""Stems of words by language, where Snowball has rules for it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import Stemmer  # type: ignore[import-not-found]

if TYPE_CHECKING:
    from collections.abc import Callable

_MACROLANGUAGES = {"nb": "no", "nn": "no"}


@lru_cache(maxsize=8)
def stemmer(language: str) -> Callable[[str], str] | None:
    """Return the function that stems the words of a language (its primary subtag), or None."""
    try:
        # its own cache would slow it down
        snowball = Stemmer.Stemmer(_MACROLANGUAGES.get(language, language), 0)
    except KeyError:
        return None
    stem: Callable[[str], str] = snowball.stemWord
    return stem
