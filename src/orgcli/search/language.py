"""The language of a question."""

from __future__ import annotations

import re
from functools import cache

from orgcli.i18n import text
from orgcli.search import words as word_lists

# Letters that English has not; those of other languages are in French as well.
_ACCENTED = re.compile(r"[àâçéèêëîïôûùüœ]", re.IGNORECASE)
_ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu)['’]\w", re.IGNORECASE)


def spoken(asked: str, lang: str) -> str | None:
    """Return the language of a question to an organisation of language ``lang``, judged by its words of grammar.

    Return None where they do not tell.
    """
    words = text.words(asked)
    votes = {own: sum(word in own_words for word in words) for own, own_words in _own_words(lang).items()}
    votes["fr"] += bool(_ACCENTED.search(asked)) + 2 * bool(_ELIDED.search(asked))
    most = max(votes.values())
    best = [own for own, count in votes.items() if count == most]
    return best[0] if len(best) == 1 else None


@cache
def _own_words(lang: str) -> dict[str, frozenset[str]]:
    """Return the words of grammar and of asking that only one of the languages has."""
    spoken_words = {own: word_lists.plain_words(own) for own in dict.fromkeys((*word_lists.LANGUAGES, lang))}
    return {
        own: words.difference(*(others for other, others in spoken_words.items() if other != own))
        for own, words in spoken_words.items()
    }
