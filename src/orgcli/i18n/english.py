"""English grammar of names: which of them take the article."""

from __future__ import annotations

from orgcli.i18n import text
from orgcli.i18n.phrase import Phrase

# Nouns for one unit among several, which take “the”; other names stand alone: “Marketing”.
_UNITS = text.word_set(
    """
    academy administration agency assembly association authority bank battalion board branch brigade bureau
    cabinet cell center centre chamber college command commission committee company corps council court
    delegation department directorate district division faculty force forum foundation fund group headquarters
    inspectorate institute laboratory library mission ministry network office organisation organization panel
    police programme program project region registry school secretariat section service squad station
    subcommittee team tribunal union unit university
    """
)


def phrase(name: str, owner: Phrase | None = None, *, post: bool = False) -> Phrase:
    """Return the forms of the name of a unit or post, followed by its ``owner`` if there is one."""
    whole = f"{name} {owner.of}" if owner else name
    first = text.words(name)[:1]
    has_article = first == ["the"]
    plural = not post and any(_is_plural(word) for word in text.words(name.partition(" of ")[0])[-1:])
    takes_article = post or any(word in _UNITS or _is_plural(word) for word in text.words(name))
    the = f"the {whole}" if takes_article and not has_article else whole
    article = "an" if first and first[0][0] in "aeiou" else "a"
    return Phrase(the, f"{article} {whole}" if post else the, f"of {the}", f"to {the}", None, plural)


def _is_plural(word: str) -> bool:
    return word.removesuffix("s") in _UNITS and word not in _UNITS
