"""The width of text in the sans-serif faces that machines have: DejaVu Sans, Liberation Sans, Noto Sans.

Which of them draws a picture is not known when it is made, so each character is as wide as in the widest.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from orgcli.i18n.text import fold

# in hundredths of the size of the type, bold; letters with accents are as wide as those without
_HUNDREDTHS = {
    35: " 'ijlı",
    40: ",.:;I·’‘",
    45: "-/\\f",
    50: "!()[]`rtſľ°´¨¸¹²³",
    55: '"*|¯',
    60: "J_csz§¦–ªºŀ",
    65: "?Lxł«»•¿ŁĽ",
    70: "$0123456789EFTaekovyø“”€£¥",
    75: "CPSYZbdghnpqu{}þßđŋµ",
    80: "ABKRVXħ",
    86: "#+<=>DGHNU^~±×÷ÐÞĐ",
    90: "&OQØƠƯơư",
    93: "w",
    100: "@M—…→←©®ωΜĦЉЊЦЪљњ",
    105: "%m¼½¾æ",
    117: "WŒœÆ",
    124: "ЖМШФЮЫмшжыфю",
    133: "Щщ",
}
_EM = {char: hundredths / 100 for hundredths, chars in _HUNDREDTHS.items() for char in chars}
# of characters that are not in the table, by category; ideographs fill a square, pictures are wider
_OTHERS = {"Lu": 0.9, "Ll": 0.8, "Lo": 1.0, "So": 1.4, "Mn": 0.0, "Cf": 0.0}
_VOWELS = set("aeiouy")
_REGULAR = 0.96  # most characters are a tenth narrower than bold, a few signs are not


@lru_cache(maxsize=65536)
def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return the text in lines no wider than ``room``; a word that is wider is broken."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, bold=bold) <= room:
            lines[-1] = joined
            continue
        while text_width(word, size, bold=bold) > room and len(word) > 1:
            ends = range(len(word) - 1, 0, -1)
            fit = next(end for end in ends if end == 1 or text_width(f"{word[:end]}-", size, bold=bold) <= room)
            end = _syllable(word, fit)
            lines.append(f"{word[:end]}-" if end else word[:fit])
            word = word[end or fit :]  # noqa: PLW2901 - the rest of it
        lines.append(word)
    return tuple(lines)


def _syllable(word: str, most: int) -> int:
    """Return where a syllable of a plain word begins, after so many letters at most; 0 if none does in the latter half.

    A consonant before a vowel begins one, in nearly all languages.
    """
    for end in range(min(most, len(word) - 2), most // 2, -1):
        is_vowel, is_vowel_after = (fold(letter)[:1] in _VOWELS for letter in word[end : end + 2])
        around = word[end - 1 : end + 2]
        if around.isalpha() and around.islower() and word[end] != "h" and is_vowel_after and not is_vowel:
            return end
    return 0


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is in the widest of the faces."""
    return size * (1 if bold else _REGULAR) * sum(map(_char_width, text))


@lru_cache(maxsize=4096)
def _char_width(char: str) -> float:
    if char in _EM:
        return _EM[char]
    parts = unicodedata.normalize("NFKD", char)
    if parts != char:
        return sum(map(_char_width, parts))
    return _OTHERS.get(unicodedata.category(char), 1.0)
