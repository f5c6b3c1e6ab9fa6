"""Parse a question into phrases, words, excluded words and what it asks of a post or unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile

from orgcli.i18n import text
from orgcli.search import intent as intents
from orgcli.search.intent import TITLE, Intent
from orgcli.search.language import spoken
from orgcli.search.words import GRAMMAR, SET_EXPRESSIONS, asking, grammar, grammar_between, singular


@dataclass(frozen=True)
class Word:
    """A search word and its weight; an optional one adds to the score but need not match."""

    text: str
    optional: bool = False
    weight: float = 1.0


@dataclass(frozen=True)
class Question:
    """A parsed question.

    ``phrases`` match as a whole, ``expressions`` too or by a synonym; ``is_list`` marks several ideas
    (« presse et budget »).
    ``subject`` is the question without the words that say what it asks.
    """

    asked: str
    words: list[Word] = field(default_factory=list)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    expressions: list[tuple[str, ...]] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    intent: Intent = Intent.TOPIC
    is_sentence: bool = False
    is_list: bool = False
    subject: str = ""
    lang: str = "en"


# So many words, and of grammar, make a sentence.
_WORDS_TOLD, _GRAMMAR_TOLD = 6, 2
# Weights of words that say how, or in which circumstances, rather than what.
ASKING_WEIGHT, VERB_WEIGHT, CIRCUMSTANCE_WEIGHT = 0.08, 0.3, 0.5

_QUOTED = re.compile(r'["“”«»]([^"“”«»]+)["“”«»]')
_EXCLUDED = re.compile(r"(?:^|\s)-(\w[\w’'-]*)")
_KIND = re.compile(
    r"\b(?:quel(?:le)?s?|which|what) "
    r"(equipes?|services?|bureaux?|sections?|divisions?|unites?|groupes?|departements?|offices?|teams?|units?|departments?)\b"
)
_VERB = re.compile(
    r"\b(?:qui|que|qu|se|s|il|ils|elle|elles|on|je|j|nous|vous|who|that|they|we|i|you|it)\s+"
    r"(?:(?:se|s|ne|n|y|en|me|m|te|t|nous|vous|le|la|les|l|lui|leur|est|sont|a|ont|is|are|has|have|will|can|must)\s+)?(\w+)"
)
# What a thing is said to be: « ma poubelle est cassée », “my payslip is wrong”. It tells the occasion, not the matter.
_STATE = re.compile(
    r"(?<!\bqui )(?<!\bwho )(?<!\bwhat )(?<!\bquel )(?<!\bquelle )\b(?:est|sont|is|are|was|were) "
    r"(?:(?:pas|plus|trop|tres|toujours|encore|not|too|very|still|always|never) )*(\w+)"
)
_INVERTED = re.compile(r"\b(\w+) (?:t )?(?:il|elle|ils|elles|on|je|nous|vous)\b")
# Prepositions before a place or time, and what may stand between them and it.
_WHERE_OR_WHEN = text.word_set(
    "dans en pendant lors avant apres depuis chez in at during before after within sans without"
)
_DETERMINERS = text.word_set(
    "le la les l un une des du de d mon ma mes notre nos ce cet cette ces the a an my our this these"
)
# « en matière de », « en ce qui concerne »: the matter follows.
_NOT_WHERE = text.word_set("matiere ce charge")
_LOOKS = re.compile("look(?:s|ing|ed)?")  # “looks after” is no time
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ]\w+")
# A single capital inside a question is part of a name (« Referat IV C »), unless it is “I”.
_LETTER = re.compile(r"(?<=\w )(?:[A-HJ-Z](?![\w’'])|I(?= [A-Z]\b|$))")
_SEPARATOR = re.compile(r"[,;+/]|\b(?:et|and|ou|or|puis)\b")
_SENTENCE = re.compile(
    r"^(?:(?:a|de|par|pour|avec|chez|dans|sur|vers|en) )?"
    r"(?:qui|que|qu|quoi|quel|quelle|quels|quelles|comment|ou|quand|combien|who|whom|which|what|where|how|when|whose)\b"
    r"|\b(?:je|j|nous|on|i|we|they)\b|\b(?:qui|quoi)$|\b(?:mon|ma|mes|notre|nos|my|our) \w+ .*\b(?:is|est|a|has)\b"
)


def parse(asked: str, lang: str = "en", *, as_topic: bool = False) -> Question:
    """Parse a question to an organisation of some language; ``as_topic`` searches all its words, whatever it asks.

    ``"a phrase"`` matches as a whole, ``-word`` is excluded. Verbs after « qui » or “who” and words of
    asking are optional; grammar is dropped, unless nothing else remains.
    """
    excluded = [word for match in _EXCLUDED.findall(asked) for word in text.words(match)]
    rest = _EXCLUDED.sub(" ", asked)
    phrases = [tuple(words) for quoted in _QUOTED.findall(rest) if (words := text.words(quoted))]
    rest = _QUOTED.sub(" ", rest)
    plain = whole = " ".join(text.words(rest))
    is_sentence = "?" in rest or bool(_SENTENCE.search(plain)) or _is_told(plain)
    is_list = bool(_SEPARATOR.search(rest))
    plain, expressions = _split_set_expressions(plain)
    side_words = dict.fromkeys(_circumstances(plain, rest), CIRCUMSTANCE_WEIGHT)
    side_words |= dict.fromkeys(_verbs(plain) if is_sentence else (), VERB_WEIGHT)
    side_words |= dict.fromkeys([*TITLE.findall(plain), *_KIND.findall(plain)], VERB_WEIGHT)
    side_words |= dict.fromkeys(asking(lang), ASKING_WEIGHT)
    subject, intent = intents.of(whole)
    plain, intent = (plain, Intent.TOPIC) if as_topic else intents.of(plain)
    tongue = spoken(rest, lang)
    dropped = grammar_between(tongue, lang).difference(map(text.fold, _LETTER.findall(rest)))
    words = [word for word in plain.split() if word not in dropped]
    is_whole = bool(phrases or expressions)
    if not words and not is_whole:
        words = [word for word in text.words(rest) if len(word) > 1]
    weights = {word: side_words.get(word, 1.0) for word in words}
    return Question(
        asked,
        _weighted(weights, has_phrases=is_whole),
        phrases,
        expressions,
        excluded,
        intent,
        is_sentence,
        is_list,
        subject,
        tongue or lang,
    )


def _is_told(plain: str) -> bool:
    """Return whether a question without a word of asking is a sentence: « le lampadaire ne marche plus ce soir »."""
    words = plain.split()
    return len(words) >= _WORDS_TOLD and sum(word in GRAMMAR for word in words) >= _GRAMMAR_TOLD


def is_vain(asked: str, lang: str = "en") -> bool:
    """Return whether a question has nothing to search for: grammar and excluded words only."""
    question = parse(asked, lang)
    letters = set(map(text.fold, _LETTER.findall(asked)))
    words = {word.text for word in question.words} - (grammar(lang) - letters) - set(question.excluded)
    return not words and not question.phrases and not question.expressions


def _weighted(weights: dict[str, float], *, has_phrases: bool) -> list[Word]:
    """Return the words with their weights; where all are light, the heaviest count in full."""
    top = max(weights.values(), default=1.0)
    scale = 1.0 if has_phrases else top
    return [Word(word, weight < scale, weight / scale) for word, weight in weights.items()]


def _split_set_expressions(plain: str) -> tuple[str, list[tuple[str, ...]]]:
    """Return the question without its set expressions, and these: an « appel d’offres » is no « appel »."""
    words = plain.split()
    singulars = [singular(word) for word in words]
    rest, expressions, at = [], [], 0
    while at < len(words):
        candidates = SET_EXPRESSIONS.get(singulars[at], ())
        length = next((len(run) for run in candidates if tuple(singulars[at : at + len(run)]) == run), 0)
        if length:
            expressions.append(tuple(words[at : at + length]))
        else:
            rest.append(words[at])
        at += length or 1
    return " ".join(rest), expressions


def _verbs(plain: str) -> set[str]:
    """Return the verbs of a sentence: the words after « qui », “who” and other pronouns, and gerunds."""
    gerunds = {word for word in plain.split() if word.endswith("ing") and len(word) > 5}
    return {*_VERB.findall(plain), *_STATE.findall(plain), *_INVERTED.findall(plain), *gerunds}


def _circumstances(plain: str, written: str) -> set[str]:
    """Return the words that say where or when, after « dans », “during” and the like; names are none.

    They end at a word of grammar, such as the article of the next noun: what follows is the matter.
    """
    names = {word for name in _CAPITAL.findall(written) for word in text.words(name)}
    words = plain.split()
    circumstances: set[str] = set()
    for at, word in enumerate(words[:-1]):
        if word in _WHERE_OR_WHEN and words[at + 1] not in _NOT_WHERE and not _LOOKS.fullmatch(words[at - 1]):
            rest = words[at + 2 if words[at + 1] in _DETERMINERS else at + 1 :]
            circumstances.update(takewhile(lambda one: one not in GRAMMAR, rest))
    return circumstances - names
